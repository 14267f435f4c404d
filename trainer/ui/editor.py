"""An open scenario in one browser tab: the text under work, and the deeds behind the buttons.

Form and YAML show the same text. Until it is saved it is kept in the session and, for reloads and
restarts, in the browser (`shelter`); whatever a deed refuses, the text stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import streamlit as st

from trainer.authoring import Authoring, State, id_in
from trainer.desk import Brief, CustomerCard
from trainer.errors import Conflict, FileProblems, InvalidInput, NotFound, Problem, TrainerError
from trainer.escalation import EscalationPolicy, HandoverNote
from trainer.person import saver
from trainer.scenario import Scenario
from trainer.store import ScenarioVersion
from trainer.story import Concern, Fact, Remedy, When
from trainer.ui.browser import component
from trainer.ui.clock import moment
from trainer.ui.frame import app, me, seconds_east
from trainer.ui.notices import words_for
from trainer.yaml_edit import Path, with_value

ORDER = [
    field
    for model in (Scenario, EscalationPolicy, Brief, CustomerCard, Fact, Concern, When, Remedy, HandoverNote)
    for field in model.model_fields
]
"""Where a key that is missing in the text is written."""

_DRAFTS = "scenario drafts"


@dataclass
class Draft:
    """`text`: under work. `base`: as last saved ("" for a new one). `seen`: the newest version known
    here. `round`: goes up when the text changed elsewhere than in the widget that shows it.
    `checked`: the text to which `problems` belong. `asking`: the browser has not yet said whether
    it keeps unsaved words."""

    id: str
    text: str
    base: str
    seen: int
    asking: bool = True
    round: int = 0
    checked: str | None = None
    problems: list[Problem] = field(default_factory=list)
    message: tuple[str, str] = ("", "")
    conflict: bool = False
    found: bool = True

    @property
    def unsaved(self) -> bool:
        return self.text != self.base

    def put(self, text: str, words: str = "", kind: str = "good") -> None:
        """Another text from elsewhere: all widgets show it."""
        self.text, self.round = text, self.round + 1
        self.message = (words, kind)

    @property
    def form_faults(self) -> list[Problem]:
        """What is wrong with the form of the text; cheap, after every change."""
        try:
            authoring().readable(self.text)
        except FileProblems as error:
            return error.problems
        return []


def authoring() -> Authoring:
    return app().authoring


def drafts() -> dict[str, Draft]:
    kept: dict[str, Draft] = st.session_state.setdefault(_DRAFTS, {})
    return kept


def opened(scenario_id: str) -> Draft:
    """The draft of a scenario, begun from its newest version. One that is nowhere saved may still
    be kept by the browser: then `found` is False until it says so. Raises NotAllowed."""
    draft = drafts().get(scenario_id)
    if draft is None or not draft.found:
        versions = authoring().versions(me(), scenario_id)
        try:
            text, found = authoring().text_of(me(), scenario_id), True
        except NotFound:
            text, found = "", False
        if draft is None or found:
            draft = Draft(scenario_id, text, text, versions[0].version if versions else 0, found=found)
            drafts()[scenario_id] = draft
    return draft


def begin(scenario_id: str, text: str, words: str) -> None:
    """A text that is not saved yet: a copy, or an imported file."""
    versions = authoring().versions(me(), scenario_id)
    try:
        base = authoring().text_of(me(), scenario_id)
    except NotFound:
        base = ""
    draft = Draft(scenario_id, base, base, versions[0].version if versions else 0, asking=False)
    draft.put(text, words)
    drafts()[scenario_id] = draft


# ---------------------------------------------------------------- the browser's copy


@cache
def _shelter() -> Any:
    return component("shelter")


def shelter(draft: Draft) -> None:
    """Keeps unsaved words in the browser, and takes them back after a reload."""
    keep = json.dumps({"text": draft.text, "seen": draft.seen}) if draft.unsaved else None
    answer = _shelter()(
        key=f"shelter-{draft.id}",
        data={"id": draft.id, "ask": draft.asking, "keep": keep},
        default={"kept": None},
        on_kept_change=lambda: None,
        height="content",
    )
    if not draft.asking or answer.kept is None:
        return
    draft.asking = False
    if answer.kept:
        kept = json.loads(str(answer.kept))
        if kept["text"] != draft.text:
            draft.found, draft.conflict = True, draft.seen != kept["seen"]
            words = "再読み込みの前に書いていた内容を戻しました。まだ保存していません。"
            if draft.conflict:
                words += "その間に新しい版が保存されています。「版」で見比べてください。"
            draft.put(kept["text"], words, "attention")
    st.rerun()


# ---------------------------------------------------------------- deeds


def typed(draft: Draft, widget: str) -> None:
    """The YAML view was changed."""
    draft.text = str(st.session_state[widget] or "").replace("\r\n", "\n")
    draft.message = ("", "")


def changed(draft: Draft, path: Path, value: Any, *, redraw: bool = False) -> None:
    """A field of the form was changed: that value is replaced in the text."""
    try:
        draft.text = with_value(draft.text, path, value, ORDER)
    except InvalidInput as error:
        draft.put(draft.text, str(error), "fault")
        return
    draft.message = ("", "")
    draft.round += redraw


def check(draft: Draft) -> None:
    draft.message = ("", "")
    _, draft.problems = authoring().problems(draft.text)
    draft.checked = draft.text


def save(draft: Draft) -> None:
    def deed() -> ScenarioVersion:
        if (found := id_in(draft.text)) != draft.id:
            raise InvalidInput(
                f"id が「{found}」に変わっています。別の id にするときは「写しを作る」を使い、"
                f"ここでは「{draft.id}」に戻してください。"
            )
        return authoring().save(me(), draft.text, seen=draft.seen)

    version = _done(draft, deed)
    if version is None:
        return
    draft.base = draft.text
    check(draft)
    if version.state == State.CHECKED:
        words = (
            f"版{version.version}として保存しました。検査に合格しています。「公開する」で研修生に出せます。"
        )
        draft.message = (words, "good")
    else:
        words = f"版{version.version}を下書きとして保存しました。下の指摘を直すと公開できます。"
        draft.message = (words, "attention")


def accept_newer(draft: Draft) -> None:
    """After a conflict: the author has compared, and goes on from the newest version."""
    versions = authoring().versions(me(), draft.id)
    draft.seen, draft.conflict = (versions[0].version if versions else 0), False
    draft.message = (
        "いまの内容を、新しい版として保存できるようにしました。「保存する」を押してください。",
        "good",
    )


def publish(draft: Draft) -> None:
    if _done(draft, lambda: authoring().publish(me(), draft.id, seen=draft.seen)):
        draft.message = ("公開しました。研修生のホームに出ています。", "good")


def withdraw(draft: Draft) -> None:
    if _done(draft, lambda: authoring().withdraw(me(), draft.id, seen=draft.seen)):
        words = "取り下げました。進行中の通話は最後まで続けられます。版はすべて残っています。"
        if draft.id in app().authoring.library.scenarios:
            words += "研修生には、付属のシナリオが出ます。"
        draft.message = (words, "good")


def discard(draft: Draft) -> None:
    draft.put(draft.base, "保存した版に戻しました。")


def _done(draft: Draft, deed: Callable[[], ScenarioVersion]) -> ScenarioVersion | None:
    """A deed that makes a version; None when it was refused, with the reason in `message`."""
    try:
        version = deed()
    except Conflict:
        draft.conflict, draft.message = True, (_overtaken(draft), "fault")
    except FileProblems as error:
        draft.problems, draft.checked = error.problems, draft.text
        draft.message = ("公開できません。下の指摘を直して、もう一度保存してください。", "fault")
    except TrainerError as error:
        draft.message = (words_for(error), "fault")
    else:
        draft.seen, draft.conflict = version.version, False
        return version
    return None


def _overtaken(draft: Draft) -> str:
    newest = authoring().versions(me(), draft.id)[0]
    return (
        f"このシナリオは{saver(me(), newest.author)}{moment(newest.at, seconds_east())}に先に保存しました。"
        "書いた内容は画面に残っています。「版」で見比べてから続けてください。"
    )


def file_name(scenario_id: str, title: str) -> str:
    """A name for the exported file that every file system takes; Japanese stays."""
    words = re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "_", title).strip("._")[:40]
    return f"{scenario_id}_{words}.yaml" if words else f"{scenario_id}.yaml"
