"""「もしもし、聞こえますか」: whether the caller is there, hears and may be spoken to, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.language.questions.question_forms import question_words
from trainer.language.text.normalise import normalise

_PIECE = re.compile(r"[^。、,.!?…~\s「」『』]+\??")
_GOES_ON = re.compile("(?<=ですが|ますが|ですけ|ますけ|なので|すので)(?:れど|ども|ど)?")
_HELLO = "もしもし"
_ASKS = ("か", "かね", "かな", "?")
_NAME = 8  # letters of a piece that only addresses the caller


def calls_out(text: str) -> bool:
    """Whether all of it calls, addresses the caller or is manners; who tells of a call does not call."""
    pieces = list(_pieces(text))
    called = [_calls(piece) for piece in pieces]
    return any(called) and all(c or _goes_along(p) for c, p in zip(called, pieces, strict=True))


def wants_to_talk(text: str) -> bool:
    """Whether it asks for leave to speak, rather than whether anybody hears."""
    return any(p.startswith(question_words("may_talk")) and p.endswith(_ASKS) for p in _pieces(text))


def tells_of_call(text: str) -> bool:
    """「もしもしと言っても返事がなかったのですか」「お電話が遠かったのですか」"""
    return any(form in text for form in question_words("telling_of_call"))


def _pieces(text: str) -> Iterator[str]:
    for piece in _PIECE.findall(normalise(text).text):
        for part in _GOES_ON.split(piece):
            for word in question_words("calling_softly"):
                part = part.replace(word, "")
            yield part


def _calls(piece: str) -> bool:
    rest = piece
    while rest.startswith(_HELLO):
        rest = rest.removeprefix(_HELLO)
    if rest.startswith(("と", "って")) or tells_of_call(rest):
        return False
    if rest != piece and (not rest.strip("?ー") or _goes_along(rest)):
        return True
    asked = (*question_words("still_there"), *question_words("may_talk"))
    return rest.startswith(question_words("calling_out")) or (rest.endswith(_ASKS) and rest.startswith(asked))


def _goes_along(piece: str) -> bool:
    """「お客様」「佐々木様」「お待たせいたしました」, beside a call."""
    name = len(piece) <= _NAME and piece.rstrip("?").endswith(("様", "さま", "さん"))
    return not piece or name or piece.startswith(question_words("beside_call"))
