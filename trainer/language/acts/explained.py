"""The five parts of a good explanation of a handover (rubric §3.3), where a handover is spoken of."""

from __future__ import annotations

from trainer.dialogue import TRANSFER, ActSpan, Explained, Speaker, Transcript
from trainer.language.acts.direction import refused, spoken_of
from trainer.language.lexicon.index import hits
from trainer.language.text.forms import Forms, forms_of
from trainer.language.text.parsing import Parsed
from trainer.language.text.values import values_between


def read_explained(
    parsed: Parsed, forms: Forms, acts: tuple[ActSpan, ...], transcript: Transcript
) -> tuple[Explained, ...]:
    """Each stretch that gives one part, in order; nothing if no handover is spoken of here or in
    the operator's utterance before."""
    if not (any(a.act in TRANSFER for a in acts) or spoken_of(forms) or _before(transcript)):
        return ()
    found: dict[tuple[int, int, str], Explained] = {}
    for entry, spans in hits("why", parsed):
        for span in spans:
            if refused(forms, *span):
                continue
            start, end = parsed.span(*_with_number(parsed, *span))
            found[start, end, entry.part] = Explained(start=start, end=end, part=entry.part)
    return tuple(found[k] for k in sorted(found))


def _with_number(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """「分ほどお待ち」 with the number in front of it."""
    value = next((v for v in values_between(parsed.normal.text, start - 6, start) if v.end > start), None)
    return (value.start if value else start), end


def _before(transcript: Transcript) -> bool:
    last = next((u.text for u in reversed(transcript) if u.speaker is Speaker.OPERATOR), "")
    return bool(last) and spoken_of(forms_of(last))
