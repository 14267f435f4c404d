"""Words that sounded like something else: each of them drew a reply that testers found out of place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.customers.talking import LIBRARY, beats, talked
from trainer.attempt import Attempt
from trainer.beat import Beat
from trainer.customers.anger.breakdown import takes_warning
from trainer.customers.questions.alternatives import options
from trainer.customers.questions.at_a_loss import FAR_OFF
from trainer.customers.requests.goodwill import withdraws
from trainer.customers.requests.request_forms import (
    Wanted,
    asks_for_anything_else,
    asks_if_right,
    leave_asked,
    wanted,
)
from trainer.customers.situation import Situation
from trainer.dialogue import CERTAIN, LIKELY
from trainer.language import read
from trainer.language.questions.sureness import Nearness, sureness
from trainer.language.text.forms import asking_word
from trainer.language.text.parsing import parse


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("お申し込みは、どこにもございませんでした", False),
        ("売れている番号かどうかを見比べておりませんでした", False),
        ("どなたの操作でもご自身と返す作りでした", False),
        ("どこに置いてありましたか", True),
        ("どなたの操作でしたか", True),
    ],
)
def test_any_at_all_asks_nothing(words: str, asks: bool) -> None:
    assert asking_word(parse(words).words) is asks


@pytest.mark.parametrize(
    "words",
    [
        "お辛いなか、社内でそんなふうに言われてしまうとは…。",
        "そう言っていただけますと、ありがたく存じます。それでは、失礼いたします。",
        "最後に一点だけ確認させてください。",
    ],
)
def test_feeling_thanks_and_announcements_are_no_questions(words: str) -> None:
    assert read(words).questions == ()


def test_what_is_quoted_asks_for_nothing() -> None:
    assert leave_asked("レジで「レシート見せてください」と言われたとき、レシートはお持ちでしたか。") is None


def test_to_leave_a_thing_as_it_is_is_nothing_to_do_now() -> None:
    assert wanted("それまでお品は、今のまま未開封でお置きいただけますでしょうか。") is Wanted.DEED


def test_only_ones_own_words_can_be_taken_back() -> None:
    assert withdraws("先ほどのご案内に誤りがございました。")
    assert not withdraws("18日にお電話をお受けした者のご案内が誤りでした。")
    assert not withdraws("担当を決めていなかったことにございます。")


def test_water_that_leaks_is_not_what_was_left_out() -> None:
    assert not asks_for_anything_else("今、水はまだ床に漏れておりますでしょうか。")
    assert asks_for_anything_else("お伝えに漏れはございませんか。")
    assert asks_if_right("この二つと考えてよろしいですか。")


def test_an_example_is_no_question_of_its_own() -> None:
    asked = "発生の仕方に波はありますか。たとえば毎時ちょうどとか、一斉に更新をかける時間帯とか。"
    said = talked("chat-api-rate-limit", "お問い合わせありがとうございます。", asked)
    assert beats(said) == {Beat.NOTHING}, said.customer[-1].text


def test_how_sure_the_nearest_fact_is_rises_with_what_speaks_for_it() -> None:
    weak = Nearness(weight=0.5, nearest=0.4, mean=0.35, length=20, strange=3)
    middling = Nearness(weight=1.1, nearest=0.75, mean=0.7, length=20, strange=1)
    strong = Nearness(weight=1.45, nearest=0.92, mean=0.88, length=20, strange=0)
    assert sureness(weak) < FAR_OFF < LIKELY < sureness(middling) < CERTAIN < sureness(strong)


def test_enough_is_no_ten_minutes_and_round_figures_are_not_wrong() -> None:
    scenario = LIBRARY.cast("boiler-remote-code").scenario
    for text in (
        "お迎えには十分間に合うお時間です。",
        "お湯が四分足らずで水になりますと、急に冷たくなります。",
    ):
        assert all(echo.right for echo in read(text, (), scenario).echoes), text
    wrong = read("お湯が水になるまで、八分でございますね。", (), scenario).echoes
    assert any(not echo.right for echo in wrong)


def test_asked_what_they_think_callers_tell_what_is_on_their_minds() -> None:
    said = talked(
        "sv-ryokan-allergy-note", "この先のことを、どのようにお考えでいらっしゃいますか。"
    ).customer[-1]
    assert not {Beat.VAGUE, Beat.UNKNOWN, Beat.OFF_TOPIC} & set(said.beats)


def test_two_things_set_against_each_other_are_chosen_between() -> None:
    asked = "原本のお届け先は総務課様でよろしいでしょうか、それとも経理の方へお送りしましょうか。"
    assert options(asked) == ("総務課", "経理")


def test_a_rule_explained_to_who_has_calmed_down_is_no_warning() -> None:
    cast = LIBRARY.cast("airline-lounge-privilege")
    attempt = talked(
        cast.scenario.id, "申し訳ございませんが、そのような発言が続くようでしたら、お電話を終了いたします。"
    )
    moment = Situation(cast, Attempt.of(attempt.events[:-1]), attempt.mood)
    assert takes_warning(replace(moment, mood=attempt.mood.model_copy(update={"anger": 60.0})))
    assert takes_warning(replace(moment, mood=attempt.mood.model_copy(update={"anger": 20.0}))) is None
