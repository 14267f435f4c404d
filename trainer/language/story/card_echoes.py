"""The caller's name, telephone or contract number given back wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.dialogue import Echo
from trainer.language.lexicon.word_lists import word_list
from trainer.language.story.of_facts import remembered
from trainer.language.text.forms import Forms
from trainer.language.text.parsing import Parsed, plain
from trainer.language.text.tokens import Token
from trainer.language.text.values import values
from trainer.scenario import Scenario
from trainer.story import Fact


def wrong_names(parsed: Parsed, heard: tuple[str, ...], scenario: Scenario) -> Iterator[Echo]:
    """The caller called by another name: 佐藤様 to 佐々木様."""
    name = plain(scenario.card.name).replace(" ", "")
    reading = _hiragana(plain(scenario.card.reading).replace(" ", ""))
    for word, after in zip(parsed.words, parsed.words[1:], strict=False):
        if not name or after.norm not in {"様", "さま"} or after.start != word.end:
            continue
        if not _may_be_name(parsed, word) or not _addressed(parsed, after):
            continue
        ours = word.surface in name or any(_hiragana(w) in reading for w in (word.reading, word.surface) if w)
        known = (_told_of(scenario.facts), plain(scenario.card.model_dump_json()), *map(plain, heard))
        others = any(word.surface in text for text in known)
        if not ours and not others:
            start, end = parsed.span(word.start, word.end)
            yield Echo(start=start, end=end, fact="name", right=False, expected=scenario.card.name.split()[0])


@remembered
def _told_of(facts: tuple[Fact, ...]) -> str:
    """All that the facts say: who is named there is somebody else (「祥子様ですね」)."""
    return plain("。".join(line for fact in facts for line in fact.say))


def _may_be_name(parsed: Parsed, word: Token) -> bool:
    """A proper name, or a noun that is one only here (橘様, 森様): by itself, and not お客様."""
    if word.pos == "名詞-固有名詞":
        return True
    if not word.pos.startswith("名詞-普通名詞") or word.surface in word_list("not_called"):
        return False
    i = parsed.words_between(word.start, word.start)[0]
    return i == 0 or parsed.words[i - 1].end < word.start


def _addressed(parsed: Parsed, honorific: Token) -> bool:
    """「佐藤様、」 and 「佐藤様でいらっしゃいますね」 speak to the caller, 「祥子様は」 of someone."""
    i = parsed.words_between(honorific.start, honorific.start)[0]
    clause = parsed.clause_at(honorific.start)
    if clause is None or i + 1 >= clause.last:
        return i == clause.first + 1 if clause else False
    after = parsed.words[i + 1]
    if after.surface in {"で", "です", "でし"}:
        return True
    return i == clause.first + 1 and not after.pos.startswith(("助詞", "接尾辞"))


def wrong_numbers(parsed: Parsed, forms: Forms, heard: tuple[str, ...], scenario: Scenario) -> Iterator[Echo]:
    """A telephone or contract number of the card read back wrongly, unless it is another that the caller has
    (of their fax)."""
    theirs = [v for text in (*heard, _told_of(scenario.facts)) for v in values(plain(text))]
    for field, true in (("phone", scenario.card.phone), ("number", scenario.card.number)):
        wanted = values(plain(true))
        for value in values(parsed.normal.text) if len(wanted) == 1 else ():
            clause = parsed.clause_at(value.start)
            if any(value.equals(v) for v in theirs):
                continue
            if value.conflicts(wanted[0]) and clause and forms.in_clause("confirm", clause):
                start, end = parsed.span(value.start, value.end)
                yield Echo(start=start, end=end, fact=field, right=False, expected=true)


def _hiragana(text: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)
