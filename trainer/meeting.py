"""Words for the study meeting (勉強会): cases read step by step, and what everybody would have said."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from pydantic import ConfigDict, Field

from trainer.case import Case, Moment, Party
from trainer.dialogue import Frozen
from trainer.lengths import KEPT

MAX_WORDS = 1_000
"""Longest answer that is handed in, in characters; while it is written it may be longer."""

WHAT_TO_SAY = "ここで、あなたなら何と言いますか。"
"""Asked of a case whose writer put no question."""


class Choice(StrEnum):
    """Would you hand over here?"""

    CARRY_ON = "carry_on"
    SUPERIOR = "superior"
    SPECIALIST = "specialist"
    END = "end"


CHOICE_LABELS = {
    Choice.CARRY_ON: "続ける",
    Choice.SUPERIOR: "上席へ",
    Choice.SPECIALIST: "専門部署へ",
    Choice.END: "終える",
}


class Stage(StrEnum):
    """What is done at a stop, in this order; then the case is summed up once."""

    ASKED = "asked"  # everybody writes
    COMPARED = "compared"  # answers are closed and shown
    HAPPENED = "happened"  # what was really done
    SUMMED_UP = "summed_up"


STAGE_LABELS = {
    Stage.ASKED: "書く",
    Stage.COMPARED: "見比べる",
    Stage.HAPPENED: "実際の対応",
    Stage.SUMMED_UP: "まとめ",
}


class Place(NamedTuple):
    """A stop (分かれ目) of a meeting: the case's place in the meeting, the moment's in its timeline."""

    item: int
    stop: int


class Scene(NamedTuple):
    """One screen of a meeting. `stop`: the moment after which is asked, None when summing up."""

    item: int
    stage: Stage
    stop: int | None = None

    @property
    def place(self) -> Place | None:
        return None if self.stop is None else Place(self.item, self.stop)


class Item(Frozen):
    """A case of a meeting: the version that was opened, and its stops, so that nobody who mends the case
    meanwhile moves the meeting."""

    case: str
    version: int
    stops: tuple[int, ...] = ()


class Meeting(Frozen):
    """`id` is the code by which one joins; `place` counts the scenes from 0; `alone`: self-study, which
    nobody joins. Times in seconds since the epoch, UTC; `ended_at` 0.0 while it goes on."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: str
    title: str = Field(max_length=120)
    facilitator: str
    facilitator_name: str
    alone: bool = False
    items: tuple[Item, ...] = Field(min_length=1)
    place: int = Field(default=0, ge=0)
    created_at: float = 0.0
    ended_at: float = 0.0

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """Every screen of the meeting in order."""
        return tuple(
            scene
            for number, item in enumerate(self.items)
            for scene in (
                *(
                    Scene(number, stage, stop)
                    for stop in item.stops
                    for stage in (Stage.ASKED, Stage.COMPARED, Stage.HAPPENED)
                ),
                Scene(number, Stage.SUMMED_UP),
            )
        )

    @property
    def scene(self) -> Scene:
        return self.scenes[min(self.place, len(self.scenes) - 1)]

    def shown(self, place: Place) -> bool:
        """Whether the answers at this stop have been closed."""
        return self.scenes.index(Scene(place.item, Stage.ASKED, place.stop)) < self.place

    def asking(self, place: Place) -> bool:
        """Whether this stop can be answered now."""
        return not self.ended_at and self.scene == Scene(place.item, Stage.ASKED, place.stop)


class Answer(Frozen):
    """What one person would have said and done at one stop. `sent`: handed in, not only being written;
    `named`: their name may be shown. `id` is random, so that its order tells nothing."""

    id: str
    meeting: str
    item: int
    stop: int
    person: str
    name: str
    choice: Choice | None = None
    words: str = Field(default="", max_length=KEPT)
    named: bool = False
    sent: bool = False
    at: float = 0.0


class Shown(NamedTuple):
    """An answer as the others see it: `name` "" unless its writer wants it shown."""

    choice: Choice
    words: str
    name: str
    own: bool


class Pulse(NamedTuple):
    """What changes while people look at a scene."""

    place: int
    ended: bool
    answered: int
    present: int


class SharedCall(NamedTuple):
    """A call whose trainee lets it be read beside the case it was practised from."""

    attempt: str
    person: str
    name: str
    named: bool
    total: float


class Practised(NamedTuple):
    """How a scenario was practised: finished and scored calls, the best of all totals (None: no call)."""

    calls: int
    best: float | None


def stops_of(case: Case) -> tuple[int, ...]:
    """The moments after which a meeting is asked; where the writer put no question, after the
    customer's first words that somebody answered."""
    asked = tuple(i for i, moment in enumerate(case.timeline) if moment.decision)
    return asked or _first_words(case.timeline)


def _first_words(timeline: Sequence[Moment]) -> tuple[int, ...]:
    spoken = [i for i, moment in enumerate(timeline[:-1]) if moment.who is Party.CUSTOMER]
    return tuple(spoken[:1])


def question_at(case: Case, stop: int) -> str:
    """What is asked at a stop: the writer's question, or the usual one."""
    return case.timeline[stop].decision or WHAT_TO_SAY
