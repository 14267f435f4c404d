"""Judgements on remedies: whether there is a way out that can be offered and accepted."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.checking.reach import lowest
from trainer.checking.subject import Subject
from trainer.dialogue import Seat
from trainer.errors import Problem
from trainer.escalation import Need
from trainer.language import read
from trainer.scenario import Scenario
from trainer.story import Remedy

OFFERING = (
    "{}をご用意できますが、いかがでしょうか。",
    "{}できますが、いかがでしょうか。",
    "{}をいたしましょうか。",
    "{}という形ではいかがでしょうか。",
    "{}いたします。",
    "{}させていただきます。",
)
"""Ways to offer with a word of `offers`; one of them has to do."""

DECIDES = {Seat.FIRST: {"first"}, Seat.SECOND: {"first", "second"}}
"""What each seat may promise on its own; the client decides for itself."""


def never_accepted(subject: Subject) -> Iterator[Problem]:
    """Only ways out that settle the matter: one that does not may be a lure that is meant to fail."""
    least = lowest(subject.cast)
    for index, remedy in enumerate(subject.scenario.remedies):
        if remedy.settles and remedy.accept_below < least:
            what = f"「{remedy.title}」は、怒りが{remedy.accept_below:g}まで下がらないため受け入れられません"
            mend = f"accept_below を{least:g}以上にするか、おとりの解決策なら settles: false にしてください"
            yield subject.problem(f"remedies.{index}.accept_below", what, mend)
        untold = [fact for fact in remedy.after if fact not in subject.reach.facts]
        if untold:
            what = f"受け入れの前に要る事実「{'、'.join(untold)}」が出てきません"
            mend = "その事実に asked_by を書くか、after から外してください"
            yield subject.problem(f"remedies.{index}.after", what, mend)


def nobody_decides(subject: Subject) -> Iterator[Problem]:
    """A remedy of a client where there is none, or a call to be kept that its seat cannot settle."""
    scenario = subject.scenario
    for index, remedy in enumerate(scenario.remedies):
        if remedy.authority == "client" and not scenario.client:
            what = f"「{remedy.title}」を決める委託元がありません"
            mend = "client に委託元の名前を書くか、authority を first か second にしてください"
            yield subject.problem(f"remedies.{index}.authority", what, mend)
    kept = scenario.escalation.need is Need.NEEDLESS
    if kept and not any(r.settles and r.authority in DECIDES[scenario.seat] for r in scenario.remedies):
        what = "引き継ぎ不要なのに、この席で決められる解決策がありません"
        mend = "settles: true で、この席の authority で出せる解決策を一つ書いてください"
        yield subject.problem("remedies", what, mend)


def offers_nobody_makes(subject: Subject) -> Iterator[Problem]:
    """The recogniser is given offers made of the remedy's own words."""
    for index, remedy in enumerate(subject.scenario.remedies):
        if not _recognised(remedy, subject.scenario):
            what = f"「{'、'.join(remedy.offers)}」と申し出ても、「{remedy.title}」と読み取れません"
            mend = "offers に「訪問修理」「全額の返金」のような、申し出に出てくる名詞を足してください"
            yield subject.problem(f"remedies.{index}.offers", what, mend)


def _recognised(remedy: Remedy, scenario: Scenario) -> bool:
    return any(
        offer.remedy == remedy.id
        for word in remedy.offers
        for way in OFFERING
        for offer in read(way.format(word), (), scenario).offers
    )
