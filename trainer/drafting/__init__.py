"""A case becomes the draft of a scenario: by rules, without a model, the same for the same case.

What the story tells is taken over; what it cannot tell stands in neutral words under a mark (a comment that
`check` reports), so that a draft can be played at once and is published only after a person has read it.
What `check` would find wrong with the parts is put right here, as far as rules can.
"""

from __future__ import annotations

from typing import Any

from trainer.case import Case, CaseCause
from trainer.checking import facts, policy, remedies
from trainer.checking.subject import Subject
from trainer.drafting.exemplary import exemplary_call
from trainer.drafting.handover import escalation_of
from trainer.drafting.sheet import as_yaml
from trainer.drafting.story import card_of, concerns_of, facts_of, opening_of, remedies_of
from trainer.drafting.words import sentences
from trainer.errors import FileProblems
from trainer.escalation import Need
from trainer.files import Library
from trainer.scenario import Scenario

__all__ = ["draft_from_case"]

_DIFFICULTY = {Need.NEEDLESS: 1, Need.OPTIONAL: 2, Need.REQUIRED: 3}
_MANUAL = "事実を伺い、記録を確かめてから答える。決められないことは、責任者に確かめる。"
_SITUATION = 2
"""Sentences of the case's situation that are told beforehand: later ones tend to tell the end."""


def draft_from_case(case: Case, scenario_id: str, library: Library) -> str:
    """The YAML of a draft under this id: facts and opening from what the customer said, policy from how it
    was handed over, remedies from what was done. Its form is right; `check` names what is to be mended."""
    data = _mended(_data(case, scenario_id, library), library)
    return as_yaml(data, case)


def _data(case: Case, scenario_id: str, library: Library) -> dict[str, Any]:
    told = facts_of(case)
    escalation, offers = escalation_of(case, told), remedies_of(case)
    concerns = concerns_of(case, escalation)
    head = _head(case, scenario_id, library)
    hidden = {
        "cause": case.cause.value,
        "wish": told[-1]["say"],
        "sore_point": max(told, key=lambda fact: len(fact["say"]))["say"],
    }
    return {
        **head,
        "card": card_of(case),
        "manual": [{"title": case.manual or "この件の確かめ方", "text": _MANUAL}],
        "hidden": hidden,
        "opening": opening_of(case, told),
        "facts": told,
        **({"concerns": concerns} if concerns else {}),
        "remedies": offers,
        "escalation": escalation,
        "must_mention": [fact["gist"][:2] for fact in told[:2]],
        **({"fault_confirmed": True} if case.cause is CaseCause.COMPANY else {}),
        "teaches": case.lesson or "この場面で何を学ぶか。",
        "model_call": exemplary_call(case, head["company"], told, escalation),
    }


def _head(case: Case, scenario_id: str, library: Library) -> dict[str, Any]:
    industry = case.industry or "サービス"
    start = sentences(case.situation)[:_SITUATION]
    return {
        "id": scenario_id,
        "title": case.title or "題のない事例",
        "summary": start[0] if start else case.title or "事例から作った場面。",
        "industry": industry,
        "company": f"{industry} お客様相談窓口",
        "seat": "first",
        "channel": case.channel.value,
        "difficulty": _DIFFICULTY[case.escalation.need],
        "persona": case.persona.value,
        "voice": _voice(case, library),
        "brief": {
            "situation": "".join(start) or "お客様からのお問い合わせです。",
            "goal": "お話を受け止めて要点をつかみ、自分で決められることと、引き継ぐことを見分ける。",
            "authority": "受付と確認、折り返しのお約束まで。費用の負担と例外の扱いは責任者の判断です。",
        },
    }


def _voice(case: Case, library: Library) -> str:
    """A voice of the customer type and channel (of the type alone where there is none): a plain one, as
    harsh and elderly voices are for stories that are about that."""
    of_type = [v for v in library.voices.values() if v.persona is case.persona]
    fitting = [v for v in of_type if v.channel is case.channel] or of_type
    plain = [v for v in fitting if not any(kind in v.id for kind in ("harsh", "elder"))]
    return (plain or fitting)[0].id


def _mended(data: dict[str, Any], library: Library) -> dict[str, Any]:
    """Facts that no question reaches are told unasked; offers that nobody recognises go."""
    subject = _subject(data, library)
    for problem in (*facts.facts_no_question_reaches(subject), *facts.unreachable_facts(subject)):
        told = data["facts"][_index(problem.key)]
        told.pop("needs", None)
        told.pop("asked_by", None)
    unheard = {_index(p.key) for p in remedies.offers_nobody_makes(subject)}
    data["remedies"] = [r for i, r in enumerate(data["remedies"]) if i not in unheard]
    silent = {_index(p.key) for p in policy.silent_triggers(subject)}
    if kept := [t for i, t in enumerate(data["escalation"].get("triggers", ())) if i not in silent]:
        data["escalation"]["triggers"] = kept
    return data


def _subject(data: dict[str, Any], library: Library) -> Subject:
    scenario = Scenario.model_validate(data)
    try:
        return Subject(library.cast_of(scenario), library.rubric)
    except FileProblems as error:
        raise AssertionError(f"a draft names only what there is: {error}") from error


def _index(key: str) -> int:
    """facts.3.asked_by → 3."""
    return int(next(part for part in key.split(".") if part.isdigit()))
