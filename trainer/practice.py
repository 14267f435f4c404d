"""What a trainee does with a call: start, speak, hold, hand over, end, branch, see the result.

Every deed checks the actor, and is safe to repeat: the same key never stores twice. What it returns is
stored: the trainee's words and the script's answer to them in one transaction (answering).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, Protocol

from trainer import call
from trainer.answering import Answering
from trainer.attempt import AnyEvent, Attempt, CaseOpened, HintTaken, Started
from trainer.branching import branched
from trainer.deed import Deeds
from trainer.errors import Conflict, InvalidInput
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

    @cached_property
    def _deeds(self) -> Deeds:
        return Deeds(self._folded, self._answering, self.clock)

    def attempt(self, actor: Person, attempt_id: str) -> Attempt:
        """Raises NotFound also when it is somebody else's: ids tell nothing."""
        return self._deeds.attempt(actor, attempt_id)

    def cast_of(self, attempt: Attempt) -> Cast:
        """The scenario, persona and voice the attempt was started with."""
        return self._folded.cast_of(attempt)

    # ------------------------------------------------------------ during the call

    def say(self, actor: Person, attempt_id: str, text: str, *, key: str, seen: int) -> Attempt:
        """The trainee's words, stored first, then the customer's answer; a model's answer is still to
        come (`answer`). `seen`: number of events the trainee had on screen. Raises InvalidInput,
        Conflict, NotFound, StoreUnavailable."""
        return self._deeds.do(
            actor, attempt_id, key, seen, lambda a, c, s: call.say(c, a, text, s, self._reader(a))
        )

    def prepare(
        self, actor: Person, attempt_id: str, sheet: PreparationSheet, *, key: str, seen: int
    ) -> Attempt:
        """The supervisor's preparation sheet, before the first word. Raises Conflict for a second one."""
        return self._deeds.do(actor, attempt_id, key, seen, lambda a, c, s: call.prepare(a, sheet, s))

    def keep_silent(self, actor: Person, attempt_id: str, seconds: float, *, key: str, seen: int) -> Attempt:
        """The trainee has said nothing for `seconds`."""
        return self._deeds.do(actor, attempt_id, key, seen, lambda a, c, s: call.keep_silent(a, seconds, s))

    def hold(self, actor: Person, attempt_id: str, *, key: str, seen: int) -> Attempt:
        """Puts the caller on hold. Raises Conflict when they are."""
        return self._deeds.do(actor, attempt_id, key, seen, lambda a, c, s: call.hold(a, s))

    def resume(self, actor: Person, attempt_id: str, *, key: str, seen: int) -> Attempt:
        """Comes back from a hold. Raises Conflict without one."""
        return self._deeds.do(actor, attempt_id, key, seen, lambda a, c, s: call.resume(a, s))

    def escalate(self, actor: Person, attempt_id: str, form: Escalate, *, key: str, seen: int) -> Attempt:
        """Hands the call over, which ends it. Raises InvalidInput for a form without a team."""
        if not form.team.strip():
            raise InvalidInput("引き継ぎ先が選ばれていません。誰に引き継ぐかを選んでください。")
        return self._deeds.do(
            actor, attempt_id, key, seen, lambda a, c, s: call.escalate(c, a, form, s, self._reader(a))
        )

    def end(self, actor: Person, attempt_id: str, *, key: str, seen: int) -> Attempt:
        """The trainee ends the call, whether the matter is settled or not."""
        return self._deeds.do(actor, attempt_id, key, seen, lambda a, c, s: call.end(c, a, s))

    def stop(self, actor: Person, attempt_id: str, *, key: str, seen: int) -> Attempt:
        """Leaves without penalty."""
        return self._deeds.do(actor, attempt_id, key, seen, lambda a, c, s: call.stop(a, s), aside=True)

    def hint(self, actor: Person, attempt_id: str, text: str, *, key: str, seen: int) -> Attempt:
        """Counts a hint that was shown."""

        def taken(attempt: Attempt, cast: Cast, stamp: call.Stamp) -> list[AnyEvent]:
            return [HintTaken(key=stamp.key, at=stamp.at, text=text)]

        return self._deeds.do(actor, attempt_id, key, seen, taken, aside=True)

    def look_up(
        self, actor: Person, attempt_id: str, title: str, *, case: str = "", key: str, seen: int
    ) -> Attempt:
        """Notes that a past case, or without `case` a page of the manual, was opened during the call."""

        def opened(attempt: Attempt, cast: Cast, stamp: call.Stamp) -> list[AnyEvent]:
            return [CaseOpened(key=stamp.key, at=stamp.at, case=case, title=title)]

        return self._deeds.do(actor, attempt_id, key, seen, opened, aside=True)

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
        """A new attempt that shares everything before operator turn `turn`; the old one stays. Raises
        NotFound, InvalidInput."""
        branch = branched(self.attempt(actor, attempt_id), turn, self.new_id(), self.clock())
        self.store.append(branch.id, 0, branch.events)
        return branch

    def mine(self, actor: Person, limit: int = 200) -> list[AttemptRow]:
        """The actor's calls, last touched first."""
        return self.store.attempts_of(actor.id, limit)

    # ------------------------------------------------------------ drafts

    def save_draft(self, actor: Person, attempt_id: str, field: str, text: str) -> None:
        """Keeps what is being typed into `field`, cut at MAX_CHARS."""
        self.attempt(actor, attempt_id)
        self.store.save_draft(attempt_id, field, text[: call.MAX_CHARS])

    def drafts(self, actor: Person, attempt_id: str) -> dict[str, str]:
        """Field → what was typed into it last."""
        self.attempt(actor, attempt_id)
        return self.store.drafts(attempt_id)
