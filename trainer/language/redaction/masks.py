"""Placeholders that keep kind and identity: the same person is 【氏名1】 in every text of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from trainer.language.redaction.digits import runs
from trainer.language.redaction.known import who
from trainer.language.redaction.passage import PLACEHOLDER, passage
from trainer.language.redaction.words import hiragana
from trainer.language.text.normalise import normalise
from trainer.personal import PERSONAL_LABELS, KnownPerson, PersonalKind, PersonalSpan

_BY_LETTERS = frozenset(
    {
        PersonalKind.PERSON,
        PersonalKind.ADDRESS,
        PersonalKind.EMAIL,
        PersonalKind.URL_PRIVATE,
        PersonalKind.ORGANISATION,
    }
)


@dataclass
class Placeholders:
    """Hands out numbers in the order of first mention. `taken`: texts whose placeholders are not
    given to anybody else."""

    known: Sequence[KnownPerson] = ()
    taken: Iterable[str] = ()
    _numbers: dict[tuple[PersonalKind, str], int] = field(default_factory=dict)
    _last: dict[PersonalKind, int] = field(default_factory=dict)
    _names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds = {label: kind for kind, label in PERSONAL_LABELS.items()}
        for text in self.taken:
            for m in PLACEHOLDER.finditer(text):
                label = m[0].strip("【】").rstrip("0123456789")
                number = int(m[0].strip("【】")[len(label) :])
                self._last[kinds[label]] = max(number, self._last.get(kinds[label], 0))

    def meet(self, texts: Iterable[str]) -> None:
        """Learns the full names first, so that a surname alone finds its owner."""
        self._names += [name for text in texts if (name := _folded(text)) not in self._names]

    def placeholder(self, kind: PersonalKind, text: str) -> str:
        key = (kind, self._identity(kind, text))
        if key not in self._numbers:
            self._last[kind] = self._numbers[key] = self._last.get(kind, 0) + 1
        return f"【{PERSONAL_LABELS[kind]}{self._numbers[key]}】"

    def _identity(self, kind: PersonalKind, text: str) -> str:
        if kind is not PersonalKind.PERSON:
            return _folded(text) if kind in _BY_LETTERS else _digits(text) or _folded(text)
        if (person := who(text, self.known)) is not None:
            return f"#{person}"
        name = _folded(text)
        longer = [n for n in self._names if n.startswith(name) and n != name]
        return longer[0] if len(longer) == 1 and len(name) > 1 else name


def masked(text: str, spans: Sequence[PersonalSpan], placeholders: Placeholders) -> str:
    """The text with a placeholder for each span; spans in order, not overlapping."""
    placeholders.meet(text[s.start : s.end] for s in spans if s.kind is PersonalKind.PERSON)
    return "".join(_pieces(text, spans, placeholders))


def _pieces(text: str, spans: Sequence[PersonalSpan], placeholders: Placeholders) -> Iterator[str]:
    last = 0
    for span in spans:
        yield text[last : span.start]
        yield placeholders.placeholder(span.kind, text[span.start : span.end])
        last = span.end
    yield text[last:]


def _folded(text: str) -> str:
    """Letters only, one spelling for all widths and kana."""
    return "".join(c for c in hiragana(normalise(text).text) if c.isalnum() or c in "ー@")


def _digits(text: str) -> str:
    """090-1234, 〇九〇一二三四 and ゼロきゅうゼロいちにさんよん are one number; +81 is 0."""
    digits = "".join(run.digits for run in runs(passage(text)))
    return "0" + digits[2:] if text.lstrip().startswith(("+81", "+81")) else digits
