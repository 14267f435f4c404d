"""Reading by model (TRAINER_LLM_READING): acts proposed by a model, taken over by the rule of
language/acts/proposals.py.

It is off by default: a model then has a say in what counts as said, so that two servers may give the same
words different scores. A call keeps the reading it was given, and an exam is read by our rules alone.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, Field

from trainer.dialogue import NEGATIVE, SURE, DialogueAct, Reading, Speaker, Transcript
from trainer.language import read
from trainer.language.acts.proposals import HALF_SEEN, Proposal, merged
from trainer.llm import LlmFailed, Message
from trainer.opinions.files import act_names
from trainer.opinions.spending import Asking, Judge
from trainer.scenario import Scenario

log = logging.getLogger(__name__)

MAX_TOKENS = 500

Label = Literal[
    "OPEN", "BC", "PARA", "OPEN_Q", "CLOSED_Q", "EMP_FEEL", "EMP_SIT", "APO_PART", "APO_BARE", "APO_FULL",
    "CUSHION", "EXPLAIN", "PROPOSE", "COMMIT", "FOLLOW", "HOLD", "CHECK", "ESC_V", "ESC_H", "ESC_WHY",
    "TAKEOVER", "LIMIT", "CLOSE",
]  # fmt: skip
"""Every act but the negative ones, which are not the model's to say."""


class ProposedAct(BaseModel):
    act: Label
    quote: str = Field(max_length=200)


class ProposedActs(BaseModel):
    acts: list[ProposedAct] = Field(max_length=24)


@dataclass(frozen=True)
class ModelReader:
    """Reads as `language.read` does and, while the setting is on, with a model's second look. The trainee
    waits for it, so it has no longer than a customer may be silent."""

    judge: Judge

    def __call__(self, text: str, transcript: Transcript, scenario: Scenario | None = None) -> Reading:
        """Our own reading, some acts of it lifted; unchanged when the model fails."""
        ours = read(text, transcript, scenario)
        if not self.judge.llm.settings.reading or not self.judge.configured or not worth_asking(ours):
            return ours
        try:
            proposals = propose(self.judge.asking("reading", quick=True), text, transcript)
        except LlmFailed as failed:
            log.warning("reading by model failed: %s", failed.fault.value)
            return ours
        return ours.model_copy(update={"acts": merged(text, ours.acts, proposals)})


def worth_asking(ours: Reading) -> bool:
    """Whether a proposal could change anything: some act is half seen."""
    return any(HALF_SEEN <= a.confidence < SURE and a.act not in NEGATIVE for a in ours.acts)


def propose(asking: Asking, text: str, transcript: Transcript) -> list[Proposal]:
    """What the model sees in `text`, quotes not looked up yet. Raises LlmFailed."""
    given = asking.ask(messages(text, transcript), ProposedActs, MAX_TOKENS)
    return [Proposal(DialogueAct(p.act), p.quote) for p in given.acts]


def messages(text: str, transcript: Transcript) -> list[Message]:
    """What a model is sent to see acts in `text`, with the customer's words before it."""
    prompt = act_names().prompt
    acts = "\n".join(f"{act.value}: {words}" for act, words in act_names().acts.items())
    before = next((u.text for u in reversed(transcript) if u.speaker is Speaker.CUSTOMER), "")
    task = f"# 直前のお客様の言葉\n{before}\n\n# 担当者の発言\n{text}\n\n# 課題\n{prompt.task}"
    return [Message("system", f"{prompt.system}\n\n# 応対行為\n{acts}"), Message("user", task)]
