"""An acknowledged turn survives kill -9 at any moment, and is never doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from trainer.store.sqlite import SqliteStore

WRITER = """
import sys
from pathlib import Path
from trainer.attempt import OperatorSaid, Started
from trainer.store.sqlite import SqliteStore
store = SqliteStore(Path(sys.argv[1]))
name = sys.argv[2]
store.append(name, 0, [Started(key="start", attempt=name, trainee="t", scenario="s", seed=1)])
for n in range(1, 100_000):
    store.append(name, n, [OperatorSaid(key=f"k{n}", turn=n, text="ご不便をおかけし申し訳ございません。" * 4)])
    print(n, flush=True)
"""


def test_no_acknowledged_turn_is_lost(tmp_path: Path) -> None:
    path, dice = tmp_path / "store.db", random.Random(1)
    for run in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), f"a{run}"], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(dice.uniform(0.0, 0.1))
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged = [int(line) for line in writer.stdout.read().split()]
        writer.stdout.close()
        writer.wait()
        keys = [e.key for e in SqliteStore(path).events(f"a{run}")]
        assert len(keys) == len(set(keys))
        assert keys[: (acknowledged or [1])[-1] + 1] == [
            "start",
            *(f"k{n}" for n in range(1, (acknowledged or [1])[-1] + 1)),
        ]
