"""One utterance taken apart: words without fillers, clauses, and two folded strings to search.

Speech recognition gives no punctuation, so clauses also end at a polite verb ending that is
followed by something new. All offsets are into the normal form; `Parsed.span` leads back to what
was really typed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain

from trainer.language.lexicon.word_lists import word_list
from trainer.language.text.normalise import Normal, normalise
from trainer.language.text.tokens import Token, by_sentence

STOP = "。"
"""Stands for every sentence end in the folded strings; no phrase reaches across it."""

SOUND_LENGTH = 4
"""Letters of a reading by which a word is known; shorter readings have homophones."""

_ENDS = frozenset("。!?\n｡")
_CLOSING = re.compile(f"[{''.join(_ENDS)}]+")
_NOUN_TO_VERB = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))
_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_POLITE = frozenset({"です", "ます", "ございます"})


@dataclass(frozen=True, slots=True)
class Folded:
    """A string without fillers, blanks and commas, put together of words and stops. Part i begins at
    begins[i] and stands for normal[since[i]:until[i]]; `edges`: where one begins or ends."""

    text: str
    begins: Sequence[int]
    since: Sequence[int]
    until: Sequence[int]
    edges: frozenset[int]

    def normal(self, start: int, end: int) -> tuple[int, int]:
        """What text[start:end] stands for: letter by letter in a word that is as long there, else the
        whole word."""
        return self._letter(start)[0], self._letter(end - 1)[1]

    def within(self, low: int, high: int) -> tuple[int, int]:
        """The stretch of `text` of the words that begin in normal[low:high]; (0, 0) if none does."""
        first, last = bisect_left(self.since, low), bisect_left(self.since, high)
        if last > first and self.text[self.begins[last - 1]] == STOP:
            last -= 1
        if last <= first:
            return 0, 0
        return self.begins[first], self.begins[last] if last < len(self.begins) else len(self.text)

    def _letter(self, at: int) -> tuple[int, int]:
        i = bisect_right(self.begins, at) - 1
        begin = self.begins[i]
        length = (self.begins[i + 1] if i + 1 < len(self.begins) else len(self.text)) - begin
        start, end = self.since[i], self.until[i]
        return (start + at - begin, start + at - begin + 1) if length == end - start else (start, end)


@dataclass(frozen=True, slots=True)
class Clause:
    """[start, end) of the normal form, closing mark included; words[first:last]; `asked` if it is
    closed by a question mark."""

    start: int
    end: int
    first: int
    last: int
    asked: bool


@dataclass(frozen=True)
class Parsed:
    original: str
    normal: Normal
    words: tuple[Token, ...]
    clauses: tuple[Clause, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of the non-empty stretch [start, end) of the normal form."""
        return self.normal.original(start, end)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) without blanks and marks around it; unchanged if nothing would be left."""
        text = self.normal.text
        first, last = start, end
        while first < last and not text[first].isalnum():
            first += 1
        while last > first and not text[last - 1].isalnum():
            last -= 1
        return (first, last) if first < last else (start, end)

    def clause_span(self, clause: Clause) -> tuple[int, int]:
        return self.span(*self.trimmed(clause.start, clause.end))

    def words_of(self, clause: Clause) -> tuple[Token, ...]:
        return self.words[clause.first : clause.last]

    def text_of(self, clause: Clause) -> str:
        return self.normal.text[clause.start : clause.end]

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that holds this offset of the normal form."""
        i = bisect_right(self._clause_starts, offset) - 1
        return self.clauses[i] if i >= 0 and offset < self.clauses[i].end else None

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [c.start for c in self.clauses]

    def words_between(self, start: int, end: int) -> tuple[int, int]:
        """Indices [first, last) of the words inside [start, end) of the normal form."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    @cached_property
    def keys(self) -> tuple[frozenset[str], ...]:
        """What each word is compared by."""
        return tuple(_keys(w.norm, w.lemma, w.pos) for w in self.words)

    @cached_property
    def memo(self) -> dict[str, bool]:
        """Whether a term can occur at all, once found out (matching.Term.possible)."""
        return {}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(k for keyed in self.keys for k in keyed)

    @cached_property
    def surfaces(self) -> frozenset[str]:
        return frozenset(w.surface for w in self.words)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        return frozenset(w.lemma for w in self.words)

    @cached_property
    def norms(self) -> frozenset[str]:
        return frozenset(w.norm for w in self.words)

    @cached_property
    def heard(self) -> str:
        """The reading of the whole, without breaks."""
        return "".join(self.sounds)

    @cached_property
    def heard_parts(self) -> frozenset[str]:
        """Every stretch of SOUND_LENGTH letters of `heard`."""
        heard = self.heard
        return frozenset(heard[i : i + SOUND_LENGTH] for i in range(len(heard) - SOUND_LENGTH + 1))

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """Each word's reading in katakana."""
        return tuple(map(sound_of, self.words))

    @cached_property
    def _starts(self) -> list[int]:
        return [w.start for w in self.words]

    @cached_property
    def surface(self) -> Folded:
        """The letters themselves."""
        return self._fold([w.surface for w in self.words])

    @cached_property
    def sound(self) -> Folded:
        """The reading in katakana: kana and kanji spellings become one."""
        return self._fold(self.sounds)

    def _fold(self, forms: Sequence[str]) -> Folded:
        since, until, stops = self._places
        parts = list(forms)
        for i in stops:
            parts.insert(i, STOP)
        begins = [0, *accumulate(map(len, parts))]
        return Folded("".join(parts), begins[:-1], since, until, frozenset(begins))

    @cached_property
    def _places(self) -> tuple[list[int], list[int], list[int]]:
        """Where each word, and each stop behind a clause but the last, begins and ends in the normal form;
        and which of them are stops."""
        since: list[int] = []
        until: list[int] = []
        stops: list[int] = []
        for i, clause in enumerate(self.clauses):
            if i:
                stops.append(len(since))
                since.append(until[-1] - 1)
                until.append(until[-1])
            words = self.words[clause.first : clause.last]
            since += [w.start for w in words]
            until += [w.end for w in words]
        return since, until, stops


@lru_cache(maxsize=16384)
def _keys(norm: str, lemma: str, pos: str) -> frozenset[str]:
    """By which a word is compared: normalised form, lemma, and 待ち also as 待つ."""
    out = {norm, lemma, norm.removeprefix("御"), norm.removeprefix("ご"), norm.removeprefix("お")}
    if pos == "名詞-普通名詞" and norm and norm[-1] in _NOUN_TO_VERB:
        out.add(norm[:-1] + _NOUN_TO_VERB[norm[-1]])
    if lemma in {"ご覧", "拝見"}:
        out.add("見る")
    return frozenset(k for k in out if k)


def katakana(text: str) -> str:
    return text.translate(_KATAKANA)


def sound_of(word: Token) -> str:
    """Reading of a word; kana stand for themselves, unknown signs too."""
    return _sound(word.surface, word.reading)


@lru_cache(maxsize=2048)
def _sound(surface: str, reading: str) -> str:
    kana = katakana(surface)
    if all("ァ" <= c <= "ー" for c in kana):
        return kana
    return reading if reading and reading != "キゴウ" else surface


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The normal form of a short text, without the way back."""
    return normalise(text).text


@lru_cache(maxsize=64)
def parse(text: str) -> Parsed:
    normal = normalise(text)
    fillers = word_list("fillers")
    tokens = chain.from_iterable(by_sentence(normal.text))
    words = tuple([t for t in tokens if _is_word(t) and t.surface not in fillers])
    return Parsed(text, normal, words, tuple(_clauses(normal.text, words)))


def _is_word(token: Token) -> bool:
    if token.surface.isalnum():
        return token.pos != "感動詞-フィラー"
    if token.pos.startswith(("空白", "補助記号", "記号-文字", "感動詞-フィラー")):
        return False
    return any(c.isalnum() for c in token.surface)


def _clauses(text: str, words: tuple[Token, ...]) -> Iterator[Clause]:
    cuts = _cuts(text, words)
    start = 0
    first = 0
    starts = [w.start for w in words]
    for cut in [*cuts, len(text)]:
        last = bisect_left(starts, cut, lo=first)
        if last > first:
            begin, end = start, cut
            while begin < end and (text[begin].isspace() or text[begin] in _ENDS):
                begin += 1
            asked = "?" in text[words[last - 1].end : end]
            yield Clause(begin, max(end, begin + 1), first, last, asked)
            first = last
        start = cut


def _cuts(text: str, words: tuple[Token, ...]) -> list[int]:
    """Offsets where a clause ends: after closing marks and after unpunctuated polite endings."""
    cuts = {marks.end() for marks in _CLOSING.finditer(text)}
    for i in range(len(words) - 1):
        if _closes(words, i) and _ENDS.isdisjoint(text[words[i].end : words[i + 1].start]):
            cuts.add(words[i].end)
    return sorted(cuts)


def _closes(words: tuple[Token, ...], i: int) -> bool:
    """Whether the polite ending words[i] ends a sentence although no mark follows."""
    if not _polite_end(words, i):
        return False
    after = words[i + 1]
    if after.pos.startswith(("助詞", "助動詞", "接尾辞")) or after.norm in word_list("formal_nouns"):
        return False
    behind_particle = i > 1 and words[i - 1].lemma == "です" and words[i - 2].pos.startswith("助詞-格")
    return not (words[i].pos == "助詞-終助詞" and behind_particle)  # 夕方までにですね、…


def _polite_end(words: tuple[Token, ...], i: int) -> bool:
    word = words[i]
    if word.pos == "助詞-終助詞":
        return i > 0 and _polite_end(words, i - 1)
    if word.lemma in _POLITE and not word.conj.startswith(("連用", "未然", "仮定")):
        return True
    if word.lemma in {"た", "ぬ"} and i and words[i - 1].lemma in {"ます", "です"}:
        return word.conj.startswith(("終止", "連体"))
    return word.norm == "下さる" and word.conj.startswith("命令") and i > 0
