"""個人情報の確認: the proposal under correction in one browser tab, and what confirming leads to.

Every correction is kept as it is made (`Maskings.keep`): a reload goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from trainer import masking
from trainer.case import Case, CaseRecord, CaseState
from trainer.cases.access import is_supervisor
from trainer.errors import NotFound
from trainer.masking import Leftover, Proposal, Replacement
from trainer.personal import KnownPerson, PersonalKind
from trainer.ui import case_writing
from trainer.ui.deeds import attempted
from trainer.ui.frame import app, me

_KEPT = "case maskings"


@dataclass
class Masking:
    """`case`: the text before masking, written upon version `seen` of `record`. `chosen`: the
    replacement whose tools are shown. `round`: goes up when the field for new words is emptied."""

    record: CaseRecord
    case: Case
    seen: int
    proposal: Proposal
    chosen: int = -1
    round: int = 0

    @cached_property
    def masked(self) -> Case:
        return masking.apply(self.case, self.proposal)

    @cached_property
    def leftovers(self) -> tuple[Leftover, ...]:
        return masking.leftovers(self.masked, self.proposal.known, self.proposal.harmless)

    def becomes(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.__dict__.pop("masked", None)
        self.__dict__.pop("leftovers", None)


def opened(case_id: str) -> Masking:
    """The masking of a case's newest text, or of the actor's own text for it. Raises NotFound, NotAllowed."""
    record = app().case_search.read(me(), case_id)
    own = app().cases.own(me(), case_id)
    case, seen = (own.case, own.seen) if own else (record.case, record.version)
    kept: dict[str, Masking] = st.session_state.setdefault(_KEPT, {})
    here = kept.get(case_id)
    if here is None or (here.case, here.seen) != (case, seen):
        here = Masking(record, case, seen, app().maskings.begin(me(), case_id, case, _known(record)))
        kept[case_id] = here
    here.record = record
    return here


def _known(record: CaseRecord) -> tuple[KnownPerson, ...]:
    """The customer of the call that the case was written from."""
    if not record.attempt:
        return ()
    try:
        attempt = app().practice.attempt(me(), record.attempt)
        return (masking.from_card(app().practice.cast_of(attempt).scenario.card),)
    except NotFound:  # somebody else's call: its text was masked by its author
        return ()


# ---------------------------------------------------------------- corrections


def _corrected(here: Masking, deed: Callable[[], Proposal]) -> bool:
    def correct() -> None:
        proposal = deed()
        app().maskings.keep(me(), here.record.id, here.case, proposal)
        here.becomes(proposal)

    return attempted(correct)


def remove(here: Masking, replacement: Replacement) -> None:
    if _corrected(here, lambda: masking.remove(here.case, here.proposal, replacement)):
        here.chosen = -1


def change_kind(here: Masking, replacement: Replacement, widget: str) -> None:
    kind: PersonalKind = st.session_state[widget]
    place = (replacement.field, replacement.start)
    if _corrected(here, lambda: masking.change_kind(here.case, here.proposal, replacement, kind)):
        places = [(r.field, r.start) for r in here.proposal.replacements]
        here.chosen = places.index(place)


def add(here: Masking, words: str, kind: PersonalKind) -> None:
    if _corrected(here, lambda: masking.add(here.case, here.proposal, words, kind)):
        here.chosen, here.round = -1, here.round + 1


def add_typed(here: Masking, words: str, kind: str) -> None:
    """The same from two widgets, by their keys."""
    add(here, str(st.session_state[words] or ""), st.session_state[kind])


def harmless(here: Masking, words: str) -> None:
    _corrected(here, lambda: masking.declare_harmless(here.proposal, words))


# ---------------------------------------------------------------- confirming


def next_step(here: Masking) -> str:
    """What the main button does, in its words."""
    if here.record.state is CaseState.DRAFT:
        return "確認して公開する" if is_supervisor(me()) else "確認して、SVに確認を頼む"
    if here.record.state is CaseState.WAITING or is_supervisor(me()):
        return "確認して、この文に替える"
    return "確認して、もう一度SVに確認を頼む"


def what_becomes_of_the_original() -> str:
    """Said before somebody confirms."""
    originals = app().originals
    if originals.kept:
        return f"伏せる前の文は、暗号化して{originals.days}日だけ残します。読めるのはあなただけです。"
    return "伏せる前の文は残しません。"


def confirm(here: Masking, *, share: bool) -> bool:
    """A person has read it all. `share`: a draft goes on to review, a supervisor's to everybody."""
    told = {
        False: "伏せ字を確認しました。下書きに残っています。",
        True: "伏せ字を確認し、SVの確認待ちに出しました。",
    }

    def deed() -> None:
        done = masking.confirm(here.case, here.proposal)
        if done != here.case:
            app().originals.keep(me(), here.record.id, here.case)
        record = app().cases.confirm(me(), done, case_id=here.record.id, seen=here.seen)
        if share and record.state is CaseState.DRAFT:
            record = app().case_review.submit(me(), record.id, seen=record.version)
        if share and record.state is CaseState.WAITING and is_supervisor(me()):
            app().case_review.publish(me(), record.id, seen=record.version)
            told[True] = "公開しました。半年後に見直しの一覧に出ます。"
        elif record.state is not CaseState.WAITING:
            told[True] = "この文に替えました。前の文は「版と変更点」に残っています。"

    done = attempted(deed)
    if done:
        attempted(lambda: None, told[share])
        app().maskings.forget(me(), here.record.id)
        case_writing.forget(here.record.id)
        st.session_state[_KEPT].pop(here.record.id, None)
    return done
