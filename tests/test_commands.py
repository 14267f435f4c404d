"""The command line as people and scripts use it: real processes, UTF-8, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLE
from trainer.scenario import Cast

ROOT = Path(__file__).resolve().parent.parent


def run(*args: str, given: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "LC_ALL": "C"}
    return subprocess.run(
        [sys.executable, "-m", "trainer", *args],
        input=given, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=env, timeout=60, check=False,
    )  # fmt: skip


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def script(cast: Cast) -> str:
    steps = cast.scenario.model_call
    return "\n".join(s.model_dump_json(exclude_none=True) for s in steps) + "\n"


def test_a_whole_call_is_played_and_scored(cast: Cast, tmp_path: Path) -> None:
    played = run("play", EXAMPLE, "--seed", "3", "--json", given=script(cast))
    assert played.returncode == 0, played.stderr
    events = lines(played.stdout)
    assert events[0]["kind"] == "started" and events[1]["kind"] == "customer_said"
    assert {"text", "mood", "beat"} <= set(events[1]) and 0 <= events[1]["mood"]["anger"] <= 100
    assert events[-1] == events[-1] | {"kind": "ended", "outcome": "handed_over"}

    file = tmp_path / "call.jsonl"
    file.write_text(played.stdout, encoding="utf-8")
    scored = run("score", str(file), "--json")
    assert scored.returncode == 0, scored.stderr
    card = json.loads(scored.stdout)
    assert card["total"] >= 85
    assert {d["id"] for d in card["dimensions"]} >= {"listening", "empathy", "escalation"}
    assert card["escalation"]["timing"] == "on_time" and card["escalation"]["direction_ok"] is True
    said = {e["turn"]: e["text"] for e in events if e["kind"] == "operator_said"}
    for dimension in card["dimensions"]:
        for finding in dimension["findings"]:
            if finding["quote"]:
                assert said[finding["turn"]][finding["start"] : finding["end"]] == finding["quote"]
    assert "総合" in run("score", str(file)).stdout


def test_the_same_seed_gives_the_same_call(cast: Cast) -> None:
    def texts(seed: str) -> list[str]:
        played = run("play", EXAMPLE, "--seed", seed, "--json", given=script(cast))
        return [e["text"] for e in lines(played.stdout) if e["kind"] == "customer_said"]

    assert texts("5") == texts("5") != texts("6")


def test_bad_lines_are_told_and_the_call_goes_on() -> None:
    given = "\n".join(
        [
            "not json",
            '{"say": 5}',
            "[]",
            '{"escalate": {"direction": "up"}}',
            '{"say": "はい。"}',
            '{"end": true}',
        ]
    )
    played = run("play", EXAMPLE, "--json", given=given)
    assert played.returncode == 0
    assert len(played.stderr.splitlines()) == 4 and "1行目" in played.stderr
    assert [e["kind"] for e in lines(played.stdout)].count("operator_said") == 1


def test_a_note_under_a_name_that_is_none_is_not_lost() -> None:
    note = {"facts": "二度の折り返しなし", "経緯": "三度目のお電話", "お気持ち": "お怒り"}
    given = json.dumps(
        {"escalate": {"direction": "vertical", "team": "責任者", "reason": "決裁", "note": note}},
        ensure_ascii=False,
    )
    played = run("play", EXAMPLE, "--json", given='{"say": "お電話ありがとうございます。"}\n' + given + "\n")
    (kept,) = [e["note"] for e in lines(played.stdout) if e["kind"] == "escalated"]
    assert kept["facts"] == "二度の折り返しなし\n経緯: 三度目のお電話" and kept["feelings"] == "お怒り"
    assert "経緯" in played.stderr


def test_input_that_breaks_off_ends_the_call() -> None:
    events = lines(run("play", EXAMPLE, "--json", given='{"say": "お電話ありがとうございます。"}\n').stdout)
    assert events[-1]["outcome"] == "abandoned"


def test_a_forged_reading_earns_nothing(tmp_path: Path) -> None:
    played = run("play", EXAMPLE, "--json", given='{"say": "あ。"}\n{"end": true}\n')
    events = lines(played.stdout)
    for event in events:
        if event["kind"] == "operator_said":
            event["reading"]["acts"] = [{"act": "EMP_FEEL", "start": 0, "end": 1, "specific": True}]
    file = tmp_path / "forged.jsonl"
    file.write_text("\n".join(json.dumps(e) for e in events), encoding="utf-8")
    card = json.loads(run("score", str(file), "--json").stdout)
    assert next(d for d in card["dimensions"] if d["id"] == "empathy")["points"] == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "記録がありません"),
        ("{}", "読めません"),
        ("x", "JSONとして"),
        ('{"kind": "ended", "outcome": "closed"}', "started"),
    ],
)
def test_a_file_that_is_no_call_is_told(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(content, encoding="utf-8")
    scored = run("score", str(file))
    assert scored.returncode == 1 and says in scored.stderr and "Traceback" not in scored.stderr


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        (("play", "no-such"), 1, "ありません"),
        (("score", "no-such.jsonl"), 2, "確かめてください"),
        (("play",), 2, "指定してください"),
        (("dance",), 2, "使い方"),
        (("check", "--loud"), 2, "オプション"),
        (("check", "no-such.yaml"), 1, "開けません"),
        (("play", EXAMPLE, "--seed", "x"), 2, "整数"),
    ],
)
def test_wrong_calls_are_told_in_japanese(args: tuple[str, ...], status: int, says: str) -> None:
    done = run(*args)
    assert done.returncode == status
    assert says in done.stderr + done.stdout and "Traceback" not in done.stderr


def test_reading_and_cues_go_line_by_line() -> None:
    text = "ご不便をおかけし、申し訳ございません。"
    read = lines(
        run("read", given=json.dumps({"id": 1, "customer": "動かない", "operator": text}) + "\n").stdout
    )
    acts = {a["act"]: text[a["start"] : a["end"]] for a in read[0]["acts"]}
    assert read[0]["id"] == 1 and acts["APO_PART"].startswith("ご不便をおかけし")
    found = lines(run("cues", given='{"id": "c", "text": "責任者を出してください。"}\n').stdout)
    assert found[0]["id"] == "c" and "DEMAND_SUPERVISOR" in found[0]["cues"]
    assert run("read", given="{}\n").returncode == 1


def test_scenarios_are_listed() -> None:
    rows = lines(run("scenarios", "--json").stdout)
    assert any(r["id"] == EXAMPLE and r["persona"] == "emotional" and r["need"] == "required" for r in rows)
    assert sum(r["件数"] for r in lines(run("scenarios", "--coverage", "--json").stdout)) == len(rows)


def test_the_coverage_is_a_matrix_whose_rows_add_up() -> None:
    shown = run("scenarios", "--coverage").stdout
    rows = [
        line for line in shown.splitlines() if line.startswith(("感情的・", "論理的・", "VIP・", "技術的・"))
    ]
    total = len(lines(run("scenarios", "--json").stdout))
    assert len(rows) == 8 and sum(int(row.split()[-1]) for row in rows) == total
    for kind in ("必要(上席へ)", "メール", "空いている組み合わせ", "家電"):
        assert kind in shown
