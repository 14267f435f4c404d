"""Which facts of the scenario a question aims at.

The examples of all facts decide: how like the question is to those of one fact (`likeness.py`). A kind of
answer that the fact does not give (いつ, どなた) speaks against it; topics (`topics.py`) rule out what cannot
be meant, such as what happened where the caller is asked after, and stand in where a fact has no examples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trainer.dialogue import CERTAIN
from trainer.language.lexicon.word_lists import word_list
from trainer.language.questions.aim_weights import Weight
from trainer.language.questions.answer_kinds import NAME, kinds_given, names_asked
from trainer.language.questions.fact_profiles import Profile, profiles
from trainer.language.questions.likeness import Like, Range, compared, samples, set_topics
from trainer.language.questions.sureness import Nearness, sureness
from trainer.language.questions.topic_lexicon import topic_entries
from trainer.language.questions.topics import Topic
from trainer.language.story.matching import find
from trainer.language.story.terms import DIRECT, all_compiled, is_content
from trainer.language.text.forms import asking_word, cut
from trainer.language.text.parsing import Parsed
from trainer.scenario import Scenario
from trainer.story import Fact

_NAMEABLE = frozenset({"person", "thing", "number"})

MOST_FACTS = 3
_AS_GOOD = 0.88  # share of a small thing's weight from which on a matter of the story comes first
_LISTING = frozenset({"と", "や", "とか", "か"})
_ENOUGH = 0.92  # least weight for a fact to be aimed at
_CLEARLY = 0.98  # weight from which on a topic is surely asked for
_SURELY = 1.35  # least weight where the caller's own data or consent are asked for
_BESIDE = 0.86  # a further fact needs this share of the best one's weight
_FOR_EXAMPLES = 0.65  # what a topic says where a fact has no examples to compare with
_ALSO = 0.6  # least weight for what answers the other half of a question
_PART = 0.55  # nearness that one of several things asked for at once has to have
_MEANT_LIKE = Like(0.85, 0.8, 0.8)  # of a fact whose own word is asked for in a wide question
_TROUBLES = frozenset({"impact", "worry", "feelings"})
_TROUBLE = 0.82  # nearness from which on one of several troubles is surely meant
_THE_SAME = 0.93  # nearness from which on another fact than the one of the topic is meant
ALIKE = 0.85
"""Nearness to an example from which on the fact is surely meant."""


@dataclass(frozen=True)
class Aim:
    """`facts`: ids, the surest first, at most MOST_FACTS; small things that are not the surest come last, to
    be told where the others are known. `best`: the fact that is nearest, aimed at or not, and what speaks for
    it. `several`: more than one thing is plainly asked for."""

    facts: tuple[str, ...] = ()
    best: str = ""
    nearness: Nearness = Nearness()
    several: bool = False

    @property
    def sureness(self) -> float:
        """See `Question`."""
        return max(sureness(self.nearness), CERTAIN if self.several else 0.0) if self.best else 0.0


def aimed(
    parsed: Parsed,
    places: Sequence[Range],
    topics: Sequence[Topic],
    scenario: Scenario,
    sure: bool = False,
) -> Aim:
    """The facts that the words in `places` ask for.
    `sure`: something else is asked for as well (own data, consent), so that a fact has to be surely meant."""
    if not scenario.facts:
        return Aim()
    found = weighed(parsed, places, topics, scenario)
    best = max(found, key=lambda i: found[i].total)
    least = _SURELY if sure else _ENOUGH
    weights = {i: w.total for i, w in found.items()}
    nearness = _nearness(parsed, places, scenario.facts, best, found[best])
    if weights[best] < least:
        return Aim(best=best, nearness=nearness)
    near = [i for i, w in weights.items() if w >= max(least, weights[best] * _BESIDE)]
    near.sort(key=lambda i: -weights[i])
    asides = {f.id for f in scenario.facts if f.needs == "aside"}
    main = [i for i in near if i not in asides and weights[i] >= _AS_GOOD * weights[near[0]]]
    near = [*main[:1], *(i for i in near if i not in main[:1])]
    near = near[:1] + sorted(near[1:], key=asides.__contains__)
    listed = [f for t in topics if _listed(parsed, t) for f in _only(parsed, places, t, scenario, least)]
    for part in _parts(parsed, places):
        listed += _best(weighed(parsed, [part], (), scenario), least)
    also = _also(topics, scenario.facts, near[0], found)
    facts = tuple(dict.fromkeys([*near[:1], *also, *listed, *near]))[:MOST_FACTS]
    return Aim(facts, best, nearness, bool(also or listed))


def _nearness(
    parsed: Parsed, places: Sequence[Range], facts: tuple[Fact, ...], best: str, weight: Weight
) -> Nearness:
    own, number = samples(facts), [fact.id for fact in facts].index(best)
    words = {word for place in places for word in compared(parsed, [place]) if word[0] not in "?!"}
    strange = sum(number not in own.knowing(word) for word in words)
    like = weight.like
    return Nearness(weight.total, like.nearest, like.mean, len(_text(parsed, places)), strange)


def _also(
    topics: Sequence[Topic], facts: Sequence[Fact], best: str, weights: Mapping[str, Weight]
) -> list[str]:
    """The fact that gives a second kind of answer asked for, which the best one does not give: 「いつ、
    おいくらで」."""
    kinds = frozenset(kind for t in topics for kind in t.kinds)
    given = {fact.id: kinds_given(fact.say) for fact in facts}
    left = kinds - given[best]
    if len(kinds) < 2 or not left or left == kinds:
        return []
    giving = [i for i, has in given.items() if left & has and weights[i].total >= _ALSO]
    return [max(giving, key=lambda i: weights[i].topic + weights[i].total)] if giving else []


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
    """Fact → why it is aimed at."""
    facts = scenario.facts
    known_as = profiles(facts)
    named = names_asked(parsed.normal.text[parsed.words[places[-1][0]].start :]) if places else False
    kinds = frozenset(kind for t in topics for kind in t.kinds)
    bound = _bound(topics)
    wide = bool(topics) and topics[0].id in _TROUBLES
    taken = any(bound.intersection(fact.topics) for fact in facts)
    likes = likeness(parsed, places, facts)
    knowing = [samples(facts).knowing(word) for word in set_topics(parsed, places)]
    found = {}
    for number, (fact, profile, like) in enumerate(zip(facts, known_as, likes, strict=True)):
        other = bound and profile.topics.keys().isdisjoint(bound) and not _named(profile, parsed, topics[0])
        beside = taken and not bound.intersection(fact.topics)
        if (other and like.nearest < ALIKE) or (beside and like.nearest < _THE_SAME):
            found[fact.id] = Weight()
            continue
        topic = max((t.weight * profile.answers(t) for t in topics), default=0.0)
        wanted = kinds | {NAME} if named and not _names(topics, profile) else kinds
        kind = (1 if wanted & profile.kinds else -1) if wanted else 0
        weight = Weight(topic, like, kind, any(number not in those for those in knowing))
        if not fact.questions or bound.intersection(fact.topics):
            weight = _by_topic(weight)
        if wide:
            weight = _of_trouble(weight, _named(profile, parsed, topics[0]))
        found[fact.id] = weight
    return found


def _of_trouble(weight: Weight, named: bool) -> Weight:
    """Asked what troubles them the caller tells what the scenario says is their trouble (`asked_by`), not
    what a wish or a complaint happens to share with the question."""
    if named:
        return replace(weight, like=_MEANT_LIKE)
    return weight if weight.like.nearest >= _TROUBLE else Weight(topic=weight.topic)


def _text(parsed: Parsed, places: Sequence[Range]) -> str:
    """What is said from the first of the places to the last."""
    words = parsed.words[places[0][0] : places[-1][1]] if places else ()
    return parsed.normal.text[words[0].start : words[-1].end] if words else ""


def _by_topic(weight: Weight) -> Weight:
    """Of a fact without examples, and of what is asked about the caller: the topic stands in for them."""
    least = _FOR_EXAMPLES * weight.topic
    return replace(weight, like=Like(*(max(one, least) for one in weight.like)))


def likeness(parsed: Parsed, places: Sequence[Range], facts: tuple[Fact, ...]) -> list[Like]:
    """For each fact, how like the words are to its lines; their end alone may be."""
    own = samples(facts)
    found = zip(*(own.like(*asked) for asked in _asked_for(parsed, places)), strict=True)
    return [Like(*map(max, zip(*likes, strict=True))) for likes in found]


def _asked_for(parsed: Parsed, places: Sequence[Range]) -> list[tuple[str, Mapping[str, float]]]:
    """The words that ask and what they are compared by; and the same of their end alone, if it differs. What
    asks for something behind a filler is all that is asked: 「振込先を間違えたそうで、えーと、いつ…」."""
    ends = _end(parsed, places)
    alone = [e for e in ends if _hesitates(parsed, e[0]) and asking_word(parsed.words[slice(*e)])]
    whole: list[Sequence[Range]] = [[end] for end in alone] or [places, *([end] for end in ends)]
    return [(_text(parsed, stretch), compared(parsed, stretch)) for stretch in whole]


def _end(parsed: Parsed, places: Sequence[Range]) -> list[Range]:
    """What comes behind the reason for asking, if there is one: 「間に合うか調べたいので、着る日を…」."""
    if not places:
        return []
    first, end = places[-1]
    last = cut(parsed, first, end)[-1]
    pauses = [i for i in range(last[0] + 1, end) if _hesitates(parsed, i) and _says(parsed, (i, end))]
    last = (pauses[-1], end) if pauses else last
    return [last] if [last] != list(places) and _says(parsed, last) else []


def _hesitates(parsed: Parsed, i: int) -> bool:
    """Whether a filler stands before the word i: fillers are no words."""
    gap = parsed.normal.text[parsed.words[i - 1].end : parsed.words[i].start]
    return any(filler in gap for filler in word_list("fillers"))


def _says(parsed: Parsed, place: Range) -> bool:
    return any(map(is_content, parsed.words[slice(*place)]))


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


def _asked(profile: Profile, parsed: Parsed, places: Sequence[Range]) -> float:
    hits = [
        hit.weight + (0.1 if hit.weight == DIRECT and len(term.text) > 2 else 0.0)
        for term in all_compiled(profile.asked_by)
        for first, last in places
        if (hit := find(term, parsed, first, last))
    ]
    hits.sort(reverse=True)
    return sum(hits[:1]) + sum(hits[1:4]) / 4
