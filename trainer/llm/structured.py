"""Structured answers: the schema as servers want it, and the object out of whatever text came back."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ValidationError

from trainer.llm.messages import Message

_FENCE = "```"


def strict_schema(schema: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema in the strict form: every object closed, every property required."""
    import openai

    parameters: dict[str, Any] = dict(openai.pydantic_function_tool(schema)["function"]["parameters"])
    return parameters


def response_format(name: str, strict: dict[str, Any]) -> dict[str, Any]:
    """`response_format` for Chat Completions."""
    return {"type": "json_schema", "json_schema": {"name": name, "schema": strict, "strict": True}}


def instruction(strict: dict[str, Any]) -> Message:
    """The same schema in words: servers that ignore `response_format` still see it."""
    body = json.dumps(strict, ensure_ascii=False)
    return Message("user", f"次のJSON Schemaに合うJSONだけを出力してください。前置きは不要です。\n{body}")


def correction(error: ValidationError) -> Message:
    """Says what did not fit, without quoting what was there."""
    faults = [f"{'.'.join(map(str, e['loc'])) or '全体'}: {e['msg']}" for e in error.errors()[:5]]
    return Message("user", "形が合いません。" + " / ".join(faults) + "\n直したJSONだけを出力してください。")


def json_in(text: str) -> str:
    """The JSON object within an answer: after thoughts, inside a fence, between the outer braces."""
    text = text.rpartition("</think>")[2]
    if text.count(_FENCE) >= 2:
        text = text.split(_FENCE)[1]
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text
