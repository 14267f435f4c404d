"""What a number looks like by itself: lengths, groups and check digits."""

from __future__ import annotations

from functools import lru_cache

from trainer.language.redaction.digits import Run
from trainer.personal import PersonalKind

_LENGTHS = {
    PersonalKind.PHONE: range(3, 16),
    PersonalKind.POSTCODE: range(7, 8),
    PersonalKind.CARD: (3, 4, *range(12, 20)),
    PersonalKind.MYNUMBER: range(12, 13),
    PersonalKind.BANK_ACCOUNT: range(3, 15),
    PersonalKind.BIRTHDATE: (6, 8),
}


def fits(kind: PersonalKind | None, digits: str) -> bool:
    """Whether a number of that kind can have so many digits."""
    return kind is not None and (kind not in _LENGTHS or len(digits) in _LENGTHS[kind])


def shape(run: Run, before: str) -> PersonalKind | None:
    """The kind a number shows without any word; `before` is the character in front of it."""
    digits, lengths = run.digits, tuple(len(g) for g in run.groups)
    if before == "+" or _phone(digits):
        return PersonalKind.PHONE
    if lengths == (4, 4, 4, 4) or (14 <= len(digits) <= 19 and _luhn(digits)):
        return PersonalKind.CARD
    if len(digits) == 12 and _individual(digits):
        return PersonalKind.MYNUMBER
    if lengths == (3, 4) or before == "〒":
        return PersonalKind.POSTCODE
    return None


@lru_cache(maxsize=1024)
def _phone(digits: str) -> bool:
    """A Japanese number with its leading 0, of a possible length; ranges need not be in use."""
    import phonenumbers

    if not digits.startswith("0") or len(digits) not in (10, 11):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(digits, "JP"))
    except phonenumbers.NumberParseException:
        return False


def _luhn(digits: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(digits))


def _individual(digits: str) -> bool:
    from stdnum.jp import in_

    return bool(in_.is_valid(digits))
