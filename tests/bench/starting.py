"""How long the product's modules take to import in a fresh process, and what they drag along."""

from __future__ import annotations

from tests.bench.figures import Figure, p50
from tests.bench.fresh import python

PART = "読み込み"
ROUNDS = 3
LATE = ("openai", "pandas", "pyttsx3", "altair", "streamlit")
"""What only those pay for who use it."""

_PROBE = """
import json, sys, time
begun = time.perf_counter()
import {module}
took = time.perf_counter() - begun
print(json.dumps([took, [name for name in {late} if name in sys.modules]]))
"""


def measure() -> list[Figure]:
    packages, _ = _import("pydantic, yaml, numpy")
    package, _ = _import("trainer")
    wiring, dragged = _import("trainer.wiring")
    return [
        Figure(
            PART, "import trainer", package, "秒", at_most=0.4, note=f"新しいプロセス、{ROUNDS}回の中央値"
        ),
        Figure(PART, "import trainer.wiring", wiring, "秒", note="画面以外のすべて"),
        Figure(PART, "pydantic・yaml・numpy だけ", packages, "秒", note="比べる基準"),
        Figure(
            PART,
            "wiring が早く読み込んだ重い部品",
            len(dragged),
            "個",
            at_most=0,
            note="、".join(dragged) or "なし",
        ),
    ]


def _import(module: str) -> tuple[float, list[str]]:
    """Seconds (median) and the packages of LATE that came along."""
    code = _PROBE.format(module=module, late=LATE)
    took, dragged = [], []
    for _ in range(ROUNDS):
        seconds, dragged = python("-c", code)
        took.append(seconds)
    return p50(took), dragged
