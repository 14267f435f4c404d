"""What every shipped voice sounds like, measured on rendered speech: the table in docs/voice.md.

uv run python -m tests.voice.figures            prints the table
uv run python -m tests.voice.figures --write    puts it into docs/voice.md
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from trainer.acoustics.wav import decode
from trainer.dialogue import Channel
from trainer.files import Library
from trainer.mood import Band
from trainer.persona import PERSONA_LABELS, Voice
from trainer.prosody import measure
from trainer.settings import ROOT
from trainer.voice import SoundCache, Speaker, style_of
from trainer.voice.engines import OpenJTalk
from trainer.voice.phone import LINE_RATE, over_the_line
from trainer.voice.rendering import Sounds
from trainer.voice.sound import frames_of, pcm, wav_of

DOC = ROOT / "docs" / "voice.md"
BEGIN, END = "<!-- 測定の表: ここから -->", "<!-- 測定の表: ここまで -->"
TEXT = "三日前にお願いした修理の件ですが、まだ何の連絡もありません。在宅の仕事なので、本当に困っています。"
BANDS = {Band.CALM: "落ち着き", Band.TENSE: "いら立ち", Band.ANGRY: "怒り"}


@dataclass(frozen=True)
class Heard:
    """`f0` Hz (median), `range` semitones (10th to 90th percentile), `rate` morae a minute without pauses,
    `silence` share of pauses, `level` dBFS of the speech over the telephone line, `peak` 0–1."""

    f0: float
    range: float
    rate: float
    silence: float
    level: float
    peak: float


def voices() -> dict[str, Voice]:
    """Those that speak on the telephone."""
    return {v.id: v for v in Library().voices.values() if v.channel is Channel.PHONE}


@cache
def heard(voice_id: str, band: Band, text: str = TEXT) -> Heard:
    """Pitch and rate on the full band, level and peak as they come over the line."""
    style = style_of(voices()[voice_id], band)
    with tempfile.TemporaryDirectory() as folder:
        speaker = Speaker([OpenJTalk()], SoundCache(Path(folder), 0), Sounds(line=False))
        clip = speaker.whole(text, style)
    assert clip
    frames, rate = frames_of(clip.wav)
    wide = np.frombuffer(frames, "<i2") / 32_768
    line = wav_of(pcm(over_the_line(wide, rate)), LINE_RATE)
    m, over = measure(decode(clip.wav), text), decode(line)
    assert m.f0 and m.range and m.articulation
    level = measure(over, "").loudness
    assert level is not None
    return Heard(m.f0, m.range, m.articulation, m.silence, level, float(np.abs(over.samples).max()))


def table() -> str:
    rows = [
        "| 声 | タイプ | 年齢・性別 | 気持ち | 高さ Hz | 幅 半音 | 速さ 拍/分 | 間の割合 | 大きさ dBFS |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for voice in voices().values():
        who = f"{voice.age}歳 {'女性' if voice.gender == 'female' else '男性'}"
        for band, word in BANDS.items():
            h = heard(voice.id, band)
            figures = f"{h.f0:.0f} | {h.range:.1f} | {h.rate:.0f} | {h.silence:.2f} | {h.level:.1f}"
            rows.append(f"| {voice.id} | {PERSONA_LABELS[voice.persona]} | {who} | {word} | {figures} |")
    return "\n".join(rows)


def main() -> None:
    made = table()
    if "--write" not in sys.argv:
        print(made)
        return
    text = DOC.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    DOC.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
