"""Facts given back to the caller, right or with a wrong number, day, amount or name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from trainer.dialogue import Echo, Promise, Question, Speaker, Transcript
from trainer.language.story.card_echoes import wrong_names, wrong_numbers
from trainer.language.story.matching import find, say_keys
from trainer.language.story.terms import is_content
from trainer.language.story.told import Named, spoken_of
from trainer.language.text.deadlines import deadlines
from trainer.language.text.forms import Forms, asks, past, segments, will
from trainer.language.text.normalise import normalise
from trainer.language.text.parsing import Clause, Parsed, plain
from trainer.language.text.values import Value, values, values_between
from trainer.scenario import Scenario
from trainer.story import Fact

_ENOUGH = 1.0  # weight of an echo
_CONFIRMED = 0.85  # the same where the words ask whether that is right
_GIST, _SAY, _VALUE = 0.7, 0.25, 0.9  # weights of a gist word, another word of the fact, a value
_SPECIAL = 0.15  # what makes a date, an amount or a long code enough by itself
_LONG_CODE = 9  # length of a kind such as code:wm9999
_TOPIC = 0.7  # a wrong value needs that much of the fact around it
_OWNER = 0.5  # who has the value and that much in common is meant instead
_OUTRIGHT = 2  # gist words that outweigh another fact having the value
_CANNOT = frozenset({"かねる", "兼ねる", "難しい"})
_OWNED = frozenset({"日", "date", "month", "円", "clock"})  # kinds that a fact owns wherever named
_BARE = 3  # content words
_DAYS = frozenset({"日", "date", "weekday", "relative:day"})
_NEXT = 2  # characters between the parts of one date
_MOST_VALUES = 12  # of one stretch; more is no sentence
_EACH = ("ごと", "毎に", "おきに", "間隔", "刻み")  # behind a value: how often, not when or how long
_SINCE = ("から", "からわずか", "から、わずか")  # before a number of days: how long after
_ROUNDS = (
    "足らず",
    "弱",
    "近く",
    "余り",
    "あまり",
    "強",
    "前後",
)  # behind a value: it is one in round figures
_NEAR = 0.35  # share by which that may miss the true one
_OWN_ACTS = ("promise", "offer-question", "hold", "consent", "beg")


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How much a stretch of speech is about a fact. `named`: where its gist words stand; `topic`:
    weight of these and other words of it, values left out; `agreed` and `clash`: its values that
    are the fact's, and (said, true) where they conflict."""

    fact: Fact
    named: tuple[tuple[int, int], ...]
    topic: float
    agreed: tuple[Value, ...]
    clash: tuple[Value, Value] | None

    @property
    def weight(self) -> float:
        return self.topic + _VALUE * min(len(self.agreed), 2) + (_SPECIAL if self.special else 0.0)

    @property
    def special(self) -> bool:
        """A date, an amount of money or a long code is the fact's own: no other word is needed."""
        return any(
            v.kind in {"date", "円"} or (v.kind.startswith("code") and len(v.kind) > _LONG_CODE)
            for v in self.agreed
        )

    @property
    def astray(self) -> bool:
        """A day that contradicts the fact right beside a weekday that is the fact's (二十八日の日曜)."""
        if self.clash is None:
            return False
        said = self.clash[0]
        return said.kind in _DAYS and any(
            v.kind in _DAYS and (0 <= v.start - said.end <= _NEXT or 0 <= said.start - v.end <= _NEXT)
            for v in self.agreed
        )

    def without(self, taken: set[tuple[int, int]]) -> float:
        """The weight that is left when words at these places already stand for another fact."""
        named = sum(place in taken for place in self.named)
        agreed = sum((v.start, v.end) in taken for v in self.agreed)
        return self.weight - _GIST * named - _VALUE * min(agreed, 2)


def read_echoes(
    parsed: Parsed,
    forms: Forms,
    questions: Iterable[Question],
    promises: Iterable[Promise],
    transcript: Transcript,
    scenario: Scenario,
) -> tuple[Echo, ...]:
    """Echoes in order, each fact once right and once wrong at most.

    Only facts that the customer has told count, all of them if the transcript is empty."""
    heard = tuple(u.text for u in transcript if u.speaker is Speaker.CUSTOMER)
    facts = spoken_of(scenario.facts, parsed, heard)
    asked = {q.start for q in questions if not q.own_data}
    vowed = {p.start for p in promises}
    found: list[Echo] = []
    for clause in parsed.clauses:
        if parsed.clause_span(clause)[0] in asked and not forms.in_clause("confirm", clause):
            continue
        for first, last in segments(parsed, clause):
            begin = parsed.span(parsed.words[first].start, parsed.words[last - 1].end)
            vows = any(begin[0] <= start < begin[1] for start in vowed)
            if not vows and not _own_act(parsed, forms, clause, first, last):
                found += _echoes(parsed, forms, first, last, facts, heard)
    found += wrong_names(parsed, heard, scenario)
    found += wrong_numbers(parsed, forms, heard, scenario)
    return tuple(_once(sorted(found, key=lambda e: (e.start, e.end))))


def _own_act(parsed: Parsed, forms: Forms, clause: Clause, first: int, last: int) -> bool:
    """What the operator will do, offers, asks for or cannot do is no echo of what the caller said."""
    start, end = parsed.words[first].start, parsed.words[last - 1].end
    if forms.has("confirm", start, end):
        return False
    if last == clause.last and asks(parsed, clause):
        return True
    if (
        _refuses(parsed, forms, first, last)
        or will(parsed, first, last)
        or any(w.norm == "下さる" for w in parsed.words[max(first, last - 2) : last])
    ):
        return True
    return any(forms.has(name, start, end) for name in _OWN_ACTS) and not past(parsed, first, last)


def _refuses(parsed: Parsed, forms: Forms, first: int, last: int) -> bool:
    """「会社としての見解は出せません」 says what we do not do; 「届いておりませんね」 gives back."""
    words = parsed.words
    i = last - 1
    while i > first and words[i].pos == "助詞-接続助詞":
        i -= 1
    if any(w.norm in _CANNOT for w in words[max(first, i - 2) : i + 1]):
        return True
    if words[i].norm not in {"ぬ", "ず", "ない"} or words[i - 1].lemma != "ます":
        return False
    verb = next((w for w in reversed(words[first : i - 1]) if w.pos.startswith("動詞")), None)
    if verb is None or past(parsed, first, last):
        return False
    resting = verb.norm in {"居る", "おる", "有る", "御座る", "来る", "いらっしゃる"}
    return not resting or forms.has("refusal", words[first].start, words[last - 1].end)


def _rounded(text: str, value: Value, true: Value) -> bool:
    """「四分足らず」 for 三分四十秒."""
    said, is_ = value.amount, true.amount
    if not (text.startswith(_ROUNDS, value.end) and isinstance(said, float) and isinstance(is_, float)):
        return False
    return abs(said - is_) <= _NEAR * max(said, is_)


def _echoes(
    parsed: Parsed, forms: Forms, first: int, last: int, facts: list[Named], heard: tuple[str, ...]
) -> Iterator[Echo]:
    start, end = parsed.words[first].start, parsed.words[last - 1].end
    confirming = forms.has("confirm", start, end)
    said = _given_back(parsed, start, end, confirming)
    mine = {k for keyed in parsed.keys[first:last] for k in keyed}
    likes = [_likeness(one, parsed, first, last, said, mine) for one in facts if said or one.terms]
    wrong = _wrong(likes, confirming, heard, parsed.normal.text)
    if wrong is not None and wrong.clash is not None and not _rounded(parsed.normal.text, *wrong.clash):
        value, true = wrong.clash
        a, b = parsed.span(value.start, value.end)
        yield Echo(start=a, end=b, fact=wrong.fact.id, right=False, expected=_as_said(wrong.fact, true))
    a, b = parsed.span(*parsed.trimmed(start, end))
    for like in _right([one for one in likes if one is not wrong], parsed, first, last, confirming):
        if wrong is None or like.topic >= wrong.topic:
            yield Echo(start=a, end=b, fact=like.fact.id, right=True)


def _given_back(parsed: Parsed, start: int, end: int, confirming: bool) -> tuple[Value, ...]:
    """Values in [start, end) that can be the caller's: 「3日以内に」 is a deadline of our own."""
    text = parsed.normal.text
    said = tuple(
        v
        for v in values_between(text, start, end)[:_MOST_VALUES]
        if not text.startswith(_EACH, v.end) and not (v.kind == "日" and text.endswith(_SINCE, 0, v.start))
    )
    if confirming or not said:
        return said
    own = [d for d in deadlines(text, start, end) if d.sure]
    return tuple(v for v in said if not any(d.start <= v.start < d.end for d in own))


def _right(
    likes: list[_Likeness], parsed: Parsed, first: int, last: int, confirming: bool
) -> Iterator[_Likeness]:
    """Facts given back, the plainest first; a word can stand for one fact only."""
    bare = sum(is_content(w) for w in parsed.words[first:last]) <= _BARE
    enough = _CONFIRMED if confirming else _ENOUGH
    taken: set[tuple[int, int]] = set()
    for like in sorted(likes, key=lambda one: -one.weight):
        if like.astray:
            continue
        plainly = like.special or (confirming and (bare or len(like.agreed) > 1))
        about = like.named or like.topic > 0 or plainly
        if about and (like.named or like.agreed) and like.without(taken) >= enough:
            taken |= {*like.named, *((v.start, v.end) for v in like.agreed)}
            yield like


def _likeness(
    one: Named, parsed: Parsed, first: int, last: int, said: tuple[Value, ...], mine: set[str]
) -> _Likeness:
    """`said` and `mine`: values and word keys of the stretch [first, last)."""
    fact = one.fact
    truth = _truth(fact.gist + fact.say)
    named: set[tuple[int, int]] = set()
    taken: set[str] = set()
    for term in one.terms:
        if hit := find(term, parsed, first, last):
            named.add((hit.start, hit.end))
            taken |= {k for keyed in term.ways[0].keyed for k in keyed}
    common = len((mine & say_keys(fact.say)) - taken)
    agreed = tuple(v for v in said if any(v.equals(t) for t in truth))
    open_kinds = {t.kind for t in truth} - {v.kind for v in agreed}
    clash = next(
        ((v, t) for v in said if v not in agreed for t in truth if t.kind in open_kinds and v.conflicts(t)),
        None,
    )
    topic = _GIST * min(len(named), 3) + _SAY * min(common, 3)
    return _Likeness(fact, tuple(named), topic, agreed, clash)


def _wrong(likes: list[_Likeness], confirming: bool, heard: tuple[str, ...], text: str) -> _Likeness | None:
    """The fact that was given back with a wrong value, if that is beyond doubt: no other fact has
    the value and as much in common, and the customer did not say the value elsewhere."""
    for like in sorted(likes, key=lambda one: -one.topic):
        if like.clash is None:
            continue
        value = like.clash[0]
        owners = [o for o in likes if any(v.start == value.start for v in o.agreed)]
        if like.astray and not owners:
            return like
        if like.topic < (_TOPIC if like.named else _TOPIC + 0.1) or (owners and value.kind in _OWNED):
            continue
        if not confirming and not _stated(like, text):
            continue
        rival = max((o.topic for o in owners), default=0.0)
        if rival >= min(like.topic, _OWNER) or (rival > 0 and len(like.named) < _OUTRIGHT):
            continue
        if not owners and any(value.equals(v) for line in heard for v in values(plain(line))):
            continue
        if not confirming and like.agreed and not like.named:
            continue
        return like
    return None


def _stated(like: _Likeness, text: str) -> bool:
    """Whether the words are plainly about the value that the fact has: they name the fact in the same phrase,
    and the true value is no mere word of it (「金曜に間に合う策を」 and a day of our own)."""
    if like.clash is None or not like.named:
        return True
    said, true = like.clash
    own = any(true.equals(v) for v in _truth(like.fact.gist)) or not like.fact.gist
    return own and any(_in_one_phrase(text, said, place) for place in like.named)


def _in_one_phrase(text: str, value: Value, place: tuple[int, int]) -> bool:
    """Whether no comma parts the value from the word at this place."""
    return "、" not in text[min(value.start, place[0]) : max(value.end, place[1])]


@lru_cache(maxsize=1024)
def _truth(lines: tuple[str, ...]) -> tuple[Value, ...]:
    """Values of a fact; those of the gist first."""
    return tuple(v for text in lines for v in values(plain(text)))


def _as_said(fact: Fact, true: Value) -> str:
    """The true value as the caller puts it."""
    for text in (*fact.gist, *fact.say):
        normal = normalise(text)
        for value in values(normal.text):
            if value == true or value.equals(true):
                start, end = normal.original(value.start, value.end)
                return text[start:end]
    return ""


def _once(echoes: Iterable[Echo]) -> Iterator[Echo]:
    seen: set[tuple[str, bool]] = set()
    for echo in echoes:
        if (echo.fact, echo.right) not in seen:
            seen.add((echo.fact, echo.right))
            yield echo
