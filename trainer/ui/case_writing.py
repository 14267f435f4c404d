"""A case under work in one browser tab: the text, what is saved of it, and who else saved meanwhile.

Every change is saved as it is typed (`Cases.save_draft`): a reload or a dead server loses nothing that
had left the field. A text that others can read stays apart as the person's own until its masking is
confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from trainer.case import Case, CaseRecord, Moment, Phrase
from trainer.cases import SavedMeanwhile
from trainer.errors import NotFound
from trainer.ui.frame import app, me
from trainer.ui.notices import words_for

_KEPT, _HERE = "cases written", "case written"


@dataclass
class Writing:
    """`case`: as on screen, possibly with moments still empty. `base`: as others have it. `kept`: the
    person's own text as this tab last read or saved it. `seen`: the version it is written upon.
    `round`: goes up when fields change elsewhere than in their widgets. `theirs`: what was saved
    elsewhere meanwhile. `open`: the moment and the phrase whose fields are shown. `removed`: (list,
    place, item) that can be put back."""

    id: str
    case: Case
    base: Case = field(default_factory=Case)
    kept: Case = field(default_factory=Case)
    record: CaseRecord | None = None
    seen: int = 0
    round: int = 0
    theirs: CaseRecord | None = None
    problem: str = ""
    open: dict[str, int] = field(default_factory=dict)
    removed: tuple[str, int, Any] | None = None

    @property
    def sound(self) -> Case:
        """Without moments and phrases that have no words yet."""
        told = tuple(m for m in self.case.timeline if m.text.strip())
        said = tuple(p for p in self.case.phrases if p.text.strip())
        return self.case.model_copy(update={"timeline": told, "phrases": said})

    def key(self, *parts: object) -> str:
        """Of a widget; another one when the value came from elsewhere."""
        return f"case-{'-'.join(map(str, parts))}-{self.id}-{self.round}"


def _kept() -> dict[str, Writing]:
    kept: dict[str, Writing] = st.session_state.setdefault(_KEPT, {})
    return kept


def current() -> Writing:
    return _kept()[str(st.session_state[_HERE])]


def forget(case_id: str) -> None:
    """The text went elsewhere (confirmed, restored): the next opening reads it anew."""
    _kept().pop(case_id, None)


def opened(case_id: str, *, new: bool = False) -> Writing:
    """The text of a case to go on with. `new`: it may not be stored yet. Raises NotFound, NotAllowed."""
    try:
        record: CaseRecord | None = app().case_search.read(me(), case_id)
    except NotFound:
        if not new:
            raise
        record = None
    here = _kept().get(case_id)
    if here is None:
        here = _begun(case_id, record)
    elif record is not None and record.version != here.seen:
        if here.sound == here.base:
            here = _begun(case_id, record)
        elif here.theirs is None or here.theirs.version != record.version:
            here.theirs = record
    _kept()[case_id] = here
    st.session_state[_HERE] = case_id
    return here


def _begun(case_id: str, record: CaseRecord | None) -> Writing:
    if record is None:
        return Writing(case_id, Case())
    own = app().cases.own(me(), case_id)
    if own is None:
        return Writing(case_id, record.case, record.case, record.case, record, record.version)
    theirs = record if own.seen != record.version else None
    return Writing(case_id, own.case, record.case, own.case, record, own.seen, theirs=theirs)


def change(**fields: Any) -> None:
    """Other values for fields of the case, and the autosave."""
    here = current()
    here.case = here.case.model_copy(update=fields)
    save(here)


def save(here: Writing) -> None:
    """Keeps the text. What was saved elsewhere meanwhile is shown, nothing is overwritten."""
    here.problem = ""
    text = here.sound
    try:
        record = app().cases.save_draft(me(), text, case_id=here.id, seen=here.seen, upon=here.kept)
    except SavedMeanwhile as error:
        here.problem = str(error)
        here.theirs = error.record
        own = app().cases.own(me(), here.id)
        here.kept = own.case if own else here.kept
        return
    except Exception as error:
        here.problem = words_for(error)
        return
    here.record, here.seen, here.base, here.kept = record, record.version, record.case, text


def merge(here: Writing, taken: set[str]) -> None:
    """Goes on from the newer version: `taken` fields as there, all others as written here."""
    theirs = here.theirs
    assert theirs is not None
    here.case = here.sound.model_copy(update={name: getattr(theirs.case, name) for name in taken})
    here.seen, here.theirs = theirs.version, None
    here.round += 1
    save(here)
    if not here.problem and here.sound == here.base:
        app().cases.drop_own(me(), here.id)


# ---------------------------------------------------------------- moments and phrases

NEW: dict[str, Any] = {
    "timeline": lambda: Moment.model_construct(text=""),
    "phrases": lambda effect: Phrase.model_construct(effect=effect, text=""),
}


def items(name: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = getattr(current().case, name)
    return found


def close(name: str) -> None:
    """No item of the list is open any more."""
    current().open.pop(name, None)


def put(name: str, place: int, **fields: Any) -> None:
    """Other values for one item of a list."""
    kept = list(items(name))
    kept[place] = kept[place].model_copy(update=fields)
    change(**{name: tuple(kept)})


def insert(name: str, place: int, item: Any) -> None:
    """A new item, whose fields are open now."""
    here, kept = current(), list(items(name))
    here.case = here.case.model_copy(update={name: (*kept[:place], item, *kept[place:])})
    here.open[name] = place
    here.round += 1


def remove(name: str, place: int) -> None:
    here, kept = current(), list(items(name))
    here.removed = (name, place, kept.pop(place))
    here.open.pop(name, None)
    here.round += 1
    change(**{name: tuple(kept)})


def put_back() -> None:
    here = current()
    if here.removed is None:
        return
    name, place, item = here.removed
    here.removed = None
    insert(name, place, item)
    save(here)


def move(name: str, place: int, to: int) -> None:
    here, kept = current(), list(items(name))
    kept.insert(to, kept.pop(place))
    here.open[name] = to
    here.round += 1
    change(**{name: tuple(kept)})
