"""Whether a model's levels may be trusted: compared with supervisors who have not seen them.

A criterion counts from a quadratic weighted kappa of 0.6. Until then its level is shown as a remark only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median_low

from trainer.attempt import Attempt
from trainer.errors import InvalidInput, NotAllowed, NotFound
from trainer.opinion import LEAST_PAIRS, LEVELS, Agreement, JudgeRubric, Opinion, PersonsLevel
from trainer.opinions.files import judge_rubric
from trainer.person import Person, Role
from trainer.store import Store
from trainer.store.opinion_store import OpinionStore


def weighted_kappa(one: Sequence[int], other: Sequence[int], levels: Sequence[int] = LEVELS) -> float | None:
    """Cohen's kappa with quadratic weights (Cohen 1968): 1 full agreement, 0 as by chance. None when chance
    alone would agree everywhere, as nobody ever used a second level."""
    if len(one) != len(other):
        raise ValueError("two ratings of the same things must be equally many")
    n, width = len(one), max(levels) - min(levels)
    first, second = Counter(one), Counter(other)
    apart = sum(((a - b) / width) ** 2 for a, b in zip(one, other, strict=True)) / max(1, n)
    by_chance = sum(
        ((a - b) / width) ** 2 * first[a] * second[b] for a in levels for b in levels
    ) / max(1, n * n)  # fmt: skip
    return None if by_chance == 0 else 1 - apart / by_chance


@dataclass(frozen=True)
class Question:
    """One call and criterion on which this supervisor has given no level yet."""

    attempt: Attempt
    criterion: str


@dataclass(frozen=True)
class Calibration:
    """What supervisors do to find out how far the model is to be trusted. `model` names the judge now."""

    store: OpinionStore
    attempts: Store
    model: Callable[[], str]
    clock: Callable[[], float]
    rubric: JudgeRubric = field(default_factory=judge_rubric)

    def with_people(self) -> list[Agreement]:
        """The model against supervisors; of several on one call the (lower) median."""
        given: dict[tuple[str, str], list[int]] = {}
        for level in self.store.levels(self.rubric.digest):
            given.setdefault((level.attempt, level.criterion), []).append(level.level)
        return self._agreements({key: median_low(levels) for key, levels in given.items()})

    def with_rules(self) -> list[Agreement]:
        """The model against our own rules."""
        views = [(o.attempt, c) for o in self._opinions() for c in o.criteria]
        return self._agreements({(attempt, c.id): c.rule for attempt, c in views if c.rule})

    def next_question(self, actor: Person) -> Question | None:
        """The newest call that has an opinion and no level of this supervisor. Raises NotAllowed."""
        _must_be_supervisor(actor)
        done = {
            (v.attempt, v.criterion) for v in self.store.levels(self.rubric.digest) if v.person == actor.id
        }
        for opinion in self._opinions():
            for view in opinion.criteria:
                if view.level is not None and (opinion.attempt, view.id) not in done:
                    return Question(Attempt.of(self.attempts.events(opinion.attempt)), view.id)
        return None

    def give(self, actor: Person, attempt_id: str, criterion: str, level: int) -> None:
        """A supervisor's level. Raises NotAllowed, NotFound, InvalidInput."""
        _must_be_supervisor(actor)
        if criterion not in self.rubric.criteria or level not in LEVELS:
            raise InvalidInput("水準は1から4で選んでください。")
        if not self.attempts.events(attempt_id):
            raise NotFound("この受講記録は見つかりません。一覧から選び直してください。")
        self.store.save_level(
            PersonsLevel(
                attempt=attempt_id,
                criterion=criterion,
                digest=self.rubric.digest,
                person=actor.id,
                level=level,
                at=self.clock(),
            )
        )

    def _opinions(self) -> list[Opinion]:
        return self.store.newest_opinions(self.rubric.digest, self.model())

    def _agreements(self, others: dict[tuple[str, str], int]) -> list[Agreement]:
        found = []
        for name, criterion in self.rubric.criteria.items():
            pairs = [
                (view.level, others[(opinion.attempt, name)])
                for opinion in self._opinions()
                for view in opinion.criteria
                if view.id == name and view.level is not None and (opinion.attempt, name) in others
            ]
            kappa = None
            if len(pairs) >= LEAST_PAIRS:
                kappa = weighted_kappa([a for a, _ in pairs], [b for _, b in pairs])
            found.append(Agreement(criterion=name, title=criterion.title, pairs=len(pairs), kappa=kappa))
        return found


def _must_be_supervisor(actor: Person) -> None:
    if actor.role is not Role.SUPERVISOR:
        raise NotAllowed("第二の意見の校正はSVの画面でできます。設定で役割を確かめてください。")
