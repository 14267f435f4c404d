"""A process of its own for one utterance by a voice that crashes or hangs in a server's threads.

Reads a job as JSON from standard input: {"driver", "text", "path", "speed", "semitones"}; writes a WAV file
to `path`. Exit status 0: the file is complete; otherwise standard error says why. Run by file name with
nothing of this product imported, so that it starts quickly.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

NORMAL_RATE, NORMAL_PITCH = 200, 50
_PATIENCE = 30.0  # seconds; the parent ends this process sooner
_PITCH_STEP = 4  # espeak's 0–99 scale: about this much a semitone around its middle
_JAPANESE = ("ja", "jp", "japan", "411", "kyoko", "haruka", "sayaka", "ichiro", "otoya")


def main() -> int:
    job = json.load(sys.stdin)
    # Drivers print; standard output belongs to nobody here.
    with contextlib.redirect_stdout(sys.stderr):
        return _speak(job)


def _speak(job: dict[str, Any]) -> int:
    if job["driver"] == "espeak":
        _use_bundled_espeak()
    from pyttsx3.engine import Engine

    done, faults = threading.Event(), []
    engine = Engine(job["driver"])
    engine.connect("finished-utterance", lambda **_: done.set())
    engine.connect("error", lambda **told: faults.append(repr(told["exception"])))
    voice = _japanese(engine.getProperty("voices"))
    if voice is None:
        print("no Japanese voice is installed", file=sys.stderr)
        return 3
    engine.setProperty("voice", voice)
    engine.setProperty("rate", round(NORMAL_RATE * job["speed"]))
    if job["driver"] == "espeak":
        engine.setProperty("pitch", min(99, max(0, round(NORMAL_PITCH + _PITCH_STEP * job["semitones"]))))
    engine.save_to_file(job["text"], job["path"])
    engine.runAndWait()
    # runAndWait often returns before the file is written.
    if not done.wait(_PATIENCE) or faults:
        print(faults or "never finished", file=sys.stderr)
        return 1
    _as_wav(Path(job["path"]))
    return 0


def _use_bundled_espeak() -> None:
    """espeak-ng from a Python package, where there is one, instead of the system's."""
    try:
        loader = importlib.import_module("espeakng_loader")
    except ImportError:
        return
    os.environ.setdefault("ESPEAK_DATA_PATH", os.path.dirname(loader.get_data_path()))
    ctypes.CDLL(loader.get_library_path())


def _japanese(voices: list[Any]) -> str | None:
    for voice in voices:
        languages = [v.decode("utf-8", "ignore") if isinstance(v, bytes) else str(v) for v in voice.languages]
        if any(v.strip("\x05\x00").lower().startswith("ja") for v in languages):
            return str(voice.id)
    for voice in voices:
        words = f"{voice.id} {voice.name}".lower().replace("/", " ").replace("_", " ").replace("-", " ")
        if any(known in words.split() or (len(known) > 2 and known in words) for known in _JAPANESE):
            return str(voice.id)
    return None


def _as_wav(path: Path) -> None:
    """macOS writes AIFF whatever the file is called; its own tool converts it."""
    with path.open("rb") as file:
        head = file.read(4)
    if head == b"FORM":
        source = path.with_suffix(".aiff")
        path.rename(source)
        subprocess.run(["afconvert", "-f", "WAVE", "-d", "LEI16", str(source), str(path)], check=True)
        source.unlink()


if __name__ == "__main__":
    status = main()
    sys.stderr.flush()
    # Drivers leave threads and callbacks behind that crash when Python takes itself apart.
    os._exit(status)
