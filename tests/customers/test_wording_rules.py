"""Of several wordings, the customer takes one that is true now and the least worn."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.customers.talking import LIBRARY, talked
from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.wording.freshness import least_worn
from trainer.customers.wording.pools import Piece
from trainer.customers.wording.wording_rules import EACH_ITS_OWN, OF_ITSELF_AGAIN, claims_second_time
from trainer.mood import Band, Mood

ENOUGH = 2
"""Lines of a pool that may be said whatever has gone before, in every mood of every voice."""

FURIOUS = Mood(anger=90.0, before=90.0)


@pytest.mark.parametrize(
    "pools, said, chosen",
    [
        ([["はい。", "ええ。"], ["うん。"]], [], ["はい。", "ええ。"]),
        ([["はい。", "ええ。"], ["うん。"]], ["はい。"], ["ええ。"]),
        ([["はい。", "ええ。"], ["うん。"]], ["はい。", "ええ。"], ["うん。"]),
        ([["はい。", "ええ。"], ["うん。"]], ["ええ。", "うん。", "はい。"], ["ええ。"]),
        ([["はい。", "ええ。"]], ["はい。", "ええ。", "はい。"], ["ええ。"]),
        ([["はい。"]], ["はい。"], ["はい。"]),
    ],
)
def test_what_was_said_longest_ago_comes_back_once_all_is_said(
    pools: Sequence[Sequence[str]], said: list[str], chosen: list[str]
) -> None:
    assert least_worn(pools, said, []) == chosen


def test_a_sentence_that_was_said_within_another_line_is_avoided() -> None:
    pool = ["早くしてください。待っています。", "分かりました。"]
    assert least_worn([pool], ["もう一度言います。早くしてください。"], []) == ["分かりました。"]


@pytest.mark.parametrize("asked", [4, 9])
def test_asked_for_the_same_favour_over_and_over_nobody_answers_alike_twice_running(asked: int) -> None:
    favour = "濡れたお品は、捨てずに置いておいていただけますか。"
    said = [set(e.said) for e in talked("parcel-left-outside", *[favour] * asked).customer]
    assert not [one & other for one, other in zip(said, said[1:], strict=False) if one & other]


@pytest.mark.parametrize(
    "line", ["分かりました、やっときますわ。", "今やっとる、待ってくれ。", "待ってるんだからな。"]
)
def test_doing_something_now_is_no_complaint_that_it_took_so_long(line: str) -> None:
    assert not claims_second_time(line)


@pytest.mark.parametrize(
    "line", ["やっと分かってくれましたか。", "だから、そう言ったでしょう。", "また同じ話ですか。"]
)
def test_what_points_back_is_known_for_it(line: str) -> None:
    assert claims_second_time(line)


def test_what_is_not_true_now_is_said_only_rather_than_the_line_just_said() -> None:
    cast = LIBRARY.cast("parcel-left-outside")
    attempt = talked("parcel-left-outside", "お電話ありがとうございます。")
    piece = Piece(cast, attempt, Part(Beat.CHECK_NO), FURIOUS)
    usual = {line for pool in piece.pools([]) for line in pool}
    pressed = {line for pool in piece.pools(usual) for line in pool}
    assert usual < pressed


@pytest.mark.parametrize("voice", sorted(LIBRARY.voices))
def test_every_voice_has_a_choice_that_holds_at_any_moment(voice: str) -> None:
    """Neither a first time nor the operator's words may leave a pool with a single line."""
    kinds = EACH_ITS_OWN - OF_ITSELF_AGAIN - {Beat.OWN_DATA, Beat.CORRECT}
    cast = next(c for s in LIBRARY.scenarios if (c := LIBRARY.cast(s)).voice.id == voice)
    attempt = talked(cast.scenario.id, "お電話ありがとうございます。")
    thin = [
        (beat.value, band.value)
        for beat in kinds
        for band, anger in zip(Band, (10.0, 50.0, 90.0), strict=True)
        if len(Piece(cast, attempt, Part(beat), Mood(anger=anger, before=anger)).pools([])[0]) < ENOUGH
    ]
    assert not thin


def test_no_line_waits_for_a_second_time_that_never_comes() -> None:
    """But for one's own data, which are given again with a word that they are."""
    silent = [
        (voice, beat.value, line)
        for voice, known in LIBRARY.voices.items()
        for beat in EACH_ITS_OWN - OF_ITSELF_AGAIN - {Beat.OWN_DATA}
        for lines in known.lines[beat].values()
        for line in lines
        if claims_second_time(line)
    ]
    assert not silent


@pytest.mark.parametrize("mood", [Mood(anger=anger, before=anger) for anger in (10.0, 50.0, 90.0)])
def test_what_stood_before_ones_eyes_was_not_left_unheard_or_unwritten(mood: Mood) -> None:
    for scenario in sorted(LIBRARY.scenarios):
        attempt = talked(scenario, "においは、強かったですか。")
        piece = Piece(LIBRARY.cast(scenario), attempt, Part(Beat.VAGUE, value="そのあたり"), mood)
        assert not [
            line for line in piece.pools([])[0] if any(w in line for w in ("聞い", "控え", "メモ", "見て"))
        ]
