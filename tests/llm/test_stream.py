"""One turn of the customer: what is sent, what it costs, and what happens when it is left early."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import BaseModel

from tests.llm.conftest import KEY, MESSAGES, QUICK
from tests.llm.faulty import FaultyServer, Wait
from tests.llm.modes import GOOD, PIECES, USAGE, WORDS, error, event, line, part, says, stream
from trainer.llm import Fault, Llm, LlmFailed, Message, Spent, Usage
from trainer.settings import LlmSettings, Price, Secret

Door = Callable[..., Llm]
Serving = Callable[..., FaultyServer]


class Empty(BaseModel):
    """Fits any object."""


def test_the_text_arrives_piece_by_piece(door: Door, faulty: FaultyServer) -> None:
    reply = door(faulty.url("well")).stream(MESSAGES)
    assert list(reply) == list(PIECES)
    assert reply.text == WORDS
    assert reply.first_seconds is not None and 0 < reply.first_seconds < QUICK.total_seconds


def test_what_is_sent(door: Door, serving: Serving) -> None:
    server = serving(m=[[GOOD]])
    list(door(server.url("m"), extra={"think": False}).stream(MESSAGES, max_tokens=60, temperature=0.5))
    (asked,) = server.asked["m"]
    assert asked.body == {
        "model": "test-model",
        "messages": [{"role": m.role, "content": m.text} for m in MESSAGES],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 60,
        "temperature": 0.5,
        "think": False,
    }
    assert asked.headers["authorization"] == f"Bearer {KEY}"


def test_a_lone_surrogate_of_the_trainee_does_not_stop_the_turn(door: Door, faulty: FaultyServer) -> None:
    assert "".join(door(faulty.url("well")).stream([Message("user", "あ\ud83d")])) == WORDS


def test_nothing_is_sent_before_the_first_piece_is_asked_for(door: Door, serving: Serving) -> None:
    server = serving(m=[[GOOD]])
    door(server.url("m")).stream(MESSAGES).close()
    time.sleep(0.05)
    assert not server.asked["m"]


def test_one_connection_serves_a_whole_call(door: Door, serving: Serving) -> None:
    server = serving(m=[[GOOD]])
    llm = door(server.url("m"))
    for _ in range(5):
        assert "".join(llm.stream(MESSAGES)) == WORDS
        time.sleep(0.02)
    assert len(server.asked["m"]) == 5 and server.connections == 1


def test_a_server_that_hangs_up_between_two_turns_is_not_noticed(door: Door, serving: Serving) -> None:
    server = serving(m=[[GOOD, Wait(0.02)]])
    llm = door(server.url("m"))
    for pause in (0.0, 0.1, 0.0):
        assert "".join(llm.stream(MESSAGES)) == WORDS
        time.sleep(pause)
    assert len(server.asked["m"]) == 3


def test_leaving_early_ends_the_request_and_harms_nobody(door: Door, faulty: FaultyServer) -> None:
    llm = door(faulty.url("dripping_text"))
    with llm.stream(MESSAGES) as reply:
        assert next(reply) == "あ"
    assert list(reply) == []
    assert reply.text == "あ" and reply.usage.estimated
    for _ in range(5):  # leaving is no failure of the server
        with llm.stream(MESSAGES) as reply:
            assert next(reply) == "あ"


def test_usage_is_what_the_server_counted(door: Door, faulty: FaultyServer) -> None:
    reply = door(faulty.url("usage"), price=Price(100.0, 1000.0)).stream(MESSAGES)
    list(reply)
    into, out = USAGE["prompt_tokens"], USAGE["completion_tokens"]
    assert reply.usage == Usage(into, out, (into * 100 + out * 1000) / 1e6, estimated=False)


@pytest.mark.parametrize("count", [10**7 + 1, 2**62, 10**30, -1, True, 1.5, "12", None])
def test_a_count_that_nobody_can_believe_is_ours(door: Door, serving: Serving, count: object) -> None:
    """One absurd count must not use up the day of the whole house."""
    told = {"prompt_tokens": count, "completion_tokens": count}
    usage = part(line({"choices": [], "usage": told}))
    server = serving(m=[[stream(says(*PIECES), part(line(event("stop"))), usage)]])
    reply = door(server.url("m")).stream(MESSAGES)
    assert "".join(reply) == WORDS
    assert reply.usage.estimated and 30 <= reply.usage.tokens_in <= 60


@pytest.mark.parametrize("pieces", [(KEY,), ("あの、", KEY[:9], KEY[9:], "です。")])
def test_a_server_that_says_our_key_aloud_is_not_quoted(
    door: Door, serving: Serving, pieces: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    llm = door(serving(m=[[stream(says(*pieces))]]).url("m"))
    seen: list[str] = []
    with pytest.raises(LlmFailed) as caught:
        seen.extend(llm.stream(MESSAGES))
    assert caught.value.fault is Fault.UNREADABLE and KEY not in "".join(seen)
    with pytest.raises(LlmFailed):
        llm.ask(MESSAGES, Empty)
    assert KEY not in caplog.text


def test_a_short_word_in_place_of_a_key_may_be_said(door: Door, serving: Serving) -> None:
    """Servers of one's own take any key, and people set 「x」."""
    server = serving(m=[[stream(says("x線の件です。"))]])
    assert "".join(door(server.url("m"), key=Secret("x")).stream(MESSAGES)) == "x線の件です。"


def test_without_a_count_usage_is_estimated_from_the_characters(door: Door, faulty: FaultyServer) -> None:
    reply = door(faulty.url("well")).stream(MESSAGES)
    list(reply)
    assert reply.usage.estimated
    assert 30 <= reply.usage.tokens_in <= 60 and len(WORDS) <= reply.usage.tokens_out <= 2 * len(WORDS)


def test_thoughts_cost_too(door: Door, faulty: FaultyServer) -> None:
    usages = []
    for mode in ("well", "thought_first"):
        reply = door(faulty.url(mode)).stream(MESSAGES)
        assert "".join(reply) == WORDS
        usages.append(reply.usage.tokens_out)
    assert usages[1] > usages[0]


def test_a_failure_after_text_has_its_cost(door: Door, faulty: FaultyServer) -> None:
    with pytest.raises(LlmFailed) as caught:
        list(door(faulty.url("closed_mid_stream")).stream(MESSAGES))
    assert caught.value.usage.tokens_in > 30 and caught.value.usage.estimated


REFUSALS = {
    "max_tokens": "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.",
    "temperature": "Unsupported value: 'temperature' does not support 0.8 with this model.",
    "stream_options": "Extra inputs are not permitted: stream_options",
}


@pytest.mark.parametrize("parameter", REFUSALS)
@pytest.mark.parametrize("named", [True, False], ids=["as param", "in words only"])
@pytest.mark.parametrize("status", [400, 422])
def test_a_parameter_that_is_refused_is_not_sent_again(
    door: Door, serving: Serving, parameter: str, named: bool, status: int
) -> None:
    param = parameter if named else None
    no = error(status, "unsupported_parameter", message=REFUSALS[parameter], param=param)
    server = serving(m=[[no], [GOOD]])
    llm = door(server.url("m"))
    assert "".join(llm.stream(MESSAGES, max_tokens=60)) == WORDS
    assert "".join(llm.stream(MESSAGES, max_tokens=60)) == WORDS
    first, *later = [asked.body for asked in server.asked["m"]]
    assert parameter in first and len(later) == 2
    assert not [body for body in later if parameter in body]
    if parameter == "max_tokens":
        assert [body["max_completion_tokens"] for body in later] == [60, 60]


def test_a_server_that_refuses_everything_is_left_in_peace(door: Door, serving: Serving) -> None:
    no = [
        [error(400, message=f"unknown: {name}")] for name in ("temperature", "stream_options", "max_tokens")
    ]
    server = serving(m=[*no, [error(400, message="no")]])
    with pytest.raises(LlmFailed) as caught:
        list(door(server.url("m")).stream(MESSAGES))
    assert caught.value.fault is Fault.BAD_REQUEST and len(server.asked["m"]) == 4


@pytest.mark.parametrize(
    ("ceiling", "fault"),
    [
        ({"call_tokens": 300}, Fault.OVER_CALL),
        ({"day_tokens": 1300}, Fault.OVER_DAY),
        ({"call_yen": 0.3}, Fault.OVER_CALL),
        ({"day_yen": 1.3}, Fault.OVER_DAY),
    ],
)
def test_a_request_that_could_exceed_a_ceiling_is_not_sent(
    door: Door, serving: Serving, ceiling: dict[str, float], fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    server = serving(m=[[GOOD]])
    llm = door(server.url("m"), price=Price(1000.0, 1000.0), **ceiling)
    room, none = Usage(50, 50, 0.1), Usage(150, 50, 0.2)
    today = Usage(900, 100, 1.0)
    assert "".join(llm.stream(MESSAGES, max_tokens=100, spent=Spent(room, today + room))) == WORDS
    with pytest.raises(LlmFailed) as caught:
        list(llm.stream(MESSAGES, max_tokens=100, spent=Spent(none, today + none)))
    assert caught.value.fault is fault and len(server.asked["m"]) == 1
    assert f"customer {fault.value} model=" in caplog.text


def test_an_estimate_is_never_less_than_what_a_request_may_use(door: Door, faulty: FaultyServer) -> None:
    llm = door(faulty.url("well"), price=Price(100.0, 1000.0))
    estimate = llm.estimate(MESSAGES, 60)
    reply = llm.stream(MESSAGES, max_tokens=60)
    list(reply)
    assert reply.usage.tokens <= estimate.tokens and reply.usage.yen <= estimate.yen


def test_without_settings_nothing_is_sent_and_the_words_say_so() -> None:
    for settings in (LlmSettings(), LlmSettings(model="m", problems=("TRAINER_X を直してください。",))):
        llm = Llm(settings)
        assert not llm.configured
        with pytest.raises(LlmFailed) as caught:
            list(llm.stream(MESSAGES))
        expected = settings.problems[0] if settings.problems else Fault.NOT_CONFIGURED.words
        assert str(caught.value) == expected


def test_importing_the_door_does_not_load_the_sdk() -> None:
    code = (
        "import sys; from trainer.llm import Llm; from trainer.settings import Settings;"
        "Llm(Settings.from_environment().llm); print([m for m in ('openai', 'httpx2') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_log_of_the_sdk_does_not_show_what_was_said(
    door: Door, faulty: FaultyServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    list(door(faulty.url("well")).stream(MESSAGES))
    assert [record.name for record in caplog.records] == ["trainer.llm"]


def test_not_even_the_debugging_of_the_sdk_shows_it(faulty: FaultyServer) -> None:
    code = (
        "import logging; logging.basicConfig(level=logging.DEBUG)\n"
        "from trainer.llm import Llm, Message\n"
        "from trainer.settings import Settings\n"
        "reply = Llm(Settings.from_environment().llm).stream([Message('user', '渡辺です')])\n"
        "print(''.join(reply))"
    )
    env = {"OPENAI_LOG": "debug", "OPENAI_BASE_URL": faulty.url("well"), "TRAINER_LLM_MODEL": "m"}
    env |= {"OPENAI_API_KEY": KEY, "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, **env}
    )
    log = told.stderr.decode()
    assert told.stdout.decode().strip() == WORDS and "customer ok" in log
    assert not [secret for secret in (KEY, "渡辺", "\\u6e21", "127.0.0.1", *PIECES) if secret in log]


def test_words_of_thirty_trainees_do_not_get_mixed_up(door: Door, serving: Serving) -> None:
    server = serving(**{f"m{i}": [[stream(says(*(f"{i}番", "です") * 20))]] for i in range(30)})
    llms = [door(server.url(f"m{i}"), total_seconds=20.0) for i in range(30)]
    with ThreadPoolExecutor(30) as pool:
        heard = list(pool.map(lambda llm: "".join(llm.stream(MESSAGES)), llms))
    assert heard == [f"{i}番です" * 20 for i in range(30)]


def test_an_end_without_a_count_costs_no_waiting(door: Door, faulty: FaultyServer) -> None:
    begun = time.monotonic()
    assert "".join(door(faulty.url("open_after_finish")).stream(MESSAGES)) == WORDS
    assert time.monotonic() - begun < QUICK.total_seconds


def test_a_word_of_the_last_piece_is_not_lost(door: Door, serving: Serving) -> None:
    server = serving(m=[[stream(part(line(event("stop", content="はい"))), finish=None)]])
    assert "".join(door(server.url("m")).stream(MESSAGES)) == "はい"
