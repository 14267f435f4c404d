"""Wrong files are told with file, line, key, what is wrong and how to mend it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from trainer.checking import check_files
from trainer.errors import FileProblems, NotFound
from trainer.files import SCENARIOS, Library, load, parse
from trainer.scenario import Scenario

GOOD = (SCENARIOS / f"{EXAMPLE}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("personas", "voices"):
        shutil.copytree(SCENARIOS / name, tmp_path / name)
    shutil.copy(SCENARIOS / "rubric.yaml", tmp_path)
    shutil.copy(SCENARIOS / f"{EXAMPLE}.yaml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("find", "replace", "key", "says"),
    [
        ("difficulty: 2", "difficulty: 9", "difficulty", "4以下"),
        ("difficulty: 2", "difficulty: やさしい", "difficulty", "整数"),
        ("persona: emotional", "persona: sleepy", "persona", "使えない値"),
        ("seat: first\n", "seat: first\nseet: first\n", "seet", "知らない項目"),
        ("title: 折り返し", "tilte: 折り返し", "title", "必要な項目"),
        ("needs: heard", "needs: never", "facts", "使えない値"),
        ("id: appliance-no-callback", "id: ../../etc", "id", "使えない文字"),
        ("tells: [symptom]", "tells: [nothing]", "", "ない事実を指しています(nothing)"),
        ("direction: vertical\n  to", "to", "escalation", "direction と to"),
    ],
)
def test_a_slip_is_found_with_its_line(find: str, replace: str, key: str, says: str) -> None:
    text = GOOD.replace(find, replace, 1)
    assert text != GOOD
    with pytest.raises(FileProblems) as caught:
        parse(text, "x.yaml", Scenario)
    problem = next(p for p in caught.value.problems if key in p.key)
    assert says in str(problem)
    if key not in ("", "title"):
        assert problem.key.split(".")[-1] in text.splitlines()[problem.line - 1]


def test_all_slips_are_told_at_once() -> None:
    text = GOOD.replace("difficulty: 2", "difficulty: 9").replace("persona: emotional", "persona: x")
    with pytest.raises(FileProblems) as caught:
        parse(text, "x.yaml", Scenario)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b",
        "just words",
        "a: [1, 2",
        "a: b: c",
        "\t- x",
        "{",
        "&a [*a]",
        "? x\n: - y\n z",
        "a: !!python/object:os.system x",
        "[" * 100_000,
        "{a: " * 50_000,
        "- " * 50_000,
        "a: *nobody",
    ],
)
def test_broken_yaml_is_an_error_never_a_crash(text: str) -> None:
    with pytest.raises(FileProblems):
        parse(text, "x.yaml", Scenario)


def test_the_same_key_twice_is_found() -> None:
    with pytest.raises(FileProblems, match="二度"):
        parse(GOOD + "\ntitle: もう一つの題\n", "x.yaml", Scenario)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", b"a: " + b"x" * 1_100_000])
def test_unreadable_files_are_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.yaml").write_bytes(content)
    with pytest.raises(FileProblems):
        load(tmp_path / "x.yaml", Scenario)
    with pytest.raises(FileProblems, match="開けません"):
        load(tmp_path / "missing.yaml", Scenario)


def test_one_broken_scenario_does_not_hide_the_others(folder: Path) -> None:
    (folder / "broken.yaml").write_text("id: [", encoding="utf-8")
    library = Library(folder)
    assert list(library.scenarios) == [EXAMPLE]
    assert library.broken[0].file == "broken.yaml"


def test_an_unknown_scenario_is_told(folder: Path) -> None:
    with pytest.raises(NotFound, match="nowhere"):
        Library(folder).cast("nowhere")


def test_a_voice_of_another_persona_is_refused(folder: Path) -> None:
    path = folder / f"{EXAMPLE}.yaml"
    path.write_text(GOOD.replace("voice: emotional-woman50", "voice: logical-man40"), encoding="utf-8")
    with pytest.raises(FileProblems, match="合いません"):
        Library(folder).cast(EXAMPLE)


def test_the_shipped_folder_passes_the_check() -> None:
    checked, problems = check_files(SCENARIOS, [])
    assert not problems
    assert checked >= len(Library().scenarios) + 5


def test_the_check_plays_the_model_call(folder: Path) -> None:
    poor = (
        GOOD[: GOOD.index("model_call:")]
        + "model_call:\n  - say: 規則ですので、できません。\n  - end: true\n"
    )
    (folder / f"{EXAMPLE}.yaml").write_text(poor, encoding="utf-8")
    _, problems = check_files(folder, [folder / f"{EXAMPLE}.yaml"])
    assert any(p.key == "model_call" and "点です" in p.what for p in problems)


def test_aliases_inside_each_other_are_bounded() -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20))
    with pytest.raises(FileProblems, match="多すぎます"):
        parse(f"a0: &a0 [ha]\n{levels}", "x.yaml", Scenario)


def test_a_part_that_is_referred_to_twice_is_looked_at_once() -> None:
    with pytest.raises(FileProblems) as caught:
        parse("a: &x {k: 1, k: 2}\nb: *x\n", "x.yaml", Scenario)
    assert [p.key for p in caught.value.problems if "二度" in p.what] == ["a.k"]


ENGLISH = re.compile(r"[A-Za-z]+ (?:or|and|is|are|not|be|should|must) ")


@pytest.mark.parametrize(
    ("find", "replace", "says"),
    [
        ("channel: phone", "channel: fax", "使える値: phone、chat、email"),
        ("cause: company", "cause: moon", "使える値: company、customer、third_party、unknown"),
        ("settles: false", "settles: perhaps", "true か false"),
        ("must_mention:\n", "must_mention: 折り返し\nold:\n", "並びではありません"),
        ("when: {turn: 2}", "when: いつでも", "「項目名: 値」の並び"),
        ("accept_below: 55", "accept_below: 高め", "数値"),
        ("window: 1", "window: 1.5", "整数"),
        ("  need: required", "  need: needful", "使える値: required、optional、needless"),
        ("  - say: お電話", "  - end: true\n    say: お電話", "どれか一つ"),
        ("seat: first", "seat: second", "first_call と preparation"),
        ("  - id: calls", "  - id: symptom", "同じ id"),
        ("raised: [superior]", "raised: [nothing]", "ない気がかり"),
    ],
)
def test_every_slip_is_told_in_japanese(find: str, replace: str, says: str) -> None:
    text = GOOD.replace(find, replace, 1)
    assert text != GOOD
    with pytest.raises(FileProblems) as caught:
        parse(text, "x.yaml", Scenario)
    told = str(caught.value)
    assert says in told and not ENGLISH.search(told), told
    assert all(p.what and p.mend for p in caught.value.problems)


def test_notes_that_trainees_read_name_no_trigger_by_its_code() -> None:
    for scenario in Library().scenarios.values():
        notes = [step.model_dump_json() for step in scenario.model_call]
        if scenario.first_call:
            notes.append(scenario.first_call.model_dump_json())
        assert not re.search(r"\(T\d+\)", "".join(notes)), scenario.id
