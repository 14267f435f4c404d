"""Decides what the customer does next; every decision says why. It words nothing.

Deterministic: the same cast, seed and words give the same decision on every machine. The rules
stand in the order in which they are asked; the first that has an answer decides the body of the
reply, a short reaction to what was just said may lead it (docs/customer.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainer.attempt import Attempt, Outcome
from trainer.beat import Beat
from trainer.customers import telling
from trainer.customers.anger import breakdown
from trainer.customers.anger.temper import bounded, relieved, start, step
from trainer.customers.consequences import raised_by, told_by
from trainer.customers.parts import Part, Reply
from trainer.customers.questions.chosen_answers import not_too_many
from trainer.customers.reactions import reactions
from trainer.customers.requests import called, consenting, haggling, handover, offers, waiting
from trainer.customers.situation import Situation
from trainer.customers.wording.valence import in_one_voice
from trainer.escalation import Trigger
from trainer.mood import Band, Cause, Mood
from trainer.scenario import Cast

CAUGHT = 6.0
"""What a promise that contradicts an earlier one adds."""

SILENCE = 4.0
"""What a silence of the operator adds to the anger."""

ADVICE = -4.0
"""What it takes off the anger to be told what to do, after having asked."""

CONTENT = 50.0
"""Anger below which who has taken back their abuse parts without a scene."""

_RULES: tuple[Callable[[Situation], Reply | None], ...] = (
    breakdown.breaks_off,
    breakdown.odd_input,
    breakdown.takes_warning,
    called.answers_call,
    telling.interrupts,
    breakdown.flares_up,
    waiting.comes_back,
    handover.reacts_to_transfer,
    haggling.takes_a_no,
    offers.reacts_to_offer,
    consenting.reports,
    consenting.consents,
    telling.answers_questions,
    waiting.reacts_to_wait,
    waiting.hears_when,
    reactions.checked,
    reactions.reacts_to_words,
    telling.goes_on,
)


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
    parts = in_one_voice(not_too_many(reply.parts, cast.scenario.channel))
    if any(p.beat is Beat.OFFER_REFUSE for p in parts):
        mood = _held(mood, "refused", "受け入れられない提案")
    if situation.settles(reply.accepted) and not situation.settled:
        mood = relieved(mood)
    return Decision(
        parts=parts,
        mood=mood,
        why=reply.why,
        raises=raised_by(parts, situation),
        accepted=reply.accepted,
        ends=reply.ends,
        tells=told_by(parts, situation),
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
        beat, why = handover.handed_over(situation), "引き継がれた"
    elif situation.settled:
        beat = Beat.CLOSE_CONTENT if mood.band is not Band.ANGRY else Beat.CLOSE_GRUDGING
        why = "解決して終話"
    elif situation.agreed and (mood.band is not Band.ANGRY or attempt.accepted):
        beat = Beat.CLOSE_CONTENT if mood.band is Band.CALM else Beat.CLOSE_GRUDGING
        why = "約束を受けて終話"
    elif mood.anger < CONTENT and situation.used(Beat.LIMIT_BACKS_DOWN):
        beat, why = Beat.CLOSE_GRUDGING, "言葉を改めて終話"
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


def _held(mood: Mood, what: str = "held", label: str = "失言・聞き直しで和らがない") -> Mood:
    """Nobody calms down over words that hurt, over being asked for their number a second time, or over an
    offer that they refuse."""
    if mood.anger >= mood.before:
        return mood
    cause = Cause(what=what, label=label, delta=round(mood.before - mood.anger, 2))
    return mood.model_copy(update={"anger": mood.before, "causes": (*mood.causes, cause)})


def _pleased(mood: Mood) -> Mood:
    """Nobody grows angrier over being done a good turn."""
    if mood.anger <= mood.before:
        return mood
    cause = Cause(what="goodwill", label="お客様のための申し出", delta=round(mood.before - mood.anger, 2))
    return mood.model_copy(update={"anger": mood.before, "causes": (*mood.causes, cause)})


def _mood(cast: Cast, attempt: Attempt) -> Mood:
    persona, scenario = cast.persona, cast.scenario
    situation = Situation(cast, attempt, attempt.mood)
    waited = waiting.waited(situation, situation.back_from) if situation.back_from else []
    if situation.contradicted:
        waited = [*waited, Cause(what="contradicted", label="前の約束との食い違い", delta=CAUGHT)]
    if situation.said is not None:
        said = situation.said
        if situation.advised:
            waited = [*waited, Cause(what="advised", label="どうすればよいかの案内", delta=ADVICE)]
        mood = step(persona, scenario, attempt, said, settled=situation.settled, waited=waited)
        if situation.goodwill and not situation.faulted:
            return _pleased(mood)
        hurt = situation.faulted or situation.contradicted or situation.burdened
        return _held(mood) if hurt or situation.asked_again else mood
    if situation.back_from:
        return bounded(attempt.mood.anger, waited, persona, settled=True)
    silence = Cause(what="silence", label="沈黙", delta=SILENCE)
    return bounded(attempt.mood.anger, [silence], persona, settled=False)
