"""Builds everything once: doors from the settings, deeds over the doors."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.authoring import Authoring, Catalogue
from trainer.case_files import CaseFolder
from trainer.cases import (
    CaseBin,
    CaseImports,
    CaseReview,
    Cases,
    CaseSearch,
    Discussion,
    Maskings,
    Originals,
    ReadingLists,
    Saving,
)
from trainer.cases.alike import Alike
from trainer.cases.spellings import Spellings
from trainer.drafting_by_model import ModelDrafts
from trainer.files import Library
from trainer.llm import Llm, Usage
from trainer.opinions import (
    Calibration,
    Configuration,
    Connection,
    Judge,
    ModelAnswers,
    ModelReader,
    Opinions,
)
from trainer.people import People
from trainer.practice import Practice
from trainer.settings import LlmSettings, OriginalsSettings, Settings
from trainer.sounding import SpokenCalls
from trainer.speaking import Ledger, Speaking
from trainer.store.originals import OriginalStore
from trainer.study import CaseLoop, Lessons, Meetings
from trainer.vault import Vault

if TYPE_CHECKING:
    from trainer.store.stores import Stores

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class App:
    """All that pages and commands use."""

    practice: Practice
    llm: Llm
    people: People
    library: Catalogue
    authoring: Authoring
    cases: Cases
    case_review: CaseReview
    case_bin: CaseBin
    maskings: Maskings
    originals: Originals
    case_search: CaseSearch
    alike: Alike
    case_imports: CaseImports
    discussion: Discussion
    reading_lists: ReadingLists
    opinions: Opinions
    model_answers: ModelAnswers
    calibration: Calibration
    model_drafts: ModelDrafts
    connection: Connection
    configuration: Configuration
    meetings: Meetings
    lessons: Lessons
    case_loop: CaseLoop
    spoken: SpokenCalls


def build(settings: Settings) -> App:
    """The app over real doors. Raises StoreUnavailable when the database cannot be opened."""
    # sqlite_utils imports pandas when it is installed: paid when a database is opened, not by
    # everybody who imports this module.
    from trainer.store.stores import Stores

    stores = Stores.over(settings.database)
    configuration, judge = _model(settings.llm, stores)
    library = Library(settings.scenarios)
    catalogue = Catalogue(library, stores.attempts)
    practice = _practice(stores, catalogue, judge)
    authoring = Authoring(store=stores.attempts, library=library, clock=time.time)
    spellings = Spellings(stores.spellings)
    spellings.read_on()
    saving = Saving(stores.cases, time.time, spellings)
    search = CaseSearch(stores.cases, time.time, spellings)
    discussion = Discussion(stores.cases, stores.circle, time.time, new_id)
    meetings = Meetings(stores.meetings, stores.cases, search, time.time, new_id)
    return App(
        practice=practice,
        llm=judge.llm,
        people=People(store=stores.attempts, new_id=lambda: secrets.token_urlsafe(16)),
        library=catalogue,
        authoring=authoring,
        cases=Cases(saving, new_id),
        case_review=CaseReview(saving),
        case_bin=CaseBin(saving),
        maskings=Maskings(store=stores.cases, kept=stores.maskings, clock=time.time),
        originals=_originals(settings.originals, stores.originals),
        case_search=search,
        alike=Alike(store=stores.cases, clock=time.time),
        case_imports=_case_imports(settings.scenarios / "cases", stores, spellings),
        discussion=discussion,
        reading_lists=ReadingLists(stores.cases, stores.circle, time.time, new_id),
        opinions=Opinions(judge, stores.opinions, practice),
        model_answers=ModelAnswers(judge, practice),
        calibration=Calibration(stores.opinions, stores.attempts, lambda: judge.model, time.time),
        model_drafts=ModelDrafts(judge, authoring),
        connection=Connection(judge),
        configuration=configuration,
        meetings=meetings,
        lessons=Lessons(stores.meetings, meetings, discussion),
        case_loop=CaseLoop(stores.loop, stores.cases, search, practice, authoring),
        spoken=SpokenCalls.over(settings.voice, settings.data, stores.recordings, practice, new_id),
    )


def _model(settings: LlmSettings, stores: Stores) -> tuple[Configuration, Judge]:
    """The door to the language model as supervisors have set it up, and who asks it outside of calls."""
    llm = Llm(settings)
    configuration = Configuration(llm, stores.llm_choice, time.time)
    configuration.start()
    llm.warm()

    def used(since: float) -> Usage:
        return Usage(*stores.model_use.since(since)) + Usage(*stores.opinions.booked(since))

    return configuration, Judge(llm, Ledger(used), stores.opinions, time.time)


def _practice(stores: Stores, catalogue: Catalogue, judge: Judge) -> Practice:
    return Practice(
        store=stores.attempts,
        scenarios=catalogue,
        clock=time.time,
        new_id=new_id,
        new_seed=lambda: secrets.randbelow(2**31),
        speaking=Speaking(judge.llm, judge.ledger),
        reader=ModelReader(judge),
    )


def _case_imports(shipped: Path, stores: Stores, spellings: Spellings) -> CaseImports:
    """With the shipped cases that are new since the last start. A faulty file keeps nobody from working."""
    imports, folder = CaseImports(stores.case_imports, time.time, new_id, spellings), CaseFolder(shipped)
    if new := imports.unseeded(folder.ids):
        records, problems = folder.read(new)
        imports.seed(records)
        for problem in problems:
            log.warning("%s", problem)
    return imports


def _originals(settings: OriginalsSettings, store: OriginalStore) -> Originals:
    """Drops at every start what may be kept no longer."""
    vault = Vault(settings.key.reveal()) if settings.kept else None
    for problem in settings.problems:
        log.warning("%s", problem)
    originals = Originals(store, vault, settings.days, time.time)
    originals.drop_due()
    return originals


def new_id() -> str:
    """A fresh unguessable id."""
    return secrets.token_urlsafe(12)
