"""How each caller sounds: from customer type, gender, age and mood."""

from __future__ import annotations

import hashlib
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
    persona, mood = table["personas"][voice.persona], table["bands"][band]
    gender, shift = table["genders"][voice.gender], table["shifts"][voice.persona]
    age, own = _of_age(voice.age), _own(voice.id)
    pauses = mood["pauses"] * age["pauses"]
    return SpeechStyle(
        pitch=gender["pitch"] + shift["pitch"] + mood["pitch"] + age["pitch"] + own["pitch"],
        tract=gender["tract"] + shift["tract"] + own["tract"],
        speed=persona["speed"] * mood["speed"] * age["speed"] * (1 + own["speed"]),
        range=persona["range"] * mood["range"] * (1 + own["range"]),
        lift=persona["lift"],
        gain=mood["gain"],
        comma=persona["comma"] * pauses,
        stop=persona["stop"] * pauses,
        press=mood["press"],
    )


def _of_age(age: int) -> dict[str, float]:
    """Speed, pitch and pauses: the highest row whose age is reached."""
    rows = _table()["ages"]
    reached: dict[str, float] = [row for row in rows if age >= row["from"]][-1]
    return reached


def _own(voice_id: str) -> dict[str, float]:
    """What sets one person apart from others of the same type, gender and age; the same on every
    machine."""
    most, dice = _table()["individual"], _table()["dice"]
    digest = hashlib.sha256(f"{dice} {voice_id}".encode()).digest()
    return {name: limit * (digest[i] / 127.5 - 1) for i, (name, limit) in enumerate(most.items())}
