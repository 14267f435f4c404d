"""What a centre can set from outside: environment variables, each with a default that just works.

An empty variable counts as unset. A value that cannot be used never stops the application: what is
wrong with the language model's settings is kept in `LlmSettings.problems` and told where it matters.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from trainer.settings.environment import OPENAI_URL
from trainer.settings.llm import CHOOSABLE, LlmSettings, Price, decided_outside
from trainer.settings.originals import OriginalsSettings
from trainer.settings.secret import Secret
from trainer.settings.voice import VOICE_ENGINES, AudioServer, Recogniser, SpeechServer, VoiceSettings

__all__ = [
    "CHOOSABLE",
    "OPENAI_URL",
    "ROOT",
    "VOICE_ENGINES",
    "AudioServer",
    "LlmSettings",
    "OriginalsSettings",
    "Price",
    "Recogniser",
    "Secret",
    "Settings",
    "SpeechServer",
    "VoiceSettings",
    "decided_outside",
]

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settings:
    """`data`: folder of the database (TRAINER_DATA, default ./data); `scenarios`: the scenario
    folder (TRAINER_SCENARIOS, default ./scenarios); `llm`: the language model (docs/llm.md); `voice`: the
    customer's voice (docs/voice.md); `originals`: what becomes of unmasked cases (docs/masking.md)."""

    data: Path
    scenarios: Path
    llm: LlmSettings = field(default_factory=LlmSettings)
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    originals: OriginalsSettings = field(default_factory=OriginalsSettings)

    @classmethod
    def from_environment(cls) -> Settings:
        """What is not given has its default; what is given wrongly is told by `problems` of its part."""
        return cls(
            data=Path(os.environ.get("TRAINER_DATA") or ROOT / "data"),
            scenarios=Path(os.environ.get("TRAINER_SCENARIOS") or ROOT / "scenarios"),
            llm=LlmSettings.from_environment(),
            voice=VoiceSettings.from_environment(),
            originals=OriginalsSettings.from_environment(),
        )

    @property
    def database(self) -> Path:
        return self.data / "trainer.db"
