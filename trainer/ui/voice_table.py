"""Every measure of every spoken utterance, as a table to look up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainer.prosody import Measures, Spoken, course_of
from trainer.ui.markup import esc, fold

_NONE = "－"
_FLAT = 2.0
"""Semitones per second within which an end is neither rising nor falling."""


def table(spoken: Sequence[Spoken]) -> str:
    """As folded HTML: one row for each utterance, then how the voice moved when the customer was angry."""
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("発話", *(name for name, _ in _COLUMNS)))
    rows = "".join(_row(s) for s in spoken)
    drawn = f'<div class="matrix-box"><table class="plain"><tr>{heads}</tr>{rows}</table></div>'
    return fold("発話ごとの数値", drawn + _moved(spoken), kind="quiet")


def _row(spoken: Spoken) -> str:
    cells = "".join(f"<td>{esc(of(spoken.measures))}</td>" for _, of in _COLUMNS)
    return f'<tr><th scope="row">{spoken.turn}</th>{cells}</tr>'


def _moved(spoken: Sequence[Spoken]) -> str:
    course = course_of(spoken)
    changes = [
        (course.faster, "速さ {:.2f}倍"),
        (course.louder, "大きさ {:+.1f}dB"),
        (course.higher, "高さ {:+.1f}半音"),
    ]
    said = "、".join(words.format(value) for value, words in changes if value is not None)
    found = said or "比べられません(怒った場面と、そうでない場面の両方の発話が要ります)"
    return f'<p class="small">お客様が怒ったときの変わり方: {esc(found)}</p>'


def _number(form: str, of: Callable[[Measures], float | None]) -> Callable[[Measures], str]:
    return lambda m: _NONE if (value := of(m)) is None else form.format(value)


def _pauses(m: Measures) -> str:
    longest = max((seconds for _, seconds in m.pauses), default=0.0)
    return f"{len(m.pauses)}回(最長{longest:.1f}秒)" if m.pauses else "なし"


def _end(m: Measures) -> str:
    if m.end is None:
        return _NONE
    return "平ら" if abs(m.end) <= _FLAT else "上がる" if m.end > 0 else "下がる"


def _fillers(m: Measures) -> str:
    return "、".join(m.fillers) or "なし"


_COLUMNS: tuple[tuple[str, Callable[[Measures], str]], ...] = (
    ("字/分", _number("{:.0f}", lambda m: m.rate)),
    ("拍/分", _number("{:.0f}", lambda m: m.mora_rate)),
    ("話し始めまで", _number("{:.1f}秒", lambda m: m.first_sound)),
    ("間", _pauses),
    ("無音の割合", _number("{:.0%}", lambda m: m.silence)),
    ("大きさ", _number("{:.0f}dB", lambda m: m.loudness)),
    ("高さ", _number("{:.0f}Hz", lambda m: m.f0)),
    ("高低の幅", _number("{:.1f}半音", lambda m: m.range)),
    ("語尾", _end),
    ("言いよどみ", _fillers),
)
