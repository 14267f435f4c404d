"""Being asked to allow or to do something: neither a question about the matter nor a way out of it."""

from __future__ import annotations

import re

from trainer.beat import Beat
from trainer.customers import reactions
from trainer.customers.memory import times
from trainer.customers.parts import Part, Reply
from trainer.customers.situation import Situation
from trainer.customers.waiting import ASKS_PATIENCE, asked_to_wait, reacts_to_wait
from trainer.dialogue import DialogueAct
from trainer.language.normalise import normalise
from trainer.language.values import values

A = DialogueAct

WILLING = 75.0
"""Anger below which a caller does what they are asked to do."""

_PLEASANTRY = 24
"""Characters of a sentence that is nothing but a polite end."""

_SENTENCE = re.compile(r"[^。!?!?\n]+")
_PERMISSION = (
    "てもよろしい", "てよろしい", "でもよろしい", "てもいい", "てもかまい", "ても構い",
    "ても大丈夫", "ても差し支え", "ますがよろしい", "ますけど、いい",
)  # fmt: skip
_SETTLES = ("以上でよろしい", "これでよろしい", "それでよろしい", "で間違いない", "お間違い", "これで大丈夫")
"""Asks whether all is as agreed."""
_SUITS = ("でよろしい", "でいかが", "で構いません", "でかまいません", "で大丈夫", "でいいですか")
"""Asks leave when a time stands with it; else it asks whether something is right."""
_REQUEST = (
    "ていただけますか", "ていただけませんか", "ていただけますでしょうか", "ていただけないでしょうか",
    "ていただきたい", "ていただければと", "てもらえますか", "てもらえませんか",
    "でいただけますか", "でいただけますでしょうか", "いておいて", "てみてもらえ", "ことはできますか",
)  # fmt: skip
_WOULD_YOU = ("いただけますか", "いただけますでしょうか", "いただけませんか", "いただけませんでしょうか")
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
_NO_FAVOUR = (
    "待っ", "待ち", "お時間", "お願いできますか", "落ち着", "ご安心", "安心して", "ご理解", "ご納得",
    "お分かり", "おわかり",
)  # fmt: skip
"""Requests that have rules of their own, or are none."""
_BARE = ("よろしいでしょうか", "よろしいですか", "よろしゅうございますか", "大丈夫でしょうか")
"""Asks leave for what the sentence before it has said, if that names a time or an amount."""
_CONVENIENT = (
    "ご都合はいかが",
    "ご都合いかが",
    "ご都合はよろしい",
    "ご都合よろしい",
    "それでよろしい",
    "これでよろしい",
)
SHORT = 24
"""Characters up to which a sentence only asks whether the one before it suits."""
_REFUSING = ("できません", "かねます", "できかね", "難しい")
_AGREEING = ("ご了承いただけ", "ご了解いただけ", "ご承諾いただけ", "ご承知いただけ", "ご同意いただけ")
_ASKS = ("何", "いつ", "どこ", "どちら", "どなた", "誰", "いくつ", "いくら", "どの", "どう", "どれ", "なぜ")


def consents(s: Situation) -> Reply | None:
    """Lets the operator do it, or does it; too angry for that, wants to know what for."""
    reading = s.reading
    if s.said is None or reading.has(A.LIMIT) or s.faulted or s.contradicted or _offered_anew(s):
        return None
    if asked_to_wait(s) and any(word in s.said.text for word in ASKS_PATIENCE):
        return None
    leave = leave_asked(s.said.text)
    beside = [q for q in reading.questions if not leave or q.end <= leave[0] or q.start >= leave[1]]
    if any(q.own_data for q in reading.questions) or any(q.facts for q in beside):
        return None
    agreed = s.agreed and (any(form in s.said.text for form in _SETTLES) or is_pleasantry(s.said.text))
    if not (agreed or leave):
        return None
    if s.mood.anger >= WILLING:
        return Reply((*reactions.brief(s), Part(Beat.PRESS)), "頼みを聞く気になれない")
    called = reacts_to_wait(s) if reading.has(A.FOLLOW) else None
    lead = tuple(p for p in reactions.brief(s) if p.beat is not Beat.CONFIRM)  # one yes is enough
    beat = Beat.PROMISE_OK if leave and _makes_a_date(s.said.text[: leave[1]]) else Beat.CONSENT
    return called or Reply((*lead, Part(beat)), "頼みを承知した")


def _makes_a_date(text: str) -> bool:
    """「水曜に伺います。ご都合はいかがでしょうか」: agreed to, it is a promise."""
    last = text[max(0, len(text) - 2 * SHORT) :]
    return bool(times(last)) and any(word in last for word in ("伺", "うかが", "お届け", "お送り", "お取り"))


def _offered_anew(s: Situation) -> bool:
    return any(o.remedy not in s.attempt.accepted for o in s.reading.offers)


def is_pleasantry(text: str) -> bool:
    """「どうぞよろしくお願いいたします。」 and no more."""
    return "よろしくお願い" in text and len(text) <= _PLEASANTRY


def asks_value(text: str) -> bool:
    """Whether a name, a time, a place … is wanted, so that yes or no would be no answer."""
    return any(word in text for word in _ASKS) or _to_be_told(text)


def _to_be_told(text: str) -> bool:
    return any(word in text for word in _TELLING) or (any(w in text for w in _CALLING) and not times(text))


def leave_asked(text: str) -> tuple[int, int] | None:
    """(start, end) of the sentence, one of the last two, that asks to be allowed something or asks for
    something to be done; None if there is none. To ask to be told something is a question."""
    sentences = [m.span() for m in _SENTENCE.finditer(text) if m[0].strip()]
    for start, end in sentences[:-3:-1]:
        before = text[:start].rstrip("。?？!！ 　\n")
        if _asks(text[start:end].strip(), before[before.rfind("。") + 1 :], last=end == sentences[-1][1]):
            return start, end
    return None


def _asks(sentence: str, before: str, *, last: bool) -> bool:
    # 「電話して」 is not 「話して」; who is nervous pauses anywhere: 「それで、いかがでしょうか」
    plain = sentence.replace("お電話", "連絡").replace("電話", "連絡").replace("、", "")
    if _has(_PERMISSION, plain) and not _to_be_told(plain):
        return True
    if plain in _BARE or (
        len(plain) <= SHORT and _has(_CONVENIENT, plain)
    ):  # "… at ten. Would that suit you?"
        return bool(values(normalise(before).text)) and not _has(_REFUSING, before)
    if asks_value(plain) or _has(_NO_FAVOUR, plain):
        return False
    if (
        _has(_REQUEST, plain)
        or plain.endswith(_WOULD_YOU)
        or (last and plain.endswith(("ください", "下さい")))
        or _has(_AGREEING, plain)
    ):
        return True
    return _has(_SUITS, plain) and bool(times(plain))


def _has(forms: tuple[str, ...], text: str) -> bool:
    return any(form in text for form in forms)
