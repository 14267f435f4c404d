"""The phrase lists beside the code of the customers and the scorers: every entry can make a difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.customers.talking import LIBRARY
from trainer import customers, scorers
from trainer.beat import Beat

FOLDERS = [Path(package.__file__).parent for package in (customers, scorers)]
FILES = {path.stem: path for folder in FOLDERS for path in sorted(folder.rglob("*.yaml"))}
MODULES = [module for module in FILES if module != "prompt"]

WHOLE = frozenset(
    {
        "bare", "labels", "common_names", "common_codes", "asked_as", "everywhere", "introduces",
        "of_a_kind", "tells", "titles", "which",
    }
)  # fmt: skip
"""Lists whose entries are compared as they are."""

ENDS = frozenset({"will", "would_you", "proposes", "floats", "asks", "matters"})
"""Lists of ends of sentences."""

BEGINNINGS = frozenset({"interjections", "for_example", "this_number"})
"""Lists of beginnings of sentences; the entries of all other lists are looked for anywhere."""


def listed(module: str) -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load(FILES[module].read_text(encoding="utf-8"))
    return raw


def phrase_lists(module: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The lists of a file by their names, those of the assumptions by their rows."""
    for name, entries in listed(module).items():
        if name != "assumes":
            yield name, entries
            continue
        for number, row in enumerate(entries, 1):
            yield from ((f"{number} {key}", row.get(key, ())) for key in ("says", "needs", "without"))


def covers(name: str) -> Callable[[str, str], bool]:
    """Whether the second entry is found wherever the first is."""
    if name in WHOLE:
        return str.__eq__
    if name in BEGINNINGS:
        return str.startswith
    return str.endswith if name in ENDS else str.__contains__


def lines() -> dict[Beat, list[str]]:
    """Every wording that there is for a beat."""
    found: dict[Beat, list[str]] = defaultdict(list)
    scenarios = LIBRARY.scenarios.values()
    for pools in (*(v.lines for v in LIBRARY.voices.values()), *(s.lines for s in scenarios)):
        for beat, by_band in pools.items():
            found[beat] += [line for pool in by_band.values() for line in pool]
    for remedy in (remedy for s in scenarios for remedy in s.remedies):
        found[Beat.OFFER_ACCEPT] += remedy.accept or ()
        found[Beat.OFFER_HAGGLE] += remedy.haggle or ()
        found[Beat.OFFER_REFUSE] += remedy.refuse or ()
    return found


@pytest.mark.parametrize("module", MODULES)
def test_no_entry_is_covered_by_another_of_its_list(module: str) -> None:
    covered = [
        (name, entry, other)
        for name, entries in phrase_lists(module)
        for place, entry in enumerate(entries)
        for other_place, other in enumerate(entries)
        if place != other_place and covers(name)(entry, other)
    ]
    assert not covered


def test_every_assumption_is_about_lines_that_there_are() -> None:
    spoken = lines()
    idle = [
        (row["beats"], word)
        for row in listed("wording_rules")["assumes"]
        for word in row["says"]
        if not any(word in line for beat in row["beats"] for line in spoken[Beat(beat)])
    ]
    assert not idle


@pytest.mark.parametrize("name", ["second_time", "not_second_time"])
def test_every_word_for_a_second_time_occurs_in_a_line(name: str) -> None:
    spoken = "\n".join(line for pool in lines().values() for line in pool)
    assert not [word for word in listed("wording_rules")[name] if word not in spoken]
