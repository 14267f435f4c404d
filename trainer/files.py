"""Door to the scenario folder: YAML in, checked words out, every fault with file, line and key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from trainer import yaml_text
from trainer.errors import FileProblems, NotFound, Problem
from trainer.faults import problem
from trainer.persona import Persona, PersonaKind, Voice
from trainer.scenario import Cast, Scenario
from trainer.scorecard import Rubric
from trainer.script import GoldenCalls
from trainer.yaml_text import YamlFault

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
MAX_BYTES = 1_000_000

Model = TypeVar("Model", bound=BaseModel)


def load(path: Path, model: type[Model]) -> Model:
    """Reads one YAML file as `model`. Raises FileProblems with every fault and its line."""
    return parse(_text(path), path.name, model)


def parse(text: str, name: str, model: type[Model]) -> Model:
    """As `load`, from text; `name` is shown in the problems."""
    try:
        node, data = yaml_text.read(text)
    except YamlFault as fault:
        raise FileProblems([Problem(name, fault.line, "", fault.what, fault.mend)]) from fault
    if not isinstance(data, dict):
        mend = "「項目名: 値」の形で書いてください"
        raise FileProblems([Problem(name, 1, "", "中身が空か、項目の並びになっていません", mend)])
    problems = [
        Problem(name, line, key, "同じ項目が二度書かれています", "どちらか一方を消してください")
        for key, line in yaml_text.repeated_keys(node)
    ]
    try:
        value = model.model_validate(data)
    except ValidationError as error:
        problems += [problem(name, node, fault) for fault in error.errors(include_url=False)]
    if problems:
        raise FileProblems(problems)
    return value


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileProblems(
                [Problem(path.name, 0, "", "ファイルが大きすぎます(1MBまで)", "内容を分けてください")]
            )
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        what = "UTF-8として読めません"
        raise FileProblems(
            [Problem(path.name, 0, "", what, "文字コードをUTF-8にして保存してください")]
        ) from error
    except OSError as error:
        what = f"ファイルを開けません({error.strerror})"
        raise FileProblems(
            [Problem(path.name, 0, "", what, "場所と読み取り権限を確かめてください")]
        ) from error


@dataclass(frozen=True)
class Library:
    """The scenario folder: `<id>.yaml` scenarios, `personas/`, `voices/`, `rubric.yaml`.

    Files are read on first use; faults in one scenario do not hide the others (`broken`)."""

    folder: Path = SCENARIOS

    @cached_property
    def personas(self) -> dict[PersonaKind, Persona]:
        paths = sorted((self.folder / "personas").glob("*.yaml"))
        return {persona.id: persona for persona in (load(path, Persona) for path in paths)}

    @cached_property
    def voices(self) -> dict[str, Voice]:
        paths = sorted((self.folder / "voices").glob("*.yaml"))
        return {voice.id: voice for voice in (load(path, Voice) for path in paths)}

    @cached_property
    def rubric(self) -> Rubric:
        return load(self.folder / "rubric.yaml", Rubric)

    @cached_property
    def _read(self) -> tuple[dict[str, Scenario], list[Problem]]:
        found: dict[str, Scenario] = {}
        problems: list[Problem] = []
        for path in sorted(self.folder.glob("*.yaml")):
            if path.name == "rubric.yaml":
                continue
            try:
                scenario = load(path, Scenario)
            except FileProblems as error:
                problems += error.problems
                continue
            if scenario.id != path.stem:
                mend = f"ファイル名を {scenario.id}.yaml にするか、id を直してください"
                problems.append(Problem(path.name, 1, "id", "id がファイル名と違います", mend))
            else:
                found[scenario.id] = scenario
        return found, problems

    @property
    def scenarios(self) -> dict[str, Scenario]:
        return self._read[0]

    @property
    def broken(self) -> list[Problem]:
        """What keeps scenarios of this folder from being offered."""
        return self._read[1]

    def golden(self, scenario_id: str) -> GoldenCalls | None:
        """The calls of known quality for a scenario; None when it has none. Raises FileProblems."""
        path = self.folder / "golden" / f"{scenario_id}.yaml"
        return load(path, GoldenCalls) if path.is_file() else None

    def cast(self, scenario_id: str) -> Cast:
        """The scenario with its persona and voice. Raises NotFound, FileProblems."""
        scenario = self.scenarios.get(scenario_id)
        if scenario is None:
            raise NotFound(f"シナリオ「{scenario_id}」はありません。一覧から選び直してください。")
        return self.cast_of(scenario)

    def cast_of(self, scenario: Scenario) -> Cast:
        """As `cast`, for a scenario that is not in the folder (yet)."""
        voice = self.voices.get(scenario.voice)
        persona = self.personas.get(scenario.persona)
        problems = []
        if voice is None:
            mend = f"使える声: {'、'.join(self.voices)}"
            problems.append(
                Problem(f"{scenario.id}.yaml", 0, "voice", f"声「{scenario.voice}」がありません", mend)
            )
        elif voice.persona is not scenario.persona:
            mend = f"persona を {voice.persona.value} にするか、別の声を選んでください"
            problems.append(Problem(f"{scenario.id}.yaml", 0, "voice", "声が顧客タイプと合いません", mend))
        if persona is None:
            what = f"顧客タイプ「{scenario.persona.value}」のファイルがありません"
            problems.append(Problem(f"{scenario.id}.yaml", 0, "persona", what, "personas/ に足してください"))
        if problems or voice is None or persona is None:
            raise FileProblems(problems)
        return Cast(scenario=scenario, persona=persona, voice=voice)
