"""Reads environment variables, and gathers in Japanese what is wrong with them."""

from __future__ import annotations

import ipaddress
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

OPENAI_URL = "https://api.openai.com/v1"
_AZURE_HOSTS = (".openai.azure.com", ".services.ai.azure.com", ".cognitiveservices.azure.com")
_AZURE_PATH = "/openai/v1"


@dataclass
class Given:
    """Reads variables; `problems` are Japanese sentences about those that cannot be used."""

    env: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.env.get(name, "").strip()

    def choice(self, name: str, known: tuple[str, ...]) -> str:
        """One of `known`, the first by default."""
        text = self.text(name).lower() or known[0]
        if text in known:
            return text
        self.problems.append(f"{name} には {'、'.join(known)} のどれかを指定してください。")
        return known[0]

    def switch(self, name: str, *, default: bool = True) -> bool:
        return self.choice(name, ("on", "off") if default else ("off", "on")) == "on"

    def number(self, name: str, default: float, least: float = 0.0, most: float = math.inf) -> float:
        text = self.text(name).replace(",", "")
        try:
            value = float(text) if text else default
        except ValueError:
            value = math.nan
        if math.isfinite(value) and least <= value <= most:
            return value
        allowed = f"{least:g} 以上" if most == math.inf else f"{least:g} から {most:g} まで"
        self.problems.append(f"{name} には {allowed}の数を指定してください。")
        return default

    def object(self, name: str) -> Mapping[str, Any]:
        """A JSON object; {} with a problem noted when it is none."""
        try:
            value = json.loads(self.text(name) or "{}")
        except ValueError:
            value = None
        if isinstance(value, dict):
            return value
        self.problems.append(f'{name} には {{"名前": 値}} の形のJSONを指定してください。')
        return {}


def is_on_own_network(base_url: str) -> bool:
    """Whether the address is this machine or a private number; a name never counts, as it may lead
    anywhere."""
    host = urlsplit(base_url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:  # a name
        return False


def usable_url(text: str, problems: list[str]) -> str:
    """The base URL as the SDK needs it; an Azure resource by its bare address, or by an address copied
    from the portal, gets the path of its OpenAI-compatible interface."""
    if not text:
        return OPENAI_URL
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port that is not a number, an unclosed [
        usable = False
    if not usable:
        problems.append(
            "接続先のURLは http:// または https:// から始まる形で指定してください"
            "(例: http://localhost:11434/v1)。"
        )
        return OPENAI_URL
    if (parts.hostname or "").endswith(_AZURE_HOSTS) and not parts.path.startswith(_AZURE_PATH):
        return f"{parts.scheme}://{parts.netloc}{_AZURE_PATH}"
    return text.rstrip("/")
