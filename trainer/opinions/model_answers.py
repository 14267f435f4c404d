"""Model answers on demand: two other wordings for one utterance, shown only when our own rules like them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field

from trainer.attempt import Attempt, ModelUse, OperatorSaid
from trainer.customers.anger.temper import same_words
from trainer.dialogue import NEGATIVE, SURE, DialogueAct, Reading, Seat, Signal
from trainer.errors import InvalidInput
from trainer.language import read
from trainer.language.text.normalise import normalise
from trainer.llm import Message, Usage
from trainer.opinions.files import rewording
from trainer.opinions.record import record, until
from trainer.opinions.spending import Judge
from trainer.person import Person
from trainer.practice import Practice
from trainer.scenario import Scenario
from trainer.scorecard import Scorecard

WANTED = 2
LONGEST = 160
"""Characters of one wording; the model is asked for 120."""

MAX_TOKENS = 500
ROUNDS = 2
"""The first answer and one retry."""

_NUMBER = re.compile(r"\d+|[一二三四五六七八九十百千万]{2,}")
_TOO_MUCH = frozenset({"second", "client"})


class Wordings(BaseModel):
    wordings: list[str] = Field(max_length=4)


@dataclass(frozen=True)
class Rewordings:
    """`wordings`: none, one or two that passed. `missing`: in people's words, what they had to contain.
    `faults`: why others did not pass."""

    turn: int
    wordings: tuple[str, ...]
    missing: str
    faults: tuple[str, ...]
    use: ModelUse


@dataclass(frozen=True)
class Place:
    """The moment in a call at which something else could have been said."""

    scenario: Scenario
    attempt: Attempt
    said: OperatorSaid
    due: tuple[DialogueAct, ...]

    @property
    def due_words(self) -> str:
        labels = rewording().labels
        return "か".join(labels[act] for act in self.due)


@dataclass(frozen=True)
class ModelAnswers:
    """What the owner of an ended call does with model answers."""

    judge: Judge
    practice: Practice

    @property
    def offered(self) -> bool:
        return self.judge.configured

    def missing(self, actor: Person, attempt_id: str, turn: int) -> str:
        """What the wordings will have to contain, in people's words."""
        return self._place(actor, attempt_id, turn).due_words

    def estimate(self, actor: Person, attempt_id: str, turn: int) -> Usage:
        """The most that asking would take without the retry."""
        return self.judge.estimate([messages(self._place(actor, attempt_id, turn))], Wordings, MAX_TOKENS)

    def ask(self, actor: Person, attempt_id: str, turn: int) -> Rewordings:
        """Other wordings for the operator's utterance `turn`. Raises NotFound, Conflict (not ended),
        InvalidInput (no such utterance), LlmFailed."""
        place = self._place(actor, attempt_id, turn)
        asking = self.judge.asking("model_answers")
        said, passed, faults = messages(place), list[str](), list[str]()
        for _ in range(ROUNDS):
            given = asking.ask(said, Wordings, MAX_TOKENS)
            new: list[str] = []
            for words in (w.strip() for w in given.wordings):
                wrong = list(faults_of(words, place, passed))
                passed += [] if wrong else [words]
                new += [f for f in wrong if f not in new]
            faults += [f for f in new if f not in faults]
            if passed:  # one good wording is worth more than a second request
                break
            said = [*said, Message("assistant", given.model_dump_json()), once_more(new)]
        return Rewordings(turn, tuple(passed[:WANTED]), place.due_words, tuple(faults), asking.use)

    def _place(self, actor: Person, attempt_id: str, turn: int) -> Place:
        attempt = self.practice.attempt(actor, attempt_id)
        card = self.practice.scorecard(actor, attempt_id)
        said = next((e for e in attempt.operator if e.turn == turn), None)
        if said is None:
            raise InvalidInput("この発話は見つかりません。記録の中の自分の発話を選んでください。")
        return Place(self.practice.cast_of(attempt).scenario, attempt, said, missing_acts(card, turn))


def missing_acts(card: Scorecard, turn: int) -> tuple[DialogueAct, ...]:
    """Acts of which one is due: of the dearest remark on this utterance that names any."""
    remarks = [f for d in card.dimensions for f in d.findings if f.turn == turn and f.kind != "good"]
    known = rewording().missing
    dearest = max((f for f in remarks if f.criterion in known), key=lambda f: f.weight, default=None)
    return known[dearest.criterion] if dearest else rewording().otherwise


def messages(place: Place) -> list[Message]:
    """What the model is told: the talk so far, the desk, the utterance, what it lacked. Hidden facts are
    not in it, so that no wording can give them away."""
    desk = "\n".join(_desk(place.scenario))
    prompt = rewording().prompt
    task = (
        f"# 記録\n{record(place.scenario, until(place.attempt, place.said.turn))}\n\n# 手元の資料\n{desk}\n\n"
        f"# 担当者の発言\n{place.said.text}\n\n# 課題\n{prompt.task}必ず含めること: {place.due_words}。"
    )
    return [Message("system", prompt.system), Message("user", task)]


def once_more(faults: Sequence[str]) -> Message:
    """The request to try again, with what was wrong with every wording so far."""
    return Message("user", f"{rewording().prompt.once_more}\n" + "\n".join(f"- {f}" for f in faults))


def _desk(scenario: Scenario) -> Iterator[str]:
    """What the operator may know: company, authority, the customer's card, the manual."""
    card = scenario.card
    yield f"{scenario.company}。権限: {scenario.brief.authority}"
    yield "、".join(
        v for v in (f"お客様: {card.name}様", card.contract, card.since, *card.history, card.memo) if v
    )
    yield from (f"{page.title}: {page.text}" for page in scenario.manual)


def faults_of(words: str, place: Place, others: Sequence[str]) -> Iterator[str]:
    """In people's words, why this wording may not be shown; nothing when it may."""
    if not words or len(words) > LONGEST or "\n" in words:
        yield f"一案を一行、{LONGEST}字以内にする"
        return
    before = until(place.attempt, place.said.turn)
    reading = read(words, (*place.scenario.overheard, *before), place.scenario)
    if not reading.has(*place.due):
        yield f"{place.due_words}を入れる"
    if any(act.act in NEGATIVE and act.confidence >= SURE for act in reading.acts) or _offends(reading):
        yield "反論、冷たい言い方、確かでない約束をやめる"
    if reading.courtesy:
        yield "敬語と言葉選びを正しくする"
    if _beyond_authority(reading, place.scenario):
        yield "権限を超える提案をやめる"
    if _numbers(words) - _numbers(_known(place)):
        yield "記録にない数字や日時を書かない"
    if same_words(words, [place.said.text, *others]):
        yield "元の発言や、もう一方の案と違う言い方にする"


def _offends(reading: Reading) -> bool:
    harmless = {Signal.SMALL_TALK, Signal.THANKS}
    return any(s.signal not in harmless for s in reading.signals)


def _beyond_authority(reading: Reading, scenario: Scenario) -> bool:
    first = scenario.seat is Seat.FIRST
    return any(first and scenario.remedy(o.remedy).authority in _TOO_MUCH for o in reading.offers)


def _known(place: Place) -> str:
    """Everything that could be said without inventing anything."""
    said = (u.text for u in until(place.attempt, place.said.turn))
    return " ".join([place.said.text, place.scenario.brief.situation, *said, *_desk(place.scenario)])


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(normalise(text).text))
