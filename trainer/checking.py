"""Checks the files of a scenario folder: form, references, and whether a scenario can be played well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from trainer import call
from trainer.attempt import OUTCOME_LABELS, Outcome
from trainer.dialogue import Seat
from trainer.errors import FileProblems, NotFound, Problem
from trainer.files import Library, load
from trainer.persona import Persona, Voice
from trainer.scenario import Cast, Scenario
from trainer.scorecard import Rubric
from trainer.scorers import score

GOOD_CALL = 85.0
"""A model call has to score at least this much."""


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


def _check(library: Library, path: Path) -> Iterable[Problem]:
    if path.is_dir():
        mend = "フォルダーではなく、中のYAMLファイルを指定してください"
        return [Problem(path.name, 0, "", "ファイルではありません", mend)]
    if path.parent.name == "personas":
        load(path, Persona)
    elif path.parent.name == "voices":
        load(path, Voice)
    elif path.name == "rubric.yaml":
        load(path, Rubric)
    else:
        scenario = load(path, Scenario)
        return [*_named(scenario, path), *check_scenario(library, scenario)]
    return []


def _named(scenario: Scenario, path: Path) -> list[Problem]:
    if scenario.id == path.stem:
        return []
    mend = f"ファイル名を {scenario.id}.yaml にするか、id を直してください"
    return [Problem(path.name, 1, "id", "id がファイル名と違います", mend)]


def check_scenario(library: Library, scenario: Scenario) -> list[Problem]:
    """What the model cannot see: a scenario that is well-formed but cannot be played well."""
    try:
        cast = library.cast_of(scenario)
    except (FileProblems, NotFound) as error:
        return getattr(error, "problems", [])
    return [*_unreachable(scenario), *_model_call(library, cast)]


def _unreachable(scenario: Scenario) -> Iterator[Problem]:
    name = f"{scenario.id}.yaml"
    told = {*scenario.opening.tells, *(t for c in scenario.concerns for t in c.tells)}
    for index, fact in enumerate(scenario.facts):
        if fact.needs == "asked" and not fact.asked_by:
            mend = "asked_by に、尋ねるときの言葉を書いてください"
            yield Problem(name, 0, f"facts.{index}", f"事実「{fact.id}」を引き出す質問がありません", mend)
        if not fact.gist:
            mend = "gist に、復唱で使われる言葉を書いてください"
            yield Problem(name, 0, f"facts.{index}", f"事実「{fact.id}」の復唱を見分けられません", mend)
    if set(scenario.opening.tells) >= {f.id for f in scenario.facts}:
        yield Problem(name, 0, "opening", "第一声ですべてを話しています", "opening.tells を減らしてください")
    if not any(r.settles for r in scenario.remedies) and scenario.escalation.need.value == "needless":
        mend = "settles: true の解決策を一つ書いてください"
        yield Problem(name, 0, "remedies", "引き継ぎ不要なのに、解決する手立てがありません", mend)
    raised = {t for f in scenario.facts for t in f.raises} | {t for c in scenario.concerns for t in c.raises}
    raised |= set(scenario.opening.raises)
    if scenario.escalation.need.value == "required" and not raised & set(scenario.escalation.triggers):
        mend = "facts か concerns の raises に、triggers のどれかを書いてください"
        yield Problem(name, 0, "escalation.triggers", "引き継ぎのきっかけが通話の中で起きません", mend)
    if scenario.escalation.need.value == "needless" and raised & set(scenario.escalation.triggers):
        mend = "need か triggers を見直してください"
        yield Problem(name, 0, "escalation", "引き継ぎ不要なのに、きっかけが起きます", mend)
    for index, remedy in enumerate(scenario.remedies):
        for fact_id in remedy.after:
            fact = scenario.fact(fact_id)
            if fact.needs == "asked" and not fact.asked_by and fact_id not in told:
                mend = f"事実「{fact_id}」を引き出せるようにしてください"
                yield Problem(name, 0, f"remedies.{index}.after", "受け入れられない解決策です", mend)


def _good_ends(scenario: Scenario) -> set[Outcome]:
    """A supervisor who has drawn the line may end an abusive call with the matter open."""
    ends = {Outcome.RESOLVED, Outcome.HANDED_OVER}
    return ends | {Outcome.CLOSED} if scenario.abusive and scenario.seat is Seat.SECOND else ends


def _model_call(library: Library, cast: Cast) -> Iterator[Problem]:
    scenario = cast.scenario
    attempt = call.replay(cast, scenario.model_call)
    name = f"{scenario.id}.yaml"
    if not attempt.ended:
        yield Problem(
            name, 0, "model_call", "模範応対が終話まで行っていません", "end か escalate で終えてください"
        )
    elif attempt.ended.outcome not in _good_ends(scenario):
        what = f"模範応対の終わり方が「{OUTCOME_LABELS[attempt.ended.outcome]}」です"
        yield Problem(name, 0, "model_call", what, "解決して終えるか、引き継いでください")
    card = score(cast, attempt, library.rubric)
    if card.total is None or card.total < GOOD_CALL:
        weak = "、".join(
            f"{d.title} {d.points:g}/{d.max:g}"
            for d in card.dimensions
            if d.points is not None and d.points < 0.8 * d.max
        )
        what = f"模範応対が{card.total}点です({GOOD_CALL:g}点以上が必要。弱い観点: {weak or 'なし'})"
        yield Problem(name, 0, "model_call", what, "模範応対を見直してください")
