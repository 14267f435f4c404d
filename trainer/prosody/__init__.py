"""What a trainee's voice does: rate, pauses, loudness, pitch, fillers. Advice only, never points.

Samples and text in, measures out; numpy and scipy only, no network, no clock (docs/prosody.md).
"""

from trainer.acoustics.wav import Sound, decode
from trainer.prosody.advice import Advice, advice_on
from trainer.prosody.course import Course, Spoken, course_of
from trainer.prosody.measures import Measures, measure

__all__ = ["Advice", "Course", "Measures", "Sound", "Spoken", "advice_on", "course_of", "decode", "measure"]
