"""Which fields of the caller's own card a question asks for: only such as are really the caller's.

「お誕生日のプレゼント」 is no birthday, 「弁護士の方のお名前」 not the caller's name.
"""

from __future__ import annotations

from collections.abc import Mapping

from trainer.desk import CustomerCard
from trainer.language.lexicon.index import find, lexicon
from trainer.language.questions.question_forms import question_words
from trainer.language.text.forms import asking_word
from trainer.language.text.parsing import Clause, Parsed, plain
from trainer.language.text.tokens import Token

_HONORIFIC = frozenset({"様", "さん", "殿", "方", "人", "者", "達", "等"})
_PREFIX = "接頭辞"
_OF = frozenset({"の", "のお", "のご"})
_NAMES = frozenset({"name", "reading"})
_HOME = "お住まい"
_REACHED_BY = frozenset({"phone", "email", "address"})
_SPELT = ("email", "phone", "number")

Span = tuple[int, int]


def own_fields(parsed: Parsed, clause: Clause, card: CustomerCard | None) -> tuple[str, ...]:
    """Fields in the order of the lexicon, or the one whose value is read out to be confirmed. A field that is
    first named as another's is not asked for."""
    caller = card.name if card else ""
    found: dict[str, tuple[int, int]] = {}
    for entry in lexicon().own_data:
        named = list(find(entry, parsed))
        spans = [s for s in named if clause.start <= s[0] < clause.end]
        before = [s for s in named if s[0] < clause.start]
        if (
            entry.field in _NAMES
            and before
            and spans
            and _still_anothers(parsed, before[-1], spans[0], caller)
        ):
            continue
        meant = spans if entry.field == "address" else spans[:1]  # 「お届け先のご住所」 names it twice
        span = next((s for s in meant if _callers(parsed, clause, entry.field, s, caller)), None)
        if span and entry.field not in found:
            found[entry.field] = span
    if _only_how_it_is_read(parsed, found):
        del found["name"]
    if not found and _bare_number(parsed, clause):
        return ("phone",)
    return tuple(found) or _read_out(parsed, clause, card)


def _still_anothers(parsed: Parsed, before: Span, now: Span, caller: str) -> bool:
    """「ご担当者のお名前をまだ伺えておりません。お名前をお教えいただけますか」: the one named before."""
    everything = Clause(0, len(parsed.normal.text), 0, len(parsed.words), False)
    at = _word_before(parsed, parsed.words_between(*now)[0], 0)
    bare = at < 0 or parsed.words[at].surface != "の"
    return bare and _owned(parsed, everything, "name", parsed.words_between(*before)[0], caller)


def _read_out(parsed: Parsed, clause: Clause, card: CustomerCard | None) -> tuple[str, ...]:
    """「お送り先は、mita@mail.example でお間違いございませんか」."""
    said = parsed.text_of(clause)
    if card is None or not said.rstrip("。?").endswith(question_words("making_sure")):
        return ()
    return tuple(f for f in _SPELT if (value := plain(getattr(card, f))) and value in said)[:1]


def _only_how_it_is_read(parsed: Parsed, found: Mapping[str, tuple[int, int]]) -> bool:
    """「お名前は何とお読みしますか」 does not ask for the name; 「お名前とお読み方を」 does."""
    if not {"name", "reading"} <= found.keys():
        return False
    if found["reading"][0] < found["name"][1]:
        return found["name"][0] < found["reading"][1]  # 「お名前の読み方」
    between = parsed.normal.text[found["name"][1] : found["reading"][0]]
    return "と" not in between and "も" not in between


def _bare_number(parsed: Parsed, clause: Clause) -> bool:
    """「18時にお電話いたします。番号をお教えください」: no other number than that to call."""
    text = parsed.normal.text
    if not any(word in text for word in question_words("calling")):
        return False
    return any(
        w.norm == "番号"
        and parsed.words[i + 1 : i + 2]
        and parsed.words[i + 1].surface != "の"
        and (i == clause.first or parsed.words[i - 1].pos.startswith((_PREFIX, "動詞")))
        for i, w in enumerate(parsed.words[clause.first : clause.last], clause.first)
    )


def _callers(parsed: Parsed, clause: Clause, field: str, span: tuple[int, int], caller: str) -> bool:
    first, last = parsed.words_between(*span)
    behind = parsed.normal.text[span[1] : clause.end]
    if behind.startswith((*question_words("told_by_us"), *question_words("not_their_own"))):
        return False
    if _only_spoken_of(parsed, clause, field, span):
        return False
    return not _owned(parsed, clause, field, first, caller) and not _describes(
        parsed, clause, max(last, first + 1)
    )


def _only_spoken_of(parsed: Parsed, clause: Clause, field: str, span: tuple[int, int]) -> bool:
    """Whether the field is named without being asked for: where somebody else lives, what a card says, how
    the caller will be reached."""
    text, behind = parsed.text_of(clause), parsed.normal.text[span[1] : clause.end]
    if parsed.normal.text[slice(*span)].endswith(_HOME):
        return not _any("where_one_lives", text)  # 「お父様は、いまもそちらにお住まいですか」
    if _any("written_down", behind) and _ends(behind, "it_stands_there"):
        return True  # 「葉書には電話番号など、書いてありましたか」
    if field not in _REACHED_BY:
        return False
    if asking_word(parsed.words_of(clause)) and _any("known_number", text):
        return True  # 「ご連絡先は先ほどの番号で、何時頃がご都合よろしいでしょうか」
    # 「ご登録のメールアドレスにお知らせをお送りしてもよろしいでしょうか」
    return behind.startswith(question_words("towards")) and _ends(text, "leave_to_write")


def _any(name: str, text: str) -> bool:
    return any(form in text for form in question_words(name))


def _ends(text: str, name: str) -> bool:
    return text.rstrip("。?？ ").endswith(question_words(name))


def _owned(parsed: Parsed, clause: Clause, field: str, first: int, caller: str) -> bool:
    """Whether the words before `first` name somebody or something else whose it is."""
    words = parsed.words
    i = _word_before(parsed, first, clause.first)
    if i < clause.first:
        return False
    if words[i].norm in question_words("another_name"):
        return True
    if field in _NAMES and _adnominal(words[i]):
        return True
    if words[i].surface != "の" or i == clause.first:
        return False
    i -= 1
    while i > clause.first and words[i].norm in _HONORIFIC:
        i -= 1
    owner = words[i]
    if owner.norm.removeprefix("御") in question_words("callers"):
        return False
    if owner.pos.startswith("名詞-固有名詞"):
        return owner.surface not in caller
    return field in (*_NAMES, "birthday") or owner.pos.startswith("代名詞") or _person(owner)


def _word_before(parsed: Parsed, first: int, least: int) -> int:
    """Index of the word before `first`, prefixes (お, ご) passed over; `least` - 1 if there is none."""
    i = first - 1
    while i >= least and parsed.words[i].pos.startswith(_PREFIX):
        i -= 1
    return i


def _adnominal(word: Token) -> bool:
    return (
        word.pos.startswith(("動詞", "助動詞"))
        and word.conj.startswith(("連体形", "終止形"))
        and word.surface != "な"
    )


def _person(word: Token) -> bool:
    return word.norm in question_words("persons")


def _describes(parsed: Parsed, clause: Clause, last: int) -> bool:
    """Whether what is asked for only belongs to it: 「お誕生日のプレゼント」."""
    words = parsed.words
    if last + 1 >= clause.last or words[last].surface != "の":
        return False
    head = words[last + 1]
    if head.pos.startswith(_PREFIX) and last + 2 < clause.last:
        head = words[last + 2]
    if head.pos.startswith("動詞"):
        return True  # 「受付番号の入った宛先」
    return head.pos.startswith("名詞") and head.norm.removeprefix("御") not in question_words("of_it")
