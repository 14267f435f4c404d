"""Scenarios written in the app: draft, check, publish; every save is a version, none is overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from trainer import yaml_text
from trainer.checking import check_scenario, placed
from trainer.checking.unfinished import unfinished
from trainer.errors import FileProblems, InvalidInput, NotAllowed, NotFound, Problem
from trainer.files import Library, parse
from trainer.person import Person, Role
from trainer.scenario import Cast, Scenario
from trainer.scorecard import Rubric
from trainer.store import ScenarioVersion, Store
from trainer.yaml_edit import has_references, value_of, with_value
from trainer.yaml_text import YamlFault

MAX_BODY = 200_000
"""Longest YAML of one scenario, in characters; the shipped ones have about 10,000."""


ID_PATTERN = r"[a-z0-9][a-z0-9_-]{0,59}"
"""What an id looks like (scenario.Id)."""

EXEMPLAR = "appliance-no-callback"
"""The scenario from which a new one is begun."""


class State(StrEnum):
    DRAFT = "draft"
    CHECKED = "checked"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


STATE_LABELS = {
    State.DRAFT: "下書き",
    State.CHECKED: "検査済み",
    State.PUBLISHED: "公開中",
    State.WITHDRAWN: "取り下げ",
}


@dataclass(frozen=True)
class Entry:
    """One line of the list of scenarios. `scenario`: the newest text, None while it cannot be read;
    `newest`: its version, None for a file of the folder; `offered`: number of the version that
    trainees get, 0 for the folder's, None when it is not offered."""

    id: str
    title: str
    scenario: Scenario | None
    newest: ScenarioVersion | None
    offered: int | None


@lru_cache(maxsize=256)
def _parsed(body: str) -> Scenario:
    return parse(body, "シナリオ", Scenario)


@dataclass(frozen=True)
class Catalogue:
    """All scenarios that can be practised: the folder's, and those published in the app, which
    take the place of the folder's of the same id."""

    library: Library
    store: Store

    @property
    def scenarios(self) -> dict[str, Scenario]:
        return self.library.scenarios | self._published()

    @property
    def broken(self) -> list[Problem]:
        return self.library.broken

    @property
    def rubric(self) -> Rubric:
        return self.library.rubric

    def cast(self, scenario_id: str) -> Cast:
        """Raises NotFound, FileProblems."""
        published = self._published().get(scenario_id)
        return self.library.cast_of(published) if published else self.library.cast(scenario_id)

    def _published(self) -> dict[str, Scenario]:
        decided = self.store.newest_versions(State.PUBLISHED, State.WITHDRAWN)
        return {v.scenario: _parsed(v.body) for v in decided if v.state == State.PUBLISHED}


@dataclass(frozen=True)
class Authoring:
    """What a supervisor does with scenarios. `clock` gives seconds since the epoch."""

    store: Store
    library: Library
    clock: Callable[[], float]

    def text_of(self, actor: Person, scenario_id: str) -> str:
        """The YAML of a scenario: the newest version written in the app, else the folder's file."""
        _must_be_supervisor(actor)
        versions = self.store.versions(scenario_id)
        if versions:
            return versions[0].body
        path = self.library.folder / f"{scenario_id}.yaml"
        if scenario_id not in self.library.scenarios:
            raise NotFound(f"シナリオ「{scenario_id}」はありません。一覧から選び直してください。")
        return path.read_text(encoding="utf-8")

    def copy_of(self, actor: Person, scenario_id: str, new_id: str) -> str:
        """The YAML of a copy under a new id. Raises InvalidInput when the id is taken."""
        text = self.text_of(actor, scenario_id)
        _must_be_id(new_id)
        if new_id in self.library.scenarios or self.store.versions(new_id):
            raise InvalidInput(f"「{new_id}」はもう使われています。別のidにしてください。")
        return with_value(text, ("id",), new_id)

    def imported(self, actor: Person, data: bytes) -> tuple[str, str]:
        """(id, text) of a YAML file brought from elsewhere; it may be faulty otherwise, nothing is
        saved. Raises InvalidInput when it is empty, too long, no text, or has no id."""
        _must_be_supervisor(actor)
        if not data.strip():
            raise InvalidInput("ファイルが空です。中身のあるYAMLファイルを選んでください。")
        if len(data) > 4 * MAX_BODY:
            raise InvalidInput(
                f"ファイルが大きすぎます。{MAX_BODY:,}文字までのYAMLファイルを選んでください。"
            )
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InvalidInput(
                "文字コードがUTF-8ではないか、文章のファイルではありません。"
                "メモ帳などでUTF-8を選んで保存し直してください。"
            ) from error
        if "\x00" in text:
            raise InvalidInput("文章のファイルではありません。YAMLファイルを選んでください。")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > MAX_BODY:
            raise InvalidInput(f"長すぎます({len(text):,}文字)。{MAX_BODY:,}文字までにしてください。")
        return id_in(text), text

    def cast(self, actor: Person, text: str) -> Cast:
        """What an unsaved text would be played with, for a preview and a test talk. Raises
        FileProblems."""
        _must_be_supervisor(actor)
        return self.library.cast_of(_parsed(text))

    def versions(self, actor: Person, scenario_id: str) -> list[ScenarioVersion]:
        _must_be_supervisor(actor)
        return self.store.versions(scenario_id)

    def mine(self, actor: Person) -> list[ScenarioVersion]:
        """The newest version of every scenario written in the app."""
        _must_be_supervisor(actor)
        return self.store.newest_versions()

    def overview(self, actor: Person) -> list[Entry]:
        """Every scenario, of the folder and written in the app, by id."""
        _must_be_supervisor(actor)
        decided = {v.scenario: v for v in self.store.newest_versions(State.PUBLISHED, State.WITHDRAWN)}
        found = {s.id: Entry(s.id, s.title, s, None, 0) for s in self.library.scenarios.values()}
        for version in self.store.newest_versions():
            last = decided.get(version.scenario)
            kept = 0 if version.scenario in self.library.scenarios else None
            offered = last.version if last and last.state == State.PUBLISHED else kept
            try:
                scenario, title = self.readable(version.body), ""
            except FileProblems:
                scenario, title = None, str(value_of(version.body, ("title",)) or version.scenario)
            name = scenario.title if scenario else title
            found[version.scenario] = Entry(version.scenario, name, scenario, version, offered)
        return [found[scenario_id] for scenario_id in sorted(found)]

    def problems(self, text: str) -> tuple[Scenario | None, list[Problem]]:
        """The scenario in the text as far as it can be read, and everything that is wrong with it."""
        if len(text) > MAX_BODY:
            what = f"長すぎます({len(text):,}文字)"
            return None, [Problem("", 0, "", what, f"{MAX_BODY:,}文字までにしてください")]
        try:
            scenario = self.readable(text)
        except FileProblems as error:
            return None, error.problems
        marks = unfinished(f"{scenario.id}.yaml", text)
        return scenario, placed(text, [*marks, *check_scenario(self.library, scenario)])

    def readable(self, text: str) -> Scenario:
        """The scenario if its form is right, without playing it: cheap enough for every change.
        Raises FileProblems."""
        if has_references(text):
            what = "ほかの行を指す書き方(*名前)は使えません"
            raise FileProblems([Problem("", 0, "", what, "同じ内容をその場に書いてください")])
        return _parsed(text)

    def save(self, actor: Person, text: str, *, seen: int) -> ScenarioVersion:
        """Saves a draft, faults and all; only its id must be readable. `seen`: the newest version
        the author had before them (0: none). Raises InvalidInput, Conflict, NotAllowed."""
        _must_be_supervisor(actor)
        if len(text) > MAX_BODY:
            raise InvalidInput(f"長すぎます。{MAX_BODY:,}文字までにしてください。")
        scenario_id = id_in(text)
        _, problems = self.problems(text)
        state = State.DRAFT if problems else State.CHECKED
        return self._add(actor, scenario_id, seen, state, text)

    def publish(self, actor: Person, scenario_id: str, *, seen: int) -> ScenarioVersion:
        """Offers the newest version to trainees. Raises FileProblems while the check finds faults."""
        _must_be_supervisor(actor)
        versions = self.store.versions(scenario_id)
        if not versions:
            raise NotFound("公開する版がありません。先に保存してください。")
        _, problems = self.problems(versions[0].body)
        if problems:
            raise FileProblems(problems)
        return self._add(actor, scenario_id, seen, State.PUBLISHED, versions[0].body)

    def withdraw(self, actor: Person, scenario_id: str, *, seen: int) -> ScenarioVersion:
        """No longer offered; running calls keep what they were started with, drafts stay."""
        _must_be_supervisor(actor)
        versions = self.store.versions(scenario_id)
        if not versions:
            raise NotFound("この版は見つかりません。一覧から選び直してください。")
        return self._add(actor, scenario_id, seen, State.WITHDRAWN, versions[0].body)

    def _add(self, actor: Person, scenario_id: str, seen: int, state: State, text: str) -> ScenarioVersion:
        at = self.clock()
        number = self.store.save_version(scenario_id, seen, state, actor.name, at, text)
        return ScenarioVersion(scenario_id, number, state, actor.name, at, text)


def _must_be_supervisor(actor: Person) -> None:
    if actor.role is not Role.SUPERVISOR:
        raise NotAllowed("シナリオの編集はSVの画面でできます。設定で役割を確かめてください。")


def id_in(text: str) -> str:
    """The id of a scenario text that may be faulty otherwise. Raises InvalidInput."""
    try:
        data = yaml_text.data(text)
    except YamlFault as fault:
        place = f"{fault.line}行目: " if fault.line else ""
        raise InvalidInput(
            f"YAMLとして読めないため保存できません({place}{fault.what})。{fault.mend}。"
        ) from fault
    found = data.get("id") if isinstance(data, dict) else None
    if not isinstance(found, str) or not found:
        raise InvalidInput("id がありません。一行目に id: (半角の英小文字・数字・-)を書いてください。")
    _must_be_id(found)
    return found


def _must_be_id(given: str) -> None:
    """Raises InvalidInput for what could not be the name of a file and a part of an address."""
    if not given:
        raise InvalidInput("id を入れてください。半角の英小文字・数字・「-」「_」で、60文字までです。")
    if not re.fullmatch(ID_PATTERN, given):
        raise InvalidInput(
            f"「{given[:60]}」は id に使えません。"
            "半角の英小文字・数字・「-」「_」で、60文字までにしてください。"
        )
