"""耳で当てる: ten seconds of a caller; which customer type is it, and what is the sore point?"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from trainer.dialogue import Channel, Frozen
from trainer.mood import Band
from trainer.persona import PersonaKind
from trainer.scenario import Cast, Scenario
from trainer.sounding.voices import first_band, softened
from trainer.speech import SpeechStyle
from trainer.voice import style_of

LEAST, MOST = 52, 80
"""Characters that take about ten seconds at the engine's own speed."""
CHOICES = 4


class EarItem(Frozen):
    """One question: `text` is heard in `style`; `sore_points` to choose from, the right one among them;
    `why` tells how the type is heard."""

    scenario: str
    text: str
    style: SpeechStyle
    persona: PersonaKind
    sore_point: str
    sore_points: tuple[str, ...]
    wish: str
    why: str


@lru_cache(maxsize=1)
def _how_it_is_heard() -> dict[str, str]:
    raw: dict[str, str] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return raw


def ear_items(casts: Iterable[Cast], seed: str, ceiling: Band = Band.ANGRY) -> tuple[EarItem, ...]:
    """One item for each caller on the telephone, in an order that the seed decides: the same seed, the same
    items. Callers who overstep the bounds are left out for people who set a ceiling."""
    callers = [
        cast
        for cast in casts
        if cast.scenario.channel is Channel.PHONE and (ceiling is Band.ANGRY or not cast.scenario.harsh)
    ]
    dice = random.Random(seed)
    dice.shuffle(callers)
    return tuple(_item(cast, [c.scenario for c in callers], dice, ceiling) for cast in callers)


def _item(cast: Cast, all_of_them: Sequence[Scenario], dice: random.Random, ceiling: Band) -> EarItem:
    scenario = cast.scenario
    right = scenario.hidden.sore_point
    others = sorted({s.hidden.sore_point for s in all_of_them if s.industry != scenario.industry} - {right})
    sore_points = [right, *dice.sample(others, min(CHOICES - 1, len(others)))]
    dice.shuffle(sore_points)
    style = style_of(cast.voice, softened(first_band(cast), ceiling))
    return EarItem(
        scenario=scenario.id,
        text=_words(scenario, dice, style.speed),
        style=style,
        persona=scenario.persona,
        sore_point=right,
        sore_points=tuple(sore_points),
        wish=scenario.hidden.wish,
        why=_how_it_is_heard()[scenario.persona],
    )


def _words(scenario: Scenario, dice: random.Random, speed: float) -> str:
    """The first words, and what troubles the caller, until it is long enough."""
    text = dice.choice(scenario.opening.say)
    for concern in scenario.concerns:
        if len(text) >= LEAST * speed:
            break
        fitting = [words for words in concern.say if len(text) + len(words) <= MOST * speed]
        text += dice.choice(fitting) if fitting else ""
    return text
