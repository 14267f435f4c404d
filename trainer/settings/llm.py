"""Settings of the language model (docs/llm.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trainer.settings.environment import OPENAI_URL, Given, is_on_own_network, usable_url
from trainer.settings.secret import Secret

_KEYS = ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY")
_SERVERS = ("OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT")
CHOOSABLE = (
    "TRAINER_LLM_MODEL",
    "TRAINER_LLM_JUDGE_MODEL",
    "OPENAI_BASE_URL",
    "TRAINER_LLM_CONNECT_SECONDS",
    "TRAINER_LLM_READ_SECONDS",
    "TRAINER_LLM_TOTAL_SECONDS",
    "TRAINER_LLM_JUDGE_SECONDS",
    "TRAINER_LLM_YEN_IN",
    "TRAINER_LLM_YEN_OUT",
    "TRAINER_LLM_JUDGE_YEN_IN",
    "TRAINER_LLM_JUDGE_YEN_OUT",
    "TRAINER_LLM_CALL_TOKENS",
    "TRAINER_LLM_DAY_TOKENS",
    "TRAINER_LLM_CALL_YEN",
    "TRAINER_LLM_DAY_YEN",
    "TRAINER_LLM_READING",
)
"""Variables that supervisors may set in the app too. No key, as it would have to be kept, and not
TRAINER_LLM_EXTRA, in which keys hide at times."""


def decided_outside(env: Mapping[str, str]) -> frozenset[str]:
    """Names that the environment decides, so that the app cannot. Whoever gave a key gave it for one
    server: it is sent to no other."""
    given = {name for name in (*CHOOSABLE, *_KEYS, *_SERVERS) if env.get(name, "").strip()}
    if given & {*_KEYS, "AZURE_OPENAI_ENDPOINT"}:
        given.add("OPENAI_BASE_URL")
    if given & set(_KEYS):
        given.update(_KEYS)
    return frozenset(given)


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
    `reading`: the model proposes acts for each of the operator's utterances (language/acts/proposals.py).
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
    reading: bool = False
    problems: tuple[str, ...] = ()

    @property
    def configured(self) -> bool:
        """Whether a model may be asked: it is named, and its server is ours or has a key. A key alone
        is no wish to send a trainee's words out."""
        return bool(self.model and (self.key or self.base_url != OPENAI_URL) and not self.problems)

    @property
    def on_own_network(self) -> bool:
        """Whether the server is this machine or has a private address: no proxy is asked then."""
        return is_on_own_network(self.base_url)

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> LlmSettings:
        given = Given(env)
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
            base_url=usable_url(azure or given.text("OPENAI_BASE_URL"), given.problems),
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
            reading=given.switch("TRAINER_LLM_READING", default=False),
            problems=tuple(given.problems),
        )
