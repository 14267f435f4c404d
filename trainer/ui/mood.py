"""The customer's feelings: the gauge during the call, the curve with its causes afterwards."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.attempt import Attempt
from trainer.mood import Cause, Mood
from trainer.ui.markup import esc

_LEVELS = {"落ち着き": 0, "いら立ち": 1, "怒り": 2, "激怒": 3}
_LINES = ((30.0, "落ち着き"), (55.0, "いら立ち"), (80.0, "怒り"), (100.0, "激怒"))
_SHOWN = 12  # bars of the small curve beside the gauge


def level(mood: Mood) -> int:
    """0 calm … 3 furious: the step of the colour ramp that belongs to the mood's word."""
    return _LEVELS[mood.word]


def gauge(attempt: Attempt) -> str:
    """Word, bar and the last turns as small bars."""
    mood = attempt.mood
    moods = [e.mood for e in attempt.customer][-_SHOWN:]
    bars = "".join(f'<i class="m{level(m)}" style="height:{max(8, round(m.anger))}%"></i>' for m in moods)
    moved = mood.anger - mood.before
    trend = "↑" if moved >= 1 else "↓" if moved <= -1 else "→"
    return (
        f'<div class="gauge" role="status" aria-label="お客様の気持ち {mood.word} {trend}">'
        f'<span class="muted small">気持ち</span>'
        f'<span class="gauge-bar" aria-hidden="true">'
        f'<i class="m{level(mood)}" style="width:{mood.anger:.0f}%"></i></span>'
        f'<b class="mood-word t{level(mood)}">{mood.word} {trend}</b>'
        f'<span class="spark" aria-hidden="true">{bars}</span></div>'
    )


@dataclass(frozen=True)
class Point:
    """One step of a curve. `x` in operator turns, `anger` 0–100."""

    x: float
    turn: int
    mood: Mood
    text: str


def points(attempt: Attempt) -> list[Point]:
    """A point for each thing the customer said; several in one turn stand side by side."""
    found: list[Point] = []
    for event in attempt.customer:
        same = sum(p.turn == event.turn for p in found)
        found.append(Point(event.turn + 0.4 * same, event.turn, event.mood, event.text))
    return found


def curve(attempt: Attempt, before: Attempt | None = None) -> str:
    """Anger over the operator's turns, each point with its causes; `before` is laid under it."""
    mine = points(attempt)
    others = points(before) if before else []
    width = max(1.0, *(p.x for p in (*mine, *others)))
    words = "".join(f'<span style="bottom:{_middle(i)}%">{word}</span>' for i, (_, word) in enumerate(_LINES))
    grid = "".join(f'<i class="grid" style="bottom:{height}%"></i>' for height, _ in _LINES[:-1])
    old = _line(others, width, "old", "5 4") if others else ""
    dots = "".join(_dot(p, width) for p in mine)
    legend = (
        '<p class="legend small"><i class="now"></i>今回<i class="then"></i>やり直す前</p>' if others else ""
    )
    return (
        f'{legend}<div class="curve"><div class="curve-words" aria-hidden="true">{words}</div>'
        f'<div class="curve-area">{grid}{old}{_line(mine, width, "now")}{dots}</div>'
        f'<div class="curve-ticks">{_ticks(width)}</div></div>'
    )


def _ticks(width: float) -> str:
    step = max(1, round(width / 12))
    return "".join(
        f'<span style="left:{100 * turn / width:.2f}%">{turn or "第一声"}</span>'
        for turn in range(0, int(width) + 1, step)
    )


def _line(line: list[Point], width: float, kind: str, dashes: str = "") -> str:
    return drawn_line([(100 * p.x / width, p.mood.anger) for p in line], kind, dashes)


def drawn_line(line: Sequence[tuple[float, float]], kind: str, dashes: str = "") -> str:
    """A line through points in percent of its box, from the left and from the foot. It is a mask: inline SVG
    is not let through, and a mask takes the theme's colour."""
    corners = " ".join(f"{x:.2f},{100 - y:.2f}" for x, y in line)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<polyline points="{corners}" fill="none" stroke="#000" stroke-width="2.5" stroke-linejoin="round" '
        f'stroke-dasharray="{dashes}" vector-effect="non-scaling-stroke"/></svg>'
    )
    picture = f"url(data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"
    return (
        f'<i class="curve-line {kind}" '
        f'style="-webkit-mask:{picture} 0 0/100% 100% no-repeat;mask:{picture} 0 0/100% 100% no-repeat"></i>'
    )


def _middle(index: int) -> float:
    low = _LINES[index - 1][0] if index else 0.0
    return (low + _LINES[index][0]) / 2


def _dot(point: Point, width: float) -> str:
    side = "left" if point.x > width * 0.6 else "right"
    where = f"{point.turn}発話目のあと" if point.turn else "第一声"
    causes = "".join(f"<li>{cause_words(c)}</li>" for c in point.mood.causes) or "<li>変化なし</li>"
    said = esc(point.text if len(point.text) <= 60 else point.text[:60] + "…")
    return (
        f'<span class="dot m{level(point.mood)} {side}" tabindex="0" '
        f'style="left:{100 * point.x / width:.2f}%;bottom:{point.mood.anger:.2f}%">'
        f'<span class="tip" role="note"><b>{where} — {point.mood.word} {point.mood.anger:.0f}</b>'
        f"<ul>{causes}</ul><q>{said}</q></span></span>"
    )


def cause_words(cause: Cause) -> str:
    """A cause with what it moved: 共感 −6."""
    sign = "+" if cause.delta > 0 else "−" if cause.delta < 0 else "±"
    return f"{esc(cause.label)} <b>{sign}{abs(cause.delta):.0f}</b>"
