"""How well questions are read: `python -m trainer.language.training.question_figures [FILE …]`.

Each line of a file is a JSON object: `id`, `scenario`, `text` (an operator's whole utterance),
`answer` (a kind of `KINDS`), `facts` that would be a fitting answer and `own`, the card fields asked
for. It is read as the first words of a call. Prints the figures; `--misses` prints every utterance
that was read otherwise, `--scenarios` takes another folder than ours. Lines with `hold` are left out:
they are measured by `--hold` alone, so that nobody tunes the reading to them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from trainer.dialogue import Question
from trainer.language import read
from trainer.language.training.corpus import SCENARIOS, scenario

FOLDER = Path(__file__).parents[1] / "data" / "questions"
KINDS = ("fact", "own", "none", "caller", "not")
"""Answered by a fact, by the caller's card, by nothing the scenario has, by nothing but the caller's
circumstances; and no question at all."""

_FIGURES = {
    "asks": "質問かどうかが正しい",
    "fact": "初めに向かう事実が正解の一つ",
    "some": "正解の事実を一つは含む",
    "nothing": "答えのない質問で、どの事実にも向かわない",
    "own": "本人の情報の欄が正しい",
}


@dataclass(frozen=True)
class Asked:
    """One line of a file."""

    id: str
    scenario: str
    text: str
    answer: str
    facts: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    hold: bool = False


@dataclass(frozen=True)
class Read:
    """What was read of it, all questions of the utterance together."""

    asked: Asked
    questions: Sequence[Question]

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact for q in self.questions for fact in q.facts))

    @property
    def own(self) -> frozenset[str]:
        return frozenset(field for q in self.questions for field in q.own_data)

    def judged(self) -> dict[str, bool]:
        """Figure → whether it is right here; figures that do not apply are left out."""
        asked, facts = self.asked, self.facts
        found = {"asks": bool(self.questions) is (asked.answer != "not")}
        if asked.facts:
            found["fact"] = facts[:1] != () and facts[0] in asked.facts
            found["some"] = not set(asked.facts).isdisjoint(facts)
        if asked.answer in ("none", "caller"):
            found["nothing"] = not facts and not self.own
        wanted = {"number" if field == "contract" else field for field in asked.own}
        if wanted or self.own:
            found["own"] = bool(wanted & self.own) if "contract" in asked.own else wanted == self.own
        return found


def utterances(paths: Iterable[Path]) -> list[Asked]:
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Asked(
            r["id"],
            r["scenario"],
            r["text"],
            r["answer"],
            tuple(r["facts"]),
            tuple(r["own"]),
            r.get("hold", False),
        )
        for r in rows
    ]


def readings(asked: Iterable[Asked], folder: Path = SCENARIOS) -> list[Read]:
    return [Read(a, read(a.text, (), scenario(folder / f"{a.scenario}.yaml")).questions) for a in asked]


def table(found: Sequence[Read]) -> str:
    """A row for every kind of answer and one for all, shares in per cent with their count."""
    lines = ["| 答え | 件数 | " + " | ".join(_FIGURES.values()) + " |", "|---" * (len(_FIGURES) + 2) + "|"]
    for kind in (*KINDS, ""):
        rows = [r for r in found if not kind or r.asked.answer == kind]
        cells = [_share([r.judged()[name] for r in rows if name in r.judged()]) for name in _FIGURES]
        lines.append(f"| {kind or '全体'} | {len(rows)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right) / len(right):.1%} ({sum(right)}/{len(right)})" if right else "-"


def _miss(row: Read) -> str:
    wrong = "・".join(name for name, right in row.judged().items() if not right)
    gold = [row.asked.answer, *row.asked.facts, *row.asked.own]
    return f"{row.asked.id} {row.asked.scenario} [{wrong}] {row.asked.text}\n    {gold} ← {row.questions}"


@click.command(help="質問の読み取りを測ります。")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--scenarios", "folder", type=click.Path(exists=True, path_type=Path), default=SCENARIOS)
@click.option("--misses", is_flag=True, help="違ったものを一つずつ書き出す。")
@click.option("--hold", is_flag=True, help="調整に使わない分だけを測る。")
def main(files: tuple[Path, ...], folder: Path, misses: bool, hold: bool) -> None:
    asked = utterances(files or sorted(FOLDER.glob("*.jsonl")))
    found = readings([a for a in asked if a.hold is hold], folder)
    click.echo(table(found))
    for row in found if misses else ():
        if not all(row.judged().values()):
            click.echo(_miss(row))


if __name__ == "__main__":
    main()
