"""What the dictionary knows of a word, whatever the analyser chose in the sentence at hand."""

from __future__ import annotations

from functools import lru_cache

from trainer.language.text import tokens

SURNAME, GIVEN, PLACE, UNKNOWN = "姓", "名", "地名", "未知語"


@lru_cache(maxsize=8192)
def readings_of(word: str) -> frozenset[str]:
    """All of SURNAME, GIVEN, PLACE that the word can be; {UNKNOWN} if it is in no dictionary."""
    if "\0" in word:
        return frozenset({UNKNOWN})
    entries = [m.part_of_speech() for m in tokens._dictionary().lookup(word)]
    if not entries:
        return frozenset({UNKNOWN})
    people = {pos[3] for pos in entries if pos[2] == "人名"}
    return frozenset(people | {PLACE for pos in entries if pos[2] == "地名"})


def can_be_name(word: str) -> bool:
    """A surname or a given name besides whatever else it is."""
    return not readings_of(word).isdisjoint({SURNAME, GIVEN})


@lru_cache(maxsize=2048)
def stem_of_a_verb(word: str) -> bool:
    """許, そら: with す it is a verb, so that 許さん may be its negative."""
    return "\0" not in word and any(
        m.part_of_speech()[0] == "動詞" for m in tokens._dictionary().lookup(word + "す")
    )
