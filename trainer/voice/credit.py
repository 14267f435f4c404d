"""Whose work the voice is: shown in the app and in the README, as the licences ask."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from trainer.dialogue import Frozen


class Credit(Frozen):
    """`what` it is for, `name`, `holder` of the rights, `licence` and its address."""

    what: str
    name: str
    holder: str
    licence: str
    url: str

    def __str__(self) -> str:
        return f"{self.what}: {self.name} ({self.holder}、{self.licence})"


@lru_cache(maxsize=1)
def credits() -> tuple[Credit, ...]:
    """The content of credits.yaml."""
    raw = yaml.safe_load(Path(__file__).with_name("credits.yaml").read_text(encoding="utf-8"))
    return tuple(Credit.model_validate(entry) for entry in raw)
