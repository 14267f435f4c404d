"""Numbers, addresses and names, however they are written."""

from __future__ import annotations

import unicodedata

_KANJI = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MARKS = "-‐‑–—ーｰ − 　・"


def says(text: str, value: str) -> bool:
    """Whether a text contains a value, in whatever width, case, hyphens or numerals it is written."""
    plain, wanted = _bare(text), _bare(value)
    start = plain.find(wanted) if wanted else -1
    while start >= 0:
        around = plain[max(0, start - 1) : start], plain[start + len(wanted) :][:1]
        cut_off = _counts(around[0]) and _counts(wanted[0])
        if not cut_off and not (_counts(around[1]) and _counts(wanted[-1])):
            return True
        start = plain.find(wanted, start + 1)
    return False


def _counts(character: str) -> bool:
    return character.isdigit() or character in tuple("十百千万")


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower().translate(_KANJI)
    return "".join(c for c in plain if c not in _MARKS)
