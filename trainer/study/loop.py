"""From a case to a scenario, its practice, and the best call back beside the case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.attempt import AnyEvent, CustomerSaid, Escalated, OperatorSaid
from trainer.authoring import Authoring
from trainer.case import SHARED, CaseRecord
from trainer.cases import CaseSearch
from trainer.cases.access import is_supervisor
from trainer.drafting import draft_from_case
from trainer.errors import Conflict, InvalidInput, NotAllowed, NotFound
from trainer.escalation import HandoverNote
from trainer.meeting import Practised, SharedCall
from trainer.person import Person
from trainer.practice import Practice
from trainer.store.case_store import CaseStore
from trainer.store.study_store import LoopStore

NOBODY = "〇〇"
"""Stands for the trainee's name in a call that is shown without it."""


class ReadCall(NamedTuple):
    """A shared call as others read it; `name` "" without the trainee's consent to it."""

    name: str
    total: float
    events: tuple[AnyEvent, ...]


@dataclass(frozen=True)
class CaseLoop:
    """A case remembers the scenario made of it (CaseRecord.scenario) and its best shared call
    (CaseRecord.best_attempt); the way back is looked up."""

    store: LoopStore
    cases: CaseStore
    search: CaseSearch
    practice: Practice
    authoring: Authoring

    # ------------------------------------------------------------ case → scenario

    def draft(self, actor: Person, case_id: str) -> tuple[str, str]:
        """(scenario id, YAML) of a draft made of a shared case, which remembers it from now on. A
        scenario that was saved before is what comes back. Supervisors only."""
        if not is_supervisor(actor):
            raise NotAllowed("事例からシナリオを作るのはSVです。作ってほしい事例を、SVに伝えてください。")
        record = self.search.read(actor, case_id)
        if record.state not in SHARED or not record.confirmed_by:
            raise InvalidInput(
                "公開していない事例からは作れません。個人情報を確認し、公開してからにしてください。"
            )
        if record.scenario and self._saved(actor, record.scenario):
            return record.scenario, self.authoring.text_of(actor, record.scenario)
        scenario_id = self._free_id(actor, case_id)
        text = draft_from_case(record.case, scenario_id, self.authoring.library)
        self.cases.link(case_id, scenario=scenario_id)
        return scenario_id, text

    def _saved(self, actor: Person, scenario_id: str) -> bool:
        known = scenario_id in self.authoring.library.scenarios
        return known or bool(self.authoring.versions(actor, scenario_id))

    def _free_id(self, actor: Person, case_id: str) -> str:
        stem = re.sub(r"[^a-z0-9-]+", "-", case_id.lower()).strip("-")[:48] or "case"
        names = (f"case-{stem}", *(f"case-{stem}-{n}" for n in range(2, 100)))
        return next(name for name in names if not self._saved(actor, name))

    def cases_of(self, actor: Person, scenario_id: str) -> list[CaseRecord]:
        """The cases behind a scenario that the actor may see."""
        return self.search.records(actor, self.store.cases_of(scenario_id))

    def practised(self, actor: Person, case_id: str) -> Practised:
        """How the scenario of a case was practised, by whomever: figures only."""
        record = self.search.read(actor, case_id)
        return self.store.practised(record.scenario) if record.scenario else Practised(0, None)

    # ------------------------------------------------------------ the best call

    def shared(self, actor: Person, attempt_id: str) -> SharedCall | None:
        """Whether the actor's call may be read beside its case."""
        self.practice.attempt(actor, attempt_id)
        return self.store.shared(attempt_id)

    def share(self, actor: Person, attempt_id: str, *, named: bool) -> None:
        """The trainee lets their own call be read beside the case, with or without their name."""
        attempt = self.practice.attempt(actor, attempt_id)
        if self.practice.scorecard(actor, attempt_id).total is None:
            raise Conflict("採点していない通話は載せられません。最後まで応対した通話を選んでください。")
        self.store.share(attempt_id, actor.id, actor.name, named)
        self._relink(attempt.started.scenario)

    def unshare(self, actor: Person, attempt_id: str) -> None:
        attempt = self.practice.attempt(actor, attempt_id)
        self.store.unshare(attempt_id)
        self._relink(attempt.started.scenario)

    def _relink(self, scenario: str) -> None:
        best = self.store.best_shared(scenario)
        for case_id in self.store.cases_of(scenario):
            self.cases.link(case_id, best_attempt=best.attempt if best else "")

    def best_call(self, actor: Person, case_id: str) -> ReadCall | None:
        """The best call that its trainee lets others read; None while there is none. Whoever may read the
        case may read it."""
        record = self.search.read(actor, case_id)
        shared = self.store.shared(record.best_attempt) if record.best_attempt else None
        if shared is None:
            return None
        events = self.practice.store.events(shared.attempt)
        if not events:
            raise NotFound("この通話の記録は見つかりません。事例に戻ってください。")
        if shared.named:
            return ReadCall(shared.name, shared.total, tuple(events))
        return ReadCall("", shared.total, without_name(events, shared.name))


def without_name(events: Sequence[AnyEvent], name: str) -> tuple[AnyEvent, ...]:
    """The events with every part of the trainee's name taken out of what was said."""
    parts = sorted({part for part in (name, *name.split()) if len(part) > 1}, key=len, reverse=True)
    if not parts:
        return tuple(events)
    pattern = re.compile("|".join(map(re.escape, parts)))

    def cleaned(event: AnyEvent) -> AnyEvent:
        match event:
            case CustomerSaid() | OperatorSaid():
                return event.model_copy(update={"text": pattern.sub(NOBODY, event.text)})
            case Escalated():
                reason = pattern.sub(NOBODY, event.reason)
                return event.model_copy(update={"reason": reason, "note": HandoverNote()})
            case _:
                return event

    return tuple(map(cleaned, events))
