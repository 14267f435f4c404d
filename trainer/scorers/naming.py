"""Whether the operator gave the firm's name and their own, from the words of the utterance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.language.lexicon.word_lists import endings, word_list
from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import tokenise

_GIVEN = re.compile(
    r"([^。!?！？\n]*?)([一-龥々ァ-ヴーぁ-んA-Za-z〇△]{1,16})"
    r"(?:でございます|と申します|です|が(?:承|担当|対応)|と言います|といいます)(?!か|ね|の)"
)
_BREAK = re.compile(r"[の、\s]")


def names_self(text: str, company: str) -> bool:
    """A person's name with 「でございます」 or the like; that of a firm or a department is none."""
    return any(_is_own_name(before, word, company) for before, word in _given(text))


def names_firm(text: str, company: str) -> bool:
    """The company of the scenario, in full or for short, or a word for a department."""
    parts = (*company.split(), *_short(company))
    return _department(text) or any(part in text for part in parts)


def names_other_firm(text: str, company: str) -> bool:
    """Whether they introduce themselves as somebody of another company."""
    own = (*[part for part in company.split() if not _department(part)], company.split()[0], *_short(company))
    return any(
        _is_firm(before + word) and not any(name in text for name in own)
        for before, word in _given(text)
        if not before or _is_own_name(before, word, company)
    )


def _given(text: str) -> Iterator[tuple[str, str]]:
    """What is given as a name, and what stands before it in its sentence."""
    for found in _GIVEN.finditer(text):
        said = found[1] + found[2]
        cut = max((m.end() for m in _BREAK.finditer(said)), default=0)
        yield said[:cut], said[cut:]


def _is_own_name(before: str, word: str, company: str) -> bool:
    titles = (*endings("superiors"), *endings("departments"), *endings("me"), "担当")
    for title in titles:
        if word.startswith(title) and word != title:  # 「責任者小林でございます」
            before, word = before + title, word.removeprefix(title)
    firm = {*company.split(), "".join(company.split()), *_short(company)}
    if not word or word in firm | word_list("roles") | word_list("formal_nouns"):
        return False
    if any(title in word for title in titles):
        return False
    kinds = [(t.pos, t.kind) for t in tokenise(normalise(word).text)]
    titled = _BREAK.sub("", before).endswith((*titles, *company.split()))
    return all(pos.startswith("名詞") if titled else kind == "人名" for pos, kind in kinds)


def _short(company: str) -> list[str]:
    """「みずき」 for みずき電機."""
    name = company.split()[0]
    kinds = [trade for trade in endings("trades") if name.startswith(trade) or name.endswith(trade)]
    return [short for trade in kinds if len(short := name.removeprefix(trade).removesuffix(trade)) > 1]


def _department(words: str) -> bool:
    return any(word in words for word in endings("departments"))


def _is_firm(words: str) -> bool:
    """Names a company: 「株式会社…」, or a proper name with a trade; not one that is addressed."""
    words = re.split("(?<!客)様", words)[-1]
    if any(form in words for form in endings("legal_forms")):
        return True
    named = (re.search(f"([^の、\\s]+){trade}", words) for trade in endings("trades"))
    return any(m and _proper(m[1]) for m in named)


def _proper(words: str) -> bool:
    hiragana = re.fullmatch("[ぁ-ん]+", words) is not None
    return hiragana or any(t.pos == "名詞-固有名詞" for t in tokenise(normalise(words).text))
