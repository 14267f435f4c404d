"""The circuit breaker by itself, with a clock moved by hand."""

from __future__ import annotations

import pytest

from tests.conftest import Clock
from trainer.llm import Fault, LlmFailed
from trainer.llm.circuit import FAILURES, LONGEST_PAUSE, PAUSE, Circuit, Circuits

SERVER = LlmFailed(Fault.SERVER)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def circuit(clock: Clock) -> Circuit:
    return Circuit(clock)


def fail(circuit: Circuit, times: int = 1, *, waited: bool = False) -> None:
    for _ in range(times):
        circuit.enter().failed(SERVER, waited=waited)


def is_open(circuit: Circuit) -> bool:
    try:
        circuit.enter().release()
    except LlmFailed as failed:
        assert failed.fault is Fault.PAUSED
        return True
    return False


def test_it_opens_after_consecutive_failures_only(circuit: Circuit) -> None:
    fail(circuit, FAILURES - 1)
    circuit.enter().succeeded()
    fail(circuit, FAILURES - 1)
    assert not is_open(circuit)
    fail(circuit)
    assert is_open(circuit)


def test_one_wait_is_enough(circuit: Circuit) -> None:
    fail(circuit, waited=True)
    assert is_open(circuit)


@pytest.mark.parametrize("fault", [Fault.FILTERED, Fault.REFUSED, Fault.TOO_LONG_INPUT, Fault.TRUNCATED])
def test_a_fault_of_one_text_says_nothing_against_the_server(circuit: Circuit, fault: Fault) -> None:
    for _ in range(3 * FAILURES):
        circuit.enter().failed(LlmFailed(fault), waited=True)
    assert not is_open(circuit)


def test_after_the_pause_one_caller_tries_while_the_others_are_refused(
    circuit: Circuit, clock: Clock
) -> None:
    fail(circuit, waited=True)
    clock.now += PAUSE - 0.1
    assert is_open(circuit)
    clock.now += 0.2
    probe = circuit.enter()
    assert is_open(circuit)
    probe.succeeded()
    assert not is_open(circuit)


def test_a_probe_that_fails_doubles_the_pause_up_to_a_limit(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, waited=True)
    for pause in (PAUSE, 2 * PAUSE, 4 * PAUSE, LONGEST_PAUSE, LONGEST_PAUSE):
        clock.now += pause - 0.1
        assert is_open(circuit)
        clock.now += 0.2
        fail(circuit)


def test_a_probe_that_is_abandoned_makes_way_for_another(circuit: Circuit, clock: Clock) -> None:
    fail(circuit, waited=True)
    clock.now += PAUSE
    circuit.enter().release()
    circuit.enter().succeeded()
    assert not is_open(circuit)


def test_callers_that_were_under_way_when_it_opened_do_not_prolong_the_pause(
    circuit: Circuit, clock: Clock
) -> None:
    under_way = [circuit.enter() for _ in range(30)]
    for permit in under_way:
        permit.failed(SERVER, waited=True)
    clock.now += PAUSE
    assert not is_open(circuit)


def test_a_caller_from_before_the_pause_does_not_open_it_again(circuit: Circuit, clock: Clock) -> None:
    slow = circuit.enter()
    fail(circuit, waited=True)
    clock.now += PAUSE
    circuit.enter().succeeded()
    slow.failed(SERVER, waited=True)
    assert not is_open(circuit)


def test_the_server_s_wish_to_wait_is_respected(circuit: Circuit, clock: Clock) -> None:
    limited = LlmFailed(Fault.RATE_LIMITED, retry_after=60.0)
    for _ in range(FAILURES):
        circuit.enter().failed(limited, waited=False)
    clock.now += 59
    assert is_open(circuit)
    clock.now += 2
    assert not is_open(circuit)


def test_each_model_of_each_server_has_its_own() -> None:
    circuits = Circuits()
    assert circuits.of("a", "m") is circuits.of("a", "m")
    assert len({id(circuits.of(url, model)) for url in "ab" for model in "mn"}) == 4
