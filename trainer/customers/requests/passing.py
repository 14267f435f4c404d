"""Whether the call itself is to be passed on. A superior who is asked, who apologises or who calls back is no
handover: the caller goes on speaking with who is there."""

from __future__ import annotations

from trainer.attempt import OperatorSaid
from trainer.dialogue import TRANSFER, DialogueAct
from trainer.escalation import Direction

NOW = (
    "代わ", "替わ", "換わ", "かわり", "かわら", "つな", "繋", "引き継", "引継", "交代", "転送", "お回し",
    "回しします", "バトン", "お電話口",
)  # fmt: skip
"""Stems that say that somebody else comes to the phone."""

ANSWERS = (
    "対応させ", "対応いたし", "ご案内させ", "お受けいたし", "直接お話", "直接ご説明", "直接ご対応",
    "お答え", "回答",
)  # fmt: skip
"""Stems that say so of a colleague who is named, unless the colleague is to be in touch later."""

NOT_NOW = ("代わるのではなく", "代わるお話では", "代わりません", "代わらず")
"""Says that nobody else comes."""

OTHER_WORDS = ("代わりの", "代わりに", "つながり", "つながる", "つながら")
"""The same stems in other words."""

LATER = (
    "折り返", "お電話でご", "お電話いた", "お電話させ", "お電話を差し上げ", "お電話差し上げ", "お電話します",
    "ご連絡", "ご報告", "お返事", "ご返信", "書面", "文書", "メールで", "メールにて",
)  # fmt: skip
"""The colleague will be in touch later: a call-back."""

ASKED = (
    "確認", "相談", "聞いて", "聞きま", "伺って", "指導", "許可", "承認", "了承", "お詫び", "調べ",
    "伝え", "遠隔", "手配", "報告", "共有", "判断",
)  # fmt: skip
"""The colleague is asked or told something, or will do something: the caller does not speak with them."""


ASKS_TO = (
    "代わっていい", "代わってよろ", "代わってもよろ", "代わってもいい", "おつなぎしてよろ",
    "おつなぎしてもよろ", "おつなぎしていい",
)  # fmt: skip
"""Asks leave to pass the call on, whatever the reading took it for."""

SUPERIORS = (
    "責任者",
    "上席",
    "店長",
    "所長",
    "支配人",
    "管理者",
    "マネージャー",
    "主任",
    "課長",
    "部長",
    "上司",
    "SV",
)
"""Titles of who stands above the operator."""


def direction_of(said: OperatorSaid) -> Direction | None:
    """Up to a superior, or over to a colleague; None if these words do not say."""
    if said.reading.has(DialogueAct.ESC_V) or _any(SUPERIORS, said.text):
        return Direction.VERTICAL
    return Direction.HORIZONTAL if said.reading.has(DialogueAct.ESC_H) else None


def passes_on(said: OperatorSaid) -> bool:
    """Whether these words announce that somebody else takes the call now."""
    if not said.reading.has(*TRANSFER) and not _any(ASKS_TO, said.text.replace("、", "")):
        return False
    text = said.text
    for words in (*NOT_NOW, *OTHER_WORDS):
        text = text.replace(words, "")
    if _any(NOW, text):
        return True
    if _any(NOT_NOW, said.text):
        return False
    later = _any(LATER, text)
    return not later and (_any(ANSWERS, text) or not _any(ASKED, text))


def _any(stems: tuple[str, ...], text: str) -> bool:
    return any(stem in text for stem in stems)
