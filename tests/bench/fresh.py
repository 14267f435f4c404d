"""A fresh Python process that measures something in itself and prints it as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.bench.figures import CannotMeasure
from trainer.settings import ROOT

SECONDS = 120


def python(*arguments: str) -> Any:
    """What the process printed. Raises CannotMeasure when it fails or takes longer than SECONDS."""
    try:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise CannotMeasure(f"python {arguments[0]} took longer than {SECONDS} s") from error
    if done.returncode:
        raise CannotMeasure(f"python {arguments[0]} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)
