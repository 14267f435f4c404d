"""Opening, facts, concerns, remedies and card of a draft, from what the case tells."""

from __future__ import annotations

from typing import Any

from trainer.case import Case, Party
from trainer.dialogue import Cue, DialogueAct
from trainer.drafting.handover import ASKED
from trainer.drafting.words import lines_of, nouns, unmasked
from trainer.escalation import AT_ONCE, Direction, Need, Trigger
from trainer.language import cues, read

LEAST_FACTS, MOST_FACTS, MOST_REMEDIES = 3, 12, 3

TRIGGERS = {
    Cue.DEMAND_SUPERVISOR: Trigger.T1,
    Cue.BEYOND_AUTHORITY: Trigger.T2,
    Cue.TECH_EVIDENCE: Trigger.T3,
    Cue.REPEAT_CONTACT: Trigger.T5,
    Cue.LEGAL_SAFETY_MEDIA: Trigger.T6,
    Cue.AGENT_COMPLAINT: Trigger.T10,
}
"""What a customer's words signal → the trigger they set off. Not T7: abuse needs lines of its own."""

NOTHING_SAID = "この件で困っているんです。どうなっているんでしょうか。"
WISH = {
    "id": "wish",
    "say": "早く、きちんと解決してほしいんです。",
    "gist": ["解決"],
    "asked_by": ["ご希望", "ご要望"],
    "needs": "asked",
}
"""Asked for in every good call; added to a story in which the customer says next to nothing."""

PROMISED = {"title": "記録を確かめて折り返す", "offers": ["折り返し", "確認のご連絡", "お調べした結果"]}
"""The way out of a case in which none was named."""

AGAIN = "ですから、"

_SUPERIOR = (
    "決められる方とお話しさせてください。このままでは話が進みません。",
    "ですから、責任者の方にお願いしたいんです。代わっていただけますか。",
)
_SPECIALIST = (
    "その仕組みが分かる方に聞かないと、話が進まないと思うんですが。",
    "詳しい部署の方につないでいただけませんか。専門のことをお聞きしたいんです。",
)


def card_of(case: Case) -> dict[str, Any]:
    """An invented customer; what happened before the first words stands in the history."""
    before = []
    for moment in case.timeline:
        if moment.who is Party.CUSTOMER:
            break
        if moment.who is Party.OTHER:
            before.append(" ".join(part for part in (moment.when, unmasked(moment.text)) if part))
    card: dict[str, Any] = {"name": "三谷 香織", "reading": "みたに かおり", "phone": "000-0000-0000"}
    return card | ({"history": before} if before else {})


def facts_of(case: Case) -> list[dict[str, Any]]:
    """One fact a line that the customer said; later ones have to be asked or felt for. At least two."""
    told: list[dict[str, Any]] = []
    for line in _customer_lines(case):
        gist = nouns(line)
        if not gist or any(set(gist) <= set(fact["gist"]) for fact in told) or len(told) == MOST_FACTS:
            continue
        found = cues(line)
        fact: dict[str, Any] = {"id": f"fact-{len(told) + 1}", "say": line, "gist": gist}
        if len(told) > 1:
            fact |= {"asked_by": gist[:3], "needs": "heard" if Cue.NEG_EMOTION in found else "asked"}
        if raised := _raised(case, found):
            fact["raises"] = raised
        told.append(fact)
    told = told or [{"id": "fact-1", "say": NOTHING_SAID, "gist": nouns(case.title) or ["用件"]}]
    return told if len(told) >= LEAST_FACTS else [*told, WISH]


def _customer_lines(case: Case) -> list[str]:
    return [line for m in case.timeline if m.who is Party.CUSTOMER for line in lines_of(m.text)]


def _raised(case: Case, found: tuple[Cue, ...]) -> list[str]:
    """Where handing over was not needed, nothing may make it due."""
    need = case.escalation.need
    triggers = dict.fromkeys(TRIGGERS[cue] for cue in found if cue in TRIGGERS)
    if need is Need.NEEDLESS:
        return []
    return [t.value for t in triggers if need is Need.REQUIRED or t not in AT_ONCE]


def opening_of(case: Case, told: list[dict[str, Any]]) -> dict[str, Any]:
    """The customer's first words. If they are the first fact, they tell it, and the fact is worded as
    what one says when asked once more."""
    first = next(iter(_customer_lines(case)), NOTHING_SAID)
    if told[0]["say"] != first:
        return {"say": first}
    told[0]["say"] = f"{AGAIN}{first}"
    raises = {"raises": told[0]["raises"]} if "raises" in told[0] else {}
    return {"say": first, "tells": [told[0]["id"]], **raises}


def concerns_of(case: Case, escalation: dict[str, Any]) -> list[dict[str, Any]]:
    """Where a handover was needed, the customer asks for it, and once more if nothing comes of it."""
    if case.escalation.need is not Need.REQUIRED:
        return []
    direction = Direction(escalation["direction"])
    words = _SPECIALIST if direction is Direction.HORIZONTAL else _SUPERIOR
    due = [trigger.value for trigger in ASKED[direction]]
    return [
        {
            "id": "hand-over",
            "say": words[0],
            "raises": due,
            "when": {"turn": 3, "unsolved": True},
            "interrupts": True,
        },
        {
            "id": "hand-over-again",
            "say": words[1],
            "raises": due[:1],
            "when": {"turn": 5, "raised": ["hand-over"], "unsolved": True},
            "interrupts": True,
        },
    ]


def remedies_of(case: Case) -> list[dict[str, Any]]:
    """What was offered or promised in the case, and always a call back. The last one is sure to be
    recognised, the others are tried (drafting._mended)."""
    found: list[dict[str, Any]] = []
    sides = (Party.OPERATOR, Party.SUPERVISOR)
    spoken = [(m.who, line) for m in case.timeline if m.who in sides for line in lines_of(m.text)]
    for who, line in spoken:
        reading = read(line)
        for act in reading.of(DialogueAct.PROPOSE, DialogueAct.COMMIT):
            offers = nouns(line[act.start : act.end], 3)
            known = any(set(offers) & set(kept["offers"]) for kept in found)
            if len(offers) < 2 or known or len(found) == MOST_REMEDIES:
                continue
            second = who is Party.SUPERVISOR
            title = line[act.start : act.end].strip("。、 ")[:40]
            found.append(
                {
                    "id": f"remedy-{len(found) + 1}",
                    "title": title,
                    "offers": offers,
                    "authority": "second" if second else "first",
                    "settles": case.escalation.need is not Need.REQUIRED,
                }
            )
    settles = case.escalation.need is not Need.REQUIRED
    return [*found, {"id": "call-back", **PROMISED, "authority": "first", "settles": settles}]
