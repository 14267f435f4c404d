"""One answer in a model's words: stream → gate → one rewrite → the script's line."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.attempt import Attempt, CustomerSaid, ModelUse
from trainer.customers.by_model import prompt
from trainer.customers.by_model.bounds import Bounds
from trainer.customers.by_model.gate import Breach, breaches, shown_so_far, whole_phrases
from trainer.llm import Llm, LlmFailed, Message, Spent, Usage
from trainer.scenario import Cast
from trainer.speaking.ledger import Ledger
from trainer.speaking.progress import Progress

log = logging.getLogger(__name__)

ROUNDS = 2
"""The reply and one rewrite."""
MAX_TOKENS = {"phone": 200, "chat": 200, "email": 900}
BATCH = 0.25
"""Seconds between two looks of the gate at a reply that is still coming in: thirty may come at once."""
OUT_OF_TIME = "too_slow"
FAULTY = "internal"


@dataclass(frozen=True)
class Speaking:
    """Words customers with the model of `llm`."""

    llm: Llm
    ledger: Ledger

    @property
    def model(self) -> str:
        """The model's name; "" when none is configured."""
        return self.llm.settings.model if self.llm.configured else ""

    @property
    def patience(self) -> float:
        """Seconds that a person waits for one answer at most, rewrite included."""
        return self.llm.settings.total_seconds

    def word(self, cast: Cast, attempt: Attempt, draft: CustomerSaid, progress: Progress) -> CustomerSaid:
        """`draft` in the model's words, or as it is with the reason in `use`. Never raises for what a
        model or its server does; blocks up to about `patience`."""
        turn = _Turn(self, cast, attempt, draft, progress)
        try:
            return turn.worded()
        except LlmFailed as failed:
            turn.count(failed.usage)
            return scripted(draft, turn.use(fault=failed.fault.value))
        except Exception:  # a fault of ours must not stop a call that has a line to go on with
            log.exception("wording by a model failed")
            return scripted(draft, turn.use(fault=FAULTY))


def scripted(draft: CustomerSaid, use: ModelUse) -> CustomerSaid:
    """The script's line, with why the model did not word it."""
    return draft.model_copy(update={"use": use})


class _Turn:
    """One answer being worded."""

    def __init__(
        self, speaking: Speaking, cast: Cast, attempt: Attempt, draft: CustomerSaid, progress: Progress
    ) -> None:
        self._speaking, self._draft, self._progress = speaking, draft, progress
        self._attempt, self._cast = attempt, cast
        self._bounds = Bounds.of(cast, attempt, draft)
        self._usage = Usage()
        self._refused: list[Breach] = []

    def worded(self) -> CustomerSaid:
        said = prompt.messages(self._cast, self._attempt, self._draft, self._bounds)
        for number in range(ROUNDS):
            # Only the first reply is shown while it comes: a rewrite replaces it in one step.
            text = self._reply(said, shown=number == 0)
            found = breaches(text, self._bounds)
            if not found:
                return self._draft.model_copy(
                    update={
                        "text": text,
                        "script": self._draft.text,
                        "worded_by": f"model:{self._speaking.model}",
                        "use": self.use(),
                    }
                )
            self._refused += (b for b in found if b not in self._refused)
            if self._progress.left or 2 * (time.monotonic() - self._progress.begun) > self._speaking.patience:
                break
            said = prompt.once_more(said, text, found, self._draft.text)
        return scripted(self._draft, self.use())

    def _reply(self, said: Sequence[prompt.Told], *, shown: bool) -> str:
        """The text of one request, shown as far as the gate lets it pass. Raises LlmFailed."""
        looked_at, seen = float("-inf"), 0
        reply = self._speaking.llm.stream(
            [Message(*message) for message in said],
            max_tokens=MAX_TOKENS[self._bounds.channel.value],
            spent=Spent(spent_in(self._attempt) + self._usage, self._speaking.ledger.today()),
        )
        with reply:
            for _ in reply:
                if self._progress.left or len(reply.text) > self._bounds.longest:
                    break
                # Between two ends of phrases there is nothing new to show.
                whole, now = whole_phrases(reply.text), time.monotonic()
                if whole == seen or now - looked_at < BATCH:
                    continue
                fit, seen, looked_at = shown_so_far(reply.text, self._bounds), whole, now
                if shown:
                    self._progress.show(fit)
                if len(fit) < whole:
                    break
        self.count(reply.usage)
        return reply.text.strip()

    def count(self, usage: Usage) -> None:
        self._usage += usage
        self._speaking.ledger.add(usage)

    def use(self, fault: str = "") -> ModelUse:
        usage = self._usage
        return ModelUse(
            model=self._speaking.model,
            tokens_in=usage.tokens_in,
            tokens_out=usage.tokens_out,
            yen=usage.yen,
            estimated=usage.estimated,
            refused=tuple(b.value for b in self._refused),
            fault=fault,
        )


def spent_in(attempt: Attempt) -> Usage:
    """What the call has used so far."""
    total = Usage()
    for said in attempt.customer:
        if said.use:
            total += Usage(said.use.tokens_in, said.use.tokens_out, said.use.yen, said.use.estimated)
    return total
