"""What to tell the trainee about their voice: at most three things, each with its target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from trainer.dialogue import Frozen
from trainer.mood import Band
from trainer.prosody.course import Course
from trainer.prosody.words import targets

MOST = 3


class Advice(Frozen):
    """`what` was measured, `how` to do it better, the `target` with its unit, and its `source`;
    `turn` is the utterance it shows best in, 0 for the call as a whole."""

    what: str
    how: str
    target: str
    source: str
    turn: int = 0


def advice_on(course: Course) -> tuple[Advice, ...]:
    """The most useful remarks first; () when everything lies within the targets."""
    first, pressed, habits = (tuple(find(course)) for find in (_first_voice, _under_pressure, _habits))
    return (*first[:1], *pressed, *habits)[:MOST]


def _first_voice(course: Course) -> Iterator[Advice]:
    """The greeting: calm, clear, not too low."""
    if not course.spoken or course.spoken[0].turn != 1:  # the greeting was typed
        return
    first = course.spoken[0]
    limits, m = targets(), first.measures
    if m.rate and m.rate > limits["rate"]["high"] * 1.1:
        yield Advice(
            what=f"第一声が速めです(1分に{m.rate:.0f}字)。",
            how="名乗りは、会社名と名前のあいだで一拍置くと落ち着いて聞こえます。",
            target=_between("rate", "字/分"),
            source=limits["rate"]["source"],
            turn=first.turn,
        )
    if m.range is not None and m.range < limits["range"]["low"]:
        yield Advice(
            what=f"第一声の高低の幅が小さく({m.range:.1f}半音)、沈んで聞こえます。",
            how="最初の音を少し高めに出し、口をはっきり開けて名乗ってください。",
            target=f"{limits['range']['low']:.0f}半音以上",
            source=limits["range"]["source"],
            turn=first.turn,
        )
    others = [s.measures.f0 for s in course.spoken[1:] if s.measures.f0 and s.band is not Band.ANGRY]
    if m.f0 and others and 12 * np.log2(m.f0 / float(np.median(others))) < -2:
        yield Advice(
            what="第一声が、そのあとの声より低くなっています。",
            how="電話では高さが落ちて聞こえます。普段より少し高めの声で始めてください。",
            target="ご自身のふだんの高さから2半音以内",
            source="本製品の目安",
            turn=first.turn,
        )


def _under_pressure(course: Course) -> Iterator[Advice]:
    limits = targets()
    if course.faster is not None and course.faster > limits["faster"]["high"]:
        yield Advice(
            what=f"お客様が怒っている場面で、話す速さが{(course.faster - 1) * 100:.0f}%上がりました。",
            how="怒りの強い場面こそ、一文を短く切り、ゆっくり話すとお客様の速さも落ちてきます。",
            target=f"平常時の{limits['faster']['high']:.2f}倍まで",
            source=limits["faster"]["source"],
        )
    if course.louder is not None and course.louder > limits["louder"]["high"]:
        yield Advice(
            what=f"お客様が怒っている場面で、声が{course.louder:.0f} dB大きくなりました。",
            how="お客様の声につられず、ふだんの大きさを保つと、張り合う感じが消えます。",
            target=f"平常時から{limits['louder']['high']:.0f} dBまで",
            source=limits["louder"]["source"],
        )
    if course.higher is not None and course.higher > limits["higher"]["high"]:
        yield Advice(
            what=f"お客様が怒っている場面で、声が{course.higher:.1f}半音高くなりました。",
            how="話し始める前に一度息を吐くと、高さが戻ります。",
            target=f"平常時から{limits['higher']['high']:.0f}半音まで",
            source=limits["higher"]["source"],
        )


def _habits(course: Course) -> Iterator[Advice]:
    limits = targets()
    measured = [s for s in course.spoken if s.measures.rate]
    if not measured:
        return
    rate = float(np.median([s.measures.rate or 0.0 for s in measured]))
    if not limits["rate"]["low"] * 0.9 <= rate <= limits["rate"]["high"] * 1.1:
        fast = rate > limits["rate"]["high"]
        furthest = max(measured, key=lambda s: abs((s.measures.rate or 0.0) - rate))
        yield Advice(
            what=f"全体に話す速さが{'速め' if fast else '遅め'}です(1分に{rate:.0f}字)。",
            how="読点で短く息を継いでください。"
            if fast
            else "文の終わりまで一息で言い切ると、自信をもって聞こえます。",
            target=_between("rate", "字/分"),
            source=limits["rate"]["source"],
            turn=furthest.turn,
        )
    minutes = sum(s.measures.speech for s in measured) / 60
    said = [f for s in measured for f in s.measures.fillers]
    if minutes > 0.25 and len(said) / minutes > limits["fillers"]["high"]:
        yield Advice(
            what=f"「{_commonest(said)}」などの言いよどみが1分に{len(said) / minutes:.0f}回ありました。",
            how="言葉を探すあいだは、声を出さずに一拍置いてかまいません。",
            target=f"1分に{limits['fillers']['high']:.0f}回まで",
            source=limits["fillers"]["source"],
        )
    waits = [s for s in measured if (s.measures.first_sound or 0) > limits["first_sound"]["high"]]
    if waits:
        longest = max(waits, key=lambda s: s.measures.first_sound or 0)
        yield Advice(
            what=f"話し始めるまでに{longest.measures.first_sound:.1f}秒の沈黙がありました。",
            how="まず「はい」や復唱で受け止め、考える時間は「少々お待ちください」と断ってください。",
            target=f"{limits['first_sound']['high']:.0f}秒まで",
            source=limits["first_sound"]["source"],
            turn=longest.turn,
        )


def _between(name: str, unit: str) -> str:
    limit = targets()[name]
    return f"{limit['low']}〜{limit['high']}{unit}"


def _commonest(words: Sequence[str]) -> str:
    return max(dict.fromkeys(words), key=words.count)
