"""Decides what the customer does next; every decision says why. It words nothing.

Deterministic: the same cast, seed and words give the same decision on every machine. The rules
stand in the order in which they are asked; the first that has an answer decides the body of the
reply, a short reaction to what was just said may lead it (docs/customer.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from trainer.attempt import Attempt, Outcome
from trainer.beat import Beat
from trainer.customers import answers, reactions
from trainer.customers.parts import Part, Reply
from trainer.customers.situation import Situation
from trainer.customers.temper import bounded, start, step
from trainer.dialogue import EMPATHY, DialogueAct, Signal
from trainer.escalation import Trigger
from trainer.mood import Cause, Mood
from trainer.scenario import Cast

A = DialogueAct

PATIENCE = {1: 40, 2: 34, 3: 28, 4: 24}
"""Operator turns after which the caller of difficulty 1–4 gives up on an open matter."""

STUCK = 16
"""Operator turns without a settlement after which the talk counts as deadlocked (T8)."""

CAUGHT = 6.0
"""What a promise that contradicts an earlier one adds."""

SILENCE = 4.0
"""What a silence of the operator adds to the anger."""

FURIOUS = 92.0
"""Anger at which one more fault brings the threat to hang up, then the hanging up."""

INSISTS = 85.0
"""Anger at which a fault makes the caller call for a superior of their own accord."""


BACKS_DOWN = {1: 1.0, 2: 0.8, 3: 0.5, 4: 0.2}
"""Chance that an abusive caller of difficulty 1–4 gives way to the second warning."""

CONTENT = 50.0
"""Anger below which a settled caller parts kindly."""


@dataclass(frozen=True)
class Decision:
    """What the customer does: `parts` in order, the mood after, triggers set off, and the end of
    the call if they end it. `why` names the rule, for the result page and the tests."""

    parts: tuple[Part, ...]
    mood: Mood
    why: str
    raises: tuple[Trigger, ...] = ()
    accepted: tuple[str, ...] = ()
    ends: Outcome | None = None
    tells: tuple[str, ...] = ()


def decide(cast: Cast, attempt: Attempt) -> Decision:
    """The customer's next move in an attempt that awaits the customer."""
    if not attempt.customer:
        return _opening(cast)
    mood = _mood(cast, attempt)
    situation = Situation(cast, attempt, mood)
    for rule in _RULES:
        reply = rule(situation)
        if reply is not None:
            break
    else:  # the last rule always answers
        raise AssertionError("no rule answered")
    raises = (*_raised_by(reply, situation), *_dynamic_triggers(situation))
    return Decision(
        parts=reply.parts,
        mood=mood,
        why=reply.why,
        raises=tuple(dict.fromkeys(raises)),
        accepted=reply.accepted,
        ends=reply.ends,
        tells=_told_by(reply, situation),
    )


def farewell(cast: Cast, attempt: Attempt) -> Decision:
    """The customer's last words when the trainee ends the call or hands it over."""
    situation = Situation(cast, attempt, attempt.mood)
    if situation.said is not None:
        mood = _mood(cast, attempt)
        situation = Situation(cast, attempt, mood)
    else:
        mood = Mood(anger=attempt.mood.anger, before=attempt.mood.anger)
    if attempt.escalated:
        beat, why = reactions.handed_over(situation), "引き継がれた"
    elif situation.settled:
        beat = Beat.CLOSE_CONTENT if mood.anger < CONTENT else Beat.CLOSE_GRUDGING
        why = "解決して終話"
    else:
        beat, why = Beat.CLOSE_UNRESOLVED, "未解決のまま終話"
    return Decision(parts=(Part(beat),), mood=mood, why=why)


def is_settled(cast: Cast, attempt: Attempt) -> bool:
    """The customer has accepted a way out that settles the matter."""
    return Situation(cast, attempt, attempt.mood).settled


def _opening(cast: Cast) -> Decision:
    anger = start(cast.persona, cast.scenario)
    opening, first = cast.scenario.opening, cast.scenario.first_call
    return Decision(
        parts=(Part(Beat.OPEN),),
        mood=Mood(anger=anger, before=anger),
        why="お客様の第一声",
        raises=opening.raises,
        tells=tuple(dict.fromkeys((*(first.tells if first else ()), *opening.tells))),
    )


def _mood(cast: Cast, attempt: Attempt) -> Mood:
    persona, scenario = cast.persona, cast.scenario
    situation = Situation(cast, attempt, attempt.mood)
    waited = reactions.waited(situation, situation.back_from) if situation.back_from else []
    if situation.contradicted:
        waited = [*waited, Cause(what="contradicted", label="前の約束との食い違い", delta=CAUGHT)]
    if situation.said is not None:
        return step(persona, scenario, attempt, situation.said, settled=situation.settled, waited=waited)
    if situation.back_from:
        return bounded(attempt.mood.anger, waited, persona, settled=True)
    silence = Cause(what="silence", label="沈黙", delta=SILENCE)
    return bounded(attempt.mood.anger, [silence], persona, settled=False)


# ---------------------------------------------------------------- rules, in order


def _breaks_off(s: Situation) -> Reply | None:
    """Too much: threatens to hang up, then does."""
    insulted = s.reading.signalled(Signal.INSULT)
    silent = s.said is None and s.back_from is None
    if s.turn >= PATIENCE[s.scenario.difficulty] and not s.settled:
        return Reply((Part(Beat.HANG_UP),), "長引いて見切りをつけた", ends=Outcome.HUNG_UP)
    if silent:
        if s.used(Beat.SILENCE) >= 2:
            return Reply((Part(Beat.HANG_UP),), "返事がないので切った", ends=Outcome.HUNG_UP)
        return Reply((Part(Beat.SILENCE),), "沈黙に呼びかけた")
    threatened = s.used(Beat.THREATEN) > 0
    if insulted:
        if threatened or s.used(Beat.INSULTED):
            return Reply((Part(Beat.HANG_UP),), "暴言を受けて切った", ends=Outcome.HUNG_UP)
        return Reply((Part(Beat.INSULTED),), "失礼な言葉に反応した")
    if s.faulted and s.mood.anger >= FURIOUS and not s.odd:
        if threatened:
            return Reply((Part(Beat.HANG_UP),), "怒りが限度を超えて切った", ends=Outcome.HUNG_UP)
        return Reply((_flare(s), Part(Beat.THREATEN)), "怒りが限度に近い")
    return None


def _odd_input(s: Situation) -> Reply | None:
    """Words that no operator would say to a caller."""
    if s.reading.signalled(Signal.UNREADABLE):
        return Reply((Part(Beat.UNREADABLE),), "聞き取れない")
    if s.reading.signalled(Signal.TO_MACHINE):
        return Reply((Part(Beat.MACHINE), *answers.next_thing(s)), "機械扱いに戸惑い、用件に戻った")
    return None


def _interrupts(s: Situation) -> Reply | None:
    """The scenario's own triggers come before answers."""
    concern = s.concern(interrupting=True)
    if concern is None or reactions.to_transfer(s) in (Beat.TRANSFER_OK, Beat.TRANSFER_DOUBT):
        return None
    lead = (_flare(s),) if s.faulted else reactions.lead(s)
    return Reply((*lead, Part(Beat.CONCERN, concern=concern.id)), "どうしても言いたいこと")


def _reacts_to_limit(s: Situation) -> Reply | None:
    """A line drawn against abuse: goes on at first, then pulls themself together or gives up."""
    if not s.reading.has(A.LIMIT) or not s.scenario.abusive:
        return None
    warned = sum(e.reading.has(A.LIMIT) for e in s.attempt.operator)
    if warned <= 1:
        return Reply((Part(Beat.LIMIT_PUSHBACK),), "警告を受け流した")
    if s.used(Beat.LIMIT_BACKS_DOWN):
        return Reply((Part(Beat.HANG_UP),), "線引きを受けて自分から切った", ends=Outcome.HUNG_UP)
    if s.dice("limit").random() < BACKS_DOWN[s.scenario.difficulty]:
        return Reply(
            (Part(Beat.LIMIT_BACKS_DOWN), *answers.next_thing(s, quiet=True)), "重ねての警告で抑えた"
        )
    return Reply((Part(Beat.LIMIT_PUSHBACK),), "警告を受け流した")


def _flares_up(s: Situation) -> Reply | None:
    """A fault: anger first; a plain question in the same breath still gets its answer."""
    if not s.faulted or s.settled:
        return None
    flare = _flare(s)
    if s.mood.anger >= INSISTS and s.faults >= 2 and Trigger.T1 not in {t for _, t in s.attempt.raised}:
        return Reply((flare, Part(Beat.DEMAND_SUPERIOR)), "不満が重なり上席を求めた")
    answer = answers.to_questions(s) if s.mood.anger < INSISTS else ()
    return Reply((flare, *(answer or answers.next_thing(s, quiet=True))), "応対への反発")


def _answers(s: Situation) -> Reply | None:
    parts = answers.to_questions(s)
    if not parts:
        return None
    lead = () if parts[0].beat in (Beat.AGAIN, Beat.VENT) else reactions.lead(s)
    return Reply((*lead, *parts), "聞かれたことに答えた")


def _comes_back(s: Situation) -> Reply | None:
    """The operator is back from hold without having said anything yet."""
    if s.said is None and s.back_from:
        return Reply((Part(reactions.back_from_hold(s)),), "保留から戻った")
    return None


def _reacts_to_transfer(s: Situation) -> Reply | None:
    beat = reactions.to_transfer(s)
    return Reply((*reactions.lead(s), Part(beat)), "引き継ぎの申し出への返事") if beat else None


def _reacts_to_offer(s: Situation) -> Reply | None:
    """What is asked in the same breath gets its answer behind the reaction."""
    reply = reactions.to_offer(s)
    if reply is None or not s.reading.questions:
        return reply
    told = [p for p in answers.to_questions(s) if p.beat in (Beat.ANSWER, Beat.OWN_DATA)]
    return replace(reply, parts=(*[p for p in reply.parts if not p.concern and not p.fact], *told[:1]))


def _reacts_to_wait(s: Situation) -> Reply | None:
    beat = reactions.to_wait(s)
    if beat and s.contradicted:
        return Reply((Part(Beat.CAUGHT_OUT),), "前の約束との食い違いを指摘した")
    return Reply((Part(beat),), "待つ・折り返しへの返事") if beat else None


def _reacts_to_words(s: Situation) -> Reply | None:
    """Empathy, apology, paraphrase, explanation, promise: a short reaction, then on with it."""
    lead = reactions.lead(s) or reactions.to_statement(s)
    if not lead:
        return None
    if s.settled:
        return Reply(lead, "受け止めへの反応")
    rest = answers.next_thing(s, quiet=any(p.beat in (Beat.PROMISE_WHEN, Beat.APOLOGY_ENOUGH) for p in lead))
    return Reply((*lead, *rest), "受け止めへの反応")


def _checked(s: Situation) -> Reply | None:
    if not s.reading.has(A.CHECK, A.CLOSE):
        return None
    if s.settled:
        return Reply((Part(Beat.CHECK_YES),), "納得を確かめられた")
    return Reply((Part(Beat.CHECK_NO), *answers.next_thing(s, quiet=True)), "まだ納得していない")


def _goes_on(s: Situation) -> Reply | None:
    """Nothing calls for a reaction: goes on with what still troubles them."""
    if s.settled:
        return Reply((Part(Beat.CHECK_YES),), "もう用は済んでいる")
    if s.reading.has(A.BC):
        told = answers.next_thing(s)
        if told and told[0].beat in (Beat.CONCERN, Beat.ANSWER):
            go_on = () if s.used(Beat.GO_ON) and s.dice("go_on").random() < 0.5 else (Part(Beat.GO_ON),)
            return Reply((*go_on, *told), "相づちを受けて話を続けた")
    return Reply(answers.next_thing(s) or (Part(Beat.WAITING),), "まだ困っていることを話した")


_RULES: tuple[Callable[[Situation], Reply | None], ...] = (
    _breaks_off,
    _odd_input,
    _reacts_to_limit,
    _interrupts,
    _flares_up,
    _comes_back,
    _reacts_to_transfer,
    _reacts_to_offer,
    _answers,
    _reacts_to_wait,
    _checked,
    _reacts_to_words,
    _goes_on,
)


# ---------------------------------------------------------------- consequences


def _flare(s: Situation) -> Part:
    return Part(reactions.flare(s))


def _told_by(reply: Reply, s: Situation) -> tuple[str, ...]:
    tells = [p.fact for p in reply.parts if p.beat is Beat.ANSWER and p.fact]
    for concern_id in (p.concern for p in reply.parts if p.concern):
        tells += next(c for c in s.scenario.concerns if c.id == concern_id).tells
    return tuple(dict.fromkeys(t for t in tells if t not in s.told))


def _raised_by(reply: Reply, s: Situation) -> list[Trigger]:
    """Triggers of what is told and voiced for the first time."""
    raises = [t for fact in _told_by(reply, s) for t in s.scenario.fact(fact).raises]
    for part in reply.parts:
        if part.concern:
            raises += next(c for c in s.scenario.concerns if c.id == part.concern).raises
        if part.beat is Beat.DEMAND_SUPERIOR:
            raises.append(Trigger.T1)
    return raises


def _dynamic_triggers(s: Situation) -> list[Trigger]:
    """What any call can come to: anger that will not fall, deadlock, a complaint about the operator."""
    already = {t for _, t in s.attempt.raised}
    found = []
    angers = [e.mood.anger for e in s.attempt.customer] + [s.mood.anger]
    done_all = all(
        any(e.reading.has(*acts) for e in s.attempt.operator)
        for acts in (tuple(EMPATHY), (A.APO_PART, A.APO_FULL), (A.PARA,))
    )
    unmoved = len(angers) >= 3 and min(angers[-2:]) >= 70 and angers[-1] >= angers[-2]
    if Trigger.T4 not in already and done_all and unmoved:
        found.append(Trigger.T4)
    if Trigger.T8 not in already and s.turn >= STUCK and not s.settled:
        found.append(Trigger.T8)
    if Trigger.T10 not in already and s.faults >= 3:
        found.append(Trigger.T10)
    return found
