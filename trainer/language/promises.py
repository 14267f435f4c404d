"""Promises: what the operator's side will do, who does it, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer.dialogue import SURE, ActSpan, DialogueAct, Promise, Question
from trainer.language.deadlines import by_when, deadlines
from trainer.language.forms import Forms, segments
from trainer.language.matching import negative
from trainer.language.parsing import Parsed

_SUBJECT = frozenset({"が", "から", "より", "も", "は"})
_ME = frozenset({"私", "わたくし", "わたし", "私ども", "わたくしども", "弊社", "当社", "当方", "手前ども"})
_ROLES = frozenset(
    {"責任者", "上席", "上司", "上長", "担当者", "担当", "専門スタッフ", "スーパーバイザー", "sv", "店長", "センター長", "部長", "課長", "室長", "所長", "支店長",
     "マネージャー", "リーダー", "管理者", "サービスマン", "スタッフ", "者", "係", "部署", "チーム", "業者", "作業員", "技術者", "部", "課", "室", "店",
     "技術担当", "修理担当", "専任", "支配人", "主任", "班", "窓口"}
)  # fmt: skip
_STATES = frozenset(
    {"有る", "御座る", "居る", "おる", "成る", "出来る", "思う", "存ずる", "存じる", "願う", "分かる", "要る", "掛かる", "足りる", "異なる", "見える",
     "恐れ入る", "助かる", "いらっしゃる", "頂ける", "言う", "出る", "違う", "届く", "呉れる", "失礼", "申す", "仰る", "下さる", "為さる", "感謝", "お詫び",
     "詫び", "詫びる", "御礼", "礼", "恐縮", "察する", "拝察", "存知", "終了", "切る", "限る", "含む", "必要", "残る", "困る", "因る", "過ぎる"}
)  # fmt: skip
_REST = frozenset({"居る", "おる"})
_HEARING = frozenset({"伺う", "承る", "聞く"})
_HUMBLE = frozenset({"致す", "差し上げる", "参る", "させる", "頂く", "申し伝える", "申し上げる", "直す"})
_TRAILING = frozenset({"ので", "から", "が", "けど", "けれど", "けれども", "し", "ね", "よ", "の", "で", "ん"})
_VOWING = frozenset({DialogueAct.COMMIT, DialogueAct.FOLLOW})
_OTHER_ACTS = frozenset(
    {DialogueAct.PARA, DialogueAct.EXPLAIN, DialogueAct.PROPOSE, DialogueAct.HOLD, DialogueAct.OPEN, DialogueAct.LIMIT,
     DialogueAct.EMP_SIT, DialogueAct.EMP_FEEL, DialogueAct.APO_PART, DialogueAct.NEG_COLD, DialogueAct.NEG_DENY, DialogueAct.CLOSE}
)  # fmt: skip
_MOST_WORDS = 8


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
            begin, end = parsed.words[low].start, parsed.words[last - 1].end
            when = by_when(parsed.normal.text, begin, end)
            start = min(parsed.words[first].start, when[0]) if when else parsed.words[first].start
            a, b = parsed.span(*parsed.trimmed(start, end))
            yield Promise(start=a, end=b, who=_who(parsed, low, last), by_when=_typed(parsed, when))
            low = last


def _promised(
    parsed: Parsed, forms: Forms, acts: list[ActSpan], first: int, last: int
) -> bool:
    """Whether the words say what our side will do."""
    start, end = parsed.span(parsed.words[first].start, parsed.words[last - 1].end)
    here = {a.act for a in acts if a.start < end and start < a.end}
    if here and not here & _VOWING and here & _OTHER_ACTS:
        return False
    low, high = parsed.words[first].start, parsed.words[last - 1].end
    if forms.has("not-promise", low, high) or forms.has("confirm", low, high):
        return False
    if any(a.act in _VOWING and start < a.end <= end + 2 for a in acts):
        return True
    if not _will(parsed, first, last) and not forms.has("will", low, high):
        return False
    if forms.has("promise", low, high):
        return True
    return bool(deadlines(parsed.normal.text, low, high) or _who(parsed, first, last))


def _will(parsed: Parsed, first: int, last: int) -> bool:
    """The words end as an act to come: 〜します, 〜いたしますので; not ございます, できます, ません."""
    words = parsed.words
    i = last - 1
    while i > first and words[i].surface in _TRAILING and words[i].pos.startswith(("助詞", "助動詞")):
        i -= 1
    if words[i].lemma != "ます" or words[i].conj.startswith(("未然", "連用")) or negative(words[:last], i):
        return False
    if words[i - 1].norm in _REST or words[i - 1].norm in _STATES:
        return False
    doing = [w for w in words[max(first, i - 4) : i] if w.pos.startswith(("動詞", "名詞", "助動詞"))]
    verbs = [w for w in doing if w.norm not in {"為る", "致す", "居る", "て"}]
    if not doing:
        return False
    main = verbs[-1] if verbs else doing[-1]
    humble = any(w.norm in _HUMBLE for w in doing)
    if main.norm in _HUMBLE and len(verbs) > 1:
        main = verbs[-2]
    if main.norm in _STATES:
        return False
    if main.norm in _HEARING:
        return bool(deadlines(parsed.normal.text, words[first].start, words[last - 1].end))
    return humble or not main.lemma.endswith(("できる", "られる"))


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
    start = i
    for k in range(i - 1, max(first - 1, i - 1 - _MOST_WORDS), -1):
        word = words[k]
        apart = words[k].end < words[k + 1].start
        person = word.surface in _ME or word.surface in _ROLES or word.pos == "名詞-固有名詞"
        if start == i and not person or apart and word.surface not in _ME and start < i:
            break
        if person:
            start = k
        elif word.surface == "の" and k > first and words[k - 1].pos.startswith(("名詞", "代名詞")):
            continue
        elif word.pos.startswith("名詞-普通名詞") and words[k + 1].surface in {"の", *_ROLES}:
            start = k
        else:
            break
    return start if words[start].surface != "の" else start + 1
