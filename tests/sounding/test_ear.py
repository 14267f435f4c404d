"""The drill by ear: enough different callers, fair questions, the same ones for the same seed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from trainer.files import Library
from trainer.mood import Band
from trainer.persona import PersonaKind
from trainer.settings import VoiceSettings
from trainer.sounding import EarItem, ear_items
from trainer.voice import speaker_of


def items(library: Library, seed: str = "2026-11-22", ceiling: Band = Band.ANGRY) -> tuple[EarItem, ...]:
    return ear_items([library.cast(name) for name in library.scenarios], seed, ceiling)


def test_there_are_twenty_callers_of_all_types(library: Library) -> None:
    found = items(library)
    assert len({i.text for i in found}) == len(found) >= 20
    assert {i.persona for i in found} == set(PersonaKind)
    assert all(i.why and i.wish for i in found)


def test_each_question_has_one_right_answer_among_four(library: Library) -> None:
    for item in items(library):
        assert len(set(item.sore_points)) == 4 and item.sore_points.count(item.sore_point) == 1
    places = {item.sore_points.index(item.sore_point) for item in items(library)}
    assert places == {0, 1, 2, 3}, "the right one stands nowhere in particular"


def test_the_seed_decides(library: Library) -> None:
    assert items(library) == items(library)
    assert [i.scenario for i in items(library)] != [i.scenario for i in items(library, "2026-11-23")]


def test_what_is_heard_was_said_by_the_caller_and_is_not_the_answer(library: Library) -> None:
    for item in items(library):
        scenario = library.scenarios[item.scenario]
        opening = next(w for w in scenario.opening.say if item.text.startswith(w))
        rest = item.text.removeprefix(opening)
        for words in (w for c in scenario.concerns for w in c.say):
            rest = rest.replace(words, "")
        assert rest == "" and item.sore_point not in item.text


def test_who_set_a_ceiling_hears_nobody_harsh(library: Library) -> None:
    calm = items(library, ceiling=Band.CALM)
    assert calm and not any(library.scenarios[i.scenario].harsh for i in calm)
    assert all(i.style.press == 0 for i in calm)


def test_it_takes_about_ten_seconds_without_any_network(library: Library) -> None:
    with tempfile.TemporaryDirectory() as folder:
        speaker = speaker_of(VoiceSettings(), Path(folder))
        clips = [speaker.whole(i.text, i.style) for i in items(library)[:8]]
    assert all(clip and 5 <= clip.seconds <= 16 for clip in clips), [c.seconds for c in clips if c]
