"""What a centre can set from outside: environment variables, each with a default that just works.

An empty variable counts as unset. A value that cannot be used never stops the application: what is
wrong with the language model's settings is kept in `LlmSettings.problems` and told where it matters.
"""

from __future__ import annotations

import ipaddress
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent

OPENAI_URL = "https://api.openai.com/v1"
_AZURE_HOSTS = (".openai.azure.com", ".services.ai.azure.com", ".cognitiveservices.azure.com")
_AZURE_PATH = "/openai/v1"


class Secret:
    """A key that shows itself to nobody but the caller of `reveal()`: not in repr, str, formatting,
    `vars()` or `dataclasses.asdict`. False when empty."""

    __slots__ = ("__value",)

    def __init__(self, value: str = "") -> None:
        self.__value = value

    def reveal(self) -> str:
        return self.__value

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.__value == self.__value

    def __hash__(self) -> int:
        return hash(self.__value)

    def __repr__(self) -> str:
        return "Secret(設定済み)" if self else "Secret(未設定)"

    def __reduce__(self) -> str:
        raise TypeError("a Secret is not written anywhere")

    def __deepcopy__(self, memo: object) -> Secret:
        return self


@dataclass(frozen=True)
class Price:
    """Yen per million tokens; 0 when unknown or free."""

    yen_in: float = 0.0
    yen_out: float = 0.0


@dataclass(frozen=True)
class LlmSettings:
    """The language model, if there is one.

    `base_url` is complete (http(s)://…/v1, no slash at its end), `extra` goes into every request body.
    Times in seconds: `connect_seconds` to reach the server, `read_seconds` the longest silence,
    `total_seconds` one turn of the customer, `judge_seconds` one structured answer. Ceilings in tokens
    (in + out) and yen, for one call (a customer's call, or the judgement of one) and one day; 0: none.
    `problems` are Japanese sentences; with any of them the model is not used."""

    model: str = ""
    judge_model: str = ""
    base_url: str = OPENAI_URL
    key: Secret = field(default_factory=Secret)
    connect_seconds: float = 3.0
    read_seconds: float = 10.0
    total_seconds: float = 20.0
    judge_seconds: float = 60.0
    price: Price = Price()
    judge_price: Price = Price()
    call_tokens: int = 100_000
    day_tokens: int = 5_000_000
    call_yen: float = 0.0
    day_yen: float = 0.0
    extra: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def configured(self) -> bool:
        """Whether a model may be asked: it is named, and its server is ours or has a key. A key alone
        is no wish to send a trainee's words out."""
        return bool(self.model and (self.key or self.base_url != OPENAI_URL) and not self.problems)

    @property
    def on_own_network(self) -> bool:
        """Whether the server is this machine or has a private address: no proxy is asked then."""
        return _on_own_network(self.base_url)

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> LlmSettings:
        given = _Given(env)
        azure = given.text("AZURE_OPENAI_ENDPOINT")
        key = given.text("AZURE_OPENAI_API_KEY" if azure else "OPENAI_API_KEY") or given.text(
            "OPENAI_API_KEY"
        )
        if not key.isascii() or not key.isprintable():
            given.problems.append(
                "APIキーに使えない文字(全角文字や改行)が入っています。キーを貼り直してください。"
            )
            key = ""
        model = given.text("TRAINER_LLM_MODEL")
        price = Price(given.number("TRAINER_LLM_YEN_IN", 0.0), given.number("TRAINER_LLM_YEN_OUT", 0.0))
        return cls(
            model=model,
            judge_model=given.text("TRAINER_LLM_JUDGE_MODEL") or model,
            base_url=_url(azure or given.text("OPENAI_BASE_URL"), given.problems),
            key=Secret(key),
            connect_seconds=given.number("TRAINER_LLM_CONNECT_SECONDS", cls.connect_seconds, least=0.1),
            read_seconds=given.number("TRAINER_LLM_READ_SECONDS", cls.read_seconds, least=0.1),
            total_seconds=given.number("TRAINER_LLM_TOTAL_SECONDS", cls.total_seconds, least=0.1),
            judge_seconds=given.number("TRAINER_LLM_JUDGE_SECONDS", cls.judge_seconds, least=0.1),
            price=price,
            judge_price=Price(
                given.number("TRAINER_LLM_JUDGE_YEN_IN", price.yen_in),
                given.number("TRAINER_LLM_JUDGE_YEN_OUT", price.yen_out),
            ),
            call_tokens=int(given.number("TRAINER_LLM_CALL_TOKENS", cls.call_tokens)),
            day_tokens=int(given.number("TRAINER_LLM_DAY_TOKENS", cls.day_tokens)),
            call_yen=given.number("TRAINER_LLM_CALL_YEN", cls.call_yen),
            day_yen=given.number("TRAINER_LLM_DAY_YEN", cls.day_yen),
            extra=given.object("TRAINER_LLM_EXTRA"),
            problems=tuple(given.problems),
        )


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
        return _on_own_network(self.base_url)


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
        given, llm = _Given(env), LlmSettings.from_environment(env)
        own_url = given.text("TRAINER_TTS_BASE_URL")
        base_url = _url(own_url, given.problems) if own_url else llm.base_url
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


@dataclass(frozen=True)
class Settings:
    """`data`: folder of the database (TRAINER_DATA, default ./data); `scenarios`: the scenario
    folder (TRAINER_SCENARIOS, default ./scenarios); `llm`: the language model (docs/llm.md); `voice`: the
    customer's voice (docs/voice.md)."""

    data: Path
    scenarios: Path
    llm: LlmSettings = field(default_factory=LlmSettings)
    voice: VoiceSettings = field(default_factory=VoiceSettings)

    @classmethod
    def from_environment(cls) -> Settings:
        return cls(
            data=Path(os.environ.get("TRAINER_DATA") or ROOT / "data"),
            scenarios=Path(os.environ.get("TRAINER_SCENARIOS") or ROOT / "scenarios"),
            llm=LlmSettings.from_environment(),
            voice=VoiceSettings.from_environment(),
        )

    @property
    def database(self) -> Path:
        return self.data / "trainer.db"


@dataclass
class _Given:
    """Reads variables and gathers what is wrong with them."""

    env: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.env.get(name, "").strip()

    def choice(self, name: str, known: tuple[str, ...]) -> str:
        """One of `known`, the first by default."""
        text = self.text(name).lower() or known[0]
        if text in known:
            return text
        self.problems.append(f"{name} には {'、'.join(known)} のどれかを指定してください。")
        return known[0]

    def switch(self, name: str) -> bool:
        """On unless it is switched off."""
        return self.choice(name, ("on", "off")) == "on"

    def number(self, name: str, default: float, least: float = 0.0, most: float = math.inf) -> float:
        text = self.text(name).replace(",", "")
        try:
            value = float(text) if text else default
        except ValueError:
            value = math.nan
        if math.isfinite(value) and least <= value <= most:
            return value
        allowed = f"{least:g} 以上" if most == math.inf else f"{least:g} から {most:g} まで"
        self.problems.append(f"{name} には {allowed}の数を指定してください。")
        return default

    def object(self, name: str) -> Mapping[str, Any]:
        try:
            value = json.loads(self.text(name) or "{}")
        except ValueError:
            value = None
        if isinstance(value, dict):
            return value
        self.problems.append(f'{name} には {{"名前": 値}} の形のJSONを指定してください。')
        return {}


def _on_own_network(base_url: str) -> bool:
    host = urlsplit(base_url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:  # a name
        return False


def _url(text: str, problems: list[str]) -> str:
    """The base URL as the SDK needs it; an Azure resource by its bare address, or by an address copied
    from the portal, gets the path of its OpenAI-compatible interface."""
    if not text:
        return OPENAI_URL
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port that is not a number, an unclosed [
        usable = False
    if not usable:
        problems.append(
            "接続先のURLは http:// または https:// から始まる形で指定してください"
            "(例: http://localhost:11434/v1)。"
        )
        return OPENAI_URL
    if (parts.hostname or "").endswith(_AZURE_HOSTS) and not parts.path.startswith(_AZURE_PATH):
        return f"{parts.scheme}://{parts.netloc}{_AZURE_PATH}"
    return text.rstrip("/")
