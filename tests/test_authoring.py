"""Writing scenarios in the app: nothing is overwritten, nothing faulty reaches a trainee."""

from __future__ import annotations

import json

import pytest

from tests.conftest import EXAMPLE, House
from trainer.authoring import Authoring, Catalogue, State, scenario_schema
from trainer.dialogue import Seat
from trainer.errors import Conflict, FileProblems, InvalidInput, NotAllowed, NotFound
from trainer.files import Library
from trainer.person import Person, Role

SV = Person(id="sv", name="SV 高木", role=Role.SUPERVISOR)


@pytest.fixture
def authoring(house: House, library: Library) -> Authoring:
    return Authoring(house.store, library, house.clock)


@pytest.fixture
def catalogue(house: House, library: Library) -> Catalogue:
    return Catalogue(library, house.store)


def test_a_copy_is_saved_published_practised_and_withdrawn(
    authoring: Authoring, catalogue: Catalogue
) -> None:
    text = authoring.copy_of(SV, EXAMPLE, "my-own").replace("難易度", "")
    saved = authoring.save(SV, text, seen=0)
    assert (saved.version, saved.state) == (1, State.CHECKED)
    assert "my-own" not in catalogue.scenarios
    authoring.publish(SV, "my-own", seen=1)
    assert catalogue.cast("my-own").scenario.id == "my-own"
    # A new draft does not take the published version away.
    authoring.save(SV, text.replace("difficulty: 2", "difficulty: 99"), seen=2)
    assert catalogue.cast("my-own").scenario.difficulty == 2
    with pytest.raises(FileProblems):
        authoring.publish(SV, "my-own", seen=3)
    authoring.withdraw(SV, "my-own", seen=3)
    with pytest.raises(NotFound):
        catalogue.cast("my-own")
    assert [v.state for v in authoring.versions(SV, "my-own")] == [
        "withdrawn",
        "draft",
        "published",
        "checked",
    ]


def test_a_published_version_takes_the_place_of_the_folders(
    authoring: Authoring, catalogue: Catalogue
) -> None:
    text = authoring.text_of(SV, EXAMPLE).replace("difficulty: 2", "difficulty: 1", 1)
    authoring.save(SV, text, seen=0)
    authoring.publish(SV, EXAMPLE, seen=1)
    assert catalogue.cast(EXAMPLE).scenario.difficulty == 1


def test_faults_are_told_with_their_lines_and_the_draft_is_kept(authoring: Authoring) -> None:
    text = authoring.text_of(SV, EXAMPLE).replace("seat: first", "seat: third", 1)
    scenario, problems = authoring.problems(text)
    assert scenario is None and problems[0].line == text[: text.index("seat: third")].count("\n") + 1
    assert authoring.save(SV, text, seen=0).state == State.DRAFT
    assert authoring.text_of(SV, EXAMPLE) == text


def test_the_second_of_two_editors_is_told(authoring: Authoring) -> None:
    text = authoring.text_of(SV, EXAMPLE)
    authoring.save(SV, text, seen=0)
    with pytest.raises(Conflict, match="先に保存"):
        authoring.save(SV, text + "\n# mine\n", seen=0)


@pytest.mark.parametrize("text", ["", "- a", "x: [", "id: 5", "id: ''", "a" * 300_000])
def test_what_has_no_id_cannot_be_saved(authoring: Authoring, text: str) -> None:
    with pytest.raises(InvalidInput):
        authoring.save(SV, text, seen=0)


def test_an_id_in_use_is_not_taken_twice(authoring: Authoring) -> None:
    with pytest.raises(InvalidInput, match="使われています"):
        authoring.copy_of(SV, EXAMPLE, EXAMPLE)


def test_trainees_may_not_write_scenarios(authoring: Authoring) -> None:
    trainee = Person(id="t", name="研修生", seat=Seat.FIRST)
    for deed in (
        lambda: authoring.text_of(trainee, EXAMPLE),
        lambda: authoring.save(trainee, "id: x", seen=0),
        lambda: authoring.publish(trainee, EXAMPLE, seen=0),
        lambda: authoring.withdraw(trainee, EXAMPLE, seen=0),
        lambda: authoring.mine(trainee),
        lambda: authoring.versions(trainee, EXAMPLE),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_the_schema_names_every_key_of_a_scenario() -> None:
    schema = scenario_schema()
    assert {"title", "facts", "escalation", "model_call"} <= set(schema["properties"])
    assert json.dumps(schema)
