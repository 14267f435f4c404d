"""Who is there: in this mode a person is a display name and an unguessable id in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainer.dialogue import Seat
from trainer.errors import InvalidInput
from trainer.lengths import excess_of
from trainer.mood import Band
from trainer.person import Person, Role
from trainer.store import Store

MAX_NAME = 40


@dataclass(frozen=True)
class People:
    store: Store
    new_id: Callable[[], str]

    def welcome(self, name: str, seat: Seat) -> Person:
        """A new person. Raises InvalidInput for an empty or overlong name."""
        person = Person(id=self.new_id(), name=_name(name), seat=seat, role=Role.TRAINEE)
        self.store.save_person(person)
        return person

    def find(self, person_id: str) -> Person | None:
        return self.store.person(person_id) if person_id else None

    def change(self, person: Person, name: str, seat: Seat, role: Role, ceiling: Band = Band.ANGRY) -> Person:
        """Without a sign-in everybody may take the supervisor's role: the machine is their own."""
        values = {"name": _name(name), "seat": seat, "role": role, "ceiling": ceiling}
        changed = person.model_copy(update=values)
        self.store.save_person(changed)
        return changed


def _name(name: str) -> str:
    clean = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not clean:
        raise InvalidInput("お名前が入力されていません。表示名を入力してください(あだ名でかまいません)。")
    if found := excess_of(clean, MAX_NAME):
        raise InvalidInput(found.told("表示名"))
    return clean
