"""Fixtures: a speaker over a real engine, and engines that misbehave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from trainer.speech import SpeechStyle
from trainer.voice import SoundCache, Speaker
from trainer.voice.engine import VoiceFailed
from trainer.voice.engines import OpenJTalk
from trainer.voice.sound import Wave

MB = 1_000_000
PLAIN = SpeechStyle(pitch=-6, tract=0.97)


@dataclass
class Pretended:
    """An engine that hums as long as it is told words, or fails; counts what it was asked."""

    title: str = "みせかけ"
    fails: VoiceFailed | None = None
    pitched: bool = True
    asked: list[str] = field(default_factory=list)

    def version(self) -> str:
        return self.title

    def warm(self) -> None:
        if self.fails:
            raise self.fails

    def spoken(self, text: str, style: SpeechStyle) -> tuple[Wave, int]:
        self.asked.append(text)
        if self.fails:
            raise self.fails
        return 0.2 * np.sin(2 * np.pi * 200 * np.arange(24_000 * len(text) // 10) / 24_000), 24_000


@pytest.fixture
def speaking(tmp_path: Path) -> Callable[..., Speaker]:
    """`speaking(engine, …, name=value)` → a speaker with a cache of its own; Open JTalk by default."""

    def _speaking(*engines: Any, limit: int = 100 * MB, **more: Any) -> Speaker:
        return Speaker(engines or (OpenJTalk(),), SoundCache(tmp_path / "voice", limit), **more)

    return _speaking
