"""Judgements on facts, concerns and the opening: what the trainee can get to hear, and how."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from trainer.checking.subject import Subject
from trainer.errors import Problem
from trainer.language import read
from trainer.language.questions.topic_lexicon import topic_entries
from trainer.language.story.matching import occurs
from trainer.scenario import Scenario
from trainer.story import Fact

ASKING = (
    "{}についてお聞かせいただけますでしょうか。",
    "{}をお聞かせいただけますか。",
    "{}でしょうか。",
    "{}ですか。",
    "{}を教えていただけますか。",
)
"""Ways to ask with a word of `asked_by`: one of them has to do, as 「いつから」 and 「型番」 fit into
different sentences."""

MOST = 2 / 3
"""An opening that gives away this share of the facts leaves nothing to ask for."""

FEW = 2
"""Words of a gist by which a fact is given away; one alone is often just the matter itself."""


def unreachable_facts(subject: Subject) -> Iterator[Problem]:
    """A fact that only a question brings out, without words to ask for it."""
    for index, fact in enumerate(subject.scenario.facts):
        if fact.id not in subject.reach.facts:
            what = f"事実「{fact.id}」を引き出す質問がありません"
            yield subject.problem(f"facts.{index}", what, "questions に、尋ねるときの一文を書いてください")


def unvoiced_concerns(subject: Subject) -> Iterator[Problem]:
    """A concern whose conditions can never hold all at once."""
    for index, concern in enumerate(subject.scenario.concerns):
        if concern.id not in subject.reach.concerns:
            what = f"気がかり「{concern.id}」の条件は、通話の中で満たされることがありません"
            mend = "when の told・raised・怒りの範囲・turn を見直してください"
            yield subject.problem(f"concerns.{index}.when", what, mend)


def facts_no_question_reaches(subject: Subject) -> Iterator[Problem]:
    """The recogniser is asked with the fact's own words, as a trainee would ask."""
    for index, fact in enumerate(subject.scenario.facts):
        if fact.hidden and fact.asked_by and not _reached(fact, subject.scenario):
            words = "、".join(fact.asked_by)
            what = f"「{words}」と尋ねても、事実「{fact.id}」への質問と読み取れません"
            mend = "asked_by を、質問に出てくる具体的な名詞(「エラーの表示」など)に替えてください"
            yield subject.problem(f"facts.{index}.asked_by", what, mend)


def _reached(fact: Fact, scenario: Scenario) -> bool:
    return any(
        fact.id in question.facts
        for word in fact.asked_by
        for way in ASKING
        for question in read(way.format(word), (), scenario).questions
    )


def unknown_topics(subject: Subject) -> Iterator[Problem]:
    """A topic that the reading does not know is never asked for."""
    known = tuple(topic_entries())
    for index, fact in enumerate(subject.scenario.facts):
        for place, topic in enumerate(fact.topics):
            if topic not in known:
                near = "・".join(get_close_matches(topic, known)) or "symptom・began・wish"
                mend = f"language/lexicon/topics.yaml にある id を書いてください({near} など)"
                yield subject.problem(f"facts.{index}.topics.{place}", f"話題「{topic}」はありません", mend)


def facts_without_gist(subject: Subject) -> Iterator[Problem]:
    """Nobody has to give back an aside, so that it needs no words for that."""
    for index, fact in enumerate(subject.scenario.facts):
        if not fact.gist and fact.needs != "aside":
            what = f"事実「{fact.id}」の復唱を見分けられません"
            yield subject.problem(f"facts.{index}", what, "gist に、復唱で使われる言葉を書いてください")


def tells_everything_at_once(subject: Subject) -> Iterator[Problem]:
    """By `tells`, and by what the words of the opening give away without saying so in `tells`."""
    facts = [f for f in subject.scenario.facts if f.needs != "aside"]
    opening = subject.scenario.opening
    for index, line in enumerate(opening.say):
        given = {f.id for f in facts if f.id in opening.tells or _gives_away(line, f)}
        if len(given) >= MOST * len(facts):
            what = f"第一声で、事実{len(facts)}件のうち{len(given)}件を話しています"
            mend = "第一声を短くし、残りは facts として、聞かれてから話すようにしてください"
            yield subject.problem(f"opening.say.{index}", what, mend)


def _gives_away(line: str, fact: Fact) -> bool:
    found = sum(occurs(word, line) for word in fact.gist)
    return bool(fact.gist) and found >= min(FEW, len(fact.gist))
