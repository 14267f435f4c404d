"""How much later the first words are seen through our door than through the bare SDK.

Both ask the same server on this machine in turns, over a kept connection; the server is a process of
its own that answers at once, so what is measured is all ours or all the SDK's.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.bench.figures import CannotMeasure, Figure, p50, p95
from tests.bench.model import model
from trainer.llm import Circuits, Llm, Message
from trainer.settings import LlmSettings

PART = "言語モデル"
WARM, ROUNDS, CLASS = 20, 300, 30
MESSAGES = [
    Message("system", "あなたは電話口のお客様です。" * 40),
    *(
        message
        for _ in range(8)
        for message in (
            Message("assistant", "いや、だから、まだ届いてないんです。"),
            Message("user", "ご不便をおかけしております。お調べしますので、注文番号を教えていただけますか。"),
        )
    ),
]
"""As long as the middle of a call."""

_AT_ONCE = """
from tests.llm.faulty import FaultyServer
from tests.llm.modes import GOOD
FaultyServer({"well": [[GOOD]]}).url("well")
"""


def measure() -> list[Figure]:
    with model(_AT_ONCE) as url:
        ours, bare = _ours(url), _bare(url)
        for _ in range(WARM):
            ours(), bare()
        pairs = [(ours(), bare()) for _ in range(ROUNDS)]
        through, without = [a for a, _ in pairs], [b for _, b in pairs]
        with ThreadPoolExecutor(CLASS) as together:
            crowd = list(together.map(lambda _: ours(), range(CLASS * 5)))
    note = f"{ROUNDS}回ずつ交互"
    return [
        Figure(PART, "最初の言葉まで、SDKだけ p50", p50(without), "ms", note=note),
        Figure(PART, "最初の言葉まで、製品の層を通して p50", p50(through), "ms", note=note),
        Figure(PART, "層の上乗せ p50", p50(through) - p50(without), "ms", at_most=20),
        Figure(PART, "層の上乗せ p95", p95(through) - p95(without), "ms"),
        Figure(PART, f"{CLASS}人同時、最初の言葉まで p95", p95(crowd), "ms", note="サーバーも同じ機械"),
    ]


def _ours(url: str) -> Callable[[], float]:
    """One turn through the door: milliseconds to its first text."""
    llm = Llm(LlmSettings(model="m", judge_model="m", base_url=url), Circuits())

    def turn() -> float:
        begun = time.perf_counter()
        reply = llm.stream(MESSAGES)
        next(reply)
        first = time.perf_counter() - begun
        if not "".join(reply):
            raise CannotMeasure("the answer through the door had one piece only")
        return 1000 * first

    return turn


def _bare(url: str) -> Callable[[], float]:
    """The same with nothing but the SDK."""
    import openai

    client = openai.OpenAI(api_key="none", base_url=url, max_retries=0)
    messages = [{"role": message.role, "content": message.text} for message in MESSAGES]

    def turn() -> float:
        begun, first = time.perf_counter(), 0.0
        stream = client.chat.completions.create(
            model="m",
            messages=messages,  # type: ignore[arg-type]
            max_tokens=200,
            temperature=0.8,
            stream=True,
            stream_options={"include_usage": True},
        )
        for chunk in stream:
            if not first and chunk.choices and chunk.choices[0].delta.content:
                first = time.perf_counter() - begun
        if not first:
            raise CannotMeasure("the SDK saw no text")
        return 1000 * first

    return turn


if __name__ == "__main__":
    from tests.bench.figures import as_table

    print(as_table(measure()))
