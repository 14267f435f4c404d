"""A call in the terminal: steps in, events out; and the recorded call read back for scoring."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import click
from pydantic import ValidationError

from trainer import call
from trainer.attempt import (
    EVENT,
    OUTCOME_LABELS,
    AnyEvent,
    Attempt,
    CustomerSaid,
    Ended,
    OperatorSaid,
    Outcome,
    Started,
)
from trainer.errors import InvalidInput, TrainerError
from trainer.escalation import NEED_LABELS, NOTE_LABELS, TIMING_LABELS, Direction, Escalate, HandoverNote
from trainer.files import Library
from trainer.language import read
from trainer.scenario import Cast, Scenario, unfolded
from trainer.scorecard import Finding, Scorecard
from trainer.script import Step


@dataclass(frozen=True)
class Line:
    """How the two sides of a terminal talk: steps come in, events go out, errors are told."""

    steps: Callable[[], Iterator[Step]]
    show: Callable[[AnyEvent], None]


def play(cast: Cast, seed: int, line: Line) -> None:
    """Plays one call to its end; when the input breaks off, the call ends as abandoned."""
    started = Started(
        key="start",
        at=time.time(),
        attempt="terminal",
        trainee="terminal",
        scenario=cast.scenario.id,
        seed=seed,
    )
    attempt = call.begin(cast, started)
    for event in attempt.events:
        line.show(event)
    for number, step in enumerate(line.steps(), 1):
        try:
            events = call.take(cast, attempt, step, call.Stamp(time.time(), str(number)))
        except TrainerError as error:
            click.echo(str(error), err=True)
            continue
        for event in events:
            line.show(event)
        attempt = attempt.plus(*events)
        if attempt.ended:
            return
    for event in call.stop(attempt, call.Stamp(time.time(), "eof"), Outcome.ABANDONED):
        line.show(event)


# ---------------------------------------------------------------- JSON Lines


def json_lines() -> Line:
    return Line(_json_steps, lambda event: click.echo(event.model_dump_json()))


def _json_steps() -> Iterator[Step]:
    for number, text in enumerate(sys.stdin, 1):
        if not text.strip():
            continue
        try:
            yield step_of(json.loads(text))
        except (json.JSONDecodeError, RecursionError):
            click.echo(f'{number}行目がJSONとして読めません。{{"say": "…"}} の形で書いてください。', err=True)
        except InvalidInput as error:
            click.echo(f"{number}行目: {error}", err=True)


def step_of(value: object) -> Step:
    """A step from its JSON. Note fields may be named in English or as on screen; an empty `say`
    is silence. Raises InvalidInput."""
    if not isinstance(value, dict):
        raise InvalidInput('{"say": "…"} の形で書いてください。')
    if isinstance(value.get("escalate"), dict):
        form = dict(value["escalate"])
        form["note"] = _note(form.get("note") or {})
        value = {**value, "escalate": form}
    if value.get("say") == "":
        value = {"silent": 10.0}
    try:
        return Step.model_validate(value)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "操作"
        raise InvalidInput(
            f"「{where}」が正しくありません。say、hold、silent、escalate、end のどれか一つを書いてください"
            "(escalate の direction は vertical か horizontal)。"
        ) from error


def _note(given: object) -> dict[str, str]:
    if not isinstance(given, dict):
        raise InvalidInput("note は項目名と文の組で書いてください。")
    names = {label.split("(")[0]: field for field, label in NOTE_LABELS.items()}
    note: dict[str, str] = {}
    for key, text in given.items():
        field = names.get(str(key), str(key))
        if field in HandoverNote.model_fields:
            note[field] = str(text)
        else:
            known = "、".join(HandoverNote.model_fields)
            click.echo(
                f"引き継ぎ票に「{key}」という欄はありません。この欄は使いません(欄: {known})。", err=True
            )
    return note


# ---------------------------------------------------------------- people


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


# ---------------------------------------------------------------- reading back


def recorded(library: Library, lines: Iterable[dict[str, Any]]) -> tuple[Cast, Attempt]:
    """The call in the lines that `play --json` printed. The operator's words are read anew: a
    recorded reading is not evidence. Raises InvalidInput, NotFound."""
    events: list[AnyEvent] = []
    cast: Cast | None = None
    for number, line in enumerate(lines, 1):
        try:
            event = EVENT.validate_python(line)
        except ValidationError as error:
            raise InvalidInput(
                f"{number}件目の出来事が読めません。play --json の出力をそのまま渡してください。"
            ) from error
        if cast is None:
            if not isinstance(event, Started):
                raise InvalidInput(
                    "先頭に started がありません。play --json の出力を最初から渡してください。"
                )
            cast = library.cast(event.scenario)
        if isinstance(event, OperatorSaid):
            heard = (*cast.scenario.overheard, *Attempt.of(events).as_scripted)
            event = event.model_copy(update={"reading": read(event.text, heard, cast.scenario)})
        events.append(event)
    if cast is None or not any(isinstance(e, CustomerSaid) for e in events):
        raise InvalidInput("通話の記録がありません。play --json の出力を渡してください。")
    return cast, Attempt.of(events)


def scorecard_json(card: Scorecard) -> dict[str, Any]:
    """The scorecard in the shape of the command's contract (docs/commands.md)."""
    verdict = card.escalation
    return {
        "total": card.total,
        "unscored": card.unscored,
        "stars": card.stars,
        "dimensions": [
            {
                "id": d.id,
                "title": d.title,
                "points": d.points,
                "max": d.max,
                "unscored": d.unscored,
                "findings": [_finding_json(f) for f in d.findings],
            }
            for d in card.dimensions
        ],
        "penalties": [
            {"title": p.title, "points": p.points, "cap": p.cap, "finding": _finding_json(p.finding)}
            for p in card.penalties
        ],
        "escalation": verdict and verdict.model_dump(mode="json"),
        "strength": card.strength and _finding_json(card.strength),
        "changes": [_finding_json(f) for f in card.changes],
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    quoted = finding.evidence
    return {
        "turn": finding.turn,
        "start": quoted.start if quoted else None,
        "end": quoted.end if quoted else None,
        "quote": quoted.quote if quoted else "",
        "kind": finding.kind,
        "criterion": finding.criterion,
        "title": finding.title,
        "why": finding.why,
        "better": finding.better,
        "source": finding.source,
    }


def scorecard_text(card: Scorecard) -> str:
    """The scorecard for reading: total, verdict, what to keep and what to change, dimensions."""
    if card.total is None:
        return f"未採点: {card.unscored}"
    lines = [f"総合 {card.total:g}点  {'★' * card.stars}{'☆' * (3 - card.stars)}"]
    if card.escalation:
        verdict = card.escalation
        due = f"、{verdict.due_turn}発話目が目安" if verdict.due_turn else ""
        done = f"、{verdict.done_turn}発話目に実施" if verdict.done_turn else ""
        lines.append(f"引き継ぎ: {NEED_LABELS[verdict.needed]} → {TIMING_LABELS[verdict.timing]}{due}{done}")
    if card.strength and card.strength.evidence:
        lines.append(f"よかった点: 「{card.strength.evidence.quote}」 {card.strength.why}")
    for number, change in enumerate(card.changes, 1):
        said = f"「{change.evidence.quote[:60]}」" if change.evidence else ""
        lines.append(f"直すこと{number}: {change.title} {said} {change.why} 言い換え: {change.better}")
    for d in card.dimensions:
        lines.append(
            f"  {d.title}: "
            + (f"{d.points:g} / {d.max:g}" if d.points is not None else f"未採点({d.unscored})")
        )
    lines += [
        f"  {p.title}: " + (f"{p.points:g}" if p.cap is None else f"上限{p.cap:g}点") for p in card.penalties
    ]
    return "\n".join(lines)
