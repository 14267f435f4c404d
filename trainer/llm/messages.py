"""What a model is asked: messages, and the limits of one request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from trainer.llm.usage import Usage, tokens_of
from trainer.settings import Price


class Message(NamedTuple):
    """One message. In a customer's turn the customer is `assistant` and the operator is `user`."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True)
class Request:
    """One request with its limits in seconds; `use` names it in the log."""

    use: str
    model: str
    messages: Sequence[Message]
    max_tokens: int
    temperature: float
    price: Price
    connect_seconds: float
    read_seconds: float
    total_seconds: float
    response_format: Any = None

    @property
    def at_most(self) -> Usage:
        """The most that it can use, counted by us."""
        into = tokens_of(message.text for message in self.messages)
        return Usage.of(into, self.max_tokens, self.price, estimated=True)

    def body(self) -> dict[str, Any]:
        """Parameters of Chat Completions, all of them ones that a server may refuse by name."""
        body: dict[str, Any] = {
            "max_tokens": self.max_tokens,
            "temperature": self.temperature,
            "stream_options": {"include_usage": True},
        }
        if self.response_format is not None:
            body["response_format"] = self.response_format
        return body

    def plain_messages(self) -> list[dict[str, str]]:
        """Messages as they go out. A lone surrogate cannot be sent, so it goes as 「?」."""
        return [
            {"role": m.role, "content": m.text.encode("utf-8", "replace").decode("utf-8")}
            for m in self.messages
        ]
