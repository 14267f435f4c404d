"""The form that a model fills in for a scenario, and the scenario file made of it.

Ids, voice, telephone number and layout are ours: a model that names them would only get them wrong.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, Field

from trainer.dialogue import Channel
from trainer.files import Library
from trainer.persona import PersonaKind

NOTICE = "# 言語モデルが作った下書きです。事実と言葉を一つずつ確かめ、検査に通してから公開してください。\n"
NOBODYS_NUMBER = "000-1234-5678"
"""A telephone number that nobody has (checking/personal.py)."""

Say = Annotated[str, Field(max_length=160)]
Word = Annotated[str, Field(max_length=30)]
Text = Annotated[str, Field(max_length=400)]
Trigger = Literal["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10"]


class SketchedFact(BaseModel):
    say: Say
    gist: list[Word] = Field(max_length=8)
    asked_by: list[Word] = Field(max_length=8)
    needs: Literal["unasked", "asked", "heard"]


class SketchedConcern(BaseModel):
    say: Say
    raises: list[Trigger] = Field(max_length=2)


class SketchedRemedy(BaseModel):
    title: Word
    offers: list[Word] = Field(max_length=8)
    authority: Literal["first", "second"]
    accept: Say
    haggle: Say
    refuse: Say


class SketchedPage(BaseModel):
    title: Word
    text: Text


class Sketch(BaseModel):
    """What the model fills in, in the order of a scenario file."""

    title: Annotated[str, Field(max_length=60)]
    summary: Text
    industry: Word
    company: Word
    difficulty: Annotated[int, Field(ge=1, le=4)]
    persona: PersonaKind
    customer_is: Literal["woman", "man"]
    situation: Text
    goal: Text
    authority: Text
    customer_name: Word
    customer_reading: Word
    contract: Annotated[str, Field(max_length=80)]
    history: list[Text] = Field(max_length=6)
    manual: list[SketchedPage] = Field(max_length=4)
    cause: Literal["company", "customer", "third_party", "unknown"]
    wish: Text
    sore_point: Text
    opening: list[Say] = Field(max_length=3)
    facts: list[SketchedFact] = Field(max_length=10)
    concerns: list[SketchedConcern] = Field(max_length=4)
    remedies: list[SketchedRemedy] = Field(max_length=3)
    need: Literal["required", "optional", "needless"]
    direction: Literal["vertical", "horizontal"]
    to: Word
    triggers: list[Trigger] = Field(max_length=4)
    why: Text
    teaches: Text
    model_call: list[Text] = Field(max_length=8)


def text_of(sketch: Sketch, scenario_id: str, library: Library) -> str:
    """The sketch as a scenario file."""
    body = {"id": scenario_id, **_head(sketch, library), **_story(sketch), "model_call": _call(sketch)}
    return NOTICE + yaml.safe_dump(
        body, allow_unicode=True, sort_keys=False, width=2**31, default_flow_style=None
    )


def _head(sketch: Sketch, library: Library) -> dict[str, Any]:
    return {
        "title": sketch.title,
        "summary": sketch.summary,
        "industry": sketch.industry,
        "company": sketch.company,
        "seat": "first",
        "channel": Channel.PHONE.value,
        "difficulty": sketch.difficulty,
        "persona": sketch.persona.value,
        "voice": _voice(sketch, library),
        "brief": {"situation": sketch.situation, "goal": sketch.goal, "authority": sketch.authority},
        "card": {
            "name": sketch.customer_name,
            "reading": sketch.customer_reading,
            "contract": sketch.contract,
            "phone": NOBODYS_NUMBER,
            "history": sketch.history,
        },
        "manual": [page.model_dump() for page in sketch.manual],
        "hidden": {"cause": sketch.cause, "wish": sketch.wish, "sore_point": sketch.sore_point},
    }


def _voice(sketch: Sketch, library: Library) -> str:
    """The first voice on the telephone of this persona and gender that is not written for harsh calls."""
    fitting = [v for name, v in library.voices.items() if v.persona is sketch.persona and "harsh" not in name]
    spoken = [v for v in fitting if not any(c in v.id for c in (Channel.CHAT, Channel.EMAIL))]
    return next((v.id for v in spoken if f"-{sketch.customer_is}" in v.id), spoken[0].id)


def _story(sketch: Sketch) -> dict[str, Any]:
    needless = sketch.need == "needless"
    return {
        "opening": {"say": sketch.opening},
        "facts": [_fact(number, fact) for number, fact in enumerate(sketch.facts, 1)],
        "concerns": [
            {"id": f"concern{n}", "say": c.say, **({"raises": c.raises} if c.raises else {})}
            for n, c in enumerate(sketch.concerns, 1)
        ],
        "remedies": [
            {"id": f"remedy{n}", **remedy.model_dump()} for n, remedy in enumerate(sketch.remedies, 1)
        ],
        "escalation": {
            "need": sketch.need,
            **({} if needless else {"direction": sketch.direction, "to": [sketch.to]}),
            "triggers": [] if needless else sketch.triggers,
            "why": sketch.why,
        },
        "teaches": sketch.teaches,
    }


def _fact(number: int, fact: SketchedFact) -> dict[str, Any]:
    needs = {} if fact.needs == "unasked" else {"needs": fact.needs}
    return {"id": f"fact{number}", **fact.model_dump(exclude={"needs"}), **needs}


def _call(sketch: Sketch) -> list[dict[str, Any]]:
    """The exemplary call: its lines, and at its end the handover or the end of the call."""
    said: list[dict[str, Any]] = [{"say": line} for line in sketch.model_call]
    if sketch.need == "needless":
        return [*said, {"end": True}]
    note = {
        "customer": f"{sketch.customer_name}様。{sketch.contract}。{NOBODYS_NUMBER}",
        "facts": "。".join(f.say for f in sketch.facts[:3]),
        "wish": sketch.wish,
        "feelings": sketch.sore_point,
        "handled": "お話を伺い、お詫びとご案内をいたしました。",
        "reason": sketch.why,
        "next_steps": "引き継ぎ先からお客様へご連絡します。",
        "risks": "特になし。",
    }
    handed = {"direction": sketch.direction, "team": sketch.to, "reason": sketch.why, "note": note}
    return [*said, {"escalate": handed}]
