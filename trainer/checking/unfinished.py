"""Marks left in a draft: comments that say what a person still has to write."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.errors import Problem

MARK = "# ここを書き足す"
"""Begins a comment line in the YAML of a draft; what is to be written follows."""


def marks(text: str) -> Iterator[tuple[int, str]]:
    """(1-based line, what is to be written) of every mark."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith(MARK):
            yield number, line.lstrip().removeprefix(MARK).strip(" :：。")


def unfinished(name: str, text: str) -> list[Problem]:
    """Each mark as a fault of the file: as long as one is left, nothing is published."""
    mend = f"書き終えたら、この「{MARK}」の行を消してください"
    return [Problem(name, line, "", f"書き足すところです({what})", mend) for line, what in marks(text)]


def without_mark(text: str, line: int) -> str:
    """The text without the mark in this line; as it is when there is none."""
    lines = text.split("\n")
    if 0 < line <= len(lines) and lines[line - 1].lstrip().startswith(MARK):
        del lines[line - 1]
    return "\n".join(lines)
