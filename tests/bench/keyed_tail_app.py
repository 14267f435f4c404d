"""The bare keyed-tail chat: the least a Streamlit page with a chat input can do for a turn.

`streamlit run tests/bench/keyed_tail_app.py`. A history of 40 messages and 20 other elements are
drawn by full runs only; a turn draws its tail, and the answer is a fixed sentence. The practice page
is measured against it (docs/performance.md).

As it stands it forgets every word when the tab is closed. With BENCH_LINES set to a file it keeps each
line before it goes on, as any chat must that survives a crash: one row, one transaction, one fsync.
"""

import os
import sqlite3
from threading import Lock

import streamlit as st

HISTORY, OTHERS = 40, 20
ANSWER = "そうですか。それで、いつ直していただけるんでしょうか。"
ROLES = ("user", "assistant")
FILE = os.environ.get("BENCH_LINES", "")


@st.cache_resource(show_spinner=False)
def database() -> tuple[sqlite3.Connection, Lock]:
    """One connection for all tabs, and the queue before it."""
    db = sqlite3.connect(FILE, isolation_level=None, check_same_thread=False)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"):
        db.execute(statement)
    db.execute("CREATE TABLE line (role TEXT NOT NULL, words TEXT NOT NULL) STRICT")
    return db, Lock()


def keep(role: str, words: str) -> None:
    """Stores one line for good, where that is asked for."""
    if FILE:
        db, queue = database()
        with queue:
            db.execute("INSERT INTO line VALUES (?, ?)", (role, words))


def said() -> None:
    """The callback of the input: keeps both lines, and draws only the tail again."""
    for role, words in (("user", st.session_state["say"]), ("assistant", ANSWER)):
        keep(role, words)
        st.session_state["lines"].append((role, words))
    st.rerun("talk")


@st.fragment(key="talk")
def tail() -> None:
    for role, words in st.session_state["lines"][st.session_state["drawn"] :]:
        st.chat_message(role).write(words)


lines = st.session_state.setdefault("lines", [(ROLES[i % 2], f"{i}番目の発話です。") for i in range(HISTORY)])
st.session_state["drawn"] = len(lines)
for number in range(OTHERS):
    st.sidebar.write(f"案内{number}")
for who, text in lines:
    st.chat_message(who).write(text)
tail()
st.chat_input("入力", key="say", on_submit=said)
