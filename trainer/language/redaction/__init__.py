"""Personal data in Japanese text: where it stands, and the text without it. Fail-closed: what
cannot be told from a harmless number or name is masked, and a person confirms the result."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.language.redaction.accounts import accounts
from trainer.language.redaction.addresses import addresses
from trainer.language.redaction.contacts import contacts
from trainer.language.redaction.dates import dates
from trainer.language.redaction.known import known_names
from trainer.language.redaction.masks import Placeholders, masked
from trainer.language.redaction.names import kana_only, word_list
from trainer.language.redaction.numbers import numbers
from trainer.language.redaction.organisations import organisations
from trainer.language.redaction.overlap import merged
from trainer.language.redaction.passage import passage
from trainer.language.redaction.people import people
from trainer.personal import KnownPerson, PersonalKind, PersonalSpan

__all__ = ["Placeholders", "mask", "masked", "redact", "redact_all"]


def redact(text: str, known: Sequence[KnownPerson] = ()) -> tuple[PersonalSpan, ...]:
    """All personal data in `text`, in order, not overlapping; `known` are the people of the case.

    Any Unicode text, lone surrogates included; linear in its length. Placeholders are passed over."""
    if not text or text.isspace():
        return ()
    page = passage(text)
    when = dates(page)
    finds = [*when.births, *contacts(page), *addresses(page, when.spans), *people(page)]
    finds += organisations(page)
    finds += accounts(page, numbers(page, when.spans))
    finds += [find for find, _ in known_names(page, known)]
    spans: list[PersonalSpan] = []
    for find in merged(finds):
        start, end = page.normal.original(find.start, find.end)
        if spans and start < spans[-1].end:  # halves of one character that the normal form divides
            start = spans[-1].end
        if start < end:
            spans.append(PersonalSpan(start=start, end=end, kind=find.kind))
    return tuple(spans)


def redact_all(
    texts: Sequence[str], known: Sequence[KnownPerson] = ()
) -> tuple[tuple[PersonalSpan, ...], ...]:
    """`redact` for each text of one case; a name that one text gives away is found in all."""
    first = [redact(text, known) for text in texts]
    names = {
        text[s.start : s.end]
        for text, spans in zip(texts, first, strict=True)
        for s in spans
        if s.kind is PersonalKind.PERSON
    }
    telling = sorted(n for n in names if len(n) > 1 and not kana_only(n) and n not in word_list("cities"))
    people_here = [*known, *(KnownPerson(name=name) for name in telling)]
    return tuple(redact(text, people_here) for text in texts) if telling else tuple(first)


def mask(texts: Sequence[str], known: Sequence[KnownPerson] = ()) -> tuple[str, ...]:
    """The texts of one case with placeholders; the same person or number bears the same one."""
    found = redact_all(texts, known)
    placeholders = Placeholders(known, texts)
    placeholders.meet(
        text[s.start : s.end]
        for text, spans in zip(texts, found, strict=True)
        for s in spans
        if s.kind is PersonalKind.PERSON
    )
    return tuple(masked(text, spans, placeholders) for text, spans in zip(texts, found, strict=True))
