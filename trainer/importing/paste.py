"""Pasted talk or mail as the moments of a case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from trainer.case import Case, Moment, Party
from trainer.dialogue import Channel
from trainer.errors import InvalidInput
from trainer.importing.terms import lookup, plain
from trainer.lengths import KEPT

LONGEST_MOMENT, MOST_MOMENTS = 4_000, 2_000
_TIME = re.compile(
    r"^[\[(<【]?((?:\d{4}[/-]\d{1,2}[/-]\d{1,2}[ T]?|\d{1,2}/\d{1,2} )?\d{1,2}:\d{2}(?::\d{2})?)[\])>】]?\s*"
)
_LABEL = re.compile(
    r"^(?:[【\[]([^【】\[\]]{1,12})[】\]]\s*[:：>]?|([^\s:：「」【】\[\]()]{1,12})\s*(?:[:：>]|(?=「)))\s*(.*)$",
    re.S,
)
"""A mark in brackets, or one that a colon, an arrow or an opening quote ends."""
_HEADER = re.compile(r"^(From|To|Cc|Date|Subject|件名|差出人|宛先|送信日時|日時)\s*[::]\s*(.*)$", re.I)
_LETTERS = {"a": Party.OPERATOR, "b": Party.CUSTOMER}


def from_paste(text: str) -> Case:
    """The draft of a case from a transcript or an e-mail: who spoke is told by the marks in front of
    the lines. A text too long for one moment goes on in the next. Raises InvalidInput for more moments
    than a draft keeps."""
    mail = _mail(text)
    if mail is not None:
        subject, body = mail
        told = _kept(_cut("", Party.CUSTOMER, body))
        return Case(title=subject[:KEPT], channel=Channel.EMAIL, timeline=told)
    told = moments(text)
    first = next((m.text for m in told if m.who is Party.CUSTOMER), told[0].text if told else "")
    return Case(title=re.split(r"[。!?\n]", first)[0][:60], timeline=told)


def moments(text: str) -> tuple[Moment, ...]:
    """Lines of talk: 「客: …」「OP「…」」「[10:02] お客様 > …」. A line without a mark goes on with the
    one before; without any marks at all every line is what happened."""
    found: list[tuple[str, Party, list[str]]] = []
    for line in text.splitlines():
        when, rest = _timed(line.strip())
        who, words = _spoken(rest)
        if not (words or when):
            continue
        if who is None and not when and found:
            found[-1][2].append(words)
        else:
            found.append((when, who or Party.OTHER, [words] if words else []))
    told = (m for when, who, lines in found for m in _cut(when, who, "\n".join(lines)))
    return _kept(told)


def _kept(told: Iterable[Moment]) -> tuple[Moment, ...]:
    found = tuple(islice(told, MOST_MOMENTS + 1))
    if len(found) > MOST_MOMENTS:
        raise InvalidInput(f"行が多すぎます({MOST_MOMENTS:,}行まで)。分けてください。")
    return found


def _cut(when: str, who: Party, text: str) -> Iterator[Moment]:
    """Words too long for one moment go on in the next."""
    for start in range(0, len(text), LONGEST_MOMENT):
        yield Moment(when=when[:60], who=who, text=text[start : start + LONGEST_MOMENT])


def _timed(line: str) -> tuple[str, str]:
    m = _TIME.match(line)
    return (m[1].strip(), line[m.end() :]) if m else ("", line)


def _spoken(line: str) -> tuple[Party | None, str]:
    """Who speaks, and their words without the mark and the brackets around them."""
    m = _LABEL.match(line)
    if not m:
        return None, line
    mark = plain(m[1] or m[2])
    known = lookup("speakers")
    meaning = known.get(mark) or known.get(mark.removesuffix("様").removesuffix("さん"))
    who = Party(meaning) if meaning else _LETTERS.get(mark)
    if who is None:
        return None, line
    words = m[3].strip()
    return who, words[1:-1] if words.startswith("「") and words.endswith("」") else words


def _mail(text: str) -> tuple[str, str] | None:
    """(subject, body without quotes) of an e-mail; None if it has no headers."""
    lines = text.strip().splitlines()
    headers: dict[str, str] = {}
    while lines and (m := _HEADER.match(lines[0])):
        headers[m[1].lower()] = m[2].strip()
        lines.pop(0)
    if not headers.keys() & {"subject", "件名", "from", "差出人"}:
        return None
    body = "\n".join(line for line in lines if not line.lstrip().startswith((">", "＞"))).strip()
    return headers.get("subject") or headers.get("件名") or "", body
