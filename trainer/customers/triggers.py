"""When a call has to be handed over: from what was set off in the call, by the scenario's policy.

The director reacts to it live, the scorer judges by it afterwards (rubric §3.1–3.3).
"""

from __future__ import annotations

from trainer.attempt import Attempt
from trainer.escalation import AT_ONCE, Trigger
from trainer.persona import PersonaKind
from trainer.scenario import Scenario

EARLIEST = {PersonaKind.EMOTIONAL: 3}
"""First operator turn at which handing over can be due. The emotional caller's first two
utterances are venting, which is to be heard out; for everybody else one turn of groundwork."""


def due(scenario: Scenario, attempt: Attempt) -> tuple[int | None, tuple[Trigger, ...]]:
    """(operator turn at which handing over fell due, the triggers behind it); (None, ()) if never.

    Turn t+1 answers the customer's turn t in which the trigger was set off. The emotional
    caller's first call for a superior is due only with another reason beside it (rubric §3.2)."""
    counted = {*scenario.escalation.triggers, *AT_ONCE}
    seen: list[Trigger] = []
    for turn, trigger in attempt.raised:
        if trigger not in counted:
            continue
        seen.append(trigger)
        if trigger in AT_ONCE:
            return turn + 1, tuple(seen)
        lone_demand = set(seen) == {Trigger.T1} and len(seen) == 1
        if scenario.persona is PersonaKind.EMOTIONAL and lone_demand:
            continue
        return max(turn + 1, EARLIEST.get(scenario.persona, 2)), tuple(seen)
    return None, ()
