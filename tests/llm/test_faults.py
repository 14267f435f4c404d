"""Whatever a server does: a named fault within the time limit, words for people, nothing leaked."""

from __future__ import annotations

import logging
import time
import traceback
import unicodedata
from collections.abc import Callable

import pytest

from tests.llm.conftest import KEY, MESSAGES, QUICK
from tests.llm.faulty import FaultyServer
from tests.llm.modes import ECHO, MODES, PIECES, Mode
from trainer.llm import Fault, Llm, LlmFailed

PRIVATE = (KEY, "渡辺", "口座番号", ECHO, *PIECES, "怒っている", "127.0.0.1")
GRACE = 1.0
"""Seconds beyond the limit that a busy test machine may need."""


@pytest.mark.parametrize("name", MODES)
def test_every_fault_is_named_in_time_and_leaks_nothing(
    name: str, faulty: FaultyServer, door: Callable[..., Llm], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mode, seen, failed = MODES[name], [], None
    llm = door(faulty.url(name))
    before = len(faulty.asked[name])
    begun = time.monotonic()
    try:
        for text in llm.stream(MESSAGES, max_tokens=60):
            seen.append(text)
    except LlmFailed as error:
        failed = error
    took = time.monotonic() - begun

    assert (failed and failed.fault) is mode.fault
    assert took < QUICK.total_seconds + GRACE
    assert len(faulty.asked[name]) - before == mode.requests
    _told_well(mode, seen, failed, caplog)


def _told_well(
    mode: Mode, seen: list[str], failed: LlmFailed | None, caplog: pytest.LogCaptureFixture
) -> None:
    shown = "".join(seen)
    written = caplog.text
    if failed is None:
        assert shown == mode.text
        assert "customer ok model=test-model ms=" in written
    else:
        assert bool(shown) is failed.partial is mode.partial
        assert str(failed) == failed.fault.words
        assert f"customer {failed.fault.value}" in written and "model=test-model ms=" in written
        written += "".join(traceback.format_exception(failed)) + repr(failed)
        assert failed.__cause__ is None and failed.__context__ is None
    assert not [secret for secret in PRIVATE if secret in written]


def test_the_faults_of_the_table_are_all_there() -> None:
    assert len(MODES) >= 45
    assert len({mode.fault for mode in MODES.values()}) >= 24


def test_words_are_plain_japanese_with_half_width_brackets() -> None:
    for fault in Fault:
        wide = [c for c in fault.words if unicodedata.east_asian_width(c) == "F"]
        assert fault.words.endswith("。") and not wide, fault
