"""The customer's voice during a call: what the browser is told to play. The text never waits for it."""

from __future__ import annotations

from functools import cache
from typing import Any

from trainer.attempt import Attempt
from trainer.ui import voice_choice
from trainer.ui.browser import component
from trainer.ui.frame import app, me
from trainer.ui.markup import icon
from trainer.ui.notices import notice
from trainer.ui.talk import Screen

AGAIN = (
    '<button type="button" class="again" aria-label="この発言をもう一度聞く" title="もう一度聞く">'
    f"{icon('volume_up')}</button>"
)
_BAR = """
button{font:inherit;color:inherit;background:none;border:1px solid var(--st-border-color);border-radius:6px;
  padding:.48rem .75rem;line-height:1.5;cursor:pointer;white-space:nowrap}
button:focus-visible{outline:2px solid var(--st-primary-color);outline-offset:2px}
.ms{font-family:"Material Symbols Rounded";font-size:1.2em;line-height:1;vertical-align:-.2em;
  font-feature-settings:"liga"}
"""


@cache
def _player() -> Any:
    return component("voice")


@cache
def _bar() -> Any:
    symbol = '<span class="ms" aria-hidden="true"></span>'
    html = f'<button type="button">{symbol} <span class="w"></span></button>'
    return component("voicebar", html=html, css=_BAR)


def on(screen: Screen) -> bool:
    """Whether this call is heard by this person."""
    if not voice_choice.mine().customer:
        return False
    spoken = app().spoken
    return spoken.customer.heard(screen.cast) and not spoken.voices.speaker(voice_choice.mine().line).silent


def beside(screen: Screen) -> str:
    """What stands beside each of the customer's lines, as HTML."""
    return AGAIN if on(screen) else ""


def player(screen: Screen) -> None:
    """Has the browser play what it has not played yet, by the `state` in the tail. It fetches the sound
    itself, and only then is it made: a line costs far more than the turn, and nobody's words shall wait for
    it."""
    if not on(screen):
        return
    choice, attempt = voice_choice.mine(), screen.attempt
    _player()(
        key="voice",
        data={
            "call": app().spoken.customer.key(me(), attempt.id, line=choice.line),
            "attempt": attempt.id,
            "music": choice.music,
            "ring": choice.ring,
            "volume": choice.volume / 100,
        },
        height="content",
    )


def state(attempt: Attempt) -> dict[str, Any]:
    """For voice.js: the number of the customer's newest line, and whether they are on hold."""
    return {"newest": len(attempt.customer) - 1, "held": attempt.on_hold is not None}


def tell(screen: Screen) -> None:
    """Without any engine: a quiet notice, once."""
    choice, spoken = voice_choice.mine(), app().spoken
    if not choice.customer or not spoken.customer.heard(screen.cast):
        return
    if told := spoken.voices.speaker(choice.line).notice(me().id):
        notice(told)


def bar(screen: Screen) -> None:
    """Among the buttons: silence for this tab, or the permission that the browser wants."""
    if on(screen):
        _bar()(key="voicebar", width="content", height="content")
