"""The trainee's voice over a call, as small curves one above the other, with the customer's anger behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from trainer.mood import Band, Mood
from trainer.prosody import Measures, Spoken
from trainer.prosody.words import targets
from trainer.ui.markup import esc, fold
from trainer.ui.mood import drawn_line, level

Limits = tuple[float | None, float | None]


@dataclass(frozen=True)
class Curve:
    """One measure: its `name` and `unit`, how it is read, the `limits` of the target, and their `source`."""

    name: str
    unit: str
    of: Callable[[Measures], float | None]
    limits: Limits
    source: str
    digits: int = 0


def curves(spoken: Sequence[Spoken], moods: Mapping[int, Mood]) -> str:
    """All curves with their targets, as HTML. `moods` by turn: the customer's before it."""
    shown = [c for c in _curves(spoken) if any(c.of(s.measures) is not None for s in spoken)]
    behind = "".join(
        f'<i class="m{level(moods[s.turn])}" style="left:{x - width / 2:.2f}%;width:{width:.2f}%;'
        f'height:{moods[s.turn].anger:.0f}%"></i>'
        for (x, width), s in zip(_places(len(spoken)), spoken, strict=True)
    )
    ticks = "".join(
        f'<span style="left:{x:.2f}%">{s.turn}</span>'
        for (x, _), s in zip(_places(len(spoken)), spoken, strict=True)
    )
    sources = "".join(f"<li>{esc(c.name)}: {esc(_target(c))} ({esc(c.source)})</li>" for c in shown)
    return (
        '<p class="legend small"><i class="now"></i>あなたの声<i class="aim"></i>目安の範囲'
        '<i class="anger"></i>お客様の怒り(高さと色)<span class="muted">横は発話の番号</span></p>'
        f'<div class="voice-curves">{"".join(_drawn(c, spoken, behind) for c in shown)}'
        f'<span></span><div class="voice-ticks">{ticks}</div></div>'
        + fold("目安の出典", f"<ul>{sources}</ul>", kind="quiet")
    )


def _curves(spoken: Sequence[Spoken]) -> list[Curve]:
    known = targets()
    rate, span, first = known["rate"], known["range"], known["first_sound"]
    calm = [s.measures for s in spoken if s.band is not Band.ANGRY]
    loud, height = _median(calm, lambda m: m.loudness), _median(calm, lambda m: m.f0)
    louder, higher = known["louder"], known["higher"]
    most_loud = None if loud is None else loud + louder["high"]
    most_high = None if height is None else height * 2 ** (higher["high"] / 12)
    return [
        Curve("話す速さ", "字/分", lambda m: m.rate, (rate["low"], rate["high"]), rate["source"]),
        Curve("話し始めまで", "秒", lambda m: m.first_sound, (None, first["high"]), first["source"], 1),
        Curve("声の大きさ", "dB", lambda m: m.loudness, (None, most_loud), louder["source"]),
        Curve("声の高さ", "Hz", lambda m: m.f0, (None, most_high), higher["source"]),
        Curve("高低の幅", "半音", lambda m: m.range, (span["low"], None), span["source"], 1),
    ]


def _median(measures: Sequence[Measures], of: Callable[[Measures], float | None]) -> float | None:
    values = [v for m in measures if (v := of(m)) is not None]
    return median(values) if values else None


def _target(curve: Curve) -> str:
    low, high = curve.limits
    if low is None and high is None:
        return "なし(落ち着いた場面なし)"
    least, most = ("" if end is None else f"{end:.{curve.digits}f}" for end in (low, high))
    if high is None:
        return f"{least}{curve.unit}以上"
    return f"{least}〜{most}{curve.unit}" if least else f"{most}{curve.unit}まで"


def _drawn(curve: Curve, spoken: Sequence[Spoken], behind: str) -> str:
    values = [curve.of(s.measures) for s in spoken]
    low, high = curve.limits
    known = [v for v in (*values, low, high) if v is not None]
    middle, room = (min(known) + max(known)) / 2, max((max(known) - min(known)) / 2, 1.0) * 1.25

    def height(value: float) -> float:
        return 50 + 50 * (value - middle) / room

    foot = 0.0 if low is None else height(low)
    top = 100.0 if high is None else height(high)
    band = f'<i class="aim" style="bottom:{foot:.1f}%;height:{top - foot:.1f}%"></i>'
    points = [
        (x, height(v), v, s.turn)
        for (x, _), v, s in zip(_places(len(spoken)), values, spoken, strict=True)
        if v is not None
    ]
    dots = "".join(_dot(curve, *point) for point in points)
    line = drawn_line([(x, y) for x, y, _, _ in points], "now")
    usual = median(v for v in values if v is not None)
    name = f'<b>{esc(curve.name)} <span class="num">{usual:.{curve.digits}f}{esc(curve.unit)}</span></b>'
    aim = f'<span class="small muted">中央値。目安 {esc(_target(curve))}</span>'
    return (
        f'<div class="voice-name">{name}{aim}</div>'
        f'<div class="voice-curve" role="group" aria-label="{esc(_told(curve, points))}">{behind}'
        f"{band if low is not None or high is not None else ''}{line}{dots}</div>"
    )


def _told(curve: Curve, points: Sequence[tuple[float, float, float, int]]) -> str:
    """The curve in words."""
    values = "、".join(f"{turn}発話目 {value:.{curve.digits}f}" for _, _, value, turn in points)
    return f"{curve.name}({curve.unit}): {values}"


def _dot(curve: Curve, x: float, y: float, value: float, turn: int) -> str:
    low, high = curve.limits
    outside = (low is not None and value < low) or (high is not None and value > high)
    said = "目安の外" if outside else "目安の内"
    return (
        f'<span class="dot {"out" if outside else "in"} {"left" if x > 60 else "right"}" tabindex="0" '
        f'style="left:{x:.2f}%;bottom:{y:.2f}%"><span class="tip" role="note"><b>{turn}発話目</b>'
        f"<span>{value:.{curve.digits}f}{esc(curve.unit)} ({said})</span></span></span>"
    )


def _places(count: int) -> list[tuple[float, float]]:
    """Middle and width of each column in percent."""
    return [(100 * (i + 0.5) / count, 100 / count) for i in range(count)]
