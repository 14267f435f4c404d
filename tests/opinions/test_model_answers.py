"""Other wordings on request: what is shown has passed our own reading; what has not, is not shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.opinions.conftest import LINES, Room
from trainer.dialogue import DialogueAct
from trainer.errors import InvalidInput, NotFound
from trainer.files import Library
from trainer.language import read
from trainer.opinions.files import rewording
from trainer.opinions.model_answers import WANTED

Rooms = Callable[..., Room]
TURN = 3
GOOD = (
    "三回もお電話をいただき、二回とも折り返しがなかったということでございますね。ご不安な思いをなさったことと存じます。",
    "折り返しがないまま、もう三度目のお電話ということでございますね。さぞお腹立ちのことと存じます。",
)
HEARD = "二回とも折り返しがなかったのですね。"
BAD = {
    "lacks the act": "恐れ入りますが、お名前を伺えますでしょうか。",
    "a reproach": HEARD + "しかし、それはお客様の勘違いでしょう。無理です。",
    "courtesy": HEARD + "三回もお電話してくれて、了解しました。",
    "invented number": HEARD + "98000円でございますね。",
    "too long": GOOD[0] * 5,
    "two lines": GOOD[0].replace("。", "。\n", 1),
    "beyond authority": HEARD + "代替機をお貸し出しいたします。",
    "empty": "",
}


def wordings(*words: str) -> dict[str, Sequence[str]]:
    return {"wordings": words}


def ask(r: Room, turn: int = TURN) -> Any:
    return r.model_answers.ask(r.house.trainee, r.attempt, turn)


def test_two_wordings_that_fit_are_shown_with_what_they_cost(room: Rooms) -> None:
    r = room(wordings(*GOOD))
    found = ask(r)
    assert found.wordings == GOOD and len(r.asked) == 1
    assert found.use.tokens_in == 120 and r.store.booked(0.0)[0] == 120


@pytest.mark.parametrize("kind", BAD)
def test_a_wording_of_this_kind_is_never_shown(room: Rooms, kind: str) -> None:
    r = room(wordings(BAD[kind], GOOD[0]))
    found = ask(r)
    assert found.wordings == (GOOD[0],) and found.faults


def test_every_wording_shown_does_what_was_missing_and_no_harm(room: Rooms) -> None:
    r = room(wordings(BAD["a reproach"], *GOOD))
    for words in ask(r).wordings:
        attempt = r.house.practice.attempt(r.house.trainee, r.attempt)
        scenario = r.house.practice.cast_of(attempt).scenario
        reading = read(words, attempt.transcript, scenario)
        assert reading.has(DialogueAct.PARA)
        assert not reading.courtesy


def test_it_asks_once_more_and_says_what_was_wrong(room: Rooms) -> None:
    r = room(wordings(BAD["lacks the act"], BAD["courtesy"]), wordings(*GOOD))
    assert ask(r).wordings == GOOD
    assert len(r.asked) == 2 and "敬語と言葉選びを正しくする" in r.asked[1]


def test_after_the_second_vain_answer_it_says_so(room: Rooms) -> None:
    r = room(wordings(*list(BAD.values())[:3]))
    found = ask(r)
    assert found.wordings == () and found.faults and len(r.asked) == 2


def test_the_same_words_twice_or_the_trainee_s_own_are_no_alternative(room: Rooms) -> None:
    assert ask(room(wordings(GOOD[0], GOOD[0]))).wordings == (GOOD[0],)
    own = ask(room(wordings(GOOD[0]), lines=(*LINES[:2], GOOD[0])))
    assert own.wordings == () and any("元の発言" in fault for fault in own.faults)


def test_never_more_than_two(room: Rooms) -> None:
    more = "お約束した折り返しが二回ともなかった、ということでございますね。"
    r = room(wordings(*GOOD, more))
    assert len(ask(r).wordings) == WANTED


def test_what_the_customer_has_not_told_is_not_in_the_prompt(room: Rooms) -> None:
    r = room(wordings(*GOOD))
    ask(r)
    attempt = r.house.practice.attempt(r.house.trainee, r.attempt)
    scenario = r.house.practice.cast_of(attempt).scenario
    untold = [f for f in scenario.facts if f.hidden and f.id not in attempt.told]
    assert untold and not any(line in r.asked[0] for f in untold for line in f.say)
    assert scenario.hidden.sore_point not in r.asked[0] and r.house.trainee.name not in r.asked[0]
    assert LINES[TURN - 1] in r.asked[0]


def test_only_the_owner_and_only_real_utterances(room: Rooms) -> None:
    r = room(wordings(*GOOD))
    with pytest.raises(NotFound):
        r.model_answers.ask(r.house.other, r.attempt, TURN)
    with pytest.raises(InvalidInput):
        ask(r, 99)
    assert not r.asked


def test_every_act_that_can_be_missing_has_a_name_and_a_criterion(library: Library) -> None:
    table, rubric = rewording(), library.rubric
    known = {c for d in rubric.dimensions.values() for c in d.criteria}
    assert set(table.missing) <= known
    assert {a for acts in (*table.missing.values(), table.otherwise) for a in acts} <= set(table.labels)
