"""What the scenario library covers: the list, and the matrix of what is practised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from unicodedata import east_asian_width

from trainer.dialogue import CHANNEL_LABELS, SEAT_LABELS, Channel, Seat
from trainer.escalation import DIRECTION_LABELS, NEED_LABELS, Direction, Need
from trainer.persona import PERSONA_LABELS, PersonaKind
from trainer.scenario import Scenario

Row = dict[str, str | int]
Part = tuple[tuple[str, ...], str | int]


def need_words(need: Need, direction: Direction | None) -> str:
    """必要(上席へ)."""
    return NEED_LABELS[need] + (f"({DIRECTION_LABELS[direction]})" if direction else "")


@dataclass(frozen=True)
class Dimension:
    """One way to sort scenarios. `values`: all that could occur, () when they are open; `of`: a
    scenario's value, as people read it."""

    name: str
    title: str
    values: tuple[str, ...]
    of: Callable[[Scenario], str]


_NEEDS = (
    need_words(Need.REQUIRED, Direction.VERTICAL),
    need_words(Need.REQUIRED, Direction.HORIZONTAL),
    need_words(Need.OPTIONAL, Direction.VERTICAL),
    need_words(Need.OPTIONAL, Direction.HORIZONTAL),
    need_words(Need.NEEDLESS, None),
)


def _need(scenario: Scenario) -> str:
    policy = scenario.escalation
    return need_words(policy.need, None if policy.need is Need.NEEDLESS else policy.direction)


DIMENSIONS = {
    d.name: d
    for d in (
        Dimension(
            "persona",
            "顧客タイプ",
            tuple(PERSONA_LABELS[p] for p in PersonaKind),
            lambda s: PERSONA_LABELS[s.persona],
        ),
        Dimension("seat", "担当", tuple(SEAT_LABELS[s] for s in Seat), lambda s: SEAT_LABELS[s.seat]),
        Dimension("need", "引き継ぎ", _NEEDS, _need),
        Dimension(
            "channel",
            "チャネル",
            tuple(CHANNEL_LABELS[c] for c in Channel),
            lambda s: CHANNEL_LABELS[s.channel],
        ),
        Dimension("industry", "業種", (), lambda s: s.industry),
        Dimension(
            "level", "難易度", tuple(f"難易度{n}" for n in range(1, 5)), lambda s: f"難易度{s.difficulty}"
        ),
    )
}


_PARTS: dict[str, list[Part]] = {
    **{PERSONA_LABELS[p]: [(("persona",), p.value)] for p in PersonaKind},
    **{SEAT_LABELS[s]: [(("seat",), s.value)] for s in Seat},
    **{CHANNEL_LABELS[c]: [(("channel",), c.value)] for c in Channel},
    **{
        need_words(n, d): [(("escalation", "need"), n.value), (("escalation", "direction"), d.value)]
        for n in (Need.REQUIRED, Need.OPTIONAL)
        for d in Direction
    },
    need_words(Need.NEEDLESS, None): [(("escalation", "need"), Need.NEEDLESS.value)],
    **{f"難易度{n}": [(("difficulty",), n)] for n in range(1, 5)},
}


def parts(values: Iterable[str]) -> list[Part]:
    """What stands where in the text of a scenario with these values of dimensions; a word that is none
    of the others' is an industry."""
    return [part for value in values for part in _PARTS.get(value, [(("industry",), value)])]


def values_of(name: str, scenarios: Iterable[Scenario]) -> tuple[str, ...]:
    """The possible values of a dimension; those that occur when they are open."""
    dimension = DIMENSIONS[name]
    return dimension.values or tuple(sorted({dimension.of(s) for s in scenarios}))


def counted(scenarios: Iterable[Scenario], names: Sequence[str]) -> Counter[tuple[str, ...]]:
    """How many scenarios there are for each combination of the named dimensions."""
    return Counter(tuple(DIMENSIONS[name].of(s) for name in names) for s in scenarios)


def gaps(scenarios: Sequence[Scenario], names: Sequence[str]) -> list[tuple[str, ...]]:
    """Combinations of the named dimensions for which there is no scenario."""
    have = counted(scenarios, names)
    return [combo for combo in product(*(values_of(n, scenarios) for n in names)) if not have[combo]]


def listing(scenarios: Iterable[Scenario]) -> list[Row]:
    """One row a scenario, codes as in the files, in the order of their ids."""
    return [
        {
            "id": s.id,
            "title": s.title,
            "persona": s.persona.value,
            "seat": s.seat.value,
            "need": s.escalation.need.value,
            "channel": s.channel.value,
            "industry": s.industry,
            "difficulty": s.difficulty,
        }
        for s in sorted(scenarios, key=lambda s: s.id)
    ]


def coverage_rows(scenarios: Iterable[Scenario]) -> list[Row]:
    """One row for each combination that occurs, with its number of scenarios."""
    found = Counter(
        (
            PERSONA_LABELS[s.persona],
            SEAT_LABELS[s.seat],
            need_words(s.escalation.need, s.escalation.direction),
            CHANNEL_LABELS[s.channel],
            s.industry,
            s.difficulty,
        )
        for s in scenarios
    )
    names = [d.title for d in DIMENSIONS.values()]
    return [{**dict(zip(names, key, strict=True)), "件数": n} for key, n in sorted(found.items())]


def matrix_lines(scenarios: Sequence[Scenario]) -> list[str]:
    """The matrix as text of even columns: persona × seat, then industries, against all other dimensions;
    an empty place is a dot. Below, the combinations of persona, seat and need that are missing."""
    tables = (
        (("persona", "seat"), ("need", "channel", "level")),
        (("industry",), ("persona", "seat", "need", "channel", "level")),
    )
    lines: list[str] = []
    for rows, columns in tables:
        lines += [*_table(scenarios, rows, columns), ""]
    missing = gaps(scenarios, ["persona", "seat", "need"])
    lines.append(f"空いている組み合わせ(顧客タイプ・担当・引き継ぎ): {len(missing)}件")
    lines += ["  " + "・".join(combo) for combo in missing]
    return lines


def _table(scenarios: Sequence[Scenario], rows: Sequence[str], columns: Sequence[str]) -> list[str]:
    heads = [(name, value) for name in columns for value in values_of(name, scenarios)]
    title = " × ".join(DIMENSIONS[name].title for name in rows)
    found = [[title, *(value.removeprefix("難易度") for _, value in heads), "計"]]
    for line in product(*(values_of(name, scenarios) for name in rows)):
        here = [s for s in scenarios if tuple(DIMENSIONS[name].of(s) for name in rows) == line]
        cells = [sum(DIMENSIONS[name].of(s) == value for s in here) for name, value in heads]
        found.append(["・".join(line), *(str(n) if n else "." for n in cells), str(len(here))])
    widths = [max(_width(row[i]) for row in found) for i in range(len(found[0]))]
    groups = "  ".join(DIMENSIONS[name].title for name in columns)
    return [f"{title} ごとの {groups}"] + [
        "  ".join(
            _padded(cell, width, left=not i) for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in found
    ]


def _width(words: str) -> int:
    """Columns on a terminal: Japanese letters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)


def _padded(words: str, width: int, *, left: bool) -> str:
    gap = " " * (width - _width(words))
    return words + gap if left else gap + words
