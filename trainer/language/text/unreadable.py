"""Is there anything a Japanese caller could make out? Symbols, mashed keys and other languages are not."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, pairwise

from trainer.language.lexicon.files import content
from trainer.language.text.parsing import Parsed

_LATIN_WORD = re.compile(r"[a-z][a-z']+")
_JAPANESE = re.compile("[ぁ-ヿ一-鿿々〆〇]")
_ADDRESS = re.compile(r"https?://\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}")
_MASHED = 5  # letters of an unknown Latin word among hardly any Japanese
_LONG_LATIN = 8
_KANA_ONLY = 10  # shorter kana may be anything
_LEAST_PAIRS = 0.19  # share of common kana pairs; real talk has .3 and more
_SAME = 4


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    lists = content("unreadable")
    return frozenset(lists["pairs"].split()), frozenset(lists["chinese"])


def unreadable(parsed: Parsed) -> bool:
    """Symbols only, another script, Latin sentences, one letter over and over, mashed keys."""
    text = _ADDRESS.sub(" ", parsed.normal.text)
    letters = [c for c in text if c.isalnum()]
    if not letters:
        return bool(text.strip()) or (not parsed.words and bool(parsed.original.strip()))
    japanese = _JAPANESE.findall("".join(letters))
    latin = [c for c in letters if "a" <= c <= "z"]
    other = sum(not c.isdigit() for c in letters) - len(japanese) - len(latin)
    if other > len(letters) / 2:
        return True
    return (
        _latin(text, parsed, len(japanese), len(latin))
        or _chinese(japanese)
        or _repeated(text, letters)
        or (not latin and _mashed_kana(parsed))
    )


def _latin(text: str, parsed: Parsed, japanese: int, latin: int) -> bool:
    """Latin sentences, or unknown Latin letters with hardly any Japanese around."""
    words = _LATIN_WORD.findall(text)
    if japanese == 0:
        digits = any(c.isdigit() for c in text)
        return len(words) >= 2 and not digits or any(len(w) >= _LONG_LATIN for w in words) or _unknown(parsed)
    return japanese <= latin / 2 and (len(words) >= 3 or _unknown(parsed))


def _unknown(parsed: Parsed) -> bool:
    """A Latin word that the analyser cannot read."""
    return any(
        len(w.surface) >= _MASHED
        and w.surface.isalpha()
        and w.surface.isascii()
        and w.reading in {"", w.surface}
        for w in parsed.words
    )


def _chinese(japanese: list[str]) -> bool:
    signs = _lists()[1]
    kana = any("ぁ" <= c <= "ヿ" for c in japanese)
    return not kana and sum(c in signs for c in japanese) >= 2


def _repeated(text: str, letters: list[str]) -> bool:
    """ああああ, ふじこふじこふじこふじこ; but not ええ、ええ、ええ."""
    kinds = set(letters) - {"ー"}
    if len(kinds) <= 1 and not letters[0].isdigit():
        return any(len(list(run)) >= _SAME for _, run in groupby(text.replace("ー", letters[0])))
    return len(letters) >= 12 and len(kinds) <= 3 and not kinds & set("はいえうん0123456789")


def _mashed_kana(parsed: Parsed) -> bool:
    """Kana only, without the pairs that real talk is made of. Fillers are left out."""
    letters = "".join(w.surface for w in parsed.words)
    if len(letters) < _KANA_ONLY or not all("ぁ" <= c <= "ー" for c in letters):
        return False
    kana = [chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in letters]
    pairs = [a + b for a, b in pairwise(kana)]
    return sum(p in _lists()[0] for p in pairs) < _LEAST_PAIRS * len(pairs)
