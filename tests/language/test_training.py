"""The labelled data is sound, and the same data gives the same weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from trainer.dialogue import Cue, DialogueAct
from trainer.language.acts.judging import judge, judge_arrays, parse
from trainer.language.acts.reader import heard, model
from trainer.language.training import corpus, learning
from trainer.language.training.evaluation import Tally, match_spans
from trainer.language.training.train import folds_of, train_acts


def test_every_labelled_act_is_known_and_its_span_is_in_the_text() -> None:
    items = corpus.development() + corpus.written()
    assert len(items) > 2000
    known = {act.value for act in DialogueAct}
    for item in items:
        assert item.acts <= known, item.id
        assert all(0 <= start < end <= len(item.operator) for _, start, end in item.spans), item.id


def test_no_utterance_is_listed_twice_under_one_id() -> None:
    ids = [item.id for item in corpus.development() + corpus.written()]
    assert len(ids) == len(set(ids))


def test_every_labelled_cue_is_known() -> None:
    known = {cue.value for cue in Cue}
    assert all(item.cues <= known for item in corpus.said())


def test_a_span_that_is_not_in_the_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        '{"id": "1", "source": "x", "customer": "", "operator": "はい。", '
        '"acts": [{"act": "BC", "span": "いいえ"}]}',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match="span not in the text"):
        corpus.spoken([path])


def test_copies_without_marks_keep_what_each_act_says() -> None:
    items = corpus.development()
    copies = {item.id: item for item in corpus.unmarked(items)}
    assert len(copies) >= len(items) / 3
    for item in items:
        if copy := copies.get(item.id):
            said = [(act, corpus.MARKS.sub("", item.operator[a:b])) for act, a, b in item.spans]
            assert [(act, copy.operator[a:b]) for act, a, b in copy.spans] == [x for x in said if x[1]]
            assert not corpus.MARKS.search(copy.operator + copy.customer)


def test_a_source_is_never_split_between_folds() -> None:
    folds = folds_of(["a"] * 5 + ["b"] * 3 + ["c"] * 2 + ["d"], 2)
    assert sorted(source for fold in folds for source in fold) == ["a", "b", "c", "d"]
    assert [len(folds), "a" in folds[0] or "a" in folds[1]] == [2, True]


def test_training_gives_the_same_weights_in_one_process_and_in_two() -> None:
    items = corpus.labelled(corpus.development()[:120] + corpus.development()[700:820])
    one, two = (judge_arrays(train_acts(items, folds=2, workers=workers)) for workers in (1, 2))
    assert all(np.array_equal(one[name], two[name]) for name in one)


def test_the_same_words_are_taken_less_ill_by_a_customer_who_only_asks() -> None:
    text = "皆さま最初は同じです。"
    deny = model().labels.index("NEG_DENY")
    asked, complained = (
        float(judge(parse(text, heard(line)), model()).probabilities[0, deny])
        for line in ("初心者でも入れますか。", "恥をかかされて、もう腹が立って仕方がないのよ！")
    )
    assert asked < complained / 2


def test_a_label_that_calm_customers_never_meet_leans_away_from_them_and_others_do_not() -> None:
    random = np.random.default_rng(0)
    calm = np.where(np.arange(2000) % 2, np.float32(0.5), np.float32(-1))
    raw = random.normal(size=(2000, 2)).astype(np.float32)
    y = raw + random.normal(size=raw.shape) > 1
    y[calm > 0, 0] = False
    never, alike = learning.leanings(raw, calm, y, np.ones_like(raw))
    assert never < -1
    assert -0.3 < alike <= 0


def test_a_false_alarm_that_is_common_in_calls_makes_the_label_be_said_more_rarely() -> None:
    random = np.random.default_rng(0)
    raw = random.normal(size=(2000, 1)).astype(np.float32)
    y = raw + random.normal(size=raw.shape) > 1
    said = []
    for weight in (1, 5):
        found = learning.calibrate(raw, y, [0.7], np.where(y, 1, weight).astype(np.float32))
        said.append(int((found.probabilities(raw) >= found.threshold).sum()))
    assert said[1] < said[0]


def test_one_span_is_matched_by_one_reading_only() -> None:
    tally = Tally()
    match_spans(tally, [("BC", 0, 4)], [("BC", 0, 4), ("BC", 1, 4)])
    assert (tally.hit["BC"], tally.false["BC"], tally.missed["BC"]) == (1, 1, 0)


def test_half_of_the_shorter_span_is_enough_and_another_act_is_not() -> None:
    tally = Tally()
    match_spans(tally, [("BC", 0, 10), ("HOLD", 10, 20)], [("BC", 8, 12), ("CLOSE", 10, 20)])
    assert tally.hit == {"BC": 1}
    assert tally.missed == {"HOLD": 1}


@pytest.mark.parametrize("beta, expected", [(1.0, 0.4), (0.7, 1 / 1.49 - 0.049)])
def test_a_threshold_leaves_room_for_a_writer_unlike_all_known(beta: float, expected: float) -> None:
    """Half of the best F1 (over 1 + beta² where false alarms weigh more), and a tenth (times beta²) less."""
    sure, meant = np.array([0.1, 0.2, 0.9, 0.95]), np.array([False, False, True, True])
    assert learning.best_threshold(sure, meant, beta, np.ones(4)) == pytest.approx(expected)
