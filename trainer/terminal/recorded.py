"""A recorded call read back for scoring."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from trainer.attempt import EVENT, AnyEvent, Attempt, CustomerSaid, OperatorSaid, Started
from trainer.errors import InvalidInput
from trainer.files import Library
from trainer.language import read
from trainer.scenario import Cast


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
