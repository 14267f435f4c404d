"""Builds everything once: doors from the settings, deeds over the doors."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from trainer.authoring import Authoring, Catalogue
from trainer.files import Library
from trainer.people import People
from trainer.practice import Practice
from trainer.settings import Settings


@dataclass(frozen=True)
class App:
    """All that pages and commands use."""

    practice: Practice
    people: People
    library: Catalogue
    authoring: Authoring


def build(settings: Settings) -> App:
    """The app over real doors. Raises StoreUnavailable when the database cannot be opened."""
    # sqlite_utils imports pandas when it is installed: paid when a database is opened, not by
    # everybody who imports this module.
    from trainer.store.sqlite import SqliteStore

    store = SqliteStore(settings.database)
    folder = Library(settings.scenarios)
    catalogue = Catalogue(folder, store)
    practice = Practice(
        store=store,
        scenarios=catalogue,
        clock=time.time,
        new_id=lambda: secrets.token_urlsafe(12),
        new_seed=lambda: secrets.randbelow(2**31),
    )
    people = People(store=store, new_id=lambda: secrets.token_urlsafe(16))
    authoring = Authoring(store=store, library=folder, clock=time.time)
    return App(practice=practice, people=people, library=catalogue, authoring=authoring)
