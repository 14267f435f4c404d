"""The escalation policy of a draft, from how the case was handed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.case import Case
from trainer.drafting.words import unmasked
from trainer.escalation import Direction, Need, Trigger

_USUAL = {Direction.VERTICAL: "責任者", Direction.HORIZONTAL: "専門部署"}
_ASKED = {Direction.VERTICAL: Trigger.T1, Direction.HORIZONTAL: Trigger.T3}


def escalation_of(case: Case, told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Need, direction and to whom as in the case; the triggers are those its customer's words set off."""
    handed = case.escalation
    if handed.need is Need.NEEDLESS:
        return {"need": "needless", **_why(case)}
    direction = handed.direction or Direction.VERTICAL
    raised = [t for fact in told for t in fact.get("raises", ())]
    triggers = dict.fromkeys([*raised, *([_ASKED[direction].value] if handed.need is Need.REQUIRED else [])])
    return {
        "need": handed.need.value,
        "direction": direction.value,
        "to": [unmasked(handed.to) or _USUAL[direction]],
        "triggers": list(triggers),
        "window": 1,
        **_why(case),
    }


def _why(case: Case) -> dict[str, str]:
    return {"why": unmasked(case.escalation.when)} if case.escalation.when else {}
