"""What a model proposes counts only where our own reading half sees it, and never as a reproach."""

from __future__ import annotations

import pytest

from trainer.dialogue import SURE, ActSpan, DialogueAct, Reading
from trainer.language.acts.proposals import HALF_SEEN, Proposal, merged

A = DialogueAct
TEXT = "三回もお電話をいただいたのですね。それはできません。"
HEARD = (0, 16)
QUOTE = "お電話をいただいた"


def ours(act: A, confidence: float, span: tuple[int, int] = HEARD) -> tuple[ActSpan, ...]:
    return (ActSpan(start=span[0], end=span[1], act=act, confidence=confidence),)


def taken(acts: tuple[ActSpan, ...], *proposals: Proposal) -> set[A]:
    return {a.act for a in merged(TEXT, acts, proposals) if a.confidence >= SURE}


def test_a_half_seen_act_that_is_proposed_with_its_words_counts() -> None:
    found = merged(TEXT, ours(A.PARA, 0.3), [Proposal(A.PARA, QUOTE)])
    assert Reading(acts=found).has(A.PARA)
    assert (found[0].start, found[0].end, found[0].because) == (*HEARD, "proposed")


@pytest.mark.parametrize(
    ("acts", "proposal"),
    [
        (ours(A.PARA, HALF_SEEN - 0.01), Proposal(A.PARA, QUOTE)),  # hardly seen by us
        ((), Proposal(A.PARA, QUOTE)),  # not seen at all
        (ours(A.PARA, 0.4), Proposal(A.EMP_SIT, QUOTE)),  # another act
        (ours(A.PARA, 0.4), Proposal(A.PARA, "三度もお電話をいただいた")),  # never said
        (ours(A.PARA, 0.4), Proposal(A.PARA, "それはできません")),  # said elsewhere
        (ours(A.PARA, 0.4), Proposal(A.PARA, "三回")),  # too short to be proof
    ],
)
def test_every_other_proposal_is_dropped(acts: tuple[ActSpan, ...], proposal: Proposal) -> None:
    assert taken(acts, proposal) == set()


@pytest.mark.parametrize("confidence", [0.3, 0.49, 0.6])
@pytest.mark.parametrize("act", [A.NEG_COLD, A.NEG_DENY, A.NEG_OVER])
def test_a_reproach_is_never_the_model_s(act: A, confidence: float) -> None:
    acts = ours(act, confidence, (17, 25))
    assert merged(TEXT, acts, [Proposal(act, "それはできません")]) == acts


def test_what_we_are_sure_of_stays_without_being_proposed() -> None:
    acts = ours(A.PARA, 0.9)
    assert merged(TEXT, acts, []) == acts
