"""What people say about a case: comments, "helpful", bookmarks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainer.case import CaseRecord, Comment
from trainer.cases.access import is_supervisor, may_see, visible
from trainer.errors import InvalidInput, NotAllowed, NotFound
from trainer.lengths import excess_of
from trainer.person import Person
from trainer.store.case_store import CaseStore, CircleStore

MAX_COMMENT = 2_000


@dataclass(frozen=True)
class Discussion:
    """`clock` gives seconds since the epoch; `new_id` a fresh unguessable id. Raises NotFound for a
    case that the actor may not see."""

    store: CaseStore
    circle: CircleStore
    clock: Callable[[], float]
    new_id: Callable[[], str]

    def comments(self, actor: Person, case_id: str) -> list[Comment]:
        """Oldest first."""
        visible(self.store, actor, case_id)
        return self.circle.comments(case_id)

    def comment(self, actor: Person, case_id: str, text: str, *, key: str = "") -> Comment:
        """`key`: an id made by the page, so that sending twice stores once. Raises InvalidInput."""
        visible(self.store, actor, case_id)
        clean = text.strip()
        if not clean:
            raise InvalidInput("コメントが空です。書いてから送ってください。")
        if found := excess_of(clean, MAX_COMMENT):
            raise InvalidInput(found.told("コメント"))
        comment = Comment(
            id=key or self.new_id(),
            case_id=case_id,
            person=actor.id,
            name=actor.name,
            at=self.clock(),
            text=clean,
        )
        self.circle.add_comment(comment)
        return comment

    def delete_comment(self, actor: Person, case_id: str, comment_id: str) -> None:
        """One's own; supervisors any."""
        found = next((c for c in self.comments(actor, case_id) if c.id == comment_id), None)
        if found is None:
            raise NotFound("このコメントは見つかりません。もう消されています。事例を開き直してください。")
        if found.person != actor.id and not is_supervisor(actor):
            raise NotAllowed("ほかの人のコメントは消せません。書いた人かSVに頼んでください。")
        self.circle.delete_comment(comment_id)

    def toggle_helpful(self, actor: Person, case_id: str) -> CaseRecord:
        """One voice a person; asked again it is taken back. The record carries the new count."""
        visible(self.store, actor, case_id)
        self.circle.vote(case_id, actor.id, not self.circle.voted(case_id, actor.id))
        return visible(self.store, actor, case_id)

    def found_helpful(self, actor: Person, case_id: str) -> bool:
        return self.circle.voted(case_id, actor.id)

    def toggle_bookmark(self, actor: Person, case_id: str) -> bool:
        """Whether it is bookmarked now."""
        visible(self.store, actor, case_id)
        now_on = case_id not in self.circle.bookmarks(actor.id)
        self.circle.bookmark(case_id, actor.id, self.clock() if now_on else None)
        return now_on

    def bookmarks(self, actor: Person) -> list[CaseRecord]:
        """The actor's bookmarked cases that they may (still) see, last set first."""
        records = self.store.records(self.circle.bookmarks(actor.id))
        return [r for r in records if not r.deleted_at and may_see(actor, r)]
