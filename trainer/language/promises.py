"""Promises: what the operator's side will do, who does it, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer.dialogue import Promise, Question
from trainer.language.deadlines import by_when
from trainer.language.forms import Forms, segments
from trainer.language.parsing import Parsed

_SUBJECT = frozenset({"が", "から", "より", "も"})
_ME = frozenset({"私", "わたくし", "わたし", "私ども", "わたくしども", "弊社", "当社", "当方", "手前ども"})
_ROLES = frozenset(
    {"責任者", "上席", "上司", "上長", "担当者", "担当", "専門スタッフ", "スーパーバイザー", "sv", "店長", "センター長", "部長", "課長", "室長",
     "マネージャー", "リーダー", "管理者", "サービスマン", "スタッフ", "者", "係", "部署", "チーム", "業者", "作業員", "技術者", "部", "課", "室", "店"}
)  # fmt: skip
_MOST_WORDS = 8


def read_promises(parsed: Parsed, forms: Forms, questions: Iterable[Question]) -> tuple[Promise, ...]:
    """Promises in order. `who` and `by_when` are substrings of what was typed, or empty."""
    return tuple(_promises(parsed, forms, {q.start for q in questions}))


def _promises(parsed: Parsed, forms: Forms, asked: set[int]) -> Iterator[Promise]:
    for clause in parsed.clauses:
        low = clause.first
        if forms.in_clause("hold", clause) or parsed.clause_span(clause)[0] in asked:
            continue
        for first, last in segments(parsed, clause):
            start, end = parsed.words[first].start, parsed.words[last - 1].end
            if not forms.has("promise", start, end) or forms.has("not-promise", start, end):
                continue
            begin = parsed.words[low].start
            when = by_when(parsed.normal.text, begin, end)
            a, b = parsed.span(*parsed.trimmed(when[0] if when and when[0] < start else start, end))
            yield Promise(start=a, end=b, who=_who(parsed, low, last), by_when=_typed(parsed, when))
            low = last


def _typed(parsed: Parsed, span: tuple[int, int] | None) -> str:
    """The words as typed."""
    if span is None:
        return ""
    start, end = parsed.span(*span)
    return parsed.original[start:end]


def _who(parsed: Parsed, first: int, last: int) -> str:
    """The last subject before the verb: 私、田中 · 担当の田中 · 責任者 · 田中."""
    words = parsed.words
    for i in range(last - 1, first, -1):
        if words[i].surface in _SUBJECT and words[i].pos.startswith("助詞"):
            start = _name_before(parsed, i, first)
            if start < i:
                return _typed(parsed, (words[start].start, words[i - 1].end))
    for i in range(first, last):
        if words[i].surface in _ME and i + 1 < last and words[i + 1].pos == "名詞-固有名詞":
            return _typed(parsed, (words[i].start, words[i + 1].end))
    return ""


def _name_before(parsed: Parsed, i: int, first: int) -> int:
    """Where the person or role that ends before words[i] begins; i if there is none."""
    words = parsed.words
    start, named = i, False
    for k in range(i - 1, max(first - 1, i - 1 - _MOST_WORDS), -1):
        word = words[k]
        person = word.surface in _ME or word.surface in _ROLES or word.pos == "名詞-固有名詞"
        if person:
            start, named = k, True
        elif not named or not (word.surface == "の" or word.pos.startswith(("名詞", "接頭辞"))):
            break
        elif word.pos.startswith("名詞") and words[k + 1].surface != "の" and words[k + 1].surface not in _ROLES:
            break
        elif word.pos.startswith("名詞"):
            start = k
    return start
