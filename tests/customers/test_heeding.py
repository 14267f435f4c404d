"""What the operator asks, offers, takes back or says at parting is what the caller answers."""

from __future__ import annotations

import pytest

from tests.customers.talking import LIBRARY, beats, talked
from trainer import call
from trainer.attempt import Attempt, HoldEnded, Started
from trainer.beat import Beat
from trainer.call import Stamp
from trainer.customers.requests.goodwill import demands, gives, says_goodbye, withdraws
from trainer.customers.requests.holding import overdue
from trainer.script import Step

LATE = ("遅", "やっと", "待ちくたび", "長かった", "ようやく")


def held(scenario: str, said: str, seconds: float, seed: int) -> Attempt:
    """The call up to the operator's return from a hold of so many seconds."""
    cast = LIBRARY.cast(scenario)
    attempt = call.begin(cast, Started(attempt="a", trainee="t", scenario=scenario, seed=seed, key="0"))
    for at, step in ((1.0, Step(say=said)), (2.0, Step(hold=True)), (2.0 + seconds, Step(hold=False))):
        attempt = attempt.plus(*call.take(cast, attempt, step, Stamp(at, str(at))))
    return attempt


@pytest.mark.parametrize(
    "scenario", ["airline-lounge-privilege", "clinic-booking-vanished", "chat-video-billing"]
)
def test_back_within_the_time_named_nobody_says_that_it_took_long(scenario: str) -> None:
    for seed in range(6):
        back = held(scenario, "お調べしますので、三分ほど保留にしてもよろしいでしょうか。", 150.0, seed)
        assert not any(word in back.customer[-1].text for word in LATE), back.customer[-1].text


@pytest.mark.parametrize("said, seconds, late", [
    ("三分ほどお待ちください。", 150.0, False), ("三分ほどお待ちください。", 200.0, True),
    ("少々お待ちください。", 50.0, False), ("少々お待ちください。", 90.0, True),
])  # fmt: skip
def test_a_hold_is_overdue_after_the_time_named_or_a_minute(said: str, seconds: float, late: bool) -> None:
    attempt = held("bank-app-wrong-transfer", said, seconds, 0)
    hold = next(e for e in attempt.events if isinstance(e, HoldEnded))
    assert overdue(attempt, hold) is late


def test_the_callers_name_is_confirmed_by_name() -> None:
    said = talked("appliance-no-callback", "お電話ありがとうございます。佐々木様でいらっしゃいますか。")
    assert Beat.OWN_DATA in beats(said) and "佐々木" in said.customer[-1].text


def test_a_number_asked_for_in_a_word_is_given() -> None:
    phone = LIBRARY.cast("clinic-booking-vanished").scenario.card.phone
    said = talked("clinic-booking-vanished", "ご予約が消えていたのですね。", "それであの、お電話番号は")
    assert phone in said.customer[-1].text


@pytest.mark.parametrize(
    "scenario", ["appliance-no-callback", "sv-ryokan-allergy-note", "parcel-left-outside"]
)
def test_a_good_turn_that_no_remedy_lists_is_taken_and_makes_nobody_angrier(scenario: str) -> None:
    gift = "かかった費用は、当社で全額お支払いします。"
    said = talked(scenario, "ご迷惑をおかけして、申し訳ございません。", gift)
    assert beats(said) & {Beat.PROMISE_OK, Beat.OFFER_ACCEPT, Beat.CONSENT, Beat.OFFER_HAGGLE}
    assert said.mood.anger <= said.mood.before


def test_a_caller_who_does_not_know_what_to_do_does_what_they_are_told_and_calms() -> None:
    said = talked(
        "gas-stove-child-burn",
        "お電話ありがとうございます。ガスがくさくて、お孫さんがやけどをなさったのですね。",
        "まず、元栓を閉めて、窓を開けていただけますか。",
    )
    assert beats(said) & {Beat.DOES, Beat.TRIES, Beat.OFFER_ACCEPT, Beat.ANSWER}
    assert Beat.CONCERN not in beats(said) and Beat.PRESS not in beats(said)


def test_asked_to_pay_first_who_has_paid_does_not_agree() -> None:
    said = talked(
        "billing-accounting-split",
        "請求の合計が合わないのですね。",
        "差額の6,600円は、いったんお支払いいただいて、後で返金という形でもよろしいでしょうか。",
    )
    assert beats(said) & {Beat.OFFER_HAGGLE, Beat.OFFER_REFUSE} and not beats(said) & {Beat.CONSENT}
    assert said.mood.anger >= said.mood.before


def test_an_optional_plan_is_answered_yes_or_no() -> None:
    cast = LIBRARY.cast("electricity-bill-rise")
    calm = [step for step in cast.scenario.model_call if step.say][:3]
    plan = "「ひるまプラン」という、昼の単価が安いプランがございます。月におよそ八百円の減額です。こちらへの変更はいかがでしょうか。"
    said = talked(cast, *calm, plan)
    assert said.customer[-1].beats[0] in (Beat.OFFER_ACCEPT, Beat.OFFER_HAGGLE, Beat.CONSENT)


def test_a_promise_taken_back_is_not_passed_over() -> None:
    given = ("ご不便をおかけしました。明日の十時までに、私から必ずお電話いたします。",)
    back = "申し訳ございません、今の申し上げ方は誤りでした。お約束はできません。"
    said = talked("bpo-ticket-name-change", *given, back)
    assert beats(said) & {Beat.CAUGHT_OUT, Beat.REMINDED} and said.mood.anger > said.mood.before


def test_the_same_span_put_as_a_date_is_no_other_promise() -> None:
    said = talked(
        "clinic-booking-vanished",
        "三営業日以内に、係長からお電話いたします。",
        "あっ、読み間違えました。三営業日以内なので、二十五日までにお電話します。",
    )
    assert not beats(said) & {Beat.CAUGHT_OUT, Beat.REMINDED}


def test_a_goodbye_is_answered_with_a_goodbye() -> None:
    cast = LIBRARY.cast("sv-karaoke-shouting")
    said = [step for step in cast.scenario.model_call if step.say]
    parted = talked(cast, *said, "このたびは申し訳ございませんでした。失礼いたします。").customer[-1]
    assert parted.beats in ((Beat.CLOSE_CONTENT,), (Beat.CLOSE_GRUDGING,))


def test_each_of_two_questions_gets_its_answer_and_nothing_else() -> None:
    said = talked(
        "gas-stove-child-burn",
        "お孫さんがやけどをなさったのですね。それはご心配でしょう。",
        "お孫さんは、おいくつですか。やけどのところは、流水で冷やしていますか。",
    )
    assert said.customer[-1].beats == (Beat.ANSWER, Beat.ANSWER)


def test_nothing_is_told_a_third_time() -> None:
    asked = "診断書には、何と書いてありますか。"
    attempt = talked("gym-injury-lawyer", asked, asked, asked, asked)
    facts = {f.id: set(f.say) for f in LIBRARY.scenarios["gym-injury-lawyer"].facts}
    for lines in facts.values():
        assert sum(bool(lines & set(e.said)) for e in attempt.customer) <= 2


@pytest.mark.parametrize("text, gift", [
    ("コインランドリー代は当社で全額お支払いします。", True),
    ("献立は二週間前までに書面でお届けし、ご承諾をいただきます。", True),
    ("明日25日から、二人で照合するよう改めます。", True),
    ("三分ほどお待ちいただきます。", False),
    ("お支払いは口座振替でしょうか。", False),
    ("確認いたします。", False),
])  # fmt: skip
def test_what_serves_the_caller_is_told_from_what_does_not(text: str, gift: bool) -> None:
    assert gives(text) is gift


def test_a_fee_is_no_imposition_and_a_question_no_goodbye() -> None:
    assert demands("いったんお支払いいただいて後で返金でもよろしいですか")
    assert not demands("手数料をお支払いいただいてもよろしいですか")
    assert says_goodbye("ありがとうございました。失礼いたします。") and not says_goodbye(
        "失礼いたしました。いつですか"
    )
    assert withdraws("先ほどの件は撤回いたします。") and not withdraws("本日お送りいたします。")


def test_a_time_and_an_amount_asked_for_at_once_are_both_told() -> None:
    said = talked("bank-app-wrong-transfer", "ええと、お振込みは、いつ、おいくらで、されましたか。")
    assert {"amount", "time"} <= set(said.customer[-1].tells)


def test_what_a_fact_has_not_in_it_is_not_answered_with_it_once_more() -> None:
    asks = "お怪我の具合はいかがですか。", "打撲なのですね。診断書は何日に出されたものですか。"
    said = talked("gym-injury-lawyer", *asks)
    assert "knee" in said.told and "全治" not in said.customer[-1].text


def test_a_day_of_the_operators_own_is_no_slip_of_the_tongue() -> None:
    said = talked(
        "sv-erp-closing-failure",
        "回避策は仮締めで、修正の日付は7日の土曜朝六時でございます。こちらでよろしいでしょうか。",
    )
    assert Beat.CORRECT not in beats(said)


def test_the_way_out_that_is_asked_about_is_the_one_taken() -> None:
    asked = "ログはメールでお送りください。それと、予備のモバイル回線を無料でお貸しできますが、ご利用になりますか。"
    said = talked("office-vpn-drops", "仕事が止まってしまうのは、本当にお困りですよね。", asked)
    remedy = LIBRARY.cast("office-vpn-drops").scenario.remedy("spare_line")
    lines = (*(remedy.accept or ()), *(remedy.haggle or ()), *(remedy.refuse or ()))
    assert set(said.customer[-1].said) & set(lines), said.customer[-1].text


def test_a_time_proposed_for_a_call_is_agreed_to() -> None:
    asked = "11月18日の午後6時に、石井から必ずお電話します。ご都合、大丈夫でしょうか。"
    said = talked(
        "sv-washer-third-call", "お電話代わりました、石井です。お湯のことまで伺っております。", asked
    )
    assert {Beat.CALLBACK_OK, Beat.CALLBACK_DOUBT, Beat.PROMISE_OK, Beat.CONSENT} & beats(said)
