"""What a supervisor expects to be read in an operator's words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.dialogue import SURE, ActSpan, DialogueAct, Speaker, Transcript, Utterance
from trainer.language.acts.reader import read_acts
from trainer.language.training.corpus import CALM_ASDC, lines

NEGATIVE = {DialogueAct.NEG_DENY, DialogueAct.NEG_COLD, DialogueAct.NEG_OVER}


def after(*said: str) -> Transcript:
    return tuple(Utterance(speaker=Speaker.CUSTOMER, text=text, turn=i) for i, text in enumerate(said))


def meant(text: str, before: Transcript = ()) -> set[str]:
    return {a.act.value for a in read_acts(text, before) if a.confidence >= SURE}


def test_the_same_words_before_a_request_are_a_cushion_whatever_surrounds_them() -> None:
    request = "恐れ入りますが、三分ほどお待ちいただいてもよろしいでしょうか。"
    busy = (
        "まことに申し訳ございません。これまでの経緯は私から申し伝えますので、同じご説明は不要でございます。"
    )
    for text in (request, busy + request, busy * 2 + request):
        assert "CUSHION" in meant(text, after("お話を伺っておりますって、それだけなの。もういいわ。"))
    assert "CUSHION" not in meant("三分ほどお待ちいただいてもよろしいでしょうか。")


COMPLAINT = after("三日もネットがつながらないんですけど、どうなってるんですか。")


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("お電話ありがとうございます。お客様センターの田中でございます。", {"OPEN"}),
        ("さようでございますか。", {"BC"}),
        ("三日もネットがつながらない、ということでございますね。", {"PARA"}),
        ("どのような状況か、詳しくお聞かせいただけますでしょうか。", {"OPEN_Q"}),
        ("さぞご不安でいらしたことと存じます。", {"EMP_FEEL"}),
        ("ご不便をおかけし、申し訳ございません。", {"APO_PART"}),
        ("誠に申し訳ございません。", {"APO_BARE"}),
        ("弊社の手違いでございます。深くお詫び申し上げます。", {"APO_FULL"}),
        ("本日18時までに、私から折り返しお電話いたします。", {"FOLLOW"}),
        ("確認いたしますので、少々お待ちいただけますでしょうか。", {"HOLD"}),
        ("ほかにご不明な点はございませんか。", {"CHECK"}),
        ("責任者の山本に代わらせていただきます。", {"ESC_V"}),
        ("お電話代わりました。センター責任者の山本でございます。", {"TAKEOVER"}),
        ("お電話ありがとうございました。失礼いたします。", {"CLOSE"}),
        ("お客様の勘違いではないでしょうか。", {"NEG_DENY"}),
        ("それはできません。", {"NEG_COLD"}),
        ("必ず全額返金いたします。", {"NEG_OVER"}),
    ],
)
def test_plain_cases_are_read(text: str, acts: set[str]) -> None:
    assert acts <= meant(text, COMPLAINT)


def test_a_plain_case_is_read_without_punctuation() -> None:
    found = meant("ご不便をおかけし申し訳ございませんお名前を伺ってもよろしいでしょうか", COMPLAINT)
    assert {"APO_PART", "CLOSED_Q"} <= found


def test_half_width_and_full_width_read_alike() -> None:
    wide = read_acts("ルーターの型番を教えていただけますか？", COMPLAINT)
    half = read_acts("ﾙｰﾀｰの型番を教えていただけますか?", COMPLAINT)
    assert [a.act for a in wide] == [a.act for a in half]


def test_spans_point_at_the_sentence_that_does_it() -> None:
    text = "ご不便をおかけし、申し訳ございません。少々お待ちください。"
    spans = {a.act.value: text[a.start : a.end] for a in read_acts(text, COMPLAINT) if a.confidence >= SURE}
    assert spans["APO_PART"] == "ご不便をおかけし、申し訳ございません"
    assert spans["HOLD"] == "少々お待ちください"


def test_a_cushion_covers_its_clause_only() -> None:
    text = "恐れ入りますが、お名前をお願いできますでしょうか。"
    (cushion,) = [
        a for a in read_acts(text, COMPLAINT) if a.act is DialogueAct.CUSHION and a.confidence >= SURE
    ]
    assert text[cushion.start : cushion.end] == "恐れ入りますが"


def test_a_paraphrase_in_the_customers_words_is_specific() -> None:
    text = "三日もネットがつながらない、ということでございますね。"
    tied = [a for a in read_acts(text, COMPLAINT) if a.act is DialogueAct.PARA]
    assert tied and all(a.specific for a in tied)


def test_a_set_phrase_is_not_specific() -> None:
    found = [
        a for a in read_acts("ご不便をおかけし、申し訳ございません。", COMPLAINT) if a.confidence >= SURE
    ]
    assert found and not any(a.specific for a in found)


def test_no_words_no_acts() -> None:
    assert read_acts("", COMPLAINT) == ()
    assert read_acts(" 　\n", ()) == ()


def test_the_reason_is_given_for_what_is_meant() -> None:
    found = read_acts("それはできません。", COMPLAINT, explain=True)
    assert any(a.confidence >= SURE for a in found)
    assert all(a.because for a in found if a.confidence >= SURE)


def test_calm_real_calls_raise_hardly_any_alarm() -> None:
    rows = lines(CALM_ASDC)[:400]
    alarmed = [
        r for r in rows if {DialogueAct(a) for a in meant(r["operator"], after(r["customer"]))} & NEGATIVE
    ]
    assert len(alarmed) <= 8, [r["operator"] for r in alarmed]


def check(text: str, found: tuple[ActSpan, ...]) -> None:
    for act in found:
        assert 0 <= act.start < act.end <= len(text)
        assert text[act.start : act.end].strip()


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_is_read_and_spans_lie_inside(text: str, customer: str) -> None:
    found = read_acts(text, after(customer))
    check(text, found)
    assert found == read_acts(text, after(customer))


@pytest.mark.parametrize(
    "text", ["\ud800申し訳\udfffございません", "😀" * 50, "ｶﾞ" * 300, "a\u0300" * 500, "\x00\x1b[31m。"]
)
def test_strange_characters_are_read(text: str) -> None:
    check(text, read_acts(text, after(text)))


def test_reading_time_grows_in_proportion_to_the_text() -> None:
    sentence = "恐れ入りますが、お名前を伺ってもよろしいでしょうか。"
    read_acts(sentence, ())

    def seconds(n: int, joined: str) -> float:
        text = (sentence.rstrip("。") + joined) * n
        start = time.perf_counter()
        check(text, read_acts(text, after(text[:5000])))
        return time.perf_counter() - start

    for joined in ("。", "、", ""):
        short, long = seconds(50, joined), seconds(400, joined)
        assert long < 8 * 5 * short + 1
