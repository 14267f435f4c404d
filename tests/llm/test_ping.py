"""「接続を確かめる」 says plainly what is wrong and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import Clock
from tests.llm import conftest
from tests.llm.conftest import KEY, MESSAGES
from tests.llm.faulty import FaultyServer, Wait, unused_port
from tests.llm.modes import GOOD, error, http
from trainer.llm import Circuits, Fault, Llm, LlmFailed, ping
from trainer.settings import LlmSettings

Door = Callable[..., Llm]
Serving = Callable[..., FaultyServer]


def test_all_is_well(door: Door, faulty: FaultyServer) -> None:
    told = door(faulty.url("well")).ping()
    assert told.ok and told.fault is None and told.model == "test-model"
    assert 0 < told.milliseconds < 1500
    assert told.words.startswith("つながりました。モデル test-model、最初の言葉まで")


@pytest.mark.parametrize(
    ("mode", "advice"),
    [
        ("401", "APIキーが正しくありません"),
        ("403", "権限"),
        ("403_html", "プロキシー"),
        ("404_model", "モデル名"),
        ("404_path", "/v1"),
        ("html", "/v1"),
        ("html", "プロキシー"),
        ("429_quota", "支払い"),
        ("429_wait_long", "混み合って"),
        ("500", "障害"),
        ("307", "別のURL"),
        ("thought_never_ends", "思考を出さない設定"),
        ("json_in_one_piece", "ストリーミング"),
    ],
)
def test_what_is_wrong_is_told_plainly(door: Door, faulty: FaultyServer, mode: str, advice: str) -> None:
    told = door(faulty.url(mode)).ping()
    assert not told.ok and advice in told.words and told.milliseconds == 0
    assert KEY not in told.words


def test_a_server_that_is_not_running(door: Door) -> None:
    told = door(f"http://127.0.0.1:{unused_port()}/v1").ping()
    assert told.fault is Fault.UNREACHABLE and "動いていません" in told.words


def test_without_settings() -> None:
    told = Llm(
        LlmSettings(model="m", problems=("TRAINER_LLM_DAY_YEN には 0 以上の数を指定してください。",))
    ).ping()
    assert not told.ok and "TRAINER_LLM_DAY_YEN" in told.words
    assert Llm(LlmSettings()).ping().fault is Fault.NOT_CONFIGURED


def test_the_models_that_are_there_are_named(door: Door, serving: Serving) -> None:
    models = {"object": "list", "data": [{"id": name, "object": "model"} for name in ("qwen3", "gemma3")]}
    server = serving(m=[[error(404, "model_not_found")], [http(200, json.dumps(models).encode())]])
    assert "接続先にあるモデル: gemma3、qwen3" in door(server.url("m")).ping().words


def test_a_name_with_the_key_in_it_is_not_shown(door: Door, serving: Serving) -> None:
    models = {"object": "list", "data": [{"id": name, "object": "model"} for name in (f"x-{KEY}", "gemma3")]}
    server = serving(m=[[error(404, "model_not_found")], [http(200, json.dumps(models).encode())]])
    words = door(server.url("m")).ping().words
    assert KEY not in words and words.endswith("接続先にあるモデル: gemma3")


def test_a_slow_server_is_called_slow(door: Door, serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ping, "SLOW", 0.3)
    told = door(serving(m=[[Wait(0.8), GOOD]]).url("m")).ping()
    assert told.ok and "会話には遅い" in told.words and told.milliseconds >= 800


def test_the_judge_s_model_is_tested_too(door: Door, serving: Serving) -> None:
    server = serving(m=[[GOOD]])
    assert door(server.url("m"), judge_model="large").ping(judge=True).model == "large"
    assert server.asked["m"][0].body["model"] == "large"


def test_a_test_passes_an_open_circuit_and_its_success_closes_it(door: Door, serving: Serving) -> None:
    server = serving(m=[[error(401)], [error(401)], [error(401)], [error(401)], [GOOD]])
    llm = door(server.url("m"), Circuits(Clock()))
    for fault in [Fault.WRONG_KEY] * 3 + [Fault.PAUSED] * 2:
        with pytest.raises(LlmFailed) as caught:
            list(llm.stream(MESSAGES))
        assert caught.value.fault is fault
    assert llm.ping().fault is Fault.WRONG_KEY
    assert llm.ping().ok
    assert list(llm.stream(MESSAGES))


def test_nobody_s_words_are_used_for_a_test(door: Door, serving: Serving) -> None:
    server = serving(m=[[GOOD]])
    door(server.url("m")).ping()
    sent = json.dumps(server.asked["m"][0].body, ensure_ascii=False)
    assert not [m.text for m in conftest.MESSAGES if m.text in sent]
