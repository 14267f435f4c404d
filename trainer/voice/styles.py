"""How each caller sounds: from customer type, gender, age and mood."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from trainer.mood import Band
from trainer.persona import Voice
from trainer.speech import SpeechStyle


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return raw


def style_of(voice: Voice, band: Band) -> SpeechStyle:
    """The sound of a voice in a mood. The caller lowers `band` to the person's ceiling first."""
    table = _table()
    persona = table["personas"][voice.persona]
    gender, shift = table["genders"][voice.gender], table["shifts"][voice.persona]
    mood = table["bands"][band]
    elder = (
        table["elder"] if voice.age >= table["elder"]["from"] else {"speed": 1.0, "pitch": 0.0, "pauses": 1.0}
    )
    pauses = mood["pauses"] * elder["pauses"]
    return SpeechStyle(
        pitch=gender["pitch"] + shift["pitch"] + mood["pitch"] + elder["pitch"],
        tract=gender["tract"] + shift["tract"],
        speed=persona["speed"] * mood["speed"] * elder["speed"],
        range=persona["range"] * mood["range"],
        lift=persona["lift"],
        gain=mood["gain"],
        comma=persona["comma"] * pauses,
        stop=persona["stop"] * pauses,
        press=mood["press"],
    )
