"""Judgements on the customer's wording, of scenarios and voices: there, fresh, and a customer's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trainer.beat import AGAINST_LIMITS, Beat
from trainer.checking.subject import Line, Subject, pooled
from trainer.errors import Problem
from trainer.mood import Band
from trainer.persona import Voice

FILLED = {
    Beat.OWN_DATA: {"value"},
    Beat.CHOOSES: {"value"},
    Beat.VAGUE: {"value"},
    Beat.CORRECT: {"value", "expected"},
    Beat.REMINDED: {"value"},
}
"""Placeholders that the speaker fills, by beat; in any other they would stand in the words as blanks."""

OPERATORS = (
    "お電話ありがとうございます",
    "お電話代わりました",
    "お問い合わせありがとうございます",
    "お待たせいたしました",
    "少々お待ちください",
    "かしこまりました",
    "承りました",
    "さようでございま",
    "おっしゃるとおりでございま",
    "申し訳ございません",
    "お詫び申し上げます",
    "ご不便をおかけ",
    "ご迷惑をおかけ",
    "ご不安な思い",
    "お察しいたします",
    "お調べいたします",
    "お調べします",
    "ご案内いたします",
    "ご案内申し上げます",
    "ご説明いたします",
    "ご返金いたします",
    "ご連絡させていただきます",
    "ご連絡いたします",
    "対応させていただ",
    "手配いたします",
    "折り返しお電話",
    "担当の者に",
    "いかがいたしましょうか",
    "お聞かせいただけますでしょうか",
    "お客様には",
    "お客様のご",
)
"""Set phrases of the operator's side. Narrower than the gate for language models (by_model/gate.yaml):
people who write for their firm do say 弊社, and anybody may 確認いたします."""

Fault = tuple[str, str, str]
"""key, what, mend"""


def missing_lines(subject: Subject) -> Iterator[Problem]:
    """Wordings that nobody else has: the pools of a voice hold no answers to a line drawn."""
    for line in subject.lines:
        if not line.text.strip():
            yield subject.problem(line.key, "言い回しが空です", "お客様の言葉を書いてください")
    if not subject.scenario.abusive:
        return
    for beat in sorted(AGAINST_LIMITS):
        bands = subject.scenario.lines.get(beat, {})
        missing = [band.value for band in Band if band not in bands]
        if missing and not subject.cast.voice.lines.get(beat):
            what = f"線引きに答える言葉が足りません({'、'.join(missing)})"
            mend = "calm・tense・angry のそれぞれに書くか、区別なしの並びで書いてください"
            yield subject.problem(f"lines.{beat}", what, mend)


def repeated_lines(subject: Subject) -> Iterator[Problem]:
    """The same words in two places: the call would sound like a tape."""
    seen = {line.text.strip(): "声" for line in pooled(subject.cast.voice.lines)}
    for line in subject.lines:
        words = line.text.strip()
        if words and (place := seen.get(words)) and not _same_beat(place, line.key):
            what = f"同じ言い回しが {place} にもあります"
            yield subject.problem(line.key, what, "どちらかを別の言い方に替えてください")
        seen.setdefault(words, line.key)


def _same_beat(one: str, other: str) -> bool:
    """The same beat in another mood may well be worded alike."""
    if not (one.startswith("lines.") and other.startswith("lines.")):
        return False
    a, b = one.split("."), other.split(".")
    return a[1] == b[1] and a[:-1] != b[:-1]


def manual_speech(subject: Subject) -> Iterator[Problem]:
    """Lines of the scenario that only an operator says."""
    yield from (subject.problem(*fault) for fault in operator_words(subject.lines))


def unknown_placeholders(subject: Subject) -> Iterator[Problem]:
    """Braces in the scenario's lines that nothing fills."""
    yield from (subject.problem(*fault) for fault in placeholders(subject.lines))


def voice_problems(voice: Voice, lines: Iterable[Line]) -> Iterator[Problem]:
    """As for a scenario's lines, for the pools of a voice."""
    kept = list(lines)
    for key, what, mend in (*operator_words(kept), *placeholders(kept)):
        yield Problem(f"{voice.id}.yaml", 0, key, what, mend)


def operator_words(lines: Iterable[Line]) -> Iterator[Fault]:
    """Lines that only an operator says; what a customer quotes in 「」 is not their own."""
    for line in lines:
        own = re.sub("「[^」]*」", "", line.text)
        word = next((w for w in OPERATORS if w in own), None)
        if word:
            what = f"「{word}」は応対者の言い方です"
            yield line.key, what, "お客様が口にする言葉に書き換えてください(引用なら「」で囲みます)"


def placeholders(lines: Iterable[Line]) -> Iterator[Fault]:
    """Braces that nothing fills: what there is to fill in depends on the beat."""
    for line in lines:
        known = FILLED.get(line.beat, set()) if line.beat else set()
        for name in re.findall(r"\{([^{}]*)\}", line.text):
            if name not in known:
                what = f"「{{{name}}}」は、ここでは埋められません"
                allowed = "、".join(f"{{{k}}}" for k in sorted(known))
                mend = f"使えるもの: {allowed}" if allowed else "その場の言葉で書いてください"
                yield line.key, what, mend
