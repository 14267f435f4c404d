"""What a customer says is heard phrase by phrase, soon, and never stops the call."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.voice.conftest import PLAIN, Pretended
from trainer.acoustics.activity import activity
from trainer.acoustics.wav import decode
from trainer.prosody import measure
from trainer.speech import SpeechStyle
from trainer.voice import Speaker
from trainer.voice.engine import VoiceFailed
from trainer.voice.rendering import Sounds
from trainer.voice.sound import Wave
from trainer.voice.speaker import REST

SAID = "三日前にお願いしました。まだですか？"
Speaking = Callable[..., Speaker]


def test_phrases_come_one_by_one_and_in_order(speaking: Speaking) -> None:
    clips = list(speaking().clips(SAID, PLAIN))
    assert [c.text for c in clips] == ["三日前にお願いしました", "まだですか"]
    assert all(0.4 < c.seconds < 4 and c.wav[:4] == b"RIFF" for c in clips)


def test_the_first_phrase_is_there_before_the_second_is_made(speaking: Speaking) -> None:
    engine = Pretended()
    clips = speaking(engine).clips(SAID, PLAIN)
    next(clips)
    assert engine.asked == ["三日前にお願いしました"]


def test_the_first_sound_comes_within_half_of_its_own_length(speaking: Speaking) -> None:
    speaker = speaking()
    speaker.warm()
    speaker.settle()

    def first(number: str) -> float:
        begun = time.perf_counter()
        clip = next(speaker.clips(f"{number}日前から待っているんですが、まだですか", PLAIN))
        return (time.perf_counter() - begun) / clip.seconds

    assert min(first(number) for number in "二三四") < 0.5


def test_the_whole_utterance_has_all_phrases_and_their_pauses(speaking: Speaking) -> None:
    speaker = speaking()
    whole = speaker.whole(SAID, PLAIN)
    assert whole and whole.seconds == pytest.approx(sum(c.seconds for c in speaker.clips(SAID, PLAIN)))
    [(start, end)] = activity(decode(whole.wav).samples).pauses
    assert end - start == pytest.approx(PLAIN.stop, abs=0.15)


def test_a_question_rises_at_its_end(speaking: Speaking) -> None:
    speaker = speaking(sounds=Sounds(line=False))
    asked, told = (speaker.whole(f"まだですか{mark}", PLAIN) for mark in "？。")
    assert asked and told
    rising, falling = (measure(decode(c.wav), "").end or 0.0 for c in (asked, told))
    assert rising > falling + 5


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "、。？！",
        "☺😡🈲",
        "※→★",
        "\ud83d",
        "\udcff\ud800",
        "\x00",
        "<script>",
        "ーーー",
        "ッ",
        "????",
    ],
)
def test_nothing_to_say_is_no_error(speaking: Speaking, text: str) -> None:
    speaker = speaking()
    speaker.whole(text, PLAIN)
    assert speaker.notice("a") == ""
    assert speaker.whole("はい", PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "I have been waiting for three days.",
        "怒😡ってます",
        "もう\ud83dいいです",
        "¥12,800とE-1474",
        "ﾊﾝｶｸ",
        "㍿㈱①",
        "𠮷野家",
        "か゛",
        "العربية はい",
    ],
)
def test_odd_words_are_spoken_all_the_same(speaking: Speaking, text: str) -> None:
    clip = speaking().whole(text, PLAIN)
    assert clip and clip.seconds > 0.1


def test_five_thousand_characters_without_a_mark_are_cut_into_phrases(speaking: Speaking) -> None:
    engine = Pretended()
    clips = list(speaking(engine).clips("困りました" * 1_000, PLAIN))
    assert "".join(c.text for c in clips) == "困りました" * 1_000
    assert max(len(t) for t in engine.asked) <= 80


def test_ten_callers_at_once_hear_what_one_would(speaking: Speaking) -> None:
    texts = [f"{n}番目の者ですが、まだですか" for n in "一二三四五六七八九十"]
    with ThreadPoolExecutor(10) as pool:
        together = list(pool.map(lambda t: speaking(limit=0).whole(t, PLAIN), texts))
    alone = [speaking(limit=0).whole(t, PLAIN) for t in texts[:2]]
    assert all(together) and [c and c.wav for c in together[:2]] == [c and c.wav for c in alone]


def test_a_phrase_is_made_once_however_many_ask_for_it(speaking: Speaking) -> None:
    engine = Pretended()
    speaker = speaking(engine)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: speaker.whole("お待ちしています", PLAIN), range(16)))
    assert len(engine.asked) == 1


def test_what_was_rendered_ahead_is_there(speaking: Speaking) -> None:
    engine = Pretended()
    speaker = speaking(engine)
    assert speaker.ahead(SAID, PLAIN)
    speaker.settle()
    made = len(engine.asked)
    assert len(list(speaker.clips(SAID, PLAIN))) == made == len(engine.asked) == 2


def test_asking_ahead_never_waits_however_much_is_asked(speaking: Speaking) -> None:
    free = threading.Event()

    class Slow(Pretended):
        def spoken(self, text: str, style: SpeechStyle) -> tuple[Wave, int]:
            free.wait(10)
            return super().spoken(text, style)

    speaker, begun = speaking(Slow()), time.monotonic()
    taken = [speaker.ahead(f"{n}番", PLAIN) for n in range(200)]
    assert time.monotonic() - begun < 1 and taken[0] and not taken[-1]
    free.set()


def test_another_style_is_another_sound(speaking: Speaking) -> None:
    speaker = speaking()
    calm, angry = (speaker.whole("はい", PLAIN.model_copy(update={"gain": g})) for g in (0.0, 4.0))
    assert calm and angry and calm.wav != angry.wav


def test_an_engine_that_fails_is_replaced_and_people_are_told_once(speaking: Speaking) -> None:
    now = [0.0]
    broken, spare = Pretended("こわれた声", VoiceFailed("gone")), Pretended("予備の声")
    speaker = speaking(broken, spare, clock=lambda: now[0])
    assert len(list(speaker.clips(SAID, PLAIN))) == 2
    assert len(broken.asked) == 1, "it is left alone for a while"
    assert speaker.notice("佐藤") == "こわれた声 が使えないため、予備の声 の声で続けます。"
    assert (speaker.notice("佐藤"), speaker.notice("鈴木") != "") == ("", True)
    broken.fails, now[0] = None, REST + 1
    assert speaker.whole("もう一度", PLAIN) and len(broken.asked) == 2
    assert speaker.notice("高橋") == "", "all is well again"


def test_an_engine_that_cannot_be_loaded_is_known_before_the_first_call(speaking: Speaking) -> None:
    speaker = speaking(Pretended("こわれた声", VoiceFailed("gone")), Pretended("予備の声"))
    speaker.warm()
    speaker.settle()
    assert speaker.whole(SAID, PLAIN)
    assert "予備の声 の声で続けます" in speaker.notice("佐藤")


def test_without_any_engine_that_works_there_is_text_only(speaking: Speaking) -> None:
    speaker = speaking(Pretended(fails=VoiceFailed("gone")))
    assert list(speaker.clips(SAID, PLAIN)) == []
    assert speaker.whole(SAID, PLAIN) is None
    assert "文字だけで続けられます" in speaker.notice("佐藤")


def test_words_that_one_engine_refuses_do_not_silence_the_rest(speaking: Speaking) -> None:
    class Choosy(Pretended):
        def spoken(self, text: str, style: SpeechStyle) -> tuple[Wave, int]:
            if "修理" in text:
                raise VoiceFailed("refused", lasting=False)
            return super().spoken(text, style)

    speaker = speaking(Choosy())
    assert [c.text for c in speaker.clips("すみません、修理の件で、聞きたいです", PLAIN)] == [
        "すみません",
        "聞きたいです",
    ]


def test_the_failure_of_a_phrase_is_logged_without_its_words(
    speaking: Speaking, caplog: pytest.LogCaptureFixture
) -> None:
    class Odd(Pretended):
        def spoken(self, text: str, style: SpeechStyle) -> tuple[Wave, int]:
            return None, 0

    assert speaking(Odd()).whole("渡辺です", PLAIN) is None
    assert "shaping" in caplog.text and "渡辺" not in "".join(r.getMessage() for r in caplog.records)


def test_loudness_obeys_the_ceiling(speaking: Speaking) -> None:
    shouting = PLAIN.model_copy(update={"gain": 12.0, "press": 3.0})
    for ceiling in (-18.0, -30.0):
        clip = speaking(sounds=Sounds(loudest=ceiling)).whole("いいかげんにしてください", shouting)
        assert clip
        sound = decode(clip.wav)
        assert activity(sound.samples).level <= ceiling + 0.5
        assert sound.clipped == 0


def test_ring_and_music_are_heard_unless_switched_off(speaking: Speaking) -> None:
    on, off = speaking(), speaking(sounds=Sounds(ring=False, music=False))
    ring, music = on.ringing(2), on.hold_music()
    assert ring and music and ring.seconds == pytest.approx(6.0) and music.seconds > 8
    assert (off.ringing(), off.hold_music()) == (None, None)
    for clip in (ring, music):
        assert activity(decode(clip.wav).samples).level <= -18 + 0.5
