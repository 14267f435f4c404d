"""How the customer's anger moves: one capped step per operator turn (rubric §4.2).

Signs and order rest on the sources listed there; the sizes are design values.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from trainer.attempt import Attempt, OperatorSaid
from trainer.customers.anger.interrogation import pressed
from trainer.customers.anger.weights import (
    FAULTS,
    LABELS,
    LISTENING,
    SIGNAL_FAULTS,
    SIGNAL_LABELS,
    SOLVING,
    STRONG_EMPATHY,
)
from trainer.customers.memory import agreed
from trainer.customers.reactions.contradictions import misheard
from trainer.customers.requests.passing import direction_of, passes_on
from trainer.customers.triggers import due
from trainer.dialogue import EMPATHY, QUESTIONS, ActSpan, DialogueAct, Reading, Signal, WhyPart
from trainer.escalation import Need
from trainer.mood import Cause, Mood
from trainer.persona import Persona
from trainer.scenario import Scenario

A = DialogueAct

FALL, RISE = -12.0, 18.0
"""Largest step down and up in one turn: one utterance moves little (Leonova & Zuters)."""

RELIEF = 8.0
"""What it takes off the anger that the matter is settled."""

WEAR = 0.6
"""The n-th use of an act within six turns is worth 0.6**(n-1)."""

SAME_WORDS = 0.9
"""Similarity from which two utterances count as the same words."""

MOST_ACTS = 4
"""Good acts of one utterance that reach the caller; stuffing more in does not calm more."""

MANY_QUESTIONS = 3.0
"""Weight of questions in a row from which each further one grates."""

HOT = 70.0
"""From here on, explanations before any acknowledgement are felt as a rebuff."""

EASE = {1: 1.15, 2: 1.0, 3: 0.85, 4: 0.7}
"""Difficulty 1–4: what good handling is worth; faults are multiplied by its inverse."""


def same_words(text: str, others: Sequence[str]) -> bool:
    """Whether `text` (8 characters or more) repeats one of `others` nearly word for word."""
    return len(text) >= 8 and any(
        text == other or _alike(text, other)
        for other in others
        if abs(len(text) - len(other)) <= 0.2 * len(text)
    )


def _alike(text: str, other: str) -> bool:
    """The costly comparison only where the cheap upper bounds leave it open."""
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= SAME_WORDS for bound in bounds)


def is_insult(said: OperatorSaid) -> bool:
    """Whether the caller feels abused by these words; insults that are only cited are no signal."""
    return Signal.INSULT in hurting(said)


def hurting(said: OperatorSaid | None) -> frozenset[Signal]:
    """The signals of what the operator said."""
    return frozenset(s.signal for s in said.reading.signals) if said else frozenset()


def felt_heard(attempt: Attempt, persona: Persona) -> bool:
    """The caller has felt heard: their matter was given back, and for the two types that live by
    feeling (listen ≥ 1) it was also met with empathy or an apology that names its object."""
    readings = [e.reading for e in attempt.operator]
    given_back = any(r.has(A.PARA) or any(a.specific for a in r.of(*EMPATHY, A.APO_PART)) for r in readings)
    felt = any(r.has(*EMPATHY, A.APO_PART) for r in readings)
    return given_back and (felt or persona.listen < 1)


def step(
    persona: Persona,
    scenario: Scenario,
    attempt: Attempt,
    said: OperatorSaid,
    *,
    settled: bool,
    waited: Sequence[Cause] = (),
) -> Mood:
    """Anger after the operator utterance `said`, the last of `attempt`. `settled`: a remedy has
    been accepted, so that the floor no longer holds. `waited`: what a hold before it did."""
    before = attempt.mood.anger
    earlier = [e for e in attempt.operator if e.turn < said.turn]
    causes = [
        *waited,
        *_calming(persona, scenario, before, said, earlier),
        *_faults(persona, scenario, attempt, said),
        *_transfer(scenario, attempt, said),
        *_limit(scenario, earlier, said),
    ]
    # A small fault does not save the operator from the impatience: it only hides a part of it.
    stalled = persona.impatience - sum(c.delta for c in causes)
    if (
        not (settled or agreed(attempt))
        and said.turn > 4
        and stalled > 0
        and all(c.delta >= 0 for c in causes)
    ):
        causes.append(Cause(what="stalled", label="話が進まない", delta=stalled))
    moving = said.reading.has(A.PROPOSE, A.COMMIT, A.TAKEOVER)
    return bounded(before, causes, persona, settled=settled or moving)


def start(persona: Persona, scenario: Scenario) -> float:
    """Anger (0–100) at the caller's first word."""
    return persona.start if scenario.start_anger is None else scenario.start_anger


def bounded(before: float, causes: Sequence[Cause], persona: Persona, *, settled: bool) -> Mood:
    """The mood after these causes: the step capped, and not below the floor while nothing is settled."""
    after = before + max(FALL, min(RISE, sum(c.delta for c in causes)))
    if not settled:
        after = max(after, min(before, persona.floor))
    kept = tuple(
        Cause(what=c.what, label=c.label, delta=round(c.delta, 2)) for c in causes if abs(c.delta) >= 0.005
    )
    return Mood(anger=round(max(0.0, min(100.0, after)), 2), before=before, causes=kept)


def relieved(mood: Mood) -> Mood:
    """The mood of a caller who has just accepted what settles the matter; no step falls further than FALL."""
    after = max(0.0, mood.before + FALL, mood.anger - RELIEF)
    if after >= mood.anger:
        return mood
    cause = Cause(what="settled", label="解決の見通しがついた", delta=round(after - mood.anger, 2))
    return mood.model_copy(update={"anger": round(after, 2), "causes": (*mood.causes, cause)})


def _calming(
    persona: Persona, scenario: Scenario, before: float, said: OperatorSaid, earlier: Sequence[OperatorSaid]
) -> list[Cause]:
    """What was good in the words, the best MOST_ACTS of it, and what of it has worn thin."""
    if same_words(said.text, [e.text for e in earlier]):
        return [Cause(what="repeated", label="同じ言葉の繰り返し", delta=3.0)]
    recent = [e.reading for e in earlier[-5:]]
    before_now = [_by_act(r) for r in recent]
    causes: list[Cause] = []
    for act, spans in _by_act(said.reading).items():
        used = sum(act in done for done in before_now)
        if act is A.APO_BARE:
            causes.append(_bare_apology(used, persona, before))
        elif act in LISTENING:
            causes.append(_listening(act, spans, used, persona, scenario, before))
        elif act in SOLVING:
            causes.append(_solving(act, used, persona, scenario, before, recent, said.reading))
    good = sorted((c for c in causes if c.delta < 0), key=lambda c: c.delta)[:MOST_ACTS]
    return good + [c for c in causes if c.delta >= 0]


def _by_act(reading: Reading) -> dict[DialogueAct, list[ActSpan]]:
    """What was done, also where only its result was read: who speaks in fragments (「えっと、七時までに、
    仮締めを、終わらせます」) has promised, offered and given back all the same."""
    acts: dict[DialogueAct, list[ActSpan]] = {}
    for span in reading.of(*DialogueAct):
        acts.setdefault(span.act, []).append(span)
    if any(e.right for e in reading.echoes):
        acts.setdefault(A.PARA, [])
    if any(p.by_when for p in reading.promises) and A.FOLLOW not in acts:
        acts.setdefault(A.COMMIT, [])
    if reading.offers and not acts.keys() & {A.COMMIT, A.FOLLOW}:
        acts.setdefault(A.PROPOSE, [])
    return acts


def _bare_apology(used: int, persona: Persona, before: float) -> Cause:
    """Soothes once, then no more, then grates."""
    if used == 0:
        worth = -2.0 * persona.listen * (0.6 + 0.8 * before / 100)
        return Cause(what=A.APO_BARE, label="お詫び", delta=worth)
    return Cause(what=A.APO_BARE, label=LABELS[A.APO_BARE], delta=2.0 if used >= 2 else 0.0)


def _listening(
    act: DialogueAct,
    spans: Sequence[ActSpan],
    used: int,
    persona: Persona,
    scenario: Scenario,
    before: float,
) -> Cause:
    """What it is worth to be heard: the more, the angrier the caller is (`before`, 0–100)."""
    worth = STRONG_EMPATHY if act in EMPATHY and any(s.specific for s in spans) else LISTENING[act]
    worth *= WEAR**used * persona.listen * (0.6 + 0.8 * before / 100)
    return Cause(what=act, label=LABELS[act], delta=-worth * EASE[scenario.difficulty])


def _solving(
    act: DialogueAct,
    used: int,
    persona: Persona,
    scenario: Scenario,
    before: float,
    recent: Sequence[Reading],
    now: Reading,
) -> Cause:
    """What it is worth to get on with the matter: the less, the angrier the caller is (`before`, 0–100)."""
    acknowledged = any(r.has(*EMPATHY, A.APO_PART, A.APO_FULL, A.PARA) for r in (*recent, now))
    if act is A.EXPLAIN and before >= HOT and not acknowledged:
        return Cause(what="explain_hot", label="受け止める前の説明", delta=4.0 * persona.neg)
    ready = min(1.0, max(0.2, (85 - before) / 45))
    worth = SOLVING[act] * WEAR**used * persona.solve * ready * EASE[scenario.difficulty]
    return Cause(what=act, label=LABELS[act], delta=-worth)


def _faults(persona: Persona, scenario: Scenario, attempt: Attempt, said: OperatorSaid) -> list[Cause]:
    """What was wrong with the words: each fault at the weight it has for this caller."""
    reading = said.reading
    if reading.signalled(Signal.UNREADABLE, Signal.TO_MACHINE):
        return [Cause(what="odd", label="通じない言葉", delta=2.0)]
    weight = persona.neg / EASE[scenario.difficulty]
    unjust_limit = reading.has(A.LIMIT) and not scenario.abusive and not reading.has(*EMPATHY, A.PARA)
    untold = {f.id for f in scenario.facts} - attempt.told
    mistaken = misheard(said, [e for e in attempt.operator if e.turn < said.turn], untold)
    manners = sum(f.severity for f in reading.courtesy[:2]) * persona.lint
    only_asks = reading.has(*QUESTIONS) and pressed(attempt) >= MANY_QUESTIONS
    others = (
        (unjust_limit, A.LIMIT, "正当な訴えへの線引き", 8.0 * weight),
        (mistaken, "wrong_echo", "内容の取り違え", 4.0 * weight),
        (bool(reading.courtesy), "courtesy", "言葉遣い", manners),
        (only_asks, "questions", "質問ばかりが続く", 2.5 * weight),
    )
    found = [Cause(what=what, label=label, delta=delta) for true, what, label, delta in others if true]
    return [*_hurtful(said, weight), *found]


def _hurtful(said: OperatorSaid, weight: float) -> list[Cause]:
    """Hurtful signals and acts, each fault once."""
    signals = hurting(said) & SIGNAL_FAULTS.keys()
    if not is_insult(said):
        signals -= {Signal.INSULT}
    return _counted_once(
        [Cause(what=s, label=SIGNAL_LABELS[s], delta=SIGNAL_FAULTS[s] * weight) for s in sorted(signals)],
        [Cause(what=a, label=LABELS[a], delta=FAULTS[a] * weight) for a in FAULTS if said.reading.has(a)],
    )


def _counted_once(signals: list[Cause], acts: list[Cause]) -> list[Cause]:
    """A signal names the same fault more precisely than its act: the fault counts once, under the
    signal's name and with the greater weight. An over-promise is a fault of its own."""
    if not signals:
        return acts
    own = [c for c in acts if c.what == A.NEG_OVER]
    short = sum(c.delta for c in acts) - sum(c.delta for c in (*own, *signals))
    first = signals[0]
    weighed = first.model_copy(update={"delta": first.delta + max(0.0, short)})
    return [weighed, *signals[1:], *own]


def _transfer(scenario: Scenario, attempt: Attempt, said: OperatorSaid) -> list[Cause]:
    """What it does to be told that somebody else takes over."""
    if not passes_on(said):
        return []
    policy = scenario.escalation
    direction = direction_of(said)
    fell_due, _ = due(scenario, attempt)
    if policy.need is Need.NEEDLESS and fell_due is None:
        return [Cause(what="transfer_needless", label="必要のない引き継ぎ", delta=8.0)]
    if direction and policy.direction not in (None, direction):
        return [Cause(what="transfer_wrong", label="違う相手への引き継ぎ", delta=10.0)]
    if policy.need is Need.REQUIRED and (fell_due is None or said.turn < fell_due):
        return [Cause(what="transfer_early", label="話を聞く前の引き継ぎ", delta=4.0)]
    parts = {e.part for e in said.reading.explained}
    worth = (-8.0 if parts else 2.0) - (3.0 if WhyPart.REASON in parts else 0.0)
    return [Cause(what="transfer", label="引き継ぎの申し出", delta=worth)]


def _limit(scenario: Scenario, earlier: Sequence[OperatorSaid], said: OperatorSaid) -> list[Cause]:
    """A line drawn against abuse: the first rankles, the second sobers."""
    if not scenario.abusive or not said.reading.has(A.LIMIT):
        return []
    warned = any(e.reading.has(A.LIMIT) for e in earlier)
    return [Cause(what=A.LIMIT, label="線引き", delta=-6.0 if warned else 3.0)]
