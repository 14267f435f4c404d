"""A real server in a process of its own, and a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT = 60_000
"""Milliseconds within which anything must appear; shared machines are slow."""


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


@dataclass
class Server:
    """`streamlit run` over a data folder of its own; may be killed and started again."""

    data: Path
    scenarios: Path = ROOT / "scenarios"
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> Server:
        if not self.port:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
        options = ["--server.port", str(self.port), "--server.headless", "true"]
        environment = {"TRAINER_DATA": str(self.data), "TRAINER_SCENARIOS": str(self.scenarios)}
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *options],
                cwd=ROOT,
                env={**os.environ, **environment},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait()
        return self

    def _wait(self) -> None:
        until = time.monotonic() + 40
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError((self.data / "server.log").read_text("utf-8"))

    def kill(self) -> None:
        """kill -9: nothing is flushed, nobody is told."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.data / "server.log").read_text("utf-8")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = _chromium()
    if path is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium fonts-noto-cjk)")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Shared by all tests that do not kill it."""
    one = Server(tmp_path_factory.mktemp("server")).start()
    yield one
    one.kill()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A fresh server for one test."""
    one = Server(tmp_path).start()
    yield one
    one.kill()


@pytest.fixture
def new_browser(chromium: Any) -> Iterator[Callable[..., Any]]:
    """`new_browser(width, height)` → a browser profile of its own: another person."""
    made: list[Any] = []

    def _new(width: int = 1366, height: int = 768) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="ja-JP", timezone_id="Asia/Tokyo"
        )
        context.set_default_timeout(WAIT)
        made.append(context)
        return context

    yield _new
    for context in made:
        context.close()
