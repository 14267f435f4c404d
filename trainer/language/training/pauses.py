"""Train the model of missing 。 and 、 (`pauses.py`) on our own written sources, marks taken out.

The development data is left out, so that its texts can be measured without their marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from trainer.language.acts.model import Linear, linear_arrays, write
from trainer.language.text import pauses
from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import Token, tokenise
from trainer.language.training import corpus, learning
from trainer.language.training.learning import Labels

_NO_COMMAS = re.compile(r"[。!?.…「」『』\s]+")
_ENDS = frozenset("。!?\n")
_STRENGTH = 0.5
_LEAST, _MOST = 4, 20_000  # places in which a feature is met; features


def write_weights() -> int:
    """Train and store; returns the number of texts."""
    items = corpus.written()
    texts = [text for item in items for text in (item.operator, item.customer)]
    write(pauses.WEIGHTS, linear_arrays(train(texts), "pauses"))
    pauses.model.cache_clear()
    return len(texts)


def train(texts: Iterable[str]) -> Linear:
    """From texts with marks; each is used without any, and with 、 alone."""
    samples: list[dict[str, list[str]]] = []
    answers: list[tuple[bool, bool]] = []
    for text in texts:
        normal = normalise(text).text
        for marks in (corpus.MARKS, _NO_COMMAS) if "、" in normal else (corpus.MARKS,):
            tokens, own = _example(normal, marks)
            samples += pauses.places(tokens)
            answers += own
    y: Labels = np.array(answers, dtype=np.bool_)
    return learning.fit_linear(samples, y, {pauses.GROUP: 1.0}, _STRENGTH, _LEAST, most=_MOST)


def _example(text: str, marks: re.Pattern[str]) -> tuple[tuple[Token, ...], list[tuple[bool, bool]]]:
    """Words of the text without `marks`; behind each but the last, whether 。 stood there, and
    whether any mark did."""
    parts: list[str] = []
    ends: dict[int, bool] = {}
    at = length = 0
    for found in marks.finditer(text):
        parts.append(text[at : found.start()])
        length += len(parts[-1])
        at = found.end()
        if set(found.group()) & (_ENDS | {"、", ","}):
            ends[length] = bool(set(found.group()) & _ENDS)
    tokens = tokenise("".join(parts) + text[at:])
    return tokens, [(ends.get(t.end, False), t.end in ends) for t in tokens[:-1]]
