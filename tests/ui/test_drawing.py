"""What the drawing helpers make of words, times and findings."""

from __future__ import annotations

import re
from pathlib import Path

from tests.scorers import judging
from trainer.attempt import Attempt, CustomerSaid, Started
from trainer.beat import Beat
from trainer.escalation import Direction, EscalationVerdict, Need, Timing
from trainer.mood import Mood
from trainer.scorecard import Evidence, Finding
from trainer.ui import clock, findings, markup, mood, transcript

CSS = Path(transcript.__file__).with_name("style.css")


def finding(kind: str, words: str, quote: str, title: str = "題") -> Finding:
    start = words.index(quote)
    evidence = Evidence(turn=1, start=start, end=start + len(quote), quote=quote)
    return Finding.model_validate(
        {"kind": kind, "criterion": "c", "title": title, "why": "わけ", "turn": 1, "evidence": evidence}
    )


def plain(html: str) -> str:
    """The words of marked HTML without marks and notes."""
    html = re.sub(r'<span class="tip" role="note">.*?</span></span></span>|<sup.*?</sup>', "", html)
    return re.sub(r"<[^>]+>", "", html)


def test_what_people_type_never_becomes_markup() -> None:
    evil = "<img src=x onerror=\"a()\"> & 'quoted'"
    assert "<img" not in markup.text(evil) and "<img" not in markup.esc(evil)
    assert "<img" not in transcript.mark(evil, [finding("fault", evil, 'src=x onerror="a()"')])


def test_line_ends_are_kept_and_folded_blanks_are_not() -> None:
    assert markup.text("一\n二") == "一<br>二"
    assert markup.prose("つかみ、 自分で MW-D80 を") == "つかみ、自分で MW-D80 を"


def test_evidence_is_underlined_where_it_stands() -> None:
    words = "三回もお電話をいただいたのですね。規則ですので。"
    html = transcript.mark(words, [finding("good", words, "三回も"), finding("fault", words, "規則ですので")])
    assert re.search(r'ev good" tabindex="0">三回も<sup', html)
    assert re.search(r'ev fault" tabindex="0">規則ですので<sup', html)


def test_overlapping_evidence_shows_the_worse_kind_and_both_reasons() -> None:
    words = "申し訳ございませんができません"
    html = transcript.mark(
        words,
        [finding("good", words, "申し訳ございません", "よい"), finding("fault", words, words, "わるい")],
    )
    both = html.split("申し訳ございません<")[1].split("が<")[0]
    assert "よい" in both and "わるい" in both
    assert html.count("ev fault") == 2 and html.count("ev good") == 0


def test_something_not_said_is_a_mark_at_the_end() -> None:
    words = "少々お待ちください。"
    html = transcript.mark(words, [finding("missed", words, words)])
    assert html.startswith("少々お待ちください。<span") and "△" in html


def test_evidence_beyond_the_text_does_no_harm() -> None:
    late = Finding(
        kind="fault", criterion="c", title="題", why="わけ",
        evidence=Evidence(turn=1, start=2, end=99, quote="い"),
    )  # fmt: skip
    assert "はい" in transcript.mark("はい", [late])


def test_times_are_japanese() -> None:
    assert clock.moment(1_795_323_900.0, 9 * 3600) == "2026年11月22日(日) 14:05"
    assert clock.duration(192) == "3分12秒" and clock.duration(9) == "9秒"


def _said(at: float, anger: float, turn: int = 0) -> CustomerSaid:
    return CustomerSaid(turn=turn, text="あ", beat=Beat.OPEN, mood=Mood(anger=anger, before=anger), at=at)


def test_time_away_from_the_desk_is_not_talk() -> None:
    started = Started(attempt="a", trainee="t", scenario="s", seed=1, at=0.0)
    events = (started, _said(10.0, 80.0))
    assert clock.talk_seconds(events, 30.0) == 30.0
    assert clock.talk_seconds(events, 86_400.0) == 10.0 + clock.AWAY


def test_the_curve_names_every_step_and_lays_two_calls_over_each_other() -> None:
    started = Started(attempt="a", trainee="t", scenario="s", seed=1)
    one = Attempt.of((started, _said(0, 80.0), _said(1, 60.0, 1), _said(2, 55.0, 1)))
    two = Attempt.of((started, _said(0, 80.0), _said(1, 90.0, 1)))
    assert mood.curve(one).count('class="dot ') == 3
    assert mood.curve(one).count("curve-line") == 1 and mood.curve(one, two).count("curve-line") == 2
    assert [p.x for p in mood.points(one)] == [0.0, 1.0, 1.4]


def test_the_verdict_is_one_line() -> None:
    late = EscalationVerdict(
        needed=Need.REQUIRED,
        timing=Timing.TOO_LATE,
        due_turn=5,
        done_turn=7,
        direction_due=Direction.VERTICAL,
    )
    assert late.words == "引き継ぎ: 2発話おそい (必要・上席へ)"
    kept = EscalationVerdict(needed=Need.NEEDLESS, timing=Timing.KEPT)
    assert kept.words == "引き継ぎ: 自分で対応 (不要)"


def test_what_was_rightly_kept_but_not_solved_is_not_praised() -> None:
    scenario = judging.LIBRARY.scenarios["mail-catering-invoice"]
    line = findings.verdict(judging.card(scenario.id, "請求書の件、確認いたします。"), scenario)
    assert "自分で対応、ただし解決に至らず (不要)" in line
    assert "verdict attention" in line and "check_circle" not in line
    solved = findings.verdict(judging.card(scenario.id, *scenario.model_call[:-1]), scenario)
    assert "自分で対応 (不要)" in solved and "verdict good" in solved


def test_no_direction_was_wrong_where_handing_over_was_optional() -> None:
    scenario = judging.LIBRARY.scenarios["sv-karaoke-shouting"]
    line = findings.verdict(judging.card(scenario.id, "お電話代わりました。"), scenario)
    assert "なし(引き継ぐなら上席へ)" in line and "正しくは" not in line


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_colour_is_readable_in_both_themes() -> None:
    colours = dict(
        (name, (light, dark))
        for name, light, dark in re.findall(
            r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS.read_text("utf-8")
        )
    )
    pairs = [(text, ground) for text in ("ink", "muted", "accent") for ground in ("paper", "panel", "shade")]
    pairs += [
        (kind, ground) for kind in ("good", "attention", "fault") for ground in ("panel", f"{kind}-soft")
    ]
    for text, ground in pairs:
        for theme in (0, 1):
            light, dark = sorted((_luminance(colours[text][theme]), _luminance(colours[ground][theme])))
            assert (dark + 0.05) / (light + 0.05) >= 4.5, (text, ground, theme)
