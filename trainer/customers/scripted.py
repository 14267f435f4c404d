"""Words a decision with the lines of the scenario and the voice: no network, no model."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.attempt import Attempt, CustomerSaid
from trainer.beat import Beat
from trainer.customers.addressing import address
from trainer.customers.choosing import fitting, freshest, true_now
from trainer.customers.director import Decision
from trainer.customers.parts import Part
from trainer.dialogue import Channel
from trainer.mood import Band, Mood
from trainer.scenario import Cast
from trainer.wording import Pools

NEAR = 8.0
"""Points of anger from the next band within which its wordings fit as well."""

SENTENCE = 6
"""Characters from which a part of a line says something by itself."""

_ENDS = "。!?！？…」"
_REMEDY_LINES = {Beat.OFFER_ACCEPT: "accept", Beat.OFFER_HAGGLE: "haggle", Beat.OFFER_REFUSE: "refuse"}


@dataclass(frozen=True)
class Wording:
    """The text and the pool lines it was made from, in order."""

    text: str
    lines: tuple[str, ...]


def word(cast: Cast, attempt: Attempt, decision: Decision) -> Wording:
    """The customer's words for a decision. A line of this call is not used again as long as
    there are others, nor one that begins as what was said just before it."""
    used = {line for e in attempt.customer for line in e.said}
    bands = _bands(decision, attempt)
    beats = {p.beat for p in decision.parts}
    pieces: list[str] = []
    lines: list[str] = []
    for position, part in enumerate(decision.parts):
        taken = {*used, *lines}
        pool = _pool(cast, attempt, part, bands, taken)
        if not (part.fact or part.concern):
            pool = fitting(pool, part, cast, attempt, again=Beat.AGAIN in beats)
        if position and part.beat is decision.parts[position - 1].beat is Beat.OWN_DATA:
            pool = sorted(pool, key=len)[:1]  # the next of several is given without more words
        dice = random.Random(f"{attempt.started.seed}:{attempt.turns}:{position}:{part.beat}")
        before = [*pieces, *(e.text for e in attempt.customer[-1:])]
        line = dice.choice(freshest(pool, taken, before))
        lines.append(line)
        pieces.append(_shortened(line, used) if part.fact else _filled(line, part))
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


def _bands(decision: Decision, attempt: Attempt) -> tuple[Band, ...]:
    """The band of wording, and its neighbour when the anger is close to it: nobody's tone changes
    between one point of anger and the next. Never harsher than the person wants to hear."""
    order = list(Band)
    around = (decision.mood.anger, decision.mood.anger - NEAR, decision.mood.anger + NEAR)
    bands = (Mood(anger=min(100.0, max(0.0, a)), before=0).band for a in around)
    return tuple(dict.fromkeys(min(b, attempt.started.ceiling, key=order.index) for b in bands))


def _pool(cast: Cast, attempt: Attempt, part: Part, bands: Sequence[Band], used: set[str]) -> Sequence[str]:
    """The wordings to pick from: the scenario's own before the voice's, if fresh and true."""
    scenario = cast.scenario
    if part.beat is Beat.OPEN:
        return scenario.opening.say
    if part.concern:
        return next(c for c in scenario.concerns if c.id == part.concern).say
    if part.fact:
        return scenario.fact(part.fact).say
    own = getattr(scenario.remedy(part.remedy), _REMEDY_LINES[part.beat]) if part.remedy else ()
    own = own or _lines(scenario.lines, part.beat, bands)
    fresh = true_now([line for line in own if line not in used], part, cast, attempt)
    return fresh or _voiced(cast, attempt, part, bands) or own


def _voiced(cast: Cast, attempt: Attempt, part: Part, bands: Sequence[Band]) -> Sequence[str]:
    """The voice's wordings; where none of these bands is true now, those of calmer ones."""
    order = list(Band)
    calmer = order[: max(order.index(b) for b in bands)]
    lines = _lines(cast.voice.lines, part.beat, bands)
    milder = _lines(cast.voice.lines, part.beat, calmer)
    return lines if true_now(lines, part, cast, attempt) else milder or lines


def _lines(pools: Pools, beat: Beat, bands: Sequence[Band]) -> tuple[str, ...]:
    found = pools.get(beat, {})
    return tuple(dict.fromkeys(line for band in bands for line in found.get(band, ())))


def _shortened(line: str, used: set[str]) -> str:
    """A fact's line that was said before, for lack of others: only its first sentence this time."""
    sentences = [s for s in line.split("。") if len(s) >= SENTENCE]
    return sentences[0] if line in used and sentences else line


def _filled(line: str, part: Part) -> str:
    return line.replace("{value}", part.value).replace("{expected}", part.value)
