"""A whole call to listen to again: the customer's voice, the trainee's recordings, and where each begins."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from trainer.attempt import Attempt, CustomerSaid, OperatorSaid
from trainer.errors import Conflict
from trainer.person import Person
from trainer.practice import Practice
from trainer.sounding.customer import CustomerSound
from trainer.sounding.own import OwnVoice
from trainer.sounding.voices import Voices, line_style
from trainer.voice import CallAudio, Part, call_audio

BREATH = 0.5
"""Seconds between two lines. The true ones are the time it took to type or to correct."""
READING = 10.0
"""Characters a second at which typed words can be read along."""
LONGEST_READING = 4.0
MOST = 2
"""Calls that are held in memory; five minutes take 10 MB."""


@dataclass(frozen=True)
class Said:
    """One line of a call as it is heard: `sound` is False for words that were typed only."""

    event: CustomerSaid | OperatorSaid
    sound: bool


@dataclass(frozen=True)
class Replay:
    practice: Practice
    voices: Voices
    customer: CustomerSound
    own: OwnVoice
    _made: OrderedDict[tuple[object, ...], CallAudio] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def lines(self, actor: Person, attempt: Attempt) -> list[Said]:
        """What was said, in order; the parts of the audio are these."""
        heard = self.customer.heard(self.practice.cast_of(attempt)) and not self.voices.speaker(True).silent
        own = {r.turn for r in self.own.recordings(actor, attempt) if r.wav}
        return [
            Said(e, heard if isinstance(e, CustomerSaid) else e.turn in own)
            for e in attempt.events
            if isinstance(e, (CustomerSaid, OperatorSaid))
        ]

    def audio(self, key: str) -> CallAudio:
        """The call of a key as one file. Raises NotFound, and Conflict while the call runs."""
        opened = self.customer.opened(key)
        attempt = self.practice.attempt(opened.person, opened.attempt)
        if not attempt.ended:
            raise Conflict("この通話はまだ終わっていません。終えてから聞き直してください。")
        lines = self.lines(opened.person, attempt)
        name = (attempt.id, opened.person.id, opened.line, *(said.sound for said in lines))
        with self._lock:  # a second request waits instead of rendering the same call again
            if name not in self._made:
                self._made[name] = call_audio(self._parts(opened.person, attempt, lines, opened.line))
                while len(self._made) > MOST:
                    self._made.popitem(last=False)
            self._made.move_to_end(name)
            return self._made[name]

    def _parts(self, actor: Person, attempt: Attempt, lines: Sequence[Said], line: bool) -> list[Part]:
        cast, speaker = self.practice.cast_of(attempt), self.voices.speaker(line)
        own = {r.turn: r for r in self.own.recordings(actor, attempt)}
        parts, at = [], 0.0
        for said in lines:
            event, wav, seconds = said.event, b"", 0.0
            if said.sound and isinstance(event, CustomerSaid):
                clip = speaker.whole(event.text, line_style(cast, attempt, event))
                wav, seconds = (clip.wav, clip.seconds) if clip else (b"", 0.0)
            elif said.sound:
                wav, seconds = own[event.turn].wav, own[event.turn].seconds
            parts.append(Part(at, wav))
            at += (seconds or min(LONGEST_READING, len(event.text) / READING)) + BREATH
        return parts
