"""Structured answers: whatever a model wraps around its JSON, the deed gets a valid object or a fault."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from tests.llm.conftest import MESSAGES, QUICK
from tests.llm.faulty import PATIENCE, FaultyServer, Script, Wait
from tests.llm.modes import STREAM, USAGE, error, event, line, part, says, stream
from trainer.llm import Fault, Llm, LlmFailed, Spent, Usage
from trainer.settings import Price

Door = Callable[..., Llm]
Serving = Callable[..., FaultyServer]


class Check(BaseModel):
    question: str = Field(max_length=40)
    verdict: Literal["はい", "いいえ", "該当場面なし"]


class Verdict(BaseModel):
    checks: list[Check] = Field(max_length=3)
    level: int = Field(ge=1, le=4)
    reason: str = Field(default="", max_length=80)


VERDICT = Verdict(checks=[Check(question="受け止めたか", verdict="はい")], level=3, reason="具体的")
JSON = VERDICT.model_dump_json()
BAD = json.dumps({"checks": [], "level": 9, "reason": "具体的"}, ensure_ascii=False)


def answering(*texts: str) -> list[Script]:
    return [[stream(says(text))] for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        JSON,
        json.dumps(json.loads(JSON), indent=2),
        f"```json\n{JSON}\n```",
        f"```\n{JSON}\n```\n以上です。",
        f"承知しました。\n{JSON}\nご確認ください。",
        f"<think>level は {{3}} か</think>\n{JSON}",
        f"level は3か</think>{JSON}",
    ],
    ids=["plain", "indented", "fence", "bare fence", "chatty", "thought", "half a thought"],
)
def test_the_object_is_found_in_what_the_model_wrote(door: Door, serving: Serving, text: str) -> None:
    server = serving(m=answering(text))
    assert door(server.url("m")).ask(MESSAGES, Verdict).value == VERDICT
    assert len(server.asked["m"]) == 1


def test_an_object_that_came_as_a_thought_is_taken(door: Door, serving: Serving) -> None:
    server = serving(m=[[stream(part(line(event(reasoning_content=JSON))))]])
    assert door(server.url("m")).ask(MESSAGES, Verdict).value == VERDICT


def test_the_schema_goes_out_twice_and_strictly(door: Door, serving: Serving) -> None:
    server = serving(m=answering(JSON))
    door(server.url("m"), judge_model="judge").ask(MESSAGES, Verdict, max_tokens=300)
    body = server.asked["m"][0].body
    schema = body["response_format"]["json_schema"]["schema"]
    assert body["model"] == "judge" and body["temperature"] == 0.0 and body["max_tokens"] == 300
    assert schema["required"] == ["checks", "level", "reason"] and schema["additionalProperties"] is False
    assert json.dumps(schema, ensure_ascii=False) in body["messages"][-1]["content"]


def test_a_server_without_schemas_still_answers(door: Door, serving: Serving) -> None:
    no = error(400, "unsupported_parameter", message="response_format.type is unknown")
    server = serving(m=[[no], *answering(JSON)])
    assert door(server.url("m")).ask(MESSAGES, Verdict).value == VERDICT
    assert "response_format" not in server.asked["m"][1].body


@pytest.mark.parametrize("bad", [BAD, "できません。", "{", "[]", '{"level": "三"}'])
def test_it_is_asked_once_more_and_told_what_was_wrong(door: Door, serving: Serving, bad: str) -> None:
    server = serving(m=answering(bad, JSON))
    answered = door(server.url("m"), price=Price(), judge_price=Price(1.0, 1.0)).ask(MESSAGES, Verdict)
    assert answered.value == VERDICT
    first, second = (asked.body["messages"] for asked in server.asked["m"])
    assert second[: len(first)] == first
    assert [m["role"] for m in second[len(first) :]] == ["assistant", "user"]
    assert second[-2]["content"] == bad and "形が合いません" in second[-1]["content"]
    if bad == BAD:
        assert "level" in second[-1]["content"]


def test_after_the_second_time_it_is_a_fault_with_its_cost(
    door: Door, serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    usage = part(line({"choices": [], "usage": USAGE}))
    server = serving(m=[[stream(says(BAD), part(line(event("stop"))), usage)]])
    with pytest.raises(LlmFailed) as caught:
        door(server.url("m"), judge_price=Price(100.0, 100.0)).ask(MESSAGES, Verdict)
    assert caught.value.fault is Fault.INVALID and len(server.asked["m"]) == 2
    assert caught.value.usage == Usage(240, 22, 2 * 131 * 100 / 1e6)
    assert "judge invalid model=" in caplog.text and "具体的" not in caplog.text


def test_a_failure_of_the_second_time_has_the_cost_of_both(door: Door, serving: Serving) -> None:
    usage = part(line({"choices": [], "usage": USAGE}))
    server = serving(m=[[stream(says(BAD), part(line(event("stop"))), usage)], [error(401)]])
    with pytest.raises(LlmFailed) as caught:
        door(server.url("m")).ask(MESSAGES, Verdict)
    assert caught.value.fault is Fault.WRONG_KEY and caught.value.usage == Usage(120, 11)


@pytest.mark.parametrize(
    ("script", "faults"),
    [
        ([stream(says(JSON[:20]), finish="length")], {Fault.TRUNCATED}),
        ([stream(says(JSON), finish="content_filter")], {Fault.FILTERED}),
        ([stream(part(line(event(refusal="できません"))))], {Fault.REFUSED}),
        ([stream()], {Fault.EMPTY}),
        ([stream(says(JSON), finish=None)], {Fault.UNFINISHED}),
        ([STREAM, says(JSON[:20]), Wait(PATIENCE)], {Fault.TOO_SLOW, Fault.SILENT}),
    ],
)
def test_half_an_answer_is_none(door: Door, serving: Serving, script: Script, faults: set[Fault]) -> None:
    server = serving(m=[script])
    begun = time.monotonic()
    with pytest.raises(LlmFailed) as caught:
        door(server.url("m")).ask(MESSAGES, Verdict)
    assert caught.value.fault in faults
    assert time.monotonic() - begun < QUICK.judge_seconds + 0.5


def test_a_judge_may_think_in_silence_longer_than_a_customer(door: Door, serving: Serving) -> None:
    server = serving(m=[[STREAM, Wait(QUICK.read_seconds + 0.3), stream(says(JSON))[len(STREAM) :]]])
    assert door(server.url("m")).ask(MESSAGES, Verdict).value == VERDICT


def test_asking_again_counts_against_the_ceiling(door: Door, serving: Serving) -> None:
    server = serving(m=answering(BAD, JSON))
    llm = door(server.url("m"), call_tokens=1000)
    with pytest.raises(LlmFailed) as caught:
        llm.ask(MESSAGES, Verdict, max_tokens=250, spent=Spent(call=Usage(350, 0)))
    assert caught.value.fault is Fault.OVER_CALL
    assert len(server.asked["m"]) == 1 and caught.value.usage.tokens > 100
