"""What asking a language model takes, in words."""

from __future__ import annotations

from trainer.attempt import ModelUse
from trainer.llm import Usage


def words(use: Usage | ModelUse) -> str:
    """入力 1,200・出力 300トークン(約1.5円); without a price no yen."""
    yen = f"({_yen(use.yen)})" if use.yen else ""
    about = "およそ" if use.estimated else ""
    return f"{about}入力 {use.tokens_in:,}・出力 {use.tokens_out:,}トークン{yen}"


def at_most(use: Usage) -> str:
    """The estimate before asking."""
    yen = f"、{_yen(use.yen)}" if use.yen else ""
    return f"一回でおよそ{use.tokens:,}トークンまで{yen}"


def _yen(yen: float) -> str:
    return f"約{yen:,.1f}円" if yen >= 0.1 else "0.1円未満"
