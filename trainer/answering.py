"""The customer's answer to a call: given at once by the script, or worded by a model in a thread of its own.

Whoever words it, it is stored once: its keys tell what it answers to.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from trainer import call
from trainer.attempt import INTERRUPTED, AnyEvent, Attempt, CaseOpened, CustomerSaid, HintTaken, ModelUse
from trainer.errors import Conflict
from trainer.folded import Folded
from trainer.speaking import OUT_OF_TIME, Answer, Answers, Progress, Speaking, scripted
from trainer.store import Store

_TRIES = 5


@dataclass(frozen=True)
class Answering:
    """`finished` is told of a call that has ended. Without `speaking` every answer is the script's."""

    store: Store
    folded: Folded
    clock: Callable[[], float]
    speaking: Speaking | None
    finished: Callable[[Attempt], object]
    answers: Answers = field(default_factory=Answers)

    @property
    def model(self) -> str:
        """The model that can word customers; "" when there is none."""
        return self.speaking.model if self.speaking else ""

    def awaits_model(self, attempt: Attempt) -> bool:
        return attempt.started.speaker == "model" and bool(self.model) and attempt.awaits_customer

    def go_on(self, attempt: Attempt) -> Attempt:
        """With the customer's answer, unless a model words it."""
        return attempt if self.awaits_model(attempt) else self.answered(attempt)

    def stored(self, attempt: Attempt, events: list[AnyEvent]) -> Attempt:
        """Stores what the trainee did (`events`, which `attempt` does not have yet), with the script's answer
        if one is due: one transaction for both, as each waits for the disk. Raises Conflict,
        StoreUnavailable."""
        after, seen = attempt.plus(*events), len(attempt.events)
        answer: list[AnyEvent] = []
        if after.awaits_customer and not self.awaits_model(after):
            try:
                answer = self._answer(after)
            except Exception:  # a fault of ours costs nobody their words
                self.store.append(attempt.id, seen, events)
                raise
        return self._closed(self._added(attempt, [*events, *answer]))

    def answered(self, attempt: Attempt) -> Attempt:
        """With the script's answer, if one is due. Raises Conflict, StoreUnavailable."""
        if attempt.awaits_customer:
            attempt = self._added(attempt, self._answer(attempt))
        return self._closed(attempt)

    def _added(self, attempt: Attempt, events: list[AnyEvent]) -> Attempt:
        """The attempt with these events, stored: by us, or under the same keys by somebody else."""
        if self.store.append(attempt.id, len(attempt.events), events):
            return self.folded.keep(attempt.plus(*events))
        return self.folded.newest(attempt.id) or attempt

    def _closed(self, attempt: Attempt) -> Attempt:
        if attempt.ended and self.store.result(attempt.id) is None:
            self.finished(attempt)
        return attempt

    def begun(self, attempt: Attempt) -> Answer | None:
        """The answer in a model's words on its way, begun or joined; None when none is awaited. It is
        stored when it has come."""
        if not self.awaits_model(attempt):
            return None
        return self.answers.of(attempt.id, lambda progress: self._word(attempt, progress))

    def patient(self, answer: Answer) -> bool:
        """Whether a person may be kept waiting for it any longer."""
        return self.speaking is not None and time.monotonic() - answer.begun < self.speaking.patience

    def interrupted(self, attempt: Attempt) -> Attempt:
        """With the script's answer in place of a model's that is awaited: nobody waits for it."""
        return self._taken_over(attempt, INTERRUPTED) if self.awaits_model(attempt) else attempt

    def out_of_time(self, attempt: Attempt) -> Attempt:
        """With the script's answer in place of a model's that takes too long."""
        return self._taken_over(attempt, OUT_OF_TIME)

    def _answer(self, attempt: Attempt) -> list[AnyEvent]:
        """In the script's words."""
        asides = (HintTaken, CaseOpened)
        asked = next(e for e in reversed(attempt.events) if not isinstance(e, asides))
        return call.answer(self.folded.cast_of(attempt), attempt, call.Stamp(self.clock(), asked.key))

    def _word(self, attempt: Attempt, progress: Progress) -> None:
        """The work of a thread: the answer in the model's words, stored."""
        assert self.speaking is not None, "a model words it"
        draft, *rest = self._answer(attempt)
        assert isinstance(draft, CustomerSaid), "an answer begins with words"
        said = self.speaking.word(self.folded.cast_of(attempt), attempt, draft, progress)
        now = self.clock()
        self._put(attempt, [e.model_copy(update={"at": now}) for e in (said, *rest)])

    def _taken_over(self, attempt: Attempt, why: str) -> Attempt:
        """The script answers at once. Whatever the model still says comes too late."""
        self.answers.leave(attempt.id)
        draft, *rest = self._answer(attempt)
        assert isinstance(draft, CustomerSaid), "an answer begins with words"
        return self._put(attempt, [scripted(draft, ModelUse(model=self.model, fault=why)), *rest])

    def _put(self, attempt: Attempt, events: list[AnyEvent]) -> Attempt:
        """Stores the answer, unless another one was stored meanwhile; the attempt as it is then."""
        for _ in range(_TRIES):
            newest = self.folded.newest(attempt.id) or attempt
            if not newest.awaits_customer:
                break
            try:
                self.store.append(attempt.id, len(newest.events), events)
            except Conflict:  # a hint was taken meanwhile, or another answer stored
                continue
        return self.answered(self.folded.newest(attempt.id) or attempt)
