"""The table in docs/voice.md is the one that is measured."""

from __future__ import annotations

import re

from tests.voice.figures import BANDS, BEGIN, DOC, END, heard, voices
from trainer.mood import Band
from trainer.settings import ROOT


def rows() -> dict[tuple[str, str], list[float]]:
    table = DOC.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in table.strip().splitlines()[2:]]
    return {(c[0], c[3]): [float(v) for v in c[4:]] for c in cells}


def test_every_voice_and_mood_is_in_the_table() -> None:
    assert set(rows()) == {(voice, word) for voice in voices() for word in BANDS.values()}


def test_the_figures_are_those_of_today() -> None:
    told, said = rows()["vip-man60", BANDS[Band.ANGRY]], heard("vip-man60", Band.ANGRY)
    assert abs(told[0] / said.f0 - 1) < 0.03
    assert abs(told[1] - said.range) < 0.5
    assert abs(told[2] / said.rate - 1) < 0.03


def test_no_setting_is_missing_from_the_document() -> None:
    source = (ROOT / "trainer" / "settings" / "voice.py").read_text(encoding="utf-8")
    names = set(re.findall(r'"(TRAINER_(?:VOICE|TTS)\w*)"', source))
    assert names and not [n for n in names if n not in DOC.read_text(encoding="utf-8")]
