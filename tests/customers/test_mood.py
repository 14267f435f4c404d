"""How the anger moves: the invariants of the rubric (§4.3), for every customer type and any call."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.customers.talking import LIBRARY, cast_as, talked
from trainer.attempt import Attempt, CustomerSaid, OperatorSaid, Started
from trainer.beat import Beat
from trainer.customers.anger.temper import FALL, RISE, step
from trainer.dialogue import ActSpan, CourtesyFinding, DialogueAct, Echo, Reading, Signal, SignalSpan
from trainer.mood import Mood
from trainer.persona import PersonaKind
from trainer.scenario import Cast

A = DialogueAct
KINDS = list(PersonaKind)
GOOD = (
    A.EMP_FEEL, A.EMP_SIT, A.PARA, A.BC, A.APO_PART, A.OPEN_Q, A.EXPLAIN, A.PROPOSE, A.COMMIT, A.FOLLOW, A.CHECK,
)  # fmt: skip
NEUTRAL = (A.CLOSED_Q, A.APO_BARE, A.CUSHION, A.HOLD, A.OPEN, A.CLOSE)
FAULTS = (A.NEG_DENY, A.NEG_COLD, A.NEG_OVER)
FAULT_SIGNALS = (
    Signal.INSULT, Signal.BLAME, Signal.RETELL, Signal.PASS_AROUND, Signal.CALM_DOWN, Signal.HURRY,
)  # fmt: skip


def reading(
    acts: Sequence[DialogueAct] = (), signals: Sequence[Signal] = (), *, specific: bool = False, lint: int = 0
) -> Reading:
    return Reading(
        acts=tuple(ActSpan(start=0, end=1, act=a, specific=specific) for a in acts),
        signals=tuple(SignalSpan(start=0, end=1, signal=s) for s in signals),
        courtesy=(CourtesyFinding(start=0, end=1, rule="r", category="c", severity=2, better="b"),) * lint,
    )


def moods(cast: Cast, readings: Sequence[Reading], settled: bool = False) -> list[Mood]:
    """The curve of a call in which the operator's words read like this; first the start."""
    anger = cast.persona.start
    curve = [Mood(anger=anger, before=anger)]
    start = Started(attempt="a", trainee="t", scenario=cast.scenario.id, seed=0)
    attempt = Attempt.of([start, CustomerSaid(turn=0, text="もしもし。", beat=Beat.OPEN, mood=curve[0])])
    for turn, read in enumerate(readings, 1):
        said = OperatorSaid(turn=turn, text=f"発話{turn}", reading=read)
        attempt = attempt.plus(said)
        mood = step(cast.persona, cast.scenario, attempt, said, settled=settled)
        attempt = attempt.plus(CustomerSaid(turn=turn, text="はい。", beat=Beat.WAITING, mood=mood))
        curve.append(mood)
    return curve


def angers(cast: Cast, readings: Sequence[Reading], settled: bool = False) -> list[float]:
    return [m.anger for m in moods(cast, readings, settled)]


def heard(kind: PersonaKind, *lines: str, difficulty: int = 2) -> list[float]:
    """The curve of a call in real words."""
    attempt = talked(cast_as(kind, difficulty), *lines)
    return [e.mood.anger for e in attempt.customer]


kinds = st.sampled_from(KINDS)
levels = st.integers(1, 4)
readings = st.builds(
    reading,
    st.lists(st.sampled_from((*GOOD, *NEUTRAL, *FAULTS)), max_size=6, unique=True),
    st.lists(st.sampled_from(FAULT_SIGNALS), max_size=2, unique=True),
    specific=st.booleans(),
    lint=st.integers(0, 2),
)
calls = st.lists(readings, min_size=1, max_size=9)


def with_fault(read: Reading, fault: DialogueAct | Signal) -> Reading:
    more = reading([fault]) if isinstance(fault, DialogueAct) else reading((), [fault])
    return read.model_copy(
        update={"acts": (*read.acts, *more.acts), "signals": (*read.signals, *more.signals)}
    )


@settings(max_examples=300, deadline=None)
@given(kinds, levels, calls, st.data())
def test_one_fault_more_never_leaves_the_customer_calmer(
    kind: PersonaKind, level: int, said: list[Reading], data: st.DataObject
) -> None:
    cast = cast_as(kind, level)
    where = data.draw(st.integers(0, len(said) - 1))
    fault = data.draw(st.sampled_from((*FAULTS, *FAULT_SIGNALS)))
    worse = [*said[:where], with_fault(said[where], fault), *said[where + 1 :]]
    for better_off, worse_off in zip(angers(cast, said), angers(cast, worse), strict=True):
        assert worse_off >= better_off - 0.02  # both are rounded to hundredths


@settings(max_examples=200, deadline=None)
@given(kinds, levels, calls, st.data())
def test_a_careless_word_or_a_mistake_more_never_leaves_them_calmer(
    kind: PersonaKind, level: int, said: list[Reading], data: st.DataObject
) -> None:
    cast = cast_as(kind, level)
    where = data.draw(st.integers(0, len(said) - 1))
    wrong = Echo(start=0, end=1, fact="f", right=False, expected="x")
    change = data.draw(st.sampled_from(({"echoes": (wrong,)}, {"courtesy": reading(lint=2).courtesy})))
    worse = [*said[:where], said[where].model_copy(update=change), *said[where + 1 :]]
    assert angers(cast, worse)[-1] >= angers(cast, said)[-1] - 0.02


@settings(max_examples=300, deadline=None)
@given(kinds, levels, calls, st.booleans())
def test_the_mood_never_jumps_past_its_caps(
    kind: PersonaKind, level: int, said: list[Reading], settled: bool
) -> None:
    for mood in moods(cast_as(kind, level), said, settled)[1:]:
        assert FALL - 0.01 <= mood.anger - mood.before <= RISE + 0.01
        assert 0 <= mood.anger <= 100
        if mood.anger != mood.before:
            assert mood.causes, "every move has a reason one can see"


@settings(max_examples=200, deadline=None)
@given(kinds, st.lists(st.sets(st.sampled_from((*GOOD, *NEUTRAL))), min_size=1, max_size=12))
def test_without_anything_solved_nobody_sinks_below_their_floor(
    kind: PersonaKind, said: list[set[DialogueAct]]
) -> None:
    solving = {A.PROPOSE, A.COMMIT}
    cast = cast_as(kind, 1)
    curve = angers(cast, [reading(sorted(acts - solving), specific=True) for acts in said])
    assert min(curve) >= cast.persona.floor


@pytest.mark.parametrize("kind", KINDS)
def test_with_a_solution_they_go_below_their_floor(kind: PersonaKind) -> None:
    cast = cast_as(kind, 1)
    assert angers(cast, GOOD_SCRIPT * 2)[-1] < cast.persona.floor
    assert angers(cast, [reading([A.EMP_FEEL, A.PARA], specific=True)] * 30)[-1] >= cast.persona.floor


@settings(max_examples=150, deadline=None)
@given(kinds, st.integers(1, 3), calls)
def test_good_handling_is_worth_less_and_faults_weigh_more_with_a_harder_customer(
    kind: PersonaKind, level: int, said: list[Reading]
) -> None:
    easier, harder = cast_as(kind, level), cast_as(kind, level + 1)
    assert angers(harder, said)[-1] >= angers(easier, said)[-1] - 0.02


@settings(max_examples=100, deadline=None)
@given(kinds, st.sets(st.sampled_from(GOOD), min_size=1))
def test_there_are_no_magic_words(kind: PersonaKind, acts: set[DialogueAct]) -> None:
    """The same good deed again is worth less each time; all of them in one breath do not work a wonder."""
    cast = cast_as(kind)
    stuffed = moods(cast, [reading(GOOD, specific=True)])[-1]
    assert sum(c.delta < 0 for c in stuffed.causes) <= 4
    for act in acts:
        worth = [c.delta for m in moods(cast, [reading([act])] * 5)[1:] for c in m.causes if c.what == act]
        eased = [w for w in worth if w < 0]
        assert all(abs(b) <= abs(a) * 0.75 for a, b in zip(eased, eased[1:], strict=False))


@pytest.mark.parametrize("kind", KINDS)
def test_an_apology_for_nothing_said_five_times_calms_nobody(kind: PersonaKind) -> None:
    varied = (
        "申し訳ございません。",
        "大変申し訳ございません。",
        "誠に申し訳ありません。",
        "本当にすみません。",
        "重ねて申し訳ございません。",
    )
    for lines in (varied, varied[:1] * 5):
        curve = heard(kind, *lines)
        assert curve[-1] > curve[0], kind
        assert curve[-1] > min(curve), "it grates after the first"


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_words_of_sympathy_six_times_wear_off_and_turn(kind: PersonaKind) -> None:
    curve = heard(kind, *["ご心配なお気持ち、お察しいたします。"] * 6)
    assert curve[1] < curve[0]
    assert all(later > curve[1] for later in curve[2:])


@pytest.mark.parametrize("kind", KINDS)
def test_denial_blame_and_a_cold_refusal_drive_anyone_up(kind: PersonaKind) -> None:
    curve = angers(cast_as(kind), [reading([A.NEG_DENY]), reading((), [Signal.BLAME]), reading([A.NEG_COLD])])
    assert curve == sorted(curve)
    assert curve[-1] == 100 or curve[-1] - curve[0] >= 30


@pytest.mark.parametrize("kind", KINDS)
def test_five_questions_in_a_row_without_listening_only_raise_it(kind: PersonaKind) -> None:
    curve = angers(cast_as(kind), [reading([A.CLOSED_Q])] * 5)
    assert curve == sorted(curve) and curve[-1] > curve[0]


GOOD_SCRIPT = (
    reading([A.PARA, A.APO_PART, A.OPEN_Q], specific=True),
    reading([A.BC, A.EMP_FEEL, A.PARA], specific=True),
    reading([A.EMP_SIT, A.OPEN_Q], specific=True),
    reading([A.PARA, A.APO_PART], specific=True),
    reading([A.BC, A.EXPLAIN]),
    reading([A.PROPOSE, A.EXPLAIN]),
    reading([A.EMP_FEEL, A.COMMIT], specific=True),
    reading([A.COMMIT, A.FOLLOW, A.CHECK]),
    reading([A.EMP_SIT, A.PROPOSE, A.CHECK], specific=True),
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_nine_good_turns_bring_the_anger_down_by_35(kind: PersonaKind) -> None:
    curve = angers(cast_as(kind), GOOD_SCRIPT)
    assert curve[0] - curve[-1] >= 35
    assert curve == sorted(curve, reverse=True)


def test_each_type_is_reached_by_other_words() -> None:
    """Empathy moves the emotional caller most and the technical one least; with solutions it is the other
    way round; careless keigo hurts the VIP most, then the logical caller."""

    def moved(read: Reading) -> list[PersonaKind]:
        at = {k: cast_as(k).persona.model_copy(update={"start": 50.0, "floor": 0.0}) for k in KINDS}
        casts = {k: cast_as(k).model_copy(update={"persona": at[k]}) for k in KINDS}
        return sorted(KINDS, key=lambda k: angers(casts[k], [read])[-1])

    E, L, V, T = PersonaKind.EMOTIONAL, PersonaKind.LOGICAL, PersonaKind.VIP, PersonaKind.TECHNICAL
    assert moved(reading([A.EMP_FEEL], specific=True)) == [E, V, L, T]
    assert moved(reading([A.COMMIT])) == [T, L, V, E]
    assert moved(reading(lint=2))[-2:] == [L, V]
    assert moved(reading([A.NEG_COLD]))[-1] == V


@pytest.mark.parametrize("kind", KINDS)
def test_listening_does_more_for_the_furious_and_solutions_reach_the_calm(kind: PersonaKind) -> None:
    def worth(act: DialogueAct, at: float) -> float:
        cast = cast_as(kind)
        cast = cast.model_copy(
            update={"persona": cast.persona.model_copy(update={"start": at, "floor": 0.0})}
        )
        curve = angers(cast, [reading([act])])
        return curve[0] - curve[1]

    assert worth(A.PARA, 90) > worth(A.PARA, 40)
    assert worth(A.COMMIT, 40) > worth(A.COMMIT, 90)
    assert worth(A.EXPLAIN, 90) < 0 < worth(A.EXPLAIN, 40), "explained before being heard: a rebuff"


@pytest.mark.parametrize("kind", KINDS)
def test_a_needless_handover_is_resented(kind: PersonaKind) -> None:
    curve = angers(cast_as(kind), [reading([A.PARA, A.APO_PART], specific=True), reading([A.ESC_V])])
    assert curve[2] > curve[1]


def test_handed_over_in_time_the_emotional_customer_calms_down() -> None:
    cast = LIBRARY.cast("appliance-no-callback")
    attempt = talked(cast, *cast.scenario.model_call)
    assert attempt.customer[0].mood.anger - attempt.customer[-1].mood.anger >= 35
