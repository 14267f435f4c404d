"""Postal addresses: place names with block numbers (also spoken), buildings and rooms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from trainer.language.redaction.passage import Find, Passage
from trainer.language.redaction.words import any_of, words
from trainer.language.text.tokens import Token
from trainer.personal import PersonalKind

_NUMBER = "(?:[0-9]{1,5}|[〇零一二三四五六七八九十百]{1,5})"
_LEVEL = "(?:丁目|番地|番町|番|号|条|丁|線)"
_BLOCK = re.compile(
    rf"(?<![0-9〇零一二三四五六七八九十百.,:/-]){_NUMBER}\s?{_LEVEL}?"
    rf"(?:(?:\s?[-‐–—−ーのノ、]\s?|[東西南北]|(?<=[目地番町号条丁])の?\s?){_NUMBER}\s?{_LEVEL}?){{0,6}}"
)
_STRONG = re.compile(rf"丁目|番地|番\s?{_NUMBER}\s?号|条.*丁")
_JOINED = re.compile(rf"{_NUMBER}\s?[-‐–—−ーのノ]\s?{_NUMBER}")
_ROOM = re.compile(
    r"[\s、,]{0,2}[の]?[一-龯ァ-ヶーぁ-んa-z・々 -]{0,24}?\s?[0-9〇一二三四五六七八九a-z-]{1,6}\s?"
    r"(?:号室|号棟|号|階|f(?![a-z])|室)"
)
_NAME = "[一-龯ァ-ヶーa-z・々]"
_BUILDING_AFTER = re.compile(rf"[\s、,]{{0,2}}({_NAME}{{2,24}})\s?[0-9]{{0,5}}")
_NAMED_ROOM = re.compile(
    r"(?:[\s、,]{1,2}[ァ-ヶーa-z・々一-龯]{3,20}){1,2}[\s、,]?"
    r"(?:[0-9]{3,4}(?![0-9,]|円|年|月|個|台|件)|[〇零一二三四五六七八九]{3,4}(?![〇零一二三四五六七八九十百千万円]))"
)
_PUBLIC_FLAT = re.compile(
    rf"(?:[市県都府町村公]営|公団|ur)(?:住宅|団地|アパート)?[の\s]{{0,2}}{_NUMBER}\s?(?:号棟|棟)"
    rf"(?:[の\s、-]{{0,2}}{_NUMBER}\s?(?:号室|号|室)?)?"
)
_WARD = re.compile(
    rf"(?:[東西南北新旧本中]|[a-z0-9]{{1,2}})(?:号)?棟\s?(?:{_NUMBER}\s?階)?\s?の?[0-9]{{2,4}}(?:号室?)?(?![0-9])"
)
_ONLY_ROOM = re.compile(
    r"(?:(?:部屋番号?|病室|号室|部屋)(?:は|が|:|の番号は)?\s?[a-z]?-?[0-9]{3,4}(?:号室?)?|(?<![0-9])[0-9]{3,4}号室)(?![0-9])"
)
_PARTS = ("名詞-固有名詞", "接尾辞")
_LEVELS = re.compile("[都道府県市区郡町村]")
_REACH = 44
"""Characters of an address before its block number."""
_CUE_REACH = 16
"""Characters between a cue word and the address it announces."""


def addresses(passage: Passage, cuts: tuple[tuple[int, int], ...]) -> Iterator[Find]:
    barred = bytearray(len(passage.text))
    for start, end in cuts:
        barred[start:end] = b"x" * (end - start)
    for m in _BLOCK.finditer(passage.text):
        if not any(barred[m.start() : m.end()]) and (span := _around(passage, m)):
            yield Find(*span, PersonalKind.ADDRESS)
    for m in _spoken().finditer(passage.kana):
        start = _place_start(passage, m.start())
        yield Find(start, m.end(), PersonalKind.ADDRESS)
    yield from _numbered_towns(passage)
    yield from _buildings(passage)
    yield from _places(passage)
    for pattern in (_PUBLIC_FLAT, _WARD, _ONLY_ROOM):
        for m in pattern.finditer(passage.text):
            start = _place_start(passage, m.start()) if pattern is _PUBLIC_FLAT else m.start()
            yield Find(start, m.end(), PersonalKind.ADDRESS)


@lru_cache(maxsize=1)
def _spoken() -> re.Pattern[str]:
    number = f"(?:{any_of(words('places')['spoken_block'])}){{1,3}}"
    return re.compile(f"{number}ちょうめ(?:の?{number}(?:ばんち?|ごう)?){{0,4}}")


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    return re.compile(any_of(words("places")["cues"]))


def _around(passage: Passage, m: re.Match[str]) -> tuple[int, int] | None:
    """The address that has this block number; None if nothing says that it is one."""
    block = m[0].rstrip(" 、のー-")
    strong, joined = _STRONG.search(block), _JOINED.search(block)
    if not strong and (not joined or _telephone(block)):
        return None
    start = _place_start(passage, m.start())
    place = passage.text[start : m.start()].strip()
    cued = _cued(passage, start)
    named = any(_is_place(t) for t in _between(passage, start, m.start()))
    several = joined is not None or len(re.findall(_LEVEL, block)) > 1
    if not (cued and (place or several) or named or (strong and several)):
        return None
    return start, _room_end(passage, m.start() + len(block))


def _telephone(block: str) -> bool:
    digits = re.findall("[0-9]", block)
    return block.startswith(("0", "〇", "零")) or len(digits) > 9


def _between(passage: Passage, start: int, end: int) -> Iterator[Token]:
    return iter(passage.tokens[passage.token_from(start) : passage.token_from(end)])


def _is_place(token: Token) -> bool:
    return token.kind == "地名" or (
        len(token.surface) > 1 and token.surface.endswith(("市", "区", "町", "村", "郡"))
    )


def _cued(passage: Passage, start: int) -> bool:
    low = passage.sentence_start(start, _CUE_REACH)
    return _cues().search(passage.text, low, start) is not None


def _place_start(passage: Passage, place: int) -> int:
    """Where the names begin that lead up to a block number at `place`."""
    low = passage.sentence_start(place, _REACH)
    start = place
    for token in passage.before(place):
        if token.start < low or start - token.end > 1 or not _inside(passage, token):
            break
        start = token.start
    for token in _between(passage, start, place):  # an address starts with a name, not with の
        if not token.pos.startswith(("助詞", "補助記号", "空白")):
            return token.start
    return place


def _inside(passage: Passage, token: Token) -> bool:
    """Whether an address can go on leftwards over this word."""
    if token.surface == "が":
        return passage.text[token.end : token.end + 1] in words("places")["after_ga"]
    if token.surface == "、":  # 東灘区の御影、山手の三丁目
        before = [t for t, _ in zip(passage.before(token.start), range(2), strict=False)]
        return any(t.kind == "地名" for t in before[: 2 if before and before[0].surface == "の" else 1])
    if token.surface in {"の", "つ", "ケ", "ヶ", "之", "・"}:
        return True
    if _cues().fullmatch(token.surface) or token.surface in words("places")["stop_words"]:
        return False
    return (
        token.pos.startswith(("名詞", "接尾辞", "接頭辞", "形容詞", "形状詞"))
        and token.pos != "名詞-数詞"
        or (token.pos == "名詞-数詞" and not token.surface.isascii())
    )


@lru_cache(maxsize=1)
def _building() -> re.Pattern[str]:
    return re.compile(any_of(words("places")["buildings"]))


def _room_end(passage: Passage, end: int) -> int:
    """The end of building and room after a block number that ends at `end`."""
    if m := _ROOM.match(passage.text, end):
        return m.end()
    if m := _NAMED_ROOM.match(passage.text, end):
        return m.end()
    m = _BUILDING_AFTER.match(passage.text, end)
    return m.end() if m and _building().search(m[1]) else end


def _numbered_towns(passage: Passage) -> Iterator[Find]:
    """佐渡市両津湊198: a town and a single number."""
    for m in re.finditer(r"[0-9]{1,4}(?![0-9,.:]|-[0-9])", passage.text):
        token = passage.tokens[max(0, passage.token_from(m.start()) - 1)]
        if token.end != m.start() or m.start() == 0 or passage.text[m.start() - 1].isascii():
            continue
        start = _place_start(passage, m.start())
        town = passage.text[start : m.start()]
        head = re.match(r".{1,6}?[市区町村郡](?=..)", town)
        if (
            head
            and any(_is_place(t) for t in _between(passage, start, m.start()))
            and not _counted(passage, m.end())
        ):
            yield Find(start, _room_end(passage, m.end()), PersonalKind.ADDRESS)


def _counted(passage: Passage, place: int) -> bool:
    return _units().match(passage.text, place) is not None


@lru_cache(maxsize=1)
def _units() -> re.Pattern[str]:
    return re.compile(any_of(words("digits")["units"]))


_ROOM_NUMBER = re.compile(rf"{_NAME}{{0,12}}?\s?の?[0-9〇一二三四五六七八九]{{2,5}}\s?号(?:室)?")


@lru_cache(maxsize=1)
def _bare_room() -> re.Pattern[str]:
    return re.compile(
        rf"[ぁ-ん一-龯ァ-ヶーa-z・々]{{0,12}}?\s?の?(?:[0-9]{{3,4}}(?![0-9,]|\s?(?:{_units().pattern}))|[〇零一二三四五六七八九]{{3,4}}(?![〇零一二三四五六七八九十百千万円]))"
    )


def _buildings(passage: Passage) -> Iterator[Find]:
    """A building with a room number, wherever it stands."""
    for m in _building().finditer(passage.text):
        after = _ROOM_NUMBER.match(passage.text, m.end())
        if after is None and m[0] in words("places")["homes"]:
            after = _bare_room().match(passage.text, m.end())
        if after is None:
            continue
        start = m.start()
        while start > 0 and m.start() - start < 12 and re.fullmatch(_NAME, passage.text[start - 1]):
            start -= 1
        before = next(passage.before(start), None)
        if start == m.start() and before and before.end == start and before.pos.startswith("名詞"):
            start = before.start  # ひだまり荘
        yield Find(start, after.end(), PersonalKind.ADDRESS)


def _places(passage: Passage) -> Iterator[Find]:
    """Places down to the town, without a number: after a cue two levels, else three."""
    chain: list[Token] = []
    for token in (*passage.tokens, None):
        goes_on = token and (not chain or token.start - chain[-1].end <= 1)
        if token and goes_on and (_is_place(token) or (chain and token.pos.startswith(_PARTS))):
            chain.append(token)
            continue
        if chain and _is_address(passage, chain):
            yield Find(chain[0].start, chain[-1].end, PersonalKind.ADDRESS)
        chain = [token] if token and _is_place(token) else []


def _is_address(passage: Passage, chain: list[Token]) -> bool:
    text = passage.text[chain[0].start : chain[-1].end]
    levels = len(_LEVELS.findall(text[1:])) + (_LEVELS.fullmatch(text[-1]) is None)
    return levels >= 3 or (levels == 2 and _cued(passage, chain[0].start) and len(text) > 5)
