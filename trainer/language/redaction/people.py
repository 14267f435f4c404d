"""Names of people nobody told us about: honorifics, introductions, labels, parts of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from trainer.language.redaction.passage import Find, Passage
from trainer.language.redaction.romaji import kana_of
from trainer.language.redaction.words import any_of, words
from trainer.language.tokens import Token, tokenise
from trainer.personal import PersonalKind

_LATIN = re.compile(r"[a-z][a-z'-]{1,30}")
_NOUN = ("名詞-普通名詞", "名詞-固有名詞", "記号-文字")
_MOST = 5
"""Words in one name."""


def people(passage: Passage) -> Iterator[Find]:
    spans = [*_analysed(passage), *_honoured(passage), *_introduced(passage), *_labelled(passage)]
    spans += [*_related(passage), *_opening(passage), *_latin(passage)]
    for start, end in spans:
        if end > start:
            yield Find(start, end, PersonalKind.PERSON)


@lru_cache(maxsize=32)
def _list(name: str) -> frozenset[str]:
    return frozenset(str(w).lower() for w in words("names")[name])


def _surname(token: Token) -> bool:
    """A word that can be a surname although it mostly is something else."""
    return token.surface in _list("surnames") or token.surface in _list("place_surnames")


def _organisation(passage: Passage, start: int, end: int) -> bool:
    """The name is part of a firm's, shop's, product's or place's name."""
    after = next(passage.after(end), None)
    before = next(passage.before(start), None)
    return (
        passage.text[start:end] in _list("public")
        or (after is not None and after.start == end and after.surface in _list("organisations"))
        or (before is not None and before.end == start and before.surface in _list("organisations_before"))
        or any(passage.text.startswith(p, start) for p in _list("public") if len(p) > end - start)
    )


def _analysed(passage: Passage) -> Iterator[tuple[int, int]]:
    """What the analyser takes for names."""
    chain: list[Token] = []
    for token in (*passage.tokens, None):
        joint = token is not None and token.surface in {"・", "="} and chain != []
        if token and (token.kind == "人名" or joint) and (not chain or token.start - chain[-1].end <= 1):
            chain.append(token)
            continue
        while chain and chain[-1].surface in {"・", "="}:
            chain.pop()
        if chain and _likely(passage, chain):
            yield chain[0].start, chain[-1].end
        chain = [token] if token and token.kind == "人名" else []


def _likely(passage: Passage, chain: list[Token]) -> bool:
    start, end = chain[0].start, chain[-1].end
    word = passage.text[start:end]
    if len(word) < 2 or (len(word) == 2 and "ぁ" <= word[0] <= "ー"):
        return False
    follows = next(passage.after(end), None)
    if len(chain) == 1 and word in _list("place_surnames") and follows and follows.surface in _PLACE_PARTICLES:
        return False
    return not _organisation(passage, start, end)


_PLACE_PARTICLES = frozenset("の で に へ から まで 発 着 行き 方面 産 では には".split())


def _name_before(passage: Passage, place: int, *, common: bool) -> tuple[int, int] | None:
    """The name that ends at `place`; `common`: any noun will do that is no role."""
    start = end = place
    for token in passage.before(place):
        if start - token.end > 1 or end - token.start > 24:
            break
        if start == end and token.surface in _list("honorifics"):
            start = end = token.start
            continue
        spaced = token.end != start
        if not _name_like(token, common=common and not (spaced and start != end)):
            if token.surface in {"・", "="} and start != end:
                start = token.start
                continue
            break
        start = token.start
    while start < end and passage.text[start] in "・= ":
        start += 1
    if start == end or _organisation(passage, start, end):
        return None
    return start, end


def _name_like(token: Token, *, common: bool) -> bool:
    if token.kind == "人名":
        return True
    if token.surface in _list("roles") or token.surface in _list("not_names"):
        return False
    if _surname(token) or token.surface in _list("kana_names"):
        return True
    if not token.pos.startswith(_NOUN) or token.surface in _list("organisations"):
        return False
    if token.kind in {"サ変可能", "副詞可能", "助数詞可能"} or token.surface.isdigit():
        return False
    if token.pos.startswith("名詞-普通名詞") and token.surface.endswith(tuple(_list("role_endings"))):
        return False
    return common or token.kind == "地名" or _LATIN.fullmatch(token.surface) is not None


def _honoured(passage: Passage) -> Iterator[tuple[int, int]]:
    for token in passage.tokens:
        if token.surface in _list("honorifics"):
            span = _name_before(passage, token.start, common=True) or _kana_before(passage, token.start)
        elif token.surface in _list("titles"):
            span = _name_before(passage, token.start, common=False)
        else:
            continue
        if span:
            yield span


def _kana_before(passage: Passage, place: int) -> tuple[int, int] | None:
    """Hiragana that the analyser could not read as a noun: まつだいらさま."""
    start = place
    for token in passage.before(place):
        odd = token.pos.startswith(("動詞", "形容詞", "副詞", "感動詞", "助動詞", "接尾辞"))
        if token.end != start or not odd or not all("ぁ" <= c <= "ゖ" for c in token.surface):
            break
        if token.surface in _STOPS or place - token.start > 7:
            break
        start = token.start
    return (start, place) if place - start >= 3 else None


_STOPS = frozenset({"です", "ます", "ました", "でした", "た", "だ", "ない", "れ", "ご", "お", "いる", "ある"})


@lru_cache(maxsize=8)
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(any_of(words("names")[name]))


def _introduced(passage: Passage) -> Iterator[tuple[int, int]]:
    """〜と申します, 〜という者, 〜という方."""
    for m in _cue("intro_sure").finditer(passage.text):
        span = _name_before(passage, m.start(), common=True)
        if span or m[0] in {"ともうし", "と申し"}:
            yield span or _kana_before(passage, m.start()) or (0, 0)
    for m in _cue("intro_people").finditer(passage.text):
        if span := _name_before(passage, m.start(), common=False):
            yield span


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    gap = any_of(words("names")["label_gap"])
    return re.compile(rf"(?:{any_of(words('names')['labels'])})((?:{gap}){{0,4}}+)")


def _labelled(passage: Passage) -> Iterator[tuple[int, int]]:
    """氏名: 〜, 名義は〜, フリガナは〜."""
    for m in _label().finditer(passage.text):
        if m[1] or m[0].endswith((":", "は", "が")):
            if span := _name_after(passage, m.end()):
                yield span
        elif (span := _name_after(passage, m.end())) and _proper(passage, span):
            yield span


def _proper(passage: Passage, span: tuple[int, int]) -> bool:
    return next(passage.after(span[0])).kind == "人名"


def _name_after(passage: Passage, place: int) -> tuple[int, int] | None:
    """The name that starts at `place`."""
    start = end = place
    count = 0
    for token in passage.after(place):
        if token.start - end > 1 or count == _MOST or "\n" in passage.text[end : token.start]:
            break
        if not _name_like(token, common=True) and not (token.surface in {"・", "="} and end > start):
            break
        start = token.start if end == place else start
        end = token.end
        count += 1
    if end == place:
        return None
    follows = next(passage.after(end), None)
    if follows and follows.start == end and follows.pos.startswith(("動詞", "助動詞-")) and count == 1:
        if follows.surface not in {"です", "だ", "でし", "でござい", "じゃ"}:
            return None
    return None if _organisation(passage, start, end) else (start, end)


_AFTER_RELATION = frozenset("が の に を は も と で へ から より です さん 様 くん ちゃん さま だ という 、 君 と申し ) 」".split())


def _related(passage: Passage) -> Iterator[tuple[int, int]]:
    """夫の孝之, 担当の森, 奥様のかおり様: a name only where the word can be one."""
    tokens = passage.tokens
    for i in range(len(tokens) - 2):
        head, joint, name = tokens[i : i + 3]
        if not head.surface.endswith(tuple(_list("relations"))):
            continue
        if joint.surface not in {"の", "で"}:
            if joint.kind in {"人名", "地名"} and head.surface in _list("posts") and head.end == joint.start:
                yield joint.start, joint.end
            continue
        if name.surface in _list("surnames") and i + 3 < len(tokens) and tokens[i + 3].surface in _list("surname_ends"):
            yield name.start, tokens[i + 3].end
            continue
        can = name.kind in {"人名", "地名"} or name.surface in _list("kana_names") or _surname(name)
        follows = tokens[i + 3].surface if i + 3 < len(tokens) else "です"
        placed = joint.surface == "の" and follows == "の" and name.kind != "人名"
        if can and follows in _AFTER_RELATION and not placed:
            yield name.start, name.end


def _opening(passage: Passage) -> Iterator[tuple[int, int]]:
    """千葉ですが, もしもし林です: somebody says who is calling."""
    tokens = passage.tokens
    for i, token in enumerate(tokens[:-1]):
        if not ((_surname(token) or token.kind == "地名") and len(token.surface) > 1 and not token.surface.endswith(_PLACE_ENDINGS) and token.surface not in _CITIES or token.surface in _CALLERS):
            continue
        follows = "".join(t.surface for t in tokens[i + 1 : i + 4])
        if not _cue("opening").match(follows) or tokens[i + 1].start != token.end:
            continue
        before = tokens[i - 1] if i else None
        if before is None or before.pos.startswith("補助記号") or before.surface in _list("greeting"):
            yield token.start, token.end


_PLACE_ENDINGS = tuple("都道府県市区町村駅島")
_CITIES = frozenset("大阪 東京 京都 神戸 横浜 札幌 仙台 名古屋 北海道 沖縄 那覇 新宿 池袋 日本 アメリカ 中国 韓国 台湾".split())
_CALLERS = frozenset("森 林 原 星 泉 岡 関 辻 堀 南 東 西 北 谷 滝 岸 島 宮 桂 牧 菅 金 李 王 陳 張 乾 柳 榎".split())


def _latin(passage: Passage) -> Iterator[tuple[int, int]]:
    """Two Latin words, or one with an honorific, that read as Japanese names."""
    found = list(_LATIN.finditer(passage.text))
    for first, second in zip(found, found[1:], strict=False):
        gap = passage.text[first.end() : second.start()]
        if gap in {" ", ", ", "・", "."} and _bounded(passage, first.start(), second.end()):
            named = [_japanese_name(first[0]), _japanese_name(second[0])]
            if all(named) or (any(named) and all(kana_of(w[0]) for w in (first, second))):
                yield first.start(), second.end()


def _bounded(passage: Passage, start: int, end: int) -> bool:
    text = passage.text
    return text[start - 1 : start] not in tuple("@/.-_") + tuple("0123456789") and text[end : end + 1] not in tuple("@/_")


@lru_cache(maxsize=2048)
def _japanese_name(word: str) -> bool:
    kana = kana_of(word) if len(word) > 2 else ""
    tokens = tokenise(kana) if kana else ()
    return len(tokens) == 1 and tokens[0].kind == "人名"
