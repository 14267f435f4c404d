"""Pieces of a case's text: what was said, in sentences, with the nouns by which it is recognised."""

from __future__ import annotations

import re
import unicodedata

from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import tokenise

LONGEST = 90
"""Characters of one line of a customer; longer ones are heard as two."""

_SAID = re.compile("「([^「」]*(?:「[^「」]*」[^「」]*)*)」")
_MASKED = re.compile(r"【([^【】\d]+)(\d*)】")
_END = "。！？!?…"
_NOUNS = ("名詞-普通名詞", "名詞-固有名詞")
_FICTION = {
    "電話番号": "000-0000-0000",
    "メール": "mail@customer.example",
    "住所": "青葉台市本町",
    "郵便番号": "000-0000",
}
"""What stands in a scenario for what was masked: it must be speakable, and nobody's."""
_SURNAMES = ("三谷", "西村", "大川", "中原", "森下", "上田")


def sentences(text: str) -> list[str]:
    """Cut behind 。！？ and line ends; nothing empty."""
    out, last = [], 0
    for i, sign in enumerate(text):
        ends = sign == "\n" or (sign in _END and (i + 1 == len(text) or text[i + 1] not in _END + "」』)"))
        if ends:
            out.append(text[last : i + 1].strip())
            last = i + 1
    return [s for s in (*out, text[last:].strip()) if s]


def said(text: str) -> list[str]:
    """What was said aloud: the quotations if there are any, else the text itself."""
    quoted = [q.strip() for q in _SAID.findall(text) if len(q.strip()) > 3]
    return quoted or ([] if _SAID.search(text) else [text.strip()])


def lines_of(text: str) -> list[str]:
    """Sentences joined up to LONGEST characters, masks replaced by fiction."""
    lines: list[str] = []
    for sentence in (s for quote in said(text) for s in sentences(unmasked(quote))):
        if lines and len(lines[-1]) + len(sentence) <= LONGEST // 2:
            lines[-1] += sentence
        else:
            lines.append(sentence)
    return [line if line[-1] in _END else f"{line}。" for line in lines]


def unmasked(text: str) -> str:
    """【氏名1】 → an invented name; other masks → something of their kind that is nobody's."""

    def fiction(found: re.Match[str]) -> str:
        kind, number = found.group(1), int(found.group(2) or 1)
        return _SURNAMES[(number - 1) % len(_SURNAMES)] if kind == "氏名" else _FICTION.get(kind, "〇〇")

    return _MASKED.sub(fiction, text).replace("{", "(").replace("}", ")")


def is_masked(text: str) -> bool:
    """Whether a placeholder of the masking stands in the text."""
    return bool(_MASKED.search(text))


def nouns(text: str, most: int = 4) -> list[str]:
    """The nouns of two or more characters that say what it is about, as they stand in the text."""
    found: dict[str, None] = {}
    for token in tokenise(normalise(text).text):
        word = token.surface
        counted = token.kind in ("助数詞可能", "副詞可能", "形状詞可能")
        if token.pos in _NOUNS and len(word) > 1 and not counted and _is_word(word):
            found.setdefault(word)
    return list(found)[:most]


def _is_word(word: str) -> bool:
    return any("CJK" in unicodedata.name(c, "") or "KATAKANA" in unicodedata.name(c, "") for c in word)
