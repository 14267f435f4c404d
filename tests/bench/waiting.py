"""What thirty trainees who wait for a slow model cost the others: the same scripted turns, of other
trainees on the same server, without and with them."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import Figure, p50, p95
from tests.bench.load import Tab, close_all, open_all, paced
from tests.bench.model import model
from tests.bench.page import LIMIT, Desks
from tests.bench.server import streamlit
from trainer.settings import ROOT, Settings
from trainer.settings.llm import LlmSettings
from trainer.wiring import build

PART = "言語モデルを待つ間"
WAITING, OTHERS = 30, 10
FIRST, BETWEEN = 2.0, 0.05
"""Seconds of the model to its first token, and from one to the next."""
THINK = 2.0
ROUNDS = 6
"""Times that the pair of measurements is taken, each with people of its own: a p95 of 240 turns rests on 12."""

_SLOW = f"""
from tests.llm.talking import TalkingServer
TalkingServer(first={FIRST}, between={BETWEEN}).url
"""


def measure() -> list[Figure]:
    with TemporaryDirectory(prefix="trainer-bench-") as folder, model(_SLOW) as slow:
        here = Path(folder)
        llm = LlmSettings(model="slow", judge_model="slow", base_url=slow)
        app = build(Settings(data=here, scenarios=ROOT / "scenarios", llm=llm))
        environment = {
            "TRAINER_DATA": str(here),
            "TRAINER_SCENARIOS": str(ROOT / "scenarios"),
            "OPENAI_BASE_URL": slow,
            "OPENAI_API_KEY": "",
            "TRAINER_LLM_MODEL": "slow",
        }
        with streamlit(ROOT / "streamlit_app.py", here / "server.log", environment) as url:
            return asyncio.run(_measure(Desks(app), Desks(app, speaker="model"), url))


async def _measure(others: Desks, waiting: Desks, url: str) -> list[Figure]:
    await _talk(others, *await _open(others, url, 2))  # loads dictionary, weights and scripts
    alone, beside, answers = [], [], []
    for _ in range(ROUNDS):
        alone += await _talk(others, *await _open(others, url, OTHERS))
        # Opening pages is no part of waiting for a model: all of them stand before it begins.
        crowd, few = await _open(waiting, url, WAITING), await _open(others, url, OTHERS)
        begun = asyncio.create_task(_talk(waiting, *crowd))
        await asyncio.sleep(FIRST)
        beside += await _talk(others, *few)
        answers += await begun
    note = f"{len(alone)}発話ずつ、{OTHERS}人、{THINK:.0f}秒に1回"
    return [
        Figure(PART, "台本の通話の一発話、AIの通話なし p50", p50(alone), "ms", note=note),
        Figure(PART, "台本の通話の一発話、AIの通話なし p95", p95(alone), "ms", note=note),
        Figure(PART, f"同、{WAITING}人がAIを待つ間 p50", p50(beside), "ms", note=note),
        Figure(PART, f"同、{WAITING}人がAIを待つ間 p95", p95(beside), "ms", note=note),
        Figure(PART, "比 p50", p50(beside) / p50(alone), "倍", LIMIT),
        Figure(PART, "比 p95", p95(beside) / p95(alone), "倍", LIMIT),
        Figure(
            PART, "AIの一発話、最後の言葉まで p50", p50(answers), "ms", note=f"最初の言葉まで{FIRST:.0f}秒"
        ),
    ]


async def _open(desks: Desks, url: str, people: int) -> tuple[list[Tab], list[list[str]]]:
    """So many new people, each with the page of a call, and what they will say round by round."""
    queries, rounds = desks.seat(people)
    tabs = [Tab(url, "practice", query) for query in queries]
    await open_all(tabs)
    return tabs, rounds


async def _talk(desks: Desks, tabs: Sequence[Tab], rounds: Sequence[Sequence[str]]) -> list[float]:
    """Milliseconds of every turn, each person at their own pace."""
    took = await paced(tabs, rounds, THINK, random.Random(1))
    await close_all(tabs)
    desks.check()
    return took


if __name__ == "__main__":
    from tests.bench.figures import as_table

    print(as_table(measure()))
