"""A call as JSON Lines: a step a line in, an event a line out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click
from pydantic import ValidationError

from trainer.errors import InvalidInput
from trainer.escalation import NOTE_LABELS, HandoverNote
from trainer.script import Step
from trainer.terminal.play import Line


def json_lines() -> Line:
    return Line(_json_steps, lambda event: click.echo(event.model_dump_json()))


def _json_steps() -> Iterator[Step]:
    for number, text in enumerate(sys.stdin, 1):
        if not text.strip():
            continue
        try:
            yield _step_of(json.loads(text))
        except (json.JSONDecodeError, RecursionError):
            click.echo(f'{number}行目がJSONとして読めません。{{"say": "…"}} の形で書いてください。', err=True)
        except InvalidInput as error:
            click.echo(f"{number}行目: {error}", err=True)


def _step_of(value: object) -> Step:
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
            f"「{where}」が正しくありません。"
            "say、hold、silent、escalate、prepare、end のどれか一つを書いてください"
            "(escalate の direction は vertical か horizontal)。"
        ) from error


def _note(given: object) -> dict[str, str]:
    """Its fields by their English names; what stands under a name that is none goes to the facts, so that
    nothing that was written is lost."""
    if not isinstance(given, dict):
        raise InvalidInput("note は項目名と文の組で書いてください。")
    names = {label.split("(")[0]: field for field, label in NOTE_LABELS.items()}
    note: dict[str, str] = {}
    for key, text in given.items():
        field = names.get(str(key), str(key))
        if field in HandoverNote.model_fields:
            note[field] = _below(note.get(field, ""), str(text))
        else:
            known = "、".join(HandoverNote.model_fields)
            note["facts"] = _below(note.get("facts", ""), f"{key}: {text}")
            click.echo(
                f"引き継ぎ票に「{key}」という欄はありません。「事実」に書き添えました(欄: {known})。",
                err=True,
            )
    return note


def _below(before: str, text: str) -> str:
    return f"{before}\n{text}" if before else text
