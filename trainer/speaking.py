"""A language model words what the director decided: stream → gate → one rewrite → the script's line.

Whatever the model says or does, the call goes on with the same mood, facts and end; only the text and who
worded it differ. No lock and no database transaction is held while a model is waited for.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from trainer.attempt import Attempt, CustomerSaid, ModelUse
from trainer.customers import prompt
from trainer.customers.bounds import Bounds
from trainer.customers.gate import Breach, breaches, shown_so_far, whole_phrases
from trainer.llm import Llm, LlmFailed, Message, Spent, Usage
from trainer.scenario import Cast

log = logging.getLogger(__name__)

ROUNDS = 2
"""The reply and one rewrite."""
MAX_TOKENS = {"phone": 200, "chat": 200, "email": 900}
BATCH = 0.25
"""Seconds between two looks of the gate at a reply that is still coming in: thirty may come at once."""
FRESH = 60.0
"""Seconds for which the day's use is believed to be as it was read, but for what this process added."""
OUT_OF_TIME = "too_slow"
FAULTY = "internal"


@dataclass
class Ledger:
    """What the house used today. `stored(since)` sums up the events since then (seconds since the epoch);
    it is asked once a minute, so that a restart or a second process forgets nothing."""

    stored: Callable[[float], Usage]
    clock: Callable[[], float] = time.time
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _read_at: float = float("-inf")
    _read: Usage = Usage()
    _added: Usage = Usage()
    _own: Usage = Usage()

    def today(self) -> Usage:
        now = self.clock()
        with self._lock:
            fresh = now - self._read_at < FRESH and midnight(now) <= self._read_at
            if fresh:
                return self._most()
            if midnight(now) > self._read_at:
                self._own = Usage()
        read = self.stored(midnight(now))
        with self._lock:
            self._read_at, self._read, self._added = now, read, Usage()
            return self._most()

    def add(self, usage: Usage) -> None:
        with self._lock:
            self._added += usage
            self._own += usage

    def _most(self) -> Usage:
        """An answer that came too late is in no event, but this process knows of it."""
        return max(self._read + self._added, self._own, key=lambda usage: (usage.tokens, usage.yen))


def midnight(now: float) -> float:
    """The beginning of the day of `now` where the server stands, in seconds since the epoch."""
    return datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()


class Progress:
    """One answer on its way: what may be shown of it, and whether anybody still waits for it. Written by
    the thread that words the answer, read by any other. `begun` on the monotonic clock."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self._shown, self._left = "", False
        self._changed = threading.Condition()

    @property
    def shown(self) -> str:
        return self._shown

    def show(self, words: str) -> None:
        """More of the answer may be seen."""
        with self._changed:
            self._shown = words
            self._changed.notify_all()

    @property
    def left(self) -> bool:
        return self._left

    def leave(self) -> None:
        """Nobody waits any more; the request is ended at the next word."""
        with self._changed:
            self._left = True
            self._changed.notify_all()


class Answer(Progress):
    """A progress with the thread that works on it: it goes on when a page is reloaded, and several pages
    may follow it. `error`: what the work raised."""

    def __init__(self, work: Callable[[Progress], None], ended: Callable[[], None]) -> None:
        super().__init__()
        self.error: Exception | None = None
        self._work, self._ended = work, ended
        self._done = False
        threading.Thread(target=self._run, name="answer", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether the answer has come (or failed) within so long."""
        with self._changed:
            return self._changed.wait_for(lambda: self._done, seconds)

    def wait_for_more(self, shown: str, seconds: float) -> None:
        """Returns when there is more to see than `shown`, the answer has come or been left, or so long has
        passed: whoever watches need not look again and again."""
        with self._changed:
            self._changed.wait_for(lambda: self._done or self._left or self._shown != shown, seconds)

    def _run(self) -> None:
        try:
            self._work(self)
        except Exception as error:  # told by whoever waits for the answer
            self.error = error
        finally:
            self._ended()
            with self._changed:
                self._done = True
                self._changed.notify_all()


class Answers:
    """The answers that are on their way in this process, one for each call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._going: dict[str, Answer] = {}

    def of(self, call: str, work: Callable[[Progress], None]) -> Answer:
        """The answer of this call: the one on its way, or a new one begun by `work`."""
        with self._lock:
            going = self._going.get(call)
            if going is None or going.left:
                going = self._going[call] = Answer(work, lambda: self._forget(call))
            return going

    def leave(self, call: str) -> None:
        """Nobody waits for the answer of this call any more."""
        with self._lock:
            going = self._going.pop(call, None)
        if going:
            going.leave()

    def _forget(self, call: str) -> None:
        with self._lock:
            going = self._going.get(call)
            if going is not None and not going.left:
                del self._going[call]


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
