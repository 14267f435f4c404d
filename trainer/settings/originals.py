"""Settings for keeping what stood in a case before its personal data were masked (docs/masking.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.settings.environment import Given
from trainer.settings.secret import Secret

MOST_DAYS = 365


@dataclass(frozen=True)
class OriginalsSettings:
    """`days` an original is kept (TRAINER_ORIGINALS_DAYS, default 0: not at all), encrypted with `key`
    (TRAINER_ORIGINALS_KEY, made by `python -m trainer originals-key`). Without a key nothing is kept."""

    days: int = 0
    key: Secret = field(default_factory=Secret)
    problems: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        return self.days > 0 and bool(self.key)

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> OriginalsSettings:
        given = Given(env)
        days = int(given.number("TRAINER_ORIGINALS_DAYS", 0, most=MOST_DAYS))
        key = Secret(given.text("TRAINER_ORIGINALS_KEY"))
        if days and not key:
            given.problems.append(
                "TRAINER_ORIGINALS_DAYS がありますが TRAINER_ORIGINALS_KEY がないため、原文は残しません。"
                "`python -m trainer originals-key` で鍵を作って指定してください。"
            )
        return cls(days, key, tuple(given.problems))
