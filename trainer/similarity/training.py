"""Works out `meaning.npz` of the Japanese that travels with the product.

`uv run python -m trainer.similarity.training`: half a minute; same texts, same file. Nothing that the
figures of docs/similarity.md are measured on is read.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import tokenise
from trainer.similarity.meaning import FILE, Meanings, write

ROOT = Path(__file__).parents[2]
LEAST = 3
"""A word in fewer texts than this is left to its kanji."""

WINDOW, DIRECTIONS, SMOOTHING = 5, 100, 0.75
"""Words looked at on each side, a nearer one counting more; length of a vector; how far frequent
neighbours are held down (Levy, Goldberg & Dagan 2015)."""

RAREST = 6.0
"""Words that are rarer still tell what company it was rather than what happened: none weighs more."""

TOGETHER = 4
"""So many texts of a YAML file that follow one another belong together."""

_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
Texts = Sequence[Sequence[str]]


def train(texts: Texts, cases: Texts) -> Meanings:
    """`texts`: the content words of each; `cases`: of those that are told as a case is."""
    spread = Counter(word for text in texts for word in set(text))
    words = sorted(word for word, count in spread.items() if count >= LEAST)
    places = {word: place for place, word in enumerate(words)}
    strong = _information([[places[w] for w in text if w in places] for text in texts], len(words))
    left, strength, _ = svds(strong, k=min(DIRECTIONS, len(words) - 1), v0=np.ones(len(words)))
    rows = left * np.sqrt(strength)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    rare = np.array([np.log((len(texts) + 1) / (spread[word] + 1)) for word in words])
    found = Meanings(
        words=tuple(words),
        rows=rows.astype(np.float32),
        weights=np.minimum(rare, RAREST).astype(np.float32),
        middle=np.zeros(rows.shape[1], dtype=np.float32),
        common=np.zeros(rows.shape[1], dtype=np.float32),
        unknown=RAREST,
    )
    pointing = np.stack([found.plainly(Counter(text)) for text in cases])
    middle = pointing.mean(axis=0)
    _, _, directions = np.linalg.svd(pointing - middle, full_matrices=False)
    return replace(found, middle=middle, common=directions[0])


def _information(texts: Sequence[Sequence[int]], size: int) -> csr_matrix:
    """Positive pointwise mutual information of words near each other."""
    near: defaultdict[tuple[int, int], float] = defaultdict(float)
    for text in texts:
        for i, one in enumerate(text):
            for j in range(max(0, i - WINDOW), i):
                if one != text[j]:
                    near[one, text[j]] += 1 / (i - j)
                    near[text[j], one] += 1 / (i - j)
    pairs = sorted(near)
    rows, columns = np.array(pairs).T
    counts = np.array([near[pair] for pair in pairs])
    often: NDArray[Any] = np.bincount(rows, counts, size)
    held = often**SMOOTHING
    told = np.log(counts / (often[rows] * held[columns] / held.sum()))
    kept = told > 0
    return csr_matrix((told[kept], (rows[kept], columns[kept])), shape=(size, size))


def cases() -> Iterator[str]:
    """The shipped cases, each as one text."""
    for path in sorted((ROOT / "scenarios/cases").glob("*.yaml")):
        yield "。".join(_strings(_yaml(path)))


def texts() -> Iterator[str]:
    """What customers and operators say, what scenarios and shipped cases tell."""
    for path in sorted((ROOT / "trainer/language/data").rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield " ".join(_strings(json.loads(line)))
    for path in sorted((ROOT / "scenarios").rglob("*.yaml")):
        found = list(_strings(_yaml(path)))
        yield from ("。".join(found[i : i + TOGETHER]) for i in range(0, len(found), TOGETHER))


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # a safe loader


def _strings(value: Any) -> Iterator[str]:
    """The Japanese in it that is longer than a label."""
    if isinstance(value, str):
        if len(value) > 5 and _JAPANESE.search(value):
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def content(told: Iterable[str]) -> list[list[str]]:
    """The content words of each text."""
    return [
        [token.norm for token in tokenise(normalise(text).text) if token.content] for text in told if text
    ]


def main() -> None:
    found = train(content(texts()), content(cases()))
    write(FILE, found)
    print(f"{len(found.words)}語、{FILE.stat().st_size / 1_000:.0f} kB")


if __name__ == "__main__":
    main()
