"""The door itself: text as it is spoken, structured answers, and a test of the connection."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from trainer.llm.circuit import OF_THIS_PROCESS, Circuits, Permit
from trainer.llm.client import TEST_SECONDS, Client
from trainer.llm.dialling import Dialling
from trainer.llm.faults import Fault, LlmFailed
from trainer.llm.messages import Message, Request
from trainer.llm.ping import MESSAGES as PING
from trainer.llm.ping import Diagnosis, diagnose
from trainer.llm.structured import correction, instruction, json_in, response_format, strict_schema
from trainer.llm.usage import Spent, Usage, over_call, over_day
from trainer.settings import LlmSettings

log = logging.getLogger("trainer.llm")
T = TypeVar("T", bound=BaseModel)
Use = Literal["customer", "judge"]

NOTHING = Spent()
_ASKS = 2


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
        self._texts.close()


class Llm:
    """A language model on a server. Building one opens nothing; every method may be used from any thread.

    `circuits` are shared by the process unless given."""

    def __init__(self, settings: LlmSettings, circuits: Circuits = OF_THIS_PROCESS) -> None:
        self._circuits = circuits
        self._client = Client(settings)

    @property
    def settings(self) -> LlmSettings:
        return self._client.settings

    @property
    def configured(self) -> bool:
        return self.settings.configured

    def use(self, settings: LlmSettings) -> None:
        """From the next request on; those under way end with the settings they began with."""
        self._client = Client(settings)
        self.warm()

    def warm(self) -> None:
        """Loads the SDK in the background, so that no trainee waits a second for it."""
        if self.configured:
            threading.Thread(target=self._client.warm, name="llm-warm", daemon=True).start()

    def close(self) -> None:
        """Closes idle connections. A door that is used again afterwards opens new ones."""
        self._client.close()

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 200,
        temperature: float = 0.8,
        spent: Spent = NOTHING,
    ) -> Reply:
        """The customer's turn in the words of `settings.model`. Thoughts of reasoning models are
        left out. A request that could exceed a ceiling is not sent."""
        client = self._client
        request = _request(client.settings, "customer", messages, max_tokens, temperature)
        return Reply(Dialling(client, request, lambda: self._admit(client, request, spent), spoken=True))

    def ask(
        self,
        messages: Sequence[Message],
        schema: type[T],
        *,
        max_tokens: int = 1500,
        temperature: float = 0.0,
        spent: Spent = NOTHING,
        quick: bool = False,
    ) -> Answered[T]:
        """An answer of `settings.judge_model` in the form of `schema`, validated here; asked again once when
        it does not fit. Bound every string of the schema. `quick`: somebody waits, so that it has no
        longer than a customer may be silent. Raises LlmFailed (INVALID after the second)."""
        client = self._client
        strict = strict_schema(schema)
        form = response_format(schema.__name__, strict)
        conversation, usage = [*messages, instruction(strict)], Usage()
        for _ in range(_ASKS):
            request = _request(
                client.settings, "judge", conversation, max_tokens, temperature, form, quick=quick
            )
            text, cost = self._whole(client, request, spent, usage)
            usage += cost
            try:
                return Answered(schema.model_validate_json(json_in(text)), usage)
            except ValidationError as error:
                conversation += [Message("assistant", text), correction(error)]
        log.warning("judge %s model=%s", Fault.INVALID, client.settings.judge_model)
        raise LlmFailed(Fault.INVALID, usage=usage)

    def ping(self, *, judge: bool = False) -> Diagnosis:
        """Tests the connection to the customer's (or the judge's) model, within half a minute, whatever the
        state of the circuit; a success closes it."""
        client = self._client
        request = _request(client.settings, "judge" if judge else "customer", PING, 200, 0.8)
        request = replace(request, use="ping", read_seconds=TEST_SECONDS, total_seconds=TEST_SECONDS)
        circuit = self._circuits.of(client.settings.base_url, request.model)

        def admit() -> Permit:
            _must_be_configured(client.settings)
            return Permit(circuit)

        return diagnose(Dialling(client, request, admit, spoken=True), client, request.model)

    def estimate(self, messages: Sequence[Message], max_tokens: int, *, judge: bool = False) -> Usage:
        """The most that a request would use, counted by us."""
        return _request(self.settings, "judge" if judge else "customer", messages, max_tokens, 0.0).at_most

    def _admit(self, client: Client, request: Request, spent: Spent) -> Permit:
        settings = client.settings
        _must_be_configured(settings)
        if over_call(settings, spent, request.at_most):
            raise LlmFailed(Fault.OVER_CALL)
        if over_day(settings, spent, request.at_most):
            raise LlmFailed(Fault.OVER_DAY)
        return self._circuits.of(settings.base_url, request.model).enter()

    def _whole(self, client: Client, request: Request, spent: Spent, used: Usage) -> tuple[str, Usage]:
        """The whole text and its cost; `used` was used by asking before, and is added to a failure's."""
        before = Spent(spent.call + used, spent.today + used)
        dialling = Dialling(client, request, lambda: self._admit(client, request, before), spoken=False)
        try:
            for _ in dialling:
                pass
        except LlmFailed as failed:
            failed.usage = used + failed.usage
            raise
        return dialling.answer.text, dialling.usage


def _request(
    settings: LlmSettings,
    use: Use,
    messages: Sequence[Message],
    max_tokens: int,
    temperature: float,
    form: dict[str, Any] | None = None,
    *,
    quick: bool = False,
) -> Request:
    judge = use == "judge"
    # Nobody watches a judge write: it may think in silence for all of its time.
    judging = settings.read_seconds if quick else settings.judge_seconds
    return Request(
        use=use,
        model=settings.judge_model if judge else settings.model,
        messages=messages,
        max_tokens=max_tokens,
        temperature=temperature,
        price=settings.judge_price if judge else settings.price,
        connect_seconds=settings.connect_seconds,
        read_seconds=judging if judge else settings.read_seconds,
        total_seconds=judging if judge else settings.total_seconds,
        response_format=form,
    )


def _must_be_configured(settings: LlmSettings) -> None:
    if settings.problems:
        raise LlmFailed(Fault.WRONG_SETTING, words=" ".join(settings.problems))
    if not settings.configured:
        raise LlmFailed(Fault.NOT_CONFIGURED)
