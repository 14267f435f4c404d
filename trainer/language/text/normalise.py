"""One spelling for many: width, case, half-width kana, control characters; offsets kept.

Rules work on the normal form; findings must point into what was really typed. `Normal` carries
the way back for every character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_COMMON = re.compile(r"[\n -~、。「」ぁ-ゖァ-ヶー一-龯々]*")  # nothing that joins or vanishes
_DAKUTEN = "ﾞﾟ\u3099\u309a"


@dataclass(frozen=True)
class Normal:
    """`text` is the normal form; character i came from original[starts[i]:ends[i]]."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Span in the original for the non-empty span [start, end) of `text`."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=64)
def normalise(text: str) -> Normal:
    """NFKC, lower case, control characters but line ends and lone surrogates to spaces. Linear."""
    if _COMMON.fullmatch(text) and unicodedata.is_normalized("NFKC", text) and text == text.lower():
        return Normal(text, range(len(text)), range(1, len(text) + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    i = 0
    while i < len(text):
        j = i + 1
        while j < len(text) and j - i < 8 and (text[j] in _DAKUTEN or unicodedata.combining(text[j])):
            j += 1
        cluster = text[i:j]
        if cluster[0] == "\n":
            form = "\n"  # a line's end ends a sentence in chat and mail
        elif unicodedata.category(cluster[0]) in {"Cc", "Cs", "Cf"}:
            form = " "
        else:
            form = unicodedata.normalize("NFKC", cluster).lower()
        for char in form:
            out.append(char)
            starts.append(i)
            ends.append(j)
        i = j
    return Normal("".join(out), tuple(starts), tuple(ends))
