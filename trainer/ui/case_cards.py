"""Cases in lists, as HTML: the words that were looked for are marked, everything typed is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from trainer.case import CASE_CAUSE_LABELS, STATE_LABELS, Case, CaseRecord, CaseState
from trainer.case_query import CaseHit, CaseRow, Marked
from trainer.dialogue import CHANNEL_LABELS, Span
from trainer.escalation import NEED_LABELS
from trainer.persona import PERSONA_LABELS
from trainer.ui.card import PERSONA_SYMBOLS
from trainer.ui.markup import chip, esc, icon, text
from trainer.ui.picks import anchor

UNTITLED = "(題名なし)"
_STATE_KINDS = {CaseState.DRAFT: "", CaseState.WAITING: "attention", CaseState.STALE: "fault"}
_STATE_SYMBOLS = {CaseState.DRAFT: "edit_note", CaseState.WAITING: "hourglass_top", CaseState.STALE: "update"}


def marked(words: Marked, tag: str = "mark") -> str:
    """The text with its spans between `tag`s."""
    return tagged(words.text, words.spans, tag)


def tagged(words: str, spans: Sequence[Span], tag: str) -> str:
    out, last = [], 0
    for span in spans:
        out += [
            text_kept(words[last : span.start]),
            f"<{tag}>{text_kept(words[span.start : span.end])}</{tag}>",
        ]
        last = span.end
    return "".join([*out, text_kept(words[last:])])


def text_kept(words: str) -> str:
    """Escaped, with every line end kept, also a last one: a piece of a longer text."""
    return esc(words).replace("\r\n", "\n").replace("\n", "<br>")


def day(at: float, east: int) -> str:
    """2026年11月22日. `at`: seconds since the epoch, `east`: seconds east of UTC."""
    when = datetime.fromtimestamp(at, UTC) + timedelta(seconds=east)
    return f"{when.year}年{when.month}月{when.day}日"


def state_chip(state: CaseState) -> str:
    """Published is the usual state and needs no words."""
    if state is CaseState.PUBLISHED:
        return ""
    return chip(STATE_LABELS[state], _STATE_KINDS[state], _STATE_SYMBOLS[state])


def kinds(case: Case, *, tags: bool = True) -> str:
    """What kind of case it is, in small labels."""
    parts = [
        chip(PERSONA_LABELS[case.persona], symbol=PERSONA_SYMBOLS[case.persona]),
        chip(CASE_CAUSE_LABELS[case.cause]),
        chip(CHANNEL_LABELS[case.channel]),
        chip(case.industry) if case.industry else "",
        chip(f"引き継ぎ{NEED_LABELS[case.escalation.need]}"),
        *(f'<span class="tag">#{esc(t)}</span>' for t in case.tags if tags),
    ]
    return f'<div class="chips">{"".join(parts)}</div>'


def hit(found: CaseHit, east: int) -> str:
    """One result as a card; the whole card leads to the case."""
    record = found.record
    title = marked(found.title) if found.title.text else UNTITLED
    rest = "" if found.excerpt.text.endswith(("。", "」")) or not found.excerpt.text else "…"
    useful = f" ・ 役に立った {record.helpful}" if record.helpful else ""
    return (
        f'<article class="case-card"><h3>{anchor(record.id, title, permalink(record.id), "case-link")}'
        f"{state_chip(record.state)}</h3>"
        f'<p class="excerpt">{marked(found.excerpt)}{rest}</p>{kinds(record.case)}'
        f'<p class="small muted num">{esc(record.author_name)} ・ {day(record.updated_at, east)}{useful}</p>'
        "</article>"
    )


def row(found: CaseRow, east: int, note: str = "") -> str:
    """One line of a list: title, state, who, when. `note` is HTML."""
    title = anchor(found.id, esc(found.title or UNTITLED), permalink(found.id), "case-link")
    facts = " ・ ".join(
        part for part in (found.industry, CASE_CAUSE_LABELS[found.cause], found.author_name) if part
    )
    return (
        f'<li class="case-row"><b>{title}</b>{state_chip(found.state)}'
        f'<span class="small muted num">{esc(facts)} ・ {day(found.updated_at, east)}</span>{note}</li>'
    )


def line(record: CaseRecord, reasons: Sequence[str] = ()) -> str:
    """A case in a few words, with why it is shown."""
    title = anchor(record.id, esc(record.case.title or UNTITLED), permalink(record.id), "case-link")
    why = "".join(f"<li>{esc(reason)}</li>" for reason in reasons)
    return (
        f'<li class="case-row"><b>{title}</b><ul class="reasons small">{why}</ul>'
        f'<p class="small muted">{icon("school")}{text(record.case.lesson[:120])}</p></li>'
    )


def permalink(case_id: str) -> str:
    return f"/case?case={esc(case_id)}"
