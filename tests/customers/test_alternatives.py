"""Given two things to choose from, a caller takes one; done is done; what is not needed is declined."""

from __future__ import annotations

import pytest

from tests.customers.talking import beats, talked
from trainer.beat import Beat
from trainer.customers.questions.alternatives import options
from trainer.customers.questions.asking import wishes

HEARD = "音が出なくなって、お困りのことと存じます。"
SEAL = "電池に、色のついたシールは付いておりませんか。"
PEEL = "そのシールを、そっとはがしてみてもらえますか。"


@pytest.mark.parametrize(
    "words, two",
    [
        ("お電話は午前と午後、どちらがよろしいですか。", ("午前", "午後")),
        ("ご自宅にお届けするか、式場に直接お届けするか、どちらになさいますか。", ("自宅", "式場")),
        ("えっと、でしたら今日か木曜か、あの、どっちが行けそうですか", ("今日", "木曜")),
        ("書面は、沙織様のご住所とご実家のどちらにお送りしましょうか。", ("住所", "実家")),
        ("新しいものへのお取り替えか、ご返金か、どちらになさいますか。", ("お取り替え", "返金")),
        ("口座への返金とカードへの返金では、どちらをご希望ですか。", ("口座", "カード")),
        ("「すぐ」と「夕方」、どちらのほうがよろしいですか。", ("すぐ", "夕方")),
        ("午前だとご不安でしたら、夜に営業所でお渡しもできますが、どちらがよろしいでしょうか。", ()),
        ("どちらがよろしいですか。", ()),
        ("網のことですか、それともセンサーの話ですか。", ()),
    ],
)  # fmt: skip
def test_the_two_things_are_named_as_the_caller_would(words: str, two: tuple[str, ...]) -> None:
    assert options(words) == two


@pytest.mark.parametrize(
    "words, ahead",
    [
        ("午前と午後、どちらがよろしいですか。", True),
        ("郵送とメール、どちらでお送りしましょうか。", True),
        ("お電話とメールのどちらでご連絡くださいましたか。", False),
        ("末尾は4621と4620の、どちらでございましょうか。", False),
    ],
)
def test_what_was_is_no_choice(words: str, ahead: bool) -> None:
    assert wishes(words) is ahead


@pytest.mark.parametrize("scenario", ["department-store-engraving", "electricity-bill-rise"])
def test_a_choice_is_taken_and_stays_the_same_through_the_call(scenario: str) -> None:
    for seed in range(4):
        asked = "お手紙の便せんは、青と白の、どちらがよろしいでしょうか。"
        turned = "では、便せんは、白と青の、どちらがよろしいでしょうか。"
        said = talked(scenario, "ご不便をおかけして申し訳ございません。", asked, turned, seed=seed)
        replies = [e for e in said.customer if Beat.CHOOSES in e.beats]
        taken = {"青" in e.text for e in replies}
        assert len(replies) == 2 and len(taken) == 1, [e.text for e in said.customer]


def test_the_two_things_may_stand_in_the_sentence_before() -> None:
    asked = "お手紙の便せんは、青か白でお書きできます。どちらがよろしいですか。"
    said = talked("electricity-bill-rise", "ご不便をおかけして申し訳ございません。", asked)
    assert Beat.CHOOSES in beats(said), said.customer[-1].text


def test_what_is_tried_that_is_the_way_out_is_taken_at_once() -> None:
    said = talked("elder-hearing-aid-battery", HEARD, SEAL, PEEL)
    assert said.customer[-1].accepted == ("seal",)


@pytest.mark.parametrize(
    "whether", ["見られましたか。", "お試しいただけましたか。", "袋の裏は、見られましたか。"]
)
def test_who_has_done_it_says_so(whether: str) -> None:
    asked = "今、お手元の袋の裏を見ていただけますか。"
    for seed in range(4):
        said = talked("elder-hearing-aid-battery", HEARD, asked, whether, seed=seed)
        assert Beat.DONE in beats(said), said.customer[-1].text


@pytest.mark.parametrize("question", ["補聴器は、いつお求めになりましたか。", "何か、変わりましたか。"])
def test_another_question_behind_what_is_tried_gets_its_own_answer(question: str) -> None:
    asked = "今、お手元の袋の裏を見ていただけますか。"
    said = talked("elder-hearing-aid-battery", HEARD, asked, question)
    assert Beat.DONE not in beats(said), said.customer[-1].text


def test_when_all_is_well_nothing_more_is_needed() -> None:
    """The batteries are not complained of again by who hears again."""
    said = talked(
        "elder-hearing-aid-battery", HEARD, SEAL, PEEL, "念のため、新しい電池をお送りしましょうか。"
    )
    assert beats(said) == {Beat.DECLINES}
    assert said.mood.anger <= said.customer[-2].mood.anger


def test_a_right_name_in_kana_is_not_put_right() -> None:
    said = talked("bank-app-wrong-transfer", "シイバアスカ様でいらっしゃいますね。")
    assert Beat.CORRECT not in beats(said), said.customer[-1].text


def test_another_number_of_the_caller_is_not_put_right() -> None:
    """Their fax differs from their telephone by one digit."""
    said = talked(
        "department-store-engraving",
        "ファクスの番号を教えていただけますか。",
        "000-7713-4621でお間違いございませんか。",
    )
    assert Beat.RIGHT in beats(said) and Beat.CORRECT not in beats(said), said.customer[-1].text


def test_what_is_asked_before_a_handover_is_answered_first() -> None:
    asked = "責任者におつなぎいたします。その前に一つだけ、お名前を教えていただけますか。"
    said = talked("hotel-anniversary-room", "ご不快な思いをおかけし、申し訳ございません。", asked)
    assert Beat.OWN_DATA in beats(said), said.customer[-1].text


def test_to_agree_to_what_the_operator_does_is_no_task() -> None:
    said = talked(
        "mail-address-leak",
        "ご不安なお気持ちにさせてしまい、申し訳ございません。",
        "経緯は早川に共有いたします。この進め方でご了承いただけますか。",
    )
    assert not {Beat.DOES, Beat.TRIES} & beats(said), said.customer[-1].text


def test_a_call_that_ends_with_an_apology_still_ends() -> None:
    bye = "長くお待たせし、申し訳ございませんでした。本日はお電話ありがとうございました。"
    said = talked("elder-hearing-aid-battery", HEARD, SEAL, PEEL, bye)
    assert beats(said) & {Beat.CLOSE_CONTENT, Beat.CLOSE_GRUDGING}, said.customer[-1].text
