"""Door to paper: A4 pages as PDF, set by typst with a Japanese font of our own.

What people wrote goes in as data, never as markup, and nothing but the templates can be read.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
Template = Literal["case", "scorecard"]
_MISSING = "〓"
"""Printers' mark for a character that is not in the font."""


def pdf(template: Template, data: Mapping[str, Any]) -> bytes:
    """The document as PDF, fonts embedded. `data`: what the template names, of JSON types."""
    document: bytes = _compiled(template, data, "pdf")
    return document


def pages(template: Template, data: Mapping[str, Any], ppi: float = 80.0) -> list[bytes]:
    """The same pages as PNG images: a preview."""
    images = _compiled(template, data, "png", ppi)
    return images if isinstance(images, list) else [images]


def _compiled(
    template: Template, data: Mapping[str, Any], kind: Literal["pdf", "png"], ppi: float | None = None
) -> Any:
    import typst  # a compiled module of 30 MB: loaded when somebody prints

    return typst.compile(
        HERE / f"{template}.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format=kind,
        sys_inputs={"data": json.dumps(_printable(data), ensure_ascii=False)},
        ppi=ppi,
    )


def _printable(value: Any) -> Any:
    """All text in characters that the font has; control characters would spoil the data."""
    if isinstance(value, str):
        return "".join(_character(c) for c in unicodedata.normalize("NFC", value))
    if isinstance(value, Mapping):
        return {str(k): _printable(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(v) for v in value]
    return value


def _character(char: str) -> str:
    if char == "\n":
        return char
    if unicodedata.category(char) in ("Cc", "Cf", "Mn", "Cs", "Co", "Cn"):
        return "" if unicodedata.category(char) in ("Cc", "Cf", "Mn") else _MISSING
    if char.isascii():
        return char
    try:
        char.encode("cp932")
    except UnicodeEncodeError:
        return char if char in "–—•·é" else _MISSING
    return char
