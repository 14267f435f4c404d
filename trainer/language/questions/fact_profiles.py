"""What of a fact is known beside its examples: its topics and the kinds of answer it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer.language.questions.answer_kinds import kinds_given
from trainer.language.questions.topic_lexicon import akin
from trainer.language.questions.topics import Topic, kinds_named, read_topics
from trainer.language.story.matching import Terms
from trainer.language.story.of_facts import remembered
from trainer.language.story.terms import all_compiled
from trainer.language.text.parsing import parse, plain
from trainer.language.text.plain_wording import plainly
from trainer.story import Fact

_AKIN = 0.5  # a topic that is answered by much the same
_EXEMPLARY = 0.6  # a topic that an example question asks for
_UNNAMED = 0.6  # of a topic that is asked of something the fact does not name
_LATER = 0.05  # each further topic of a fact is a little less its own
_CLEARLY = 0.98  # weight from which on a topic is surely asked for


@dataclass(frozen=True)
class Profile:
    """`topics`: how much a question for each is a question for the fact; `text`: all words of the fact as
    they are written; `asked_by` plainly worded; `kinds` of answer that it gives or is asked for."""

    topics: Mapping[str, float]
    text: str
    asked_by: tuple[str, ...]
    kinds: frozenset[str]

    def answers(self, topic: Topic) -> float:
        """How much the fact is what is asked for: 「ブザーは」 hardly, if it does not speak of one."""
        fits = self.topics.get(topic.id, 0.0)
        return fits if not topic.thing or topic.thing in self.text else fits * _UNNAMED


@remembered
def profiles(facts: tuple[Fact, ...]) -> tuple[Profile, ...]:
    """The profile of each fact, in order."""
    return tuple(map(_profile, facts))


@remembered
def asking(facts: tuple[Fact, ...]) -> Terms:
    """The terms that ask for any of the facts (`Profile.asked_by`)."""
    asked_by = dict.fromkeys(text for profile in profiles(facts) for text in profile.asked_by)
    return Terms(all_compiled(tuple(asked_by)))


def _profile(fact: Fact) -> Profile:
    asked_by = tuple(map(plainly, fact.asked_by))
    questions = tuple(map(plainly, fact.questions))
    text = plain(plainly("。".join((*fact.say, *fact.gist, *asked_by, *questions))))
    kinds = kinds_given(fact.say) | frozenset(kind for q in questions for kind in _kinds_asked(q))
    return Profile(_topics(fact, questions), text, asked_by, kinds)


def _kinds_asked(question: str) -> frozenset[str]:
    parsed = parse(question)
    return kinds_named(parsed, 0, len(parsed.words))


def _topics(fact: Fact, questions: tuple[str, ...]) -> dict[str, float]:
    """Topic → how much a question for it is a question for the fact."""
    found = _own_topics(fact)
    for topic in (t for question in questions for t in _first_topics(question)):
        found[topic] = max(_EXEMPLARY, found.get(topic, 0.0))
    return found


def _first_topics(question: str) -> Iterator[str]:
    parsed = parse(question)
    topics = read_topics(parsed, 0, len(parsed.words))
    yield from (t.id for t in topics[:1] if t.weight >= _CLEARLY)


def _own_topics(fact: Fact) -> dict[str, float]:
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
