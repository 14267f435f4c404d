"""第二の意見: one question per criterion to the judge's model, its proof looked up in the call by code.

The opinion stands beside the rules' score and is never mixed with it. The trainee's words are data: a
level above 2 needs a quote that was really said by the trainee, and words to a machine are no quote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from trainer.attempt import Attempt, OperatorSaid, Outcome
from trainer.dialogue import NEGATIVE, Signal
from trainer.errors import Conflict
from trainer.language.acts.proposals import HALF_SEEN
from trainer.language.text.quotes import found
from trainer.llm import Fault, LlmFailed, Message, Usage
from trainer.opinion import (
    PROOF_FROM,
    Answer,
    Checked,
    CriterionOpinion,
    JudgeCriterion,
    JudgeRubric,
    Opinion,
    level_of,
)
from trainer.opinions.files import judge_rubric
from trainer.opinions.record import record
from trainer.opinions.spending import Asking, Judge
from trainer.person import Person
from trainer.practice import Practice
from trainer.scenario import Scenario
from trainer.scorecard import Evidence, Scorecard
from trainer.store.opinion_store import OpinionStore

MAX_TOKENS = 700
"""Of one answer: checks, up to four quotes, a reason and a level take about 250."""

OF_ONE_CRITERION = frozenset(
    {Fault.INVALID, Fault.REFUSED, Fault.FILTERED, Fault.TRUNCATED, Fault.EMPTY, Fault.RUNAWAY}
)
"""Faults after which the next criterion is worth asking about."""

NO_CREDIT = (Signal.TO_MACHINE, Signal.UNREADABLE)


def _no_truth(level: object) -> object:
    """`true` is no level, though it counts as 1. Raises ValueError."""
    if isinstance(level, bool):
        raise ValueError("level must be a number from 1 to 4")
    return level


class CheckAnswer(BaseModel):
    check: str = Field(max_length=2)
    answer: Answer


class GivenQuote(BaseModel):
    n: int
    quote: str = Field(max_length=200)


class Verdict(BaseModel):
    """What the model answers, in the order in which it is to think."""

    checks: list[CheckAnswer] = Field(max_length=6)
    evidence: list[GivenQuote] = Field(max_length=4)
    reason: str = Field(max_length=240)
    level: Annotated[int, BeforeValidator(_no_truth), Field(ge=1, le=4)]


@dataclass(frozen=True)
class Opinions:
    """What a trainee, or whoever may see the call, does with second opinions."""

    judge: Judge
    store: OpinionStore
    practice: Practice
    rubric: JudgeRubric = field(default_factory=judge_rubric)

    @property
    def offered(self) -> bool:
        return self.judge.configured

    def of(self, actor: Person, attempt_id: str) -> Opinion | None:
        """The newest opinion on this call. Raises NotFound when it is not the actor's."""
        self.practice.attempt(actor, attempt_id)
        return self.store.newest_opinion(attempt_id, self.rubric.digest)

    def estimate(self, actor: Person, attempt_id: str) -> Usage:
        """The most that asking would take without re-asking."""
        attempt = self.practice.attempt(actor, attempt_id)
        scenario = self.practice.cast_of(attempt).scenario
        requests = [messages(self.rubric, c, scenario, attempt) for c in self._due(attempt).values()]
        return self.judge.estimate(requests, Verdict, MAX_TOKENS)

    def ask(self, actor: Person, attempt_id: str) -> Opinion:
        """Asks about every criterion and keeps the answers, also when the server fails half-way. Raises
        NotFound, Conflict (not ended, or left without score), LlmFailed when there is no answer at all."""
        attempt = self.practice.attempt(actor, attempt_id)
        if attempt.ended is None or attempt.ended.outcome is Outcome.STOPPED:
            raise Conflict("採点のある通話を終えると、第二の意見を聞けます。")
        if not attempt.operator:
            raise Conflict("担当者の発言がないため、第二の意見を聞けません。")
        card = self.practice.scorecard(actor, attempt_id)
        asking = self.judge.asking("opinion")
        opinion = Opinion(
            attempt=attempt_id,
            rubric=self.rubric.version,
            digest=self.rubric.digest,
            at=self.judge.clock(),
            criteria=tuple(self._criteria(attempt, card, asking)),
            use=asking.use,
        )
        self.store.add_opinion(opinion)
        return opinion

    def _due(self, attempt: Attempt) -> dict[str, JudgeCriterion]:
        handed = attempt.escalated is not None
        return {name: c for name, c in self.rubric.criteria.items() if handed or not c.handed_over}

    def _criteria(self, attempt: Attempt, card: Scorecard, asking: Asking) -> list[CriterionOpinion]:
        scenario = self.practice.cast_of(attempt).scenario
        views: list[CriterionOpinion] = []
        fatal: LlmFailed | None = None
        for name, criterion in self._due(attempt).items():
            rule = rule_level(card, criterion)
            try:
                if fatal:
                    raise fatal
                asked = messages(self.rubric, criterion, scenario, attempt)
                verdict = _with_proof(asking, asked, attempt)
                views.append(view_of(name, criterion, verdict, attempt, rule))
            except LlmFailed as failed:
                if failed.fault not in OF_ONE_CRITERION:
                    if not any(v.level for v in views):
                        raise
                    fatal = failed
                why = str(failed)
                views.append(CriterionOpinion(id=name, title=criterion.title, rule=rule, unscored=why))
        return views


def messages(
    rubric: JudgeRubric, criterion: JudgeCriterion, scenario: Scenario, attempt: Attempt
) -> list[Message]:
    """One question. The record comes first, so that what a server remembers of it serves all criteria."""
    levels = "\n".join(f"{n} = {words}" for n, words in enumerate(criterion.levels, 1))
    checks = "\n".join(f"{letter}: {words}" for letter, words in criterion.checks.items())
    examples = "\n".join(criterion.examples)
    task = (
        f"# 記録\n{record(scenario, attempt.transcript)}\n\n"
        f"# 観点: {criterion.title}\n{criterion.about}\n{levels}\n\n"
        f"# 例\n{examples}\n\n# 点検の問い\n{checks}"
    )
    return [Message("system", rubric.instruction), Message("user", task)]


def _with_proof(asking: Asking, asked: list[Message], attempt: Attempt) -> Verdict:
    """The verdict, asked for once more when a quote of it is not in the trainee's words."""
    verdict = asking.ask(asked, Verdict, MAX_TOKENS)
    wrong = [g.n for g in verdict.evidence if proof(g, attempt) is None]
    unproven = verdict.level >= PROOF_FROM and len(wrong) == len(verdict.evidence)
    if not wrong and not unproven:
        return verdict
    where = f"発言 {'、'.join(map(str, sorted(set(wrong))))} の根拠が、" if wrong else "根拠が、"
    again = Message(
        "user",
        f"{where}その番号の担当者の発言に見つかりません。担当者の発言から四字以上を一字も変えずに抜き出し、"
        "見つからなければ根拠を空にして、同じ形でもう一度答えてください。",
    )
    try:
        return asking.ask(
            [*asked, Message("assistant", verdict.model_dump_json()), again], Verdict, MAX_TOKENS
        )
    except LlmFailed as failed:
        if failed.fault not in OF_ONE_CRITERION:
            raise
        return verdict  # the first one stands, less what could not be found


def proof(given: GivenQuote, attempt: Attempt) -> Evidence | None:
    """The quote as evidence: said by the trainee at that turn, to the customer, and doing something for
    them as far as our own reading half sees. An order to the judge does nothing for a customer."""
    said = next((e for e in attempt.operator if e.turn == given.n), None)
    if said is None or said.reading.signalled(*NO_CREDIT):
        return None
    return _cut(said, given.quote)


def _cut(said: OperatorSaid, quote: str) -> Evidence | None:
    span = found(quote, said.text)
    if span is None or not any(
        act.act not in NEGATIVE
        and act.confidence >= HALF_SEEN
        and act.start < span.end
        and span.start < act.end
        for act in said.reading.acts
    ):
        return None
    return Evidence(turn=said.turn, start=span.start, end=span.end, quote=said.text[span.start : span.end])


def view_of(
    name: str, criterion: JudgeCriterion, verdict: Verdict, attempt: Attempt, rule: int | None
) -> CriterionOpinion:
    """What counts of a verdict: quotes that were found, and no level above what they can carry."""
    evidence = dict.fromkeys(e for g in verdict.evidence if (e := proof(g, attempt)))
    level = verdict.level if evidence else min(verdict.level, PROOF_FROM - 1)
    answers = {a.check: a.answer for a in verdict.checks}
    return CriterionOpinion(
        id=name,
        title=criterion.title,
        level=level,
        claimed=verdict.level,
        rule=rule,
        checks=tuple(
            Checked(question=q, answer=answers[c]) for c, q in criterion.checks.items() if c in answers
        ),
        evidence=tuple(evidence),
        dropped=sum(proof(g, attempt) is None for g in verdict.evidence),
        reason=verdict.reason,
    )


def rule_level(card: Scorecard, criterion: JudgeCriterion) -> int | None:
    """The rules' score on the same matter as a level; None where they left it unscored."""
    score = next((d for d in card.dimensions if d.id is criterion.dimension), None)
    if score is None:
        return None
    if criterion.criterion:
        quality = next((c.quality for c in score.criteria if c.id == criterion.criterion), None)
    else:
        quality = None if score.points is None else score.points / score.max
    return None if quality is None else level_of(quality)
