"""Settings from the environment: what works, what is wrong, and a key that nobody sees."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
import re
import traceback

import pytest

from trainer.settings import OPENAI_URL, ROOT, LlmSettings, Price, Secret, Settings

KEY = "sk-7dQmT2vX9secretkey"


def given(**env: str) -> LlmSettings:
    return LlmSettings.from_environment(env)


def test_without_settings_there_is_no_model_and_nothing_is_wrong() -> None:
    assert given() == LlmSettings()
    assert not given().configured and not given().problems


def test_a_key_alone_sends_nobody_s_words_out() -> None:
    assert not given(OPENAI_API_KEY=KEY).configured
    assert given(OPENAI_API_KEY=KEY, TRAINER_LLM_MODEL="m").configured


def test_a_server_of_ones_own_needs_no_key() -> None:
    own = given(OPENAI_BASE_URL="http://localhost:11434/v1/", TRAINER_LLM_MODEL="m")
    assert own.configured and own.base_url == "http://localhost:11434/v1"
    assert not given(TRAINER_LLM_MODEL="m").configured


def test_empty_and_blank_variables_count_as_unset() -> None:
    names = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT", "TRAINER_LLM_MODEL")
    numbers = ("TRAINER_LLM_TOTAL_SECONDS", "TRAINER_LLM_DAY_TOKENS", "TRAINER_LLM_EXTRA")
    assert LlmSettings.from_environment(dict.fromkeys(names + numbers, " ")) == LlmSettings()


@pytest.mark.parametrize(
    "address",
    [
        "https://shien.openai.azure.com",
        "https://shien.openai.azure.com/",
        "https://shien.openai.azure.com/openai/v1/",
        "https://shien.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21",
    ],
)
@pytest.mark.parametrize("variable", ["AZURE_OPENAI_ENDPOINT", "OPENAI_BASE_URL"])
def test_an_azure_address_is_understood_in_every_form_that_its_portal_shows(
    variable: str, address: str
) -> None:
    settings = LlmSettings.from_environment({variable: address})
    assert settings.base_url == "https://shien.openai.azure.com/openai/v1"


def test_the_key_of_azure_goes_to_azure_only() -> None:
    both = {"AZURE_OPENAI_API_KEY": "az", "OPENAI_API_KEY": "oa"}
    azure = LlmSettings.from_environment(both | {"AZURE_OPENAI_ENDPOINT": "https://x.openai.azure.com"})
    assert azure.key.reveal() == "az"
    assert LlmSettings.from_environment(both).key.reveal() == "oa"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("OPENAI_BASE_URL", "127.0.0.1:11434/v1", "http://"),
        ("OPENAI_BASE_URL", "http://", "http://"),
        ("OPENAI_BASE_URL", "http://localhost:port/v1", "http://"),
        ("OPENAI_API_KEY", "sk-キー", "APIキー"),
        ("OPENAI_API_KEY", "sk-a\nb", "APIキー"),
        ("TRAINER_LLM_TOTAL_SECONDS", "速く", "TRAINER_LLM_TOTAL_SECONDS"),
        ("TRAINER_LLM_TOTAL_SECONDS", "0", "TRAINER_LLM_TOTAL_SECONDS"),
        ("TRAINER_LLM_DAY_TOKENS", "-1", "TRAINER_LLM_DAY_TOKENS"),
        ("TRAINER_LLM_DAY_YEN", "nan", "TRAINER_LLM_DAY_YEN"),
        ("TRAINER_LLM_EXTRA", "[1]", "TRAINER_LLM_EXTRA"),
        ("TRAINER_LLM_EXTRA", "{", "TRAINER_LLM_EXTRA"),
    ],
)
def test_a_wrong_value_is_told_and_switches_the_model_off(name: str, value: str, told: str) -> None:
    env = {"OPENAI_API_KEY": KEY, "TRAINER_LLM_MODEL": "m"} | {name: value}
    settings = LlmSettings.from_environment(env)
    assert not settings.configured
    assert len(settings.problems) == 1 and told in settings.problems[0]


def test_a_spelling_mistake_does_not_stop_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_LLM_READ_SECONDS", "ten")
    assert Settings.from_environment().llm.problems


def test_prices_models_and_limits_are_read() -> None:
    settings = given(
        TRAINER_LLM_MODEL="small",
        TRAINER_LLM_YEN_IN="22.5",
        TRAINER_LLM_YEN_OUT="90",
        TRAINER_LLM_JUDGE_YEN_OUT="1,500",
        TRAINER_LLM_DAY_TOKENS="1,000,000",
        TRAINER_LLM_EXTRA='{"reasoning_effort": "none"}',
    )
    assert settings.judge_model == "small"
    assert (settings.price, settings.judge_price) == (Price(22.5, 90.0), Price(22.5, 1500.0))
    assert settings.day_tokens == 1_000_000
    assert settings.extra == {"reasoning_effort": "none"}
    assert given(TRAINER_LLM_MODEL="small", TRAINER_LLM_JUDGE_MODEL="large").judge_model == "large"


def test_every_variable_that_is_read_is_explained_and_no_other() -> None:
    names = re.compile(r"\b(?:TRAINER_LLM|OPENAI|AZURE_OPENAI)_[A-Z_]+\b")
    read = set(names.findall((ROOT / "trainer" / "settings" / "llm.py").read_text("utf-8"))) - {"OPENAI_URL"}
    explained = set(names.findall((ROOT / "docs" / "llm.md").read_text("utf-8"))) - {"OPENAI_LOG"}
    assert read == explained


def test_the_key_is_never_seen() -> None:
    settings = dataclasses.replace(LlmSettings(), key=Secret(KEY))
    shown = [repr(settings), str(settings), f"{settings.key}", str(settings.key), repr([settings.key])]
    shown += [str(dataclasses.asdict(settings)), repr(copy.deepcopy(settings))]
    try:
        raise ValueError(settings)
    except ValueError as error:
        shown.append("".join(traceback.format_exception(error)))
    assert not [text for text in shown if KEY in text]
    assert settings.key.reveal() == KEY
    for write in (pickle.dumps, json.dumps):
        with pytest.raises(TypeError):
            write(settings.key)


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://localhost:1/v1", True),
        ("http://127.0.0.1:1/v1", True),
        ("http://[::1]:1/v1", True),
        ("http://192.168.1.20:8000/v1", True),
        (OPENAI_URL, False),
        ("https://8.8.8.8/v1", False),
    ],
)
def test_servers_on_our_own_network_are_known(url: str, own: bool) -> None:
    assert LlmSettings(base_url=url).on_own_network is own
