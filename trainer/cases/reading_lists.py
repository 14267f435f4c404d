"""Reading lists: cases in the order in which a study meeting (勉強会) discusses them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trainer.case import CaseRecord, ReadingList
from trainer.cases.access import is_supervisor, may_see, visible
from trainer.errors import Conflict, InvalidInput, NotAllowed, NotFound
from trainer.lengths import excess_of
from trainer.person import Person
from trainer.store.case_store import CaseStore, CircleStore

MAX_TITLE, MAX_CASES, TRIES = 80, 200, 5


@dataclass(frozen=True)
class ReadingLists:
    """`clock` gives seconds since the epoch; `new_id` a fresh unguessable id. Everybody reads all lists
    (of each only the cases they may see); its owner and supervisors change it."""

    store: CaseStore
    circle: CircleStore
    clock: Callable[[], float]
    new_id: Callable[[], str]

    def all(self, actor: Person) -> list[ReadingList]:
        """Newest first; the ids of cases that the actor may not see are left out."""
        return [self._cut(actor, found) for found in self.circle.reading_lists()]

    def read(self, actor: Person, list_id: str) -> tuple[ReadingList, list[CaseRecord]]:
        """The list and its cases in order. Raises NotFound."""
        found = self._cut(actor, self._known(list_id))
        return found, self.store.records(found.cases)

    def create(self, actor: Person, title: str, cases: Sequence[str] = ()) -> ReadingList:
        """Raises InvalidInput for a title that is empty or too long, NotFound for an unknown case."""
        for case_id in cases:
            visible(self.store, actor, case_id)
        made = ReadingList(
            id=self.new_id(),
            title=_title(title),
            owner=actor.id,
            owner_name=actor.name,
            created_at=self.clock(),
            cases=tuple(dict.fromkeys(cases)),
            version=1,
        )
        self.circle.save_list(made)
        return made

    def rename(self, actor: Person, list_id: str, title: str) -> ReadingList:
        return self._change(actor, list_id, lambda found: {"title": _title(title)})

    def add(self, actor: Person, list_id: str, case_id: str) -> ReadingList:
        """At the end; a case that is in it stays where it is."""
        visible(self.store, actor, case_id)
        return self._change(actor, list_id, lambda found: {"cases": _with(found.cases, case_id)})

    def remove(self, actor: Person, list_id: str, case_id: str) -> ReadingList:
        return self._change(
            actor, list_id, lambda found: {"cases": tuple(c for c in found.cases if c != case_id)}
        )

    def move(self, actor: Person, list_id: str, case_id: str, place: int) -> ReadingList:
        """To this place (0-based) among the cases; beyond the end means last."""

        def moved(found: ReadingList) -> dict[str, object]:
            if case_id not in found.cases:
                raise NotFound("この事例はもうリストにありません。リストを開き直してください。")
            rest = [c for c in found.cases if c != case_id]
            return {"cases": (*rest[:place], case_id, *rest[place:])}

        return self._change(actor, list_id, moved)

    def delete(self, actor: Person, list_id: str) -> None:
        """The list only; its cases stay."""
        self._may_change(actor, self._known(list_id))
        self.circle.delete_list(list_id)

    def _change(
        self, actor: Person, list_id: str, change: Callable[[ReadingList], dict[str, object]]
    ) -> ReadingList:
        """Adding and removing go together with what others do at the same time, so they are simply
        done again on the newest list."""
        for _ in range(TRIES):
            found = self._known(list_id)
            self._may_change(actor, found)
            changed = found.model_copy(update={**change(found), "version": found.version + 1})
            try:
                self.circle.save_list(changed)
            except Conflict:
                continue
            return self._cut(actor, changed)
        raise Conflict("リストがほかの画面で続けて変更されています。少し待ってからもう一度お試しください。")

    def _known(self, list_id: str) -> ReadingList:
        found = self.circle.reading_list(list_id)
        if found is None:
            raise NotFound("この読み合わせリストは見つかりません。一覧から選び直してください。")
        return found

    def _may_change(self, actor: Person, found: ReadingList) -> None:
        if found.owner != actor.id and not is_supervisor(actor):
            raise NotAllowed("このリストを変えられるのは、作った人とSVだけです。どちらかに頼んでください。")

    def _cut(self, actor: Person, found: ReadingList) -> ReadingList:
        records = self.store.records(found.cases)
        seen = tuple(r.id for r in records if not r.deleted_at and may_see(actor, r))
        return found.model_copy(update={"cases": seen})


def _title(title: str) -> str:
    clean = " ".join(title.split())
    if not clean:
        raise InvalidInput("リストの名前が空です。勉強会の名前などを入れてください。")
    if found := excess_of(clean, MAX_TITLE):
        raise InvalidInput(found.told("リストの名前"))
    return clean


def _with(cases: tuple[str, ...], case_id: str) -> tuple[str, ...]:
    if case_id in cases:
        return cases
    if len(cases) >= MAX_CASES:
        raise InvalidInput(f"一つのリストに入るのは{MAX_CASES}件までです。リストを分けてください。")
    return (*cases, case_id)
