"""What the operator speaks of or asks for, as the caller would name it: 自宅, 名札のこと, 何色なのか."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.customers.words import data
from trainer.language.questions.likeness import tells_much
from trainer.language.text.forms import asking_word
from trainer.language.text.parsing import parse
from trainer.language.text.plain_wording import plainly
from trainer.language.text.tokens import Token

WHICH = frozenset(data(__file__)["which"])
"""Words for one of two."""

_NOUN = ("名詞", "接尾辞", "接頭辞")
"""Parts of speech of which a name is made."""

_BEFORE_A_NOUN = ("感動詞", "補助記号", "空白", "接続詞", "副詞", "連体詞", "代名詞")
"""Parts of speech that are passed over on the way to the first noun."""

_TITLES = frozenset(data(__file__)["titles"])
_LONGEST = 12
"""Characters of a name that a caller would repeat."""

_ASKED_AS: dict[str, str] = data(__file__)["asked_as"]
"""Normal form of a word that asks → how the same begins in a clause of its own: 何処 → どこ."""

_OF_A_KIND: dict[str, str] = data(__file__)["of_a_kind"]
"""The same of words that ask for a noun: どのような → どんな."""

_MARKS = frozenset({"は", "って", "も"})
_TELLS = frozenset(data(__file__)["tells"])


def asked_for(words: str) -> str:
    """What a question asks for, as one says it before 「までは見ていません」: 「何色なのか」, 「名札のこと」;
    "" if it cannot be named without a slip."""
    said = [w for w in parse(plainly(words)).words if w.surface.strip()]
    asking = next((i for i in range(len(said)) if _asks(said, i)), None)
    if asking is not None:
        return _clause(said[asking:])
    return "" if asking_word(said) else _spoken_of(said)


def _asks(said: Sequence[Token], i: int) -> bool:
    """何 and どなた ask; 何か and 「どなたのご契約か分かるもの」 do not: a yes or a no answers them."""
    of_what_kind = said[i].norm == "どう" and [w.norm for w in said[i + 1 : i + 3]] == ["言う", "た"]
    known = said[i].norm in _ASKED_AS | _OF_A_KIND or said[i].surface.startswith("何") or of_what_kind
    open_to_any = len(said) > i + 2 and said[i + 1].surface in ("か", "も", "でも")
    asks_whether = sum(w.surface == "か" and w.pos.startswith("助詞") for w in said[i + 1 :]) > 1
    return known and not (open_to_any or asks_whether)


def _clause(said: Sequence[Token]) -> str:
    """A clause of the word that asks and what belongs to it: 何色なのか, どんな仕事なのか, 何と言ったのか."""
    if said[0].norm in ("何", "なんて") and any(w.norm in _TELLS for w in said[1:4]):
        return "何と言ったのか"
    asked = _beginning(said[0], said[1:])
    return f"{asked}なのか" if asked else ""


def _beginning(word: Token, behind: Sequence[Token]) -> str:
    """The word that asks, as it begins a clause, with the noun it asks for: 誰, 何色, どんな仕事; "" if that
    is missing."""
    if word.norm == "どう":  # どういった
        return _with_its_noun("どういう", _leading_nouns(behind[2:]))
    if word.norm in _OF_A_KIND:
        amount = behind[:1] and behind[0].surface in ("くらい", "ぐらい")
        return _with_its_noun(_OF_A_KIND[word.norm], behind[0].surface if amount else _leading_nouns(behind))
    if word.norm == "何":
        return f"何{_leading_nouns(behind[:2])}"
    return _ASKED_AS.get(word.norm, word.surface)


def _with_its_noun(which: str, noun: str) -> str:
    return f"{which}{noun}" if noun else ""


def _leading_nouns(words: Sequence[Token]) -> str:
    """The nouns in which the words begin, without what makes them polite."""
    end = next((i for i, w in enumerate(words) if not is_noun(w)), len(words))
    return "".join(_without_politeness(list(words[:end])))


def _spoken_of(said: Sequence[Token]) -> str:
    """The noun that a question without a word that asks is about: 「名札は付けておりましたか」."""
    for i, word in enumerate(said):
        if not (i and word.surface in _MARKS and word.pos.startswith("助詞")):
            continue
        noun = last_noun(said[:i])
        if noun and said[i - 1].surface not in _TITLES and tells_much(said[i - 1].norm.removeprefix("御")):
            return f"{noun}のこと"
    return ""


def last_noun(words: Sequence[Token]) -> str:
    """The noun in which the words end: 「新しいものへのお取り替え」."""
    start = len(words)
    while start and is_noun(words[start - 1]):
        start -= 1
    return first_noun(words[start:])


def first_noun(words: Sequence[Token]) -> str:
    """The first noun with what belongs to it, without what makes it polite; "" if that is none to repeat."""
    name = "".join(_without_politeness(list(_first_nouns(words))))
    return name if 0 < len(name) <= _LONGEST else ""


def _first_nouns(words: Sequence[Token]) -> Iterator[Token]:
    """The first nouns in a row, also such as are joined by の: 妹さんの住所."""
    begun = False
    for i, word in enumerate(words):
        joins = begun and word.surface == "の" and words[i + 1 : i + 2] and is_noun(words[i + 1])
        if is_noun(word) or joins:
            begun = True
            yield word
        elif begun or not word.pos.startswith(_BEFORE_A_NOUN):
            return


def is_noun(word: Token) -> bool:
    return word.pos.startswith(_NOUN) and word.norm not in WHICH


def _without_politeness(words: list[Token]) -> Iterator[str]:
    """The words of a name as the caller says them: 住所 for 「沙織様のご住所」."""
    owner = next((i for i, w in enumerate(words) if w.surface in _TITLES), -1)
    if 0 <= owner < len(words) - 2:
        words = words[owner + 2 :]
    for i, word in enumerate(words):
        stays = word.surface == "お" and any(map(_from_verb, words[i + 1 : i + 2]))
        if word.surface in _TITLES or (word.pos.startswith("接頭辞") and not stays):
            continue
        yield word.surface.removeprefix("ご") if word.norm.startswith("御") else word.surface


def _from_verb(word: Token) -> bool:
    """「お届け」 stays what it is, 「お電話」 becomes 電話."""
    return "ぁ" <= word.surface[-1] <= "ん"
