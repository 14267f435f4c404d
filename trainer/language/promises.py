"""Promises: what the operator's side will do, who does it, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer.dialogue import SURE, ActSpan, DialogueAct, Promise, Question
from trainer.language.lexicon.word_lists import word_list
from trainer.language.text.deadlines import by_when, deadlines
from trainer.language.text.forms import Forms, past, segments, will
from trainer.language.text.parsing import Parsed

_SUBJECT = frozenset({"が", "から", "より", "も", "は"})
_VOWING = frozenset({DialogueAct.COMMIT, DialogueAct.FOLLOW})
_OTHER_ACTS = frozenset(
    {
        *(DialogueAct.PARA, DialogueAct.EXPLAIN, DialogueAct.PROPOSE, DialogueAct.HOLD, DialogueAct.OPEN),
        *(DialogueAct.LIMIT, DialogueAct.EMP_SIT, DialogueAct.EMP_FEEL, DialogueAct.APO_PART),
        *(DialogueAct.NEG_COLD, DialogueAct.NEG_DENY, DialogueAct.CLOSE),
    }
)
_MOST_WORDS = 8
_NEXT = 12  # letters of a deadline that may begin behind a verb


def read_promises(
    parsed: Parsed, forms: Forms, acts: Iterable[ActSpan], questions: Iterable[Question]
) -> tuple[Promise, ...]:
    """Promises in order. `who` and `by_when` are substrings of what was typed, or empty.

    The `acts` read in the same words decide where the form alone leaves it open."""
    sure = [a for a in acts if a.confidence >= SURE]
    asked = {q.start for q in questions}
    return tuple(_promises(parsed, forms, sure, asked))


def _promises(parsed: Parsed, forms: Forms, acts: list[ActSpan], asked: set[int]) -> Iterator[Promise]:
    for clause in parsed.clauses:
        if forms.in_clause("hold", clause) or parsed.clause_span(clause)[0] in asked:
            continue
        low = clause.first
        for first, last in segments(parsed, clause):
            if not _promised(parsed, forms, acts, first, last):
                continue
            for one, other in _dated(parsed, low, last):
                begin, end = parsed.words[one].start, parsed.words[other - 1].end
                when = by_when(parsed.normal.text, begin, end)
                here = parsed.words[max(first, one)].start
                start = min(here, when[0]) if when else here
                a, b = parsed.span(*parsed.trimmed(start, end))
                yield Promise(start=a, end=b, who=_who(parsed, one, other), by_when=_typed(parsed, when))
            low = last


def _dated(parsed: Parsed, first: int, last: int) -> list[tuple[int, int]]:
    """Word ranges of the promises in one sentence: 「17時までに調べ、明日お電話します」 are two, as each
    has its own deadline."""
    text, words = parsed.normal.text, parsed.words
    parts, begin = [], first
    for i in range(first, last - 1):
        if not _linked(parsed, i):
            continue
        ranges = (words[begin].start, words[i].end), (words[i + 1].start, words[last - 1].end)
        if all(deadlines(text, *part) for part in ranges):
            parts.append((begin, i + 1))
            begin = i + 1
    return [*parts, (begin, last)]


def _linked(parsed: Parsed, i: int) -> bool:
    """Whether one promise may end and another begin behind the word: 発送し · 調べて、 · メールを、."""
    word, after = parsed.words[i], parsed.words[i + 1]
    pause = "、" in parsed.normal.text[word.end : after.start]
    if word.conj.startswith("連用形") and word.pos.startswith(("動詞", "助動詞")):
        until = min(after.end + _NEXT, len(parsed.normal.text))
        when = deadlines(parsed.normal.text, after.start, until)
        return pause or any(d.start == after.start for d in when)
    return pause and word.pos.startswith("助詞") and word.surface in {"て", "で", "を"}


def _promised(parsed: Parsed, forms: Forms, acts: list[ActSpan], first: int, last: int) -> bool:
    """Whether the words say what our side will do."""
    start, end = parsed.span(parsed.words[first].start, parsed.words[last - 1].end)
    here = {a.act for a in acts if a.start < end and start < a.end}
    if here and not here & _VOWING and here & _OTHER_ACTS:
        return False
    low, high = parsed.words[first].start, parsed.words[last - 1].end
    if forms.has("not-promise", low, high) or forms.has("confirm", low, high):
        return False
    if past(parsed, first, last) and not will(parsed, first, last) and not forms.has("will", low, high):
        return False
    if any(a.act in _VOWING and start < a.end <= end + 2 for a in acts):
        return True
    if not will(parsed, first, last) and not forms.has("will", low, high):
        return False
    if forms.has("promise", low, high):
        return True
    return bool(deadlines(parsed.normal.text, low, high) or _who(parsed, first, last))


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
        if words[i].surface in word_list("me") and i + 1 < last and words[i + 1].pos == "名詞-固有名詞":
            return _typed(parsed, (words[i].start, words[i + 1].end))
    return ""


def _name_before(parsed: Parsed, i: int, first: int) -> int:
    """Where the person or role that ends before words[i] begins; i if there is none."""
    words = parsed.words
    start = i
    for k in range(i - 1, max(first - 1, i - 1 - _MOST_WORDS), -1):
        word = words[k]
        apart = words[k].end < words[k + 1].start
        person = (
            word.surface in word_list("me")
            or word.surface in word_list("roles")
            or word.pos == "名詞-固有名詞"
        )
        if start == i and not person or apart and word.surface not in word_list("me") and start < i:
            break
        if person:
            start = k
        elif word.surface == "の" and k > first and words[k - 1].pos.startswith(("名詞", "代名詞")):
            continue
        elif word.pos.startswith("名詞-普通名詞") and words[k + 1].surface in {"の", *word_list("roles")}:
            start = k
        else:
            break
    return start if words[start].surface != "の" else start + 1
