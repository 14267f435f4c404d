"""Against a server that is not ours: aimock of npm, which imitates OpenAI's streams and faults."""

from __future__ import annotations

import itertools
import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel, Field

from tests.llm import aimock
from tests.llm.conftest import MESSAGES
from trainer.llm import Fault, Llm, LlmFailed, Message
from trainer.settings import Price

pytestmark = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")

SECONDS = 6.0
"""For one answer: the first one of a server that has just started takes longer on a busy machine."""

WORDS = "いや、だから、まだ届いてないんですよ。いつになったら届くんですか。"
LIMIT = {"error": {"message": "slow down", "type": "rate_limit_error"}, "status": 429}


class Verdict(BaseModel):
    level: int = Field(ge=1, le=4)
    reason: str = Field(max_length=80)


def fixture(model: str, response: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What the server answers when this model is asked for."""
    return {"match": {"model": model, **more.pop("match", {})}, "response": response, **more}


FIXTURES = [
    fixture("well", {"content": WORDS}),
    fixture("slow-start", {"content": WORDS}, streamingProfile={"ttft": 400, "tps": 100, "jitter": 0.1}),
    fixture("too-slow", {"content": WORDS * 5}, streamingProfile={"ttft": 100, "tps": 3}),
    fixture("cut", {"content": WORDS}, latency=50, truncateAfterChunks=3),
    fixture("broken-off", {"content": WORDS}, latency=100, disconnectAfterMs=250),
    fixture("length", {"content": WORDS, "finishReason": "length"}),
    fixture("filter", {"content": WORDS, "finishReason": "content_filter"}),
    fixture("tool", {"toolCalls": [{"name": "end_call", "arguments": {}}]}),
    fixture("thinking", {"content": WORDS, "reasoning": "この客は怒っている。"}),
    fixture("limit-once", {**LIMIT, "retryAfter": 1}, match={"sequenceIndex": 0}),
    fixture("limit-once", {"content": WORDS}, match={"sequenceIndex": 1}),
    fixture("limit-long", {**LIMIT, "retryAfter": 300}),
    fixture("error-500", {"error": {"message": "boom", "type": "server_error"}, "status": 500}),
    fixture("key", {"error": {"message": "no", "code": "invalid_api_key"}, "status": 401}),
    fixture("dropped", {"content": WORDS}, chaos={"dropRate": 1.0}),
    fixture("malformed", {"content": WORDS}, chaos={"malformedRate": 1.0}),
    fixture("disconnected", {"content": WORDS}, chaos={"disconnectRate": 1.0}),
    fixture("judge", {"content": '```json\n{"level": 3, "reason": "具体的"}\n```'}),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with aimock.running(tmp_path_factory.mktemp("aimock"), FIXTURES, "--chunk-size", "4") as url:
        yield url


Ask = Callable[[str], Llm]


@pytest.fixture
def model(server: str, door: Callable[..., Llm]) -> Ask:
    return lambda name: door(server, model=name, judge_model=name, total_seconds=SECONDS)


def test_streaming(model: Ask) -> None:
    reply = model("well").stream(MESSAGES)
    pieces = list(reply)
    assert len(pieces) > 5 and "".join(pieces) == WORDS
    assert not reply.usage.estimated and reply.usage.tokens_in > 0 < reply.usage.tokens_out


def test_the_first_words_come_as_soon_as_the_server_gives_them(model: Ask) -> None:
    begun = time.monotonic()
    reply = model("slow-start").stream(MESSAGES)
    first = next(reply)
    assert WORDS.startswith(first) and time.monotonic() - begun > 0.35
    assert first + "".join(reply) == WORDS
    assert reply.first_seconds and reply.first_seconds < time.monotonic() - begun - 0.05


def test_thoughts_are_not_shown(model: Ask) -> None:
    assert "".join(model("thinking").stream(MESSAGES)) == WORDS


def test_structured_answer(model: Ask) -> None:
    assert model("judge").ask(MESSAGES, Verdict).value == Verdict(level=3, reason="具体的")


@pytest.mark.parametrize(
    ("name", "faults"),
    [
        ("too-slow", {Fault.TOO_SLOW}),
        ("cut", {Fault.UNFINISHED, Fault.CUT_OFF}),
        ("broken-off", {Fault.UNFINISHED, Fault.CUT_OFF}),
        ("length", {Fault.TRUNCATED}),
        ("filter", {Fault.FILTERED}),
        ("tool", {Fault.TOOL_CALL}),
        ("limit-long", {Fault.RATE_LIMITED}),
        ("error-500", {Fault.SERVER}),
        ("key", {Fault.WRONG_KEY}),
        ("dropped", {Fault.SERVER}),
        ("malformed", {Fault.UNREADABLE}),
        ("disconnected", {Fault.CUT_OFF}),
        ("no-such-model", {Fault.MODEL_NOT_FOUND, Fault.WRONG_PATH}),
    ],
)
def test_its_faults_are_named_in_time(model: Ask, name: str, faults: set[Fault]) -> None:
    begun = time.monotonic()
    with pytest.raises(LlmFailed) as caught:
        list(model(name).stream(MESSAGES))
    assert caught.value.fault in faults
    assert time.monotonic() - begun < SECONDS + 1.0


def test_retry_after_that_fits_the_time_is_waited_for(server: str, door: Callable[..., Llm]) -> None:
    begun = time.monotonic()
    assert "".join(door(server, model="limit-once", total_seconds=SECONDS).stream(MESSAGES)) == WORDS
    assert 1.0 <= time.monotonic() - begun < SECONDS


def test_a_server_in_chaos_never_costs_more_than_the_time_nor_doubles_a_word(
    tmp_path: Any, door: Callable[..., Llm]
) -> None:
    chaos = ("--chaos-drop", "0.2", "--chaos-malformed", "0.2", "--chaos-disconnect", "0.2")
    with aimock.running(tmp_path, [fixture("well", {"content": WORDS})], *chaos) as url:
        whole = 0
        for number in range(25):  # each with a circuit of its own: all of them are asked
            heard: list[str] = []
            begun = time.monotonic()
            try:
                heard += door(url, model="well", total_seconds=SECONDS).stream(
                    [*MESSAGES, Message("user", str(number))]
                )
                whole += 1
                assert "".join(heard) == WORDS
            except LlmFailed as failed:
                assert failed.fault in (Fault.SERVER, Fault.UNREADABLE, Fault.CUT_OFF)
            assert time.monotonic() - begun < SECONDS + 1.0
    assert 3 < whole < 25


def test_ping(server: str, door: Callable[..., Llm]) -> None:
    assert door(server, model="well").ping().ok
    assert "APIキー" in door(server, model="key").ping().words


def test_the_cost_of_a_whole_call_adds_up(server: str, door: Callable[..., Llm]) -> None:
    llm = door(server, model="well", total_seconds=SECONDS, price=Price(22.5, 90.0))
    talk, usages = list(MESSAGES), []
    for _ in range(5):
        reply = llm.stream(talk)
        talk += [Message("assistant", "".join(reply)), Message("user", "はい。")]
        usages.append(reply.usage)
    assert all(a.tokens_in < b.tokens_in for a, b in itertools.pairwise(usages))
    total = sum(usages[1:], usages[0])
    assert total.yen == pytest.approx(sum(u.yen for u in usages)) and total.yen > 0
    assert total.tokens == sum(u.tokens for u in usages)
