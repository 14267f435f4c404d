"""Which engines speak, in which order: the chosen one first, then what works without a network."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from trainer.settings import VoiceSettings
from trainer.voice.cache import SoundCache
from trainer.voice.engine import Engine
from trainer.voice.engines import InChild, OpenJTalk
from trainer.voice.openai_speech import OpenAiSpeech
from trainer.voice.rendering import Sounds
from trainer.voice.speaker import Speaker

FOLDER = "voice"
"""Of the sounds, in the data folder."""
_NOTHING = (
    "音声のエンジンが見つからないため、文字だけで続けます。"
    "音を出すには `uv sync` で pyopenjtalk-plus を入れてください。"
)


def speaker_of(settings: VoiceSettings, data: Path) -> Speaker:
    """The voice as set, its sounds kept in `data`. Nothing is loaded yet."""
    found = engines_of(settings)
    problems = list(settings.problems)
    if settings.engine != "off" and not found:
        problems.append(_NOTHING)
    elif settings.engine not in ("off", *(name for name, _ in found)):
        instead = found[0][1].title
        problems.append(f"設定された音声「{settings.engine}」が使えないため、{instead} で話します。")
    return Speaker(
        [engine for _, engine in found],
        SoundCache(data / FOLDER, settings.cache_bytes),
        Sounds(line=settings.line, ring=settings.ring, music=settings.music, loudest=settings.loudest),
        problem=" ".join(problems),
    )


def engines_of(settings: VoiceSettings) -> list[tuple[str, Engine]]:
    """Setting name and engine of everything that seems to be there, the chosen one first. A speech server
    or the system's voices are only used where they were chosen: words leave the house by choice, and a
    system's voice may be another one on each computer."""
    if settings.engine == "off":
        return []
    order = dict.fromkeys((settings.engine, "openjtalk", "espeak"))
    made = ((name, _MAKERS[name](settings)) for name in order if name in _MAKERS)
    return [(name, engine) for name, engine in made if engine is not None]


def _openjtalk(_: VoiceSettings) -> Engine | None:
    return OpenJTalk() if find_spec("pyopenjtalk") and find_spec("pyttsx3") else None


def _system(_: VoiceSettings) -> Engine | None:
    driver = {"win32": "sapi5", "darwin": "nsss"}.get(sys.platform)
    return InChild(driver, "パソコンの音声") if driver and find_spec("pyttsx3") else None


def _espeak(_: VoiceSettings) -> Engine | None:
    there = find_spec("pyttsx3") and (find_spec("espeakng_loader") or ctypes.util.find_library("espeak-ng"))
    return InChild("espeak", "espeak-ng", kana=True) if there else None


def _openai(settings: VoiceSettings) -> Engine | None:
    return OpenAiSpeech(settings.server) if settings.server.configured and find_spec("openai") else None


_MAKERS: dict[str, Callable[[VoiceSettings], Engine | None]] = {
    "openjtalk": _openjtalk,
    "system": _system,
    "espeak": _espeak,
    "openai": _openai,
}
