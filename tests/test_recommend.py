"""What is suggested next, and why; the week's figures."""

from __future__ import annotations

import pytest

from trainer.dialogue import Seat
from trainer.escalation import EscalationVerdict, Need, Timing
from trainer.files import Library
from trainer.persona import PersonaKind
from trainer.recommend import DAY, Past, suggest, week
from trainer.scenario import Scenario
from trainer.scorecard import DimensionId, Score, Scorecard

SUNDAY = 1_795_323_900.0  # 2026-11-22 14:05 in Japan
EAST = 9 * 3600


@pytest.fixture
def scenarios(library: Library) -> list[Scenario]:
    """One easy and one hard call for each customer type, all in the first line."""
    base = library.scenarios["appliance-no-callback"]
    policies = {
        Need.REQUIRED: base.escalation,
        Need.NEEDLESS: base.escalation.model_copy(update={"need": Need.NEEDLESS}),
    }
    return [
        base.model_copy(
            update={
                "id": f"{persona}-{need}",
                "persona": persona,
                "difficulty": 1 if need is Need.NEEDLESS else 3,
                "escalation": policy,
            }
        )
        for persona in PersonaKind
        for need, policy in policies.items()
    ]


def past(scenario: str, *, at: float = SUNDAY, timing: Timing = Timing.ON_TIME, **shares: float) -> Past:
    """A finished call; shares are 0–1 of a dimension's points, 0.9 where not given."""
    dimensions = tuple(
        Score(id=d, title=str(d), points=10 * shares.get(d.value, 0.9), max=10) for d in DimensionId
    )
    verdict = EscalationVerdict(needed=Need.REQUIRED, timing=timing)
    card = Scorecard(scenario=scenario, rubric="r", total=80, dimensions=dimensions, escalation=verdict)
    return Past(scenario, at, card)


def test_no_scenarios_no_suggestion() -> None:
    assert suggest([], [], Seat.FIRST) is None


def test_a_beginner_gets_an_easy_call(scenarios: list[Scenario]) -> None:
    found = suggest(scenarios, [], Seat.FIRST)
    assert found and found.scenario.difficulty == 1 and "はじめて" in found.reason


def test_a_beginner_gets_a_call_of_the_own_seat(scenarios: list[Scenario]) -> None:
    second = scenarios[0].model_copy(update={"id": "second", "seat": Seat.SECOND, "difficulty": 4})
    found = suggest([*scenarios, second], [], Seat.SECOND)
    assert found and found.scenario.id == "second"


def test_late_handovers_in_a_row_are_practised(scenarios: list[Scenario]) -> None:
    late = [past("emotional-required", timing=Timing.TOO_LATE), past("vip-required", timing=Timing.MISSED)]
    found = suggest(scenarios, late, Seat.FIRST)
    assert found and found.scenario.escalation.need is Need.REQUIRED
    assert found.scenario.id != "emotional-required" and found.reason == "2回続けて引き継ぎが遅れました"


def test_a_needless_handover_leads_to_a_call_that_can_be_kept(scenarios: list[Scenario]) -> None:
    found = suggest(scenarios, [past("vip-needless", timing=Timing.NEEDLESS)], Seat.FIRST)
    assert found and found.scenario.escalation.need is Need.NEEDLESS and found.reason.startswith("前回、")


def test_the_weakest_dimension_decides_otherwise(scenarios: list[Scenario]) -> None:
    found = suggest(scenarios, [past("vip-required", empathy=0.4, courtesy=0.6)], Seat.FIRST)
    assert found and found.scenario.persona is PersonaKind.EMOTIONAL and "40%" in found.reason


def test_then_a_customer_type_not_met_lately(scenarios: list[Scenario]) -> None:
    found = suggest(scenarios, [past("emotional-required"), past("vip-required")], Seat.FIRST)
    assert found and found.scenario.persona in (PersonaKind.LOGICAL, PersonaKind.TECHNICAL)


def test_unscored_calls_decide_nothing(scenarios: list[Scenario]) -> None:
    unscored = Past("vip-required", SUNDAY, Scorecard(scenario="vip-required", rubric="r", total=None))
    found = suggest(scenarios, [unscored], Seat.FIRST)
    assert found and "はじめて" in found.reason


def test_a_removed_scenario_does_no_harm(scenarios: list[Scenario]) -> None:
    assert suggest(scenarios, [past("gone")], Seat.FIRST) is not None


def test_the_week_begins_on_monday() -> None:
    monday = SUNDAY - 6 * DAY - 14 * 3600  # 00:05 in Japan
    rows = [past("a", at=monday, listening=0.8), past("b", at=monday - 600, listening=0.6)]
    found = week(rows, SUNDAY, EAST)
    assert (found.calls, found.listening, found.listening_before) == (1, pytest.approx(80), pytest.approx(60))


def test_a_first_week_has_nothing_to_compare() -> None:
    found = week([past("a")], SUNDAY, EAST)
    assert found.listening_before is None and week([], SUNDAY, EAST).listening is None
