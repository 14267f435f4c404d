"""Engines in a process of their own: whatever that process does, the caller waits no longer than allowed."""

from __future__ import annotations

import importlib
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.bench.fresh import python
from tests.voice.conftest import PLAIN
from trainer.acoustics.activity import activity
from trainer.acoustics.wav import decode
from trainer.prosody import measure
from trainer.settings import SpeechServer, VoiceSettings
from trainer.speech import SpeechStyle
from trainer.voice import SoundCache, Speaker, choosing, openjtalk, speaker_of
from trainer.voice.choosing import engines_of
from trainer.voice.engine import VoiceFailed
from trainer.voice.engines import InChild, OpenJTalk
from trainer.voice.openjtalk import kana
from trainer.voice.rendering import Sounds
from trainer.voice.sound import Wave

PATH = "import json,sys;path=json.load(sys.stdin)['path'];"
WAV = (
    PATH
    + "import wave;w=wave.open(path,'wb');w.setnchannels({n});w.setsampwidth(2);w.setframerate(22050);w.writeframes(b'\\x01\\x20'*22050*{n})"
)


def child(code: str, seconds: float = 10.0) -> InChild:
    return InChild("fake", "みせかけ", seconds=seconds, command=(sys.executable, "-c", code))


@pytest.mark.parametrize("channels", [1, 2])
def test_a_file_that_the_process_wrote_is_heard(channels: int) -> None:
    samples, rate = child(WAV.format(n=channels)).spoken("はい", PLAIN)
    assert (len(samples), rate) == (22_050, 22_050)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise SystemExit('no voice')", "no voice"),
        ("import os; os.abort()", "exit"),
        ("pass", "no usable file"),
        (PATH + "open(path,'wb').write(b'RIFF, but no sound')", "no usable file"),
    ],
)
def test_a_process_that_fails_is_an_engine_that_fails(code: str, told: str) -> None:
    with pytest.raises(VoiceFailed, match=told) as failed:
        child(code).spoken("渡辺です", PLAIN)
    assert failed.value.lasting and "渡辺" not in str(failed.value)


def test_a_process_that_hangs_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(VoiceFailed, match="Timeout"):
        child("import time; time.sleep(60)", seconds=0.5).spoken("はい", PLAIN)
    assert time.monotonic() - begun < 5


def test_a_program_that_is_not_there() -> None:
    with pytest.raises(VoiceFailed, match="FileNotFound"):
        InChild("fake", "みせかけ", command=("no-such-program",)).spoken("はい", PLAIN)


def test_our_own_process_says_why_it_cannot_speak() -> None:
    with pytest.raises(VoiceFailed, match="exit"):
        InChild("no_such_driver", "みせかけ").spoken("はい", PLAIN)


@pytest.mark.skipif(not find_spec("espeakng_loader"), reason="espeak-ng is not installed")
def test_espeak_speaks_kana(tmp_path: Path) -> None:
    speaker = speaker_of(VoiceSettings(engine="espeak"), tmp_path)
    clip = speaker.whole("三日前にお願いしました", PLAIN)
    assert clip and activity(decode(clip.wav).samples).spoken


def test_a_voice_without_pitch_of_its_own_is_moved_to_the_persons() -> None:
    class Fixed(OpenJTalk):
        """Speaks as high as it does, like the system's voices."""

        pitched = False

        def spoken(self, text: str, style: SpeechStyle) -> tuple[Wave, int]:
            return super().spoken(text, style.model_copy(update={"pitch": -9.0}))

    man = PLAIN.model_copy(update={"pitch": -13.0})
    clip = Speaker([Fixed()], SoundCache(Path("unused"), 0), Sounds(line=False)).whole(
        "まだ待っています", man
    )
    assert clip
    f0 = measure(decode(clip.wav), "").f0
    assert f0 == pytest.approx(358 * 2 ** (-13 / 12), rel=0.06)


def test_kana_for_engines_that_cannot_read() -> None:
    assert kana("三日前に修理").replace(" ", "").replace("’", "") == "ミッカマエニシューリ"


def test_open_jtalk_speaks_unless_something_else_is_chosen() -> None:
    assert [name for name, _ in engines_of(VoiceSettings())][0] == "openjtalk"
    assert engines_of(VoiceSettings(engine="off")) == []
    server = SpeechServer(model="tts", base_url="http://127.0.0.1:1/v1")
    chosen = engines_of(VoiceSettings(engine="openai", server=server))
    assert [name for name, _ in chosen][:2] == ["openai", "openjtalk"]


def test_a_server_that_is_not_chosen_gets_no_words() -> None:
    server = SpeechServer(model="tts", base_url="http://127.0.0.1:1/v1")
    assert "openai" not in [name for name, _ in engines_of(VoiceSettings(server=server))]


def test_a_choice_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    speaker = speaker_of(VoiceSettings(engine="openai"), tmp_path)
    assert "「openai」が使えないため、Open JTalk で話します" in speaker.notice("佐藤")
    assert speaker.whole("はい", PLAIN)


def test_off_is_silent_without_a_complaint(tmp_path: Path) -> None:
    speaker = speaker_of(VoiceSettings(engine="off"), tmp_path)
    assert speaker.silent and speaker.whole("はい", PLAIN) is None
    assert speaker.notice("佐藤") == "" and not speaker.ahead("はい", PLAIN)
    assert (speaker.ringing(), speaker.hold_music()) == (None, None)


def test_without_any_engine_people_are_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "find_spec", lambda _: None)
    speaker = speaker_of(VoiceSettings(), tmp_path)
    assert speaker.silent and "文字だけで続けます" in speaker.notice("佐藤")


def test_importing_the_door_loads_no_engine() -> None:
    heavy = ("pyopenjtalk", "scipy", "pyttsx3", "openai", "streamlit")
    code = f"""
import json, sys, tempfile
from pathlib import Path
from trainer.settings import VoiceSettings
from trainer.voice import speaker_of
speaker_of(VoiceSettings(), Path(tempfile.gettempdir()) / "unused")
print(json.dumps([m for m in {heavy!r} if m in sys.modules]))
"""
    assert python("-c", code) == []


def test_the_driver_is_one_that_pyttsx3_knows() -> None:
    assert importlib.import_module(f"pyttsx3.drivers.{openjtalk.register()}") is openjtalk
