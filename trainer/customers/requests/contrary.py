"""Whether an offer goes against what the caller wants: another colour than the one they speak of."""

from __future__ import annotations

from trainer.customers.words import words
from trainer.scenario import Scenario
from trainer.story import Remedy


def another_colour(sentence: str, scenario: Scenario, spoken: str) -> bool:
    """Whether the sentence names a colour, and none that the caller has to do with."""
    named = _colours(sentence)
    known = _colours(spoken + "".join(line for f in scenario.facts for line in f.say))
    return bool(named and known) and not named & known


def stand_in(scenario: Scenario) -> Remedy | None:
    """The way out of the scenario that is just that, another colour; None if there is none."""
    return next((r for r in scenario.remedies if any("色" in word for word in r.offers)), None)


def _colours(text: str) -> frozenset[str]:
    return frozenset(colour for colour in words(__file__)["colours"] if colour in text)
