"""Utterances from the middle and the end of a call, and which replies would fit there.

Each line of later/*.jsonl: `scenario`, `seed`, how many spoken steps of the model call come first
(`model_steps`), what the operator says `before` and then `say`s, and what `fits`: beats, 「fact:ID」 for a fact
that truly answers, 「fact:*」 for any. `never`: beats that would be plainly wrong. Written by hands that
did not see the program's rules or replies. `python -m tests.customers.later_calls [FILE …]` prints the figures and the
misses.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer import call
from trainer.attempt import CustomerSaid
from trainer.beat import Beat
from trainer.files import Library
from trainer.script import Step

FOLDER = Path(__file__).parent / "later"
ASKED = Path(__file__).parent / "asked"
"""Questions above all, a fifth or more of them for what no fact tells: e, by seven hands, f, by seven others, with
which the shares of `aim_weights.py` were fitted, and g, by four others."""
LIBRARY = Library()

OUT_OF_PLACE = frozenset(
    {
        *(beat for beat in Beat if beat.startswith("flare")),
        Beat.UNKNOWN, Beat.OFF_TOPIC, Beat.NOTHING, Beat.VAGUE, Beat.MILD_YES, Beat.GUARDED, Beat.AGAIN,
        Beat.REPEATED, Beat.CAUGHT_OUT, Beat.UNREADABLE, Beat.OFFER_DOUBT, Beat.OFFER_REFUSE, Beat.CHECK_NO,
        Beat.VENT, Beat.PRESS, Beat.WAITING,
    }
)  # fmt: skip
"""What no reply may contain unless it is said to fit; other reactions may stand beside what fits."""


@dataclass(frozen=True)
class Judged:
    row: dict[str, Any]
    reply: tuple[CustomerSaid, ...]

    @property
    def fits(self) -> bool:
        """Something in the reply fits, and nothing in it is out of place."""
        fitting = frozenset(self.row["fits"])
        beats = [beat for said in self.reply for beat in said.beats]
        told = {fact for said in self.reply for fact in said.tells} | self._told_again
        answers = {word.removeprefix("fact:") for word in fitting if word.startswith("fact:")}
        stray = told - answers if Beat.ANSWER in beats and Beat.CONCERN not in beats else set()
        if "*" in answers:
            stray, answers = set(), answers | told | {"*"}
        hit = bool(fitting & set(beats) - {Beat.ANSWER}) or bool(told & answers)
        hit = hit or ("*" in answers and Beat.ANSWER in beats)
        wrong = (set(beats) & OUT_OF_PLACE) - fitting | set(beats) & set(self.row.get("never", ()))
        return hit and not stray and not wrong

    @property
    def _told_again(self) -> set[str]:
        """Facts known before that are told once more."""
        facts = LIBRARY.cast(self.row["scenario"]).scenario.facts
        lines = {line for said in self.reply for line in said.said}
        return {fact.id for fact in facts if lines.intersection(fact.say)}


def judged(path: Path) -> list[Judged]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Judged(row, _reply(row)) for row in rows]


def _reply(row: dict[str, Any]) -> tuple[CustomerSaid, ...]:
    cast = LIBRARY.cast(row["scenario"])
    spoken = [step.say for step in cast.scenario.model_call if step.say][: row["model_steps"]]
    words = [*spoken, *row.get("before", ()), row["say"]]
    attempt = call.replay(cast, [Step(say=text) for text in words], row["seed"])
    last = attempt.operator[-1]
    assert last.text == row["say"], f"{row['id']}: the call ended before"
    return tuple(said for said in attempt.customer if said.turn == last.turn)


def share(found: Sequence[Judged]) -> float:
    return sum(one.fits for one in found) / len(found)


def main(paths: Iterable[Path]) -> None:
    for path in paths:
        found = judged(path)
        kinds = Counter(one.row["kind"] for one in found)
        right = Counter(one.row["kind"] for one in found if one.fits)
        parts = "、".join(f"{kind} {right[kind]}/{count}" for kind, count in sorted(kinds.items()))
        sys.stdout.write(f"{path.stem}: {share(found):.1%} ({parts})\n")
        for one in (one for one in found if not one.fits):
            said = " / ".join(reply.text for reply in one.reply)
            sys.stdout.write(f"  {one.row['id']} {one.row['say']}\n    → {said}\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.jsonl")))
