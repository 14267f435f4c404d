"""The SDK's client of one server: built once, late and anywhere; and what its models will not accept."""

from __future__ import annotations

import logging
import re
import threading
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from trainer.llm.faults import Fault, LlmFailed
from trainer.llm.messages import Request
from trainer.settings import LlmSettings

if TYPE_CHECKING:
    import openai

log = logging.getLogger("trainer.llm")

_TALKATIVE = ("openai", "httpx2", "httpcore2")
"""Loggers that write request bodies, headers or addresses at level DEBUG or INFO."""

SHORTEST_KEY = 8
"""Characters; what is shorter (「none」, 「ollama」) opens nothing and may well be a word of the answer."""

TEST_SECONDS = 30.0
"""How long a test of the connection may take; longer than a turn, as a server of one's own may load its model
first."""

_NEW_NAMES = {"max_tokens": "max_completion_tokens"}
_NEGOTIABLE = ("max_tokens", "max_completion_tokens", "temperature", "stream_options", "response_format")


class Client:
    """One server. Safe from any thread: the SDK (0.8–1.1 s to import, 50 ms to build) is
    built by whoever comes first, the others wait for it."""

    def __init__(self, settings: LlmSettings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._sdk: openai.OpenAI | None = None
        self._refused: dict[str, frozenset[str]] = {}

    def sdk(self) -> openai.OpenAI:
        """Raises LlmFailed(WRONG_SETTING) when it cannot be built: a proxy or a certificate file in the
        environment that is none."""
        with self._lock:
            if self._sdk is None:
                try:
                    self._sdk = _build(self.settings)
                except Exception as error:
                    raise LlmFailed(Fault.WRONG_SETTING, detail=type(error).__name__) from None
            return self._sdk

    def warm(self) -> None:
        """`sdk()` for a background thread: a failure is logged, and met again by the first request."""
        try:
            self.sdk()
        except LlmFailed as failed:
            log.warning("warm %s %s", failed.fault, failed.detail)

    def close(self) -> None:
        """Closes all connections; the next request builds the client anew."""
        with self._lock:
            if self._sdk is not None:
                self._sdk.close()
                self._sdk = None

    def open(self, request: Request) -> AbstractContextManager[Any]:
        """The response to a request, as a context manager that sends it when entered. Parameters this model
        refused before are left out or go by their newer name."""
        import httpx2

        return self.sdk().chat.completions.with_streaming_response.create(
            model=request.model,
            messages=request.plain_messages(),  # type: ignore[arg-type]  # a TypedDict for each role
            stream=True,
            timeout=httpx2.Timeout(request.read_seconds, connect=request.connect_seconds),
            extra_body={**self._accepted(request), **self.settings.extra},
        )

    def learn(self, request: Request, error: Exception) -> bool:
        """Whether `error` refuses a parameter of `request` by name. This model is not sent it again."""
        import openai

        if not isinstance(error, (openai.BadRequestError, openai.UnprocessableEntityError)):
            return False
        sent = [name for name in _NEGOTIABLE if name in self._accepted(request)]
        refused = next((name for name in sent if _names(error, name)), None)
        if refused is None:
            return False
        with self._lock:
            known = self._refused.get(request.model, frozenset())
            self._refused[request.model] = known | {refused}
        return True

    def betrayed_by(self, text: str) -> bool:
        """Whether the key stands in what a server sent, and so would in the call and the database."""
        key = self.settings.key.reveal()
        return len(key) >= SHORTEST_KEY and key in text

    def model_names(self, seconds: float) -> list[str]:
        """Models the server offers, but for names with our key in them. Raises what the SDK raises."""
        # Once more, for the kept connection may have been closed at the other end.
        sdk = self.sdk().with_options(timeout=seconds, max_retries=1)
        names = [str(model.id) for model in sdk.models.list().data]
        return [name for name in names if not self.betrayed_by(name)]

    def _accepted(self, request: Request) -> dict[str, Any]:
        refused = self._refused.get(request.model, frozenset())
        body = {}
        for name, value in request.body().items():
            name = _NEW_NAMES.get(name, name) if name in refused else name
            if name not in refused:
                body[name] = value
        return body


def _names(error: openai.APIStatusError, parameter: str) -> bool:
    """Whether an error is about this parameter: as its `param`, or first of all in its text (OpenAI's
    names the wrong parameter first and its replacement last)."""
    if error.param:
        return str(error.param).split(".")[0] == parameter
    found = re.search("|".join(_NEGOTIABLE), f"{error.message} {error.body}")
    return found is not None and found.group() == parameter


def _build(settings: LlmSettings) -> openai.OpenAI:
    import httpx2
    import openai

    from trainer.llm.limited import limiting

    longest = max(settings.total_seconds, settings.judge_seconds, TEST_SECONDS)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    return openai.OpenAI(
        api_key=settings.key.reveal() or "not-needed",  # the SDK refuses none; local servers ignore it
        base_url=settings.base_url,
        max_retries=0,
        http_client=httpx2.Client(
            event_hooks={"response": [limiting(longest)]},
            follow_redirects=False,  # a redirect would take a trainee's words to another server
            trust_env=not settings.on_own_network,
            timeout=httpx2.Timeout(settings.read_seconds, connect=settings.connect_seconds),
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=40),
        ),
    )
