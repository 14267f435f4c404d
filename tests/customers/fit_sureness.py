"""Fits `trainer.language.questions.sureness` to the labelled questions of asked/*.jsonl: is the nearest fact an answer?

`python -m tests.customers.fit_sureness` prints the shares, and how well they tell (area under the curve, each
scenario left out in turn, and each hand's file by what the others teach).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]
from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict  # type: ignore[import-untyped]
from sklearn.pipeline import make_pipeline  # type: ignore[import-untyped]
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]

from tests.customers.later_calls import ASKED, LIBRARY
from trainer.language.questions.about import About
from trainer.language.questions.aims import Aim
from trainer.language.text.forms import forms_of
from trainer.language.text.parsing import Clause
from trainer.language.text.plain_wording import plainly

KINDS = {"ask", "other", "context"}


def nearest(row: dict[str, Any]) -> Aim:
    """What the last question of the row comes nearest to, whatever its form."""
    scenario = LIBRARY.cast(row["scenario"]).scenario
    parsed = forms_of(row["say"]).parsed
    found = [Aim()]
    for clause in parsed.clauses:
        forms = forms_of(plainly(parsed.text_of(clause)))
        whole = Clause(0, len(forms.parsed.normal.text), 0, len(forms.parsed.words), clause.asked)
        found.append(About(forms.parsed, forms, whole, scenario).aim)
    return max(found, key=lambda aim: aim.nearness.weight)


def samples(path: Path) -> Iterator[tuple[Aim, bool, str]]:
    """Each question with what it comes nearest to, whether that answers it, and its scenario."""
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["kind"] in KINDS and (aim := nearest(row)).best:
            yield aim, f"fact:{aim.best}" in row["fits"], row["scenario"]


def main() -> None:
    rows = [(path.stem, *sample) for path in sorted(ASKED.glob("*.jsonl")) for sample in samples(path)]
    hands, aims, right, scenarios = (np.array(column, dtype=object) for column in zip(*rows, strict=True))
    x, y = np.array([aim.nearness for aim in aims], dtype=float), right.astype(bool)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3))
    for name, groups in (("scenario", scenarios), ("hand", hands)):
        told = cross_val_predict(model, x, y, groups=groups, cv=LeaveOneGroupOut(), method="predict_proba")
        per = "、".join(
            f"{hand} {roc_auc_score(y[hands == hand], told[hands == hand, 1]):.3f}" for hand in set(hands)
        )
        sys.stdout.write(f"{name} left out: {roc_auc_score(y, told[:, 1]):.3f} ({per})\n")
    scale, fitted = model.fit(x, y)
    shares = fitted.coef_[0] / scale.scale_
    constant = fitted.intercept_[0] - float(shares @ scale.mean_)
    sys.stdout.write(f"{len(y)} questions\n_SHARES = {tuple(shares.round(3).tolist())}\n")
    sys.stdout.write(f"_CONSTANT = {constant:.3f}\n")


if __name__ == "__main__":
    main()
