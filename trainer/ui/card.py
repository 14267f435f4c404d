"""The operator's screen: brief, customer card, manual pages."""

from __future__ import annotations

from trainer.desk import Brief, CustomerCard
from trainer.dialogue import CHANNEL_LABELS, SEAT_LABELS
from trainer.persona import PERSONA_LABELS, PersonaKind
from trainer.scenario import Scenario
from trainer.ui.markup import chip, esc, fold, icon, prose, text

PERSONA_SYMBOLS = {
    PersonaKind.EMOTIONAL: "sentiment_stressed",
    PersonaKind.LOGICAL: "account_tree",
    PersonaKind.VIP: "workspace_premium",
    PersonaKind.TECHNICAL: "build",
}
_CARD_ROWS = (
    ("contract", "契約"),
    ("since", "時期"),
    ("number", "番号"),
    ("phone", "電話"),
    ("email", "メール"),
    ("address", "住所"),
    ("birthday", "生年月日"),
)


def chips(scenario: Scenario) -> str:
    """What kind of call it is, in small labels."""
    level = f"難易度 {'●' * scenario.difficulty}{'○' * (4 - scenario.difficulty)}"
    return (
        '<div class="chips">'
        + chip(PERSONA_LABELS[scenario.persona], symbol=PERSONA_SYMBOLS[scenario.persona])
        + chip(SEAT_LABELS[scenario.seat])
        + chip(CHANNEL_LABELS[scenario.channel])
        + chip(scenario.industry)
        + chip(level)
        + "</div>"
    )


def brief(words: Brief) -> str:
    """Situation, goal, own authority."""
    rows = (
        ("状況", "info", words.situation),
        ("目標", "flag", words.goal),
        ("自分の権限", "key", words.authority),
    )
    return "".join(
        f'<section class="brief"><h3>{icon(symbol)}{name}</h3><p>{prose(body)}</p></section>'
        for name, symbol, body in rows
    )


def customer(card: CustomerCard) -> str:
    """Name, contract, contact, earlier contacts, memo."""
    rows = "".join(
        f"<dt>{label}</dt><dd>{text(value)}</dd>"
        for field, label in _CARD_ROWS
        if (value := getattr(card, field))
    )
    history = "".join(f"<li>{text(entry)}</li>" for entry in card.history)
    past = f'<h4>これまでのお問い合わせ</h4><ol class="history">{history}</ol>' if history else ""
    memo = f'<p class="card-memo">{icon("sticky_note_2")}{text(card.memo)}</p>' if card.memo else ""
    return (
        f'<div class="card-name"><b>{esc(card.name)} 様</b>'
        f'<span class="muted small">{esc(card.reading)}</span></div>'
        f"<dl>{rows}</dl>{past}{memo}"
    )


def manual(scenario: Scenario) -> str:
    """The manual pages, folded."""
    return "".join(
        fold(esc(page.title), f"<p>{prose(page.text)}</p>", kind="page") for page in scenario.manual
    )


def desk(scenario: Scenario) -> str:
    """Card, manual and own authority as one column beside the brief."""
    return (
        f'<div class="desk"><h3>{icon("account_circle")}お客様</h3>{customer(scenario.card)}'
        f"<h3>{icon('menu_book')}対応マニュアル</h3>{manual(scenario)}{_authority(scenario)}</div>"
    )


def seat(scenario: Scenario) -> str:
    """Card and own authority beside the talk, where the manual is opened by name."""
    return (
        f'<div class="desk"><h3>{icon("account_circle")}お客様</h3>{customer(scenario.card)}'
        f"{_authority(scenario)}</div>"
    )


def _authority(scenario: Scenario) -> str:
    return fold("自分の権限", f"<p>{prose(scenario.brief.authority)}</p>", kind="page")
