"""Spoken calls: the customer's lines as sound, the trainee's recordings, the call to listen to again, and
the drill by ear. All of it beside the call: nothing here changes what is said, felt or scored."""

from trainer.sounding.choice import VoiceChoice
from trainer.sounding.customer import CustomerSound
from trainer.sounding.ear import EarItem, ear_items
from trainer.sounding.first_voice import Check, first_voice
from trainer.sounding.own import OwnVoice, answered
from trainer.sounding.replay import Replay, Said
from trainer.sounding.spoken_calls import SpokenCalls
from trainer.sounding.voices import Voices

__all__ = [
    "Check",
    "CustomerSound",
    "EarItem",
    "OwnVoice",
    "Replay",
    "Said",
    "SpokenCalls",
    "VoiceChoice",
    "Voices",
    "answered",
    "ear_items",
    "first_voice",
]
