"""The grammatical form of a clause and the moves (lexicon/moves.yaml) met in it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache

from trainer.language.lexicon import Entry, Lexicon, find, lexicon
from trainer.language.parsing import Clause, Parsed, parse
from trainer.language.tokens import Token

_JOINTS = frozenset({"が", "けど", "けれど", "けれども", "ので", "から", "し", "のに", "たら", "れば", "ば"})


def moves(parsed: Parsed, name: str) -> list[tuple[int, int]]:
    """Spans (normal form) where a move of this name is met."""
    return [span for entry in _moves(name, lexicon()) for span in find(entry, parsed)]


@lru_cache(maxsize=128)
def _moves(name: str, words: Lexicon) -> tuple[Entry, ...]:
    return words.move(name)


class Forms:
    """Asks each move once per utterance, and answers for single clauses."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._starts: dict[str, list[int]] = {}

    def met(self, name: str) -> bool:
        """Whether the move is met anywhere."""
        return bool(self._where(name))

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether the move begins inside [start, end) of the normal form."""
        starts = self._where(name)
        i = bisect_left(starts, start)
        return i < len(starts) and starts[i] < end

    def in_clause(self, name: str, clause: Clause) -> bool:
        return self.has(name, clause.start, clause.end)

    def own_data(self, clause: Clause) -> tuple[str, ...]:
        """Fields of the customer card that are named in the clause."""
        fields = []
        for entry in lexicon().own_data:
            i = bisect_left(self._own_data[entry.id], clause.start)
            if i < len(self._own_data[entry.id]) and self._own_data[entry.id][i] < clause.end:
                fields.append(entry.field)
        return tuple(dict.fromkeys(fields))

    @cached_property
    def _own_data(self) -> dict[str, list[int]]:
        return {e.id: [start for start, _ in find(e, self.parsed)] for e in lexicon().own_data}

    def _where(self, name: str) -> list[int]:
        if name not in self._starts:
            self._starts[name] = sorted(start for start, _ in moves(self.parsed, name))
        return self._starts[name]


def forms_of(text: str) -> Forms:
    return _forms_of(text, lexicon())


@lru_cache(maxsize=64)
def _forms_of(text: str, words: Lexicon) -> Forms:
    return Forms(parse(text))


_ASKING_WORDS = frozenset(
    {"何", "いつ", "どこ", "誰", "どなた", "どちら", "どれ", "どの", "どんな", "どう", "いくら", "いくつ", "いかが", "なぜ", "如何", "幾つ", "幾ら",
     "いかほど", "何時", "いつ頃", "何日", "何回", "何処", "何方", "何故", "どういう", "何れ", "何方", "何番", "何度", "何人", "何分", "何個", "何か月"}
)  # fmt: skip
_ONLY_HEARD = ("そうですか", "さようですか", "さようでございますか", "そうでございますか", "左様でございますか", "左様ですか", "そうでしたか", "さようでしたか",
               "さようでございましたか", "左様でございましたか", "そうでございましたか", "ましょうか", "ましょっか")  # fmt: skip


def asks(parsed: Parsed, clause: Clause) -> bool:
    """Whether the clause ends as a question: か, ?, 〜でしょう with a question word, or 〜は.

    「そうですか」 and 「さようでございますか」 receive what was said; they ask nothing."""
    tail = [w for w in parsed.words_of(clause) if not w.pos.startswith("感動詞")]
    while tail and tail[-1].surface in {"ね", "よ", "な", "ねえ", "ー"}:
        tail.pop()
    text = "".join(w.surface for w in tail[-6:])
    if not tail or text.endswith(_ONLY_HEARD) and not _asking_word(tail):
        return False
    if clause.asked:
        return True
    last = tail[-1]
    if last.surface in {"か", "っけ", "かしら"} and last.pos.startswith("助詞"):
        return len(tail) > 1
    if last.surface in {"でしょう", "ましょう"} or text.endswith(("でしょう", "ですか", "ました", "でした")):
        return _asking_word(tail)
    return last.surface == "は" and 2 <= len(tail) <= 8 and tail[-2].pos.startswith("名詞")


def _asking_word(words: list[Token]) -> bool:
    return any(w.norm in _ASKING_WORDS or w.lemma in _ASKING_WORDS for w in words)


def segments(parsed: Parsed, clause: Clause) -> list[tuple[int, int]]:
    """Word ranges [first, last) of the clause, cut behind が, ので, から … and 〜て、."""
    out: list[tuple[int, int]] = []
    first = clause.first
    for i in range(clause.first, clause.last - 1):
        word = parsed.words[i]
        pause = "、" in parsed.normal.text[word.end : parsed.words[i + 1].start]
        joint = word.pos == "助詞-接続助詞" and word.surface in _JOINTS
        because = word.surface == "で" and i and parsed.words[i - 1].surface in {"の", "ん"} and parsed.words[i - 1].pos == "助詞-準体助詞"
        te = pause and word.pos == "助詞-接続助詞" and word.surface in {"て", "で"}
        if (joint or because or te) and i + 1 > first:
            out.append((first, i + 1))
            first = i + 1
    out.append((first, clause.last))
    return out


def past(parsed: Parsed, first: int, last: int) -> bool:
    """Whether the last verb of the words is in the past: 〜ました, 〜た."""
    tail = parsed.words[max(first, last - 5) : last]
    return any(w.lemma == "た" and w.pos.startswith("助動詞") for w in tail)
