"""Whether a reply is written in another language than Japanese."""

from __future__ import annotations

import re
import unicodedata

_OTHER_SCRIPTS = re.compile(r"[\u0400-\u052f\u0590-\u06ff\u0e00-\u0e7f\uac00-\ud7af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_KANJI = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]+(?:[ '][A-Za-z]+){2,}")


def is_foreign(text: str) -> bool:
    """Other scripts, whole phrases in Latin letters, kanji only, or kanji that no Japanese office uses."""
    if _OTHER_SCRIPTS.search(text) or _LATIN.search(unicodedata.normalize("NFKC", text)):
        return True
    kanji = _KANJI.findall(text)
    if len(kanji) >= 6 and not _KANA.search(text):
        return True
    return any(not _japanese(char) for char in kanji)


def _japanese(char: str) -> bool:
    """Whether a kanji belongs to the character set of Japanese offices (JIS with vendor extensions):
    most simplified Chinese forms do not."""
    try:
        char.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
