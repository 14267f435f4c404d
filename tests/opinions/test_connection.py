"""接続と設定: everything about the connection but the key, and in plain words what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.llm.conftest import KEY
from tests.llm.faulty import FaultyServer
from tests.llm.modes import GOOD, error
from trainer.attempt import ModelUse
from trainer.errors import NotAllowed
from trainer.llm import Llm, Usage
from trainer.opinions.connection import Connection
from trainer.opinions.spending import Judge
from trainer.person import Person, Role
from trainer.settings import LlmSettings, Secret
from trainer.speaking import Ledger

SV = Person(id="sv", name="高木", role=Role.SUPERVISOR)
Doors = Callable[..., Llm]
Serving = Callable[..., FaultyServer]


NOTHING = Usage()


class Book:
    """Remembers what was booked."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, ModelUse]] = []

    def book(self, purpose: str, at: float, use: ModelUse) -> None:
        self.entries.append((purpose, use))


def connection(llm: Llm, used: Usage = NOTHING) -> Connection:
    return Connection(Judge(llm, Ledger(lambda since: used), Book(), lambda: 0.0))


def test_the_key_is_named_but_never_shown() -> None:
    url = "http://name:password@models.example:8000/v1?token=hidden"
    llm = Llm(LlmSettings(model="m", judge_model="j", base_url=url, key=Secret(KEY)))
    rows = connection(llm).rows(SV)
    shown = str(rows)
    assert ("APIキー", "設定済み(値は表示しません)") in [row[:2] for row in rows]
    assert KEY not in shown and "password" not in shown and "hidden" not in shown
    assert "http://models.example:8000/v1" in shown and "m" in shown


def test_every_limit_is_shown_with_its_variable() -> None:
    rows = {name: value for name, value, _ in connection(Llm(LlmSettings(day_yen=500.0))).rows(SV)}
    assert rows["一日の上限"] == "5,000,000トークン、500円"
    assert rows["お客様の言葉を作るモデル"] == "未設定" and rows["読み取りへの提案"] == "使わない"


def test_a_working_connection_is_told_for_each_model(door: Doors, serving: Serving) -> None:
    server = serving(m=[[GOOD]])
    two = connection(door(server.url("m"), judge_model="judge")).try_it(SV)
    assert [d.ok for d in two] == [True, True] and [d.model for d in two] == ["test-model", "judge"]
    assert len(connection(door(server.url("m"))).try_it(SV)) == 1


def test_what_the_test_took_counts_for_the_day(door: Doors, serving: Serving) -> None:
    book, server = Book(), serving(m=[[GOOD]])
    judge = Judge(door(server.url("m")), Ledger(lambda since: NOTHING), book, lambda: 0.0)
    assert not judge.ledger.today().tokens
    [found] = Connection(judge).try_it(SV)
    assert found.usage.tokens > 0 and judge.ledger.today().tokens == found.usage.tokens
    assert [(purpose, use.model) for purpose, use in book.entries] == [("ping", "test-model")]


def test_a_broken_one_is_told_once_in_plain_words(door: Doors, serving: Serving) -> None:
    server = serving(m=[[error(401, "invalid_api_key")]])
    found = connection(door(server.url("m"), judge_model="judge")).try_it(SV)
    assert [d.ok for d in found] == [False] and "APIキーが正しくありません" in found[0].words
    assert KEY not in found[0].words


def test_without_a_model_it_says_so_and_asks_nobody() -> None:
    found = connection(Llm(LlmSettings())).try_it(SV)
    assert not found[0].ok and "設定されていません" in found[0].words


def test_trainees_see_none_of_it() -> None:
    closed = connection(Llm(LlmSettings()))
    for deed in (closed.rows, closed.try_it, closed.used_today):
        with pytest.raises(NotAllowed):
            deed(Person(id="t", name="佐藤"))


def test_the_day_s_use_is_shown() -> None:
    assert connection(Llm(LlmSettings()), Usage(10, 5, 1.5)).used_today(SV) == Usage(10, 5, 1.5)
