"""From a case to practice and back: who may, what is remembered, whose call is shown and how."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from tests.conftest import EXAMPLE, House
from tests.store.case_samples import record
from trainer.attempt import CustomerSaid, OperatorSaid
from trainer.authoring import Authoring, Catalogue
from trainer.case import CaseState, Moment, Party
from trainer.cases import CaseSearch
from trainer.cases.spellings import Spellings
from trainer.errors import InvalidInput, NotAllowed, NotFound
from trainer.files import Library
from trainer.person import Person, Role
from trainer.store.sqlite_cases import SqliteCases
from trainer.store.sqlite_spellings import SqliteSpellings
from trainer.store.sqlite_study import SqliteLoop
from trainer.study import CaseLoop

SV = Person(id="sv", name="高木", role=Role.SUPERVISOR)
STORY = (Moment(who=Party.CUSTOMER, text="洗濯機の返金が三週間も届きません。"),)


@dataclass
class Way:
    loop: CaseLoop
    cases: SqliteCases
    house: House

    def call(self, person: Person, *lines: str) -> str:
        """An ended call of the example scenario; its id."""
        practice = self.house.practice
        attempt = practice.start(person, EXAMPLE)
        for number, words in enumerate(lines):
            attempt = practice.say(person, attempt.id, words, key=f"k{number}", seen=len(attempt.events))
        practice.end(person, attempt.id, key="end", seen=len(attempt.events))
        return attempt.id


@pytest.fixture
def way(house: House, library: Library) -> Way:
    cases = SqliteCases(house.store.file)
    cases.save(record("c1", timeline=STORY, at=house.clock.now))
    authoring = Authoring(store=house.store, library=library, clock=house.clock)
    house.practice = replace(house.practice, scenarios=Catalogue(library, house.store))
    search = CaseSearch(cases, house.clock, Spellings(SqliteSpellings(house.store.file)))
    loop = CaseLoop(SqliteLoop(house.store.file), cases, search, house.practice, authoring)
    return Way(loop, cases, house)


GOOD = (
    "お電話ありがとうございます。みずき電機お客様相談センター、担当の佐藤でございます。",
    "三度もお電話をいただいたのですね。ご不便をおかけし申し訳ございません。詳しくお聞かせいただけますか。",
)
POOR = ("はい。", "規則ですのでできません。")


def test_a_supervisor_makes_a_draft_and_the_case_remembers_it(way: Way) -> None:
    scenario_id, text = way.loop.draft(SV, "c1")
    assert scenario_id == "case-c1" and "洗濯機の返金" in text
    kept = way.cases.record("c1")
    assert kept is not None and kept.scenario == scenario_id
    assert [r.id for r in way.loop.cases_of(way.house.trainee, scenario_id)] == ["c1"]


def test_asked_again_the_saved_scenario_comes_back(way: Way) -> None:
    scenario_id, text = way.loop.draft(SV, "c1")
    saved = text.replace("title: 返金が遅れた", "title: 書き直した題")
    way.loop.authoring.save(SV, saved, seen=0)
    assert way.loop.draft(SV, "c1") == (scenario_id, saved)


def test_a_trainee_makes_none_and_of_an_unshared_case_there_is_none(way: Way) -> None:
    with pytest.raises(NotAllowed):
        way.loop.draft(way.house.trainee, "c1")
    way.cases.save(record("waits", state=CaseState.WAITING, at=way.house.clock.now))
    with pytest.raises(InvalidInput, match="公開していない"):
        way.loop.draft(SV, "waits")


def test_what_was_practised_is_told_in_figures_only(way: Way) -> None:
    way.cases.link("c1", scenario=EXAMPLE)
    assert way.loop.practised(SV, "c1").calls == 0
    totals = [
        way.house.practice.scorecard(p, way.call(p, *GOOD)).total
        for p in (way.house.trainee, way.house.other)
    ]
    found = way.loop.practised(way.house.trainee, "c1")
    assert found.calls == 2 and found.best == max(t for t in totals if t is not None)
    assert way.loop.best_call(SV, "c1") is None  # nobody has agreed


def test_a_call_is_read_by_others_with_consent_only_and_without_the_name(way: Way) -> None:
    way.cases.link("c1", scenario=EXAMPLE)
    call = way.call(way.house.trainee, *GOOD)
    with pytest.raises(NotFound):
        way.loop.share(SV, call, named=True)  # not one's own
    way.loop.share(way.house.trainee, call, named=False)
    found = way.loop.best_call(way.house.other, "c1")
    assert found is not None and found.name == ""
    said = "".join(e.text for e in found.events if isinstance(e, (OperatorSaid, CustomerSaid)))
    assert "担当の〇〇でございます" in said and "佐藤" not in said
    way.loop.share(way.house.trainee, call, named=True)
    named = way.loop.best_call(way.house.other, "c1")
    assert named is not None and named.name == "佐藤"
    way.loop.unshare(way.house.trainee, call)
    assert way.loop.best_call(way.house.other, "c1") is None


def test_of_the_calls_that_may_be_read_the_best_is_linked(way: Way) -> None:
    way.cases.link("c1", scenario=EXAMPLE)
    poor, good = way.call(way.house.trainee, *POOR), way.call(way.house.other, *GOOD)
    way.loop.share(way.house.trainee, poor, named=False)
    assert (kept := way.cases.record("c1")) is not None and kept.best_attempt == poor
    way.loop.share(way.house.other, good, named=False)
    assert (kept := way.cases.record("c1")) is not None and kept.best_attempt == good
    way.loop.unshare(way.house.other, good)
    assert (kept := way.cases.record("c1")) is not None and kept.best_attempt == poor
