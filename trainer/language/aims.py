"""Which facts of the scenario a question aims at: by what it asks for and by the words it shares.

Topics (`topics.py`) say what is asked for in any scenario, `asked_by` and the words of a fact what
is peculiar to this one. Neither is enough alone: 「お車で」 may be asked where nobody drives. The best
fact is told only if nothing speaks against it: a kind of answer it does not give (いつ, どなた) and
nouns of the question that are in none of its words (「ディスクの製造年月」 of the disk's warning).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import NamedTuple

from trainer.language.answer_kinds import NAME, kinds_given, names_asked
from trainer.language.lexicon_files import content
from trainer.language.matching import content_keys, find
from trainer.language.parsing import Parsed, parse, plain
from trainer.language.plain_wording import plainly
from trainer.language.terms import DIRECT, all_compiled, is_content
from trainer.language.topics import Topic, akin, read_topics, topic_entries
from trainer.language.word_lists import word_list
from trainer.scenario import Scenario
from trainer.story import Fact

Range = tuple[int, int]
"""Words [first, last)."""

_NAMEABLE = frozenset({"person", "thing", "number"})
_NOUNS = ("名詞-普通名詞", "名詞-固有名詞")

MOST_FACTS = 3
_LISTING = frozenset({"と", "や", "とか", "か"})
_ENOUGH = 0.8  # least weight for a fact to be aimed at
_SURE_ENOUGH = 0.85  # … when all that speaks against it is counted
_CLEARLY = 0.98  # weight from which on a topic is surely asked for
_SURELY = 1.5  # the same where the caller's own data are asked for
_BESIDE = 0.85  # a further fact needs this share of the best one's weight
_AKIN = 0.5  # a topic that is answered by much the same
_UNNAMED = 0.6  # of a topic that is asked of something the fact does not name
_LATER = 0.05  # each further topic of a fact is a little less its own
_TOPIC, _ASKED, _WORDS = 1.02, 0.45, 1.25
_BOTH = 0.48  # a shared topic and shared words say partly the same
_APART = 0.34  # what a topic takes away from facts that do not have it
_OTHER_KIND = 0.38  # what it takes from a fact that it does not give the kind of answer asked for
_DOUBT_KIND, _SAME_KIND = 0.6, 0.3  # … and from, or to, how sure it is that the fact is meant at all
_STRANGE, _STRANGER, _OF_STRANGE = 0.5, 0.3, 0.4  # the same for nouns that the fact does not know
_GIST, _SAY = 0.7, 0.5  # what the words of the fact itself count beside those of asked_by


@dataclass(frozen=True)
class Profile:
    """What a question for the fact would be like. `words`: key → how much it is the fact's own;
    `text`: all of these words as they are written; `asked_by` plainly worded; `kinds` of answer given;
    `known`: keys of these words and of their synonyms."""

    topics: Mapping[str, float]
    words: Mapping[str, float]
    text: str
    asked_by: tuple[str, ...]
    kinds: frozenset[str]
    known: frozenset[str]

    def answers(self, topic: Topic) -> float:
        """How much the fact is what is asked for: 「ブザーは」 hardly, if it does not speak of one."""
        fits = self.topics.get(topic.id, 0.0)
        return fits if not topic.thing or topic.thing in self.text else fits * _UNNAMED


def aimed(
    parsed: Parsed,
    places: Sequence[Range],
    topics: Sequence[Topic],
    scenario: Scenario,
    own: bool = False,
) -> tuple[str, ...]:
    """Ids of the facts that the words in `places` ask for, the surest first; at most MOST_FACTS.
    `own`: the caller's own data are asked for as well, so that a fact has to be surely meant."""
    if not scenario.facts:
        return ()
    found = weighed(parsed, places, topics, scenario)
    best = max(found, key=lambda i: found[i].total)
    least = _SURELY if own else _ENOUGH
    if found[best].total < least or found[best].sure < _SURE_ENOUGH:
        return ()
    weights = {i: w.total for i, w in found.items()}
    near = [i for i, w in weights.items() if w >= max(least, weights[best] * _BESIDE)]
    near.sort(key=lambda i: -weights[i])
    listed = [f for t in topics if _listed(parsed, t) for f in _only(parsed, places, t, scenario, least)]
    return tuple(dict.fromkeys([*near[:1], *listed, *near]))[:MOST_FACTS]


def _listed(parsed: Parsed, topic: Topic) -> bool:
    """Whether the topic is one of several asked for: 「金額と時刻を」, 「どのようなご用途か、期限と…」."""
    after = topic.last
    while after < len(parsed.words) and parsed.words[after].pos.startswith(("接尾辞", "名詞")):
        after += 1
    return after < len(parsed.words) - 1 and parsed.words[after].surface in _LISTING


def _only(
    parsed: Parsed, places: Sequence[Range], topic: Topic, scenario: Scenario, least: float
) -> list[str]:
    """The fact that is meant if nothing but this topic is asked for."""
    weights = {i: w for i, w in weighed(parsed, places, (topic,), scenario).items() if w.topic}
    best = max(weights, key=lambda i: weights[i].total, default=None)
    return [best] if best is not None and weights[best].total >= least else []


@dataclass(frozen=True)
class Weight:
    """Why a fact is aimed at, each part about 0–1. `apart`: how surely something else is asked for;
    `kind`: 1 if the fact gives the kind of answer asked for, -1 if not, 0 if none is; `strange`: nouns
    asked about, and `of_strange` nouns that these belong to, that the fact does not know.

    The shares were fitted (logistic regression over data/questions) and rounded."""

    topic: float
    asked: float
    words: float
    apart: float
    kind: int = 0
    strange: int = 0
    of_strange: int = 0

    @property
    def total(self) -> float:
        """By which facts are compared."""
        fits = _TOPIC * self.topic + _ASKED * self.asked + _WORDS * self.words
        other = _OTHER_KIND if self.kind < 0 else 0.0
        return fits - _BOTH * self.topic * self.words - _APART * self.apart - other

    @property
    def sure(self) -> float:
        """By which it is decided whether the best fact is told at all."""
        doubt = _STRANGE * bool(self.strange) + _STRANGER * (self.strange > 1) + _OF_STRANGE * self.of_strange
        return self.total - doubt + (_SAME_KIND if self.kind > 0 else _DOUBT_KIND * self.kind)


def weighed(
    parsed: Parsed, places: Sequence[Range], topics: Sequence[Topic], scenario: Scenario
) -> dict[str, Weight]:
    facts = scenario.facts
    profiles, rarity = _profiles(facts)
    said = _said(parsed, places)
    nouns = _nouns(parsed, places, topics, scenario)
    named = names_asked(parsed.normal.text[parsed.words[places[-1][0]].start :]) if places else False
    surest = max((t.weight for t in topics), default=0.0)
    bound = _bound(topics)
    kinds = frozenset(kind for t in topics for kind in t.kinds)
    found = {}
    for fact, profile in zip(facts, profiles, strict=True):
        if bound and profile.topics.keys().isdisjoint(bound) and not _named(profile, parsed, topics[0]):
            found[fact.id] = Weight(0.0, 0.0, 0.0, surest)
            continue
        topic = max((t.weight * profile.answers(t) for t in topics), default=0.0)
        words = sum(profile.words[k] * rarity[k] for k in said if k in profile.words)
        wanted = kinds | {NAME} if named and not _names(topics, profile) else kinds
        kind = (1 if wanted & profile.kinds else -1) if wanted else 0
        new = [n for n in nouns if n.key not in profile.known and n.surface not in profile.text]
        found[fact.id] = Weight(
            topic,
            _asked(profile, parsed, places),
            words,
            0.0 if topic else surest,
            kind,
            sum(n.head for n in new),
            sum(not n.head for n in new),
        )
    return found


def _names(topics: Sequence[Topic], profile: Profile) -> bool:
    """Whether the fact has a topic that is asked for and answered by naming somebody or something."""
    return any(t.id in profile.topics and topic_entries()[t.id].wants in _NAMEABLE for t in topics)


def _named(profile: Profile, parsed: Parsed, topic: Topic) -> bool:
    """Whether the very words that show the topic are in the fact's asked_by."""
    return _asked(profile, parsed, [(topic.first, topic.last)]) >= DIRECT


def _bound(topics: Sequence[Topic]) -> frozenset[str]:
    """Topics of which a fact must have one to be an answer at all; empty if any fact may be one.

    What is asked about the caller at this moment is not answered by what happened."""
    if not topics or topics[0].weight < _CLEARLY:
        return frozenset()
    entry = topic_entries()[topics[0].id]
    if entry.only:
        return frozenset({entry.id})
    return frozenset(t.id for t in topics) if entry.caller else frozenset()


class _Noun(NamedTuple):
    """A noun of a question: how it is compared, how written, and whether it is what is asked about
    rather than what that belongs to (「箱の中身」)."""

    key: str
    surface: str
    head: bool


def _nouns(
    parsed: Parsed, places: Sequence[Range], topics: Sequence[Topic], scenario: Scenario
) -> list[_Noun]:
    """Nouns that a fact has to know: not those of any question, of the matter, or of the topics read."""
    covering = (t for t in topics if not t.thing or topic_entries()[t.id].only)
    within = {i for t in covering for i in range(t.first, t.last)}
    known = _matter(scenario.title, scenario.summary, scenario.brief.situation, *scenario.opening.say)
    found = []
    for first, last in places:
        for i in range(first, last):
            word = parsed.words[i]
            if i in within or not word.pos.startswith(_NOUNS) or word.surface[-1].isdigit():
                continue
            key = word.norm.removeprefix("御")
            if key not in known and key not in _common() and is_content(word):
                of = i + 1 < last and parsed.words[i + 1].surface == "の"
                found.append(_Noun(key, word.surface, not of))
    return found


@lru_cache(maxsize=128)
def _matter(*lines: str) -> frozenset[str]:
    return frozenset().union(*(content_keys(line) for line in lines))


@lru_cache(maxsize=1)
def _asking_only() -> frozenset[str]:
    return frozenset(content("topics")["asking_only"])


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(content("topics")["common"]) | word_list("asking") | word_list("formal_nouns")


def _said(parsed: Parsed, places: Sequence[Range]) -> set[str]:
    words = [parsed.words[i] for first, last in places for i in range(first, last)]
    return {w.norm.removeprefix("御") for w in words if is_content(w)} - _asking_only()


def _asked(profile: Profile, parsed: Parsed, places: Sequence[Range]) -> float:
    hits = [
        hit.weight + (0.1 if hit.weight == DIRECT and len(term.text) > 2 else 0.0)
        for term in all_compiled(profile.asked_by)
        for first, last in places
        if (hit := find(term, parsed, first, last))
    ]
    hits.sort(reverse=True)
    return sum(hits[:1]) + sum(hits[1:4]) / 4


@lru_cache(maxsize=128)
def _profiles(facts: tuple[Fact, ...]) -> tuple[tuple[Profile, ...], Mapping[str, float]]:
    """The facts' profiles, and how telling each word is: 1 if only one fact has it, less the more do."""
    profiles = tuple(map(_profile, facts))
    count: dict[str, int] = {}
    for profile in profiles:
        for word in profile.words:
            count[word] = count.get(word, 0) + 1
    return profiles, {w: 1 - log(n) / log(max(len(facts), 2) + 1) for w, n in count.items()}


def _profile(fact: Fact) -> Profile:
    asked_by = tuple(map(plainly, fact.asked_by))
    text = plain(plainly("。".join((*fact.say, *fact.gist, *asked_by))))
    words = _words(fact, asked_by)
    ways = (way for term in all_compiled((*words, *asked_by), asking=True) for way in term.ways)
    known = frozenset(key for way in ways for keyed in way.keyed for key in keyed)
    return Profile(_topics(fact), words, text, asked_by, kinds_given(fact.say), known)


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


def _words(fact: Fact, asked_by: tuple[str, ...]) -> dict[str, float]:
    found: dict[str, float] = {}
    for lines, weight in ((fact.say, _SAY), (fact.gist, _GIST), (asked_by, 1.0)):
        for line in lines:
            for key in content_keys(plainly(line)):
                found[key] = max(weight, found.get(key, 0.0))
    return found
