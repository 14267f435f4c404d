"""Judgements on handing over: the policy against what happens in the call, and what a note can say."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.checking.reach import ANY_CALL
from trainer.checking.subject import Subject
from trainer.errors import Problem
from trainer.escalation import AT_ONCE, Direction, Need, Trigger
from trainer.language.story.matching import occurs
from trainer.persona import PersonaKind
from trainer.scenario import Scenario

UPWARDS = frozenset({Trigger.T1, Trigger.T4, Trigger.T7, Trigger.T10})
"""Triggers that call for somebody with more authority, never just for another team (rubric §3.1)."""

SIDEWAYS = frozenset({Trigger.T3})
"""Triggers that call for other knowledge, not for more authority."""


def needless_but_due(subject: Subject) -> Iterator[Problem]:
    """A handover that is not needed, yet falls due by what the caller says."""
    policy = subject.scenario.escalation
    # T6 and T7 make a handover due under any policy.
    due = sorted(set(subject.reach.raised) & {*policy.triggers, *AT_ONCE})
    if policy.need is Need.NEEDLESS and due:
        what = f"引き継ぎ不要なのに、きっかけ({'、'.join(due)})が起きます"
        mend = "need を required か optional にするか、raises からきっかけを外してください"
        yield subject.problem("escalation.need", what, mend)


def required_but_never_due(subject: Subject) -> Iterator[Problem]:
    """A handover that is needed, yet nothing in the call makes it due."""
    if subject.scenario.escalation.need is Need.REQUIRED and not _falls_due(subject):
        what = "引き継ぎが必要なのに、そのきっかけが通話の中で起きません"
        mend = "facts か concerns の raises に、triggers のどれかを書いてください"
        if _lone_demand(subject):
            what = "感情的なお客様が責任者を求めるのは一度だけで、引き継ぐべき時になりません"
            mend = "責任者を求める気がかりをもう一つ足すか、ほかのきっかけ(T5など)を raises に書いてください"
        yield subject.problem("escalation.triggers", what, mend)


def _falls_due(subject: Subject) -> bool:
    counted = {*subject.scenario.escalation.triggers, *AT_ONCE}
    return any(t in counted for t in subject.reach.raised) and not _lone_demand(subject)


def _lone_demand(subject: Subject) -> bool:
    """An emotional caller's single call for a superior is heard out first (customers/triggers)."""
    counted = {*subject.scenario.escalation.triggers, *AT_ONCE}
    raised = [t for t in subject.reach.raised if t in counted]
    return subject.scenario.persona is PersonaKind.EMOTIONAL and raised == [Trigger.T1]


def silent_triggers(subject: Subject) -> Iterator[Problem]:
    """A trigger in the policy that nobody's words set off. Where none at all is set off, that is told
    by `required_but_never_due`."""
    policy = subject.scenario.escalation
    if policy.need is Need.REQUIRED and not _falls_due(subject):
        return
    for index, trigger in enumerate(policy.triggers):
        if trigger not in subject.reach.raised and trigger not in ANY_CALL:
            what = f"きっかけ {trigger} を起こす言葉がありません"
            mend = f"facts か concerns の raises に {trigger} を書くか、triggers から外してください"
            yield subject.problem(f"escalation.triggers.{index}", what, mend)


def wrong_direction(subject: Subject) -> Iterator[Problem]:
    """Triggers of one kind only, and a policy that goes the other way."""
    policy = subject.scenario.escalation
    triggers = set(policy.triggers)
    if policy.need is Need.NEEDLESS or not triggers:
        return
    names = "、".join(policy.triggers)
    if policy.direction is Direction.HORIZONTAL and triggers <= UPWARDS:
        what = f"専門部署へ渡すのに、きっかけ({names})は上席を求めるものだけです"
        mend = "direction を vertical にするか、専門知識が要るきっかけ T3 を足してください"
        yield subject.problem("escalation.direction", what, mend)
    if policy.direction is Direction.VERTICAL and triggers <= SIDEWAYS:
        what = f"上席へ渡すのに、きっかけ({names})は専門知識を求めるものだけです"
        mend = "direction を horizontal にするか、上席が要るきっかけ(T1、T2など)を足してください"
        yield subject.problem("escalation.direction", what, mend)


def unknowable_for_the_note(subject: Subject) -> Iterator[Problem]:
    """Words that the note must hold, though the trainee can neither hear nor read them anywhere."""
    world = [line for line in (*_read(subject.scenario), *(line.text for line in subject.lines)) if line]
    for index, row in enumerate(subject.scenario.must_mention):
        if not any(occurs(word, line) for word in row for line in world):
            what = f"引き継ぎ票に要る「{'、'.join(row)}」が、事実にもお客様情報にも出てきません"
            mend = "お客様の言葉(facts の say や gist)にある語に替えてください"
            yield subject.problem(f"must_mention.{index}", what, mend)


def _read(scenario: Scenario) -> Iterator[str]:
    """All that the trainee can read, offer, or recognise a fact by, beside what the customer says."""
    for fact in scenario.facts:
        yield from fact.gist
    for remedy in scenario.remedies:
        yield from (remedy.title, *remedy.offers)
    card = scenario.card
    yield from (card.name, card.contract, card.since, card.number, card.memo, *card.history)
    yield from (page.text for page in scenario.manual)
    yield from (utterance.text for utterance in scenario.overheard)
    yield from (scenario.brief.situation, scenario.company, scenario.client)
