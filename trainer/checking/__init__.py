"""Checks the files of a scenario folder: form, references, and whether a scenario can be played well.

What the models cannot see is told by judgements: small functions from a `Subject` to Problems, each
with its place, what is wrong, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from trainer.case_files import CaseFile
from trainer.checking import calls, facts, lines, personal, policy, remedies
from trainer.checking.cases import case_problems
from trainer.checking.examples import example_notes
from trainer.checking.subject import Judgement, Subject, pooled
from trainer.checking.unfinished import unfinished
from trainer.errors import FileProblems, Problem
from trainer.files import Library, load
from trainer.persona import Persona, Voice
from trainer.scenario import Scenario
from trainer.scorecard import Rubric
from trainer.script import GoldenCalls
from trainer.yaml_edit import line_of

JUDGEMENTS: tuple[Judgement, ...] = (
    facts.unreachable_facts,
    facts.unvoiced_concerns,
    facts.facts_no_question_reaches,
    facts.unknown_topics,
    facts.facts_without_gist,
    facts.tells_everything_at_once,
    remedies.never_accepted,
    remedies.nobody_decides,
    remedies.offers_nobody_makes,
    policy.needless_but_due,
    policy.required_but_never_due,
    policy.silent_triggers,
    policy.wrong_direction,
    policy.unknowable_for_the_note,
    lines.missing_lines,
    lines.repeated_lines,
    lines.manual_speech,
    lines.unknown_placeholders,
    personal.real_personal_data,
)
"""What can be seen without playing."""

PLAYED: tuple[Judgement, ...] = (calls.model_call, calls.golden_calls)
"""What shows when the calls are played; asked only of scenarios whose lines are all there."""


def check_files(folder: Path, paths: Sequence[Path]) -> tuple[int, list[Problem]]:
    """(files checked, problems). Without `paths` the whole folder is checked."""
    library = Library(folder)
    chosen = list(paths) or sorted([*folder.glob("*.yaml"), *folder.glob("*/*.yaml")])
    problems: list[Problem] = []
    for path in chosen:
        try:
            problems += _check(library, path)
        except FileProblems as error:
            problems += error.problems
    return len(chosen), problems


def notes(folder: Path, paths: Sequence[Path]) -> list[Problem]:
    """What is no mistake but worth a look in these scenario files; broken ones have problems instead."""
    scenarios = Library(folder).scenarios
    found: list[Problem] = []
    for path in paths:
        if path.parent == folder and path.stem in scenarios:
            found += placed(path.read_text(encoding="utf-8"), example_notes(scenarios[path.stem]))
    return found


def _check(library: Library, path: Path) -> Iterable[Problem]:
    if path.is_dir():
        mend = "フォルダーではなく、中のYAMLファイルを指定してください"
        return [Problem(path.name, 0, "", "ファイルではありません", mend)]
    if path.parent.name == "personas":
        load(path, Persona)
    elif path.parent.name == "voices":
        voice = load(path, Voice)
        return placed(path.read_text(encoding="utf-8"), lines.voice_problems(voice, pooled(voice.lines)))
    elif path.parent.name == "golden":
        load(path, GoldenCalls)
    elif path.parent.name == "cases":
        found_case = load(path, CaseFile)
        problems = [*_named(found_case.id, path), *case_problems(path.name, found_case)]
        return placed(path.read_text(encoding="utf-8"), problems)
    elif path.name == "rubric.yaml":
        load(path, Rubric)
    else:
        scenario, text = load(path, Scenario), path.read_text(encoding="utf-8")
        found = [*_named(scenario.id, path), *unfinished(path.name, text), *check_scenario(library, scenario)]
        return placed(text, found)
    return []


def _named(id_: str, path: Path) -> list[Problem]:
    if id_ == path.stem:
        return []
    mend = f"ファイル名を {id_}.yaml にするか、id を直してください"
    return [Problem(path.name, 1, "id", "id がファイル名と違います", mend)]


def check_scenario(library: Library, scenario: Scenario) -> list[Problem]:
    """What the model cannot see: a scenario that is well-formed but cannot be played well."""
    try:
        cast, golden = library.cast_of(scenario), library.golden(scenario.id)
    except FileProblems as error:
        return error.problems
    return judged(Subject(cast, library.rubric, golden))


def judged(subject: Subject) -> list[Problem]:
    """The findings of all judgements, in their order."""
    found = [problem for judgement in JUDGEMENTS for problem in judgement(subject)]
    if not any(lines.missing_lines(subject)):
        found += [problem for judgement in PLAYED for problem in judgement(subject)]
    return found


def placed(text: str, problems: Iterable[Problem]) -> list[Problem]:
    """The problems with the line in `text` in which their keys stand, where they have none yet."""
    return [p if p.line or not p.key else replace(p, line=line_of(text, p.key)) for p in problems]
