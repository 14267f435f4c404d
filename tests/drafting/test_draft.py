"""A case becomes a draft that can be played at once, and published only after a person has read it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from trainer import call
from trainer.authoring import Authoring, State
from trainer.case import Case, CaseCause, CaseEscalation, CaseRecord, Moment, Party
from trainer.case_files import CaseFolder
from trainer.checking import check_scenario
from trainer.checking.unfinished import MARK, marks, unfinished, without_mark
from trainer.dialogue import Channel
from trainer.drafting import draft_from_case
from trainer.errors import FileProblems
from trainer.escalation import Direction, Need
from trainer.files import Library, parse
from trainer.person import Person, Role
from trainer.persona import PersonaKind
from trainer.scenario import Scenario
from trainer.store.sqlite import SqliteStore

RECORDS, _ = CaseFolder().read()


def drafted(case: Case, library: Library) -> Scenario:
    return parse(draft_from_case(case, "case-x", library), "case-x.yaml", Scenario)


@pytest.mark.parametrize("shipped", RECORDS, ids=lambda r: r.id)
def test_of_every_shipped_case_comes_a_draft_that_lacks_only_what_a_person_must_write(
    shipped: CaseRecord, library: Library
) -> None:
    text = draft_from_case(shipped.case, "case-x", library)
    assert text == draft_from_case(shipped.case, "case-x", library)
    scenario = parse(text, "case-x.yaml", Scenario)
    assert [str(p) for p in check_scenario(library, scenario)] == []
    assert len(list(marks(text))) >= 10
    case = shipped.case
    assert (scenario.persona, scenario.channel, scenario.hidden.cause) == (
        case.persona,
        case.channel,
        case.cause,
    )
    assert scenario.escalation.need is case.escalation.need
    if case.escalation.need is Need.REQUIRED:
        assert scenario.escalation.direction is (case.escalation.direction or Direction.VERTICAL)


KINDS = [
    *((p, c, Need.REQUIRED, None) for p, c in itertools.product(PersonaKind, Channel)),
    *((PersonaKind.VIP, Channel.CHAT, n, d) for n, d in itertools.product(Need, (None, *Direction))),
]


@pytest.mark.parametrize(("persona", "channel", "need", "direction"), KINDS)
def test_a_case_of_any_kind_with_next_to_no_words_becomes_a_sound_draft(
    persona: PersonaKind, channel: Channel, need: Need, direction: Direction | None, library: Library
) -> None:
    case = Case(
        title="x: [y]\n# z 'q'",
        persona=persona,
        channel=channel,
        escalation=CaseEscalation(need=need, direction=direction),
        timeline=(Moment(who=Party.CUSTOMER, text="{name}「今すぐ」: 'a' # b\n*c"),),
    )
    assert [str(p) for p in check_scenario(library, drafted(case, library))] == []


def test_even_an_empty_case_becomes_a_sound_draft(library: Library) -> None:
    assert [str(p) for p in check_scenario(library, drafted(Case(), library))] == []


def test_the_customers_words_are_taken_over_and_masks_become_fiction(library: Library) -> None:
    case = Case(
        title="返金の遅れ",
        cause=CaseCause.COMPANY,
        timeline=(
            Moment(who=Party.OTHER, when="前日", text="【氏名2】が返金を約束した。"),
            Moment(who=Party.CUSTOMER, text="怒って「返金が三週間も届きません」と言われた。"),
            Moment(
                who=Party.CUSTOMER,
                text="「【氏名1】です。【電話番号1】に電話をください。旅行の費用なんです」",
            ),
        ),
    )
    text = draft_from_case(case, "case-x", library)
    scenario = parse(text, "case-x.yaml", Scenario)
    assert scenario.opening.say == ("返金が三週間も届きません。",)
    assert any("旅行の費用" in line for fact in scenario.facts for line in fact.say)
    assert "【" not in "".join(line for line in text.split("\n") if not line.startswith("#"))
    assert "前日" in scenario.card.history[0] and scenario.fault_confirmed


def test_a_draft_can_be_called_at_once(library: Library) -> None:
    cast = library.cast_of(drafted(RECORDS[0].case, library))
    attempt = call.replay(cast, cast.scenario.model_call)
    assert attempt.ended is not None and len(attempt.customer) > 2


def test_it_is_not_published_before_every_mark_is_written_off(library: Library, tmp_path: Path) -> None:
    sv = Person(id="sv", name="高木", role=Role.SUPERVISOR)
    authoring = Authoring(store=SqliteStore(tmp_path / "t.db"), library=library, clock=lambda: 1.0)
    text = draft_from_case(RECORDS[0].case, "case-x", library)
    assert authoring.save(sv, text, seen=0).state == State.DRAFT
    with pytest.raises(FileProblems, match="書き足すところ"):
        authoring.publish(sv, "case-x", seen=1)
    while found := list(marks(text)):
        text = without_mark(text, found[0][0])
    assert MARK not in text
    assert authoring.save(sv, text, seen=1).state == State.CHECKED
    assert authoring.publish(sv, "case-x", seen=2).state == State.PUBLISHED


def test_a_mark_is_told_with_its_line_and_only_marks_are_taken_out() -> None:
    text = f"id: a\n{MARK}: 会社の名前\ncompany: b\n"
    (problem,) = unfinished("a.yaml", text)
    assert (problem.line, problem.file) == (2, "a.yaml") and "会社の名前" in problem.what
    assert without_mark(text, 2) == "id: a\ncompany: b\n"
    assert without_mark(text, 3) == text and without_mark(text, 99) == text
