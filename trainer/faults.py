"""What a model found wrong with the data of a file, as a Problem in Japanese with its line."""

from __future__ import annotations

import re
from typing import Any

from trainer.errors import Problem
from trainer.yaml_text import line_of

_FAULTS = {
    "missing": ("必要な項目がありません", "この項目を書き足してください"),
    "extra_forbidden": ("知らない項目です", "つづりを確かめるか、消してください"),
    "enum": ("使えない値です", "使える値: {expected}"),
    "literal_error": ("使えない値です", "使える値: {expected}"),
    "string_type": ("文字列ではありません", "文字列で書いてください(数字だけの値は引用符で囲みます)"),
    "string_pattern_mismatch": ("使えない文字があります", "半角の英小文字・数字・「-」「_」で書いてください"),
    "string_too_short": ("短すぎます", "{min_length}文字以上で書いてください"),
    "string_too_long": ("長すぎます", "{max_length}文字までにしてください"),
    "int_parsing": ("整数ではありません", "整数で書いてください"),
    "int_type": ("整数ではありません", "整数で書いてください"),
    "int_from_float": ("整数ではありません", "整数で書いてください"),
    "float_parsing": ("数値ではありません", "数値で書いてください"),
    "float_type": ("数値ではありません", "数値で書いてください"),
    "finite_number": ("数値ではありません", "数値で書いてください"),
    "bool_parsing": ("true か false ではありません", "true か false で書いてください"),
    "bool_type": ("true か false ではありません", "true か false で書いてください"),
    "tuple_type": ("並びではありません", "[ ] で囲むか、行の頭に「- 」を付けて並べてください"),
    "list_type": ("並びではありません", "[ ] で囲むか、行の頭に「- 」を付けて並べてください"),
    "dict_type": ("「項目名: 値」の並びではありません", "字下げして「項目名: 値」の形で書いてください"),
    "model_type": ("「項目名: 値」の並びではありません", "字下げして「項目名: 値」の形で書いてください"),
    "too_short": ("数が足りません", "少なくとも{min_length}個書いてください"),
    "too_long": ("数が多すぎます", "{max_length}個までにしてください"),
    "greater_than_equal": ("値が小さすぎます", "{ge}以上にしてください"),
    "less_than_equal": ("値が大きすぎます", "{le}以下にしてください"),
    "greater_than": ("値が小さすぎます", "{gt}より大きくしてください"),
    "less_than": ("値が大きすぎます", "{lt}より小さくしてください"),
}
"""By pydantic's type of error: what is wrong, and how to mend it."""


def problem(name: str, node: Any, fault: Any) -> Problem:
    """One entry of `ValidationError.errors()` for the file `name` with the tree `node`."""
    loc = tuple(part for part in fault["loc"] if part != "[key]")
    context = dict(fault.get("ctx", {}))
    if fault["type"] == "value_error":  # our own words in the models: what → how to mend
        what, _, mend = str(context["error"]).partition(" → ")
    else:
        what, mend = _FAULTS.get(
            fault["type"], ("この形では使えません", "docs/scenarios.md の見本と見比べてください")
        )
        given = fault.get("input")
        if isinstance(given, (str, int, float)) and fault["type"] != "missing":
            what += f"(「{str(given)[:40]}」)"
    if "expected" in context:  # "'phone', 'chat' or 'email'"
        context["expected"] = "、".join(re.findall(r"'([^']*)'", str(context["expected"])))
    return Problem(name, line_of(node, loc), ".".join(map(str, loc)), what, mend.format_map(context))
