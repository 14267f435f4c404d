"""The narrow protocols between the case library and a database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Protocol

from trainer.case import Batch, Case, CaseRecord, CaseVersion, Comment, OwnText, ReadingList, Undone
from trainer.case_query import CaseQuery, CaseRow, Spelling
from trainer.person import Person

Progress = Callable[[int, int], object]
"""`progress(done, total)`; answering False (and only False) stops the work and takes it back."""


class CaseStore(Protocol):
    """All that the case library needs of a database. Every method is one transaction. Who may see or
    change what is for the deeds to say, except in `hits` and `binned`, where the answer is cut
    to size in here and must therefore know its viewer.

    Raises StoreUnavailable when the database cannot be reached or stays locked."""

    # ------------------------------------------------------------ cases and their versions

    def save(self, record: CaseRecord) -> None:
        """Keeps this version behind the one before it (`version` - 1) and makes it findable. Earlier
        versions that nobody confirmed are deleted. Author, origin, links and votes stay as they were
        first kept or set since. Raises Conflict when that place is taken."""

    def record(self, case_id: str) -> CaseRecord | None:
        """The newest version, also of a case in the bin."""

    def records(self, ids: Sequence[str]) -> list[CaseRecord]:
        """These cases in the order given; unknown ids are left out."""

    def versions(self, case_id: str) -> list[CaseVersion]:
        """All kept versions, newest first."""

    def link(self, case_id: str, *, scenario: str | None = None, best_attempt: str | None = None) -> None:
        """Notes what was made of the case; None leaves as it is. No new version."""

    def erase(self, case_id: str) -> None:
        """Deletes the case with everything that hangs on it, for good."""

    # ------------------------------------------------------------ finding

    def hits(self, viewer: Person, query: CaseQuery, today: date, bound: int) -> list[CaseRow]:
        """The newest `bound` cases that `viewer` may see and `query` asks for, newest first. Drafts are
        seen by their author, waiting ones by supervisors as well, shared ones by all; none in the
        bin. `state` is the one of `today`. Order, limit and offset of the query are not looked at."""

    def in_state(self, *states: str, limit: int = 500) -> list[CaseRow]:
        """Everybody's cases in these states, longest waiting first; none in the bin."""

    def binned(self, viewer: Person, limit: int = 500) -> list[CaseRow]:
        """What lies in the bin of what `viewer` may see, last deleted first."""

    def of_the_day(self, number: int) -> str | None:
        """Id of one of the shared cases: with n of them, n consecutive numbers give each once."""

    # ------------------------------------------------------------ a person's own text

    def keep_own(self, text: OwnText) -> None:
        """One text a person and case, the newest."""

    def own(self, case_id: str, person_id: str) -> OwnText | None: ...

    def drop_own(self, case_id: str, person_id: str) -> None: ...


class SpellingStore(Protocol):
    """How the words of the cases are written. As CaseStore otherwise."""

    def unread(self, limit: int) -> list[tuple[int, Case]]:
        """The first `limit` cases that were saved since what was learned last, each with its place."""

    def learn(self, spellings: Iterable[Spelling], place: int) -> None:
        """Keeps these spellings: the cases up to this place are read."""

    def spellings(self, keys: Collection[str]) -> list[Spelling]:
        """All whose normal form or reading is one of these."""


class ImportStore(Protocol):
    """Many cases at once. As CaseStore otherwise."""

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of these case ids that are in use, in the bin or not."""

    def add_many(self, records: Sequence[CaseRecord], batch: Batch, progress: Progress | None = None) -> bool:
        """Adds all of these cases (version 1) under `batch`, or none. False: `progress` said to stop.
        Raises Conflict when the batch, or one of the ids, is there already."""

    def batch(self, batch_id: str) -> Batch | None: ...

    def batches(self, person_id: str) -> list[Batch]:
        """What a person has imported and not taken back, newest first."""

    def undo_batch(self, batch_id: str) -> Undone:
        """Erases the cases of an import that nobody has worked on since, and forgets the import."""

    def unseeded(self, ids: Iterable[str]) -> list[str]:
        """Those of these shipped cases that were never put in."""

    def seed(self, records: Sequence[CaseRecord]) -> int:
        """Puts in those that never were, all or none, and remembers them for ever. Their number."""


class CircleStore(Protocol):
    """What hangs on cases: comments, votes, bookmarks, reading lists. As CaseStore otherwise."""

    def add_comment(self, comment: Comment) -> None: ...

    def comments(self, case_id: str) -> list[Comment]:
        """Oldest first."""

    def delete_comment(self, comment_id: str) -> None: ...

    def vote(self, case_id: str, person_id: str, helpful: bool) -> None:
        """One voice a person; the case's `helpful` follows."""

    def voted(self, case_id: str, person_id: str) -> bool: ...

    def bookmark(self, case_id: str, person_id: str, at: float | None) -> None:
        """Sets (`at`: when) or takes away (None) a person's bookmark."""

    def bookmarks(self, person_id: str) -> list[str]:
        """Case ids, last set first."""

    def save_list(self, reading_list: ReadingList) -> None:
        """Keeps this version of a list behind the one before it. Raises Conflict."""

    def reading_list(self, list_id: str) -> ReadingList | None: ...

    def reading_lists(self) -> list[ReadingList]:
        """Newest first."""

    def delete_list(self, list_id: str) -> None: ...
