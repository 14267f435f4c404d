"""What stands between caller and operator: what was promised for when, and whether it was agreed to."""

from __future__ import annotations

from trainer.attempt import Attempt
from trainer.beat import Beat
from trainer.language.text.normalise import normalise
from trainer.language.text.values import Value, values

AGREED = frozenset({Beat.OFFER_ACCEPT, Beat.PROMISE_OK, Beat.CALLBACK_OK, Beat.CHECK_YES, Beat.TRANSFER_OK})
"""What a caller says who takes the operator's word for it."""

UNDONE = frozenset(
    {
        Beat.REFUSED, Beat.OFFER_REFUSE, Beat.CALLBACK_DOUBT, Beat.TRANSFER_REFUSE, Beat.FLARE_DENY,
        Beat.FLARE_COLD, Beat.FLARE_BLAME, Beat.DEMAND_SUPERIOR, Beat.THREATEN,
    }
)  # fmt: skip
"""What undoes an agreement."""

BROKEN = frozenset({Beat.CAUGHT_OUT, Beat.REMINDED})
"""What takes one agreement back: the operator has not kept to it."""

_TIMES = frozenset({"date", "month", "weekday", "clock", "日", "時間", "分"})


def times(text: str) -> tuple[Value, ...]:
    """The days, hours and spans of time that a text names."""
    found = values(normalise(text).text)
    return tuple(v for v in found if v.kind in _TIMES or v.kind.startswith("relative"))


def agreed(attempt: Attempt) -> bool:
    """Whether the caller has taken the operator's word for something, and nothing has undone it since. A word
    that was not kept undoes one agreement, a refusal all of them."""
    stands = 0
    for said in attempt.customer:
        beats = set(said.beats)
        if beats & UNDONE:
            stands = 0
        elif beats & BROKEN:
            stands = max(0, stands - 1)
        elif said.accepted or beats & AGREED:
            stands += 1
    return stands > 0


def last_said_of_times(attempt: Attempt) -> int:
    """The turn of the caller's last reply that named a time of their own or held one against the operator;
    -1 if there is none: what was promised until then is open again."""
    own = {Beat.ANSWER, Beat.CONCERN, Beat.CORRECT, Beat.REMINDED, Beat.OFFER_HAGGLE, Beat.OFFER_REFUSE}
    return max(
        (e.turn for e in attempt.customer if e.turn and own & set(e.beats) and clocks(e.text)), default=-1
    )


def clocks(text: str) -> bool:
    """Whether a text names a day or an hour, rather than only a span of time."""
    return any(v.kind not in ("日", "時間", "分") for v in times(text))


def has_a_date(attempt: Attempt) -> bool:
    """Whether the operator has said by when: another promise for the same matter needs no date."""
    return any(
        p.by_when or times(e.text[p.start : p.end]) for e in attempt.operator for p in e.reading.promises
    )
