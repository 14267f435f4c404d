"""Whether the operator gave the firm's name and their own, from the words of the utterance."""

from __future__ import annotations

import re

FIRM_WORDS = (
    "センター",
    "サポート",
    "相談室",
    "窓口",
    "フロント",
    "コンシェルジュ",
    "デスク",
    "カスタマー",
    "お客様係",
    "株式会社",
)

_SELF = re.compile(
    r"(?:[のの、。\s]|^|担当|責任者|長)(?:の|は|、)?([一-龥々ァ-ヴーぁ-ん]{1,6})"
    r"(?:でございます|と申します|です(?!か|ね|が|の)|が(?:承|担当|対応)|と言います|といいます)"
)


def names_self(text: str) -> bool:
    """A name with 「でございます」「と申します」 or the like."""
    return _SELF.search(text) is not None


def names_firm(text: str, company: str) -> bool:
    """The company of the scenario, or a word for a department."""
    parts = company.replace("　", " ").split(" ")
    return any(p and p in text for p in parts) or any(w in text for w in FIRM_WORDS)
