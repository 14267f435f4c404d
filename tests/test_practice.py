"""What a trainee's deeds do, over a real database."""

from __future__ import annotations

import threading

import pytest

from tests.conftest import EXAMPLE, House
from trainer.attempt import Attempt, CustomerSaid, OperatorSaid, Outcome
from trainer.call import MAX_CHARS
from trainer.errors import Conflict, InvalidInput, NotFound
from trainer.escalation import Direction, Escalate, HandoverNote, Timing
from trainer.practice import Practice

HELLO = (
    "お電話ありがとうございます。みずき電機お客様相談センターの小林でございます。ご不便をおかけしております。"
)


def begun(house: House) -> Attempt:
    return house.practice.start(house.trainee, EXAMPLE)


def test_the_customer_speaks_first(house: House) -> None:
    attempt = begun(house)
    assert [e.kind for e in attempt.events] == ["started", "customer_said"]
    assert attempt.customer[0].text


def test_a_turn_is_stored_with_the_customers_answer(house: House) -> None:
    attempt = begun(house)
    after = house.practice.say(house.trainee, attempt.id, HELLO, key="k1", seen=len(attempt.events))
    assert after.operator[-1].text == HELLO
    assert after.customer[-1].turn == 1
    assert house.practice.attempt(house.trainee, attempt.id) == after


def test_sending_twice_stores_once(house: House) -> None:
    attempt = begun(house)
    once = house.practice.say(house.trainee, attempt.id, HELLO, key="k1", seen=2)
    twice = house.practice.say(house.trainee, attempt.id, HELLO, key="k1", seen=2)
    assert once == twice


def test_double_click_from_two_threads_stores_once(house: House) -> None:
    attempt = begun(house)
    errors: list[Exception] = []

    def send() -> None:
        try:
            house.practice.say(house.trainee, attempt.id, HELLO, key="k1", seen=2)
        except Exception as error:  # collected for the assertion below
            errors.append(error)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not [e for e in errors if not isinstance(e, Conflict)]
    events = house.practice.catch_up(house.trainee, attempt.id).events
    assert [e.kind for e in events] == ["started", "customer_said", "operator_said", "customer_said"]


def test_a_second_tab_is_told_and_nothing_is_lost(house: House) -> None:
    attempt = begun(house)
    house.practice.say(house.trainee, attempt.id, HELLO, key="tab-a", seen=2)
    with pytest.raises(Conflict, match="別の画面"):
        house.practice.say(house.trainee, attempt.id, "はい。", key="tab-b", seen=2)
    assert len(house.practice.attempt(house.trainee, attempt.id).operator) == 1


def test_somebody_elses_attempt_does_not_exist_for_me(house: House) -> None:
    attempt = begun(house)
    for deed in (
        lambda: house.practice.attempt(house.other, attempt.id),
        lambda: house.practice.say(house.other, attempt.id, HELLO, key="k", seen=2),
        lambda: house.practice.scorecard(house.other, attempt.id),
        lambda: house.practice.branch(house.other, attempt.id, 1),
        lambda: house.practice.save_draft(house.other, attempt.id, "facts", "x"),
        lambda: house.practice.drafts(house.other, attempt.id),
    ):
        with pytest.raises(NotFound):
            deed()


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "\u3000\n"])
def test_empty_input_is_refused_in_words(house: House, text: str) -> None:
    attempt = begun(house)
    with pytest.raises(InvalidInput, match="入力されていません"):
        house.practice.say(house.trainee, attempt.id, text, key="k", seen=2)


def test_too_long_input_is_refused_not_cut(house: House) -> None:
    attempt = begun(house)
    with pytest.raises(InvalidInput, match="10,000文字"):
        house.practice.say(house.trainee, attempt.id, "あ" * 10_000, key="k", seen=2)
    after = house.practice.say(house.trainee, attempt.id, "あ" * MAX_CHARS, key="k", seen=2)
    assert len(after.operator[0].text) == MAX_CHARS


def test_control_characters_and_lone_surrogates_do_no_harm(house: House) -> None:
    attempt = begun(house)
    after = house.practice.say(house.trainee, attempt.id, "は\x00い\ud800。\r\nええ", key="k", seen=2)
    assert after.operator[0].text == "はい\ufffd。\nええ"
    assert house.practice.attempt(house.trainee, attempt.id) == after


def test_death_between_question_and_answer_is_mended_on_the_next_visit(house: House) -> None:
    attempt = begun(house)
    full = house.practice.say(house.trainee, attempt.id, HELLO, key="k1", seen=2)
    # The same call in another file, cut off right after the trainee's words.
    cut = [e.model_copy(update={"attempt": "cut"}) if e.kind == "started" else e for e in full.events[:3]]
    house.store.append("cut", 0, cut)
    assert house.practice.catch_up(house.trainee, "cut").customer[-1].text == full.customer[-1].text


def test_a_turn_waits_for_the_disk_once(house: House) -> None:
    attempt = begun(house)
    house.practice.say(house.trainee, attempt.id, HELLO, key="k1", seen=2)
    statements: list[str] = []
    with house.store.file._connection() as db:  # the only one: nobody else is at work
        db.conn.set_trace_callback(statements.append)
    house.practice.say(house.trainee, attempt.id, "はい。", key="k2", seen=4)
    assert [s for s in statements if s in ("BEGIN IMMEDIATE", "COMMIT")] == ["BEGIN IMMEDIATE", "COMMIT"]
    assert sum(s.startswith("SELECT") for s in statements) == 1
    assert [e.kind for e in house.store.events(attempt.id)][4:] == ["operator_said", "customer_said"]


def test_a_fault_of_ours_in_answering_costs_nobody_their_words(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = begun(house)
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr("trainer.answering.call.answer", lambda *_: 1 / 0)
        house.practice.say(house.trainee, attempt.id, HELLO, key="k1", seen=2)
    assert house.store.events(attempt.id)[-1].key == "k1"
    assert house.practice.catch_up(house.trainee, attempt.id).customer[-1].turn == 1


def test_what_another_process_has_stored_is_noticed(house: House) -> None:
    attempt = begun(house)
    mine = house.practice
    other = Practice(house.store, mine.scenarios, house.clock, mine.new_id, mine.new_seed)
    there = other.say(house.trainee, attempt.id, HELLO, key="k1", seen=2)
    assert mine.say(house.trainee, attempt.id, HELLO, key="k1", seen=2) == there
    other.say(house.trainee, attempt.id, "はい。", key="k2", seen=4)
    with pytest.raises(Conflict, match="別の画面"):
        mine.say(house.trainee, attempt.id, "いいえ。", key="k3", seen=4)
    assert len(mine.attempt(house.trainee, attempt.id).operator) == 2


def test_hold_is_an_event_and_speaking_ends_it(house: House) -> None:
    attempt = begun(house)
    held = house.practice.hold(house.trainee, attempt.id, key="h", seen=2)
    assert held.on_hold
    with pytest.raises(Conflict, match="保留中"):
        house.practice.hold(house.trainee, attempt.id, key="h2", seen=len(held.events))
    house.clock.now += 90
    back = house.practice.say(
        house.trainee, attempt.id, "お待たせいたしました。", key="k", seen=len(held.events)
    )
    assert not back.on_hold
    assert [e.kind for e in back.events][2:5] == ["hold_started", "hold_ended", "operator_said"]


def test_handing_over_ends_the_call_and_is_scored(house: House) -> None:
    attempt = begun(house)
    form = Escalate(
        direction=Direction.VERTICAL, team="責任者", reason="ご要望", note=HandoverNote(facts="水漏れ")
    )
    after = house.practice.escalate(house.trainee, attempt.id, form, key="e", seen=2)
    assert after.ended and after.ended.outcome is Outcome.HANDED_OVER
    card = house.practice.scorecard(house.trainee, attempt.id)
    assert card.escalation and card.escalation.timing is Timing.TOO_EARLY
    assert house.practice.mine(house.trainee)[0].total == card.total
    with pytest.raises(Conflict, match="終わっています"):
        house.practice.say(house.trainee, attempt.id, HELLO, key="late", seen=len(after.events))


def test_handing_over_to_nobody_is_refused(house: House) -> None:
    attempt = begun(house)
    with pytest.raises(InvalidInput, match="引き継ぎ先"):
        house.practice.escalate(
            house.trainee, attempt.id, Escalate(direction=Direction.VERTICAL, team=" "), key="e", seen=2
        )


def test_stopping_costs_nothing(house: House) -> None:
    attempt = begun(house)
    house.practice.stop(house.trainee, attempt.id, key="s", seen=2)
    card = house.practice.scorecard(house.trainee, attempt.id)
    assert card.total is None and card.unscored


def test_a_running_call_has_no_scorecard(house: House) -> None:
    with pytest.raises(Conflict, match="まだ終わっていません"):
        house.practice.scorecard(house.trainee, begun(house).id)


def test_a_branch_shares_what_was_before_and_leaves_the_old_call_alone(house: House) -> None:
    attempt = begun(house)
    one = house.practice.say(house.trainee, attempt.id, HELLO, key="k1", seen=2)
    two = house.practice.say(
        house.trainee, attempt.id, "規則ですので、できません。", key="k2", seen=len(one.events)
    )
    branch = house.practice.branch(house.trainee, attempt.id, 2)
    assert branch.started.branch_of == attempt.id and branch.started.branch_turn == 2
    assert branch.events[1:] == one.events[1:]
    other = house.practice.say(
        house.trainee, branch.id, "三回もお電話をいただいたのですね。", key="b2", seen=len(branch.events)
    )
    assert other.mood.anger < two.mood.anger
    assert house.practice.attempt(house.trainee, attempt.id) == two
    with pytest.raises(InvalidInput):
        house.practice.branch(house.trainee, attempt.id, 9)


def test_a_branch_continued_with_the_same_words_gives_the_same_customer(house: House) -> None:
    attempt = begun(house)
    one = house.practice.say(house.trainee, attempt.id, HELLO, key="k1", seen=2)
    again = house.practice.branch(house.trainee, attempt.id, 1)
    again = house.practice.say(house.trainee, again.id, HELLO, key="x", seen=2)
    assert _spoken(again) == _spoken(one)


def test_an_old_attempt_keeps_the_scenario_it_was_run_with(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = begun(house)
    before = house.practice.cast_of(attempt)

    class Changed:
        rubric = house.practice.scenarios.rubric

        def cast(self, scenario_id: str) -> object:
            raise AssertionError("the folder must not be asked again")

    practice = Practice(house.store, Changed(), house.clock, lambda: "n", lambda: 1)  # type: ignore[arg-type]
    assert practice.cast_of(attempt) == before
    assert practice.say(house.trainee, attempt.id, HELLO, key="k", seen=2).customer[-1].text


def test_hints_are_counted(house: House) -> None:
    attempt = begun(house)
    assert house.practice.hint(house.trainee, attempt.id, "まず受け止めを", key="h", seen=2).hints == 1


def test_drafts_survive(house: House) -> None:
    attempt = begun(house)
    house.practice.save_draft(house.trainee, attempt.id, "facts", "先週の木曜から")
    assert house.practice.drafts(house.trainee, attempt.id) == {"facts": "先週の木曜から"}


def _spoken(attempt: Attempt) -> list[str]:
    return [e.text for e in attempt.events if isinstance(e, (CustomerSaid, OperatorSaid))]
