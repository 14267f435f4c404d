"""Bank accounts as a whole: bank, branch, type and number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from trainer.language.redaction.passage import Find, Passage
from trainer.language.redaction.words import any_of, words
from trainer.language.text.tokens import Token
from trainer.personal import PersonalKind

_REACH = 44
"""Characters before a number in which its bank may be named."""
_CONTINUES = re.compile(r"[\s、・,/-]*で?(?:口座)?の?(?:番号|no\.?)?[はがの:\s]*")
_GAP = 8
"""Characters between two numbers of one account (記号10140 番号12345671)."""


def accounts(passage: Passage, found: Iterable[Find]) -> Iterator[Find]:
    """The finds with each account number widened to its bank."""
    last: Find | None = None
    for find in sorted(found, key=lambda f: f.start):
        follows = last is not None and 0 <= find.start - last.end <= _GAP
        if follows and last and _CONTINUES.fullmatch(passage.text, last.end, find.start):
            find = Find(last.end - 1, find.end, PersonalKind.BANK_ACCOUNT)
            yield find
        elif find.kind is not PersonalKind.BANK_ACCOUNT:
            yield find
            continue
        else:
            yield Find(_bank_start(passage, find.start), find.end, find.kind)
        last = find


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    lists = words("banks")
    return re.compile(f"(?P<bank>{any_of(lists['banks'])})|{any_of(lists['types'])}")


def _bank_start(passage: Passage, place: int) -> int:
    """Where the naming of the bank begins that leads up to the number at `place`."""
    low = passage.sentence_start(place, _REACH)
    first, bank = None, None
    for token in passage.before(place):
        if (
            token.start < low
            or token.pos.startswith(("動詞", "感動詞", "接続詞"))
            and token.surface != "えーと"
        ):
            break
        named = _names().search(token.surface)
        if named and token.surface not in words("banks")["stop_words"]:
            first, bank = token.start, named["bank"]
    if first is None:
        return place
    if not bank:
        return first
    for token in passage.before(first):
        if token.end != first or token.start < low or not _of_a_name(token):
            break
        first = token.start
    joint = next(passage.after(first))
    return joint.end if joint.surface == "の" else first


def _of_a_name(token: Token) -> bool:
    """Names of banks are torn apart by the analyser (ひ|の|で|銀行)."""
    lists = words("banks")
    if token.surface in lists["stop_words"] or token.surface in lists["types"]:
        return False
    if token.pos.startswith("助詞"):
        return token.surface in {"の", "で", "と"}
    return token.pos.startswith(("名詞", "接頭辞", "動詞", "形容詞", "副詞", "接続詞"))
