"""Servers that are not there, not safe, or behind something; and how a class of thirty meets them."""

from __future__ import annotations

import datetime
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.conftest import Clock
from tests.llm.conftest import MESSAGES, QUICK
from tests.llm.faulty import PATIENCE, Endless, FaultyServer, Wait, unanswering_port, unused_port
from tests.llm.modes import GOOD, WORDS, error
from trainer.llm import Circuits, Fault, Llm, LlmFailed, limited
from trainer.llm.circuit import PAUSE

Door = Callable[..., Llm]
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def fault_of(llm: Llm) -> tuple[Fault | None, float]:
    """The fault of one turn and how long it took."""
    begun = time.monotonic()
    try:
        text = "".join(llm.stream(MESSAGES))
    except LlmFailed as failed:
        return failed.fault, time.monotonic() - begun
    assert text == WORDS
    return None, time.monotonic() - begun


def test_no_server_at_that_port(door: Door) -> None:
    fault, took = fault_of(door(f"http://127.0.0.1:{unused_port()}/v1"))
    assert fault is Fault.UNREACHABLE and took < QUICK.connect_seconds


def test_a_name_that_does_not_exist(door: Door) -> None:
    assert fault_of(door("http://llm.invalid/v1"))[0] in (Fault.NAME_UNKNOWN, Fault.TOO_SLOW)


def test_a_machine_that_does_not_answer_costs_the_time_to_connect(door: Door) -> None:
    with unanswering_port() as port:
        fault, took = fault_of(door(f"http://127.0.0.1:{port}/v1"))
    assert fault is Fault.CONNECT_TIMEOUT and took < QUICK.connect_seconds + 0.5


def test_https_to_a_server_that_speaks_http(door: Door, faulty: FaultyServer) -> None:
    assert fault_of(door(faulty.url("well").replace("http://", "https://")))[0] is Fault.INSECURE


@pytest.fixture
def self_signed(tmp_path: Path) -> Iterator[int]:
    """The port of a TLS server whose certificate nobody has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = FaultyServer({"well": [[GOOD]]}, context)
    yield server.port
    server.close()


def test_a_certificate_that_nobody_has_signed(door: Door, self_signed: int) -> None:
    assert fault_of(door(f"https://localhost:{self_signed}/well/v1"))[0] is Fault.INSECURE


def test_a_server_on_this_machine_is_reached_past_the_proxy(
    door: Door, faulty: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = f"http://127.0.0.1:{unused_port()}"
    monkeypatch.setenv("ALL_PROXY", dead)
    monkeypatch.setenv("HTTP_PROXY", dead)
    assert fault_of(door(faulty.url("well")))[0] is None
    assert fault_of(door("http://llm.example.com/v1"))[0] in (Fault.PROXY, Fault.UNREACHABLE)


@pytest.mark.parametrize(
    ("name", "value"), [("ALL_PROXY", "nonsense://x"), ("SSL_CERT_FILE", "/no/such/file.pem")]
)
def test_a_network_setting_that_makes_no_sense(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    llm = door("https://llm.example.com/v1")
    llm.warm()
    assert fault_of(llm)[0] is Fault.WRONG_SETTING
    assert "customer wrong_setting" in caplog.text and "example.com" not in caplog.text


def test_a_dead_machine_costs_a_class_of_thirty_one_timeout(door: Door) -> None:
    clock = Clock()
    with unanswering_port() as port:
        llm = door(f"http://127.0.0.1:{port}/v1", Circuits(clock))
        first, cost = fault_of(llm)
        begun = time.monotonic()
        with ThreadPoolExecutor(29) as others:
            faults = [fault for fault, _ in others.map(fault_of, [llm] * 29)]
        assert first is Fault.CONNECT_TIMEOUT and cost >= QUICK.connect_seconds
        assert set(faults) == {Fault.PAUSED}
        assert time.monotonic() - begun < QUICK.connect_seconds

        clock.now += PAUSE  # one tries again, the others have their line at once
        with ThreadPoolExecutor(30) as all_thirty:
            again = [fault for fault, _ in all_thirty.map(fault_of, [llm] * 30)]
    assert sorted(again) == sorted([Fault.CONNECT_TIMEOUT, *[Fault.PAUSED] * 29])


def test_a_server_that_is_silent_costs_one_timeout_too(door: Door, faulty: FaultyServer) -> None:
    llm = door(faulty.url("silent_before_headers"))
    assert fault_of(llm)[0] is Fault.SILENT
    fault, took = fault_of(llm)
    assert fault is Fault.PAUSED and took < QUICK.read_seconds / 2


def test_a_server_that_comes_back_is_used_again_by_everybody(
    door: Door, serving: Callable[..., FaultyServer]
) -> None:
    clock = Clock()
    server = serving(ill=[[Wait(PATIENCE)], [GOOD]])
    llm = door(server.url("ill"), Circuits(clock))
    assert fault_of(llm)[0] is Fault.SILENT
    assert fault_of(llm)[0] is Fault.PAUSED
    clock.now += PAUSE
    assert [fault_of(llm)[0] for _ in range(5)] == [None] * 5


ENDLESS = b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\n\r\n"


@pytest.mark.parametrize("status", [500, 401, 200])
def test_an_answer_without_end_fills_no_memory_and_keeps_no_thread(
    door: Door, serving: Callable[..., FaultyServer], status: int
) -> None:
    """The SDK reads the body of an error as a whole, before anybody can leave."""
    flood = Endless(b"x" * 1_000_000, 0.005)
    llm = door(serving(m=[[ENDLESS % status, flood]]).url("m"))
    tracemalloc.start()
    fault, took = fault_of(llm)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert fault is not None and took < QUICK.total_seconds + 1.0
    assert most < 20_000_000
    assert _no_thread_after(set())


def test_a_list_of_models_without_end_does_not_hold_the_page(
    door: Door, serving: Callable[..., FaultyServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limited, "MOST", 1_000_000)
    endless = [ENDLESS % 200, Endless(b" " * 100_000, 0.005)]
    llm = door(serving(m=[[error(404, "model_not_found")], endless]).url("m"))
    begun = time.monotonic()
    assert llm.ping().fault is Fault.MODEL_NOT_FOUND
    assert time.monotonic() - begun < 5.0


def test_no_thread_stays_behind(door: Door, faulty: FaultyServer) -> None:
    before = {t.ident for t in threading.enumerate()}
    for mode in ("well", "dripping_text", "keep_alive_comments_only", "silent_mid_stream"):
        fault_of(door(faulty.url(mode)))
    with door(faulty.url("dripping_text")).stream(MESSAGES) as reply:
        next(reply)
    assert _no_thread_after(before)


def _no_thread_after(before: set[int | None]) -> bool:
    """Whether within three seconds no thread of ours is left but those of `before`."""
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        if not [t for t in threading.enumerate() if t.name == "llm" and t.ident not in before]:
            return True
        time.sleep(0.05)
    return False
