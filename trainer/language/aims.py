"""Which facts of the scenario a question aims at: by what it asks for and by the words it shares.

Topics (`topics.py`) say what is asked for in any scenario, `asked_by` and the words of a fact what
is peculiar to this one. Neither is enough alone: 「お車で」 may be asked where nobody drives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from trainer.language.matching import content_keys, find
from trainer.language.parsing import Parsed, parse, plain
from trainer.language.terms import DIRECT, all_compiled, is_content
from trainer.language.topics import Topic, akin, read_topics
from trainer.story import Fact

Range = tuple[int, int]
"""Words [first, last)."""

MOST_FACTS = 3
_LISTING = frozenset({"と", "や", "とか", "か"})
_ENOUGH = 1.0  # least weight for a fact to be aimed at
_SURELY = 1.5  # the same where the caller's own data are asked for
_BESIDE = 0.85  # a further fact needs this share of the best one's weight
_AKIN = 0.5  # a topic that is answered by much the same
_UNNAMED = 0.6  # of a topic that is asked of something the fact does not name
_LATER = 0.05  # each further topic of a fact is a little less its own
_TOPIC, _ASKED, _WORDS = 1.02, 0.45, 1.25
_BOTH = 0.48  # a shared topic and shared words say partly the same
_APART = 0.34  # what a topic takes away from facts that do not have it
_GIST, _SAY = 0.7, 0.5  # what the words of the fact itself count beside those of asked_by


@dataclass(frozen=True)
class Profile:
    """What a question for the fact would be like. `words`: key → how much it is the fact's own;
    `text`: all of these words as they are written."""

    topics: Mapping[str, float]
    words: Mapping[str, float]
    text: str

    def answers(self, topic: Topic) -> float:
        """How much the fact is what is asked for: 「ブザーは」 hardly, if it does not speak of one."""
        fits = self.topics.get(topic.id, 0.0)
        return fits if not topic.thing or topic.thing in self.text else fits * _UNNAMED


def aimed(
    parsed: Parsed,
    places: Sequence[Range],
    topics: Sequence[Topic],
    facts: tuple[Fact, ...],
    own: bool = False,
) -> tuple[str, ...]:
    """Ids of the facts that the words in `places` ask for, the surest first; at most MOST_FACTS.
    `own`: the caller's own data are asked for as well, so that a fact has to be surely meant."""
    if not facts:
        return ()
    weights = {i: w.total for i, w in weighed(parsed, places, topics, facts).items()}
    best = max(weights.values())
    least = _SURELY if own else _ENOUGH
    if best < least:
        return ()
    near = [i for i, w in weights.items() if w >= max(least, best * _BESIDE)]
    near.sort(key=lambda i: -weights[i])
    listed = [fact for t in topics if _listed(parsed, t) for fact in _only(parsed, places, t, facts, least)]
    return tuple(dict.fromkeys([*near[:1], *listed, *near]))[:MOST_FACTS]


def _listed(parsed: Parsed, topic: Topic) -> bool:
    """Whether the topic is one of several asked for: 「金額と時刻を」, 「どのようなご用途か、期限と…」."""
    after = topic.last
    while after < len(parsed.words) and parsed.words[after].pos.startswith(("接尾辞", "名詞")):
        after += 1
    return after < len(parsed.words) - 1 and parsed.words[after].surface in _LISTING


def _only(
    parsed: Parsed, places: Sequence[Range], topic: Topic, facts: tuple[Fact, ...], least: float
) -> list[str]:
    """The fact that is meant if nothing but this topic is asked for."""
    weights = {i: w for i, w in weighed(parsed, places, (topic,), facts).items() if w.topic}
    best = max(weights, key=lambda i: weights[i].total, default=None)
    return [best] if best is not None and weights[best].total >= least else []


@dataclass(frozen=True)
class Weight:
    """Why a fact is aimed at, each part about 0–1. `apart`: how surely something else is asked for.

    The shares were fitted (logistic regression over questions/qa.jsonl) and rounded."""

    topic: float
    asked: float
    words: float
    apart: float

    @property
    def total(self) -> float:
        fits = _TOPIC * self.topic + _ASKED * self.asked + _WORDS * self.words
        return fits - _BOTH * self.topic * self.words - _APART * self.apart


def weighed(
    parsed: Parsed, places: Sequence[Range], topics: Sequence[Topic], facts: tuple[Fact, ...]
) -> dict[str, Weight]:
    profiles, rarity = _profiles(facts)
    said = _said(parsed, places)
    surest = max((t.weight for t in topics), default=0.0)
    found = {}
    for fact, profile in zip(facts, profiles, strict=True):
        topic = max((t.weight * profile.answers(t) for t in topics), default=0.0)
        words = sum(profile.words[k] * rarity[k] for k in said if k in profile.words)
        apart = 0.0 if topic else surest
        found[fact.id] = Weight(topic, _asked(fact, parsed, places), words, apart)
    return found


def _said(parsed: Parsed, places: Sequence[Range]) -> set[str]:
    words = [parsed.words[i] for first, last in places for i in range(first, last)]
    return {w.norm.removeprefix("御") for w in words if is_content(w)}


def _asked(fact: Fact, parsed: Parsed, places: Sequence[Range]) -> float:
    hits = [
        hit.weight + (0.1 if hit.weight == DIRECT and len(term.text) > 2 else 0.0)
        for term in all_compiled(fact.asked_by)
        for first, last in places
        if (hit := find(term, parsed, first, last))
    ]
    hits.sort(reverse=True)
    return sum(hits[:1]) + sum(hits[1:4]) / 4


@lru_cache(maxsize=128)
def _profiles(facts: tuple[Fact, ...]) -> tuple[tuple[Profile, ...], Mapping[str, float]]:
    """The facts' profiles, and how telling each word is: 1 if only one fact has it, less the more do."""
    profiles = tuple(
        Profile(_topics(fact), _words(fact), plain("。".join((*fact.say, *fact.gist, *fact.asked_by))))
        for fact in facts
    )
    count: dict[str, int] = {}
    for profile in profiles:
        for word in profile.words:
            count[word] = count.get(word, 0) + 1
    return profiles, {w: 1 - log(n) / log(max(len(facts), 2) + 1) for w, n in count.items()}


def _topics(fact: Fact) -> dict[str, float]:
    """Topic → how much a question for it is a question for the fact."""
    own = fact.topics or tuple(dict.fromkeys(_implied(fact.asked_by)))
    later = _LATER if fact.topics else 0.0
    found = {topic: 1.0 - later * i for i, topic in enumerate(own)}
    for topic in own:
        for other in akin().get(topic, ()):
            found.setdefault(other, _AKIN)
    return found


def _implied(asked_by: tuple[str, ...]) -> Iterator[str]:
    """Topics of a fact for which none are given: what its words of asking ask for."""
    for text in asked_by:
        for asking in (text, f"ご{text}は"):
            parsed = parse(asking)
            topics = read_topics(parsed, 0, len(parsed.words))
            yield from (t.id for t in topics if t.weight >= 0.9 * topics[0].weight)


def _words(fact: Fact) -> dict[str, float]:
    found: dict[str, float] = {}
    for lines, weight in ((fact.say, _SAY), (fact.gist, _GIST), (fact.asked_by, 1.0)):
        for line in lines:
            for key in content_keys(line):
                found[key] = max(weight, found.get(key, 0.0))
    return found
