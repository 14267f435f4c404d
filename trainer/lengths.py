"""How long texts may be: what is only kept holds (almost) anything typed, what is shared has to fit.

A limit that stops the keyboard, or lets pasted words vanish, loses text. So a draft keeps them all, and
whoever wants to share it is told which field is too long, and by how much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel

KEPT = 40_000
"""Characters of one text, and items of one list, that a draft keeps; the same as a cell of an imported
table may have."""


@dataclass(frozen=True)
class Fits:
    """Annotates a text or a tuple of a model: as long as this it may be shared."""

    most: int


class Excess(NamedTuple):
    """`path`: dotted, timeline.0.text; `over`: characters (of a tuple: items) too many for `most`."""

    path: str
    over: int
    most: int
    unit: str

    def told(self, label: str) -> str:
        """What to tell people; `label` names the field."""
        if self.unit == "文字":
            return f"{label}が{self.over:,}文字長すぎます({self.most:,}文字まで)。"
        return f"{label}が{self.over:,}{self.unit}多すぎます({self.most:,}{self.unit}まで)。"


def limits(model: type[BaseModel]) -> dict[str, int]:
    """What may be shared of each field that `Fits`."""
    marks = {
        name: [m for m in info.metadata if isinstance(m, Fits)] for name, info in model.model_fields.items()
    }
    return {name: found[0].most for name, found in marks.items() if found}


def excess_of(text: str, most: int) -> Excess | None:
    """Of one text; None when it fits."""
    return Excess("", len(text) - most, most, "文字") if len(text) > most else None


def too_long(model: BaseModel, *, most: int | None = None, path: str = "") -> Iterator[Excess]:
    """What is too long to be shared, in the order of the fields; with `most`, what is longer than that."""
    fits = limits(type(model))
    for name in type(model).model_fields:
        value, at = getattr(model, name), f"{path}{name}"
        sized = isinstance(value, (str, tuple)) and not isinstance(value, StrEnum)
        limit = most if most is not None and sized else fits.get(name)
        if limit is not None and len(value) > limit:
            yield Excess(at, len(value) - limit, limit, "文字" if isinstance(value, str) else "個")
        for number, inner in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(inner, BaseModel):
                yield from too_long(inner, most=most, path=f"{at}.{number}.")
            elif most is not None and len(str(inner)) > most:
                yield Excess(f"{at}.{number}", len(str(inner)) - most, most, "文字")
        if isinstance(value, BaseModel):
            yield from too_long(value, most=most, path=f"{at}.")
