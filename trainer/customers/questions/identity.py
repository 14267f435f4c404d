"""Who the caller is: asked by name (「佐々木様でいらっしゃいますか」), or in a word (「電話番号は」)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.questions.read_back import digits
from trainer.customers.requests.request_forms import asks_if_right
from trainer.customers.situation import Situation
from trainer.customers.words import words
from trainer.dialogue import Question

_IS_IT_YOU = re.compile(r"様(?:ご本人)?(?:で(?:いらっしゃ|すか|しょうか|ございま|お間違|よろし)|[?？])")
_IN_SHORT = re.compile(
    r"(?:^|[、。\s]|ご登録の|あなたの|お客様の|ための)お?(?P<what>電話番号|名前|ご?住所)"
    r"(?:は|も|のほうは|をお願い(?:したい|いたし|し|でき)?[^。]{0,10}|をいただけますか)?[。?？…]*$"
)
_FIELDS = {"電話番号": "phone", "名前": "name", "住所": "address", "ご住所": "address"}


def to_being_named(s: Situation, questions: Sequence[Question]) -> tuple[Part, ...]:
    """The caller's name, if one of these questions asks whether it is they; a yes to a number of theirs that
    is pointed at; () otherwise."""
    name = s.scenario.card.name
    family = name.split(" ")[0]
    if s.said and all(_points_at_own_number(s.said.text[q.start : q.end], s) for q in questions):
        return (Part(Beat.RIGHT),)
    for question in questions:
        asked = s.said.text[question.start : question.end + 1] if s.said else ""
        found = _IS_IT_YOU.search(asked)
        if found and family and asked[: found.start()].replace(" ", "").endswith((family, _plain(name))):
            return (Part(Beat.OWN_DATA, value=_plain(name)),)
    return ()


def _points_at_own_number(asked: str, s: Situation) -> bool:
    """「000-…へお電話いたします。こちらの番号でよろしいですか」: what was said before is their number."""
    heard, phone = digits(s.said.text if s.said else ""), digits(s.scenario.card.phone)
    right = bool(phone) and phone in heard
    return right and asks_if_right(asked) and asked.startswith(words(__file__)["this_number"])


def to_own_data_in_short(s: Situation) -> tuple[Part, ...]:
    """Own data that the last words ask for without the form of a question; () if none."""
    if s.said is None or any(q.own_data for q in s.reading.questions):
        return ()
    found = _IN_SHORT.search(s.said.text)
    value = getattr(s.scenario.card, _FIELDS[found["what"]], "") if found else ""
    return (Part(Beat.OWN_DATA, value=_plain(value)),) if value else ()


def _plain(value: str) -> str:
    return value.replace(" ", "")
