"""Words a decision with the lines of the scenario and the voice: no network, no model."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from trainer.attempt import Attempt, CustomerSaid
from trainer.beat import Beat
from trainer.customers.director import Decision
from trainer.customers.parts import Part
from trainer.customers.reactions.troubles import without_answered
from trainer.customers.wording.addressing import address
from trainer.customers.wording.freshness import least_worn
from trainer.customers.wording.pools import Piece
from trainer.dialogue import Channel
from trainer.scenario import Cast

SENTENCE = 6
"""Characters from which a part of a line says something by itself."""

_ENDS = "。!?！？…」"


@dataclass(frozen=True)
class Wording:
    """The text and the pool lines it was made from, in order."""

    text: str
    lines: tuple[str, ...]


def word(cast: Cast, attempt: Attempt, decision: Decision) -> Wording:
    """The customer's words for a decision. A line of this call is not used again as long as
    there are others, nor one that begins as what was said just before it."""
    said = [line for e in attempt.customer for line in e.said]
    just_said = attempt.customer[-1:]
    again = any(p.beat is Beat.AGAIN for p in decision.parts)
    pieces: list[str] = []
    lines: list[str] = []
    for position, part in enumerate(decision.parts):
        recent = [*(line for e in just_said for line in e.said), *lines]
        pools = Piece(cast, attempt, part, decision.mood, again).pools(recent)
        if part.beat is Beat.OWN_DATA and len(decision.parts) > 1:
            pools = [sorted(pools[0], key=len)[:1]]  # beside something else they are given in a word
        dice = random.Random(f"{attempt.started.seed}:{attempt.turns}:{position}:{part.beat}")
        line = dice.choice(least_worn(pools, [*said, *lines], [*pieces, *(e.text for e in just_said)]))
        lines.append(line)
        pieces.append(_as_said(line, part, attempt, said))
    text = _joined(pieces, cast.scenario.channel)
    name = address(attempt, cast.scenario.channel, decision.parts[0].beat, text, cast.scenario.card.name)
    return Wording(name + text, tuple(lines))


def _joined(pieces: Sequence[str], channel: Channel) -> str:
    """Spoken sentences run on; written ones stand on lines of their own, in a chat without 「。」."""
    if channel is Channel.CHAT:
        return "\n".join(pieces)
    gap = "\n" if channel is Channel.EMAIL else ""
    return gap.join(p if p.endswith(tuple(_ENDS)) else p + "。" for p in pieces)


def customer_said(cast: Cast, attempt: Attempt, decision: Decision) -> CustomerSaid:
    """The event of a decision in the scripted customer's words; key and time are for the caller."""
    wording = word(cast, attempt, decision)
    body = next((p for p in decision.parts if p.concern or p.fact), decision.parts[-1])
    return CustomerSaid(
        turn=attempt.turns,
        text=wording.text,
        beat=body.beat,
        beats=tuple(p.beat for p in decision.parts),
        mood=decision.mood,
        tells=decision.tells,
        raises=decision.raises,
        concern=next((p.concern for p in decision.parts if p.concern), ""),
        accepted=decision.accepted,
        said=wording.lines,
        why=decision.why,
    )


def _as_said(line: str, part: Part, attempt: Attempt, said: Collection[str]) -> str:
    """The line as it fits here: a worry without what has just been answered, a fact told again in short, a
    reaction with its value. `said`: the lines of the call so far."""
    if part.concern and attempt.operator:
        return without_answered(line, attempt.operator[-1].text)
    return _shortened(line, said) if part.fact else _filled(line, part)


def _shortened(line: str, said: Collection[str]) -> str:
    """A fact's line that was said before, for lack of others: only its first full sentence this time."""
    sentences = [s for s in line.split("。") if len(s) >= SENTENCE]
    return sentences[0] if line in said and sentences else line


def _filled(line: str, part: Part) -> str:
    return line.replace("{value}", part.value).replace("{expected}", part.value)
