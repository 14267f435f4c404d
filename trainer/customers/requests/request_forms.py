"""Whether words ask for leave, for something to be done, or for a plain yes: forms only, no memory."""

from __future__ import annotations

import re
from enum import Enum
from functools import partial

from trainer.customers.memory import times
from trainer.customers.sentences import sentences
from trainer.customers.words import has, words
from trainer.language.text.normalise import normalise
from trainer.language.text.values import values

SHORT = 24
"""Characters up to which a sentence only asks whether the one before it suits."""

_PLEASANTRY = 24
"""Characters of a sentence that is nothing but a polite end."""

ASKS_WHAT_WAS = ("ましたか", "ましたでしょうか")
"""Ends of a question after what has happened or been done."""

_NAME = 14
"""Characters of a line with a company and a name."""

_SPOKEN_ENDS = tuple("すかいんたねよせとりば")

_SENTENCE = re.compile(r"[^。!?！？\n]+")
_QUOTED = re.compile("「[^」]*」")
_GAP = re.compile(r"(?<=[かねよ])[ 　]")

_has = partial(has, __file__)


class Wanted(Enum):
    """What is asked for: to let the operator do it, to agree to a date, to do it later or now."""

    LEAVE = "leave"
    DATE = "date"
    DEED = "deed"
    TRIAL = "trial"


def wanted(text: str) -> Wanted | None:
    """What the last such sentence of the text asks for; None if it asks for nothing of the kind."""
    asked = leave_asked(text)
    if asked is None:
        return None
    plain = _plain(text[slice(*asked)])
    if plain.endswith("ましょうか") and _has("together", plain):
        return Wanted.TRIAL
    if _requests(plain) and not _has("permission", plain) and not _has("agreeing", plain):
        near = plain[-2 * SHORT :]  # what stands further ahead of the request is another matter
        return Wanted.TRIAL if _has("now", plain) and not _has("later", near) else Wanted.DEED
    return Wanted.DATE if _makes_a_date(text[: asked[1]]) else Wanted.LEAVE


def asks_if_right(text: str) -> bool:
    """「お電話番号は000-…でよろしいですか」: a yes or a correction is wanted, no value."""
    plain = text.replace("、", "").rstrip("。?？ ")
    return _has("confirms", plain[-SHORT:]) and not _has("asks", plain)


def last_words(text: str) -> str:
    """The last sentence."""
    return next(reversed(sentences(text)), "")


def asks_if_more(sentence: str) -> bool:
    """「ほかにございますか」, 「何か気になることがありましたら」; not 「お孫様のほかに、どなたか」."""
    plain = sentence.replace("、", "").replace(" ", "")
    if _has("besides", plain) or (_has("other", plain) and plain.endswith(ASKS_WHAT_WAS)):
        return False  # 「ほかに、何か書いてありましたか」
    invites = plain.endswith("か") or _has("whatever", plain)
    return invites and _has("more", plain)


def asks_for_anything_else(text: str) -> bool:
    """Whether one of the last two sentences does: 「ほかにございますか」."""
    return any(asks_if_more(sentence) for sentence in sentences(text)[-2:])


def compares(text: str) -> bool:
    """「…で相違ございませんか」: whether what was read out is the same, rather than whether it suits."""
    return _has("exact", text.replace("、", "").rstrip("。?？ ")[-SHORT:])


def settles(text: str) -> bool:
    """「以上でよろしいでしょうか」: asks whether all is as agreed."""
    return _has("settles", text)


def gives_back(end: str) -> bool:
    """Whether a sentence with this end says what the other has said: 「…のですね」, 「…とのこと」."""
    plain = end.rstrip("?？!！ ")
    return plain.endswith(("か", "ね")) or _has("given_back", plain)


def is_pleasantry(text: str) -> bool:
    """「どうぞよろしくお願いいたします。」 and no more."""
    return "よろしくお願い" in text.replace("、", "") and len(text) <= _PLEASANTRY


def asks_value(text: str) -> bool:
    """Whether a name, a time, a place … is wanted, so that yes or no would be no answer."""
    return _has("asks", text) or _to_be_told(text)


def leave_asked(text: str) -> tuple[int, int] | None:
    """(start, end) of the sentence, one of the last two, that asks to be allowed something or asks for
    something to be done; None if there is none. To ask to be told something is a question."""
    text = _QUOTED.sub(lambda m: "「" + "＿" * (len(m[0]) - 2) + "」", text)  # others' words ask nothing
    text = _GAP.sub("。", text)  # who types without marks leaves a gap
    spans = [m.span() for m in _SENTENCE.finditer(text) if m[0].strip()]
    while len(spans) > 1 and _signs(text[slice(*spans[-1])]):
        spans.pop()
    for start, end in spans[:-3:-1]:
        said_before = last_words(text[:start])
        if _asks(text[start:end].strip(), said_before):
            return start, end
    return None


def _signs(sentence: str) -> bool:
    """Whether it is the name at the end of a mail."""
    return len(sentence) <= _NAME and not sentence.rstrip().endswith(_SPOKEN_ENDS)


def _makes_a_date(text: str) -> bool:
    """「水曜に伺います。ご都合はいかがでしょうか」: agreed to, it is a promise."""
    last = text[max(0, len(text) - 2 * SHORT) :]
    return bool(times(last)) and _has("visits", last)


def _to_be_told(text: str) -> bool:
    """Whether the caller is to tell something; not what we tell others or listen to."""
    if _has("told_by_us", text):
        return False
    return _has("telling", text) or (_has("calling", text[-SHORT:]) and not times(text))


def _plain(sentence: str) -> str:
    """「電話して」 is not 「話して」; who is nervous pauses anywhere: 「それで、いかがでしょうか」."""
    return sentence.replace("お電話", "連絡").replace("電話", "連絡").replace("、", "").strip()


def _asks(sentence: str, before: str) -> bool:
    """Whether the sentence asks for leave, whether the day, hour or sum of the one `before` suits, or for a
    favour."""
    plain = _plain(sentence)
    if _asks_leave(plain):
        return True
    if plain in words(__file__)["bare"] or (len(plain) <= SHORT and _has("convenient", plain)):
        return bool(values(normalise(before).text)) and not _has("refusing", before)
    if asks_value(plain) or _is_no_favour(plain):
        return False
    return _requests(plain) or _has("agreeing", plain) or (_has("suits", plain) and bool(times(plain)))


def _asks_leave(plain: str) -> bool:
    if _has("permission", plain) and not asks_value(plain[-SHORT:]):
        return True
    return (_has("let_us", plain) or plain.endswith("ましょうか")) and not asks_value(plain)


def _is_no_favour(plain: str) -> bool:
    """What other rules answer, or what recommends the use of something; not to use it can be asked."""
    return (_has("use", plain) and "ないで" not in plain) or _has("no_favour", plain)


def _requests(plain: str) -> bool:
    if _has("let_us", plain):  # 「改めさせてください」 asks leave
        return False
    return _has("request", plain) or plain.endswith(
        (*words(__file__)["would_you"], "ください", "下さい", "ないで")
    )
