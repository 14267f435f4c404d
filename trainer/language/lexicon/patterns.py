"""Readable patterns of the lexicon: phrases with 〜 for a gap, and lists of word conditions.

A phrase is looked for in the letters and, when long enough to be unmistakable, in the reading,
so that 「落ち着いて下さい」 and 「おちついてください」 are found by one entry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import Field

from trainer.dialogue import Frozen
from trainer.language.text.normalise import normalise
from trainer.language.text.parsing import STOP, Folded, Parsed, katakana, sound_of
from trainer.language.text.tokens import Token, tokenise

PIECES = Path(__file__).parents[1] / "weights" / "pieces.json"
Spelt = Sequence[str]
"""The letters and the reading in katakana of a piece."""

GAP = "〜"
_GAP_CHARS = 14
_HEAD = 3  # letters of a piece by which it is looked up
_SHORT = ""  # head of all the pieces that have fewer letters than a head
_MIN_SOUND = 4  # shorter readings have homophones
_LOOSE_SOUND = 6  # from here on a reading may end inside a word


@dataclass(frozen=True, slots=True)
class _Form:
    """A phrase in one kind of letters: `probe` is its longest solid piece, a quick first test;
    `regex` is compiled when it is first looked for, as few of them ever are, and empty if the probe
    is all there is."""

    probe: str
    regex: str
    at_edge: bool

    def find(self, folded: Folded) -> Iterator[tuple[int, int]]:
        if self.probe not in folded.text:
            return
        for start, end in self._places(folded.text):
            begins = not self.at_edge or start in folded.edges
            if begins and (not self.at_edge or len(self.probe) >= _LOOSE_SOUND or end in folded.edges):
                yield start, end

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        if self.regex:
            yield from (hit.span() for hit in _compiled(self.regex).finditer(text))
            return
        start = text.find(self.probe)
        while start >= 0:
            end = start + len(self.probe)
            yield start, end
            start = text.find(self.probe, end)


@lru_cache(maxsize=8192)
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


@dataclass(frozen=True, slots=True)
class Phrase:
    """`^` in front: only at the beginning of a clause; `$` behind: only at its end."""

    text: str
    letters: _Form
    sound: _Form | None

    def find(self, parsed: Parsed, by_sound: bool = True) -> list[tuple[int, int]]:
        """Spans in the normal form, in order."""
        spans = [parsed.surface.normal(*s) for s in self.letters.find(parsed.surface)]
        if not spans and by_sound and self.sound:
            spans = [parsed.sound.normal(*s) for s in self.sound.find(parsed.sound)]
        return spans


class Phrases:
    """Many phrases, of which few can be met in one text: found by the first letters of a solid piece
    of theirs."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._letters: dict[str, list[tuple[str, str]]] = {}
        self._sounds: dict[str, list[tuple[str, str]]] = {}
        for text in texts:
            compiled = phrase(text)
            for index, form in ((self._letters, compiled.letters), (self._sounds, compiled.sound)):
                if form:
                    head = form.probe[:_HEAD] if len(form.probe) >= _HEAD else _SHORT
                    index.setdefault(head, []).append((form.probe, text))

    def possible(self, parsed: Parsed) -> frozenset[str]:
        """The phrases whose longest piece occurs in the text."""
        return frozenset(self._met(parsed.surface.text, self._letters)) | frozenset(
            self._met(parsed.sound.text, self._sounds)
        )

    @staticmethod
    def _met(text: str, index: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
        heads = {text[i : i + _HEAD] for i in range(len(text) - _HEAD + 1)}
        for head in index.keys() & (heads | {_SHORT}):
            for probe, name in index[head]:
                if probe in text:
                    yield name


def _piece(text: str) -> Spelt:
    """A piece between gaps, without marks."""
    return known_pieces().get(text) or analysed(text)


def analysed(text: str) -> Spelt:
    words = [w for w in tokenise(normalise(text).text) if not w.pos.startswith(("空白", "補助記号"))]
    return "".join(w.surface for w in words), "".join(sound_of(w) for w in words)


@lru_cache(maxsize=1)
def known_pieces() -> dict[str, Spelt]:
    """What `analysed` gives for the pieces of our own phrases, worked out by `make train`: analysing
    all of them would take longer than reading the lexicon. A piece that is not there is analysed."""
    return json.loads(PIECES.read_text(encoding="utf-8")) if PIECES.exists() else {}


def pieces_of(text: str) -> list[str]:
    """The pieces of a phrase between its gaps, as they are written."""
    return [p for p in text.strip("^$").replace("～", GAP).split(GAP) if p.strip()]


def _form(pieces: Sequence[str], start: bool, end: bool, at_edge: bool) -> _Form:
    if len(pieces) == 1 and not start and not end:
        return _Form(pieces[0], "", at_edge)
    body = f"[^{STOP}]{{0,{_GAP_CHARS}}}?".join(re.escape(p) for p in pieces)
    before = f"(?:(?<=^)|(?<={STOP}))" if start else ""
    after = f"(?=$|{STOP})" if end else ""
    return _Form(max(pieces, key=len), before + body + after, at_edge)


@lru_cache(maxsize=8192)
def phrase(text: str) -> Phrase:
    """Compiles a phrase. Raises ValueError if nothing but gaps is in it."""
    start, end = text.startswith("^"), text.endswith("$")
    spelt = [_piece(p) for p in pieces_of(text)]
    pieces = [letters for letters, _ in spelt if letters]
    if not pieces:
        raise ValueError("語句が空です")
    sounds = [sound for _, sound in spelt]
    sound = None
    if all(sounds) and sum(map(len, sounds)) >= _MIN_SOUND and katakana("".join(pieces)) != "":
        sound = _form(sounds, start, end, at_edge=True)
    return Phrase(text, _form(pieces, start, end, at_edge=False), sound)


class WordIs(Frozen):
    """Conditions on one word; all given ones must hold. `maybe`: the word may be missing;
    `upto`: up to so many words of this kind in a row; `start` and `end`: first or last of its
    clause; `close`: no sign or blank before it; `pause`: a sign or the end behind it."""

    word: tuple[str, ...] | str = ()
    lemma: tuple[str, ...] | str = ()
    norm: tuple[str, ...] | str = ()
    pos: tuple[str, ...] | str = ()
    conj: tuple[str, ...] | str = ()
    not_word: tuple[str, ...] | str = ()
    not_lemma: tuple[str, ...] | str = ()
    not_pos: tuple[str, ...] | str = ()
    start: bool = False
    end: bool = False
    close: bool = False
    pause: bool = False
    maybe: bool = False
    upto: int = Field(default=1, ge=1, le=6)

    def fits(self, token: Token) -> bool:
        for test in self._tests:  # noqa: SIM110 - all() takes twice as long, and no question is commoner
            if not test(token):
                return False
        return True

    def fitting(self, words: Sequence[Token]) -> Sequence[int]:
        """Indices of the words that fit."""
        found: Sequence[int] = range(len(words))
        for test in self._tests:
            found = [i for i in found if test(words[i])]
        return found

    @cached_property
    def _tests(self) -> tuple[Callable[[Token], bool], ...]:
        """Those conditions that are given, the choosiest first."""
        given = (self.word, self.lemma, self.norm, self.not_word, self.not_lemma)
        word, lemma, norm, not_word, not_lemma = (frozenset(_many(words)) for words in given)
        pos, conj, not_pos = map(_many, (self.pos, self.conj, self.not_pos))
        tests: dict[Callable[[Token], bool], Collection[str]] = {
            lambda t: t.surface in word: word,
            lambda t: t.lemma in lemma: lemma,
            lambda t: t.norm in norm: norm,
            lambda t: t.pos.startswith(pos): pos,
            lambda t: t.conj.startswith(conj): conj,
            lambda t: t.surface not in not_word: not_word,
            lambda t: t.lemma not in not_lemma: not_lemma,
            lambda t: not t.pos.startswith(not_pos): not_pos,
        }
        return tuple(test for test, words in tests.items() if words)

    @cached_property
    def anchors(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """(attribute of Parsed, words of which one must be there): a quick first test."""
        asked = (("surfaces", self.word), ("lemmas", self.lemma), ("norms", self.norm))
        return () if self.maybe else tuple((name, frozenset(_many(words))) for name, words in asked if words)

    def stands(self, words: Sequence[Token], i: int, end: int) -> bool:
        """Whether words[i:end] are in the right place of their clause."""
        last = end == len(words)
        return (
            (not self.start or i == 0)
            and (not self.end or last)
            and (not self.close or (i > 0 and words[i - 1].end == words[i].start))
            and (not self.pause or last or words[end - 1].end < words[end].start)
        )


def _many(value: tuple[str, ...] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def find_words(pattern: Sequence[WordIs], parsed: Parsed) -> Iterator[tuple[int, int]]:
    """Spans in the normal form where the words fit one after another within a clause."""
    first, last = pattern[0], pattern[-1]
    for clause in parsed.clauses:
        words = parsed.words_of(clause)
        if last.end and not last.maybe and not last.fits(words[-1]):
            continue
        behind = 0
        for i in range(len(words)) if first.maybe else first.fitting(words):
            if i < behind:
                continue
            end = _fit(pattern, 0, words, i)
            if end is not None and end > i:
                yield words[i].start, words[end - 1].end
                behind = end


def _fit(pattern: Sequence[WordIs], k: int, words: Sequence[Token], i: int) -> int | None:
    """Index behind the match of pattern[k:] at words[i:], the longest way first."""
    if k == len(pattern):
        return i
    want = pattern[k]
    n = 0
    while n < want.upto and i + n < len(words) and want.fits(words[i + n]):
        n += 1
    for taken in range(n, 0 if not want.maybe else -1, -1):
        if taken and not want.stands(words, i, i + taken):
            continue
        end = _fit(pattern, k + 1, words, i + taken)
        if end is not None:
            return end
    return None
