"""A language model for a measurement, in a process of its own, so that it costs the measured one nothing."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.figures import CannotMeasure


@contextlib.contextmanager
def model(server: str) -> Iterator[str]:
    """The address of a model. `server`: an expression of Python for that address, with its imports before it,
    one a line."""
    *imports, url = server.strip().splitlines()
    program = "\n".join([*imports, "import sys", f"print({url}, flush=True)", "sys.stdin.read()"])
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stdin
        address = process.stdout.readline().strip()
        if not address:
            raise CannotMeasure("the model for the measurement did not start")
        try:
            yield address
        finally:
            process.stdin.close()
