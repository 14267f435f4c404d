"""The test set: cases in which the same thing happened, told by different hands in different trades, and
how well a ranking brings them together."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from sklearn.feature_extraction.text import TfidfVectorizer

from trainer.case import Case
from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import tokenise
from trainer.similarity import features, similar

FIRST = ("situations",)
ALL = ("situations", "new_situations", "last_situations")
UNSEEN = ("terse_situations", "told_situations")
"""Files, in the order in which they were written; docs/similarity.md tells what was seen when."""

Ranking = Callable[[int], Sequence[int]]
"""Query → all other cases, best first; both as places in the list of cases."""


class Told(NamedTuple):
    """`situation`: what happened, by a name that stands nowhere in the case; `part`: developed (seen
    while the lexicon was written), held_out (findings never looked at one by one, but its figure was
    seen when the shares were chosen), new and last (first measured, then read), terse and told (by two
    hands, measured only)."""

    id: str
    situation: str
    part: str
    case: Case


@lru_cache(maxsize=4)
def told(names: tuple[str, ...] = FIRST) -> tuple[Told, ...]:
    lines = [
        json.loads(line)
        for name in names
        for line in (Path(__file__).parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return tuple(
        Told(row["id"], row["situation"], row["set"], Case.model_validate(row["case"])) for row in lines
    )


def mean_average_precision(cases: Sequence[Told], ranking: Ranking) -> dict[str, float]:
    """Each case asks for the others of its situation among all others. By part, and "all"."""
    precision = {place: _average_precision(cases, place, ranking(place)) for place in range(len(cases))}
    parts = {one.part for one in cases}
    by_part = {part: mean(precision[i] for i, c in enumerate(cases) if c.part == part) for part in parts}
    return by_part | {"all": mean(precision.values())}


def _average_precision(cases: Sequence[Told], query: int, order: Sequence[int]) -> float:
    right = [cases[place].situation == cases[query].situation for place in order]
    found = [sum(right[: rank + 1]) / (rank + 1) for rank, hit in enumerate(right) if hit]
    return mean(found)


def ours(cases: Sequence[Told]) -> Ranking:
    known = [features(one.case) for one in cases]

    def rank(query: int) -> list[int]:
        others = [place for place in range(len(cases)) if place != query]
        best = similar(known[query], [known[place] for place in others], top=len(others))
        return [others[one.place] for one in best]

    return rank


def by_pairs_of_characters(cases: Sequence[Told]) -> Ranking:
    return _by_text(cases, TfidfVectorizer(analyzer="char", ngram_range=(2, 2)))


def by_lemmas(cases: Sequence[Told]) -> Ranking:
    return _by_text(cases, TfidfVectorizer(analyzer=_lemmas))


def _lemmas(text: str) -> list[str]:
    return [token.norm for token in tokenise(normalise(text).text) if token.content]


def _by_text(cases: Sequence[Told], vectorizer: TfidfVectorizer) -> Ranking:
    matrix = vectorizer.fit_transform(["\n".join(one.case.texts()) for one in cases])
    likeness = (matrix @ matrix.T).toarray()

    def rank(query: int) -> list[int]:
        others = [place for place in range(len(cases)) if place != query]
        return sorted(others, key=lambda place: -likeness[query][place])

    return rank


def main() -> None:
    """The figures of docs/similarity.md: `uv run python -m tests.similarity.situations`."""
    for names in (FIRST, ALL, (*ALL, *UNSEEN)):
        cases = told(names)
        print(f"{len(cases)}件", dict(Counter(one.part for one in cases)))
        for name, ranking in (("ours", ours), ("pairs", by_pairs_of_characters), ("lemmas", by_lemmas)):
            found = mean_average_precision(cases, ranking(cases))
            print(f"  {name:7}", "  ".join(f"{part} {value:.3f}" for part, value in sorted(found.items())))


if __name__ == "__main__":
    main()
