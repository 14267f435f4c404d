"""Starts aimock, a mock of the OpenAI API that others wrote, from the npm registry.

It is installed once into the user's cache; the first run needs a network and takes some seconds.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.llm.faulty import unused_port

VERSION = "1.43.0"
START_SECONDS = 15.0


def installed() -> Path:
    """The program, installed now if it was not. Raises CalledProcessError when npm fails."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "outai-trainer"
    home = cache / f"aimock-{VERSION}"
    if not home.exists():
        cache.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=cache))
        command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(fresh)]
        subprocess.run(
            [*command, f"@copilotkit/aimock@{VERSION}"], check=True, capture_output=True, timeout=120
        )
        try:
            fresh.rename(home)
        except OSError:  # another run was faster
            shutil.rmtree(fresh)
    return home / "node_modules" / ".bin" / "llmock"


@contextlib.contextmanager
def running(folder: Path, fixtures: Sequence[Mapping[str, Any]], *options: str) -> Iterator[str]:
    """A server that answers by `fixtures`; gives its base URL."""
    file = folder / "fixtures.json"
    file.write_text(json.dumps({"fixtures": fixtures}, ensure_ascii=False), encoding="utf-8")
    port = unused_port()
    command = [str(installed()), "-p", str(port), "-f", str(file), "--log-level", "silent", *options]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port, server)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"aimock ended with code {server.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError("aimock does not answer")
