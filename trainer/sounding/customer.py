"""The customer's lines as sounds that a browser fetches, phrase by phrase.

A key opens the sounds of one call to whoever holds it, for as long as the server runs. It is made for the
attempt's own trainee only, and it is no attempt id: those stand in addresses that are passed around.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from trainer.attempt import Attempt
from trainer.dialogue import Channel
from trainer.errors import NotFound
from trainer.person import Person
from trainer.practice import Practice
from trainer.scenario import Cast
from trainer.sounding.voices import Voices, line_style
from trainer.voice import Clip

MOST_KEYS = 1_000
MOST_LINES = 128
"""Lines that are held in memory (about 100 KB each); others are read from the cache again."""
RENDERING = 2
"""Lines that are rendered at the same time: more would keep the turns of others waiting."""
_ASIDE = 15
"""Of the system's 19 steps behind everything else."""
PATIENCE = 20.0
"""Seconds after which a phrase is given up."""


@dataclass(frozen=True)
class Opened:
    """What a key opens: one call for its trainee; `line`: with the telephone's narrow sound."""

    person: Person
    attempt: str
    line: bool


class CustomerSound:
    def __init__(self, practice: Practice, voices: Voices, new_key: Callable[[], str]) -> None:
        self._practice, self._voices, self._new_key = practice, voices, new_key
        self._lock = threading.Lock()
        self._keys: OrderedDict[str, Opened] = OrderedDict()
        self._lines: OrderedDict[tuple[str, int, bool], _Line] = OrderedDict()
        self._workers = ThreadPoolExecutor(RENDERING, "voice", _stand_back)

    def heard(self, cast: Cast) -> bool:
        """Whether this customer has a voice: chats and e-mails are read."""
        return cast.scenario.channel is Channel.PHONE

    def key(self, actor: Person, attempt_id: str, *, line: bool = True) -> str:
        """Opens the sounds of a call; the same one again while it is known. Raises NotFound."""
        self._practice.attempt(actor, attempt_id)
        opened = Opened(actor, attempt_id, line)
        with self._lock:
            for key, known in self._keys.items():
                if known == opened:
                    return key
            key = self._new_key()
            self._keys[key] = opened
            while len(self._keys) > MOST_KEYS:
                self._keys.popitem(last=False)
            return key

    def opened(self, key: str) -> Opened:
        """Raises NotFound for a key that was never made or is long forgotten."""
        with self._lock:
            found = self._keys.get(key)
        if found is None:
            raise NotFound("この音はもう聞けません。ページを再読み込みしてください。")
        return found

    def clip(self, key: str, number: int, place: int) -> bytes | None:
        """The phrase at `place` of the customer's line `number` (both from 0) as WAV, as soon as it is
        there; None behind the last one. Raises NotFound."""
        return self._line(self.opened(key), number).clip(place)

    def ringing(self, key: str) -> bytes | None:
        """None where the house has switched it off; so with `hold_music`. Raises NotFound."""
        return _wav(self._voices.speaker(self.opened(key).line).ringing(1))

    def hold_music(self, key: str) -> bytes | None:
        return _wav(self._voices.speaker(self.opened(key).line).hold_music())

    def _line(self, opened: Opened, number: int) -> _Line:
        attempt = self._practice.attempt(opened.person, opened.attempt)
        if not 0 <= number < len(attempt.customer):
            raise NotFound("この発言はまだありません。通話の画面を開き直してください。")
        name = (opened.attempt, number, opened.line)
        with self._lock:
            line = self._lines.get(name)
            if line is not None:
                self._lines.move_to_end(name)
                return line
            line = self._lines[name] = _Line(self._clips(attempt, number, opened.line))
            while len(self._lines) > MOST_LINES:
                self._lines.popitem(last=False)
        self._workers.submit(line.render)
        return line

    def _clips(self, attempt: Attempt, number: int, line: bool) -> Iterator[Clip]:
        said, cast = attempt.customer[number], self._practice.cast_of(attempt)
        return self._voices.speaker(line).clips(said.text, line_style(cast, attempt, said))


class _Line:
    """One line being rendered: phrases that are there, and whether more will come."""

    def __init__(self, clips: Iterator[Clip]) -> None:
        self._coming = clips
        self._clips: list[bytes] = []
        self._complete = False
        self._changed = threading.Condition()

    def render(self) -> None:
        try:
            for clip in self._coming:
                with self._changed:
                    self._clips.append(clip.wav)
                    self._changed.notify_all()
        finally:
            with self._changed:
                self._complete = True
                self._changed.notify_all()

    def clip(self, place: int) -> bytes | None:
        with self._changed:
            self._changed.wait_for(lambda: self._complete or place < len(self._clips), PATIENCE)
            return self._clips[place] if place < len(self._clips) else None


def _stand_back() -> None:
    """A line takes far more work than a turn, and nobody's words shall wait for it. Only Linux gives a thread
    a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _ASIDE)


def _wav(clip: Clip | None) -> bytes | None:
    return clip.wav if clip else None
