"""The door to the customer's voice: text in, sound for the browser out.

    speaker = speaker_of(settings.voice, settings.data)     # costs nothing; imports no engine
    speaker.warm()                                          # optional: loads the engine in the background
    style = style_of(cast.voice, mood.band)                 # how this person sounds in this mood
    speaker.ahead(text, style)                              # at once; renders in the background
    for clip in speaker.clips(text, style):                 # phrase by phrase: the first one comes early
        clip.wav, clip.seconds
    speaker.whole(text, style)                              # one clip, None where there is nothing to hear
    speaker.notice(person.id)                               # Japanese, once per listener, "" when all is well
    call_audio([Part(at, clip.wav), …]).wav                 # the call as one file

No method of a Speaker raises because of a sound: what cannot be spoken is left as text, the log says why,
and `notice` tells people. One Speaker per process is enough; it may be used from any thread.

Importing this package imports neither scipy, pyopenjtalk, pyttsx3 nor openai.
"""

from __future__ import annotations

from trainer.voice.cache import SoundCache
from trainer.voice.choosing import speaker_of
from trainer.voice.credit import Credit, credits
from trainer.voice.recording import CallAudio, Part, call_audio
from trainer.voice.sound import Clip
from trainer.voice.speaker import Speaker
from trainer.voice.styles import style_of

__all__ = [
    "CallAudio",
    "Clip",
    "Credit",
    "Part",
    "SoundCache",
    "Speaker",
    "call_audio",
    "credits",
    "speaker_of",
    "style_of",
]
