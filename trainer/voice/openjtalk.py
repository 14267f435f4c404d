"""A driver for pyttsx3 that speaks Japanese with Open JTalk: offline, in every thread.

The contract is that of pyttsx3's drivers: `buildDriver(proxy)` gives an object with these methods.
Every command is carried out at once, so the loop only has to say that nothing is left to do.
"""

from __future__ import annotations

import contextlib
import io
import sys
import threading
import warnings
import wave
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAME = "openjtalk"
NORMAL_RATE, NORMAL_PITCH = 200, 50.0
"""pyttsx3's scale: words per minute taken as speed 1.0, and the middle of its pitch range."""
_own = threading.local()
_loading = threading.Lock()


def register() -> str:
    """Makes the driver known to pyttsx3 and returns its name."""
    sys.modules.setdefault(f"pyttsx3.drivers.{NAME}", sys.modules[__name__])
    return NAME


def _library() -> Any:
    # One at a time: two threads that redirect standard output at once leave it redirected for good.
    with _loading:
        return _imported()


@cache
def _imported() -> Any:
    # Prints a hint about an optional model when first imported: standard output may carry data.
    with contextlib.redirect_stdout(io.StringIO()):
        import pyopenjtalk
    return pyopenjtalk


def kana(text: str) -> str:
    """The pronunciation in katakana, a blank between words."""
    _engine()
    words: list[str] = _library().g2p(text, kana=True, join=False)
    return " ".join(words)


def _engine() -> Any:
    """One per thread (5 ms): they render side by side instead of one after another."""
    if not hasattr(_own, "engine"):
        library = _library()
        _quietly_prepare(library)
        voice = library.DEFAULT_HTS_VOICE
        _own.engine = library.HTSEngine(voice if isinstance(voice, bytes) else str(voice).encode())
    return _own.engine


def _quietly_prepare(library: Any) -> None:
    """This thread's analyser of readings. pyopenjtalk-plus 0.4.1 makes it by a name that sudachipy 0.7 calls
    deprecated, which is an error wherever warnings are."""
    with _loading, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        library.utils.get_sudachi_tokenizer()


def spoken(text: str, speed: float, semitones: float) -> tuple[NDArray[np.float64], int]:
    """Samples (-1…1) and their rate; no samples for a text without a sound."""
    engine = _engine()
    labels = _library().extract_fullcontext(text)
    if len(labels) <= 2:  # silence at both ends only
        return np.zeros(0), 48_000
    engine.set_speed(speed)
    engine.add_half_tone(semitones)
    wave_form = engine.synthesize(labels)
    rate = engine.get_sampling_frequency()
    engine.refresh()
    return np.asarray(wave_form, dtype=np.float64) / 32_768.0, int(rate)


def buildDriver(proxy: Any) -> OpenJTalkDriver:
    return OpenJTalkDriver(proxy)


class OpenJTalkDriver:
    """`rate` 200 is speed 1.0; `pitch` 50 is the voice's own, 12 steps are an octave; `volume` 0–1."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._properties: dict[str, Any] = {
            "rate": NORMAL_RATE, "volume": 1.0, "pitch": NORMAL_PITCH, "voice": "mei",
        }  # fmt: skip

    def destroy(self) -> None:
        self._properties.clear()

    def startLoop(self) -> None:
        # Releasing the queue carries out everything in it; a loop that waits hangs the second time,
        # because pyttsx3 2.99 then ends it before it begins.
        self._proxy.setBusy(False)

    def endLoop(self) -> None:
        self._proxy.setBusy(False)

    def iterate(self) -> Iterator[None]:
        self._proxy.setBusy(False)
        yield

    def stop(self) -> None:
        self._proxy.setBusy(False)

    def getProperty(self, name: str) -> Any:
        if name == "voices":
            from pyttsx3.voice import Voice

            return [Voice("mei", "Mei", ["ja"], "Female", None)]
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:
        if name not in self._properties:
            raise KeyError(name)
        self._properties[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        speed = self._properties["rate"] / NORMAL_RATE
        samples, rate = spoken(text, speed, self._properties["pitch"] - NORMAL_PITCH)
        pcm = np.clip(samples * self._properties["volume"] * 32_767, -32_768, 32_767).astype("<i2")
        with wave.open(filename, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(rate)
            out.writeframes(pcm.tobytes())
        self._proxy.notify("finished-utterance", completed=True)

    def say(self, text: str) -> None:
        """Never used: a server has no loudspeaker, the browser plays the file."""
        raise RuntimeError("openjtalk only writes files: use save_to_file")
