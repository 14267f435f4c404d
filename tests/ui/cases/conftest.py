"""A case library without the shipped cases."""

from __future__ import annotations

import pytest

from trainer.case_files import CaseFolder


@pytest.fixture(autouse=True)
def no_shipped_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseFolder, "ids", property(lambda self: []))
