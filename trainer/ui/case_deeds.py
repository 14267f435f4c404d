"""What the buttons on a case do."""

from __future__ import annotations

import streamlit as st

from trainer.case import CaseRecord
from trainer.ui.deeds import attempted, tell
from trainer.ui.frame import app, me


def publish(record: CaseRecord) -> None:
    attempted(
        lambda: app().case_review.publish(me(), record.id, seen=record.version),
        "公開しました。半年後に見直しの一覧に出ます。",
    )


def take_back(record: CaseRecord) -> None:
    attempted(
        lambda: app().case_review.take_back(me(), record.id, seen=record.version), "下書きに戻しました。"
    )


def send_back(record: CaseRecord, widget: str) -> None:
    words = str(st.session_state.get(widget) or "")
    attempted(
        lambda: app().case_review.send_back(me(), record.id, words, seen=record.version),
        "書いた人の下書きに戻しました。コメントは書いた人に見えます。",
    )


def mark_stale(record: CaseRecord, widget: str) -> None:
    words = str(st.session_state.get(widget) or "")
    attempted(
        lambda: app().case_review.mark_stale(me(), record.id, words, seen=record.version),
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
        "前の版の文に戻しました。",
    )
