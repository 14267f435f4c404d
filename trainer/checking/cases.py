"""Judges a case that ships with the product: whole, masked, and fit to be discussed."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case import field_label
from trainer.case_files import CaseFile
from trainer.cases.fitness import missing
from trainer.errors import Problem
from trainer.masking import leftovers


def case_problems(name: str, found: CaseFile) -> Iterator[Problem]:
    """What a reader or a study meeting would stumble over; `name` is the file's."""
    case = found.case
    for label in missing(case):
        yield Problem(name, 0, "", f"{label}が空です", f"{label}を書いてください")
    if not any(m.decision for m in case.timeline[:-1]):
        mend = "分かれ目の前の出来事に decision(考えてもらう問い)を書いてください"
        yield Problem(name, 0, "timeline", "勉強会で考える分かれ目がありません", mend)
    for left in leftovers(case):
        what = f"{field_label(left.field)}に個人情報らしい「{left.text}」が残っています"
        yield Problem(name, 0, left.field, what, "伏せ字にするか、別の言い方にしてください")
