"""The operator's questions as the caller takes them: which belong together, and which call for an answer."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.customers.questions import asking
from trainer.customers.questions.matter import EVERYWHERE
from trainer.customers.situation import Situation
from trainer.dialogue import Question
from trainer.language.story.matching import content_keys

ASKS = (
    "か", "かね", "かな", "教えてください", "聞かせてください", "お願いします", "お願いいたします", "は",
    "たく存じます", "たいと存じます", "たいのですが", "たいんですが", "たいのですけれども", "たいと思います",
)  # fmt: skip
"""Ends of a question."""


FOR_EXAMPLE = ("たとえば", "例えば")
"""Begins what only explains the question before it."""


def to_answer(s: Situation) -> list[list[Question]]:
    """The questions that call for an answer, in groups to which one answer is given."""
    return _asking(s, _groups(s))


def words_of(s: Situation, group: Sequence[Question]) -> str:
    """What is said from the first question of the group to the last."""
    return s.said.text[group[0].start : group[-1].end] if s.said else ""


def _groups(s: Situation) -> list[list[Question]]:
    """The questions one by one; the two halves of a choice (「点灯ですか、点滅ですか」) together."""
    groups: list[list[Question]] = []
    text = s.said.text if s.said else ""
    for question in s.reading.questions:
        gap = text[groups[-1][-1].end : question.start] if groups else "。"
        joined = text[question.start :].startswith("それとも")
        if groups and (joined or (len(gap) <= 1 and not gap.strip("、,"))):
            groups[-1].append(question)
        else:
            groups.append([question])
    return groups


def _asking(s: Situation, groups: list[list[Question]]) -> list[list[Question]]:
    """Those that have the form of a question, where there are any: what was only told or advised beside them
    calls for no answer of its own."""
    if any(q.facts for g in groups for q in g):  # 「お式の日取りを伺いたく存じます。何日でございますか」
        groups = [g for g in groups if _aims(g) or content_keys(words_of(s, g)) - EVERYWHERE]
    groups = groups[:1] + [g for g in groups[1:] if not words_of(s, g).startswith(FOR_EXAMPLE)]
    groups = [g for g in groups[:-1] if not _gives_back(s, g)] + groups[-1:]
    formed = [_has_the_form(s, g) for g in groups]
    if not any(formed):
        return groups
    return [g for g, asks in zip(groups, formed, strict=True) if asks]


def _has_the_form(s: Situation, group: Sequence[Question]) -> bool:
    behind = s.said.text[group[-1].end :] if s.said else ""
    return words_of(s, group).rstrip("。?？ ").endswith(ASKS) or behind.startswith(("?", "？"))


def _gives_back(s: Situation, group: Sequence[Question]) -> bool:
    """「ひ孫さんが歌うんですか、いいですねえ」: what the caller has said, in wonder."""
    known = all(s.known(q.start, q.end) for q in group)
    words = words_of(s, group)
    return known and not asking.wants_value(words) and not asking.gives_choice(words)


def _aims(group: Sequence[Question]) -> bool:
    return any(q.facts or q.own_data for q in group)
