"""Times as people read them, and the call timer that ticks in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

from trainer.attempt import AnyEvent, Attempt
from trainer.ui.browser import component

_DAYS = "月火水木金土日"
AWAY = 300.0
"""Seconds after which a pause counts as having left the desk, not as talk."""


def moment(at: float, east: int) -> str:
    """2026年11月22日(日) 14:05. `at`: seconds since the epoch, `east`: seconds east of UTC."""
    when = datetime.fromtimestamp(at, timezone(timedelta(seconds=east)))
    return f"{when.year}年{when.month}月{when.day}日({_DAYS[when.weekday()]}) {when:%H:%M}"


def duration(seconds: float) -> str:
    """3分12秒."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}分{rest:02}秒" if minutes else f"{rest}秒"


def talk_seconds(events: Sequence[AnyEvent], now: float) -> float:
    """How long the call has lasted, without the time the trainee was away from it."""
    times = [e.at for e in events]
    ends = [*times[1:], *([] if Attempt.of(events).ended else [now])]
    return sum(min(max(0.0, later - earlier), AWAY) for earlier, later in zip(times, ends, strict=False))


@cache
def _timer() -> Any:
    return component(
        "timer",
        html='<span class="t" role="timer">00:00</span>',
        css=".t{font-variant-numeric:tabular-nums;font-weight:600;font-size:1.15rem;font-family:inherit}",
    )


def timer(attempt: Attempt, now: float) -> None:
    """The call's length, counting on in the browser while the call runs."""
    _count("timer", "応対の時間", attempt, talk_seconds(attempt.events, now))


def hold_timer(name: str, attempt: Attempt, now: float) -> None:
    """How long the customer has been waiting, counting on in the browser; nothing when they are not."""
    if attempt.on_hold:
        _count("hold-timer", name, attempt, max(0.0, now - attempt.on_hold.at), f"{name} ")


def _count(key: str, name: str, attempt: Attempt, seconds: float, lead: str = "") -> None:
    running, mark = attempt.ended is None, len(attempt.events)
    _timer()(
        key=key,
        data={"name": name, "lead": lead, "seconds": seconds, "running": running, "mark": mark},
        width="content",
        height="content",
    )
