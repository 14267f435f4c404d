"""What a centre can set from outside: environment variables, each with a default that just works."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """`data`: folder of the database (TRAINER_DATA, default ./data); `scenarios`: the scenario
    folder (TRAINER_SCENARIOS, default ./scenarios)."""

    data: Path
    scenarios: Path

    @classmethod
    def from_environment(cls) -> Settings:
        return cls(
            data=Path(os.environ.get("TRAINER_DATA") or ROOT / "data"),
            scenarios=Path(os.environ.get("TRAINER_SCENARIOS") or ROOT / "scenarios"),
        )

    @property
    def database(self) -> Path:
        return self.data / "trainer.db"
