"""Settings of the customer's voice (docs/voice.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.settings.environment import OPENAI_URL, Given, is_on_own_network, usable_url
from trainer.settings.llm import LlmSettings
from trainer.settings.secret import Secret


@dataclass(frozen=True)
class SpeechServer:
    """A server that speaks OpenAI's audio protocol. `voice`: its name, or two ("woman,man"). Times in
    seconds, for one phrase: to reach the server, its longest silence, the whole sound."""

    model: str = ""
    voice: str = "alloy"
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


VOICE_ENGINES = ("openjtalk", "system", "espeak", "openai", "off")


@dataclass(frozen=True)
class VoiceSettings:
    """The customer's voice. `engine` is one of VOICE_ENGINES; `line`, `ring`, `music`: the telephone's
    narrow sound, its ringing, the music on hold; `loudest` dBFS that speech may reach; `cache_bytes` of
    sounds that are kept (0: none). `problems` are Japanese sentences; the defaults hold instead."""

    engine: str = "openjtalk"
    line: bool = True
    ring: bool = True
    music: bool = True
    loudest: float = -18.0
    cache_bytes: int = 300_000_000
    server: SpeechServer = field(default_factory=SpeechServer)
    problems: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> VoiceSettings:
        given, llm = Given(env), LlmSettings.from_environment(env)
        own_url = given.text("TRAINER_TTS_BASE_URL")
        base_url = usable_url(own_url, given.problems) if own_url else llm.base_url
        # A key goes to the server it was made for and to no other one.
        key = Secret(given.text("TRAINER_TTS_KEY")) or (llm.key if base_url == llm.base_url else Secret())
        server = SpeechServer(
            model=given.text("TRAINER_TTS_MODEL"),
            voice=given.text("TRAINER_TTS_VOICE") or SpeechServer.voice,
            base_url=base_url,
            key=key,
            read_seconds=given.number("TRAINER_TTS_READ_SECONDS", SpeechServer.read_seconds, least=0.1),
            total_seconds=given.number("TRAINER_TTS_TOTAL_SECONDS", SpeechServer.total_seconds, least=0.1),
        )
        return cls(
            engine=given.choice("TRAINER_VOICE", VOICE_ENGINES),
            line=given.switch("TRAINER_VOICE_LINE"),
            ring=given.switch("TRAINER_VOICE_RING"),
            music=given.switch("TRAINER_VOICE_MUSIC"),
            loudest=given.number("TRAINER_VOICE_LOUDEST", cls.loudest, least=-40.0, most=-12.0),
            cache_bytes=int(1e6 * given.number("TRAINER_VOICE_CACHE_MB", cls.cache_bytes / 1e6)),
            server=server,
            problems=tuple(given.problems),
        )
