"""Questions that are like an example of a fact aim at it: `Fact.questions`."""

from __future__ import annotations

import pytest

from trainer.dialogue import Question
from trainer.language import read
from trainer.language.questions.encoder import encoder, sample, vectors
from trainer.language.questions.likeness import Like, compared, samples, taken_apart
from trainer.language.text.parsing import parse
from trainer.language.text.plain_wording import plainly
from trainer.scenario import Scenario
from trainer.story import Fact

from .washing import WASHING


def aside(name: str, say: str, *questions: str) -> Fact:
    return Fact(id=name, say=(say,), needs="aside", questions=questions)


SMALL_THINGS = (
    aside(
        "floor_now",
        "いえ、まだ湿ってますね、タオル敷いてます。",
        "床はまだ濡れていますか",
        "洗面所の床は、もう乾きましたでしょうか",
    ),
    aside(
        "fax",
        "ファックスは000-1111-2222です。",
        "ファックスの番号を教えていただけますか",
        "ファックスはお使いですか",
    ),
    aside("keep_towels", "タオルなら取っておきますよ。", "濡れたタオルは捨てずに取っておいていただけますか"),
    aside(
        "visit_day",
        "木曜の午前なら家にいますよ。",
        "木曜の午前に伺ってもよろしいですか",
        "点検は午前と午後、どちらがよろしいですか",
    ),
    aside("report_by", "報告書は月末までにほしいです。", "報告書はいつまでに要りますか"),
)


@pytest.fixture(scope="module")
def washing() -> Scenario:
    return WASHING.model_copy(update={"facts": (*WASHING.facts, *SMALL_THINGS)})


def asked(scenario: Scenario, text: str) -> tuple[Question, ...]:
    return read(text, (), scenario).questions


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("いま床は濡れたままでしょうか", "floor_now"),
        ("ところで、床のほうはもう乾いていますか", "floor_now"),
        ("ファックスの番号は", "fax"),
        ("念のため、ファックスの番号を伺えますか", "fax"),
        ("報告書は、いつまでに必要でしょうか", "report_by"),
        ("午前か午後でしたら、点検はどちらがよろしいですか", "visit_day"),
    ],
)
def test_a_question_like_an_example_aims_at_its_fact(washing: Scenario, text: str, fact: str) -> None:
    questions = asked(washing, text)
    assert questions and questions[0].facts[:1] == (fact,), questions


def test_a_request_like_an_example_gets_its_answer(washing: Scenario) -> None:
    for text in ("濡れたタオルは捨てずに置いておいていただけますか", "タオルは捨てずに取っておいてください"):
        assert [q.facts[:1] for q in asked(washing, text)] == [("keep_towels",)], text


@pytest.mark.parametrize(
    "text",
    [
        "少々お待ちいただけますでしょうか",
        "専門の担当におつなぎしてもよろしいでしょうか",
        "お写真は捨てておいてください",
        "ほかにご不明な点はございませんか",
    ],
)
def test_other_requests_are_no_questions_for_all_that(washing: Scenario, text: str) -> None:
    assert asked(washing, text) == ()


@pytest.mark.parametrize("text", ["お車の色は何色ですか", "テレビの番組はいつまでですか"])
def test_a_shared_common_word_is_no_likeness(washing: Scenario, text: str) -> None:
    assert [q.facts for q in asked(washing, text)] == [()]


def test_small_things_are_told_only_if_they_are_meant_themselves(washing: Scenario) -> None:
    small = {fact.id for fact in SMALL_THINGS}
    (question,) = asked(washing, "洗濯機はいつから調子が悪いのでしょうか")
    assert question.facts[0] == "since" and not small & set(question.facts)


def likes(text: str) -> list[Like]:
    parsed = parse(plainly(text))
    words = compared(parsed, [(0, len(parsed.words))])
    return samples(SMALL_THINGS).like(parsed.normal.text, words)


def test_likeness_is_whole_for_the_example_and_little_for_one_word_of_a_long_question() -> None:
    assert likes("ファックスの番号を教えていただけますか")[1].nearest > 0.99
    assert likes("ファックス番号は")[1].nearest > 0.6
    long = likes("先週の会議で山田様がお使いになった会場の請求書の番号")[1]
    assert long.nearest < 0.6 and long.shared < 0.4


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("お宅には何名様でお住まいですか", ()),
        ("ご家族と一緒にお住まいですか", ()),
        ("お名前の読み方を教えていただけますか", ("reading",)),
        ("お届け先のご住所を教えてください", ("address",)),
        ("御社名とお名前、お電話番号をお願いします", ("name", "phone")),
    ],
)
def test_only_what_is_on_the_card_is_own_data(washing: Scenario, text: str, fields: tuple[str, ...]) -> None:
    assert tuple(f for q in asked(washing, text) for f in q.own_data) == fields


def test_what_is_set_aside_is_not_asked_for(washing: Scenario) -> None:
    (question,) = asked(washing, "型番のほかに、エラーの表示は出ていますか")
    assert question.facts[:1] == ("error",) and "model" not in question.facts


def test_whether_it_was_done_is_no_wide_question(washing: Scenario) -> None:
    assert [q.open for q in asked(washing, "再起動を試されたかどうか教えていただけますか")] == [False]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("床の水気は、まだ残っておりますか", "floor_now"),
        ("報告書がお要りになるのは、いつ頃まででしょうか", "report_by"),
    ],
)
def test_what_is_written_like_an_example_counts_beside_its_words(
    washing: Scenario, text: str, fact: str
) -> None:
    assert fact in {f for q in asked(washing, text) for f in q.facts}


@pytest.mark.parametrize("number", range(len(SMALL_THINGS)))
def test_each_example_is_nearest_to_its_fact(number: int) -> None:
    for question in SMALL_THINGS[number].questions:
        found = [like.nearest for like in likes(question)]
        assert max(range(len(found)), key=found.__getitem__) == number


def test_other_words_for_the_same_thing_are_near_and_another_thing_is_not() -> None:
    one, same, other = vectors(
        [
            sample(*taken_apart(line))
            for line in (
                "お手元に届いたのはいつですか",
                "受け取られた日を教えてください",
                "どなたがお選びになりましたか",
            )
        ]
    )
    assert one @ same > 0.5 > one @ other


def test_letters_that_are_in_no_example_are_near_to_nothing() -> None:
    assert vectors([sample("@@@@", ())]).tolist() == [[0.0] * len(encoder().bias)]


def test_without_facts_nothing_is_like() -> None:
    assert samples(()).like("ファックスは", {"ファックス": 1.0}) == []
