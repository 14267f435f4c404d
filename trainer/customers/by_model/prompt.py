"""What a language model is told, so that it can word one decision of the director, and no more.

Facts that may not be told yet are not in the prompt at all: what a model does not know, it cannot
give away. The directive stands last, behind the operator's words (docs/llm.md).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal, NamedTuple

from trainer.attempt import Attempt, CustomerSaid, OperatorSilent
from trainer.beat import Beat
from trainer.customers.by_model.bounds import Bounds
from trainer.customers.by_model.gate import BREACH_LABELS, Breach
from trainer.customers.words import data
from trainer.dialogue import Channel, Speaker
from trainer.mood import Band
from trainer.scenario import Cast


class Told(NamedTuple):
    """One message to the model; the customer is the `assistant`, the operator the `user`."""

    role: Literal["system", "user", "assistant"]
    text: str


_ROLES: dict[Speaker, Literal["user", "assistant"]] = {
    Speaker.CUSTOMER: "assistant",
    Speaker.OPERATOR: "user",
}

SAMPLES = 5
REMEMBERED = 24
"""Utterances of the call that the model sees; older ones are left out."""
_SAMPLE_BEATS = (Beat.VENT, Beat.PRESS, Beat.GO_ON, Beat.CONFIRM, Beat.NOTED, Beat.WAITING, Beat.THANKS)


def messages(cast: Cast, attempt: Attempt, draft: CustomerSaid, bounds: Bounds) -> list[Told]:
    """The conversation for the model: system, the call so far, and the directive with the
    operator's last words. `draft` is the scripted wording of the same decision."""
    talk = [*cast.scenario.overheard, *attempt.transcript][-REMEMBERED:]
    last = _last_words(attempt)
    if talk and talk[-1].speaker is Speaker.OPERATOR:
        talk = talk[:-1]
    return [
        Told("system", _system(cast, attempt, draft, bounds.band)),
        *(Told(_ROLES[u.speaker], _harmless(u.text)) for u in talk),
        Told("user", _turn(draft, bounds, _harmless(last))),
    ]


def once_more(said: Sequence[Told], refused: str, found: Sequence[Breach], draft: str) -> list[Told]:
    """The same conversation with the reasons why the reply does not count."""
    reasons = "、".join(BREACH_LABELS[b] for b in found)
    again = data(__file__)["again"].format(refused=refused, reasons=reasons, draft=draft)
    return [*said[:-1], Told("user", f"{said[-1].text}\n\n{again}")]


def _harmless(said: str) -> str:
    """Words of the call cannot pass for the directive, which stands in 〔〕."""
    return said.translate({ord("〔"): "(", ord("〕"): ")"})


def _system(cast: Cast, attempt: Attempt, draft: CustomerSaid, band: Band) -> str:
    scenario, texts = cast.scenario, data(__file__)
    facts = [f.say[0] for f in scenario.facts if f.id in attempt.told or f.id in draft.tells]
    dice = random.Random(attempt.started.seed)
    pool = [line for beat in _SAMPLE_BEATS for line in cast.voice.lines[beat][band] if "{" not in line]
    gender = "女性" if cast.voice.gender == "female" else "男性"
    system: str = texts["role"].format(
        company=scenario.company,
        way=texts["ways"][scenario.channel],
        person=f"{cast.voice.title}({cast.voice.age}歳くらいの{gender})。{cast.persona.description}",
        name=scenario.card.name,
        samples="\n".join(f"- {line}" for line in dice.sample(pool, min(SAMPLES, len(pool)))),
        facts="\n".join(f"- {line}" for line in facts) or "- まだ何も話していない",
        form=texts["forms"][scenario.channel],
        medium=texts["mediums"][scenario.channel],
    )
    return system


def _turn(draft: CustomerSaid, bounds: Bounds, said: str) -> str:
    texts = data(__file__)
    spoken = bounds.channel is not Channel.EMAIL
    turn: str = texts["turn"].format(
        said=said,
        mood=texts["moods"][bounds.band],
        beats="、それから".join(texts["beats"][beat] for beat in draft.beats or (draft.beat,)),
        draft=draft.text,
        length="60字くらいまで" if spoken and len(draft.text) <= 60 else f"{bounds.longest}字まで",
    )
    return turn


def _last_words(attempt: Attempt) -> str:
    texts = data(__file__)
    if isinstance(attempt.events[-1], OperatorSilent):
        return str(texts["silence"])
    if attempt.transcript and attempt.transcript[-1].speaker is Speaker.OPERATOR:
        return attempt.transcript[-1].text
    return str(texts["handed" if attempt.escalated else "hold"])
