"""Builds everything once: doors from the settings, deeds over the doors."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass

from trainer.authoring import Authoring, Catalogue
from trainer.case_files import CaseFolder
from trainer.cases import CaseImports, Cases, CaseSearch, Discussion, Maskings, Originals, ReadingLists
from trainer.cases.alike import Alike
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
from trainer.settings import OriginalsSettings, Settings
from trainer.sounding import SpokenCalls
from trainer.speaking import Ledger, Speaking
from trainer.store.originals import OriginalStore
from trainer.study import CaseLoop, Meetings
from trainer.vault import Vault


@dataclass(frozen=True)
class App:
    """All that pages and commands use."""

    practice: Practice
    llm: Llm
    people: People
    library: Catalogue
    authoring: Authoring
    cases: Cases
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
    case_loop: CaseLoop
    spoken: SpokenCalls


def build(settings: Settings) -> App:
    """The app over real doors. Raises StoreUnavailable when the database cannot be opened."""
    # sqlite_utils imports pandas when it is installed: paid when a database is opened, not by
    # everybody who imports this module.
    from trainer.store.sqlite import SqliteStore
    from trainer.store.sqlite_case_imports import SqliteCaseImports
    from trainer.store.sqlite_cases import SqliteCases
    from trainer.store.sqlite_circle import SqliteCircle
    from trainer.store.sqlite_llm_choice import SqliteLlmChoice
    from trainer.store.sqlite_maskings import SqliteMaskings
    from trainer.store.sqlite_model_use import SqliteModelUse
    from trainer.store.sqlite_opinions import SqliteOpinions
    from trainer.store.sqlite_originals import SqliteOriginals
    from trainer.store.sqlite_recordings import SqliteRecordings
    from trainer.store.sqlite_study import SqliteLoop, SqliteMeetings

    store = SqliteStore(settings.database)
    cases, circle = SqliteCases(store.file), SqliteCircle(store.file)
    llm, used, kept = Llm(settings.llm), SqliteModelUse(store.file), SqliteOpinions(store.file)
    configuration = Configuration(llm, SqliteLlmChoice(store.file), time.time)
    configuration.start()
    llm.warm()
    ledger = Ledger(lambda since: Usage(*used.since(since)) + Usage(*kept.booked(since)))
    judge = Judge(llm, ledger, kept, time.time)
    folder = Library(settings.scenarios)
    catalogue = Catalogue(folder, store)
    imports = CaseImports(store=SqliteCaseImports(store.file), clock=time.time, new_id=new_id)
    _put_in(imports, CaseFolder(settings.scenarios / "cases"))
    practice = Practice(
        store=store,
        scenarios=catalogue,
        clock=time.time,
        new_id=new_id,
        new_seed=lambda: secrets.randbelow(2**31),
        speaking=Speaking(llm, ledger),
        reader=ModelReader(judge),
    )
    authoring = Authoring(store=store, library=folder, clock=time.time)
    search = CaseSearch(store=cases, clock=time.time)
    discussion = Discussion(store=cases, circle=circle, clock=time.time, new_id=new_id)
    return App(
        practice=practice,
        llm=llm,
        people=People(store=store, new_id=lambda: secrets.token_urlsafe(16)),
        library=catalogue,
        authoring=authoring,
        cases=Cases(store=cases, clock=time.time, new_id=new_id),
        maskings=Maskings(store=cases, kept=SqliteMaskings(store.file), clock=time.time),
        originals=_originals(settings.originals, SqliteOriginals(store.file)),
        case_search=search,
        alike=Alike(store=cases, clock=time.time),
        case_imports=imports,
        discussion=discussion,
        reading_lists=ReadingLists(store=cases, circle=circle, clock=time.time, new_id=new_id),
        opinions=Opinions(judge, kept, practice),
        model_answers=ModelAnswers(judge, practice),
        calibration=Calibration(kept, store, lambda: judge.model, time.time),
        model_drafts=ModelDrafts(judge, authoring),
        connection=Connection(judge),
        configuration=configuration,
        meetings=Meetings(SqliteMeetings(store.file), cases, search, discussion, time.time, new_id),
        case_loop=CaseLoop(SqliteLoop(store.file), cases, search, practice, authoring),
        spoken=SpokenCalls.over(
            settings.voice, settings.data, SqliteRecordings(store.file), practice, new_id
        ),
    )


def _originals(settings: OriginalsSettings, store: OriginalStore) -> Originals:
    """Drops at every start what may be kept no longer."""
    vault = Vault(settings.key.reveal()) if settings.kept else None
    for problem in settings.problems:
        logging.getLogger(__name__).warning("%s", problem)
    originals = Originals(store, vault, settings.days, time.time)
    originals.drop_due()
    return originals


def new_id() -> str:
    """A fresh unguessable id."""
    return secrets.token_urlsafe(12)


def _put_in(imports: CaseImports, folder: CaseFolder) -> None:
    """Shipped cases that are new since the last start. A faulty file keeps nobody from working."""
    if new := imports.unseeded(folder.ids):
        records, problems = folder.read(new)
        imports.seed(records)
        for problem in problems:
            logging.getLogger(__name__).warning("%s", problem)
