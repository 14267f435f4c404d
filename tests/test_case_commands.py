"""Cases go in and out on the command line as well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from trainer.settings import ROOT
from trainer.sheets import to_csv


def run(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TRAINER_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "trainer", *arguments], capture_output=True, encoding="utf-8", env=environment
    )


def test_a_table_comes_in_and_the_library_goes_out(tmp_path: Path) -> None:
    table = tmp_path / "cases.csv"
    table.write_bytes(
        to_csv(["題名", "状況", "原因"], [["折り返し", "三度目", "企業起因"], ["解約", "電話口", "不明"]])
    )
    dry = run(tmp_path, "cases", "import", str(table), "--dry-run")
    assert dry.returncode == 0 and "2件を読み取りました" in dry.stderr and not (tmp_path / "data").exists()
    done = run(tmp_path, "cases", "import", str(table))
    assert done.returncode == 0 and done.stdout.strip()
    out = tmp_path / "out.jsonl"
    assert run(tmp_path, "cases", "export", "-o", str(out)).returncode == 0
    shared = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(shared) >= 20 and all(entry["state"] in ("published", "stale") for entry in shared)
    assert not any(entry["case"]["title"] == "折り返し" for entry in shared), "a draft is not shared"


def test_a_wrong_row_keeps_everything_out_and_is_named(tmp_path: Path) -> None:
    table = tmp_path / "cases.csv"
    table.write_bytes(to_csv(["題名", "原因"], [["折り返し", "企業起因"], ["解約", "たぶん"]]))
    refused = run(tmp_path, "cases", "import", str(table))
    assert refused.returncode == 1 and "3行目: 原因「たぶん」は使えません" in refused.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["cases", "import", "nowhere.csv"], 1, "開けません"),
        (["cases", "export", "--format", "pdf", "-o", "x.pdf"], 1, "PDFは一件ずつ"),
        (["cases", "export", "あり得ない語の並び", "-o", "x.csv"], 1, "書き出せる事例がありません"),
        (["cases", "export"], 2, "--help"),
    ],
)
def test_mistakes_are_told_in_japanese(tmp_path: Path, arguments: list[str], status: int, told: str) -> None:
    wrong = run(tmp_path, *arguments)
    assert wrong.returncode == status and told in wrong.stderr, wrong.stderr


def test_a_key_is_made_that_works(tmp_path: Path) -> None:
    from trainer.vault import Vault

    key = run(tmp_path, "originals-key").stdout.strip()
    assert Vault(key).open(Vault(key).seal("原文", 0.0), days=1, now=5.0) == "原文"
