"""A call becomes the draft of a case: what was said, the turning points, the words that mattered."""

from __future__ import annotations

from trainer import call
from trainer.case import Case, Effect, Party
from trainer.casework import HAND_OVER, from_attempt
from trainer.dialogue import Seat
from trainer.files import Library
from trainer.masking import from_card, propose
from trainer.scenario import unfolded
from trainer.scorers import score
from trainer.settings import ROOT

LIBRARY = Library(ROOT / "scenarios")


def case_of(scenario_id: str) -> Case:
    cast = LIBRARY.cast(scenario_id)
    attempt = call.replay(cast, cast.scenario.model_call, seed=1)
    return from_attempt(cast.scenario, attempt, score(cast, attempt, LIBRARY.rubric))


def test_every_line_of_the_call_is_taken_over_in_order() -> None:
    cast = LIBRARY.cast("appliance-no-callback")
    attempt = call.replay(cast, cast.scenario.model_call, seed=1)
    told = [m.text for m in case_of("appliance-no-callback").timeline]
    said = [u.text for u in attempt.transcript]
    assert [t for t in told if t in said] == said


def test_the_turning_point_is_asked_before_it_is_told() -> None:
    case = case_of("appliance-no-callback")
    at = next(i for i, m in enumerate(case.timeline) if m.decision == HAND_OVER)
    assert case.timeline[at].who is Party.CUSTOMER
    assert "引き継いだ" in "".join(m.text for m in case.timeline[at + 1 :])


def test_words_that_helped_are_quoted_with_their_reason() -> None:
    helped = [p for p in case_of("appliance-no-callback").phrases if p.effect is Effect.HELPED]
    assert 1 <= len(helped) <= 3 and all(p.why for p in helped)


def test_a_second_line_call_begins_with_what_was_overheard() -> None:
    second = next(s for s in LIBRARY.scenarios.values() if s.seat is Seat.SECOND)
    case = case_of(second.id)
    assert case.timeline[0].text == second.overheard[0].text
    assert any(m.who is Party.SUPERVISOR for m in case.timeline)


def test_every_scenario_gives_a_case_whose_customer_is_found_by_the_masking() -> None:
    for scenario in LIBRARY.scenarios.values():
        case = case_of(scenario.id)
        surname = scenario.card.name.split()[0]
        if any(surname in text for text in case.texts()):
            proposal = propose(case, [from_card(scenario.card)])
            assert any(surname in r.text for r in proposal.replacements), scenario.id


def test_the_situation_has_no_blanks_from_line_ends() -> None:
    written = LIBRARY.cast("appliance-no-callback").scenario.brief.situation
    assert unfolded(written) != written
    assert case_of("appliance-no-callback").situation == unfolded(written)
