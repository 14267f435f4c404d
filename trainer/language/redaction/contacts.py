"""Mail addresses (written and spoken), private web addresses, accounts of social networks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from trainer.language.redaction.passage import Find, Passage
from trainer.language.redaction.words import any_of, words
from trainer.personal import PersonalKind

_MOST = 80
"""Characters on either side of an at sign that belong to an address."""

_URL = re.compile(r"https?://[!-~]{1,2000}")
_BARE = re.compile(r"(?<![a-z0-9@./_-])[a-z0-9][a-z0-9-]{0,40}(?:\.[a-z0-9-]{1,40}){1,4}/[!-~]{1,2000}")
_HANDLE = re.compile(r"(?<![a-z0-9._%+-])@[a-z0-9_][a-z0-9_.-]{2,40}")
_LOCAL = re.compile(r"[a-z0-9._%+&'*/=?^`{|}~!#$-]")
_TOKEN = re.compile(
    r"[?&#;](?:[a-z_-]*(?:token|key|id|auth|session|sig|code|user|uid|mail|hash|u|s)=|[^=&]{16,})"
)
_LONG = re.compile(r"[a-z0-9_-]{20,}")
_TRAILING = ".,;:!?)]}>'\"*_"


def contacts(passage: Passage) -> Iterator[Find]:
    for m in _at().finditer(passage.text):
        if span := _address(passage, m):
            yield Find(*span, PersonalKind.EMAIL)
    for m in _HANDLE.finditer(passage.text):
        if m[0][1:].rstrip(".-") not in words("contacts")["not_handles"]:
            yield Find(m.start(), m.start() + len(m[0].rstrip(".-")), PersonalKind.URL_PRIVATE)
    for pattern in (_URL, _BARE):
        for m in pattern.finditer(passage.text):
            url = m[0].rstrip(_TRAILING)
            if _private(url):
                yield Find(m.start(), m.start() + len(url), PersonalKind.URL_PRIVATE)


@lru_cache(maxsize=1)
def _at() -> re.Pattern[str]:
    return re.compile(any_of(words("contacts")["at"]))


@lru_cache(maxsize=1)
def _said() -> re.Pattern[str]:
    return re.compile(any_of(words("contacts")["spoken"]))


def _address(passage: Passage, at: re.Match[str]) -> tuple[int, int] | None:
    """The letters around an at sign; None unless both sides have some, or one has a dot."""
    spoken = not at[0].isascii()
    start = _grow(passage, at.start(), -1, spoken)
    end = _grow(passage, at.end(), 1, spoken)
    text = passage.text
    while start < at.start() and text[start] in " .-ー・":
        start += 1
    while end > at.end() and text[end - 1] in " .-・":
        end -= 1
    if start == at.start() or end == at.end():
        return None
    if at[0].strip() not in {"@", "(at)", "[at]"} and "." not in text[at.end() : end]:
        said = "どっと" in passage.kana[at.end() : end] or "アットマーク" in at[0] or "あっとまーく" in at[0]
        return (start, end) if said else None
    return start, end


def _grow(passage: Passage, place: int, step: int, spoken: bool) -> int:
    """How far an address reaches from `place`: ASCII; if spoken, also names of letters, katakana and
    the blanks between them."""
    limit = max(0, min(len(passage.text), place + step * _MOST))
    if not spoken and not _blank_joined(passage, place, step):
        while place != limit and _LOCAL.fullmatch(passage.text[place if step > 0 else place - 1]):
            place += step
        return place
    letters = _sayable(passage, min(place, limit), max(place, limit))
    low = min(place, limit)
    while place != limit and letters[(place if step > 0 else place - 1) - low]:
        place += step
    return place


def _blank_joined(passage: Passage, place: int, step: int) -> bool:
    """「ken @ example . com」: the sign stands between blanks."""
    text = passage.text
    sign = place - 1 if step > 0 else place
    return text[max(0, sign - 1) : sign] == " " and text[sign + 1 : sign + 2] == " "


def _sayable(passage: Passage, low: int, high: int) -> list[bool]:
    text, kana = passage.text[low:high], passage.kana[low:high]
    marks = [c.isascii() and (c == " " or _LOCAL.fullmatch(c) is not None) for c in text]
    marks = [m or "ァ" <= c <= "ー" or c == "・" for m, c in zip(marks, text, strict=True)]
    for m in _said().finditer(kana):
        marks[m.start() : m.end()] = [True] * len(m[0])
    for token in passage.tokens[passage.token_from(low) : passage.token_from(high)]:
        if token.pos.startswith(("名詞", "接尾辞")) and token.end <= high:
            marks[token.start - low : token.end - low] = [True] * (token.end - token.start)
    return marks


def _private(url: str) -> bool:
    """It leads to one person's page: a token, a page of a user, an account, a shared file."""
    rest = url.split("://", 1)[-1]
    host, _, path = rest.partition("/")
    lists = words("contacts")
    host = host.rsplit("@", 1)[-1].split(":", 1)[0]
    if "@" in rest.split("?", 1)[0] or _TOKEN.search(rest):
        return True
    if "://" not in url and host.rsplit(".", 1)[-1] not in lists["endings"]:
        return False
    if not path.strip("/"):
        return "@" in url
    known = any(host == h or host.endswith("." + h) for h in lists["private_hosts"])
    parts = [p for p in re.split(r"[/?#]", path) if p]
    return (
        known
        or host.split(".", 1)[0] in lists["private_labels"]
        or any(p in lists["private_paths"] or p.startswith(("~", "@")) for p in parts[:-1])
        or any(sum(c.isdigit() for c in p) >= 5 or _LONG.fullmatch(p) for p in parts)
        or any("_" in p and any(c.isdigit() for c in p) for p in parts)
        or bool(re.match(r"(?:sns|social)\.", host))
    )
