"""The operator's questions as the caller takes them: which belong together, and which call for an answer."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.customers.questions import asking
from trainer.customers.questions.matter import EVERYWHERE
from trainer.customers.situation import Situation
from trainer.customers.words import words
from trainer.dialogue import Question
from trainer.language.story.matching import content_keys


def to_answer(s: Situation) -> list[list[Question]]:
    """The questions that call for an answer, in groups to which one answer is given."""
    return _calling_for_an_answer(s, _groups(s))


def words_of(s: Situation, group: Sequence[Question]) -> str:
    """What is said from the first question of the group to the last."""
    return s.said.text[group[0].start : group[-1].end] if s.said else ""


def _groups(s: Situation) -> list[list[Question]]:
    """The questions one by one; the two halves of a choice (「点灯ですか、点滅ですか」) together."""
    groups: list[list[Question]] = []
    text = s.said.text if s.said else ""
    for question in s.reading.questions:
        gap = text[groups[-1][-1].end : question.start] if groups else "。"
        if groups and (text[question.start :].startswith("それとも") or halves_of_a_choice(gap)):
            groups[-1].append(question)
        else:
            groups.append([question])
    return groups


def halves_of_a_choice(gap: str) -> bool:
    """Whether two questions with no more than this between them are one: 「点灯ですか、点滅ですか」."""
    return gap in ("", "、", ",")


def _calling_for_an_answer(s: Situation, groups: list[list[Question]]) -> list[list[Question]]:
    """Those that have the form of a question, where there are any: what was only told or advised beside them
    calls for no answer of its own."""
    if any(q.facts for g in groups for q in g):  # 「お式の日取りを伺いたく存じます。何日でございますか」
        groups = [g for g in groups if _aims(g) or content_keys(words_of(s, g)) - EVERYWHERE]
    groups = groups[:1] + [g for g in groups[1:] if not _is_example(words_of(s, g))]
    groups = [g for g in groups[:-1] if not _gives_back(s, g)] + groups[-1:]
    return [g for g in groups if _has_the_form(s, g)] or groups


def _is_example(asked: str) -> bool:
    """「たとえば、うなるような音でしょうか」: only explains the question before it."""
    return asked.startswith(words(__file__)["for_example"])


def _has_the_form(s: Situation, group: Sequence[Question]) -> bool:
    """Whether it ends as questions do: 「お名前を教えてください」, 「生年月日は」, 「昨日？」."""
    behind = s.said.text[group[-1].end :] if s.said else ""
    ending = words_of(s, group).rstrip("。?？ ")
    return ending.endswith(words(__file__)["asks"]) or behind.startswith(("?", "？"))


def _gives_back(s: Situation, group: Sequence[Question]) -> bool:
    """「ひ孫さんが歌うんですか、いいですねえ」: what the caller has said, in wonder."""
    known = all(s.known(q.start, q.end) for q in group)
    asked = words_of(s, group)
    return known and not asking.wants_value(asked) and not asking.gives_choice(asked)


def _aims(group: Sequence[Question]) -> bool:
    """Whether it is after something that the caller has to tell."""
    return any(q.facts or q.own_data for q in group)
