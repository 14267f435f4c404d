"""Cases come in from tables with anybody's headings and from pasted talk; what is wrong is told by row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case import Case, CaseCause, Effect, Moment, Party
from trainer.dialogue import Channel
from trainer.errors import InvalidInput
from trainer.importing import FIELDS, from_paste, guess, rows
from trainer.sheets import read, to_csv, to_jsonl

HEADINGS = ["件名", "業界", "受付方法", "原因区分", "概要", "やりとり", "良かった対応", "キーワード", "備考"]
ROW = [
    "折り返しが来ない", "家電", "入電", "自社", "三度目の電話",
    "客: もう三回目です\n10:02 OP「三度もお待たせしました」\n続きです\nSV> 私が承ります",
    "「三度もお待たせしました」(数を言葉にした)", "折り返し、約束", "社内メモ",
]  # fmt: skip


def cases(data: bytes, name: str = "a.csv") -> list[Case]:
    sheet = read(name, data)
    found = list(rows(sheet, guess(sheet.columns)))
    assert not any(row.problems for row in found), found
    return [row.case for row in found if row.case]


def test_headings_in_the_centres_own_words_are_understood() -> None:
    case = cases(to_csv(HEADINGS, [ROW]))[0]
    assert (case.title, case.industry, case.channel, case.cause) == (
        "折り返しが来ない",
        "家電",
        Channel.PHONE,
        CaseCause.COMPANY,
    )
    assert [(m.who, m.text) for m in case.timeline] == [
        (Party.CUSTOMER, "もう三回目です"),
        (Party.OPERATOR, "三度もお待たせしました\n続きです"),
        (Party.SUPERVISOR, "私が承ります"),
    ]
    assert case.timeline[1].when == "10:02"
    assert [(p.effect, p.text, p.why) for p in case.phrases] == [
        (Effect.HELPED, "三度もお待たせしました", "数を言葉にした")
    ]
    assert case.tags == ("折り返し", "約束")


def test_a_column_that_nothing_fits_is_left_out_and_can_be_given_by_hand() -> None:
    sheet = read("a.csv", to_csv(HEADINGS, [ROW]))
    mapping = guess(sheet.columns)
    assert "備考" not in mapping and set(mapping.values()) <= set(FIELDS)
    row = next(rows(sheet, {**mapping, "備考": "lesson"}))
    assert row.case and row.case.lesson == "社内メモ"


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("原因区分", "わからん", "企業起因・顧客起因・第三者・不明"),
        ("件名", "長" * 121, "題名が1文字長すぎます(120文字まで)"),
        ("キーワード", "、".join(f"語{i}" for i in range(21)), "タグが1個多すぎます(20個まで)"),
    ],
)
def test_what_is_wrong_is_told_with_its_row_and_the_others_are_read(
    column: str, cell: str, told: str
) -> None:
    bad = list(ROW)
    bad[HEADINGS.index(column)] = cell
    sheet = read("a.csv", to_csv(HEADINGS, [ROW, bad, ROW]))
    first, second, third = rows(sheet, guess(sheet.columns))
    assert first.case and third.case and second.case is None
    assert second.number == 3 and told in second.problems[0]


def test_a_row_without_a_story_is_a_mistake_and_a_blank_one_is_none() -> None:
    sheet = read("a.csv", to_csv(["業種", "件名"], [["家電", ""], ["", ""], ["通信", "あり"]]))
    told = list(rows(sheet, guess(sheet.columns)))
    assert [r.number for r in told] == [2, 4] and "どれも空" in told[0].problems[0]


def test_our_own_lines_come_back_as_they_were() -> None:
    case = Case(title="題", timeline=(Moment(text="間", decision="問い"),), tags=("一",))
    assert cases(to_jsonl([{"id": "x", "case": case.model_dump(mode="json")}]), "a.jsonl") == [case]


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        (
            "お客様:遅いんですけど\n担当:申し訳ございません",
            [("customer", "遅いんですけど"), ("operator", "申し訳ございません")],
        ),
        ("【客】遅い\n【応対】はい", [("customer", "遅い"), ("operator", "はい")]),
        ("客「遅い」\nOP「はい」", [("customer", "遅い"), ("operator", "はい")]),
        ("[10:01] C: 遅い\n[10:02] O: はい", [("customer", "遅い"), ("operator", "はい")]),
        ("B:遅い\nA:はい", [("customer", "遅い"), ("operator", "はい")]),
        ("ただのメモです。\n二行目", [("other", "ただのメモです。\n二行目")]),
    ],
)
def test_pasted_talk_in_many_forms(pasted: str, told: list[tuple[str, str]]) -> None:
    assert [(m.who.value, m.text) for m in from_paste(pasted).timeline] == told


def test_a_pasted_mail_keeps_its_subject_and_leaves_the_quotes_out() -> None:
    case = from_paste(
        "From: a@example.com\nSubject: 届きません\n\n一週間待っています。\n> 前回の返事\n返事をください。"
    )
    assert case.channel is Channel.EMAIL and case.title == "届きません"
    assert case.timeline[0].text == "一週間待っています。\n返事をください。"


@given(st.text(max_size=400))
def test_anything_can_be_pasted(text: str) -> None:
    case = from_paste(text)
    assert all(m.text for m in case.timeline)


def test_a_paste_with_more_lines_than_a_draft_keeps_is_refused_not_cut() -> None:
    assert len(from_paste("客: はい\n担当: いいえ\n" * 1_000).timeline) == 2_000
    with pytest.raises(InvalidInput, match="2,000行まで"):
        from_paste("客: はい\n担当: いいえ\n" * 1_001)


def test_a_very_long_paste_is_cut_into_moments_without_losing_the_beginning() -> None:
    told = from_paste("客: " + "長い話" * 5_000).timeline
    assert len("".join(m.text for m in told)) == 15_000 and all(len(m.text) <= 4_000 for m in told)
