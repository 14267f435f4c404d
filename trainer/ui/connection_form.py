"""The form with which a supervisor sets up the language model. A key goes in and never comes out again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from trainer.errors import TrainerError
from trainer.opinions.configuring import LONGEST
from trainer.settings import OPENAI_URL, LlmSettings
from trainer.ui.frame import app, me
from trainer.ui.notices import notice, words_for

_DONE = "connection chosen"

TOLD_FOR = 30.0
"""Seconds that the word that something was done stays: a second drawing of the page right behind must not
take it away."""

_TAKEN = "connection keys taken"
_DEFAULT = LlmSettings()
_KEY = "OPENAI_API_KEY"


@dataclass(frozen=True)
class _Field:
    """One variable. `default` is shown while nothing is given; `step` of the arrows at a number;
    only whole numbers if it is one."""

    variable: str
    label: str
    default: str
    kind: Literal["text", "number", "switch"] = "number"
    step: int | float = 1.0
    help: str | None = None


_MODEL = (
    _Field("TRAINER_LLM_MODEL", "お客様の言葉を作るモデル", "使わない", "text"),
    _Field("TRAINER_LLM_JUDGE_MODEL", "第二の意見などを作るモデル", "お客様と同じ", "text"),
)
_URL = _Field(
    "OPENAI_BASE_URL",
    "接続先のURL",
    OPENAI_URL,
    "text",
    help="自前のサーバーは http://localhost:11434/v1 のように、Azure はリソースのURLをそのまま入れます。",
)
_SECONDS = (
    _Field("TRAINER_LLM_CONNECT_SECONDS", "つながるまで(秒)", f"{_DEFAULT.connect_seconds:g}"),
    _Field("TRAINER_LLM_READ_SECONDS", "応答の途中の沈黙(秒)", f"{_DEFAULT.read_seconds:g}"),
    _Field("TRAINER_LLM_TOTAL_SECONDS", "お客様の一発言(秒)", f"{_DEFAULT.total_seconds:g}"),
    _Field("TRAINER_LLM_JUDGE_SECONDS", "第二の意見などの答え一つ(秒)", f"{_DEFAULT.judge_seconds:g}"),
)
_PRICES = (
    _Field("TRAINER_LLM_YEN_IN", "お客様の入力(円)", "0", step=10.0),
    _Field("TRAINER_LLM_YEN_OUT", "お客様の出力(円)", "0", step=10.0),
    _Field("TRAINER_LLM_JUDGE_YEN_IN", "第二の意見の入力(円)", "お客様と同じ", step=10.0),
    _Field("TRAINER_LLM_JUDGE_YEN_OUT", "第二の意見の出力(円)", "お客様と同じ", step=10.0),
)
_CEILINGS = (
    _Field("TRAINER_LLM_CALL_TOKENS", "一通話(トークン)", f"{_DEFAULT.call_tokens:,}", step=10_000),
    _Field("TRAINER_LLM_DAY_TOKENS", "一日(トークン)", f"{_DEFAULT.day_tokens:,}", step=100_000),
    _Field("TRAINER_LLM_CALL_YEN", "一通話(円)", "なし", step=10.0),
    _Field("TRAINER_LLM_DAY_YEN", "一日(円)", "なし", step=100.0),
)
_READING = _Field(
    "TRAINER_LLM_READING",
    "応対の読み取りに、モデルの提案を加える",
    "off",
    "switch",
    help="半分だけ読み取れた行為をモデルも見たときに数えます。試験モードの通話は規則だけで読みます。",
)


def form() -> None:
    """Closed until it is wanted. What the environment decides is shown but cannot be changed."""
    done, told_at = st.session_state.get(_DONE, ("", 0.0))
    if done and time.monotonic() - told_at < TOLD_FOR:
        notice(done, "good")
    with st.expander("言語モデルの設定を変える", icon=":material/tune:"):
        _form()
        if app().configuration.chosen and st.button(
            "この画面で入れた設定を消す", key="connection-reset", icon=":material/undo:"
        ):
            _ask_reset()


def _form() -> None:
    configuration = app().configuration
    decided, now = configuration.decided, configuration.values(me())
    given: dict[str, str] = {}
    with st.form("connection-form", border=False):
        given |= _row(_MODEL, now, decided)
        given |= _row((_URL,), now, decided)
        key = st.text_input(
            "APIキー",
            type="password",
            key=f"connection-key-{st.session_state.get(_TAKEN, 0)}",
            autocomplete="off",
            disabled=_KEY in decided,
            placeholder="入力済み。替えるときだけ入れてください" if configuration.has_own_key else "",
            help="どこにも保存しません。サーバーが動いている間だけ覚えています。"
            "続けて使うキーは、サーバーの環境変数に入れてください。",
        )
        st.caption("待つ時間")
        given |= _row(_SECONDS, now, decided)
        st.caption("単価(100万トークンあたり)")
        given |= _row(_PRICES, now, decided)
        st.caption("使う量の上限(0で上限なし)")
        given |= _row(_CEILINGS, now, decided)
        given |= _row((_READING,), now, decided)
        if decided:
            st.caption("灰色の項目は、サーバーの環境変数で決まっています。")
        if st.form_submit_button("この設定を使う", type="primary", key="connection-choose"):
            _choose(given, key)


def _row(fields: tuple[_Field, ...], now: dict[str, str], decided: frozenset[str]) -> dict[str, str]:
    given = {}
    for field, column in zip(fields, st.columns(len(fields)), strict=True):
        with column:
            given[field.variable] = _input(field, now.get(field.variable, ""), field.variable in decided)
    return given


def _input(field: _Field, now: str, decided: bool) -> str:
    key = f"connection-{field.variable}"
    if field.kind == "switch":
        on = st.toggle(field.label, value=now == "on", key=key, disabled=decided, help=field.help)
        return "on" if on else ""
    if field.kind == "text":
        return st.text_input(
            field.label,
            value=now,
            key=key,
            max_chars=LONGEST,
            placeholder=field.default,
            disabled=decided,
            help=field.help,
        )
    whole = isinstance(field.step, int)
    number = st.number_input(
        field.label,
        min_value=0 if whole else 0.0,
        value=_number(now, int if whole else float),
        step=field.step,
        key=key,
        placeholder=field.default,
        disabled=decided,
    )
    return "" if number is None else str(number)


def _number(text: str, kind: type[int] | type[float]) -> int | float | None:
    """None when nothing was given, or something in the environment that is no number (told above)."""
    try:
        return kind(text.replace(",", "")) if text else None
    except ValueError:
        return None


def _choose(given: dict[str, str], key: str) -> None:
    try:
        app().configuration.choose(me(), given, key)
    except TrainerError as error:
        notice(words_for(error), "fault")
        return
    # A fresh field: the browser forgets the key as well.
    st.session_state[_TAKEN] = st.session_state.get(_TAKEN, 0) + 1
    _told("設定を変えました。次の発話から使います。「接続を試す」で確かめてください。")


@st.dialog("この画面で入れた設定を消しますか", icon=":material/undo:")
def _ask_reset() -> None:
    st.write("サーバーの環境変数だけの設定に戻します。入れたキーも忘れます。通話の記録は変わりません。")
    if st.button("消す", type="primary", key="connection-reset-yes"):
        app().configuration.reset(me())
        _told("サーバーの環境変数だけの設定に戻しました。")


def _told(what: str) -> None:
    """Draws the page anew, with the word that it is done."""
    st.session_state[_DONE] = what, time.monotonic()
    st.rerun()
