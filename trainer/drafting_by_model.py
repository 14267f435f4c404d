"""A scenario drafted by a language model from a few lines or a masked case; a person edits and publishes.

The model fills in a form; ids, voice, telephone numbers and the layout of the file are ours. What comes out
is an ordinary draft: `check` has to pass before it can be published, and personal data never goes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trainer.attempt import ModelUse
from trainer.authoring import ID_PATTERN, Authoring
from trainer.case import CASE_CAUSE_LABELS, PARTY_LABELS, Case, CaseRecord
from trainer.errors import InvalidInput, NotAllowed, Problem
from trainer.escalation import DIRECTION_LABELS, NEED_LABELS
from trainer.language.redaction import mask
from trainer.llm import Message, Usage
from trainer.opinions.files import drafting
from trainer.opinions.sketch import Sketch, text_of
from trainer.opinions.spending import Judge
from trainer.person import Person, Role
from trainer.persona import PERSONA_LABELS
from trainer.store import ScenarioVersion

MAX_TOKENS = 4_000
SHORTEST, LONGEST = 20, 4_000
"""Characters of the lines that a draft is made from."""


@dataclass(frozen=True)
class Drafted:
    """The saved draft, what `check` finds in it, how much personal data was masked before it was sent."""

    version: ScenarioVersion
    problems: tuple[Problem, ...]
    masked: int
    use: ModelUse


@dataclass(frozen=True)
class ModelDrafts:
    """What a supervisor does to have a scenario drafted."""

    judge: Judge
    authoring: Authoring

    @property
    def offered(self) -> bool:
        return self.judge.configured

    def estimate(self, material: str | CaseRecord) -> Usage:
        """The most that a draft from these lines or this case would take without re-asking."""
        return self.judge.estimate([messages(_lines(material))], Sketch, MAX_TOKENS)

    def from_lines(self, actor: Person, lines: str, new_id: str) -> Drafted:
        """A draft from what the supervisor wrote; personal data in it is masked before it is sent. Raises
        InvalidInput (too short or long, id taken or unusable), NotAllowed, LlmFailed."""
        self._must_be_free(actor, new_id)
        lines = lines.strip()
        if not SHORTEST <= len(lines) <= LONGEST:
            raise InvalidInput(
                f"材料は{SHORTEST}文字から{LONGEST:,}文字で書いてください(いま{len(lines):,}文字)。"
                "だれが、何に、なぜ怒っているか、どう終わるとよいかがあると、よい下書きになります。"
            )
        clean, count = _masked(lines)
        return self._drafted(actor, clean, count, new_id)

    def from_case(self, actor: Person, record: CaseRecord, new_id: str) -> Drafted:
        """A draft from a case whose masking somebody has confirmed. Raises as `from_lines`."""
        self._must_be_free(actor, new_id)
        if not record.confirmed_by:
            raise InvalidInput(
                "この事例は、個人情報の確認がまだです。「個人情報の確認」を済ませてから下書きを作ってください。"
            )
        clean, count = _masked(_lines(record))  # once more: what a person overlooked must not leave the house
        return self._drafted(actor, clean, count, new_id)

    def _drafted(self, actor: Person, lines: str, masked: int, new_id: str) -> Drafted:
        asking = self.judge.asking("drafting")
        sketch = asking.ask(messages(lines), Sketch, MAX_TOKENS)
        text = text_of(sketch, new_id, self.authoring.library)
        version = self.authoring.save(actor, text, seen=0)
        _, problems = self.authoring.problems(text)
        return Drafted(version, tuple(problems), masked, asking.use)

    def _must_be_free(self, actor: Person, new_id: str) -> None:
        """Before the model is asked, so that no answer is paid for in vain."""
        if actor.role is not Role.SUPERVISOR:
            raise NotAllowed("シナリオの下書きはSVの画面で作れます。設定で役割を確かめてください。")
        if not re.fullmatch(ID_PATTERN, new_id):
            raise InvalidInput("id は、半角の英小文字・数字・「-」「_」で、60文字までにしてください。")
        if new_id in self.authoring.library.scenarios or self.authoring.versions(actor, new_id):
            raise InvalidInput(f"「{new_id}」はもう使われています。別のidにしてください。")


def messages(lines: str) -> list[Message]:
    """What a model is sent to draft a scenario from these lines, masked before."""
    prompt = drafting()
    return [Message("system", prompt.system), Message("user", f"# 材料\n{lines}\n\n# 書き方\n{prompt.task}")]


def _lines(material: str | CaseRecord) -> str:
    return material if isinstance(material, str) else "\n".join(_told(material.case))[:LONGEST]


def _masked(lines: str) -> tuple[str, int]:
    """The lines with placeholders for personal data, and how many places that were."""
    found = mask([lines])[0]
    return found, found.count("【") - lines.count("【")


def _told(case: Case) -> Iterator[str]:
    """A case in lines for a model."""
    yield f"題: {case.title}。業種: {case.industry}。顧客タイプ: {PERSONA_LABELS[case.persona]}"
    yield f"原因: {CASE_CAUSE_LABELS[case.cause]}。状況: {case.situation}"
    yield from (f"{PARTY_LABELS[m.who]}({m.when}): {m.text}" for m in case.timeline)
    way = f"、{DIRECTION_LABELS[case.escalation.direction]}" if case.escalation.direction else ""
    yield f"引き継ぎ: {NEED_LABELS[case.escalation.need]}{way} {case.escalation.to} {case.escalation.when}"
    yield from (f"「{p.text}」 {p.why}" for p in case.phrases)
    yield f"結果: {case.outcome} その後: {case.follow_up} 教訓: {case.lesson}"
