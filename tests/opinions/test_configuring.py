"""言語モデルの設定を変える: what a supervisor chooses in the app, and what stays with the environment."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.llm.conftest import KEY, MESSAGES
from tests.llm.faulty import FaultyServer
from tests.llm.modes import GOOD
from trainer.errors import InvalidInput, NotAllowed
from trainer.llm import Llm
from trainer.opinions import Configuration
from trainer.person import Person, Role
from trainer.settings import LlmSettings
from trainer.store.sqlite import SqliteStore
from trainer.store.sqlite_llm_choice import SqliteLlmChoice

SV = Person(id="sv", name="高木", role=Role.SUPERVISOR)
OLLAMA = "http://localhost:11434/v1"
NOTHING: Mapping[str, str] = {}
Serving = Callable[..., FaultyServer]


@pytest.fixture
def choice(tmp_path: Path) -> SqliteLlmChoice:
    return SqliteLlmChoice(SqliteStore(tmp_path / "trainer.db").file)


def configuration(choice: SqliteLlmChoice, env: Mapping[str, str] = NOTHING) -> Configuration:
    made = Configuration(Llm(LlmSettings.from_environment(env)), choice, lambda: 0.0, env)
    made.start()
    return made


def test_what_is_chosen_holds_from_the_next_request_and_after_a_restart(
    choice: SqliteLlmChoice, serving: Serving
) -> None:
    server = serving(m=[[GOOD]])
    house = configuration(choice)
    assert not house.llm.configured
    house.choose(SV, {"TRAINER_LLM_MODEL": "gemma", "OPENAI_BASE_URL": server.url("m")})
    assert "".join(house.llm.stream(MESSAGES))
    assert server.asked["m"][0].body["model"] == "gemma"
    house.llm.close()
    restarted = configuration(choice)
    assert restarted.llm.configured and restarted.llm.settings.model == "gemma"


def test_a_key_is_used_but_kept_nowhere(choice: SqliteLlmChoice, tmp_path: Path, serving: Serving) -> None:
    server = serving(m=[[GOOD]])
    house = configuration(choice)
    house.choose(SV, {"TRAINER_LLM_MODEL": "m", "OPENAI_BASE_URL": server.url("m")}, KEY)
    assert "".join(house.llm.stream(MESSAGES))
    assert server.asked["m"][0].headers["authorization"] == f"Bearer {KEY}"
    house.llm.close()
    assert KEY not in repr(house) and KEY not in str(house.values(SV))
    assert all(KEY.encode() not in file.read_bytes() for file in tmp_path.iterdir())
    assert not configuration(choice).has_own_key


def test_a_key_stays_with_the_server_it_was_typed_in_for(choice: SqliteLlmChoice) -> None:
    house = configuration(choice)
    house.choose(SV, {"TRAINER_LLM_MODEL": "m", "OPENAI_BASE_URL": OLLAMA}, KEY)
    house.choose(SV, {"TRAINER_LLM_MODEL": "n", "OPENAI_BASE_URL": OLLAMA})
    assert house.llm.settings.key.reveal() == KEY
    house.choose(SV, {"TRAINER_LLM_MODEL": "n", "OPENAI_BASE_URL": "http://localhost:8000/v1"})
    assert not house.llm.settings.key and not house.has_own_key


def test_the_environment_decides_and_its_key_goes_to_no_other_server(choice: SqliteLlmChoice) -> None:
    configuration(choice).choose(SV, {"TRAINER_LLM_MODEL": "m", "OPENAI_BASE_URL": OLLAMA})
    env = {"OPENAI_API_KEY": KEY, "TRAINER_LLM_DAY_YEN": "500"}
    house = configuration(choice, env)
    assert {"OPENAI_API_KEY", "OPENAI_BASE_URL", "TRAINER_LLM_DAY_YEN"} <= house.decided
    house.choose(
        SV, {"TRAINER_LLM_MODEL": "m", "OPENAI_BASE_URL": OLLAMA, "TRAINER_LLM_DAY_YEN": "9"}, "other"
    )
    used = house.llm.settings
    assert (used.model, used.day_yen, used.key.reveal()) == ("m", 500.0, KEY)
    assert used.base_url == LlmSettings().base_url


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"OPENAI_BASE_URL": "localhost:11434"}, "http://"),
        ({"OPENAI_BASE_URL": "http://[::1"}, "http://"),
        ({"OPENAI_BASE_URL": "https://me:secret@models.example/v1"}, "パスワード"),
        ({"OPENAI_BASE_URL": "https://models.example/v1?key=1"}, "?"),
        ({"TRAINER_LLM_TOTAL_SECONDS": "-1"}, "数を指定"),
        ({"TRAINER_LLM_MODEL": "m" * 501}, "500字"),
        ({"TRAINER_LLM_MODEL": "a\nb"}, "改行"),
    ],
)
def test_what_cannot_work_is_told_and_changes_nothing(
    choice: SqliteLlmChoice, values: dict[str, str], said: str
) -> None:
    house = configuration(choice)
    house.choose(SV, {"TRAINER_LLM_MODEL": "gemma", "OPENAI_BASE_URL": OLLAMA})
    before = house.llm.settings
    with pytest.raises(InvalidInput, match=re.escape(said)):
        house.choose(SV, values)
    assert house.llm.settings == before and house.values(SV)["TRAINER_LLM_MODEL"] == "gemma"


def test_a_key_that_no_header_can_carry_is_told(choice: SqliteLlmChoice) -> None:
    with pytest.raises(InvalidInput, match="APIキー"):
        configuration(choice).choose(SV, {"TRAINER_LLM_MODEL": "m"}, "キー")


def test_what_was_chosen_can_be_taken_back(choice: SqliteLlmChoice) -> None:
    house = configuration(choice)
    house.choose(SV, {"TRAINER_LLM_MODEL": "m", "OPENAI_BASE_URL": OLLAMA}, KEY)
    house.reset(SV)
    assert not house.chosen and house.llm.settings == LlmSettings.from_environment({})


def test_trainees_may_neither_see_nor_choose(choice: SqliteLlmChoice) -> None:
    house, trainee = configuration(choice), Person(id="t", name="佐藤")
    for deed in (
        lambda: house.values(trainee),
        lambda: house.choose(trainee, {"TRAINER_LLM_MODEL": "m"}),
        lambda: house.reset(trainee),
    ):
        with pytest.raises(NotAllowed):
            deed()
