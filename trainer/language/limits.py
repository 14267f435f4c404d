"""Lines drawn against abuse: the same request is cold to a fair caller and right to an abusive one.

The trained acts see one utterance; whether the caller oversteps the bounds is known from the
scenario. In such a call a polite request to stop, or a refusal of the undue demand with its
consequence, is a LIMIT, never a cold refusal.
"""

from __future__ import annotations

from trainer.dialogue import ActSpan, DialogueAct
from trainer.language.matching import any_of
from trainer.language.normalise import normalise
from trainer.language.parsing import parse
from trainer.language.tokens import sentences
from trainer.scenario import Scenario

STOPS = ("控える", "お控え", "やめる", "おやめ", "遠慮", "ご遠慮", "慎む", "お慎み")
"""Asking to stop."""

OF_WHAT = (
    "言葉", "発言", "暴言", "声", "大声", "怒鳴る", "呼ぶ", "お呼び", "呼び方", "強要", "土下座",
    "公開", "録音", "繰り返し", "要求", "ご要求", "行為", "名前",
)  # fmt: skip
"""What an abusive caller is asked to stop."""

UNDUE = ("土下座", "慰謝料", "誠意", "解雇", "クビ", "辞めさせる", "特別扱い")
REFUSES = ("応じかねる", "応じる ない", "できかねる", "いたしかねる", "お支払い できない", "お受け できない")

_REPLACED = frozenset({DialogueAct.NEG_COLD, DialogueAct.NEG_DENY, DialogueAct.LIMIT})


def with_limits(text: str, acts: tuple[ActSpan, ...], scenario: Scenario) -> tuple[ActSpan, ...]:
    """The acts with LIMIT in place of a negative act on a line that is rightly drawn."""
    if not scenario.abusive:
        return acts
    normal = normalise(text)
    drawn = [normal.original(*span) for span in sentences(normal.text) if _draws(normal.text[slice(*span)])]
    if not drawn:
        return acts
    kept = [a for a in acts if a.act not in _REPLACED or not any(s < a.end and a.start < e for s, e in drawn)]
    limits = [
        ActSpan(start=start, end=end, act=DialogueAct.LIMIT, confidence=0.9, because="limits")
        for start, end in drawn
    ]
    return tuple(sorted([*kept, *limits], key=lambda a: (a.start, a.end)))


def _draws(words: str) -> bool:
    parsed = parse(words)
    last = len(parsed.words)
    stops = any_of(STOPS, parsed, 0, last) and any_of(OF_WHAT, parsed, 0, last)
    refuses = any_of(UNDUE, parsed, 0, last) and any_of(REFUSES, parsed, 0, last)
    return bool(stops or refuses)
