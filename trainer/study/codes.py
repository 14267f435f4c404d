"""Codes by which one joins a meeting: read aloud, shown on a projector, typed on a phone."""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
"""None that is taken for another on a projector, and no vowels, so that no code spells a word."""

LENGTH = 6
"""387 million codes, of which a handful are open at a time."""


def new_code() -> str:
    """Not to be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def clean_code(typed: str) -> str:
    """A code as people type it: any width and case, with blanks or hyphens."""
    return "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isascii() and c.isalnum())
