"""The numeric parts: what is stored is what is read, and the splitting that all rests on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.language.meanings import classes_of, entries
from trainer.language.model import Linear, Space, View, linear_arrays, linear_from, read, write
from trainer.language.normalise import normalise
from trainer.language.sentences import split_clauses, split_sentences
from trainer.language.tokens import tokenise


def test_a_stored_model_scores_like_the_one_that_was_saved(tmp_path: Path) -> None:
    space = Space({"w": View({"a": 0, "b\tc": 1}, 0.5)}, np.array([1.0, 2.0], dtype=np.float32))
    weights = np.array([[1.0, -1.0], [0.5, 0.25]], dtype=np.float32)
    model = Linear(space, weights, np.array([0.0, 1.0], dtype=np.float32))
    write(tmp_path / "m.npz", linear_arrays(model, "x"))
    again = linear_from(read(tmp_path / "m.npz"), "x")
    features = {"w": ["b\tc", "unknown", "a"]}
    np.testing.assert_allclose(again.scores(features), model.scores(features), rtol=1e-3)
    assert not np.allclose(model.scores(features), model.bias)


def test_reasons_name_the_feature_that_spoke_most() -> None:
    space = Space({"w": View({"謝る": 0, "待つ": 1}, 1.0)}, np.ones(2, dtype=np.float32))
    model = Linear(space, np.array([[2.0], [-1.0]], dtype=np.float32), np.zeros(1, dtype=np.float32))
    assert model.reasons({"w": ["待つ", "謝る"]}, 0, n=1) == ["w:謝る"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("はい。お待ちください。", ["はい。", "お待ちください。"]),
        ("つながらないのですねお名前を伺えますか", ["つながらないのですね", "お名前を伺えますか"]),
        ("申し訳ございませんすぐにお調べいたします", ["申し訳ございません", "すぐにお調べいたします"]),
        ("確認します　少々お待ちください", ["確認します", "少々お待ちください"]),
        ("えーとですね原因は断線です", ["えーとですね原因は断線です"]),
        ("本日担当いたします山本です。", ["本日担当いたします山本です。"]),
    ],
)
def test_sentences_are_found_with_and_without_punctuation(text: str, parts: list[str]) -> None:
    normal = normalise(text).text
    assert [normal[p.start : p.end] for p in split_sentences(normal)] == parts


def test_clauses_are_cut_at_commas_and_joining_particles() -> None:
    text = "恐れ入りますがお名前を、もう一度お願いします。"
    (sentence,) = split_sentences(text)
    found = [text[c.start : c.end] for c in split_clauses(sentence)]
    assert found == ["恐れ入りますが", "お名前を、", "もう一度お願いします。"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_sentences_never_overlap_and_lose_only_blanks(text: str) -> None:
    normal = normalise(text).text
    pieces = split_sentences(normal)
    kept = "".join(normal[p.start : p.end] for p in pieces)
    assert "".join(kept.split()) == "".join(normal.split())
    assert all(a.end <= b.start for a, b in zip(pieces, pieces[1:], strict=False))


@pytest.mark.parametrize("name", sorted(entries()))
def test_every_class_of_the_lexicon_finds_its_examples(name: str) -> None:
    entry = entries()[name]
    for text in entry["examples"]["hit"]:
        assert name in classes_of(tokenise(normalise(text).text)), text
    for text in entry["examples"]["miss"]:
        assert name not in classes_of(tokenise(normalise(text).text)), text
    assert len(set(entry["words"])) == len(entry["words"]), "a word is listed twice"
