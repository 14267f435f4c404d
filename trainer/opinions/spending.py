"""Asks the judge's model within the ceilings, and books what every answer took, failures included."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel

from trainer.attempt import ModelUse
from trainer.llm import Answered, Llm, LlmFailed, Message, Spent, Usage
from trainer.speaking import Ledger

T = TypeVar("T", bound=BaseModel)


class UseBook(Protocol):
    """Where use outside a call's events is kept."""

    def book(self, purpose: str, at: float, use: ModelUse) -> None: ...


@dataclass(frozen=True)
class Judge:
    """The model for structured answers. `clock` gives seconds since the epoch."""

    llm: Llm
    ledger: Ledger
    book: UseBook
    clock: Callable[[], float]

    @property
    def configured(self) -> bool:
        return self.llm.configured

    @property
    def model(self) -> str:
        return self.llm.settings.judge_model

    def asking(self, purpose: str, *, quick: bool = False) -> Asking:
        """One matter, with a count of its own. `purpose` stands in the book; `quick`: somebody waits."""
        return Asking(self, purpose, quick)

    def count(self, purpose: str, model: str, usage: Usage) -> None:
        """Books what was used; nothing if nothing was."""
        if usage.tokens:
            self.ledger.add(usage)
            self.book.book(purpose, self.clock(), use_of(model, usage))

    def estimate(
        self, requests: Sequence[Sequence[Message]], schema: type[BaseModel], max_tokens: int
    ) -> Usage:
        """The most that these requests would take if each is answered at once."""
        form = Message("user", json.dumps(schema.model_json_schema(), ensure_ascii=False))  # goes along
        return sum((self.llm.estimate([*r, form], max_tokens, judge=True) for r in requests), Usage())


class Asking:
    """Requests that belong together: the ceiling per call counts them as one."""

    def __init__(self, judge: Judge, purpose: str, quick: bool = False) -> None:
        self._judge, self._purpose, self._quick = judge, purpose, quick
        self.used = Usage()

    def ask(self, messages: Sequence[Message], schema: type[T], max_tokens: int) -> T:
        """Raises LlmFailed."""
        spent = Spent(self.used, self._judge.ledger.today())
        try:
            answered: Answered[T] = self._judge.llm.ask(
                messages, schema, max_tokens=max_tokens, spent=spent, quick=self._quick
            )
        except LlmFailed as failed:
            self._count(failed.usage)
            raise
        self._count(answered.usage)
        return answered.value

    @property
    def use(self) -> ModelUse:
        """What the matter took so far."""
        return use_of(self._judge.model, self.used)

    def _count(self, usage: Usage) -> None:
        self.used += usage
        self._judge.count(self._purpose, self._judge.model, usage)


def use_of(model: str, usage: Usage) -> ModelUse:
    return ModelUse(
        model=model,
        tokens_in=usage.tokens_in,
        tokens_out=usage.tokens_out,
        yen=usage.yen,
        estimated=usage.estimated,
    )
