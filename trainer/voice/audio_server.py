"""The client for a server that speaks OpenAI's audio protocol."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from trainer.settings import AudioServer

if TYPE_CHECKING:
    import openai

_TALKATIVE = ("openai", "httpx2", "httpcore2")


def sdk_of(server: AudioServer) -> openai.OpenAI:
    """Imports the SDK (1 s). It never asks twice, follows no redirection, and asks no proxy for a server on
    the own network."""
    import httpx2
    import openai

    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    return openai.OpenAI(
        api_key=server.key.reveal() or "not-needed",  # the SDK refuses none; local servers ignore it
        base_url=server.base_url,
        max_retries=0,
        http_client=httpx2.Client(
            follow_redirects=False,
            trust_env=not server.on_own_network,
            timeout=httpx2.Timeout(server.read_seconds, connect=server.connect_seconds),
        ),
    )
