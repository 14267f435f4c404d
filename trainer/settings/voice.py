"""Settings of the voices: the customer's, and how the trainee's is recognised and kept (docs/voice.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trainer.settings.environment import OPENAI_URL, Given, is_on_own_network, usable_url
from trainer.settings.llm import LlmSettings
from trainer.settings.secret import Secret


@dataclass(frozen=True)
class AudioServer:
    """A server that speaks OpenAI's audio protocol. Times in seconds, for one request: to reach the
    server, its longest silence, the whole answer."""

    model: str = ""
    base_url: str = OPENAI_URL
    key: Secret = field(default_factory=Secret)
    connect_seconds: float = 3.0
    read_seconds: float = 8.0
    total_seconds: float = 15.0

    @property
    def configured(self) -> bool:
        """Whether it may be asked: a model is named, and the server is ours or has a key."""
        return bool(self.model and (self.key or self.base_url != OPENAI_URL))

    @property
    def on_own_network(self) -> bool:
        """As LlmSettings.on_own_network."""
        return is_on_own_network(self.base_url)


@dataclass(frozen=True)
class SpeechServer(AudioServer):
    """One that speaks, a phrase with each request. `voice`: its name, or two ("woman,man")."""

    voice: str = "alloy"


@dataclass(frozen=True)
class Recogniser(AudioServer):
    """One that writes down what was said, an utterance with each request."""

    read_seconds: float = 20.0
    total_seconds: float = 30.0


VOICE_ENGINES = ("openjtalk", "system", "espeak", "openai", "off")


@dataclass(frozen=True)
class VoiceSettings:
    """The customer's voice. `engine` is one of VOICE_ENGINES; `line`, `ring`, `music`: the telephone's
    narrow sound, its ringing, the music on hold; `loudest` dBFS that speech may reach; `cache_bytes` of
    sounds that are kept (0: none). `recogniser` hears the trainee; recordings of them are kept for
    `recording_days`. `problems` are Japanese sentences; the defaults hold instead."""

    engine: str = "openjtalk"
    line: bool = True
    ring: bool = True
    music: bool = True
    loudest: float = -18.0
    cache_bytes: int = 300_000_000
    server: SpeechServer = field(default_factory=SpeechServer)
    recogniser: Recogniser = field(default_factory=Recogniser)
    recording_days: float = 30.0
    problems: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> VoiceSettings:
        given, llm = Given(env), LlmSettings.from_environment(env)
        server = SpeechServer(
            voice=given.text("TRAINER_TTS_VOICE") or SpeechServer.voice,
            **_server(given, "TTS", llm, SpeechServer),
        )
        return cls(
            engine=given.choice("TRAINER_VOICE", VOICE_ENGINES),
            line=given.switch("TRAINER_VOICE_LINE"),
            ring=given.switch("TRAINER_VOICE_RING"),
            music=given.switch("TRAINER_VOICE_MUSIC"),
            loudest=given.number("TRAINER_VOICE_LOUDEST", cls.loudest, least=-40.0, most=-12.0),
            cache_bytes=int(1e6 * given.number("TRAINER_VOICE_CACHE_MB", cls.cache_bytes / 1e6)),
            server=server,
            recogniser=Recogniser(**_server(given, "STT", llm, Recogniser)),
            recording_days=given.number("TRAINER_RECORDING_DAYS", cls.recording_days, least=1, most=3_650),
            problems=tuple(given.problems),
        )


def _server(given: Given, name: str, llm: LlmSettings, kind: type[AudioServer]) -> dict[str, Any]:
    """What TRAINER_<name>_… says of an audio server; without an address it is the language model's."""
    own_url = given.text(f"TRAINER_{name}_BASE_URL")
    base_url = usable_url(own_url, given.problems) if own_url else llm.base_url
    # A key goes to the server it was made for and to no other one.
    own_key = Secret(given.text(f"TRAINER_{name}_KEY"))
    return {
        "model": given.text(f"TRAINER_{name}_MODEL"),
        "base_url": base_url,
        "key": own_key or (llm.key if base_url == llm.base_url else Secret()),
        "read_seconds": given.number(f"TRAINER_{name}_READ_SECONDS", kind.read_seconds, least=0.1),
        "total_seconds": given.number(f"TRAINER_{name}_TOTAL_SECONDS", kind.total_seconds, least=0.1),
    }
