"""What every engine that turns text into speech has in common."""

from __future__ import annotations

from typing import Protocol

from trainer.errors import TrainerError
from trainer.speech import SpeechStyle
from trainer.voice.sound import Wave


class VoiceFailed(TrainerError):
    """An engine could not speak: `lasting` when it will not speak other words either. `str(error)` is for
    the log; it never has the words to be spoken."""

    def __init__(self, told: str, *, lasting: bool = True) -> None:
        super().__init__(told)
        self.lasting = lasting


class Engine(Protocol):
    """One way to speak. Used from any thread."""

    @property
    def title(self) -> str:
        """Its name for people."""

    @property
    def pitched(self) -> bool:
        """Whether it follows the style's pitch by itself; if not, its voice is moved afterwards."""

    def version(self) -> str:
        """What a cached sound is known by; costs nothing."""

    def warm(self) -> None:
        """Loads what the first phrase would wait for; asks no server. Raises VoiceFailed."""

    def spoken(self, text: str, style: SpeechStyle) -> tuple[Wave, int]:
        """One phrase and its samples per second, before any shaping; empty where nothing can be said.
        Raises VoiceFailed."""
