"""Masking a case before it is shared: proposed by rules, corrected and confirmed by a person.

Pure functions over a Case: what a page draws side by side, and what it does on each correction.
Nothing here is automatic: `confirm` is called when a person has looked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import Field, ValidationError

from trainer.case import Case, field_label
from trainer.desk import CustomerCard
from trainer.dialogue import Frozen
from trainer.errors import Conflict, InvalidInput, NotFound
from trainer.language.redaction import Placeholders, redact, redact_all
from trainer.lengths import too_long
from trainer.personal import KnownPerson, PersonalKind, PersonalSpan


class Replacement(Frozen):
    """`text` at [start, end) of a field of the original gives way to `placeholder`. `field` is a
    dotted path: situation, timeline.0.text."""

    field: str
    start: int
    end: int
    kind: PersonalKind
    text: str
    placeholder: str


class Leftover(Frozen):
    """What still looks personal at [start, end) of a field of the masked case."""

    field: str
    start: int
    end: int
    kind: PersonalKind
    text: str


class Proposal(Frozen):
    """Replacements in reading order, not overlapping; `harmless` are texts that a person declared
    to be nobody's data."""

    known: tuple[KnownPerson, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    harmless: tuple[str, ...] = ()


class Mark(Frozen):
    """That [start, end) of a field is to be hidden, without quoting it."""

    field: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    kind: PersonalKind


class Corrections(Frozen):
    """A proposal as it is kept: for the text with this digest."""

    digest: str
    marks: tuple[Mark, ...] = ()
    harmless: tuple[str, ...] = ()


def from_card(card: CustomerCard) -> KnownPerson:
    """The person on a customer card."""
    return KnownPerson(name=card.name, reading=card.reading)


def propose(case: Case, known: Sequence[KnownPerson] = ()) -> Proposal:
    """Everything in the case that the rules take for personal data."""
    texts = fields(case)
    found = redact_all(tuple(texts.values()), known)
    marks = [(field, span) for field, spans in zip(texts, found, strict=True) for span in spans]
    return _numbered(case, Proposal(known=tuple(known)), marks)


def remove(case: Case, proposal: Proposal, replacement: Replacement) -> Proposal:
    """Without this replacement. What is left bare this way shows up among the leftovers until it is
    declared harmless. Raises NotFound if there is no such replacement."""
    _present(proposal, replacement)
    return _numbered(case, proposal, _marks(r for r in proposal.replacements if r != replacement))


def add(case: Case, proposal: Proposal, text: str, kind: PersonalKind) -> Proposal:
    """With every place where `text` stands and is not replaced yet; replacements inside it give way.

    Raises InvalidInput for a blank text, NotFound if it stands nowhere."""
    if not text.strip():
        raise InvalidInput("伏せる言葉が空です。伏せたい言葉を入力してください。")
    kept = list(proposal.replacements)
    new: list[tuple[str, PersonalSpan]] = []
    for field, content in fields(case).items():
        for start in _places(content, text):
            end = start + len(text)
            others = [r for r in kept if r.field == field and r.start < end and start < r.end]
            if all(start <= r.start and r.end <= end for r in others):
                kept = [r for r in kept if r not in others]
                new.append((field, PersonalSpan(start=start, end=end, kind=kind)))
    if not new:
        raise NotFound(f"「{text}」は本文にないか、すでに伏せてあります。つづりを確かめてください。")
    return _numbered(case, proposal, [*_marks(kept), *new])


def change_kind(case: Case, proposal: Proposal, replacement: Replacement, kind: PersonalKind) -> Proposal:
    """With another kind for this replacement and all that share its placeholder."""
    _present(proposal, replacement)
    same = [r for r in proposal.replacements if r.placeholder == replacement.placeholder]
    others = _marks(r for r in proposal.replacements if r not in same)
    changed = [(r.field, PersonalSpan(start=r.start, end=r.end, kind=kind)) for r in same]
    return _numbered(case, proposal, [*others, *changed])


def declare_harmless(proposal: Proposal, text: str) -> Proposal:
    """With `text` known to be nobody's data: it no longer counts as a leftover, anywhere."""
    return proposal.model_copy(update={"harmless": tuple(dict.fromkeys([*proposal.harmless, text]))})


def corrections(case: Case, proposal: Proposal) -> Corrections:
    """The proposal in a form that quotes nothing but what was declared harmless."""
    marks = (Mark(field=r.field, start=r.start, end=r.end, kind=r.kind) for r in proposal.replacements)
    return Corrections(digest=_digest(case), marks=tuple(marks), harmless=proposal.harmless)


def corrected(case: Case, kept: Corrections, known: Sequence[KnownPerson] = ()) -> Proposal | None:
    """The proposal again; None when it was made for another text."""
    if kept.digest != _digest(case):
        return None
    marks = [(m.field, PersonalSpan(start=m.start, end=m.end, kind=m.kind)) for m in kept.marks]
    return _numbered(case, Proposal(known=tuple(known), harmless=kept.harmless), marks)


def apply(case: Case, proposal: Proposal) -> Case:
    """The masked case.

    Raises Conflict if the case is not the one the proposal was made for, InvalidInput if a field
    becomes longer than a draft may be."""
    texts = fields(case)
    for r in proposal.replacements:
        if texts.get(r.field, "")[r.start : r.end] != r.text:
            raise Conflict("伏せ字を作ったあとで本文が変わっています。伏せ字の案を作り直してください。")
    changed = {field: _replaced(field, text, proposal) for field, text in texts.items()}
    try:
        return Case.model_validate(_rebuilt(case.model_dump(), "", changed))
    except ValidationError as error:
        named = "、".join(field_label(".".join(map(str, e["loc"]))) for e in error.errors())
        raise InvalidInput(
            f"伏せ字にすると長すぎる欄があります: {named}。本文を短くしてください。"
        ) from error


def leftovers(
    case: Case, known: Sequence[KnownPerson] = (), harmless: Iterable[str] = ()
) -> tuple[Leftover, ...]:
    """What is still found in a masked case and was not declared harmless."""
    passed = set(harmless)
    return tuple(
        Leftover(field=field, start=s.start, end=s.end, kind=s.kind, text=text[s.start : s.end])
        for field, text in fields(case).items()
        for s in redact(text, known)
        if text[s.start : s.end] not in passed
    )


def confirm(case: Case, proposal: Proposal) -> Case:
    """The masked case, fit to be shared: a person has looked at every replacement.

    Raises InvalidInput naming what still looks personal, or what is too long to be shared."""
    done = apply(case, proposal)
    if long := "".join(excess.told(field_label(excess.path)) for excess in too_long(done)):
        raise InvalidInput(f"伏せ字にすると{long}本文を短くしてください。")
    left = leftovers(done, proposal.known, proposal.harmless)
    if left:
        shown = "、".join(f"{field_label(x.field)}の「{x.text}」" for x in left[:5])
        more = f"ほか{len(left) - 5}か所" if len(left) > 5 else ""
        raise InvalidInput(
            f"個人情報と思われる箇所が残っています: {shown}{more}。"
            "伏せるか、問題がないと確かめた印を付けてください。"
        )
    return done


def fields(case: Case) -> dict[str, str]:
    """Dotted path → text for everything that a person wrote, in the order of the case's fields."""
    return dict(_leaves(case.model_dump(), ""))


def _leaves(value: Any, path: str) -> Iterable[tuple[str, str]]:
    """Plain strings only: members of an enumeration are choices, nobody's words."""
    if type(value) is str and value:
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, (list, tuple)):
        for i, inner in enumerate(value):
            yield from _leaves(inner, f"{path}.{i}")


def _rebuilt(value: Any, path: str, changed: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {k: _rebuilt(v, f"{path}.{k}" if path else k, changed) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_rebuilt(v, f"{path}.{i}", changed) for i, v in enumerate(value))
    return changed.get(path, value)


def _replaced(field: str, text: str, proposal: Proposal) -> str:
    out, last = [], 0
    for r in (r for r in proposal.replacements if r.field == field):
        out += [text[last : r.start], r.placeholder]
        last = r.end
    return "".join([*out, text[last:]])


def _marks(replacements: Iterable[Replacement]) -> list[tuple[str, PersonalSpan]]:
    return [(r.field, PersonalSpan(start=r.start, end=r.end, kind=r.kind)) for r in replacements]


def _numbered(case: Case, proposal: Proposal, marks: list[tuple[str, PersonalSpan]]) -> Proposal:
    """The marks in reading order with placeholders numbered by first mention."""
    texts = fields(case)
    order = {field: i for i, field in enumerate(texts)}
    marks = sorted(marks, key=lambda mark: (order[mark[0]], mark[1].start))
    placeholders = Placeholders(proposal.known, tuple(texts.values()))
    placeholders.meet(texts[f][s.start : s.end] for f, s in marks if s.kind is PersonalKind.PERSON)
    replacements = tuple(
        Replacement(
            field=field,
            start=span.start,
            end=span.end,
            kind=span.kind,
            text=(text := texts[field][span.start : span.end]),
            placeholder=placeholders.placeholder(span.kind, text),
        )
        for field, span in marks
    )
    return proposal.model_copy(update={"replacements": replacements})


def _digest(case: Case) -> str:
    return hashlib.sha256(case.model_dump_json().encode()).hexdigest()


def _places(content: str, text: str) -> Iterable[int]:
    at = content.find(text)
    while at >= 0:
        yield at
        at = content.find(text, at + len(text))


def _present(proposal: Proposal, replacement: Replacement) -> None:
    if replacement not in proposal.replacements:
        raise NotFound("その伏せ字はもうありません。画面を読み込み直してください。")
