"""Numbers that lead to a person: any run of five digits or more, shorter ones after a cue.

Fail-closed: what is no amount, date or time is masked; cue words and check digits only choose the
kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from trainer.language.redaction.digits import Run, runs
from trainer.language.redaction.passage import Find, Passage
from trainer.language.redaction.shapes import fits, shape
from trainer.language.redaction.words import any_of, words
from trainer.personal import PersonalKind

_REACH = 28
"""Characters before a number in which a cue word is looked for."""
_LONG = 5
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_WORD = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_STARS = "[*●•×○x]"
_STARRED = re.compile(
    rf"(?:[0-9]{{2,4}}[\s-]?){{0,2}}(?:{_STARS}{{2,16}}[\s-]?){{1,4}}[0-9]{{2,4}}(?![0-9*])"
)  # ****-****-****-1234, 090-****-5678
_PARTLY = re.compile(r"(?:[0-9*●•×x]{4}[\s-]){3}[0-9*●•×x]{4}(?![0-9a-z])")  # 3566-00XX-XXXX-1234
_PLATE = re.compile(
    r"(?:[一-龯]{1,4}|なにわ|いわき|つくば|とちぎ)\s?[0-9]{2}[0-9a-z]?\s?"
    r"(?:[ぁ-んa-z]\s?[0-9]{2}-[0-9]{2}|[ぁ-ん]\s?(?:[0-9]{4}|[・.]{1,3}[0-9]{1,3}))(?![0-9-])"
)  # 品川 300 あ 12-34, 品川300あ1234
_CODE = re.compile(
    r"#?[a-z0-9][a-z0-9_]*(?:[-./#][a-z0-9_]+|\s?の\s?[0-9a-z]{1,4}(?![a-z0-9])|\s[0-9]{1,4}(?![a-z0-9]))*"
)
_APART = re.compile(r"(?<![a-z0-9])[a-z]{1,3}[\s、の-]{1,3}$")
Cue = tuple[int, int, PersonalKind | None]
"""Where a cue word stands; None for words that name something public (型番)."""


def numbers(passage: Passage, cuts: tuple[tuple[int, int], ...]) -> Iterator[Find]:
    """Digit runs and codes outside `cuts`."""
    cues = _cues(passage)
    last = 0
    for run in runs(passage, cuts):
        for part in _without_amount(passage, run):
            if found := _judge(passage, part, cues, last):
                yield found
        last = run.end
    yield from _codes(passage, cues)
    for m in _STARRED.finditer(passage.text):
        if sum(c.isdigit() for c in m[0]) >= 3:
            kind = PersonalKind.PHONE if m[0].startswith("0") else PersonalKind.CARD
            yield Find(*m.span(), kind, sure=False)
    for m in _PARTLY.finditer(passage.text):
        yield Find(*m.span(), PersonalKind.CARD)
    for m in _PLATE.finditer(passage.text):
        yield Find(*m.span(), PersonalKind.MEMBER_ID)


@lru_cache(maxsize=1)
def _cue_words() -> tuple[re.Pattern[str], dict[str, PersonalKind | None]]:
    lists = words("cues")
    table: dict[str, PersonalKind | None] = dict.fromkeys(lists["endings"], PersonalKind.MEMBER_ID)
    table |= {w: PersonalKind(kind) for kind, group in lists["before"].items() for w in group}
    table |= dict.fromkeys(lists["public"])
    ascii_words = [w for w in table if w.isascii()]
    others = [w for w in table if not w.isascii()]
    return re.compile(f"{any_of(others)}|(?<![a-z])(?:{any_of(ascii_words)})(?![a-z])"), table


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of(words('cues')['between'])}|[\s、:=「」『』()\[\]<>・…,.→/#*+?!。【】\"'|-]){{0,12}}+"
    )


def _cues(passage: Passage) -> list[Cue]:
    pattern, table = _cue_words()
    found: list[Cue] = []
    for m in pattern.finditer(passage.text):
        kind = table[m[0]]
        if m[0] in words("cues")["endings"] and found and m.start() - found[-1][1] <= 1:
            kind = found[-1][2]  # エラー番号, 会員の番号: the word before says whose
        found.append((*m.span(), kind))
    return found


def _tight(passage: Passage, cue: Cue, place: int) -> bool:
    return any(_between().fullmatch(text, cue[1], place) for text in (passage.text, passage.kana))


def _judge(passage: Passage, run: Run, cues: list[Cue], last: int) -> Find | None:
    """The run as a find, or None if it is too short or names something public."""
    digits, text = run.digits, passage.text
    count = bisect_left(cues, run.start, key=lambda c: c[1] - 1)
    near = [c for c in cues[max(0, count - 4) : count] if c[1] > last and c[0] >= run.start - _REACH]
    start, end = _whole_word(passage, run)
    lead = _lead(passage, near[-1][1], start) if near else start
    tight = near[-1] if near and near[-1][1] <= lead and _tight(passage, near[-1], lead) else None
    look = shape(run, passage.text[run.start - 1 : run.start])
    if tight and tight[2] is PersonalKind.MEMBER_ID:
        start = lead
    if tight and tight[2] is None and look is None:
        return None
    if len(digits) < _LONG:
        if not tight or len(digits) < 3 or not fits(tight[2], digits) or _unit(passage, run.end):
            return None
        if not passage.text[tight[0] : tight[1]].endswith(_LEADING):
            return None
        return Find(start, end, tight[2] or PersonalKind.MEMBER_ID)
    if text.startswith("0x", start):
        return None
    kind = _kind(passage, run, [c for c in near if c[2]], tight, look)
    if text[start - 1 : start] == "第" and text[end : end + 1] == "号":
        return Find(start - 1, end + 1, kind)
    sign = start - 1 if start and text[start - 1] in "+〒#(" else start
    return Find(sign if kind is not PersonalKind.MEMBER_ID or text[sign] == "#" else start, end, kind)


_NO_WORD = frozenset(["", *" \n、。の「(はお"])
_LEADING = (
    "暗証", "番号", "id", "コード", "ナンバー", "no", "no.", "内線", "直通", "下四桁", "下4桁", "下4けた",
    "下四けた", "下よんけた", "末尾", "カードの下", "記号", "店番", "パスワード", "普通", "当座",
    "市外局番", "局番", "真ん中", "まんなか", "一番最後", "いちばん最後",
    "後ろの四つ", "後ろ4桁", "後ろの4桁", "後ろの四桁", "最後の4桁", "最後の四桁",
)  # fmt: skip
"""After these even three digits are a number of somebody."""


def _kind(
    passage: Passage, run: Run, near: list[Cue], tight: Cue | None, look: PersonalKind | None
) -> PersonalKind:
    if tight and _bare(passage, tight) and len(near) > 1 and look is None:
        near, tight = near[:-1], None
    if tight and tight[2] and fits(tight[2], run.digits) and not _vague(passage, tight, look):
        return tight[2]
    if look:
        return look
    for cue in reversed(near):
        if cue[2] and fits(cue[2], run.digits):
            return cue[2]
    for kind, follows in _after():
        if follows.match(passage.text, run.end):
            return kind
    return PersonalKind.MEMBER_ID


def _bare(passage: Passage, cue: Cue) -> bool:
    """Just 番号, no 利用者番号."""
    word = passage.text[cue[0] : cue[1]]
    return word in words("cues")["endings"] and passage.text[max(0, cue[0] - 1) : cue[0]] in _NO_WORD


@lru_cache(maxsize=1)
def _letter() -> re.Pattern[str]:
    """Names of letters read out just before the digits: エー、ゼロゼロイチ."""
    return re.compile(rf"(?:(?:{any_of(words('contacts')['letters'])})[\s、のーー-]{{0,2}}){{1,4}}$")


def _lead(passage: Passage, low: int, start: int) -> int:
    """Where the letters begin that are read out, or stand apart, before the digits: A の〇〇七二三一."""
    letter = _letter().search(passage.kana, low, start) or _APART.search(passage.text, low, start)
    return letter.start() if letter else start


def _vague(passage: Passage, cue: Cue, look: PersonalKind | None) -> bool:
    """「番号は」「カード」 say little: the shape of the number says more."""
    word = passage.text[cue[0] : cue[1]]
    if look is PersonalKind.POSTCODE:  # 利用者番号 331-0092 has a word for it, 番号は331-0092 has none
        return _bare(passage, cue)
    return look is not None and (word in words("cues")["endings"] or len(word) < 3)


@lru_cache(maxsize=1)
def _after() -> tuple[tuple[PersonalKind, re.Pattern[str]], ...]:
    groups = words("cues")["after"]
    return tuple((PersonalKind(k), re.compile(rf"\s?(?:{any_of(group)})")) for k, group in groups.items())


@lru_cache(maxsize=1)
def _units() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = words("digits")
    ascii_units = any_of(u for u in lists["units"] if u.isascii())
    others = any_of(u for u in lists["units"] if not u.isascii())
    unit = rf"\s?(?!{any_of(lists['not_units'])})(?:{others}|(?:{ascii_units})(?![a-z0-9]))"
    return re.compile(unit), re.compile(rf"\s?(?:{any_of(lists['money'])})")


def _unit(passage: Passage, place: int) -> bool:
    return _units()[0].match(passage.text, place) is not None


def _without_amount(passage: Passage, run: Run) -> list[Run]:
    """The run without an amount at its end: 12,800円 and 15 2026年 leave nothing to mask."""
    text = passage.text
    if _NUMBER.fullmatch(text, run.start, run.end) and text[run.start] != "0":
        return []
    cut = re.compile(r"[0-9,.〇一二三四五六七八九]+$").search(text[run.start : run.end])
    if cut is None:
        return [run]
    start = run.start + cut.start()
    amount = "".join(c for c in cut[0] if c not in ",.")
    money = _units()[1].match(text, run.end) is not None
    marked = start > 0 and text[start - 1] in words("digits")["money_before"]
    counted = money or marked or (len(amount) < 10 and not amount.startswith("0") and _unit(passage, run.end))
    if not counted or (start > run.start and text[start - 1] in "-‐ー(."):
        return [run]
    kept = sum(end <= start for end in run.ends)
    if kept == 0:
        return []
    return [Run(run.start, run.ends[kept - 1], run.groups[:kept], run.ends[:kept])]


def _whole_word(passage: Passage, run: Run) -> tuple[int, int]:
    """With the letters written onto the number: AB-1234567, 0045-88x."""
    start, end, text = run.start, run.end, passage.text
    low = start
    while (
        low > 0
        and start - low < 24
        and (text[low - 1].isascii() and (text[low - 1].isalnum() or text[low - 1] in "-_"))
    ):
        low -= 1
    if low < start and (m := _WORD.search(text, low, start)) and text[low:start].strip("-_"):
        start = m.start()
    high = end
    while (
        high < len(text)
        and high - end < 24
        and (text[high].isascii() and (text[high].isalnum() or text[high] in "-_"))
    ):
        high += 1
    return start, end + len(text[end:high].rstrip("-_"))


def _codes(passage: Passage, cues: list[Cue]) -> Iterator[Find]:
    """What follows 会員番号, ID, アカウント and has letters."""
    text = passage.text
    for start, end, kind in cues:
        if kind not in {PersonalKind.MEMBER_ID, PersonalKind.URL_PRIVATE}:
            continue
        gap = _between().match(text, end)
        m = _CODE.match(text, gap.end() if gap else end)
        if m and _telling(text[start:end], m[0], _unit(passage, m.end())):
            at = m.start() - (text[m.start() - 1 : m.start()] in {"#", "@"})
            yield Find(at, m.end(), kind)


def _telling(cue: str, code: str, unit: bool) -> bool:
    digits = sum(c.isdigit() for c in code)
    letters = sum(c.isalpha() and c.isascii() for c in code)
    if letters and digits:
        return len(code) >= 3
    if letters:
        return (
            len(code) >= 4
            and cue.endswith(("id", "名", "アカウント", "パスワード"))
            and code not in _NO_NAMES
        )
    return False if unit else digits >= 3 and cue.endswith(_LEADING)


_NO_NAMES = frozenset({"pass", "password", "login", "code", "card", "http", "https", "error"})
