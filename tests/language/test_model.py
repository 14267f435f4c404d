"""The numeric parts: what is stored is what is read, and the splitting that all rests on."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.language.acts.feature_space import Space, keys_of
from trainer.language.acts.model import Linear, linear_arrays, linear_from, read, write
from trainer.language.lexicon.meanings import classes_of, entries
from trainer.language.lexicon.patterns import known_pieces
from trainer.language.lexicon.phrase_pieces import spelt_pieces
from trainer.language.text.normalise import normalise
from trainer.language.text.sentences import split_clauses, split_sentences
from trainer.language.text.tokens import tokenise
from trainer.language.training.corpus import MARKS, development
from trainer.language.training.learning import build_space


def space_of(names: list[str], scale: float, idf: list[float]) -> tuple[Space, list[int]]:
    """One group "w" of these names, and the row that each of them got."""
    keys = keys_of(names, np.zeros(len(names), dtype=np.int64))
    order = np.argsort(keys)
    scales, rarity = np.array([scale], dtype=np.float32), np.array(idf, dtype=np.float32)
    return Space(("w",), scales, keys[order], rarity[order]), np.argsort(order).tolist()


def test_a_stored_model_scores_like_the_one_that_was_saved(tmp_path: Path) -> None:
    space, _ = space_of(["a", "b\tc"], 0.5, [1.0, 2.0])
    weights = np.array([[1.0, -1.0], [0.5, 0.25]], dtype=np.float32)
    model = Linear(space, weights, np.array([0.0, 1.0], dtype=np.float32))
    write(tmp_path / "m.npz", linear_arrays(model, "x"))
    again = linear_from(read(tmp_path / "m.npz"), "x")
    samples = [{"w": ["b\tc", "unknown", "a"]}, {}, {"w": ["nothing", "known"]}, {"w": ["a"]}]
    np.testing.assert_allclose(again.scores(samples), model.scores(samples), rtol=1e-3)
    assert not np.allclose(model.scores(samples)[0], model.bias)
    np.testing.assert_allclose(model.scores(samples)[1:3], [model.bias, model.bias])
    np.testing.assert_allclose(model.scores(samples)[3], model.scores([{"w": ["a"]}])[0])


def test_reasons_name_the_feature_that_spoke_most() -> None:
    space, rows = space_of(["謝る", "待つ"], 1.0, [1.0, 1.0])
    weights = np.zeros((2, 1), dtype=np.float32)
    weights[rows] = [[2.0], [-1.0]]
    model = Linear(space, weights, np.zeros(1, dtype=np.float32))
    found = space.weigh([{"w": ["待つ"]}, {"w": ["待つ", "知らない語", "謝る"]}])
    assert model.reasons(found, 1, 0, n=1) == ["w:謝る"]
    assert model.reasons(found, 0, 0, n=3) == ["w:待つ"]


def test_every_feature_seen_often_enough_has_a_row_of_its_own_in_its_group() -> None:
    samples = [
        {"w": [f"語{i}", f"語{i}_次", "稀" + str(k)], "c": [f"語{i}"]} for k in (0, 1) for i in range(400)
    ]
    space = build_space(samples, {"w": 1.0, "c": 0.5}, least=2)
    found = space.weigh(samples[:400])
    assert len(set(found.rows.tolist())) == len(space.keys) - 1 == 1201  # all but the other 稀
    assert {space.groups[g] for g in found.groups.tolist()} == {"w", "c"}
    of_c = [found.values[a:b][found.groups[a:b] == 1] for a, b in found.spans]
    np.testing.assert_allclose([np.linalg.norm(values) for values in of_c], 0.5, rtol=1e-5)


def test_the_pieces_of_our_phrases_are_stored_as_they_are_analysed() -> None:
    stored, now = known_pieces(), spelt_pieces()
    wrong = [p for p, spelt in now.items() if p in stored and tuple(stored[p]) != tuple(spelt)]
    missing = [p for p in now if p not in stored]
    assert not wrong and len(missing) < len(now) / 20, (
        "uv run python -m trainer.language.lexicon.phrase_pieces"
    )


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


def test_where_commas_are_missing_clauses_are_cut_all_the_same() -> None:
    text = "恐れ入りますがお名前とお電話番号をお願いいたします確認できしだい私からお電話いたします"
    first, second = split_sentences(text)
    assert [text[c.start : c.end] for c in split_clauses(first)][0] == "恐れ入りますが"
    assert text[second.start :] == "確認できしだい私からお電話いたします"


def test_most_sentence_ends_are_found_again_when_the_marks_are_taken_out() -> None:
    found = right = meant = 0
    for item in [i for i in development() if i.operator.count("。") > 1][::20]:
        ends = {len(MARKS.sub("", part)) for part in _beginnings(item.operator)}
        bare = MARKS.sub("", item.operator)
        cut = {piece.end for piece in split_sentences(normalise(bare).text)} - {len(bare)}
        found, right, meant = found + len(cut), right + len(cut & ends), meant + len(ends)
    assert right > 0.75 * meant and right > 0.75 * found


def _beginnings(text: str) -> list[str]:
    """The text up to each 。, the last one left out."""
    parts = [p for p in re.split("[。?!？！]", text) if MARKS.sub("", p)]
    return ["".join(parts[:k]) for k in range(1, len(parts))]


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
