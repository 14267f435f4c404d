"""What a trainee does with a call: start, speak, hold, hand over, end, branch, see the result.

Every deed checks the actor, and is safe to repeat: the same key never stores twice. What it returns is
stored: the trainee's words and the script's answer to them in one transaction (answering).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, Protocol

from trainer import call
from trainer.answering import Answering
from trainer.attempt import (
    AnyEvent,
    Attempt,
    CaseOpened,
    CustomerSaid,
    Ended,
    HintTaken,
    OperatorSaid,
    Started,
)
from trainer.errors import Conflict, InvalidInput, NotFound
from trainer.escalation import Escalate
from trainer.folded import Folded
from trainer.language import read
from trainer.mood import Band
from trainer.person import Person
from trainer.scenario import Cast
from trainer.scorecard import Rubric, Scorecard
from trainer.scorers import score
from trainer.speaking import Answer, Speaking
from trainer.store import AttemptRow, Store
from trainer.takeover import PreparationSheet


class Scenarios(Protocol):
    """Where casts and the rubric come from (files.Library)."""

    def cast(self, scenario_id: str) -> Cast: ...

    @property
    def rubric(self) -> Rubric: ...


Deed = Callable[[Attempt, Cast, call.Stamp], list[AnyEvent]]
"""What a deed adds to the events of an attempt."""


@lru_cache(maxsize=8)
def _rubric(body: str) -> Rubric:
    return Rubric.model_validate_json(body)


@dataclass(frozen=True)
class Practice:
    """`clock` gives seconds since the epoch; `new_id` a fresh unguessable id; `new_seed` an int;
    `speaking` words customers with a model, if there is one; `reader` reads the trainee's words, except
    in exams, which our own rules read."""

    store: Store
    scenarios: Scenarios
    clock: Callable[[], float]
    new_id: Callable[[], str]
    new_seed: Callable[[], int]
    speaking: Speaking | None = None
    reader: call.Reader = read

    def start(
        self,
        actor: Person,
        scenario_id: str,
        *,
        seed: int | None = None,
        exam: bool = False,
        ceiling: Band = Band.ANGRY,
        speaker: Literal["script", "model"] = "script",
    ) -> Attempt:
        """A new call. `exam` hides the mood; `ceiling` is the harshest band of wording the person
        wants to hear. A model is the `speaker` only where there is one, and never of an exam.
        Raises NotFound, FileProblems."""
        cast = self.scenarios.cast(scenario_id)
        rubric = self.scenarios.rubric
        self.store.keep(cast.digest, cast.model_dump_json())
        self._folded.keep_cast(cast)
        self.store.keep(rubric.digest, rubric.model_dump_json())
        started = Started(
            key="start",
            at=self.clock(),
            attempt=self.new_id(),
            trainee=actor.id,
            scenario=scenario_id,
            cast=cast.digest,
            rubric=rubric.digest,
            seed=self.new_seed() if seed is None else seed,
            exam=exam,
            ceiling=ceiling,
            speaker=speaker if self.model and not exam else "script",
        )
        attempt = call.begin(cast, started)
        self.store.append(attempt.id, 0, attempt.events)
        return attempt

    @property
    def model(self) -> str:
        """The model that can word customers; "" when there is none."""
        return self._answering.model

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self.store)

    @cached_property
    def _answering(self) -> Answering:
        return Answering(self.store, self._folded, self.clock, self.speaking, finished=self._score)

    def attempt(self, actor: Person, attempt_id: str) -> Attempt:
        """Raises NotFound also when it is somebody else's: ids tell nothing."""
        return _own(actor, self._folded.newest(attempt_id))

    def cast_of(self, attempt: Attempt) -> Cast:
        """The scenario, persona and voice the attempt was started with."""
        return self._folded.cast_of(attempt)

    # ------------------------------------------------------------ during the call

    def say(self, actor: Person, attempt_id: str, text: str, *, key: str, seen: int) -> Attempt:
        """The trainee's words, stored first, then the customer's answer; a model's answer is still to
        come (`answer`). `seen`: number of events the trainee had on screen. Raises InvalidInput,
        Conflict, NotFound, StoreUnavailable."""
        return self._do(
            actor, attempt_id, key, seen, lambda a, c, s: call.say(c, a, text, s, self._reader(a))
        )

    def prepare(
        self, actor: Person, attempt_id: str, sheet: PreparationSheet, *, key: str, seen: int
    ) -> Attempt:
        """The supervisor's preparation sheet, once, before the first word."""
        return self._do(actor, attempt_id, key, seen, lambda a, c, s: call.prepare(a, sheet, s))

    def keep_silent(self, actor: Person, attempt_id: str, seconds: float, *, key: str, seen: int) -> Attempt:
        return self._do(actor, attempt_id, key, seen, lambda a, c, s: call.keep_silent(a, seconds, s))

    def hold(self, actor: Person, attempt_id: str, *, key: str, seen: int) -> Attempt:
        return self._do(actor, attempt_id, key, seen, lambda a, c, s: call.hold(a, s))

    def resume(self, actor: Person, attempt_id: str, *, key: str, seen: int) -> Attempt:
        return self._do(actor, attempt_id, key, seen, lambda a, c, s: call.resume(a, s))

    def escalate(self, actor: Person, attempt_id: str, form: Escalate, *, key: str, seen: int) -> Attempt:
        if not form.team.strip():
            raise InvalidInput("引き継ぎ先が選ばれていません。誰に引き継ぐかを選んでください。")
        return self._do(
            actor, attempt_id, key, seen, lambda a, c, s: call.escalate(c, a, form, s, self._reader(a))
        )

    def end(self, actor: Person, attempt_id: str, *, key: str, seen: int) -> Attempt:
        return self._do(actor, attempt_id, key, seen, lambda a, c, s: call.end(c, a, s))

    def stop(self, actor: Person, attempt_id: str, *, key: str, seen: int) -> Attempt:
        """Leaves without penalty."""
        return self._do(actor, attempt_id, key, seen, lambda a, c, s: call.stop(a, s), aside=True)

    def hint(self, actor: Person, attempt_id: str, text: str, *, key: str, seen: int) -> Attempt:
        """Counts a hint that was shown."""
        return self._aside(actor, attempt_id, key, seen, lambda s: HintTaken(key=s.key, at=s.at, text=text))

    def look_up(
        self, actor: Person, attempt_id: str, title: str, *, case: str = "", key: str, seen: int
    ) -> Attempt:
        """Notes that a past case, or without `case` a page of the manual, was opened during the call."""
        return self._aside(
            actor, attempt_id, key, seen, lambda s: CaseOpened(key=s.key, at=s.at, case=case, title=title)
        )

    def catch_up(self, actor: Person, attempt_id: str) -> Attempt:
        """Opens an attempt; if the process died between the trainee's words and the customer's
        answer, the answer is given now, or by `answer` if a model words it. The same seed gives the same
        scripted answer."""
        return self._answering.go_on(self.attempt(actor, attempt_id))

    def answer(self, actor: Person, attempt_id: str) -> Answer | None:
        """The answer in a model's words on its way, begun or joined; None when none is awaited. It is
        stored when it has come."""
        return self._answering.begun(self.attempt(actor, attempt_id))

    def patient(self, answer: Answer) -> bool:
        """Whether a person may be kept waiting for it any longer."""
        return self._answering.patient(answer)

    def answer_now(self, actor: Person, attempt_id: str) -> Attempt:
        """The script answers in place of a model that takes too long."""
        return self._answering.out_of_time(self.attempt(actor, attempt_id))

    def interrupt(self, actor: Person, attempt_id: str) -> Attempt:
        """The script answers at once, if a model's answer is awaited: the trainee does not wait for it."""
        return self._answering.interrupted(self.attempt(actor, attempt_id))

    def _do(
        self,
        actor: Person,
        attempt_id: str,
        key: str,
        seen: int,
        deed: Deed,
        *,
        aside: bool = False,
    ) -> Attempt:
        """`aside`: the customer notices nothing of it, so an answer on its way is not cut short."""
        known = self._folded.known(attempt_id)
        if known is not None and len(known.events) == seen:
            # Nobody has to look in the database first: it refuses what does not follow what is stored.
            with suppress(Conflict):
                return self._done(_own(actor, known), key, seen, deed, aside)
        return self._done(self.attempt(actor, attempt_id), key, seen, deed, aside)

    def _aside(
        self, actor: Person, attempt_id: str, key: str, seen: int, event: Callable[[call.Stamp], AnyEvent]
    ) -> Attempt:
        return self._do(actor, attempt_id, key, seen, lambda a, c, s: [event(s)], aside=True)

    def _done(self, attempt: Attempt, key: str, seen: int, deed: Deed, aside: bool) -> Attempt:
        if any(e.key == key for e in attempt.events):  # sent twice: the first time counts
            return self._answering.go_on(attempt)
        if not aside:
            attempt = self._answering.interrupted(attempt)
        if not _has_seen(attempt, seen):
            raise Conflict(
                "この通話は別の画面で先に進んでいます。最新の状態を表示しました。入力した文は残してあります。"
            )
        events = deed(attempt, self.cast_of(attempt), call.Stamp(self.clock(), key))
        return self._answering.stored(attempt, events)

    def _reader(self, attempt: Attempt) -> call.Reader:
        return read if attempt.started.exam else self.reader

    # ------------------------------------------------------------ afterwards

    def scorecard(self, actor: Person, attempt_id: str) -> Scorecard:
        """The sheet of an ended call. Raises Conflict while it still runs."""
        attempt = self._answering.answered(self.attempt(actor, attempt_id))
        if not attempt.ended:
            raise Conflict("この通話はまだ終わっていません。通話の画面から続けてください。")
        stored = self.store.result(attempt_id)
        return Scorecard.model_validate_json(stored) if stored else self._score(attempt)

    def _score(self, attempt: Attempt) -> Scorecard:
        body = self.store.kept(attempt.started.rubric)
        rubric = _rubric(body) if body else self.scenarios.rubric
        card = score(self.cast_of(attempt), attempt, rubric)
        self.store.save_result(attempt.id, card.total, card.model_dump_json())
        return card

    def branch(self, actor: Person, attempt_id: str, turn: int) -> Attempt:
        """A new attempt that shares everything before operator turn `turn`; the old one stays."""
        old = self.attempt(actor, attempt_id)
        shared = _until(old.events, turn)
        if not any(isinstance(e, OperatorSaid) and e.turn == turn for e in old.events):
            raise InvalidInput("この発話からはやり直せません。記録の中の自分の発話を選んでください。")
        started = old.started.model_copy(
            update={"attempt": self.new_id(), "at": self.clock(), "branch_of": old.id, "branch_turn": turn}
        )
        events = (started, *shared[1:])
        self.store.append(started.attempt, 0, events)
        return Attempt.of(events)

    def mine(self, actor: Person) -> list[AttemptRow]:
        return self.store.attempts_of(actor.id)

    # ------------------------------------------------------------ drafts

    def save_draft(self, actor: Person, attempt_id: str, field: str, text: str) -> None:
        self.attempt(actor, attempt_id)
        self.store.save_draft(attempt_id, field, text[: call.MAX_CHARS])

    def drafts(self, actor: Person, attempt_id: str) -> dict[str, str]:
        self.attempt(actor, attempt_id)
        return self.store.drafts(attempt_id)


def _own(actor: Person, attempt: Attempt | None) -> Attempt:
    """Raises NotFound also when it is somebody else's: ids tell nothing."""
    if attempt is None or attempt.started.trainee != actor.id:
        raise NotFound("この受講記録は見つかりません。ホームの一覧から選び直してください。")
    return attempt


def _has_seen(attempt: Attempt, seen: int) -> bool:
    """Whether `seen` events are all that there are. An answer that a model had begun may have come since: the
    trainee has not waited for it."""
    unseen = attempt.events[seen:]
    waited = attempt.started.speaker == "model" and all(isinstance(e, CustomerSaid) for e in unseen)
    return seen <= len(attempt.events) and (not unseen or waited)


def _until(events: Sequence[AnyEvent], turn: int) -> list[AnyEvent]:
    """Events before operator turn `turn`: up to the customer's answer of the turn before."""
    last = max(i for i, e in enumerate(events) if isinstance(e, CustomerSaid) and e.turn <= turn - 1)
    return [e for e in events[: last + 1] if not isinstance(e, Ended)]
