"""The words that a call is about."""

from __future__ import annotations

from functools import lru_cache

from trainer.customers.words import words
from trainer.language.story.matching import content_keys
from trainer.scenario import Scenario

EVERYWHERE = frozenset(words(__file__)["everywhere"])
"""Words of any question: sharing them with the matter makes no question a question about it."""


@lru_cache(maxsize=64)
def vocabulary(scenario: str) -> frozenset[str]:
    """The content words of everything the scenario tells, by their matching keys."""
    model = Scenario.model_validate_json(scenario)
    told = [line for f in model.facts for line in (*f.say, *f.gist, *f.asked_by)]
    told += [*model.opening.say, *(line for c in model.concerns for line in c.say)]
    told += [model.title, model.summary, model.brief.situation]
    told += [offer for r in model.remedies for offer in r.offers]
    return frozenset().union(*(content_keys(line) for line in told))
