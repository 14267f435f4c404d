"""What the customer may and must say in one turn, whoever words it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from trainer.attempt import Attempt, CustomerSaid
from trainer.beat import Beat
from trainer.desk import OWN_DATA
from trainer.dialogue import Channel, Speaker
from trainer.language.text.normalise import normalise
from trainer.language.text.values import Value, values
from trainer.mood import Band
from trainer.scenario import Cast, Scenario
from trainer.story import Fact

LONGEST = {Channel.PHONE: 110, Channel.CHAT: 110, Channel.EMAIL: 700}
"""Characters; a scripted line that is longer itself may be exceeded by a third."""
_LETTER = 300
"""Characters that any mail may have; beyond that it may be four times as long as the scripted one."""

_MARKS = re.compile(r"[\s、。,.!?…「」『』\"'()〜~ー―—-]+")


def bare(text: str) -> str:
    """NFKC in small letters, without blanks and punctuation: how wordings are compared."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


@dataclass(frozen=True)
class Withheld:
    """A fact that may not be told yet: its own wordings and its gist."""

    sayings: tuple[str, ...]
    gist: tuple[str, ...]


@dataclass(frozen=True)
class Bounds:
    """`draft` is the scripted wording of the same decision; `family` the customer's family name; `open` all
    that has been said or may be said now, `own` what the card and the title of the call say of the customer;
    `due` per thing that is told now the words (bare) one of which is enough to tell it; `previous` the
    customer's earlier utterances; `asked` the operator's last words."""

    draft: CustomerSaid
    channel: Channel
    band: Band
    family: str
    open: tuple[str, ...]
    own: tuple[str, ...]
    withheld: tuple[Withheld, ...]
    due: tuple[tuple[str, ...], ...]
    previous: tuple[str, ...]
    asked: str

    @classmethod
    def of(cls, cast: Cast, attempt: Attempt, draft: CustomerSaid) -> Bounds:
        """The bounds of the answer `draft` to an attempt that awaits it."""
        scenario, card = cast.scenario, cast.scenario.card
        open_now = attempt.told | set(draft.tells)
        told = [f for f in scenario.facts if f.id in open_now]
        own = (card.name, card.reading, scenario.company, scenario.title, card.contract, card.since)
        spoken = tuple(u.text for u in (*scenario.overheard, *attempt.transcript))
        heard = bare("\n".join(spoken))
        now = [f for f in told if f.id not in attempt.told or set(f.say) & set(draft.said)]
        due = [_telling(f.gist, bare(draft.text), heard if f.id not in attempt.told else "") for f in now]
        if Beat.OWN_DATA in (draft.beats or (draft.beat,)):
            data = (getattr(card, field) for field in OWN_DATA)
            due.append(_of(draft.text, (*card.name.split(), card.contract, *data)))
        order = list(Band)
        return cls(
            draft=draft,
            channel=scenario.channel,
            band=min(draft.mood.band, attempt.started.ceiling, key=order.index),
            family=card.name.split(" ")[0],
            open=(draft.text, *spoken, *_worded_otherwise(scenario, draft), *_wordings(told)),
            own=own,
            withheld=tuple(
                Withheld(f.say, f.gist)
                for f in scenario.facts
                if f.id not in open_now and f.needs != "aside"  # no secrets, and of everyday words
            ),
            due=tuple(filter(None, due)),
            previous=tuple(u.text for u in attempt.transcript if u.speaker is Speaker.CUSTOMER),
            asked=attempt.operator[-1].text if attempt.operator else "",
        )

    @property
    def beats(self) -> tuple[Beat, ...]:
        return self.draft.beats or (self.draft.beat,)

    @cached_property
    def longest(self) -> int:
        """Characters."""
        drafted, most = len(self.draft.text), LONGEST[self.channel]
        return max(min(most, max(_LETTER, drafted * 4)), drafted * 4 // 3)

    @cached_property
    def open_bare(self) -> str:
        return "\n".join(bare(text) for text in self.open)

    @cached_property
    def known_bare(self) -> str:
        """Nothing of this is invented; that it may be told is another question."""
        return "\n".join((self.open_bare, *(bare(text) for text in self.own)))

    @cached_property
    def known_values(self) -> tuple[Value, ...]:
        return tuple({v for text in (*self.open, *self.own) for v in values(normalise(text).text)})

    @cached_property
    def thrown_back(self) -> str:
        """What a customer may repeat though it is not theirs to say."""
        return bare(self.asked) + bare(self.draft.text)


def _wordings(told: Iterable[Fact]) -> Iterator[str]:
    for fact in told:
        yield from (*fact.say, *fact.gist)


def _worded_otherwise(scenario: Scenario, draft: CustomerSaid) -> Iterator[str]:
    """The scenario's other wordings of the remedies and concerns that the draft speaks of."""
    pools = [c.say for c in scenario.concerns]
    pools += [lines for r in scenario.remedies for lines in (r.accept, r.haggle, r.refuse) if lines]
    for lines in pools:
        if set(lines) & set(draft.said):
            yield from lines


def _telling(gist: Iterable[str], draft: str, heard: str) -> tuple[str, ...]:
    """Words (bare) one of which tells a fact as the draft does: those that nobody has said yet, if the draft
    uses any of them; () if it uses none of the gist at all."""
    every = tuple(map(bare, gist))
    fresh = tuple(word for word in every if word not in heard)
    due = fresh if any(word in draft for word in fresh) else every
    return due if any(word in draft for word in due) else ()


def _of(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Those of the words that the text uses, bare."""
    looked_at = bare(text)
    return tuple(w for w in map(bare, words) if w and w in looked_at)
