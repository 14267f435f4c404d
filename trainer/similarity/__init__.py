"""Similar cases: what a complaint is about whatever the company, and who has seen it before.

    concepts   the lexicon: situations, demands, feelings and objects, found in texts
    extraction what a case, or a running call, is compared by
    ranking    the most similar of many candidates, with a score and reasons

Pure rules: no clock, no store. docs/similarity.md explains them and gives the figures.
"""

from __future__ import annotations

from trainer.similarity.extraction import Features, features, features_of_call
from trainer.similarity.ranking import Similar, similar

__all__ = ["Features", "Similar", "features", "features_of_call", "similar"]
