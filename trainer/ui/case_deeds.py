"""What a button on a case does: the deed, and its outcome told on the page after the next run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from trainer.case import CaseRecord
from trainer.errors import TrainerError
from trainer.ui.frame import app, me
from trainer.ui.notices import notice, words_for

_TOLD = "case told"


def attempted(deed: Callable[[], Any], done: str = "") -> bool:
    """Does it; False when it was refused or failed, with the reason to be told. Nothing typed goes."""
    try:
        deed()
    except Exception as error:
        tell(words_for(error), "attention" if isinstance(error, TrainerError) else "fault")
        return False
    if done:
        tell(done, "good")
    return True


def do(deed: Callable[[], Any], done: str = "") -> None:
    """`attempted` for a callback."""
    attempted(deed, done)


def tell(words: str, kind: str = "good") -> None:
    st.session_state[_TOLD] = (words, kind)


def told() -> None:
    """Draws what the last deed said, once."""
    words, kind = st.session_state.pop(_TOLD, ("", ""))
    if words:
        notice(words, kind)


def publish(record: CaseRecord) -> None:
    attempted(
        lambda: app().cases.publish(me(), record.id, seen=record.version),
        "公開しました。半年後に見直しの一覧に出ます。",
    )


def take_back(record: CaseRecord) -> None:
    attempted(lambda: app().cases.take_back(me(), record.id, seen=record.version), "下書きに戻しました。")


def send_back(record: CaseRecord, widget: str) -> None:
    words = str(st.session_state.get(widget) or "")
    attempted(
        lambda: app().cases.send_back(me(), record.id, words, seen=record.version),
        "書いた人の下書きに戻しました。コメントは書いた人に見えます。",
    )


def mark_stale(record: CaseRecord, widget: str) -> None:
    words = str(st.session_state.get(widget) or "")
    attempted(
        lambda: app().cases.mark_stale(me(), record.id, words, seen=record.version),
        "「要更新」の印を付けました。",
    )


def doubt(record: CaseRecord, widget: str) -> None:
    """A reader who may not change the state tells it as a comment."""
    words = str(st.session_state.get(widget) or "").strip()
    if not words:
        tell("どこが古いかが空です。書いてから送ってください。", "attention")
        return
    attempted(
        lambda: app().discussion.comment(me(), record.id, f"要更新ではありませんか: {words}"),
        "コメントとして伝えました。",
    )


def restore(record: CaseRecord, version: int) -> None:
    attempted(
        lambda: app().cases.restore(me(), record.id, version, seen=record.version),
        f"第{version}版の文に戻しました。",
    )
