"""A case as a one-page story (HTML): what happened, what was done, where it turned, what to keep."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.case import (
    EFFECT_LABELS,
    PARTY_LABELS,
    Case,
    CaseRecord,
    CaseState,
    Effect,
    Moment,
    Party,
    Phrase,
)
from trainer.printing import escalation_words
from trainer.ui import case_cards
from trainer.ui.case_cards import day
from trainer.ui.markup import esc, icon, text

PARTY_SYMBOLS = {
    Party.CUSTOMER: "person",
    Party.OPERATOR: "headset_mic",
    Party.SUPERVISOR: "supervisor_account",
    Party.OTHER: "more_horiz",
}
EFFECT_SYMBOLS = {Effect.HELPED: "check_circle", Effect.HURT: "cancel"}


def head(record: CaseRecord, east: int) -> str:
    """Title, kinds, who wrote it when, and whether it may be trusted today."""
    facts = [f"書いた人 {esc(record.author_name)}", f"{day(record.updated_at, east)} 更新"]
    if record.review_on:
        d = record.review_on
        facts.append(f"見直し {d.year}年{d.month}月{d.day}日")
    return (
        f'<div class="case-title"><h1>{esc(record.case.title) or case_cards.UNTITLED}</h1>'
        f"{case_cards.state_chip(record.state)}</div>{case_cards.kinds(record.case)}"
        f'<p class="small muted num">{" ・ ".join(facts)}</p>{_doubt(record)}'
    )


def _doubt(record: CaseRecord) -> str:
    """What is said with the state: why it is doubted, or why it was sent back."""
    if record.state is CaseState.STALE:
        why = f": {esc(record.note)}" if record.note else "見直しの日を過ぎています。"
        return f'<div class="notice attention">{icon("update")}<div>内容が古いかもしれません{why}</div></div>'
    if record.state is CaseState.DRAFT and record.note:
        return (
            f'<div class="notice attention">{icon("reply")}<div>差し戻し({esc(record.updated_by)}): '
            f"{text(record.note)}</div></div>"
        )
    return ""


def story(case: Case) -> str:
    """The whole story in reading order; parts without words are left out."""
    parts = (
        _part("何が起きたか", "report", text(case.situation)),
        _part("どう動いたか", "timeline", timeline(case.timeline)),
        _part("引き継ぎ", "phone_forwarded", text(escalation_words(case.escalation))),
        _phrases(case.phrases),
        _part("結果", "flag", text(case.outcome)),
        _part("その後の対応", "event_repeat", text(case.follow_up)),
        _part("教訓", "school", text(case.lesson), "lesson"),
        _part("関連マニュアル", "menu_book", text(case.manual)),
    )
    return f'<article class="story">{"".join(parts)}</article>'


def _part(name: str, symbol: str, body: str, kind: str = "") -> str:
    if not body:
        return ""
    return f'<section class="{kind}"><h2>{icon(symbol)}{name}</h2><div>{body}</div></section>'


def timeline(moments: Sequence[Moment]) -> str:
    """The moments one below the other; 分かれ目 stand out where a decision was due."""
    rows = "".join(moment(m) for m in moments)
    return f'<ol class="timeline">{rows}</ol>' if rows else ""


def moment(m: Moment, tool: str = "") -> str:
    """One moment as a list entry; `tool` (HTML) stands at its end."""
    asked = (
        f'<div class="decision"><b>{icon("alt_route")}分かれ目</b>{text(m.decision)}</div>'
        if m.decision
        else ""
    )
    return (
        f'<li class="m-{m.who.value}"><span class="who">{icon(PARTY_SYMBOLS[m.who])}{PARTY_LABELS[m.who]}'
        f'<span class="num small muted">{esc(m.when)}</span></span>'
        f"<div>{text(m.text)}{asked}</div>{tool}</li>"
    )


def _phrases(phrases: Sequence[Phrase]) -> str:
    columns = ""
    for effect in Effect:
        said = "".join(phrase(p) for p in phrases if p.effect is effect)
        if said:
            columns += (
                f'<div class="said {effect.value}">'
                f"<h2>{icon(EFFECT_SYMBOLS[effect])}{EFFECT_LABELS[effect]}</h2>"
                f"<ul>{said}</ul></div>"
            )
    return f'<section class="saids">{columns}</section>' if columns else ""


def phrase(p: Phrase, tool: str = "") -> str:
    """Words that were said, and what they did."""
    why = f'<span class="small muted">{text(p.why)}</span>' if p.why else ""
    return f"<li><q>{esc(p.text)}</q>{why}{tool}</li>"
