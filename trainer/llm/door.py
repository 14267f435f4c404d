"""The door itself: text as it is spoken, structured answers, and a test of the connection."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from trainer.llm.circuit import OF_THIS_PROCESS, Circuits, Permit
from trainer.llm.client import Client
from trainer.llm.dialling import Dialling
from trainer.llm.faults import Fault, LlmFailed
from trainer.llm.messages import Message, Request
from trainer.llm.ping import Diagnosis, diagnose
from trainer.llm.structured import correction, instruction, json_in, response_format, strict_schema
from trainer.llm.usage import Spent, Usage, over_call, over_day, tokens_of
from trainer.settings import LlmSettings

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Answered(Generic[T]):
    """A structured answer and what it cost, re-asking included."""

    value: T
    usage: Usage


class Reply:
    """The customer's words as they arrive: an iterator of text deltas. The request is sent by the first
    `next()`. Raises LlmFailed while iterating; after that nothing more comes."""

    def __init__(self, dialling: Dialling) -> None:
        self._dialling = dialling
        self._texts = iter(dialling)

    def __iter__(self) -> Reply:
        return self

    def __next__(self) -> str:
        return next(self._texts)

    def __enter__(self) -> Reply:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def text(self) -> str:
        """All text given out so far."""
        return self._dialling.answer.text

    @property
    def usage(self) -> Usage:
        """What it has cost so far; final once the iteration has ended."""
        return self._dialling.usage

    @property
    def first_seconds(self) -> float | None:
        """Seconds from the request to its first text."""
        return self._dialling.first_seconds

    def close(self) -> None:
        """Ends the request if it still runs."""
        close = getattr(self._texts, "close", None)
        if close:
            close()


class Llm:
    """A language model on a server. Building one opens nothing; every method may be used from any thread.

    `circuits` are shared by the process unless given."""

    def __init__(self, settings: LlmSettings, circuits: Circuits = OF_THIS_PROCESS) -> None:
        self.settings = settings
        self._circuits = circuits
        self._client = Client(settings)

    @property
    def configured(self) -> bool:
        return self.settings.configured

    def warm(self) -> None:
        """Loads the SDK in the background, so that no trainee waits a second for it."""
        if self.configured:
            threading.Thread(target=self._client.sdk, name="llm-warm", daemon=True).start()

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 200,
        temperature: float = 0.8,
        spent: Spent = Spent(),  # noqa: B008 - frozen
    ) -> Reply:
        """The customer's turn in the words of `settings.model`. Thoughts of reasoning models are
        left out. A request that could exceed a ceiling is not sent."""
        request = self._request("customer", messages, max_tokens, temperature)
        return Reply(Dialling(self._client, request, lambda: self._admit(request, spent), spoken=True))

    def ask(
        self,
        messages: Sequence[Message],
        schema: type[T],
        *,
        max_tokens: int = 1500,
        temperature: float = 0.0,
        spent: Spent = Spent(),  # noqa: B008 - frozen
    ) -> Answered[T]:
        """An answer of `settings.judge_model` in the form of `schema`, validated here; asked again once when
        it does not fit. Bound every string of the schema. Raises LlmFailed (INVALID after the second)."""
        strict = strict_schema(schema)
        asked = [*messages, instruction(strict)]
        usage = Usage()
        for last in (False, True):
            text, cost = self._whole(asked, schema.__name__, strict, max_tokens, temperature, spent, usage)
            usage += cost
            try:
                return Answered(schema.model_validate_json(json_in(text)), usage)
            except ValidationError as error:
                asked += [Message("assistant", text), correction(error)]
            if last:
                break
        raise LlmFailed(Fault.INVALID, usage=usage)

    def ping(self, *, judge: bool = False) -> Diagnosis:
        """Tests the connection to the customer's (or the judge's) model for half a minute at most, past
        the circuit; a success closes it."""
        ...

    def estimate(self, messages: Sequence[Message], max_tokens: int, *, judge: bool = False) -> Usage:
        """The most that a request would use, counted by us."""
        price = self.settings.judge_price if judge else self.settings.price
        return Usage.of(tokens_of(m.text for m in messages), max_tokens, price, estimated=True)
