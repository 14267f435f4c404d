"""What a language model is asked beside a call: a second opinion, model answers, a second reading.

Nothing of it changes a score, except for the second reading, which is off unless the house turns it on.
Every quote is looked up in what was really said, every wording is read by our own rules, and without a
model all of it is simply not offered.
"""

from __future__ import annotations

from trainer.opinions.calibration import Calibration
from trainer.opinions.configuring import Configuration
from trainer.opinions.connection import Connection
from trainer.opinions.judging import Opinions
from trainer.opinions.model_answers import ModelAnswers
from trainer.opinions.reading import ModelReader
from trainer.opinions.spending import Judge

__all__ = ["Calibration", "Configuration", "Connection", "Judge", "ModelAnswers", "ModelReader", "Opinions"]
