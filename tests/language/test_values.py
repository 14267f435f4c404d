"""Numbers, days and codes, however they are written."""

from __future__ import annotations

import pytest

from trainer.language.text.deadlines import by_when
from trainer.language.text.normalise import normalise
from trainer.language.text.values import Value, number, values


def only(text: str) -> Value:
    (value,) = values(normalise(text).text)
    return value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三日", "3日"), ("三日", "みっか"), ("三日", "３日間"), ("二回", "2度"), ("二回", "にかい"),
        ("火曜", "火曜日"), ("火曜", "かようび"), ("昨日", "きのう"), ("8月3日", "八月三日"), ("8月3日", "3日"),
        ("8月3日", "八月"), ("17時", "午後5時"), ("5時半", "17:30"), ("一万二千円", "12,000円"),
        ("1万円", "10000円"), ("一週間", "7日"), ("E3", "ｅ３"), ("WM-5500", "wm5500"),
    ],
)  # fmt: skip
def test_the_same_value_written_otherwise_is_equal(one: str, other: str) -> None:
    assert only(one).equals(only(other)) and only(other).equals(only(one))
    assert not only(one).conflicts(only(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三日", "2日"), ("二回", "三回"), ("火曜", "木曜"), ("昨日", "おととい"), ("8月3日", "8月4日"),
        ("8月3日", "9月"), ("17時", "18時"), ("4,000円", "5000円"), ("E3", "E5"), ("先週", "今週"),
    ],
)  # fmt: skip
def test_different_values_of_one_kind_conflict(one: str, other: str) -> None:
    assert only(one).conflicts(only(other))


@pytest.mark.parametrize(
    ("one", "other"), [("三日", "三回"), ("E3", "WM-5500"), ("昨日", "先週"), ("二回", "2人")]
)
def test_values_of_different_kinds_neither_agree_nor_conflict(one: str, other: str) -> None:
    assert not only(one).equals(only(other)) and not only(one).conflicts(only(other))


@pytest.mark.parametrize(
    "text", ["もう一度お願いします", "二度とないように", "一番", "一緒に", "一旦", "今後とも", "十分に"]
)
def test_idioms_hold_no_value(text: str) -> None:
    assert values(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("四十分", "分", 40.0),
        ("二十二時十分", "clock", 22 + 10 / 60),
        ("十分ほどお待ちください", "分", 10.0),
        ("十分以内に折り返します", "分", 10.0),
        ("二十一回目", "回", 21.0),
        ("百十分", "分", 110.0),
    ],
)
def test_an_idiom_inside_a_number_does_not_swallow_it(text: str, kind: str, amount: float) -> None:
    assert (only(text).kind, only(text).amount) == (kind, amount)


@pytest.mark.parametrize("text", ["十分承知しております", "十分に確認しました", "ご説明が十分でなく"])
def test_enough_is_not_ten_minutes(text: str) -> None:
    assert values(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("十二", 12), ("二十", 20), ("1万2千", 12_000), ("三百五", 305), ("12,000", 12_000), ("千", 1000)],
)
def test_numerals(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("本日17時までにお電話します", "本日17時までに"),
        ("明日の正午にご連絡します", "明日の正午に"),
        ("3営業日以内にお送りします", "3営業日以内に"),
        ("30分ほどで伺います", "30分ほどで"),
        ("来週の月曜日までにお届けします", "来週の月曜日までに"),
        ("8月3日の午前中にお届けします", "8月3日の午前中に"),
        ("責任をもって対応します", None),
        ("三日もお待たせしました", None),
    ],
)
def test_deadlines(text: str, deadline: str | None) -> None:
    span = by_when(text, 0, len(text))
    assert (text[span[0] : span[1]] if span else None) == deadline


@pytest.mark.parametrize(
    ("text", "amount"), [("0.4万円", 4_000.0), ("1.5万円", 15_000.0), ("1億2,000万円", 120_000_000.0)]
)
def test_an_amount_is_read_whole(text: str, amount: float) -> None:
    assert [(v.kind, v.amount) for v in values(text)] == [("円", amount)]


def test_dots_of_hesitation_are_no_decimal_point() -> None:
    assert [(v.kind, v.amount) for v in values("...十八年")] == [("年", 18.0)]


def test_there_is_no_seventy_fifth_minute() -> None:
    assert values("12:75") == ()


@pytest.mark.parametrize("text", ["1.2.3万", "1..2", "万.億"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None
