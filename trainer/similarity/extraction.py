"""What a case, or a call that is still going on, is compared by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from trainer.case import Case, CaseCause, Party
from trainer.dialogue import Channel, Speaker, Transcript
from trainer.escalation import TRIGGER_LABELS, Direction, Need, Trigger
from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import tokenise
from trainer.persona import PersonaKind
from trainer.scenario import Scenario
from trainer.similarity.concepts import Kind, concepts
from trainer.similarity.meaning import meanings
from trainer.similarity.vectors import Rows, row

FIRST_HAND, BESIDE = 1.0, 0.5
"""What a text weighs: what happened and what the customer says, against all that came of it."""

DOUBT = 0.5
"""How much of the doubt whether a concept is meant is left by each phrase that speaks for it."""

_MASKED = re.compile("【[^【】]*】")

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


@dataclass(frozen=True, eq=False)
class Features:
    """`concepts`: by id how surely they are meant, above 0 to 1; `triggers`: why such a call is handed
    over; `rows`: both, the facets, and where the words point, as vectors; `probes`: words to look for cases
    like it with, those of one probe all together, the most telling first; `text`: everything but what masking
    put in."""

    facets: Facets
    concepts: Mapping[str, float]
    triggers: frozenset[Trigger]
    rows: Rows = field(repr=False)
    probes: tuple[tuple[str, ...], ...] = field(repr=False)
    text: str = field(repr=False)

    @cached_property
    def lemmas(self) -> Counter[str]:
        """Content words. Worked out anew on first use: few of all candidates come that far, and kept of
        all they would take more room than everything else."""
        return _lemmas(self.text)


def features(case: Case) -> Features:
    """What a case is compared by."""
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


def _features(facets: Facets, told: Sequence[Weighted], triggers: frozenset[Trigger]) -> Features:
    texts = [(_MASKED.sub(" ", text), weight) for text, weight in told]
    found = concepts().find(text for text, _ in texts)
    sure = {
        concept: 1.0 - DOUBT ** sum(max(texts[i][1] for i in places) for places in evidence)
        for concept, evidence in found.concepts.items()
    }
    text = "\n".join(text for text, _ in texts)
    named = (concepts().entries[concept].trigger for concept in sure)
    triggers |= {trigger for trigger in named if trigger}
    return Features(
        facets=facets,
        concepts=sure,
        triggers=triggers,
        rows=row(sure, facets, triggers, meanings().of_text(_lemmas(text))),
        probes=_probes(sure, found.words),
        text=text,
    )


def _lemmas(text: str) -> Counter[str]:
    return Counter(token.norm for token in tokenise(normalise(text).text) if token.content)


def _probes(sure: Mapping[str, float], words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The phrases of the situations by turns, so that none takes the place of the others; every second
    probe is a word that stands in the text itself."""
    surest = sorted(sure, key=lambda concept: -sure[concept])
    entries = [e for c in surest if (e := concepts().entries[c]).kind is Kind.SITUATION]
    phrases = (p for turn in zip_longest(*(e.phrases for e in entries)) for p in turn if p)
    own = ((word,) for word in words if len(word) > 1)
    return tuple(p for pair in zip_longest(phrases, own) for p in pair if p)


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
