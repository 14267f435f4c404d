"""Whether the call itself is to be passed on. A superior who is asked, who apologises or who calls back is no
handover: the caller goes on speaking with who is there."""

from __future__ import annotations

from trainer.attempt import OperatorSaid
from trainer.dialogue import TRANSFER

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
    "折り返", "お電話いた", "お電話させ", "お電話を差し上げ", "お電話差し上げ", "お電話します", "ご連絡",
    "ご報告", "お返事",
)  # fmt: skip
"""The colleague will be in touch later: a call-back."""

ASKED = (
    "確認", "相談", "聞いて", "聞きま", "伺って", "指導", "許可", "承認", "了承", "お詫び", "調べ",
    "伝え", "手配",
)  # fmt: skip
"""The colleague is asked or told something, or will do something: the caller does not speak with them."""


def passes_on(said: OperatorSaid) -> bool:
    """Whether these words announce that somebody else takes the call now."""
    if not said.reading.has(*TRANSFER):
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
