"""A hint on request: what the customer needs next, in general terms, never the answer itself."""

from __future__ import annotations

from collections.abc import Callable

from trainer.attempt import Attempt
from trainer.dialogue import APOLOGY, EMPATHY, QUESTIONS, TRANSFER, DialogueAct
from trainer.escalation import Need
from trainer.scenario import Scenario

_UPSET = 55.0
_SOFTER = 50.0
_RECENT = 2  # operator turns that count as "just now"

GREET = "まず名乗って、お電話をいただいたことと、困っておられることを受け止める一言から入りましょう。"
REPAIR = "いまの言い方でお客様が引きました。言い訳を足さず、受け止め直してから話を進めましょう。"
HAND_OVER = (
    "お客様の求めが、あなたの権限の中にあるかを見直しましょう。外なら、誰に、なぜ、どれくらい待てば、を"
    "添えて承諾をいただく場面です。"
)
FEEL = "お客様は、まだ分かってもらえたと感じていません。気持ちと事情を、言葉にして返してみましょう。"
APOLOGISE = "ご不便そのものへのお詫びがまだです。何についてのお詫びかを添えると届きます。"
REPEAT = "聞いた要点を自分の言葉で確かめましょう。合っていると分かると、お客様は次を話しやすくなります。"
BACKGROUND = "まだ話されていない事情があります。暮らしや仕事への影響を、広く尋ねてみましょう。"
FACTS = "手続きに要ることで、まだ伺っていないことがあります。一つ聞いたら、一つ受け止めましょう。"
OFFER = "お客様は次に何が起きるかを待っています。できることを、誰が、いつまでに、まで添えて示しましょう。"
CLOSE = "おおむね納得されています。決まったことを確かめ、ほかに困りごとがないかを伺って終えましょう。"
STAY = "急がずに、直前の言葉を受け止めてから、次の一つに進みましょう。"

Rule = Callable[[Scenario, Attempt], bool]


def hint(scenario: Scenario, attempt: Attempt) -> str:
    """The most pressing hint; one that was given already comes again only when no other fits."""
    fitting = [words for words, fits in _RULES if fits(scenario, attempt)]
    given = {e.text for e in attempt.events if e.kind == "hint_taken"}
    return next((words for words in fitting if words not in given), fitting[0])


def _flared(scenario: Scenario, attempt: Attempt) -> bool:
    return attempt.turns > 0 and attempt.mood.anger - attempt.mood.before >= 5


def _due(scenario: Scenario, attempt: Attempt) -> bool:
    policy = scenario.escalation
    raised = {trigger for _, trigger in attempt.raised}
    spoken = any(e.reading.has(*TRANSFER) for e in attempt.operator)
    return (
        policy.need is Need.REQUIRED
        and bool(raised & set(policy.triggers))
        and attempt.turns >= 2
        and not spoken
    )


def _unfelt(scenario: Scenario, attempt: Attempt) -> bool:
    recent = attempt.operator[-_RECENT:]
    return attempt.mood.anger >= _UPSET and not any(e.reading.has(*EMPATHY) for e in recent)


def _unsorry(scenario: Scenario, attempt: Attempt) -> bool:
    return attempt.mood.anger >= _SOFTER and not any(e.reading.has(*APOLOGY) for e in attempt.operator)


def _unechoed(scenario: Scenario, attempt: Attempt) -> bool:
    return not any(e.reading.has(DialogueAct.PARA) for e in attempt.operator[-_RECENT - 1 :])


def _untold(scenario: Scenario, attempt: Attempt, needs: str) -> bool:
    return any(f.needs == needs and f.id not in attempt.told for f in scenario.facts)


def _settled(scenario: Scenario, attempt: Attempt) -> bool:
    return any(scenario.remedy(r).settles for r in attempt.accepted)


def _unoffered(scenario: Scenario, attempt: Attempt) -> bool:
    return not attempt.accepted and attempt.mood.anger < _UPSET


def _questioned(scenario: Scenario, attempt: Attempt) -> bool:
    return bool(attempt.operator) and attempt.operator[-1].reading.has(*QUESTIONS)


_RULES: tuple[tuple[str, Rule], ...] = (
    (GREET, lambda s, a: a.turns == 0),
    (CLOSE, _settled),
    (REPAIR, _flared),
    (HAND_OVER, _due),
    (FEEL, _unfelt),
    (APOLOGISE, _unsorry),
    (REPEAT, _unechoed),
    (BACKGROUND, lambda s, a: _untold(s, a, "heard") and not _questioned(s, a)),
    (OFFER, _unoffered),
    (FACTS, lambda s, a: _untold(s, a, "asked")),
    (STAY, lambda s, a: True),
)
