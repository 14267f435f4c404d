"""Entries of the lexicon: what a supervisor writes to have a wording recognised."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from trainer.dialogue import DialogueAct, Frozen, Signal, WhyPart
from trainer.language.lexicon.patterns import Phrase, WordIs, find_words, phrase
from trainer.language.text.parsing import Parsed


class Examples(Frozen):
    """Sentences in which the entry must be found (`bad` for faults, else `hit`), and in which not."""

    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[str, ...]:
        return self.hit + self.bad

    @property
    def clean(self) -> tuple[str, ...]:
        return self.miss + self.fine


class Entry(Frozen):
    """`say`: phrases, 〜 is a gap of a few letters, ^ and $ are the ends of a clause; `words`:
    conditions on words in a row; `unless`: phrases of the same clause that cancel a hit;
    `exact`: the letters only, not whatever sounds the same."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    say: tuple[str, ...] = ()
    words: tuple[WordIs, ...] = ()
    unless: tuple[str, ...] = ()
    exact: bool = False
    examples: Examples = Examples()

    @model_validator(mode="after")
    def _something_to_find(self) -> Entry:
        if not self.say and not self.words:
            raise ValueError("say か words が要ります")
        for text in (*self.say, *self.unless):
            phrase(text)
        return self

    @cached_property
    def anchors(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return tuple(anchor for want in self.words for anchor in want.anchors)

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset(self.say)

    @cached_property
    def _against(self) -> tuple[Phrase, ...]:
        return tuple(map(phrase, self.unless))

    def find(self, parsed: Parsed, among: frozenset[str] | None = None) -> list[tuple[int, int]]:
        """Spans in the normal form, in order, not overlapping. `among`: the phrases worth trying."""
        say = self.say if among is None else among & self._said
        spans = [s for text in say for s in phrase(text).find(parsed, not self.exact)]
        if self.words and not any(getattr(parsed, name).isdisjoint(words) for name, words in self.anchors):
            spans += find_words(self.words, parsed)
        if spans and self.unless:
            cancelled = [s for one in self._against for s in one.find(parsed)]
            homes = {parsed.clause_at(start) for start, _ in cancelled}
            spans = [s for s in spans if parsed.clause_at(s[0]) not in homes]
        return merged(spans)


class CourtesyEntry(Entry):
    """A fault of wording. `severity` 1 advice, 2 fault."""

    category: str
    severity: Literal[1, 2]
    better: str
    source: str = ""


class SignalEntry(Entry):
    """`acts`: counts only inside one of these acts."""

    signal: Signal
    acts: tuple[DialogueAct, ...] = ()


class WhyEntry(Entry):
    part: WhyPart


class MoveEntry(Entry):
    """Phrases by which a move is recognised (waiting, consent, offer …); used by name."""


class OwnDataEntry(Entry):
    """How one asks for a field of the customer card."""

    field: Literal["name", "reading", "phone", "email", "address", "birthday", "number"]


class SynonymEntry(Frozen):
    """Words that stand for one another. `ask`: in questions only; `wh`: they are ways of asking
    (when, how much), not topics; `wide`: too general to aim at a
    fact unless the scenario names the very word."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    words: tuple[str, ...] = Field(min_length=2)
    ask: bool = False
    wh: bool = False
    wide: tuple[str, ...] = ()


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; of overlapping ones the longest stays."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if kept and start < kept[-1][1]:
            if end - start > kept[-1][1] - kept[-1][0]:
                kept[-1] = (start, end)
        else:
            kept.append((start, end))
    return kept
