"""Who worded the customer: told once during the call, and line by line afterwards."""

from __future__ import annotations

from trainer.attempt import INTERRUPTED, SCRIPT, Attempt, CustomerSaid
from trainer.customers.by_model.gate import BREACH_LABELS, Breach
from trainer.llm import Fault
from trainer.speaking import FAULTY, spent_in
from trainer.ui.markup import esc, icon, text

QUIET = "AIの応答がないため、台本の言葉で続けています"
_CEILINGS = {
    Fault.OVER_CALL: "この通話でAIを使える上限に達したため、台本の言葉で続けています",
    Fault.OVER_DAY: "今日AIを使える上限に達したため、台本の言葉で続けています",
}


def stood_in(event: CustomerSaid) -> bool:
    """The script spoke because the model could not be asked or did not answer."""
    return bool(event.use and event.use.fault and event.use.fault != INTERRUPTED)


def first_stand_in(attempt: Attempt) -> CustomerSaid | None:
    """The line before which the person is told, once a call."""
    return next((e for e in attempt.customer if stood_in(e)), None)


def aside(event: CustomerSaid) -> str:
    """The quiet line itself, as HTML."""
    fault = event.use.fault if event.use else ""
    words = next((w for f, w in _CEILINGS.items() if f.value == fault), QUIET)
    return f'<div class="line aside">{icon("info")}<span>{text(words)}</span></div>'


def tag(event: CustomerSaid) -> str:
    """Beside a line of a finished call: who worded it, and why not the model. HTML."""
    if event.worded_by != SCRIPT:
        return '<span class="worded">AI</span>'
    return f'<span class="worded">台本{esc(_why(event))}</span>'


def _why(event: CustomerSaid) -> str:
    if event.use is None:
        return ""
    if event.use.fault == INTERRUPTED:
        return "(AIの言葉を待たずに進んだため)"
    if event.use.fault == FAULTY:
        return "(製品の不具合)"
    if event.use.fault:
        return f"({Fault(event.use.fault).words.split('。')[0]})"
    return f"(AIの案: {'、'.join(BREACH_LABELS[Breach(name)] for name in event.use.refused)})"


def summary(attempt: Attempt) -> str:
    """How many lines each side worded, and what the model took. HTML; "" for a scripted call."""
    if attempt.started.speaker != "model":
        return ""
    by_model = [e for e in attempt.customer if e.worded_by != SCRIPT]
    names = "、".join(dict.fromkeys(e.worded_by.partition(":")[2] for e in by_model))
    used = spent_in(attempt)
    parts = [
        f"AI{f'({names})' if names else ''} {len(by_model)}発言",
        f"台本 {len(attempt.customer) - len(by_model)}発言",
        f"{'約' if used.estimated else ''}入力{used.tokens_in:,}・出力{used.tokens_out:,}トークン",
        *([f"約{used.yen:,.2f}円"] if used.yen else []),
    ]
    return f'<p class="small muted worded-by">お客様の言葉: {esc(" ・ ".join(parts))}</p>'
