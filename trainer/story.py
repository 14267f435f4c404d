"""Words for what the customer brings along: what happened, what troubles them, what would help."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from trainer.dialogue import Frozen
from trainer.escalation import Trigger
from trainer.wording import Id, Lines, Terms


class Hidden(Frozen):
    """Shown only after the call."""

    cause: Literal["company", "customer", "third_party", "unknown"]
    wish: str
    sore_point: str


class Opening(Frozen):
    say: Lines
    tells: tuple[str, ...] = ()
    raises: tuple[Trigger, ...] = ()


class Fact(Frozen):
    """One thing the caller knows.

    `gist` are the words by which a paraphrase shows that it was understood; `asked_by` the words
    of a question that aims at it, peculiar to this scenario; `questions` examples of whole questions
    or requests that it answers; `topics` what such a question asks for in any scenario (ids of
    language/lexicon/topics.yaml). Without `needs` the caller tells it unasked when it
    is its turn; `asked`: only when asked; `heard`: when asked, or unasked once they felt heard;
    `aside`: when asked, a small thing that hints and results do not count.
    """

    id: Id
    say: Lines
    gist: Terms = ()
    asked_by: Terms = ()
    questions: Terms = ()
    topics: tuple[Id, ...] = ()
    needs: Literal["asked", "heard", "aside"] | None = None
    raises: tuple[Trigger, ...] = ()

    @property
    def hidden(self) -> bool:
        """Has to be earned by the trainee."""
        return self.needs in ("asked", "heard")


class When(Frozen):
    """All conditions given must hold. `turn`: at least so many operator turns have been said.
    `unless_said`: the operator has used none of these words yet."""

    turn: int | None = Field(default=None, ge=1)
    anger_above: float | None = None
    anger_below: float | None = None
    told: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()
    unsolved: bool = False
    unless_said: Terms = ()


class Concern(Frozen):
    """What still troubles the caller, in their own words; said once, unasked, in the order given.

    `interrupts`: comes before answers and reactions as soon as its conditions hold."""

    id: Id
    say: Lines
    tells: tuple[str, ...] = ()
    raises: tuple[Trigger, ...] = ()
    when: When = When()
    interrupts: bool = False


class Remedy(Frozen):
    """A way out. The caller accepts at or below `accept_below` points of anger (and once the
    facts in `after` are told), haggles or refuses above. `settles`: the matter is then settled.
    `ends`: facts and concerns that are over once it is accepted, and not told as if they went on."""

    id: Id
    title: str
    offers: Terms = Field(min_length=1)
    accept_below: float = Field(default=60, ge=0, le=100)
    after: tuple[str, ...] = ()
    authority: Literal["first", "second", "client"] = "first"
    settles: bool = True
    ends: tuple[Id, ...] = ()
    accept: Lines | None = None
    haggle: Lines | None = None
    refuse: Lines | None = None
