"""試し通話: a supervisor talks with the customer of an unsaved scenario. Of the call nothing is stored; what
a model took for it is booked, as the ceilings of the house count it like any other use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trainer import call
from trainer.attempt import INTERRUPTED, AnyEvent, Attempt, CustomerSaid, ModelUse, Started
from trainer.opinions.spending import Judge
from trainer.person import Person
from trainer.practice import Practice
from trainer.scenario import Cast
from trainer.speaking import FAULTY, OUT_OF_TIME, Answer, Progress, scripted

PURPOSE = "rehearsal"
"""What stands in the book of model use."""


@dataclass(frozen=True)
class Coming:
    """The customer's answer on its way. `events`: the answer itself, once it has come."""

    answer: Answer
    events: list[AnyEvent]


@dataclass
class Rehearsal:
    """A running test talk, which belongs to one browser tab. `text`: the scenario's text it was begun
    with."""

    text: str
    cast: Cast
    attempt: Attempt
    coming: Coming | None = None


@dataclass(frozen=True)
class Rehearsals:
    """What a supervisor does in a test talk: rules, model, gate and reading are those of a trainee's call."""

    practice: Practice
    judge: Judge

    @property
    def model(self) -> str:
        """The model that can word customers; "" when there is none."""
        return self.practice.model

    def begin(
        self, actor: Person, text: str, cast: Cast, *, seed: int, speaker: Literal["script", "model"]
    ) -> Rehearsal:
        """A new talk up to the customer's first words. A model is the `speaker` only where there is one."""
        started = Started(
            attempt="test",
            trainee=actor.id,
            scenario=cast.scenario.id,
            seed=seed,
            key="0",
            speaker=speaker if self.model else "script",
        )
        return Rehearsal(text, cast, call.begin(cast, started))

    def say(self, talk: Rehearsal, words: str) -> None:
        """The operator's words, and the script's answer; a model's is still to come (`answer`). Raises
        InvalidInput, Conflict."""
        self._wait_no_longer(talk)
        said = call.say(talk.cast, talk.attempt, words, _stamp(talk), self.practice.reader)
        talk.attempt = talk.attempt.plus(*said)
        if talk.attempt.started.speaker != "model":
            talk.attempt = talk.attempt.plus(*self._scripted(talk))

    def end(self, talk: Rehearsal) -> None:
        """The operator ends the talk. Raises Conflict."""
        self._wait_no_longer(talk)
        if not talk.attempt.ended:
            talk.attempt = talk.attempt.plus(*call.end(talk.cast, talk.attempt, _stamp(talk)))

    def answer(self, talk: Rehearsal) -> Answer | None:
        """The answer in a model's words, begun or joined; None when none is awaited."""
        if not talk.attempt.awaits_customer:
            return None
        if talk.coming is None:
            cast, attempt, events = talk.cast, talk.attempt, list[AnyEvent]()
            draft, *rest = self._scripted(talk)
            assert isinstance(draft, CustomerSaid), "an answer begins with words"

            def work(progress: Progress) -> None:
                self._word(cast, attempt, draft, rest, events, progress)

            talk.coming = Coming(Answer(work, lambda: None), events)
        return talk.coming.answer

    def settle(self, talk: Rehearsal) -> None:
        """Takes in the awaited answer; the script's in place of one that takes too long. Raises what the
        work on it raised."""
        if talk.coming is None:
            return
        answer, events = talk.coming.answer, talk.coming.events
        if not answer.wait(0):
            self._take_over(talk, OUT_OF_TIME)
        elif events:
            talk.attempt, talk.coming = talk.attempt.plus(*events), None
        else:
            self._take_over(talk, FAULTY)
        if answer.error is not None:
            raise answer.error

    def leave(self, talk: Rehearsal) -> None:
        """Nobody waits for this talk any more; a request on its way is ended."""
        if talk.coming is not None:
            talk.coming.answer.leave()

    def _word(
        self,
        cast: Cast,
        attempt: Attempt,
        draft: CustomerSaid,
        rest: list[AnyEvent],
        events: list[AnyEvent],
        progress: Progress,
    ) -> None:
        """The work of a thread. The answer stands before its cost is booked: a store that fails costs no
        words."""
        speaking = self.practice.speaking
        assert speaking is not None, "a model words it"
        said = speaking.word(cast, attempt, draft, progress)
        events += [said, *rest]
        if said.use and said.use.tokens_in + said.use.tokens_out:
            self.judge.book.book(PURPOSE, self.judge.clock(), said.use)

    def _wait_no_longer(self, talk: Rehearsal) -> None:
        """Before the operator goes on: an answer that has come counts, the script speaks for another."""
        if talk.coming is not None and talk.coming.answer.wait(0):
            self.settle(talk)
        elif talk.attempt.awaits_customer:
            self._take_over(talk, INTERRUPTED)

    def _take_over(self, talk: Rehearsal, why: str) -> None:
        """The script answers at once. Whatever the model still says comes too late."""
        self.leave(talk)
        draft, *rest = self._scripted(talk)
        assert isinstance(draft, CustomerSaid), "an answer begins with words"
        use = ModelUse(model=self.model, fault=why)
        talk.attempt, talk.coming = talk.attempt.plus(scripted(draft, use), *rest), None

    def _scripted(self, talk: Rehearsal) -> list[AnyEvent]:
        return call.answer(talk.cast, talk.attempt, _stamp(talk))


def _stamp(talk: Rehearsal) -> call.Stamp:
    return call.Stamp(0.0, str(len(talk.attempt.events)))
