"""Whether the operator contradicts themself: another time, another day, a charge for what was free."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.attempt import OperatorSaid
from trainer.language.matching import content_keys
from trainer.language.normalise import normalise
from trainer.language.values import Value, values

TAKES_BACK = ("やはり", "やっぱり", "訂正", "変更", "間違えました", "間違いました")
"""Words with which something said before is taken back."""


def contradicts(said: OperatorSaid, earlier: Sequence[OperatorSaid]) -> bool:
    """Whether `said` cannot be true together with what the same operator said `earlier`."""
    if _corrects_itself(said.text) or (_charges(said.text) and any(_is_free(e.text) for e in earlier)):
        return True
    before = [p for e in earlier for p in _promised(e)]
    stands = values(normalise(said.text).text)  # what is said again is not taken back
    if any(word in said.text for word in TAKES_BACK) and before:
        last = before[-1][1]
        return bool(stands) and (_clash(stands, last) or not any(a.equals(b) for a in stands for b in last))
    return any(
        _clash(times, [v for other, then in before if _alike(about, other) for v in _not_in(stands, then)])
        for about, times in _promised(said)
    )


def _promised(said: OperatorSaid) -> list[tuple[frozenset[str], tuple[Value, ...]]]:
    """What is promised with a time, as content words without the time, and the times."""
    found = []
    for p in said.reading.promises:
        if p.by_when:
            words = content_keys(said.text[p.start : p.end]) - content_keys(p.by_when)
            found.append((words, values(normalise(p.by_when).text)))
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Two promises about the same thing: most of the shorter one's words are in the other."""
    shared = len(one & other)
    return bool(shared) and shared >= 0.6 * min(len(one), len(other))


def _not_in(stands: Sequence[Value], then: Sequence[Value]) -> list[Value]:
    return [v for v in then if not any(v.equals(other) for other in stands)]


def _clash(now: Sequence[Value], before: Sequence[Value]) -> bool:
    """Another day, or another hour of the same day: each kind of value is compared by itself."""
    for kind in {v.kind for v in now}:
        pairs = [(a, b) for a in now if a.kind == kind for b in before]
        if any(a.conflicts(b) for a, b in pairs) and not any(a.equals(b) for a, b in pairs):
            return True
    return False


def _corrects_itself(text: str) -> bool:
    """「先ほど25日着と申し上げましたが、28日着に…」: two values of one kind, the first taken back."""
    if not any(words in text for words in ("と申し上げましたが", "と申しましたが", "とお伝えしましたが")):
        return False
    found = values(normalise(text).text)
    return any(a.conflicts(b) for i, a in enumerate(found) for b in found[i + 1 :])


def _is_free(text: str) -> bool:
    """Says that nothing has to be paid."""
    cost = any(word in text for word in ("お代", "費用", "料金", "代金"))
    return "無料" in text or (cost and any(w in text for w in ("いただきません", "かかりません")))


def _charges(text: str) -> bool:
    """Says that an amount has to be paid."""
    asks = any(words in text for words in ("いただくこと", "かかります", "ご負担いただ", "頂戴します"))
    return asks and any(v.kind == "円" for v in values(normalise(text).text))
