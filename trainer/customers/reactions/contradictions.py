"""Whether the operator contradicts themself or what they were told: another time, a charge for what was free,
a warranty that has run out although there are years of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from trainer.attempt import OperatorSaid
from trainer.customers.memory import times
from trainer.customers.sentences import around
from trainer.customers.words import has, words
from trainer.dialogue import DialogueAct, Echo
from trainer.language.story.matching import content_keys
from trainer.language.story.terms import is_content
from trainer.language.text.normalise import normalise
from trainer.language.text.parsing import parse
from trainer.language.text.values import Value, values

_PLANS = (DialogueAct.COMMIT, DialogueAct.FOLLOW, DialogueAct.PROPOSE)

_CALLS = content_keys(" ".join(words(__file__)["any_call"]))
"""What any call-back is made of."""

ALIKE = 0.6
"""Share of the shorter promise's words that the other has to have, to be about the same thing."""

_has = partial(has, __file__)


@dataclass(frozen=True)
class Promised:
    """`about`: content words without the time; `deed`: the last of them, what will be done."""

    about: frozenset[str]
    deed: str
    by_when: str
    times: tuple[Value, ...]


def broken_word(said: OperatorSaid, earlier: Sequence[OperatorSaid]) -> str | None:
    """What the same operator said `earlier` that cannot be true together with `said`, in their words; "" when
    it cannot be quoted, None when nothing is broken."""
    own = _corrects_itself(said.text, earlier)
    if own:
        return own
    if _charges(said.text) and any(_is_free(e.text) for e in earlier):
        return "無料"
    if changes_openly(said.text) and not _has("takes_back", said.text):
        return None
    before = [p for e in earlier for p in _promised(e)]
    if _has("takes_back", said.text) and before:
        return _taken_back(said.text, before[-1])
    return _promised_otherwise(said, before)


def _promised_otherwise(said: OperatorSaid, before: Sequence[Promised]) -> str | None:
    """The time for which the same was promised `before`, if another is promised now."""
    stands = values(normalise(said.text).text)  # what is said again is not taken back
    for now in _promised(said):
        if any(_same_times(now, p) for p in before):  # another of the things promised, for its own time
            continue
        alike = next((p for p in reversed(before) if _alike(now, p)), None)
        if alike and _clash(now.times, [v for v in alike.times if not any(v.equals(s) for s in stands)]):
            return alike.by_when
    return None


def changes_openly(text: str) -> bool:
    """Whether a time is changed openly, 「18時に改めます」: nobody is caught out who says so themself."""
    return _has("changes", text)


def misheard(
    said: OperatorSaid, earlier: Sequence[OperatorSaid], untold: Collection[str]
) -> tuple[Echo, ...]:
    """What the operator gives back wrongly: no fact that is `untold` yet, nor a time of their own making
    (what they promise or propose, now or `earlier`)."""
    wrong = [e for e in said.reading.echoes if not e.right and e.fact not in untold]
    if not any(times(e.expected) for e in wrong):
        return tuple(wrong)
    promised = [t for e in earlier for p in e.reading.promises for t in times(e.text[p.start : p.end])]
    return tuple(e for e in wrong if not (times(e.expected) and _of_their_own(said, e, promised)))


def _of_their_own(said: OperatorSaid, echo: Echo, promised: Sequence[Value]) -> bool:
    """Whether the sentence plans something, or tells what the operator has said or changed before."""
    plans = [*said.reading.promises, *said.reading.offers, *said.reading.of(*_PLANS)]
    if any(p.start <= echo.start < p.end for p in plans):
        return True
    sentence = around(said.text, echo.start)
    if _has("said_before", sentence):
        return True
    return any(t.equals(p) for t in times(said.text[echo.start : echo.end]) for p in promised)


def gainsaid(said: OperatorSaid, told: Iterable[str]) -> str:
    """What the caller has `told` that the operator now denies, in the caller's words; "" if nothing is."""
    if said.reading.questions:
        return ""
    if "保証" not in said.text or not _has("warranty_over", said.text):
        return ""
    claims = (s for line in told for s in line.split("。") if "保証" in s and not _has("warranty_over", s))
    return next(filter(None, map(_first_span, claims)), "")


def _first_span(sentence: str) -> str:
    """「保証は3年あります」→「3年」: the first number of years or months; "" if there is none."""
    plain = normalise(sentence).text
    return next((plain[v.start : v.end] for v in values(plain) if v.kind in ("年", "か月")), "")


def _promised(said: OperatorSaid) -> Iterator[Promised]:
    """What is promised with a time."""
    for p in said.reading.promises:
        if p.by_when:
            text = said.text[p.start : p.end]
            about = content_keys(text) - content_keys(p.by_when)
            deed = next((w.norm for w in reversed(parse(text).words) if is_content(w)), "")
            yield Promised(about, deed, _bare(p.by_when), times(p.by_when))


def _bare(by_when: str) -> str:
    """「明日の10時までに」→「明日の10時」: what one quotes of it."""
    for particle in ("に", "は", "まで"):
        by_when = by_when.removesuffix(particle)
    return by_when.lstrip("のはがをに、")


def _alike(one: Promised, other: Promised) -> bool:
    """Whether both are about the same thing: they share most words, and the deed or a second word."""
    if bool(one.about - _CALLS) != bool(other.about - _CALLS):  # a call about something, and just a call
        return False
    shared = len(one.about & other.about)
    enough = shared >= ALIKE * min(len(one.about), len(other.about))
    return bool(shared) and enough and (one.deed == other.deed or shared > 1)


def _taken_back(text: str, last: Promised) -> str | None:
    """The time of the last promise, if these words name another in its place."""
    if last.by_when in text:  # put in other terms: 「三営業日以内なので二十五日までに」
        return None
    now = times(text)
    clashes = now and (_clash(now, last.times) or not any(a.equals(b) for a in now for b in last.times))
    return last.by_when if clashes else None


def _same_times(one: Promised, other: Promised) -> bool:
    """Whether every time of the one is a time of the other."""
    return bool(one.times) and all(any(a.equals(b) for b in other.times) for a in one.times)


def _clash(now: Sequence[Value], before: Sequence[Value]) -> bool:
    """Another day, or another hour of the same day: each kind of value is compared by itself."""
    for kind in {v.kind for v in now}:
        pairs = [(a, b) for a in now if a.kind == kind for b in before]
        if any(a.conflicts(b) for a, b in pairs) and not any(a.equals(b) for a, b in pairs):
            return True
    return False


def _corrects_itself(text: str, earlier: Sequence[OperatorSaid]) -> str:
    """「先ほど25日着と申し上げましたが、28日着に…」: of two values of one kind the one taken back, or ""."""
    normal = normalise(text).text
    found = times(text)
    quoted = _has("but_said", text)
    instead = _has("instead", text)
    before = [v for e in earlier for v in times(e.text)]
    for i, first in enumerate(found):
        if any(first.conflicts(other) for other in found[i + 1 :]) and (
            quoted or (instead and any(first.equals(v) for v in before))
        ):
            return normal[first.start : first.end]
    return ""


def _is_free(text: str) -> bool:
    """Says that nothing has to be paid."""
    if _has("not_free", text) or _has("free_at_first", text):
        return False
    return _has("free", text) or (_has("costs", text) and _has("uncharged", text))


def _charges(text: str) -> bool:
    """Says that an amount has to be paid."""
    if _has("not_free", text):
        return True
    return _has("charged", text) and any(v.kind == "円" for v in values(normalise(text).text))
