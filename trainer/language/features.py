"""What a linear model sees of a sentence: named features in groups.

Groups (each is scaled to unit length on its own, so that long texts and many views balance):
  c  character n-grams of the normal form, numbers as 0
  w  n-grams of plain words: lemmas, politeness stripped, lexicon classes instead of members
  e  beginning and end of the sentence, grammatical form, length, position
  l  lexicon classes met
  k  classes in their order, and what follows them
  s  the first and the last clause
  x  the whole of a short sentence
  n  the sentences before and after
  o  the customer's last words: overlap, their classes, their form
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.language.grammar import form_of, plain
from trainer.language.meanings import classes_by_token, classes_of
from trainer.language.sentences import Piece, split_clauses
from trainer.language.tokens import Token

Features = dict[str, list[str]]
GROUPS = ("c", "w", "e", "l", "k", "s", "x", "n", "o")

_SKIP = frozenset({"ます", "御", "て", "を", "は", "、", "。", "「", "」", " "})
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
    content: set[str] = set()
    numbers: set[str] = set()
    classes: set[str] = set()
    words: set[str] = set()
    forms: set[str] = set()
    empty = True
    for piece in pieces:
        empty = False
        for token in piece.tokens:
            if token.content:
                content.add(token.norm)
                words.add("w:" + plain(token))
            if any(c.isdigit() for c in token.norm):
                numbers.add(token.norm)
        classes.update("l:" + name for name in classes_of(piece.tokens, True))
        forms.add("f:" + form_of(piece.tokens))
    if empty:
        forms.add("nothing")
    text = "".join(t.surface for piece in pieces for t in piece.tokens)[:_MAX_SENTENCE]
    known = tuple(sorted(classes | forms | words))
    return Heard(frozenset(content), frozenset(numbers), text, _pairs(text), known)


def sentence_features(pieces: tuple[Piece, ...], i: int, text: str, heard: Heard) -> Features:
    """Features of sentence i of an utterance. `text` is the utterance's normal form."""
    piece = pieces[i]
    found = core_features(piece, text)
    found["n"] = _neighbours(pieces, i)
    found["o"] = _overlap(piece, heard)
    found["e"] += _position(i, len(pieces))
    return {group: list(dict.fromkeys(features)) for group, features in found.items()}


def clause_features(clauses: tuple[Piece, ...], q: int, place: tuple[int, int], heard: Heard) -> Features:
    """Features of clause q of a sentence; `place`: the sentence's index and the number of sentences."""
    i, n = place
    found = _word_features(clauses[q])
    found["n"] = _neighbours(clauses, q)
    found["o"] = _overlap(clauses[q], heard)
    found["e"] += _position(q, len(clauses))
    found["e"] += [
        f"sentence:{min(i, 4)}",
        f"sentence-:{min(n - i, 4)}",
        f"clause-:{min(len(clauses) - q, 5)}",
    ]
    return {group: list(dict.fromkeys(features)) for group, features in found.items()}


def core_features(piece: Piece, text: str, customer: bool = False) -> Features:
    """The features that depend on the sentence alone."""
    found = _word_features(piece, customer)
    found["c"] = _characters(text[piece.start : piece.end])
    found["s"] = _clauses(piece)
    return found


def _word_features(piece: Piece, customer: bool = False) -> Features:
    tokens = piece.tokens
    classes = classes_of(tokens, customer)
    words = [plain(t) for t in tokens if t.norm not in _SKIP]
    return {
        "w": _word_grams(words),
        "e": _ends(tokens, words),
        "l": _class_features(tokens, classes),
        "k": _class_grams(tokens, customer),
        "x": _whole(tokens, words),
    }


def cue_features(pieces: tuple[Piece, ...], text: str) -> Features:
    """Features of a customer's whole utterance."""
    found: Features = {"c": [], "w": [], "e": [], "l": [], "k": [], "s": [], "x": []}
    for piece in pieces:
        for group, features in core_features(piece, text, True).items():
            found[group] += features
    classes = sorted({name for piece in pieces for name in classes_of(piece.tokens, True)})
    found["l"] += [f"all:{a}+{b}" for k, a in enumerate(classes) for b in classes[k + 1 :]]
    return {group: list(dict.fromkeys(features)) for group, features in found.items()}


def _characters(text: str) -> list[str]:
    folded = "".join("0" if c.isdigit() else c for c in text[:_MAX_SENTENCE].strip() if not c.isspace())
    folded = "^" + folded.rstrip("。、!?.,…") + "$"
    grams = [folded[i : i + n] for n in range(1, 6) for i in range(len(folded) - n + 1)]
    return list(dict.fromkeys(grams))


def _word_grams(words: list[str]) -> list[str]:
    padded = ["^", *words[:_MAX_SENTENCE], "$"]
    grams = list(words)
    for n in (2, 3):
        grams += ["_".join(padded[i : i + n]) for i in range(len(padded) - n + 1)]
    grams += [f"{a}__{b}" for a, b in zip(words, words[2:], strict=False)]
    return list(dict.fromkeys(grams))


def _ends(tokens: tuple[Token, ...], words: list[str]) -> list[str]:
    form = form_of(tokens)
    size = min(9, len(tokens) // 4)
    found = [f"form:{form}", f"size:{size}"]
    found += [f"form1:{c}" for c in form]
    for n in range(1, 6):
        found.append("end:" + "_".join(words[-n:]))
    for n in range(1, 4):
        found.append("begin:" + "_".join(words[:n]))
    surfaces = [t.surface for t in tokens if not t.pos.startswith("補助記号")]
    for n in range(1, 5):
        found.append("tail:" + "".join(surfaces[-n:]))
    return sorted(set(found))


def _class_features(tokens: tuple[Token, ...], classes: tuple[str, ...]) -> list[str]:
    form = form_of(tokens)
    found = [f"l:{name}" for name in classes]
    found += [f"l:{name}|{form}" for name in classes]
    found += [f"l:{a}+{b}" for i, a in enumerate(classes) for b in classes[i + 1 :]]
    return found


def _whole(tokens: tuple[Token, ...], words: list[str]) -> list[str]:
    """The whole of a short sentence."""
    surfaces = [t.surface for t in tokens if not t.pos.startswith(("補助記号", "空白"))]
    if len(surfaces) > 8:
        return ["long"]
    return [f"is:{''.join(surfaces)}", f"plain:{'_'.join(words)}", f"words:{len(surfaces)}"]


def _class_grams(tokens: tuple[Token, ...], customer: bool) -> list[str]:
    """Classes in their order, near each other, and with the grammar that follows them."""
    by_token = [
        (names, token)
        for names, token in zip(classes_by_token(tokens, customer), tokens, strict=True)
        if not token.pos.startswith(("補助記号", "接頭辞", "空白"))
    ]
    found: set[str] = set()
    for i, (names, _) in enumerate(by_token[:_MAX_SENTENCE]):
        if not names:
            continue
        after = "_".join(plain(t) for _, t in by_token[i + 1 : i + 3])
        far = "_".join(plain(t) for _, t in by_token[i + 1 : i + 4])
        for name in names:
            found.add(f"{name}_{after}")
            found.add(f"{name}_{far}")
            for later, _ in by_token[i + 1 : i + 7]:
                found.update(f"{name}>{other}" for other in later)
    return sorted(found)


def _clauses(piece: Piece) -> list[str]:
    """Words and classes of the first and the last clause."""
    clauses = split_clauses(piece)
    if len(clauses) == 1:
        return ["single"]
    found = {f"clauses:{min(5, len(clauses))}"}
    for name, clause in (("1", clauses[0]), ("z", clauses[-1])):
        words = [plain(t) for t in clause.tokens if t.norm not in _SKIP]
        found.update(f"{name}:{a}" for a in words)
        found.update(f"{name}:{a}_{b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))
        found.update(f"{name}:l:{c}" for c in classes_of(clause.tokens))
        found.add(f"{name}:f:{form_of(clause.tokens)}")
    return sorted(found)


def _neighbours(pieces: tuple[Piece, ...], i: int) -> list[str]:
    found: set[str] = set()
    for side, j in (("-", i - 1), ("+", i + 1)):
        if not 0 <= j < len(pieces):
            found.add(side + "none")
            continue
        tokens = pieces[j].tokens
        found.add(f"{side}form:{form_of(tokens)}")
        found.update(f"{side}l:{name}" for name in classes_of(tokens))
        found.update(
            f"{side}w:{plain(t)}"
            for t in tokens
            if t.content or t.pos.startswith(("感動詞", "接続詞", "副詞"))
        )
        found.add(f"{side}end:" + "_".join(plain(t) for t in tokens[-4:] if not t.pos.startswith("補助記号")))
    return sorted(found)


def _position(i: int, n: int) -> list[str]:
    found = ["only"] if n == 1 else []
    if i == 0:
        found.append("first")
    if i == n - 1:
        found.append("last")
    return [*found, f"at:{min(i, 4)}", f"of:{min(n, 6)}"]


def _overlap(piece: Piece, heard: Heard) -> list[str]:
    own = {t.norm for t in piece.tokens if t.content}
    shared = own & heard.content
    found = list(heard.features)
    share = len(shared) / max(1, len(own))
    form = form_of(piece.tokens)
    found += [f"shared:{min(len(shared), 4)}", f"share:{int(share * 5)}"]
    found.append(f"shared:{min(len(shared), 4)}|{form}")
    text = "".join(t.surface for t in piece.tokens)[:_MAX_SENTENCE]
    pairs = _pairs(text)
    common = len(pairs & heard.pairs) / max(1, len(pairs))
    longest = _longest_common(text, heard.text)
    found += [f"pairs:{int(common * 6)}", f"longest:{min(longest, 8)}"]
    found += [f"pairs:{int(common * 4)}|{form}", f"longest:{min(longest, 6)}|{form}"]
    found.append(f"pairs:{int(common * 4)}|{min(len(pairs), 16) // 4}")
    numbers = {t.norm for t in piece.tokens if any(c.isdigit() for c in t.norm)}
    if numbers:
        found.append("number:" + ("same" if numbers & heard.numbers else "new"))
    return found


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters of which one is no hiragana."""
    return frozenset(
        a + b
        for a, b in zip(text, text[1:], strict=False)
        if not ("ぁ" <= a <= "ん" and "ぁ" <= b <= "ん") and a.isalnum() and b.isalnum()
    )


def _longest_common(one: str, other: str) -> int:
    """Length of the longest stretch in both, up to 8 characters."""
    longest = 0
    for start in range(len(one)):
        while longest < 8 and start + longest < len(one) and one[start : start + longest + 1] in other:
            longest += 1
    return longest
