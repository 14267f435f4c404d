"""Being asked to allow or to do something: neither a question about the matter nor a way out of it."""

from __future__ import annotations

import re

from trainer.beat import Beat
from trainer.customers import reactions
from trainer.customers.memory import times
from trainer.customers.parts import Part, Reply
from trainer.customers.situation import Situation
from trainer.dialogue import DialogueAct

A = DialogueAct

WILLING = 75.0
"""Anger below which a caller does what they are asked to do."""

_PLEASANTRY = 24
"""Characters of a sentence that is nothing but a polite end."""

_SENTENCE = re.compile(r"[^。!?!?\n]+")
_PERMISSION = (
    "てもよろしい", "てよろしい", "でもよろしい", "てもいい", "てもかまい", "ても構い",
    "ても大丈夫", "ても差し支え", "ますが、よろしい", "ますがよろしい", "ますけど、いい",
)  # fmt: skip
_SETTLES = ("以上でよろしい", "これでよろしい", "それでよろしい", "で間違いない", "お間違い", "これで大丈夫")
"""Asks whether all is as agreed."""
_SUITS = ("でよろしい", "でいかが", "で構いません", "でかまいません", "で大丈夫", "でいいですか")
"""Asks leave when a time stands with it; else it asks whether something is right."""
_REQUEST = (
    "ていただけますか", "ていただけませんか", "ていただけますでしょうか", "ていただけないでしょうか",
    "ていただきたい", "ていただければと", "てもらえますか", "てもらえませんか", "てください", "て下さい",
    "でいただけますか", "でいただけますでしょうか", "でください", "いておいて", "てみてもらえ",
)  # fmt: skip
_TELLING = (
    "教え",
    "聞かせ",
    "お聞き",
    "お話",
    "話して",
    "おっしゃ",
    "言って",
    "書いて",
    "知らせ",
    "読み上げ",
)
"""What is asked for is to be told something."""
_CALLING = ("伺", "うかが")
"""「十時に伺ってもよろしいですか」 asks leave to come, 「お名前を伺っても」 to be told something."""
_NO_FAVOUR = ("待っ", "待ち", "お願いできますか", "落ち着", "ご安心", "安心して")
"""Requests that have rules of their own, or are none."""
_ASKS = ("何", "いつ", "どこ", "どちら", "どなた", "誰", "いくつ", "いくら", "どの", "どう", "どれ", "なぜ")


def consents(s: Situation) -> Reply | None:
    """Lets the operator do it, or does it; too angry for that, wants to know what for."""
    reading = s.reading
    if s.said is None or reading.offers or reading.has(A.FOLLOW, A.LIMIT) or s.faulted:
        return None
    if reading.has(A.HOLD) and "お待たせ" not in s.said.text:
        return None
    if any(q.facts or q.own_data for q in reading.questions) or s.contradicted:
        return None
    agreed = s.agreed and (any(form in s.said.text for form in _SETTLES) or is_pleasantry(s.said.text))
    if not (agreed or asks_leave(s.said.text)):
        return None
    if s.mood.anger >= WILLING:
        return Reply((*reactions.brief(s), Part(Beat.PRESS)), "頼みを聞く気になれない")
    return Reply((*reactions.brief(s), Part(Beat.CONSENT)), "頼みを承知した")


def is_pleasantry(text: str) -> bool:
    """「どうぞよろしくお願いいたします。」 and no more."""
    return "よろしくお願い" in text and len(text) <= _PLEASANTRY


def asks_value(text: str) -> bool:
    """Whether a name, a time, a place … is wanted, so that yes or no would be no answer."""
    return any(word in text for word in _ASKS) or _to_be_told(text)


def _to_be_told(text: str) -> bool:
    return any(word in text for word in _TELLING) or (any(w in text for w in _CALLING) and not times(text))


def asks_leave(text: str) -> bool:
    """Whether the last sentence asks to be allowed something, or asks for something to be done; asking to be
    told something is a question."""
    text = text.replace("お電話", "連絡").replace("電話", "連絡")  # 「電話して」 is not 「話して」
    sentences = [m[0].strip() for m in _SENTENCE.finditer(text) if m[0].strip()]
    if not sentences:
        return False
    if any(form in s and not _to_be_told(s) for s in sentences[-2:] for form in _PERMISSION):
        return True
    last = sentences[-1]
    if asks_value(last) or any(word in last for word in _NO_FAVOUR):
        return False
    if any(form in last for form in _REQUEST) or last.endswith(("ください", "下さい")):
        return True
    return any(form in last for form in _SUITS) and bool(times(last))
