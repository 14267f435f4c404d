"""The bare keyed-tail chat: the least a Streamlit page with a chat input can do for a turn.

`streamlit run tests/bench/keyed_tail_app.py`. A history of 40 messages and 20 other elements are
drawn by full runs only; a turn draws its tail, and the answer is a fixed sentence. The practice page
is measured against it (docs/performance.md).
"""

import streamlit as st

HISTORY, OTHERS = 40, 20
ANSWER = "そうですか。それで、いつ直していただけるんでしょうか。"
ROLES = ("user", "assistant")


def said() -> None:
    """The callback of the input: keeps both lines, and draws only the tail again."""
    words = st.session_state["say"]
    st.session_state["lines"] += [("user", words), ("assistant", ANSWER)]
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
