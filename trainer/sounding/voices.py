"""The customers' voices of the house, and each person's choice among their settings."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from trainer.attempt import Attempt, CustomerSaid
from trainer.mood import Band, Mood
from trainer.person import Person
from trainer.scenario import Cast
from trainer.sounding.choice import VoiceChoice
from trainer.speech import SpeechStyle
from trainer.store.recordings import RecordingStore
from trainer.voice import Credit, Speaker, credits, style_of


@dataclass(frozen=True)
class Voices:
    """`speaker_with(line)` builds a speaker with or without the telephone's narrow sound; it costs nothing
    until something is to be heard."""

    store: RecordingStore
    speaker_with: Callable[[bool], Speaker]
    _speakers: dict[bool, Speaker] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def choice(self, actor: Person) -> VoiceChoice:
        """As saved, or everything as a beginner wants it."""
        body = self.store.voice_choice(actor.id)
        return VoiceChoice.model_validate_json(body) if body else VoiceChoice()

    def choose(self, actor: Person, choice: VoiceChoice) -> None:
        self.store.save_voice_choice(actor.id, choice.model_dump_json())

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Whose work the voices are."""
        return credits()

    def speaker(self, line: bool) -> Speaker:
        with self._lock:
            if line not in self._speakers:
                self._speakers[line] = self.speaker_with(line)
            return self._speakers[line]

    def ahead(self, cast: Cast, choice: VoiceChoice, ceiling: Band) -> None:
        """Renders what this customer may begin with, before anybody waits for it."""
        speaker = self.speaker(choice.line)
        speaker.warm()
        style = style_of(cast.voice, softened(first_band(cast), ceiling))
        for words in cast.scenario.opening.say:
            speaker.ahead(words, style)


def first_band(cast: Cast) -> Band:
    """The mood in which this customer calls."""
    start = cast.scenario.start_anger
    return Mood(anger=cast.persona.start if start is None else start, before=0).band


def softened(band: Band, ceiling: Band) -> Band:
    """Never harsher than the person wants to hear."""
    return min(band, ceiling, key=list(Band).index)


def line_style(cast: Cast, attempt: Attempt, said: CustomerSaid) -> SpeechStyle:
    """How the customer sounds in one line."""
    return style_of(cast.voice, softened(said.mood.band, attempt.started.ceiling))
