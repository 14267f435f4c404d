"""A language model words what the director decided.

    Speaking    one answer in the model's words, or the script's line with the reason
    Answers     answers on their way, each in a thread of its own
    Ledger      what the house used today

Whatever the model says or does, the call goes on with the same mood, facts and end; only the text and who
worded it differ. No lock and no database transaction is held while a model is waited for.
"""

from __future__ import annotations

from trainer.speaking.ledger import Ledger
from trainer.speaking.model import FAULTY, OUT_OF_TIME, Speaking, scripted, spent_in
from trainer.speaking.progress import Answer, Answers, Progress

__all__ = [
    "FAULTY",
    "OUT_OF_TIME",
    "Answer",
    "Answers",
    "Ledger",
    "Progress",
    "Speaking",
    "scripted",
    "spent_in",
]
