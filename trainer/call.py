"""One call, turn by turn, without a database: what each deed of the trainee adds to the events.

`practice` stores these events, the command line prints them, golden calls are replayed by them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trainer.attempt import (
    AnyEvent,
    Attempt,
    Ended,
    Escalated,
    HoldEnded,
    HoldStarted,
    OperatorSaid,
    OperatorSilent,
    Outcome,
    Prepared,
    Started,
)
from trainer.customers import director, scripted
from trainer.dialogue import Reading, Transcript
from trainer.errors import Conflict, InvalidInput
from trainer.escalation import Escalate
from trainer.language import read
from trainer.scenario import Cast, Scenario
from trainer.script import Step
from trainer.takeover import PreparationSheet

MAX_CHARS = 4_000
"""Longest utterance: four screens of an e-mail. Longer ones are refused, never cut."""

Reader = Callable[[str, Transcript, Scenario | None], Reading]
"""What `language.read` is: the words, what was said before them, the scenario."""


@dataclass(frozen=True)
class Stamp:
    """When (seconds since the epoch) and under which client-made key something is done."""

    at: float = 0.0
    key: str = ""

    def sub(self, name: str) -> Stamp:
        return Stamp(self.at, f"{self.key}/{name}")


def clean(text: str) -> str:
    """Text as it may be stored: no control characters, no lone surrogates, no outer blanks.
    Raises InvalidInput when nothing is left or it is too long."""
    kept = "".join(
        "\n" if c == "\r" else "\ufffd" if unicodedata.category(c) == "Cs" else c
        for c in text.replace("\r\n", "\n")
        if c in "\n\r" or unicodedata.category(c) != "Cc"
    ).strip()
    if not kept:
        raise InvalidInput("文字が入力されていません。お客様への言葉を入力してください。")
    if len(kept) > MAX_CHARS:
        raise InvalidInput(
            f"入力が長すぎます({len(kept):,}文字)。{MAX_CHARS:,}文字までに分けて送ってください。"
        )
    return kept


def begin(cast: Cast, started: Started) -> Attempt:
    """A new call up to the customer's first words."""
    attempt = Attempt.of([started])
    return attempt.plus(*answer(cast, attempt, Stamp(started.at, started.key)))


def say(cast: Cast, attempt: Attempt, text: str, stamp: Stamp, reader: Reader = read) -> list[AnyEvent]:
    """The operator's words, and the end of a hold if there was one."""
    _must_run(attempt)
    text = clean(text)
    said = OperatorSaid(
        key=stamp.key,
        at=stamp.at,
        turn=attempt.turns + 1,
        text=text,
        reading=reader(text, (*cast.scenario.overheard, *attempt.as_scripted), cast.scenario),
    )
    return [*_unheld(attempt, stamp), said]


def prepare(attempt: Attempt, sheet: PreparationSheet, stamp: Stamp) -> list[AnyEvent]:
    """The supervisor's sheet, before the first word."""
    _must_run(attempt)
    if attempt.prepared or attempt.turns:
        raise Conflict("準備シートはもう提出されています。通話の画面から続けてください。")
    return [Prepared(key=stamp.key, at=stamp.at, sheet=sheet)]


def keep_silent(attempt: Attempt, seconds: float, stamp: Stamp) -> list[AnyEvent]:
    """The operator has said nothing for `seconds`: a turn of its own. Raises Conflict when the call is
    over."""
    _must_run(attempt)
    silent = OperatorSilent(key=stamp.key, at=stamp.at, turn=attempt.turns + 1, seconds=seconds)
    return [*_unheld(attempt, stamp), silent]


def hold(attempt: Attempt, stamp: Stamp) -> list[AnyEvent]:
    """Puts the caller on hold; nothing more happens until the operator is back."""
    _must_run(attempt)
    if attempt.on_hold:
        raise Conflict("すでに保留中です。「保留を解除」で通話に戻れます。")
    return [HoldStarted(key=stamp.key, at=stamp.at)]


def resume(attempt: Attempt, stamp: Stamp) -> list[AnyEvent]:
    """Back from hold; its length is taken from the two stamps. Raises Conflict when nobody is on hold."""
    _must_run(attempt)
    if not attempt.on_hold:
        raise Conflict("保留中ではありません。このまま応対を続けてください。")
    return [HoldEnded(key=stamp.key, at=stamp.at, seconds=max(0.0, stamp.at - attempt.on_hold.at))]


def escalate(
    cast: Cast, attempt: Attempt, form: Escalate, stamp: Stamp, reader: Reader = read
) -> list[AnyEvent]:
    """Hands the call over, with the words said to the customer at that moment, if any."""
    _must_run(attempt)
    words = (
        say(cast, attempt, form.words, stamp.sub("words"), reader)
        if form.words.strip()
        else _unheld(attempt, stamp)
    )
    handed = Escalated(
        key=stamp.key,
        at=stamp.at,
        turn=attempt.plus(*words).turns or 1,
        direction=form.direction,
        team=form.team,
        reason=form.reason,
        note=form.note,
    )
    return [*words, handed]


def answer(cast: Cast, attempt: Attempt, stamp: Stamp) -> list[AnyEvent]:
    """The customer's answer to an attempt that awaits it, and the end of the call if it is one."""
    if attempt.escalated:
        return [*_part(cast, attempt, stamp), _ended(Outcome.HANDED_OVER, stamp)]
    decision = director.decide(cast, attempt)
    said = scripted.customer_said(cast, attempt, decision)
    reply = said.model_copy(update={"key": f"{stamp.key}/reply", "at": stamp.at})
    return [reply, _ended(decision.ends, stamp)] if decision.ends else [reply]


def end(cast: Cast, attempt: Attempt, stamp: Stamp) -> list[AnyEvent]:
    """The trainee ends the call: the customer's last words, then the end."""
    _must_run(attempt)
    settled = director.is_settled(cast, attempt)
    outcome = Outcome.RESOLVED if settled else Outcome.CLOSED
    return [*_unheld(attempt, stamp), *_part(cast, attempt, stamp), _ended(outcome, stamp)]


def stop(attempt: Attempt, stamp: Stamp, outcome: Outcome = Outcome.STOPPED) -> list[AnyEvent]:
    """Leaves the call; nothing is scored."""
    _must_run(attempt)
    return [_ended(outcome, stamp)]


def take(cast: Cast, attempt: Attempt, step: Step, stamp: Stamp, reader: Reader = read) -> list[AnyEvent]:
    """One step of a script or of `play --json`, with the customer's answer to it."""
    if step.end:
        return end(cast, attempt, stamp)
    if step.prepare:
        return prepare(attempt, step.prepare, stamp)
    if step.escalate:
        events = escalate(cast, attempt, step.escalate, stamp, reader)
    elif step.silent is not None:
        events = keep_silent(attempt, step.silent, stamp)
    elif step.hold is not None:
        events = hold(attempt, stamp) if step.hold else resume(attempt, stamp)
    else:
        events = say(cast, attempt, step.say or "", stamp, reader)
    after = attempt.plus(*events)
    return [*events, *answer(cast, after, stamp)] if after.awaits_customer else events


def replay(cast: Cast, steps: Sequence[Step], seed: int = 0, reader: Reader = read) -> Attempt:
    """A whole call from a script; steps after its end are left out."""
    attempt = begin(
        cast, Started(attempt="replay", trainee="replay", scenario=cast.scenario.id, seed=seed, key="0")
    )
    for number, step in enumerate(steps, 1):
        if attempt.ended:
            break
        attempt = attempt.plus(*take(cast, attempt, step, Stamp(float(number), str(number)), reader))
    return attempt


def _part(cast: Cast, attempt: Attempt, stamp: Stamp) -> list[AnyEvent]:
    said = scripted.customer_said(cast, attempt, director.farewell(cast, attempt))
    return [said.model_copy(update={"key": f"{stamp.key}/farewell", "at": stamp.at})]


def _ended(outcome: Outcome, stamp: Stamp) -> Ended:
    return Ended(key=f"{stamp.key}/end", at=stamp.at, outcome=outcome)


def _unheld(attempt: Attempt, stamp: Stamp) -> list[AnyEvent]:
    return resume(attempt, stamp.sub("unheld")) if attempt.on_hold else []


def _must_run(attempt: Attempt) -> None:
    if attempt.ended:
        raise Conflict("この通話はもう終わっています。結果の画面をご覧ください。")
    if attempt.escalated:
        raise Conflict("この通話はもう引き継がれています。結果の画面をご覧ください。")
