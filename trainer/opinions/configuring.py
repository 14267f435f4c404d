"""The language model as supervisors set it up in the app. What the environment decides stays decided."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from trainer.errors import InvalidInput, NotAllowed
from trainer.llm import Llm
from trainer.person import Person, Role
from trainer.settings import CHOOSABLE, LlmSettings, Secret, decided_outside

_KEY = "OPENAI_API_KEY"
_URL = "OPENAI_BASE_URL"
LONGEST = 500
"""Characters of one value."""


class ChoiceStore(Protocol):
    """Where the choice is kept: variable → value."""

    def chosen(self) -> Mapping[str, str]: ...

    def choose(self, chosen: Mapping[str, str], person_id: str, at: float) -> None: ...


@dataclass
class Configuration:
    """`clock` gives seconds since the epoch. A key that was typed in is known to this process only and
    gone with it."""

    llm: Llm
    store: ChoiceStore
    clock: Callable[[], float]
    env: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    _key: Secret = field(default_factory=Secret)

    def start(self) -> None:
        """Takes up what was chosen before the last stop."""
        if chosen := self.store.chosen():
            self.llm.use(self._settings(chosen, self._key))

    @property
    def decided(self) -> frozenset[str]:
        """Variables that only the environment can change."""
        return decided_outside(self.env)

    @property
    def has_own_key(self) -> bool:
        """Whether a key was typed in since the start."""
        return bool(self._key)

    @property
    def chosen(self) -> bool:
        """Whether anything was set up in the app."""
        return self.has_own_key or bool(self.store.chosen())

    def values(self, actor: Person) -> dict[str, str]:
        """What holds now of what was given in the environment or chosen; defaults are left out."""
        _must_be_supervisor(actor)
        given = {**self.store.chosen(), **{v: self.env[v] for v in CHOOSABLE if self.env.get(v, "").strip()}}
        return {name: value for name, value in given.items() if name != _URL or name not in self.decided}

    def choose(self, actor: Person, values: Mapping[str, str], key: str = "") -> None:
        """From the next utterance on. `values`: variable → text, empty for the default; `key`: empty to
        keep the one that was typed in before, which belongs to the server it was typed in for.
        Raises InvalidInput, and then nothing has changed."""
        _must_be_supervisor(actor)
        given = {name: value.strip() for name, value in values.items()}
        chosen = {n: v for n, v in given.items() if v and n in CHOOSABLE and n not in self.decided}
        _must_be_fit_to_keep(chosen)
        moved = chosen.get(_URL, "") != self.store.chosen().get(_URL, "")
        secret = Secret(key.strip()) if key.strip() else Secret() if moved else self._key
        settings = self._settings(chosen, secret)
        if settings.problems:
            raise InvalidInput("\n".join(settings.problems))
        self.store.choose(chosen, actor.id, self.clock())
        self._key = secret
        self.llm.use(settings)

    def reset(self, actor: Person) -> None:
        """Back to the environment alone."""
        _must_be_supervisor(actor)
        self.store.choose({}, actor.id, self.clock())
        self._key = Secret()
        self.llm.use(self._settings({}, self._key))

    def _settings(self, chosen: Mapping[str, str], key: Secret) -> LlmSettings:
        outside = {name: value for name, value in self.env.items() if value.strip()}
        # What was chosen before the environment decided it counts no more, the server above all.
        free = {name: value for name, value in chosen.items() if name not in self.decided}
        own = {} if not key or _KEY in self.decided else {_KEY: key.reveal()}
        return LlmSettings.from_environment({**free, **own, **outside})


def _must_be_fit_to_keep(chosen: Mapping[str, str]) -> None:
    if any(len(value) > LONGEST or not value.isprintable() for value in chosen.values()):
        raise InvalidInput(f"{LONGEST}字を超える値や、改行などの入った値は使えません。入れ直してください。")
    try:
        parts = urlsplit(chosen.get(_URL, ""))
    except ValueError:  # told by the settings themselves
        return
    if parts.username or parts.password or parts.query or parts.fragment:
        raise InvalidInput(
            "接続先のURLに、名前やパスワード、「?」の後の項目は入れられません。鍵は「APIキー」の欄に入れてください。"
        )


def _must_be_supervisor(actor: Person) -> None:
    if actor.role is not Role.SUPERVISOR:
        raise NotAllowed("接続と設定はSVの画面で変えられます。設定で役割を確かめてください。")
