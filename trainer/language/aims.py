"""Which facts of the scenario a question aims at: by what it asks for and by the words it shares.

Topics (`topics.py`) say what is asked for in any scenario, `asked_by` and the words of a fact what
is peculiar to this one. Neither is enough alone: 「お車で」 may be asked where nobody drives. The best
fact is told only if nothing speaks against it: a kind of answer it does not give (いつ, どなた) and
nouns of the question that are in none of its words (「ディスクの製造年月」 of the disk's warning).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from trainer.language.aim_weights import Weight
from trainer.language.answer_kinds import NAME, names_asked
from trainer.language.fact_profiles import Profile, profiles
from trainer.language.letters import Written, letters
from trainer.language.lexicon_files import content
from trainer.language.likeness import NOT_ALIKE, Like, Range, compared, samples
from trainer.language.matching import content_keys, find
from trainer.language.parsing import Parsed
from trainer.language.terms import DIRECT, all_compiled, is_content
from trainer.language.topics import Topic, topic_entries
from trainer.language.word_lists import word_list
from trainer.scenario import Scenario
from trainer.story import Fact

_NAMEABLE = frozenset({"person", "thing", "number"})
_NOUNS = ("名詞-普通名詞", "名詞-固有名詞")

MOST_FACTS = 3
_AS_GOOD = 0.88  # share of a small thing's weight from which on a matter of the story comes first
_LISTING = frozenset({"と", "や", "とか", "か"})
_ENOUGH = 1.0  # least weight for a fact to be aimed at
_CLEARLY = 0.98  # weight from which on a topic is surely asked for
_SURELY = 1.6  # least weight where the caller's own data are asked for
_BESIDE = 0.8  # a further fact needs this share of the best one's weight
_FOR_EXAMPLES = 0.5  # what a topic says where a fact has no examples to compare with
_WRITTEN_FOR_EXAMPLES = 0.2  # … and for what is written alike
_PART = 0.4  # likeness that one of several things asked for at once has to have
_THE_SAME = 0.9  # likeness from which on another fact than the one of the topic is meant
ALIKE = 0.6
"""Likeness to an example from which on the fact is surely meant."""


def aimed(
    parsed: Parsed,
    places: Sequence[Range],
    topics: Sequence[Topic],
    scenario: Scenario,
    own: bool = False,
) -> tuple[str, ...]:
    """Ids of the facts that the words in `places` ask for, the surest first, at most MOST_FACTS; small
    things that are not the surest come last, to be told where the others are known.
    `own`: the caller's own data are asked for as well, so that a fact has to be surely meant."""
    if not scenario.facts:
        return ()
    found = weighed(parsed, places, topics, scenario)
    best = max(found, key=lambda i: found[i].total)
    least = _SURELY if own else _ENOUGH
    weights = {i: w.total for i, w in found.items()}
    if weights[best] < least:
        return ()
    near = [i for i, w in weights.items() if w >= max(least, weights[best] * _BESIDE)]
    near.sort(key=lambda i: -weights[i])
    asides = {f.id for f in scenario.facts if f.needs == "aside"}
    main = [i for i in near if i not in asides and weights[i] >= _AS_GOOD * weights[near[0]]]
    near = [*main[:1], *(i for i in near if i not in main[:1])]
    near = near[:1] + sorted(near[1:], key=asides.__contains__)
    listed = [f for t in topics if _listed(parsed, t) for f in _only(parsed, places, t, scenario, least)]
    for part in _parts(parsed, places):
        listed += _best(weighed(parsed, [part], (), scenario), least)
    return tuple(dict.fromkeys([*near[:1], *listed, *near]))[:MOST_FACTS]


def _parts(parsed: Parsed, places: Sequence[Range]) -> list[Range]:
    """What is asked for in one breath, each by itself: 「機種と、切れる拠点を教えてください」; [] if it is
    one thing."""
    first, last = places[-1]
    cuts = [i for i in range(first + 1, last - 1) if _joins(parsed, i)]
    if not cuts:
        return []
    bounds = [first, *(i + 1 for i in cuts), last]
    return list(zip(bounds, bounds[1:], strict=False))


def _joins(parsed: Parsed, i: int) -> bool:
    word, after = parsed.words[i], parsed.words[i + 1]
    paused = "、" in parsed.normal.text[word.end : after.start]
    return paused and word.surface == "と" and parsed.words[i - 1].pos.startswith(("名詞", "接尾辞"))


def _best(weights: Mapping[str, Weight], least: float) -> list[str]:
    """The fact that is meant for sure by words that are an example of it, too; [] if there is none."""
    best = max(weights, key=lambda i: weights[i].total)
    return [best] if weights[best].total >= least and weights[best].like.nearest >= _PART else []


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


def weighed(
    parsed: Parsed, places: Sequence[Range], topics: Sequence[Topic], scenario: Scenario
) -> dict[str, Weight]:
    facts = scenario.facts
    known_as, rarity = profiles(facts)
    said = _said(parsed, places)
    nouns = _nouns(parsed, places, topics, scenario)
    named = names_asked(parsed.normal.text[parsed.words[places[-1][0]].start :]) if places else False
    surest = max((t.weight for t in topics), default=0.0)
    bound = _bound(topics)
    taken = any(bound.intersection(fact.topics) for fact in facts)
    kinds = frozenset(kind for t in topics for kind in t.kinds)
    likes = likeness(parsed, places, facts)
    looks = letters(facts).like(_text(parsed, places))
    by_ear = not any("一" <= sign <= "龯" for sign in parsed.normal.text)
    found = {}
    for number, (fact, profile) in enumerate(zip(facts, known_as, strict=True)):
        like, written = likes.get(number, NOT_ALIKE), looks[number]
        other = bound and profile.topics.keys().isdisjoint(bound) and not _named(profile, parsed, topics[0])
        beside = taken and not bound.intersection(fact.topics)
        if (other and like.nearest < ALIKE) or (beside and like.nearest < _THE_SAME):
            found[fact.id] = Weight(0.0, 0.0, 0.0, surest, like)
            continue
        topic = max((t.weight * profile.answers(t) for t in topics), default=0.0)
        may = profile.asked_by and (like.shared or by_ear)  # no word in common, but perhaps written in kana
        asked = _asked(profile, parsed, places) if may else 0.0
        if not (topic or asked or like.shared):
            found[fact.id] = Weight(0.0, 0.0, 0.0, surest, written=written)
            continue
        if not fact.questions:
            like = _unexampled(like, topic)
            written = Written(_WRITTEN_FOR_EXAMPLES * topic, written.say / 2, written.gist)
        words = sum(profile.words[k] * rarity[k] for k in said if k in profile.words)
        wanted = kinds | {NAME} if named and not _names(topics, profile) else kinds
        kind = (1 if wanted & profile.kinds else -1) if wanted else 0
        new = [n for n in nouns if n.key not in profile.known and n.surface not in profile.text]
        found[fact.id] = Weight(
            topic,
            asked,
            words,
            0.0 if topic else surest,
            like,
            kind,
            sum(n.head for n in new),
            sum(not n.head for n in new),
            written,
        )
    return found


def _text(parsed: Parsed, places: Sequence[Range]) -> str:
    """What is said from the first of the places to the last."""
    words = parsed.words[places[0][0] : places[-1][1]] if places else ()
    return parsed.normal.text[words[0].start : words[-1].end] if words else ""


def _unexampled(like: Like, topic: float) -> Like:
    """What stands for the likeness to the examples of a fact that has none: the topic asked for."""
    return Like(_FOR_EXAMPLES * topic, max(like.shared, _FOR_EXAMPLES * topic))


def likeness(parsed: Parsed, places: Sequence[Range], facts: tuple[Fact, ...]) -> dict[int, Like]:
    """Number of the fact → how like the words are to its examples, 0–1; the words of the last place
    alone may be: what is before gives the reason for asking."""
    found = samples(facts).like(compared(parsed, places))
    last = places[-1:]
    if len(places) > 1:
        for number, like in samples(facts).like(compared(parsed, last)).items():
            found[number] = max(like, found.get(number, like))
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
