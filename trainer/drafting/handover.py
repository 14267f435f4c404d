"""The escalation policy of a draft, from how the case was handed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.case import Case
from trainer.drafting.words import unmasked
from trainer.escalation import Direction, Need, Trigger

_USUAL = {Direction.VERTICAL: "責任者", Direction.HORIZONTAL: "専門部署"}
ASKED = {Direction.VERTICAL: (Trigger.T1, Trigger.T2), Direction.HORIZONTAL: (Trigger.T3,)}
"""What a customer sets off who asks to be handed over. To ask for who can decide asks for more than the
first line may: for some customers a superior is due at the second request only, or at the first together
with T2 (rubric §3.2)."""


def escalation_of(case: Case, told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Need, direction and to whom as in the case; the triggers are those its customer's words set off."""
    handed = case.escalation
    if handed.need is Need.NEEDLESS:
        return {"need": "needless", **_why(case)}
    direction = handed.direction or Direction.VERTICAL
    raised = [t for fact in told for t in fact.get("raises", ())]
    asked = [t.value for t in ASKED[direction]] if handed.need is Need.REQUIRED else []
    triggers = dict.fromkeys([*raised, *asked])
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
