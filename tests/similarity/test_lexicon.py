"""The concept lexicon: a supervisor can read it, and what it promises in its examples holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.errors import FileProblems
from trainer.similarity.concepts import Concept, Concepts, Kind, concepts, read_concepts

ENTRIES = list(concepts().entries.values())


@pytest.mark.parametrize("concept", ENTRIES, ids=lambda c: c.id)
def test_every_example_holds(concept: Concept) -> None:
    for text in concept.examples.hit:
        assert concept.id in concepts().find([text]).concepts, text
    for text in concept.examples.miss:
        assert concept.id not in concepts().find([text]).concepts, text


def test_it_covers_situations_demands_feelings_and_objects() -> None:
    situations = [c for c in ENTRIES if c.kind is Kind.SITUATION]
    assert 40 <= len(situations) <= 60
    assert {c.kind for c in ENTRIES} == set(Kind)
    assert len({c.label for c in ENTRIES}) == len(ENTRIES)


def test_words_of_two_texts_do_not_make_a_concept() -> None:
    together = "修理してもらった。また同じ症状だ。"
    assert "relapse" in concepts().find([together]).concepts
    assert "relapse" not in concepts().find(["修理してもらった。", "また同じ症状だ。"]).concepts


def test_width_and_commas_do_not_matter() -> None:
    assert "breakdown" in concepts().find(["ｴﾗｰ、コードが出た"]).concepts
    assert "danger" in concepts().find(["ガス、漏れ"]).concepts


def test_a_phrase_of_unless_cancels_its_sentence_only() -> None:
    assert "points" not in concepts().find(["怒りのポイントが分かった"]).concepts
    assert "points" in concepts().find(["怒りのポイントが分かった。ポイントが消えた。"]).concepts


def test_a_list_that_does_not_exist_is_told() -> None:
    entry = {"id": "x", "kind": "situation", "label": "x", "そろえば": [["ない組"]]}
    example = {"例": {"当たる": ["x"], "外れる": ["y"]}}
    with pytest.raises(ValueError, match="ない組"):
        Concepts.model_validate({"entries": {"x": {**entry, **example}}, "words": {}})


def test_a_fault_in_the_file_is_told_with_its_place(tmp_path: Path) -> None:
    for name in ("words", "situations", "demands", "feelings", "objects"):
        (tmp_path / f"{name}.yaml").write_text(
            "種類: situation\n事柄: []\n" if name != "words" else "a: [b]\n"
        )
    (tmp_path / "demands.yaml").write_text("種類: demand\n事柄:\n  - {id: x, label: y, 言えば: [429]}\n")
    with pytest.raises(FileProblems, match=r"demands\.yaml.*x"):
        read_concepts(tmp_path)
