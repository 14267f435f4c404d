"""What a linear model sees of a sentence: named features in groups.

Groups (each is scaled to unit length on its own, so that long texts and many views balance):
  c  character n-grams of the normal form, numbers as 0
  w  n-grams of plain words: lemmas, politeness stripped, numbers and names folded
  e  beginning and end of the sentence, grammatical form, length, position
  l  lexicon classes met
  k  classes in their order, and what follows them
  s  the first and the last clause
  n  the sentences before and after
  o  the customer's last words: overlap, their classes, their form
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from trainer.language.acts.analysis import Seen, see
from trainer.language.text.sentences import Piece
from trainer.language.text.tokens import CONTENT

Features = dict[str, list[str]]
_MAX_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Heard:
    """What the customer last said, ready for comparison."""

    content: frozenset[str]
    numbers: frozenset[str]
    text: str
    pairs: frozenset[str]
    features: tuple[str, ...]


def hear(pieces: Sequence[Piece]) -> Heard:
    """Summary of the customer's last utterance."""
    seen = [see(piece, customer=True) for piece in pieces]
    known = {"f:" + s.form for s in seen} or {"f:nothing"}
    known |= {"l:" + name for s in seen for name in s.classes}
    for s in seen:
        known |= {"w:" + p for p, t in zip(s.plains, s.piece.tokens, strict=True) if t.pos in CONTENT}
    text = "".join(s.text for s in seen)[:_MAX_SENTENCE]
    content = frozenset().union(*(s.content for s in seen))
    numbers = frozenset().union(*(s.numbers for s in seen))
    return Heard(content, numbers, text, _pairs(text), tuple(sorted(known)))


def own_features(seen: Seen, heard: Heard) -> Features:
    """Features of a sentence or clause by itself, wherever it stands in the utterance."""
    return word_features(seen) | {"o": [*heard.features, *_overlap(seen, heard)]}


def sentence_features(
    own: Features, seen: Sequence[Seen], i: int, clauses: Sequence[Seen], text: str
) -> Features:
    """Features of sentence i of an utterance, `own` ones included. `text` is the utterance's normal form."""
    piece = seen[i].piece
    return own | {
        "c": _characters(text[piece.start : piece.end]),
        "s": _clauses(clauses),
        "n": _neighbours(seen, i),
        "e": own["e"] + _position(i, len(seen)),
    }


def clause_features(own: Features, clauses: Sequence[Seen], q: int, place: tuple[int, int]) -> Features:
    """Features of clause q of a sentence, `own` ones included; `place`: the sentence's index and the
    number of sentences."""
    i, n = place
    within = [
        f"sentence:{min(i, 4)}",
        f"sentence-:{min(n - i, 4)}",
        f"clause-:{min(len(clauses) - q, 5)}",
    ]
    return own | {"n": _neighbours(clauses, q), "e": own["e"] + _position(q, len(clauses)) + within}


def word_features(seen: Seen) -> Features:
    """The features of its words alone."""
    return {
        "w": _word_grams(seen.words),
        "e": _ends(seen),
        "l": _class_features(seen),
        "k": _class_grams(seen),
    }


def cue_features(pieces: Sequence[Piece], text: str) -> Features:
    """Features of a customer's whole utterance."""
    found: dict[str, dict[str, None]] = {group: {} for group in ("c", "w", "e", "l", "k")}
    classes: set[str] = set()
    for piece in pieces:
        seen = see(piece, customer=True)
        classes.update(seen.classes)
        found["c"].update(dict.fromkeys(_characters(text[piece.start : piece.end])))
        for group, features in word_features(seen).items():
            found[group].update(dict.fromkeys(features))
    ranked = sorted(classes)
    pairs = [f"all:{a}+{b}" for k, a in enumerate(ranked) for b in ranked[k + 1 :]]
    found["l"].update(dict.fromkeys(pairs))
    return {group: list(features) for group, features in found.items()}


def _characters(text: str) -> list[str]:
    folded = "".join(text[:_MAX_SENTENCE].split())
    for digit in filter(str.isdigit, set(folded)):
        folded = folded.replace(digit, "0")
    folded = "^" + folded.rstrip("。、!?.,…") + "$"
    grams = [folded[i : i + n] for n in range(1, 6) for i in range(len(folded) - n + 1)]
    return list(dict.fromkeys(grams))


def _word_grams(words: Sequence[str]) -> list[str]:
    words = words[:_MAX_SENTENCE]
    padded = ["^", *words, "$"]
    grams = list(words)
    grams += map("_".join, zip(padded, padded[1:], strict=False))
    grams += map("_".join, zip(padded, padded[1:], padded[2:], strict=False))
    grams += map("__".join, zip(words, words[2:], strict=False))
    return list(dict.fromkeys(grams))


def _ends(seen: Seen) -> list[str]:
    words, surfaces = seen.words, seen.surfaces
    found = [f"form:{seen.form}", f"size:{min(9, len(seen.piece.tokens) // 4)}"]
    found += [f"form1:{c}" for c in seen.form]
    found += ["end:" + "_".join(words[-n:]) for n in range(1, 6)]
    found += ["begin:" + "_".join(words[:n]) for n in range(1, 4)]
    found += ["tail:" + "".join(surfaces[-n:]) for n in range(1, 5)]
    return list(dict.fromkeys(found))


def _class_features(seen: Seen) -> list[str]:
    classes = seen.classes
    found = [f"l:{name}" for name in classes]
    found += [f"{name}|{seen.form}" for name in found]
    return found + [f"l:{a}+{b}" for a, b in combinations(classes, 2)]


def _class_grams(seen: Seen) -> list[str]:
    """Classes in their order, near each other, and with the grammar that follows them."""
    tokens = seen.piece.tokens
    at = [k for k, t in enumerate(tokens) if not t.pos.startswith(("補助記号", "接頭辞", "空白"))]
    words = [seen.plains[k] for k in at[:_MAX_SENTENCE]]
    classes = [seen.by_token[k] for k in at[:_MAX_SENTENCE]]
    found: list[str] = []
    for i, names in enumerate(classes):
        if names:
            behind = ["_" + "_".join(words[i + 1 : i + n]) for n in (3, 4)]
            behind += [">" + other for others in classes[i + 1 : i + 7] for other in others]
            found += [name + what for name in names for what in behind]
    return list(dict.fromkeys(found))


def _clauses(clauses: Sequence[Seen]) -> list[str]:
    """Words and classes of the first and the last clause."""
    if len(clauses) == 1:
        return ["single"]
    found = [f"clauses:{min(5, len(clauses))}"]
    for name, clause in (("1", clauses[0]), ("z", clauses[-1])):
        words = clause.words
        found += [f"{name}:{a}" for a in words]
        found += [f"{name}:{a}_{b}" for a, b in zip(["^", *words], [*words, "$"], strict=True)]
        found += [f"{name}:l:{c}" for c in clause.classes]
        found.append(f"{name}:f:{clause.form}")
    return list(dict.fromkeys(found))


def _neighbours(seen: Sequence[Seen], i: int) -> list[str]:
    found: list[str] = []
    for side, j in (("-", i - 1), ("+", i + 1)):
        if not 0 <= j < len(seen):
            found.append(side + "none")
            continue
        other = seen[j]
        found.append(f"{side}form:{other.form}")
        found += [f"{side}l:{name}" for name in other.classes]
        found += [side + name for name in other.context]
    return list(dict.fromkeys(found))


def _position(i: int, n: int) -> list[str]:
    found = ["only"] if n == 1 else []
    if i == 0:
        found.append("first")
    if i == n - 1:
        found.append("last")
    return [*found, f"at:{min(i, 4)}", f"of:{min(n, 6)}"]


def _overlap(seen: Seen, heard: Heard) -> list[str]:
    form = seen.form
    shared = len(seen.content & heard.content)
    text = seen.text[:_MAX_SENTENCE]
    pairs = _pairs(text)
    common = len(pairs & heard.pairs) / max(1, len(pairs))
    longest = _longest_common(text, heard.text)
    found = [
        f"shared:{min(shared, 4)}",
        f"share:{int(shared / max(1, len(seen.content)) * 5)}",
        f"shared:{min(shared, 4)}|{form}",
        f"pairs:{int(common * 6)}",
        f"longest:{longest}",
        f"pairs:{int(common * 4)}|{form}",
        f"longest:{min(longest, 6)}|{form}",
        f"pairs:{int(common * 4)}|{min(len(pairs), 16) // 4}",
    ]
    if seen.numbers:
        found.append("number:" + ("same" if seen.numbers & heard.numbers else "new"))
    return found


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters of which one is no hiragana."""
    return frozenset(
        [
            a + b
            for a, b in pairwise(text)
            if not ("ぁ" <= a <= "ん" and "ぁ" <= b <= "ん") and a.isalnum() and b.isalnum()
        ]
    )


def _longest_common(one: str, other: str) -> int:
    """Length of the longest stretch in both, up to 8 characters."""
    longest = 0
    for start in range(len(one)):
        while longest < 8 and start + longest < len(one) and one[start : start + longest + 1] in other:
            longest += 1
    return longest
