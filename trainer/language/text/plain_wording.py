"""Honorific and old-fashioned wording put plainly (lexicon/polite_wording.yaml).

Questions, the phrasings of topics and the words of a scenario go through the same table, so that
each of them may be written either way.
"""

from __future__ import annotations

from functools import lru_cache

from trainer.language.lexicon.files import content


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[str, str], ...]]:
    """First letter → (polite, plain), the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for plain, several in content("polite_wording")["plain"].items():
        for polite in several:
            found.setdefault(polite[0], []).append((polite, plain))
    return {first: tuple(sorted(pairs, key=lambda p: -len(p[0]))) for first, pairs in found.items()}


@lru_cache(maxsize=4096)
def plainly(text: str) -> str:
    """The same said plainly; `text` itself (in normal form) if there is nothing to put otherwise."""
    table = _table()
    out: list[str] = []
    i = 0
    while i < len(text):
        for polite, plain in table.get(text[i], ()):
            if text.startswith(polite, i):
                out.append(plain)
                i += len(polite)
                break
        else:
            out.append(text[i])
            i += 1
    return "".join(out)
