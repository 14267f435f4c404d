"""A call typed by a person."""

from __future__ import annotations

from collections.abc import Iterator

import click

from trainer.attempt import OUTCOME_LABELS, AnyEvent, CustomerSaid, Ended
from trainer.escalation import NOTE_LABELS, Direction, Escalate, HandoverNote
from trainer.scenario import Scenario, unfolded
from trainer.script import Step
from trainer.terminal.play import Line


def prompt(scenario: Scenario) -> Line:
    """Shows what a trainee may read beforehand, then takes typed words."""
    click.echo(_brief(scenario))
    click.echo(
        "お客様への言葉を入力してください。\n"
        "/hold 保留、/back 保留を解除、/escalate 引き継ぎ、/end 終話、/stop 中断"
    )
    return Line(_typed_steps, _print)


def _brief(scenario: Scenario) -> str:
    card, brief = scenario.card, scenario.brief
    known = (("契約", card.contract), ("時期", card.since), ("番号", card.number), ("電話", card.phone))
    lines = [
        f"{scenario.title}({scenario.company})",
        f"状況: {brief.situation}",
        f"目標: {brief.goal}",
        f"自分の権限: {brief.authority}",
        "、".join([f"お客様: {card.name}様", *(f"{name} {value}" for name, value in known if value)]),
        *(f"  {entry}" for entry in card.history),
        *(f"マニュアル「{page.title}」: {page.text}" for page in scenario.manual),
    ]
    return "\n".join(unfolded(line) for line in lines) + "\n"


def _typed_steps() -> Iterator[Step]:
    for text in iter(lambda: _ask("あなた> "), None):
        word = text.strip()
        if word == "/stop":
            return
        if word == "/end":
            yield Step(end=True)
        elif word in ("/hold", "/back"):
            yield Step(hold=word == "/hold")
        elif word == "/escalate":
            yield Step(escalate=_ask_escalation())
        elif word:
            yield Step(say=text)


def _ask(label: str) -> str | None:
    try:
        return input(label)
    except EOFError:
        return None


def _ask_escalation() -> Escalate:
    way = _ask("方向(1 上席へ / 2 専門部署へ)> ")
    return Escalate(
        direction=Direction.HORIZONTAL if way == "2" else Direction.VERTICAL,
        team=_ask("引き継ぎ先> ") or "",
        reason=_ask("理由> ") or "",
        words=_ask("お客様への一言> ") or "",
        note=HandoverNote(**{field: _ask(f"{label}> ") or "" for field, label in NOTE_LABELS.items()}),
    )


def _print(event: AnyEvent) -> None:
    if isinstance(event, CustomerSaid):
        click.echo(f"お客様[{event.mood.word} {event.mood.anger:.0f}] {event.text}")
    elif isinstance(event, Ended):
        click.echo(f"── {OUTCOME_LABELS[event.outcome]}")
