"""The engines that speak through pyttsx3: Open JTalk in this process, all others each in their own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import wave
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from pathlib import Path

import numpy as np

from trainer.speech import SpeechStyle, engine_pitch, engine_speed
from trainer.voice import child, openjtalk
from trainer.voice.engine import VoiceFailed
from trainer.voice.sound import Wave

CHILD_SECONDS = 15.0
"""The longest that one phrase may take in a process of its own."""


class OpenJTalk:
    """Japanese with no network and no system package; the voice is "Mei"."""

    title = "Open JTalk"
    pitched = True

    def version(self) -> str:
        return f"openjtalk-{_version('pyopenjtalk-plus')}"

    def warm(self) -> None:
        self.spoken("はい", SpeechStyle())

    def spoken(self, text: str, style: SpeechStyle) -> tuple[Wave, int]:
        try:
            return self._spoken(text, style)
        except Exception as error:  # a C library and a third-party front: whatever they raise
            # Missing or damaged files, or a full disk, are met again by the next words.
            lasting = isinstance(error, (ImportError, OSError, MemoryError))
            raise VoiceFailed(f"{self.title}: {type(error).__name__}", lasting=lasting) from error

    def _spoken(self, text: str, style: SpeechStyle) -> tuple[Wave, int]:
        name = openjtalk.register()
        from pyttsx3.engine import Engine as Front

        faults: list[BaseException] = []
        front = Front(name)  # one for each utterance: a front that failed once stays busy
        front.connect("error", lambda **told: faults.append(told["exception"]))
        front.setProperty("rate", openjtalk.NORMAL_RATE * engine_speed(style))
        front.setProperty("pitch", openjtalk.NORMAL_PITCH + engine_pitch(style))
        with tempfile.TemporaryDirectory(prefix="trainer-voice-") as folder:
            path = Path(folder) / "phrase.wav"
            front.save_to_file(text, str(path))
            front.runAndWait()
            if faults:
                raise faults[0]
            return _read(path)


class InChild:
    """A voice of pyttsx3's own drivers, one process for each phrase. `kana`: it cannot read kanji."""

    def __init__(
        self,
        driver: str,
        title: str,
        *,
        kana: bool = False,
        seconds: float = CHILD_SECONDS,
        command: Sequence[str] = (sys.executable, "-P", child.__file__),
    ) -> None:
        self._driver, self._kana, self._seconds, self._command = driver, kana, seconds, tuple(command)
        self._title = title

    title = property(lambda self: self._title)
    pitched = False

    def version(self) -> str:
        return f"{self._driver}-{sys.platform}-{_version('pyttsx3')}"

    def warm(self) -> None:
        """Nothing stays loaded from one process to the next."""

    def spoken(self, text: str, style: SpeechStyle) -> tuple[Wave, int]:
        said = self._readable(text)
        with tempfile.TemporaryDirectory(prefix="trainer-voice-") as folder:
            path = Path(folder) / "phrase.wav"
            job = {
                "driver": self._driver, "text": said, "path": str(path),
                "speed": engine_speed(style), "semitones": 0.0,
            }  # fmt: skip
            self._run(json.dumps(job))
            try:
                return _read(path)
            except (OSError, EOFError, wave.Error) as error:
                raise VoiceFailed(f"{self._driver}: no usable file: {type(error).__name__}") from error

    def _readable(self, text: str) -> str:
        if not self._kana:
            return text
        try:
            return openjtalk.kana(text)
        except Exception as error:  # the library or its dictionary is missing or broken
            raise VoiceFailed(f"{self._driver}: no reading: {type(error).__name__}") from error

    def _run(self, job: str) -> None:
        try:
            done = subprocess.run(
                self._command, input=job, capture_output=True, text=True, timeout=self._seconds
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise VoiceFailed(f"{self._driver}: {type(error).__name__}") from error
        if done.returncode:
            raise VoiceFailed(f"{self._driver}: exit {done.returncode}: {done.stderr.strip()[-200:]}")


@cache
def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # put there by hand, or under another name
        return "unknown"


def _read(path: Path) -> tuple[Wave, int]:
    """A WAV file as a driver writes it: 16-bit, made mono."""
    with wave.open(str(path)) as file:
        if file.getsampwidth() != 2:
            raise wave.Error("not 16-bit samples")
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64) / 32_768
        return samples.reshape(-1, file.getnchannels()).mean(axis=1), file.getframerate()
