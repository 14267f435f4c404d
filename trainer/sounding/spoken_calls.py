"""Everything about spoken calls in one place, built once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.practice import Practice
from trainer.settings import VoiceSettings
from trainer.sounding.customer import CustomerSound
from trainer.sounding.own import OwnVoice
from trainer.sounding.replay import Replay
from trainer.sounding.voices import Voices
from trainer.store.recordings import RecordingStore
from trainer.voice import Speaker, speaker_of
from trainer.voice.transcription import Transcriber


@dataclass(frozen=True)
class SpokenCalls:
    """What pages use of spoken calls."""

    voices: Voices
    customer: CustomerSound
    own: OwnVoice
    replay: Replay

    @classmethod
    def over(
        cls,
        settings: VoiceSettings,
        data: Path,
        store: RecordingStore,
        practice: Practice,
        new_key: Callable[[], str],
    ) -> SpokenCalls:
        """Loads no engine and asks no server. Recordings whose time is over are removed at once. Raises
        StoreUnavailable."""

        def speaker_with(line: bool) -> Speaker:
            return speaker_of(replace(settings, line=line and settings.line), data)

        voices = Voices(store, speaker_with)
        customer = CustomerSound(practice, voices, new_key)
        transcriber = Transcriber(settings.recogniser)
        own = OwnVoice(store, practice, transcriber, practice.clock, settings.recording_days)
        own.purge()
        return cls(voices, customer, own, Replay(practice, voices, customer, own))
