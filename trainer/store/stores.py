"""Every store that the app uses, over one database file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
from trainer.store.sqlite_spellings import SqliteSpellings
from trainer.store.sqlite_study import SqliteLoop, SqliteMeetings


@dataclass(frozen=True)
class Stores:
    """One for each protocol that the deeds ask for."""

    attempts: SqliteStore
    cases: SqliteCases
    case_imports: SqliteCaseImports
    circle: SqliteCircle
    llm_choice: SqliteLlmChoice
    loop: SqliteLoop
    maskings: SqliteMaskings
    meetings: SqliteMeetings
    model_use: SqliteModelUse
    opinions: SqliteOpinions
    originals: SqliteOriginals
    recordings: SqliteRecordings
    spellings: SqliteSpellings

    @classmethod
    def over(cls, path: Path) -> Stores:
        """The database is made with its folder where there is none. Raises StoreUnavailable."""
        attempts = SqliteStore(path)
        file = attempts.file
        return cls(
            attempts=attempts,
            cases=SqliteCases(file),
            case_imports=SqliteCaseImports(file),
            circle=SqliteCircle(file),
            llm_choice=SqliteLlmChoice(file),
            loop=SqliteLoop(file),
            maskings=SqliteMaskings(file),
            meetings=SqliteMeetings(file),
            model_use=SqliteModelUse(file),
            opinions=SqliteOpinions(file),
            originals=SqliteOriginals(file),
            recordings=SqliteRecordings(file),
            spellings=SqliteSpellings(file),
        )
