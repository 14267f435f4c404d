"""What a case must have, and how long it may be, before it is kept or shared."""

from __future__ import annotations

from trainer.case import Case, field_label
from trainer.errors import InvalidInput
from trainer.lengths import KEPT, excess_of, too_long

MAX_REASON = 1_000
"""Longest reason for sending a case back or doubting it, in characters."""

_NEEDED = {"title": "題名", "situation": "状況", "lesson": "教訓"}


def missing(case: Case) -> list[str]:
    """Labels of the fields without which a case teaches nobody anything, and which are empty."""
    return [label for name, label in _NEEDED.items() if not str(getattr(case, name)).strip()]


def overlong(case: Case, *, most: int | None = None) -> list[str]:
    """Which field is how many characters too long to be shared (with `most`: longer than that)."""
    return [excess.told(field_label(excess.path)) for excess in too_long(case, most=most)]


def must_fit(case: Case) -> None:
    """Raises InvalidInput for what is too long to be shared."""
    if found := overlong(case):
        raise InvalidInput(f"{''.join(found)}短くしてから出してください。")


def must_be_kept(case: Case) -> None:
    """Raises InvalidInput for what is too long even for a draft."""
    if found := overlong(case, most=KEPT):
        raise InvalidInput(
            f"{''.join(found)}ここまで長い文は保存できません。欄に残っているうちに分けてください。"
        )


def reason_given(text: str) -> str:
    """The reason without outer blanks. Raises InvalidInput for an empty or overlong one."""
    if not text.strip():
        raise InvalidInput("理由が空です。どこを直せばよいかを書いてください。")
    if found := excess_of(text.strip(), MAX_REASON):
        raise InvalidInput(found.told("理由"))
    return text.strip()
