"""One text as every rule sees it: normal form, words, sentences, and the way back to the original."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from trainer.language.redaction.words import any_of, hiragana
from trainer.language.text.normalise import Normal, normalise
from trainer.language.text.tokens import Token, tokenise
from trainer.personal import PERSONAL_LABELS, PersonalKind

PLACEHOLDER = re.compile(f"【(?:{any_of(PERSONAL_LABELS.values())})[0-9]{{1,6}}】")
_BLANK = "■"  # neither a letter nor a digit: nothing grows across what is masked already


@dataclass(frozen=True, slots=True)
class Find:
    """[start, end) of the normal form; the kind it was taken for. `sure` beats a mere guess."""

    start: int
    end: int
    kind: PersonalKind
    sure: bool = True


@dataclass(frozen=True)
class Passage:
    """`text` is the normal form in which placeholders are blanked, `kana` the same in hiragana."""

    normal: Normal

    @cached_property
    def text(self) -> str:
        return PLACEHOLDER.sub(lambda m: _BLANK * len(m[0]), self.normal.text)

    @cached_property
    def kana(self) -> str:
        return hiragana(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words, blanks left out."""
        return tuple(t for t in tokenise(self.text) if not t.surface.isspace())

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start for t in self.tokens]

    def token_from(self, place: int) -> int:
        """Index of the first token that starts at `place` or later."""
        return bisect_left(self._starts, place)

    def before(self, place: int) -> Iterator[Token]:
        """Tokens that end at `place` or before it, nearest first."""
        for i in range(self.token_from(place) - 1, -1, -1):
            if self.tokens[i].end <= place:
                yield self.tokens[i]

    def after(self, place: int) -> Iterator[Token]:
        """Tokens that start at `place` or later."""
        return (self.tokens[i] for i in range(self.token_from(place), len(self.tokens)))

    def sentence_start(self, place: int, reach: int) -> int:
        """Where the sentence around `place` begins, at most `reach` characters back."""
        low = max(0, place - reach)
        return max([low, *(self.text.rfind(end, low, place) + 1 for end in "。!?\n■")])


def passage(text: str) -> Passage:
    return Passage(normalise(text))
