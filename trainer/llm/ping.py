"""「接続を試す」: one tiny conversation, and plain words about how it went."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from trainer.llm.classify import failure_of
from trainer.llm.client import TEST_SECONDS, Client
from trainer.llm.dialling import Dialling
from trainer.llm.faults import Fault, LlmFailed
from trainer.llm.messages import Message
from trainer.llm.usage import Usage

log = logging.getLogger("trainer.llm")

MESSAGES = (
    Message("system", "あなたは電話口のお客様です。1文だけ、話し言葉で答えてください。"),
    Message("user", "もしもし、聞こえますか。"),
)
SLOW = 3.0
"""Seconds to the first words from which a conversation on the telephone drags."""

_NAMES_SHOWN = 8


@dataclass(frozen=True)
class Diagnosis:
    """`words`: plain Japanese; `milliseconds` to the first words (0: none came); `fault`: None when ok.
    `usage`: what the test took."""

    ok: bool
    words: str
    model: str
    milliseconds: int = 0
    fault: Fault | None = None
    usage: Usage = Usage()


def diagnose(dialling: Dialling, client: Client, model: str) -> Diagnosis:
    """Runs the test request `dialling`."""
    try:
        for _ in dialling:
            pass
    except LlmFailed as failed:
        words = str(failed)
        if failed.fault is Fault.MODEL_NOT_FOUND:
            words += _offered(client)
        return Diagnosis(False, words, model, fault=failed.fault, usage=failed.usage)
    seconds = dialling.first_seconds or 0.0
    words = f"つながりました。モデル {model}、最初の言葉まで{seconds:.1f}秒です。"
    if seconds > SLOW:
        words += "会話には遅いため、より小さいモデルや速いサーバーを検討してください。"
    return Diagnosis(True, words, model, round(1000 * seconds), usage=dialling.usage)


def _offered(client: Client) -> str:
    """The names that the server does know, if it tells them."""
    try:
        names = client.model_names(TEST_SECONDS / 3)
    except Exception as error:  # the diagnosis stands without them
        log.info("ping no model list: %s", failure_of(error).fault)
        return ""
    shown = "、".join(name[:60] for name in sorted(names)[:_NAMES_SHOWN])
    more = f"など{len(names)}個" if len(names) > _NAMES_SHOWN else ""
    return f" 接続先にあるモデル: {shown}{more}" if names else " 接続先にはモデルが一つもありません。"
