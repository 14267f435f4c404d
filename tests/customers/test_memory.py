"""What the customer remembers of the talk, and how much they make of small words."""

from __future__ import annotations

import re

import pytest

from tests.customers.talking import LIBRARY, all_beats, beats, talked
from trainer.attempt import OperatorSaid
from trainer.beat import Beat
from trainer.customers.reactions.contradictions import gainsaid

PROMISED = (
    "ご不便をおかけし、誠に申し訳ございません。二十九日のお式に間に合わせたいというお気持ち、お察しいたします。",
    "責任者に確認して、明日の10時までに私からお電話いたします。",
)


def test_who_was_promised_a_call_is_not_asked_to_be_promised_it_again() -> None:
    again = talked("department-store-engraving", *PROMISED, "必ずお電話いたします。")
    assert Beat.PROMISE_WHEN not in beats(again)


def test_who_was_promised_a_call_does_not_part_as_if_nothing_had_been_settled() -> None:
    parted = talked("department-store-engraving", *PROMISED, "それでは失礼いたします。", end=True)
    assert Beat.CALLBACK_OK in parted.customer[2].beats
    assert not {Beat.CHECK_NO, Beat.CLOSE_UNRESOLVED} & set(all_beats(parted))


@pytest.mark.parametrize(
    "scenario", ["department-store-engraving", "parcel-left-outside", "nas-disk-warning"]
)
def test_a_way_out_accepted_and_offered_again_stays_accepted(scenario: str) -> None:
    cast = LIBRARY.cast(scenario)
    said = [step for step in cast.scenario.model_call if step.say]
    until = next(n for n in range(1, len(said) + 1) if talked(cast, *said[:n]).accepted)
    again = talked(cast, *said[:until], f"では、あらためて申し上げます。{said[until - 1].say}")
    assert not {Beat.OFFER_HAGGLE, Beat.OFFER_REFUSE, Beat.OFFER_DOUBT, Beat.CHECK_NO} & beats(again)


@pytest.mark.parametrize(
    "line",
    [
        "店長からも厳しく指導いたします。",
        "上に確認いたしますので、二分ほどお待ちいただけますか。",
        "担当の者に確認して、明日の10時までに折り返しお電話いたします。",
    ],
)
def test_asking_a_superior_is_no_handover(line: str) -> None:
    said = talked("supermarket-cashier-dismissal", "お刺身が二つ打たれていたのですね。", line)
    assert not {Beat.TRANSFER_OK, Beat.TRANSFER_DOUBT, Beat.TRANSFER_REFUSE} & beats(said)


def test_asked_to_wait_with_a_reason_and_a_time_nobody_asks_for_them() -> None:
    said = talked("billing-accounting-split", "記録を確認いたしますので、二分ほどお待ちいただけますか。")
    assert Beat.HOLD_OK in beats(said)


def test_a_specific_question_is_answered_before_what_cannot_wait() -> None:
    said = talked(
        "airline-lounge-privilege",
        "お電話ありがとうございます。",
        "差し支えなければ、何名様でいらっしゃいましたか。",
    ).customer[-1]
    assert said.concern and "party" in said.tells
    assert said.beats.index(Beat.ANSWER) < said.beats.index(Beat.CONCERN)


@pytest.mark.parametrize("line", ["失礼いたしました。", "すみません。", "恐れ入ります。"])
def test_manners_are_no_apology(line: str) -> None:
    said = talked("electricity-bill-rise", "さようでございますか。", line)
    assert not {Beat.APOLOGY_EMPTY, Beat.APOLOGY_ENOUGH, Beat.APOLOGY_HEARD} & beats(said)
    assert Beat.CONCERN in beats(said), said.customer[-1].text


def test_asked_for_leave_the_caller_gives_it() -> None:
    said = talked(
        "bpo-ticket-name-change",
        "お電話ありがとうございます。",
        "明日の十時にお電話してもよろしいでしょうか。",
    )
    assert {Beat.CONSENT, Beat.CALLBACK_OK} & beats(said)
    wrote = talked("chat-api-rate-limit", "こんにちは。", "IDの一覧を貼っていただけますか。")
    assert not {Beat.OFFER_DOUBT, Beat.OFFER_HAGGLE, Beat.OFF_TOPIC, Beat.UNKNOWN} & beats(wrote)


def test_a_figure_heard_for_the_first_time_is_not_confirmed() -> None:
    said = talked(
        "electricity-bill-rise",
        "五千六百二十円の内訳ですが、日数が六日長かった分が三千七十円でございます。",
    )
    assert Beat.CONFIRM not in beats(said)


def test_a_warranty_is_defended_against_who_calls_it_run_out() -> None:
    told = "入れたのは一昨年の六月です。保証は三年のはず。"
    assert gainsaid(OperatorSaid(turn=2, text="保証は、たぶん切れております。"), [told]) == "三年"
    assert not gainsaid(OperatorSaid(turn=2, text="保証は三年でございますね。"), [told])
    assert not gainsaid(
        OperatorSaid(turn=2, text="保証は切れております。"), ["保証は一年で切れたんですよね。"]
    )


@pytest.mark.parametrize("scenario", ["office-vpn-drops", "parcel-left-outside", "hotel-anniversary-room"])
def test_two_replies_running_do_not_begin_alike(scenario: str) -> None:
    lines = (
        "お電話ありがとうございます。",
        "さぞご不安でしたね。",
        "申し訳ございません。",
        "私が責任をもって確認いたします。",
        "システムを確認しております。",
        "今日は暑いですね。",
        "ほかにご不明な点はございませんか。",
    )
    alike = total = 0
    for seed in range(4):
        texts = [e.text for e in talked(scenario, *lines, seed=seed).customer]
        heads = [re.split(r"[、。!?！？…\s]", t.lstrip("…"), maxsplit=1)[0][:3] for t in texts]
        alike += sum(a == b for a, b in zip(heads, heads[1:], strict=False))
        total += len(heads) - 1
    assert alike <= 0.05 * total


def test_nobody_says_again_at_the_first_time() -> None:
    for seed in range(12):
        said = talked("supermarket-cashier-dismissal", "お名前とお電話番号を教えてください。", seed=seed)
        assert not re.search("だっつって|さっき|何度|また", said.customer[-1].text)
