"""What only the SQLite back end promises: a sound index, and all or nothing under kill -9."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from tests.store.case_samples import READER, record
from trainer.case import Batch
from trainer.case_query import CaseQuery
from trainer.store.database import SqliteFile
from trainer.store.sqlite_case_imports import SqliteCaseImports
from trainer.store.sqlite_cases import SqliteCases

TODAY = date(2026, 11, 22)

IMPORTER = """
import sys
from pathlib import Path
from tests.store.case_samples import record
from trainer.case import Batch
from trainer.store.database import SqliteFile
from trainer.store.sqlite_case_imports import SqliteCaseImports
cases = SqliteCaseImports(SqliteFile(Path(sys.argv[1])))
name = sys.argv[2]
rows = [record(f"{name}-{n}", f"{n}件目の配送の遅れ", situation="約束の時間に届かない" * 12) for n in range(4_000)]
cases.add_many(rows, Batch(id=name, person="p", at=1.0), lambda done, total: print(done, flush=True))
print("kept", flush=True)
"""


def test_kill_9_in_the_middle_of_an_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    path, dice = tmp_path / "trainer.db", random.Random(3)
    SqliteCases(SqliteFile(path)).save(record("before", "配送の相談"))
    whole = 0
    for run, steps in enumerate((1, 2, 4, 7, 8, 9)):  # 8 steps of 500 rows, then the commit
        importer = subprocess.Popen(
            [sys.executable, "-c", IMPORTER, str(path), f"b{run}"],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.getcwd()},
        )  # fmt: skip
        assert importer.stdout is not None
        said = [importer.stdout.readline().strip() for _ in range(steps)]
        time.sleep(dice.uniform(0.0, 0.02))
        os.kill(importer.pid, signal.SIGKILL)
        said += importer.stdout.read().split()
        importer.stdout.close()
        importer.wait()
        file = SqliteFile(path)
        cases, imports = SqliteCases(file), SqliteCaseImports(file)
        there = len(imports.known(f"b{run}-{n}" for n in range(4_000)))
        assert there in (0, 4_000) and (imports.batch(f"b{run}") is not None) == (there == 4_000)
        assert there == 4_000 or "kept" not in said, "what was acknowledged is there"
        whole += there
        assert len(cases.hits(READER, CaseQuery(text="配送"), TODAY, 100_000)) == whole + 1
    assert 0 < whole < 6 * 4_000


def test_the_index_stays_sound_and_can_be_built_anew(tmp_path: Path) -> None:
    file = SqliteFile(tmp_path / "trainer.db")
    cases = SqliteCases(file)
    SqliteCaseImports(file).add_many([record(f"g{n}") for n in range(600)], Batch(id="b", person="p", at=1.0))
    cases.save(record("g1", "税金", version=2))
    cases.save(record("g1", "税", version=3, confirmed_by=""))
    cases.save(record("g1", "ガス", version=4))
    cases.erase("g2")
    with file.write() as db:
        db.execute("INSERT INTO case_search (case_search, rank) VALUES ('integrity-check', 1)")
        db.execute("INSERT INTO case_search (case_search) VALUES ('rebuild')")
    assert [r.id for r in cases.hits(READER, CaseQuery(text="ガス"), TODAY, 9)] == ["g1"]
    assert cases.hits(READER, CaseQuery(text="税"), TODAY, 9) == []
    assert len(cases.hits(READER, CaseQuery(text="返金"), TODAY, 1_000)) == 598


def test_calls_go_on_while_many_cases_are_imported(tmp_path: Path) -> None:
    """What an import works out, it works out before it locks the database."""
    file = SqliteFile(tmp_path / "trainer.db")
    imports = SqliteCaseImports(file)
    rows = [record(f"g{n}", situation="約束の時間に届かない" * 20) for n in range(3_000)]
    locked: list[float] = []
    begun = time.perf_counter()
    imports.add_many(
        rows, Batch(id="b", person="p", at=1.0), lambda done, total: locked.append(time.perf_counter())
    )
    whole = time.perf_counter() - begun
    assert time.perf_counter() - locked[0] < whole / 2
