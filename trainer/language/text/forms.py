"""The grammatical form of a clause and the moves (lexicon/moves.yaml) met in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache

from trainer.language.lexicon.entries import Entry
from trainer.language.lexicon.index import Lexicon, find, lexicon, tried
from trainer.language.lexicon.word_lists import endings, word_list
from trainer.language.story.terms import negative
from trainer.language.text.deadlines import deadlines
from trainer.language.text.parsing import Clause, Parsed, parse
from trainer.language.text.tokens import Token

_REST = frozenset({"居る", "おる"})
_TAIL = 8  # words in which a request closes
_CASES = frozenset({"に", "から", "へ", "と", "を"})
_CONDITIONS = frozenset({"たら", "れば", "ば"})
_JOINTS = frozenset({"が", "けど", "けれど", "けれども", "ので", "から", "し", "のに", "たら", "れば", "ば"})


@lru_cache(maxsize=128)
def _moves(name: str, words: Lexicon) -> tuple[Entry, ...]:
    return words.move(name)


class Forms:
    """Asks each move once per utterance, and answers for single clauses."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def met(self, name: str) -> bool:
        """Whether the move is met anywhere."""
        return bool(self._where(name))

    def has(self, name: str, start: int, end: int) -> bool:
        """Whether the move begins inside [start, end) of the normal form."""
        spans = self._where(name)
        i = bisect_left(spans, (start, 0))
        return i < len(spans) and spans[i][0] < end

    def in_clause(self, name: str, clause: Clause) -> bool:
        return self.has(name, clause.start, clause.end)

    def around(self, name: str, clause: Clause) -> tuple[int, int]:
        """Indices of the first word of the move and of the first one behind it, all places of it in
        the clause taken together; clause.first twice if it is not met."""
        spans = [s for s in self._where(name) if clause.start <= s[0] < clause.end]
        if not spans:
            return clause.first, clause.first
        before = self.parsed.words_between(spans[0][0], spans[0][0])[0]
        return before, min(self.parsed.words_between(spans[-1][1], spans[-1][1])[0], clause.last)

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

    def _where(self, name: str) -> list[tuple[int, int]]:
        if name not in self._spans:
            entries = [e for e in _moves(name, lexicon()) if e.id in self._tried]
            self._spans[name] = sorted(span for entry in entries for span in find(entry, self.parsed))
        return self._spans[name]

    @cached_property
    def _tried(self) -> frozenset[str]:
        return tried("moves", self.parsed)


def forms_of(text: str) -> Forms:
    return _forms_of(text, lexicon())


@lru_cache(maxsize=64)
def _forms_of(text: str, words: Lexicon) -> Forms:
    return Forms(parse(text))


def asks(parsed: Parsed, clause: Clause) -> bool:
    """Whether the clause ends as a question: か, ?, 〜でしょう with a question word, or 〜は.

    「そうですか」 and 「さようでございますか」 receive what was said; they ask nothing."""
    tail = [w for w in parsed.words_of(clause) if not w.pos.startswith("感動詞")]
    while tail and tail[-1].surface in {"ね", "よ", "な", "ねえ", "ー"}:
        tail.pop()
    text = "".join(w.surface for w in tail[-6:])
    if not tail or _only_heard(tail, text) and not asking_word(tail):
        return False
    if clause.asked:
        return True
    last = tail[-1]
    if last.surface in {"か", "っけ", "かしら"} and last.pos.startswith("助詞"):
        return len(tail) > 1
    if last.surface == "の" and last.pos.startswith("助詞"):  # 「お名前は何ておっしゃるの」
        return asking_word(tail)
    if last.surface in {"でしょう", "ましょう"} or text.endswith(("でしょう", "ですか", "ました", "でした")):
        return asking_word(tail)
    return last.surface == "は" and 2 <= len(tail) <= 8 and tail[-2].pos.startswith("名詞")


def _only_heard(tail: Sequence[Token], text: str) -> bool:
    """「そうですか」, but not 「大丈夫そうですか」 or 「おありでございましょうか」."""
    if text.endswith(endings("still_asked")):
        return False
    guess = next((w for w in reversed(tail) if w.surface == "そう"), None)
    looks = guess is not None and not guess.pos.startswith(("副詞", "感動詞"))
    return text.endswith(endings("only_heard")) and not looks


def requests(parsed: Parsed, clause: Clause) -> bool:
    """「教えてください」 asks for it; 「お伝えします」 tells what will be done."""
    words = parsed.words_of(clause)
    tail = "".join(w.surface for w in words[-_TAIL:])
    return (
        asks(parsed, clause)
        or any(form in tail for form in endings("requests"))
        or tail.endswith(("教えて", "聞かせて"))
    )


def asking_word(words: Sequence[Token]) -> bool:
    """いつ, 何, どのような … among the words; いつでも, どこにも, どなたの…でも and かどうか ask nothing."""
    return any(
        not word_list("asking").isdisjoint((word.norm, word.lemma)) and not _any_at_all(words, i)
        for i, word in enumerate(words)
    )


def _any_at_all(words: Sequence[Token], i: int) -> bool:
    """Whether the word that could ask says that it is so for any."""
    behind = [w.surface for w in words[i + 1 : i + 5]]
    if i and words[i - 1].surface == "か" and behind[:1] == ["か"]:
        return True  # かどうか
    after = behind[1:] if behind[:1] and behind[0] in _CASES else behind
    said = "".join(behind)
    return "".join(after[:2]).startswith(("でも", "も")) or (said.startswith("の") and "でも" in said)


def asks_which(words: Sequence[Token]) -> bool:
    """The same without いかが and 何か, which a yes or a no answers as well."""
    return any(
        asking_word(words[i : i + 3])
        and word.norm != "如何"
        and "か" not in (w.surface for w in words[i + 1 : i + 2])
        for i, word in enumerate(words)
        if not word_list("asking").isdisjoint((word.norm, word.lemma))
    )


def segments(parsed: Parsed, clause: Clause) -> list[tuple[int, int]]:
    """Word ranges [first, last) of the clause, cut behind が, ので, から … and 〜て、."""
    return cut(parsed, clause.first, clause.last)


def cut(parsed: Parsed, first: int, last: int) -> list[tuple[int, int]]:
    """The same of the words [first, last)."""
    out: list[tuple[int, int]] = []
    begin = first
    for i in range(first, last - 1):
        if _joins(parsed, i) and not _asked_condition(parsed, begin, i):
            out.append((begin, i + 1))
            begin = i + 1
    out.append((begin, last))
    return out


def _asked_condition(parsed: Parsed, first: int, i: int) -> bool:
    """「何時ごろでしたら、お電話に出られますか」: what is asked for stands before the joint."""
    return parsed.words[i].surface in _CONDITIONS and asking_word(parsed.words[first : i + 1])


def _joins(parsed: Parsed, i: int) -> bool:
    """Whether the word i joins what is before to what follows."""
    word = parsed.words[i]
    if word.pos == "助詞-接続助詞":
        pause = "、" in parsed.normal.text[word.end : parsed.words[i + 1].start]
        if word.surface in _JOINTS or (pause and word.surface in {"て", "で"}):
            return True
    before = parsed.words[i - 1] if i else word
    return word.surface == "で" and before.surface in {"の", "ん"} and before.pos == "助詞-準体助詞"


def past(parsed: Parsed, first: int, last: int) -> bool:
    """Whether the last verb of the words is in the past: 〜ました, 〜た."""
    tail = parsed.words[max(first, last - 5) : last]
    return any(w.lemma == "た" and w.pos.startswith("助動詞") and not w.conj.startswith("仮定") for w in tail)


def will(parsed: Parsed, first: int, last: int) -> bool:
    """The words end as an act to come: 〜します, 〜いたしますので; not ございます, できます, ません."""
    words = parsed.words
    i = last - 1
    while (
        i > first
        and words[i].surface in word_list("trailing")
        and words[i].pos.startswith(("助詞", "助動詞"))
    ):
        i -= 1
    if words[i].lemma != "ます" or words[i].conj.startswith(("未然", "連用")) or negative(words[:last], i):
        return False
    if words[i - 1].norm in _REST or words[i - 1].norm in word_list("states"):
        return False
    doing = [w for w in words[max(first, i - 4) : i] if w.pos.startswith(("動詞", "名詞", "助動詞"))]
    verbs = [w for w in doing if w.norm not in {"為る", "致す", "居る", "て"}]
    if not doing:
        return False
    main = verbs[-1] if verbs else doing[-1]
    humble = any(w.norm in word_list("humble") for w in doing)
    if main.norm in word_list("humble") and len(verbs) > 1:
        main = verbs[-2]
    if main.norm in word_list("states"):
        return False
    if main.norm in word_list("hearing"):
        return bool(deadlines(parsed.normal.text, words[first].start, words[last - 1].end))
    return humble or not main.lemma.endswith(("できる", "られる"))
