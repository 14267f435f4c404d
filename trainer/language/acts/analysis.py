"""What is worked out once about a sentence or clause and used by many features."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from trainer.language.lexicon.meanings import CUSTOMER, classes_by_token
from trainer.language.text.grammar import form_of, plain
from trainer.language.text.sentences import Piece, split_clauses
from trainer.language.text.tokens import CONTENT, Token

_SKIP = frozenset({"ます", "御", "て", "を", "は", "、", "。", "「", "」", " "})
_CONNECTING = ("感動詞", "接続詞", "副詞")
_SILENT = ("補助記号", "空白")

Names = tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """`plains` and `by_token` (lexicon classes) run along the tokens; `content`: normal forms of words
    with a meaning. What a customer's line is not asked for is worked out on first use."""

    piece: Piece
    plains: Names
    by_token: tuple[Names, ...]
    classes: Names
    form: str
    content: frozenset[str]
    numbers: frozenset[str]

    @cached_property
    def words(self) -> Names:
        """Plain words without politeness."""
        pairs = zip(self.plains, self.piece.tokens, strict=True)
        return tuple([p for p, t in pairs if t.norm not in _SKIP])

    @cached_property
    def context(self) -> Names:
        """What the sentence next to this one sees of it."""
        return _context(self.piece.tokens, self.plains, self.content)

    @property
    def surfaces(self) -> list[str]:
        """Words without marks."""
        return [t.surface for t in self.piece.tokens if not t.pos.startswith(_SILENT)]

    @property
    def text(self) -> str:
        return "".join(t.surface for t in self.piece.tokens)


def see(piece: Piece, customer: bool = False) -> Seen:
    """A sentence; with the classes of customers' words only if a customer says it."""
    found = classes_by_token(piece.tokens)
    if not customer:
        found = tuple(map(_without_customers, found))
    return _seen(piece, tuple(map(plain, piece.tokens)), found)


@lru_cache(maxsize=1024)
def _without_customers(names: Names) -> Names:
    return tuple(n for n in names if not n.startswith(CUSTOMER))


def see_clauses(sentence: Seen) -> tuple[Seen, ...]:
    """The clauses of a sentence; the sentence itself if it has but one."""
    pieces = split_clauses(sentence.piece)
    if len(pieces) == 1:
        return (sentence,)
    seen, at = [], 0
    for piece in pieces:
        to = at + len(piece.tokens)
        seen.append(_seen(piece, sentence.plains[at:to], sentence.by_token[at:to]))
        at = to
    return tuple(seen)


def _seen(piece: Piece, plains: Names, by_token: tuple[Names, ...]) -> Seen:
    tokens = piece.tokens
    content = frozenset([t.norm for t in tokens if t.pos in CONTENT])
    return Seen(
        piece,
        plains,
        by_token,
        tuple(sorted(set().union(*by_token))),
        form_of(tokens),
        content,
        frozenset([t.norm for t in tokens if not t.norm.isalpha() and _has_digit(t.norm)]),
    )


def _context(tokens: tuple[Token, ...], plains: Names, content: frozenset[str]) -> Names:
    words = [
        f"w:{p}"
        for p, t in zip(plains, tokens, strict=True)
        if t.norm in content or t.pos.startswith(_CONNECTING)
    ]
    last = [p for p, t in zip(plains[-4:], tokens[-4:], strict=True) if not t.pos.startswith("補助記号")]
    return (*words, "end:" + "_".join(last))


@lru_cache(maxsize=1024)
def _has_digit(norm: str) -> bool:
    return any(c.isdigit() for c in norm)
