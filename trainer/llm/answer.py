"""One answer as it arrives: pieces of a stream in, visible text out, and at its end a judgement."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from trainer.llm.faults import Fault, LlmFailed
from trainer.llm.thoughts import Thoughts

CHARS_PER_TOKEN = 8
"""More than this is no token of any language: the server ignores the limit."""

MOST_TOKENS = 10_000_000
"""No model takes or gives more at once: a count above it is a fault of the server, and ours counts. One such
count would use up the day of the whole house."""

_LAYOUT = "\n\t"
_UNSEEN = ("Cc", "Cf", "Co")

_FAULTY_ENDS = {
    "length": Fault.TRUNCATED,
    "content_filter": Fault.FILTERED,
    "tool_calls": Fault.TOOL_CALL,
    "function_call": Fault.TOOL_CALL,
    "error": Fault.SERVER,
    "abort": Fault.UNFINISHED,
}
"""Values of `finish_reason`; every other one is an end (servers have more names for it than 「stop」)."""


@dataclass(frozen=True)
class Piece:
    """What one event says. `tokens`: (in, out) as the server counted."""

    text: str = ""
    thought: str = ""
    refused: bool = False
    finish: str = ""
    tokens: tuple[int, int] | None = None


def piece_of(event: dict[str, Any]) -> Piece:
    """Reads an event. Raises LlmFailed(UNREADABLE) when it is not of the shape that Chat Completions has."""
    tokens = _tokens(event.get("usage"))
    if not event.get("choices"):  # usage, or a provider's remarks
        return Piece(tokens=tokens)
    try:
        choice = event["choices"][0]
        delta = choice.get("delta") or {}
        text = delta.get("content") or ""
        thought = delta.get("reasoning_content") or delta.get("reasoning") or ""
        finish = choice.get("finish_reason") or ""
        refused = bool(delta.get("refusal"))
    except (AttributeError, TypeError, LookupError):
        raise LlmFailed(Fault.UNREADABLE) from None
    if not all(isinstance(part, str) for part in (text, thought, finish)):
        raise LlmFailed(Fault.UNREADABLE)
    return Piece(text, thought, refused, finish, tokens)


def _tokens(usage: object) -> tuple[int, int] | None:
    counts = [usage.get(n) for n in ("prompt_tokens", "completion_tokens")] if isinstance(usage, dict) else []
    whole = [n for n in counts if type(n) is int and 0 <= n <= MOST_TOKENS]
    return (whole[0], whole[1]) if len(whole) == 2 else None


class Answer:
    """Collects one answer. A `spoken` one shows its text as it comes, without thoughts; any other is
    read as a whole, and a model that put all of it into its thoughts is believed."""

    def __init__(self, max_tokens: int, *, spoken: bool) -> None:
        self.text = ""
        self.finish = ""
        self.began = False
        self.tokens: tuple[int, int] | None = None
        self._produced: list[str] = []
        self._length = 0
        self._spoken = spoken
        self._longest = max_tokens * CHARS_PER_TOKEN
        self._thought: list[str] = []
        self._thoughts = Thoughts()
        self._half = ""

    @property
    def produced(self) -> str:
        """All that the model wrote, thoughts included."""
        return "".join(self._produced)

    def take(self, piece: Piece) -> str:
        """Adds a piece; returns the text that may be seen now. Raises LlmFailed."""
        self.began = True
        self.tokens = piece.tokens or self.tokens
        if piece.refused:
            raise LlmFailed(Fault.REFUSED)
        if self.finish:  # whatever follows the end is no part of the answer
            return ""
        self.finish = piece.finish
        self._produced += (piece.thought, piece.text)
        self._length += len(piece.thought) + len(piece.text)
        if self._length > self._longest:
            raise LlmFailed(Fault.RUNAWAY)
        self._thought.append(piece.thought)
        text = self._joined(piece.text)
        text = self._show(self._thoughts.feed(text) if self._spoken else text)
        if self._spoken and self._thoughts.stray:
            raise LlmFailed(Fault.THINKING)
        return text

    def end(self) -> str:
        """The last visible text. Raises LlmFailed when the answer is not complete or not there."""
        if self._half or self._thoughts.unfinished:
            raise LlmFailed(Fault.THINKING if self._thoughts.unfinished else Fault.UNREADABLE)
        last = self._show(self._thoughts.end())
        thought = "".join(self._thought).strip()
        if thought and not self.text.strip():
            if self._spoken:
                raise LlmFailed(Fault.THINKING)
            self.text = thought
        if self.finish in _FAULTY_ENDS:
            raise LlmFailed(_FAULTY_ENDS[self.finish])
        if self.began and not self.finish:
            raise LlmFailed(Fault.UNFINISHED)
        if not self.text.strip():
            raise LlmFailed(Fault.EMPTY)
        return last

    def _show(self, text: str) -> str:
        if not self.text:
            text = text.lstrip()
        self.text += text
        return text

    def _joined(self, text: str) -> str:
        """`text` with the halves of characters put together that came in two pieces. Raises LlmFailed
        when a half stays alone or the server itself could not read its model's bytes."""
        text, self._half = self._half + text, ""
        if text and "\ud800" <= text[-1] <= "\udbff":
            text, self._half = text[:-1], text[-1]
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if "\ufffd" in text:
            raise LlmFailed(Fault.UNREADABLE)
        return _visible(text)


def _visible(text: str) -> str:
    """Without control and format characters (terminal codes, right-to-left overrides, invisible tags), which
    nobody speaks and which could make words look like others."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c in _LAYOUT or unicodedata.category(c) not in _UNSEEN)
