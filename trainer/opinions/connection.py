"""接続と設定: how the language model is set up, what it used today, and whether it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from trainer.errors import NotAllowed
from trainer.llm import Diagnosis, Llm, Usage
from trainer.opinions.spending import Judge
from trainer.person import Person, Role
from trainer.settings import OPENAI_URL, LlmSettings, Price

UNSET = "未設定"


@dataclass(frozen=True)
class Connection:
    """What a supervisor may see and try. The key is never among it, only whether there is one."""

    judge: Judge

    @property
    def llm(self) -> Llm:
        return self.judge.llm

    @property
    def configured(self) -> bool:
        return self.llm.configured

    @property
    def problems(self) -> tuple[str, ...]:
        return self.llm.settings.problems

    def used_today(self, actor: Person) -> Usage:
        _must_be_supervisor(actor)
        return self.judge.ledger.today()

    def rows(self, actor: Person) -> list[tuple[str, str, str]]:
        """(what, value, variable that sets it) of every setting."""
        _must_be_supervisor(actor)
        return list(_rows(self.llm.settings))

    def try_it(self, actor: Person) -> list[Diagnosis]:
        """Asks each model for one sentence; up to half a minute each. No word of a trainee is sent."""
        _must_be_supervisor(actor)
        customer = self._ping()
        same = self.llm.settings.judge_model == self.llm.settings.model
        return [customer] if same or not customer.ok else [customer, self._ping(judge=True)]

    def _ping(self, *, judge: bool = False) -> Diagnosis:
        found = self.llm.ping(judge=judge)
        self.judge.count("ping", found.model, found.usage)
        return found


def _rows(s: LlmSettings) -> Iterator[tuple[str, str, str]]:
    yield "お客様の言葉を作るモデル", s.model or UNSET, "TRAINER_LLM_MODEL"
    yield "第二の意見などを作るモデル", s.judge_model or UNSET, "TRAINER_LLM_JUDGE_MODEL"
    yield (
        "接続先",
        "OpenAI" if s.base_url == OPENAI_URL else _address(s.base_url),
        "OPENAI_BASE_URL、AZURE_OPENAI_ENDPOINT",
    )
    yield "APIキー", "設定済み(値は表示しません)" if s.key else UNSET, "OPENAI_API_KEY、AZURE_OPENAI_API_KEY"
    yield "つながるまで待つ時間", f"{s.connect_seconds:g}秒", "TRAINER_LLM_CONNECT_SECONDS"
    yield "応答の途中の沈黙", f"{s.read_seconds:g}秒", "TRAINER_LLM_READ_SECONDS"
    yield "お客様の一発言", f"{s.total_seconds:g}秒", "TRAINER_LLM_TOTAL_SECONDS"
    yield "第二の意見などの答え一つ", f"{s.judge_seconds:g}秒", "TRAINER_LLM_JUDGE_SECONDS"
    yield "単価(お客様)", _price(s.price), "TRAINER_LLM_YEN_IN、TRAINER_LLM_YEN_OUT"
    yield "単価(第二の意見など)", _price(s.judge_price), "TRAINER_LLM_JUDGE_YEN_IN、TRAINER_LLM_JUDGE_YEN_OUT"
    yield "一通話の上限", _ceiling(s.call_tokens, s.call_yen), "TRAINER_LLM_CALL_TOKENS、TRAINER_LLM_CALL_YEN"
    yield "一日の上限", _ceiling(s.day_tokens, s.day_yen), "TRAINER_LLM_DAY_TOKENS、TRAINER_LLM_DAY_YEN"
    yield "読み取りへの提案", "使う" if s.reading else "使わない", "TRAINER_LLM_READING"
    yield "要求に加える項目", "、".join(s.extra) or "なし", "TRAINER_LLM_EXTRA"


def _address(base_url: str) -> str:
    """Without name, password and query, in which keys are hidden at times."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _price(price: Price) -> str:
    if not (price.yen_in or price.yen_out):
        return UNSET
    return f"入力 {price.yen_in:,g}円、出力 {price.yen_out:,g}円(100万トークンあたり)"


def _ceiling(tokens: int, yen: float) -> str:
    parts = [f"{tokens:,}トークン"] if tokens else []
    parts += [f"{yen:,g}円"] if yen else []
    return "、".join(parts) or "なし"


def _must_be_supervisor(actor: Person) -> None:
    if actor.role is not Role.SUPERVISOR:
        raise NotAllowed("接続と設定はSVの画面で見られます。設定で役割を確かめてください。")
