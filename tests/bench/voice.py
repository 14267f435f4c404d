"""The customer's voice: how soon the first sound comes, how much of it is ours, ten callers at once, memory."""

from __future__ import annotations

import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

from tests.bench.figures import CannotMeasure, Figure, p50, p95
from tests.bench.fresh import python
from trainer.dialogue import Channel
from trainer.files import Library
from trainer.mood import Band
from trainer.speech import SpeechStyle, engine_pitch, engine_speed
from trainer.voice import SoundCache, Speaker, style_of
from trainer.voice.engines import OpenJTalk
from trainer.voice.openjtalk import spoken

PART = "お客様の声"
PHRASES = 40
CALLERS = 10
UTTERANCES, WARM_UP = 500, 60
_NUMBERS = "一二三四五六七八九十"

_MEMORY = """
import json, tempfile
from pathlib import Path
from trainer.speech import SpeechStyle
from trainer.voice import SoundCache, Speaker
from trainer.voice.engines import OpenJTalk

def mib():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024

with tempfile.TemporaryDirectory() as folder:
    speaker = Speaker([OpenJTalk()], SoundCache(Path(folder), 3_000_000))
    for number in range({warm_up}):
        speaker.whole(f"{{number}}番です", SpeechStyle(pitch=-6, range=1.2))
    before, heard = mib(), 0
    for number in range({utterances}):
        heard += speaker.whole(f"{{number + 10_000}}番です", SpeechStyle(pitch=-6, range=1.2)) is not None
    print(json.dumps([before, mib(), heard]))
"""


def measure() -> list[Figure]:
    return [*_first_sound(), *_callers(), *_memory()]


def _styles() -> list[SpeechStyle]:
    """Of all voices on the telephone, calm and angry."""
    spoken_by = [v for v in Library().voices.values() if v.channel is Channel.PHONE]
    return [style_of(voice, band) for voice in spoken_by for band in (Band.CALM, Band.ANGRY)]


def _phrase(number: int) -> str:
    """Fifteen characters that nobody has said before."""
    tens, ones = divmod(number, 10)
    return f"{_NUMBERS[tens % 10]}の{_NUMBERS[ones]}の件で待っているんですが"[:15]


def _first_sound() -> list[Figure]:
    """The bare engine and the product take turns with the same phrase, so that both meet the same noise."""
    waits, ratios, shares = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        speaker = Speaker([OpenJTalk()], SoundCache(Path(folder), 10**8))
        speaker.warm()
        speaker.settle()
        spoken("はい", 1.0, 0.0)  # this thread's engine
        for number, style in zip(range(PHRASES), cycle(_styles()), strict=False):
            text = _phrase(number)
            bare = min(_seconds_bare(text, style) for _ in range(2))
            begun = time.perf_counter()
            clip = next(speaker.clips(f"{text}、どうなっていますか?", style))
            waits.append(time.perf_counter() - begun)
            ratios.append(waits[-1] / bare)
            shares.append(waits[-1] / clip.seconds)
        kept = [_seconds_kept(speaker, f"{_phrase(n)}、どうなっていますか?", _styles()[n]) for n in range(9)]
    note = f"15字、{PHRASES}句、{len(_styles())}通りの声"
    return [
        Figure(PART, "最初の音まで p50", 1000 * p50(waits), "ms", at_most=600, note=note),
        Figure(PART, "最初の音まで p95", 1000 * p95(waits), "ms", at_most=600),
        Figure(PART, "最初の句の長さに対する比 p95", p95(shares), "倍", at_most=0.5),
        Figure(
            PART, "エンジンだけの時間に対する比 p50", p50(ratios), "倍", at_most=1.5, note="同じ句を交互に"
        ),
        Figure(PART, "作ってある音を取り出す p50", 1000 * p50(kept), "ms", at_most=50),
    ]


def _seconds_bare(text: str, style: SpeechStyle) -> float:
    begun = time.perf_counter()
    spoken(text, engine_speed(style), engine_pitch(style))
    return time.perf_counter() - begun


def _seconds_kept(speaker: Speaker, text: str, style: SpeechStyle) -> float:
    begun = time.perf_counter()
    next(speaker.clips(text, style))
    return time.perf_counter() - begun


def _callers() -> list[Figure]:
    """Each caller in a thread of their own hears the first phrase of something new at the same moment."""
    styles = _styles()
    with tempfile.TemporaryDirectory() as folder:
        speaker = Speaker([OpenJTalk()], SoundCache(Path(folder), 10**8))

        def call(number: int) -> float:
            begun = time.perf_counter()
            heard = list(speaker.clips(f"{_phrase(number)}、まだですか?", styles[number % len(styles)]))
            if len(heard) != 2:
                raise CannotMeasure("a caller was not heard")
            return time.perf_counter() - begun

        with ThreadPoolExecutor(CALLERS) as pool:
            took = list(pool.map(call, range(50, 50 + CALLERS)))
    return [Figure(PART, f"{CALLERS}人同時、二句とも届くまで 最大", max(took), "秒", note="新しいスレッドで")]


def _memory() -> list[Figure]:
    if not Path("/proc/self/status").exists():
        return []
    before, after, heard = python("-c", _MEMORY.format(warm_up=WARM_UP, utterances=UTTERANCES))
    if heard != UTTERANCES:
        raise CannotMeasure(f"only {heard} of {UTTERANCES} utterances were heard")
    note = f"{before:.0f} → {after:.0f} MiB、新しいプロセス"
    return [Figure(PART, f"{UTTERANCES}発話で増えた記憶", after - before, "MiB", at_most=20, note=note)]
