"""What a case, or a call that is still going on, is compared by."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from trainer.case import Case, CaseCause, Party
from trainer.dialogue import Channel, Speaker, Transcript
from trainer.escalation import TRIGGER_LABELS, Direction, Need, Trigger
from trainer.language.normalise import normalise
from trainer.language.tokens import tokenise
from trainer.persona import PersonaKind
from trainer.scenario import Scenario
from trainer.similarity.concepts import Kind, concepts

FIRST_HAND, BESIDE = 1.0, 0.5
"""What a text weighs: what happened and what the customer says, against all that came of it."""

DOUBT = 0.5
"""How much of the doubt whether a concept is meant is left by each phrase that speaks for it."""

KINDS = {Kind.SITUATION: 1.0, Kind.DEMAND: 0.35, Kind.FEELING: 0.25, Kind.OBJECT: 0.25}
"""How much concepts of a kind count: what went wrong decides, what it was about colours it."""

GROUP = 0.3
"""How much it counts to be near (a group in common), against the very same situation."""

SHORTEST = 0.5
"""Weights that together are shorter than this are not stretched to length 1."""

Weighted = tuple[str, float]


class Facets(NamedTuple):
    """What is said by a choice, not by words; None and "" where it is not known (yet)."""

    industry: str = ""
    persona: PersonaKind | None = None
    cause: CaseCause | None = None
    channel: Channel | None = None
    need: Need | None = None
    direction: Direction | None = None
    to: str = ""


@dataclass(frozen=True)
class Features:
    """`concepts`: by id how surely they are meant, above 0 to 1; `triggers`: why such a call is handed
    over; `text`: everything, for the comparison of words."""

    facets: Facets
    concepts: Mapping[str, float]
    triggers: frozenset[Trigger]
    text: str = field(repr=False)

    @cached_property
    def lemmas(self) -> Counter[str]:
        """Content words. Worked out on first use: few of all candidates come that far."""
        return Counter(token.norm for token in tokenise(normalise(self.text).text) if token.content)

    @cached_property
    def vector(self) -> Mapping[str, float]:
        """Concepts and their groups by weight, of length 1 at most: the product of two is their likeness.
        With little to go by it stays short: one thing in common must not look like the same story."""
        weights: dict[str, float] = {}
        for concept, sure in self.concepts.items():
            entry = concepts().entries[concept]
            weights[concept] = KINDS[entry.kind] * sure
            if entry.group:
                group = f"group {entry.group}"
                weights[group] = max(GROUP * sure, weights.get(group, 0.0))
        length = max(SHORTEST, math.hypot(*weights.values()))
        return {name: weight / length for name, weight in weights.items()}


def features(case: Case) -> Features:
    told = case.escalation
    facets = Facets(
        industry=case.industry,
        persona=case.persona,
        cause=None if case.cause is CaseCause.UNKNOWN else case.cause,
        channel=case.channel,
        need=told.need,
        direction=told.direction,
        to=told.to,
    )
    return _features(facets, list(_told(case)), _tagged(case.tags))


def features_of_call(scenario: Scenario, transcript: Transcript) -> Features:
    """A call by what has been said in it so far. Of the scenario only what the desk shows is looked
    at: industry, customer type, channel, and in the second seat the call that was overheard."""
    facets = Facets(industry=scenario.industry, persona=scenario.persona, channel=scenario.channel)
    said = [
        (u.text, FIRST_HAND if u.speaker is Speaker.CUSTOMER else BESIDE)
        for u in (*scenario.overheard, *transcript)
    ]
    return _features(facets, said, frozenset())


def _features(facets: Facets, texts: Sequence[Weighted], triggers: frozenset[Trigger]) -> Features:
    found = concepts().find(text for text, _ in texts)
    sure = {
        concept: 1.0 - DOUBT ** sum(max(texts[i][1] for i in places) for places in evidence)
        for concept, evidence in found.items()
    }
    named = (concepts().entries[concept].trigger for concept in sure)
    return Features(
        facets=facets,
        concepts=sure,
        triggers=triggers | {trigger for trigger in named if trigger},
        text="\n".join(text for text, _ in texts),
    )


def _told(case: Case) -> Iterable[Weighted]:
    for text in (case.title, case.situation, *case.tags):
        yield text, FIRST_HAND
    for moment in case.timeline:
        yield moment.text, FIRST_HAND if moment.who is Party.CUSTOMER else BESIDE
    for phrase in case.phrases:
        yield phrase.text, BESIDE
    for text in (case.escalation.when, case.outcome, case.follow_up, case.lesson):
        yield text, BESIDE


def _tagged(tags: Sequence[str]) -> frozenset[Trigger]:
    """Triggers that stand among the tags, as cases made from attempts have them."""
    return frozenset(trigger for trigger, name in TRIGGER_LABELS.items() if name in tags)
