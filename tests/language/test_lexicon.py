"""The lexicon a supervisor edits: examples hold, faults are reported with their line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import trainer.language.lexicon.index as store
from trainer.errors import FileProblems
from trainer.language import read
from trainer.language.lexicon.phrases_file import problems

FOLDER = Path(store.__file__).parent


@pytest.fixture
def phrases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A centre's own phrases file, in force while the test runs."""
    path = tmp_path / "phrases.yaml"
    monkeypatch.setenv(store.PHRASES, str(path))
    store.reload()
    yield path
    monkeypatch.undo()
    store.reload()


@pytest.mark.parametrize("name", ["courtesy", "signals", "why", "moves", "own_data", "synonyms"])
def test_every_entry_finds_its_examples_and_not_the_others(name: str) -> None:
    assert [str(p) for p in problems(FOLDER / f"{name}.yaml")] == []


@pytest.mark.parametrize("name", ["courtesy", "signals", "why", "moves", "own_data", "synonyms"])
def test_no_id_is_given_twice(name: str) -> None:
    ids = [entry.id for entry in getattr(store.lexicon(), name)]
    assert sorted(ids) == sorted(set(ids))


def test_a_centre_adds_its_own_phrase(phrases: Path) -> None:
    phrases.write_text(
        "courtesy:\n"
        "  - id: our_word\n"
        "    category: 社内の決まり\n"
        "    severity: 1\n"
        "    better: ご返却\n"
        "    say: [お戻し便]\n"
        "    examples: {bad: [お戻し便をご利用ください], fine: [ご返却ください]}\n",
        encoding="utf-8",
    )
    assert problems(phrases) == []
    (found,) = read("お戻し便をご利用ください").courtesy
    assert (found.rule, found.category) == ("our_word", "社内の決まり")


def test_a_centres_synonym_widens_the_scenarios_words(phrases: Path) -> None:
    from .washing import WASHING, told

    phrases.write_text("synonyms:\n  - {id: ours, words: [代替機, つなぎ機]}\n", encoding="utf-8")
    assert [o.remedy for o in read("つなぎ機をお貸しいたします", told(), WASHING).offers] == ["loan"]


def test_an_entry_with_a_known_id_takes_the_place_of_ours(phrases: Path) -> None:
    phrases.write_text(
        "courtesy:\n  - {id: ryokai, category: 語選び, severity: 1, better: 承知, say: [りょっす]}\n",
        encoding="utf-8",
    )
    assert read("了解しました").courtesy == ()


BROKEN = [
    ("courtesy:\n  - id: x\n    say: [あれ]\n", 2, "courtesy.0.category"),
    ("nonsense:\n  - a\n", 1, "nonsense"),
    ("signals:\n  - id: x\n    signal: shouting\n    say: [わあ]\n", 3, "signals.0.signal"),
    ("signals:\n  - id: x\n    signal: thanks\n    say: ['、']\n", 2, "signals.0"),
    (
        "signals:\n  - id: x\n    signal: thanks\n    say: [どうも]\n    examples: {hit: [こんにちは]}\n",
        5,
        "examples",
    ),
    ("- a\n", 1, ""),
    ("a: [\n", 2, ""),
]


@pytest.mark.parametrize(("text", "line", "key"), BROKEN)
def test_a_fault_is_reported_with_its_line(tmp_path: Path, text: str, line: int, key: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    found = problems(path)
    assert found and found[0].line == line, found
    assert key in found[0].key and found[0].what and found[0].mend


def test_a_missing_or_undecodable_file_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    assert "読めません" in problems(path)[0].what
    path.write_bytes(b"\xff\xfe\x00")
    assert "読めません" in problems(path)[0].what


def test_a_wrong_phrases_file_stops_the_reading_with_its_problems(phrases: Path) -> None:
    phrases.write_text("nonsense: 1\n", encoding="utf-8")
    with pytest.raises(FileProblems, match="知らない見出し"):
        read("はい")
