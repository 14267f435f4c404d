"""What `check` says about a shipped case that is not fit to be shared or discussed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from trainer.checking import check_files
from trainer.settings import ROOT

SOUND = {
    "id": "sample",
    "title": "折り返しが来ない",
    "situation": "三度目のお電話だった。",
    "timeline": [
        {"who": "customer", "text": "もう三回目ですよ。", "decision": "ここで何と言いますか"},
        {"who": "operator", "text": "三度もお待たせしました。"},
    ],
    "lesson": "約束は守れないと分かった時に電話する。",
}


def told(tmp_path: Path, name: str = "sample", **changes: object) -> list[str]:
    path = tmp_path / "cases" / f"{name}.yaml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(SOUND | changes, allow_unicode=True), encoding="utf-8")
    return [str(problem) for problem in check_files(ROOT / "scenarios", [path])[1]]


def test_a_sound_case_passes(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lesson": ""}, "教訓が空です"),
        ({"timeline": [{"text": "終わった。", "decision": "後の祭り"}]}, "分かれ目がありません"),
        ({"situation": "佐々木様の電話は090-1234-5678。"}, "「佐々木」が残っています"),
        ({"situation": "折り返し先は090-1234-5678。"}, "「090-1234-5678」が残っています"),
        ({"cause": "だれか"}, "cause"),
    ],
)
def test_each_fault_is_told(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    problems = told(tmp_path, **changes)
    assert problems and any(words in p for p in problems), problems


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    assert any("ファイル名と違います" in p for p in told(tmp_path, name="other"))
