"""The wordings that a piece of a reply can be said in, from those that fit best to those that will do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from trainer.attempt import Attempt
from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.wording.wording_rules import fitting
from trainer.mood import Band, Mood
from trainer.scenario import Cast
from trainer.wording import Pools

NEAR = 8.0
"""Points of anger from the next band within which its wordings fit as well."""

_BANDS = tuple(Band)
_REMEDY_LINES = {Beat.OFFER_ACCEPT: "accept", Beat.OFFER_HAGGLE: "haggle", Beat.OFFER_REFUSE: "refuse"}


@dataclass(frozen=True)
class Piece:
    """A part of a reply at its moment; `again`: the reply says that it is the second time."""

    cast: Cast
    attempt: Attempt
    part: Part
    mood: Mood
    again: bool = False

    def pools(self, recent: Collection[str]) -> list[Sequence[str]]:
        """One line at least in all. What is not quite true of this moment comes in only where nothing is
        left but lines of `recent`, which have just been said."""
        told = self._told()
        if told:
            return [told]
        bands = self._bands()
        own, voiced = self._own(bands), self._voiced(bands)
        calmer = _BANDS[: max(map(_BANDS.index, bands))]
        fit = [self._fitting(own), self._fitting(voiced), self._in_full(voiced), self._in_full(own)]
        fit.append(self._in_full(self._voiced(calmer[-1:])))
        if all(line in recent for pool in fit for line in pool):
            fit += [self._in_full(self._voiced(calmer)), voiced, own]
        return [pool for pool in fit if pool]

    def _told(self) -> Sequence[str]:
        """What the scenario tells in its own words, whatever the mood; () for a mere reaction."""
        scenario, part = self.cast.scenario, self.part
        if part.beat is Beat.OPEN:
            return scenario.opening.say
        if part.concern:
            return next(c for c in scenario.concerns if c.id == part.concern).say
        return scenario.fact(part.fact).say if part.fact else ()

    def _bands(self) -> tuple[Band, ...]:
        """The band of wording, and its neighbour when the anger is close to it: nobody's tone changes
        between one point of anger and the next. Never harsher than the person wants to hear."""
        around = (self.mood.anger, self.mood.anger - NEAR, self.mood.anger + NEAR)
        bands = (Mood(anger=min(100.0, max(0.0, a)), before=0).band for a in around)
        ceiling = self.attempt.started.ceiling
        return tuple(dict.fromkeys(min(b, ceiling, key=_BANDS.index) for b in bands))

    def _own(self, bands: Sequence[Band]) -> Sequence[str]:
        """The scenario's own wordings, which come before the voice's."""
        scenario, part = self.cast.scenario, self.part
        own: Sequence[str] | None = None
        if part.remedy:
            own = getattr(scenario.remedy(part.remedy), _REMEDY_LINES[part.beat])
        return own or _lines(scenario.lines, part.beat, bands)

    def _voiced(self, bands: Sequence[Band]) -> Sequence[str]:
        return _lines(self.cast.voice.lines, self.part.beat, bands)

    def _fitting(self, pool: Sequence[str]) -> Sequence[str]:
        return fitting(pool, self.part, self.cast, self.attempt, again=self.again)

    def _in_full(self, pool: Sequence[str]) -> Sequence[str]:
        """The same without regard to brevity."""
        return replace(self, part=replace(self.part, brief=False))._fitting(pool)


def _lines(pools: Pools, beat: Beat, bands: Sequence[Band]) -> tuple[str, ...]:
    found = pools.get(beat, {})
    return tuple(dict.fromkeys(line for band in bands for line in found.get(band, ())))
