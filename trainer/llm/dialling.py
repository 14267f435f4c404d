"""One request to its end: leave to ask, one retry before any text, negotiation, usage, a line in the log."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

from trainer.llm.answer import Answer, piece_of
from trainer.llm.circuit import Permit
from trainer.llm.classify import failure_of
from trainer.llm.client import Client
from trainer.llm.exchange import Exchange
from trainer.llm.faults import Fault, LlmFailed
from trainer.llm.messages import Request
from trainer.llm.usage import Usage, tokens_of

log = logging.getLogger("trainer.llm")

_PASSING = (Fault.RATE_LIMITED, Fault.SERVER, Fault.CUT_OFF)
"""Faults that a second try may not meet again. A timeout is none: its time is gone."""

_LEAST_FOR_RETRY = 1.0
"""Seconds that must remain after the wait for a second try."""

_FOR_USAGE = 0.5
"""Seconds to wait for the server's count of tokens once the answer is complete."""

_NEGOTIATIONS = 5
"""A server may refuse one parameter at a time, and there are four, one of them with two names."""


class Dialling:
    """Iterates over the visible text of the answer to one request, once.

    `admit` gives leave to ask or raises LlmFailed. `usage` is the cost so far, `answer` what came,
    `first_seconds` when the first visible text did (None: none yet)."""

    def __init__(
        self, client: Client, request: Request, admit: Callable[[], Permit], *, spoken: bool
    ) -> None:
        self._client, self._request, self._admit, self._spoken = client, request, admit, spoken
        self._begun = time.monotonic()
        self.answer = Answer(request.max_tokens, spoken=spoken)
        self.first_seconds: float | None = None

    @property
    def usage(self) -> Usage:
        """By the server's count, else by ours; nothing as long as nothing came."""
        price = self._request.price
        if self.answer.tokens:
            return Usage.of(*self.answer.tokens, price)
        if not self.answer.began:
            return Usage()
        asked = tokens_of(m.text for m in self._request.messages)
        return Usage.of(asked, tokens_of([self.answer.produced]), price, estimated=True)

    def __iter__(self) -> Generator[str, None, None]:
        """Raises LlmFailed. Leaving early ends the request."""
        self._begun = time.monotonic()
        try:
            permit = self._admit()
        except LlmFailed as refused:
            self._log(refused)
            raise
        try:
            failed = yield from self._try()
            if failed and (wait := self._second_try_in(failed)) is not None:
                time.sleep(wait)
                self.answer = Answer(self._request.max_tokens, spoken=self._spoken)
                failed = yield from self._try()
            if failed:
                # A fresh one: the SDK's exceptions, with our request inside, stay behind.
                failed = self._told(failed)
                waited = not self.answer.began and self._seconds >= self._request.connect_seconds
                permit.failed(failed, waited=waited)
                raise failed
            permit.succeeded()
            self._log(None)
        finally:
            permit.release()

    def _try(self) -> Generator[str, None, LlmFailed | None]:
        """One exchange; more if the server refuses parameters that it need not have."""
        failed = None
        for _ in range(_NEGOTIATIONS):
            exchange = Exchange(lambda: self._client.open(self._request))
            try:
                yield from self._read(exchange)
                return None
            except Exception as error:
                failed = failure_of(error)
                again = self._client.learn(self._request, error)
            finally:
                exchange.leave()
            if not again:
                break
        return failed

    def _read(self, exchange: Exchange) -> Iterator[str]:
        while (event := self._next(exchange)) is not None:
            text = self.answer.take(piece_of(event))
            self._must_keep_the_key()
            if text:
                self.first_seconds = self.first_seconds or self._seconds
                yield text
        last = self.answer.end()
        self._must_keep_the_key()
        if last:
            yield last

    def _must_keep_the_key(self) -> None:
        if self._client.betrayed_by(self.answer.text):
            raise LlmFailed(Fault.UNREADABLE)

    def _next(self, exchange: Exchange) -> dict[str, Any] | None:
        if not self.answer.finish:
            return exchange.next(self._request.total_seconds - self._seconds)
        try:
            return exchange.next(_FOR_USAGE)
        except Exception as error:  # the answer is complete: only the server's count is missing
            log.info("%s no usage: %s", self._request.use, failure_of(error).fault)
            return None

    def _second_try_in(self, failed: LlmFailed) -> float | None:
        """Seconds to wait before a second try; None: there is none."""
        if failed.fault not in _PASSING or self.answer.text:
            return None
        # Thirty callers that failed together do not come back together.
        wait = random.uniform(0.2, 0.6) if failed.retry_after is None else failed.retry_after
        remaining = self._request.total_seconds - self._seconds - wait
        return wait if remaining >= _LEAST_FOR_RETRY else None

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._begun

    def _told(self, failed: LlmFailed) -> LlmFailed:
        self._log(failed)
        return LlmFailed(
            failed.fault,
            detail=failed.detail,
            retry_after=failed.retry_after,
            usage=self.usage,
            partial=bool(self.answer.text),
        )

    def _log(self, failed: LlmFailed | None) -> None:
        """Fault, model and time; never text, names, keys or the server's own words."""
        told = "ok" if failed is None else f"{failed.fault} {failed.detail}".rstrip()
        level = logging.INFO if failed is None or failed.fault is Fault.PAUSED else logging.WARNING
        log.log(
            level,
            "%s %s model=%s ms=%d",
            self._request.use,
            told,
            self._request.model,
            round(1000 * self._seconds),
        )
