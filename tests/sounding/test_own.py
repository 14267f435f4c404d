"""The trainee's recordings: nothing is lost, nobody else sees them, and they go when their time is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.sounding.conftest import WORDS, Spoken, tone
from tests.voice.hearing import HearingServer
from trainer.acoustics.wav import decode
from trainer.errors import Conflict, InvalidInput, NotFound
from trainer.mood import Band
from trainer.voice.transcription import NotHeard


@pytest.fixture
def hearing() -> Iterator[HearingServer]:
    server = HearingServer("三回も お電話を\nいただいたのですね")
    yield server
    server.close()


def test_a_recording_belongs_to_the_words_sent_after_it(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    own, me = one.calls.own, one.house.trainee
    attempt = one.start()
    own.keep(me, attempt.id, tone())
    assert own.waits(me, attempt)
    assert own.recordings(me, attempt) == []
    attempt = one.say(attempt)
    assert not own.waits(me, attempt)
    kept = own.recordings(me, attempt)
    assert [(r.turn, round(r.seconds, 1)) for r in kept] == [(1, 2.5)]


@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (48_000, 1), (44_100, 2)])
def test_other_rates_and_stereo_are_made_alike(
    spoken: Callable[..., Spoken], rate: int, channels: int
) -> None:
    one = spoken()
    attempt = one.start()
    one.calls.own.keep(one.house.trainee, attempt.id, tone(rate=rate, channels=channels))
    kept = one.calls.own.recordings(one.house.trainee, one.say(attempt))[0]
    assert kept.wav[22:28] == (1).to_bytes(2, "little") + (16_000).to_bytes(4, "little")
    assert decode(kept.wav).seconds == pytest.approx(2.5, abs=0.01)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "録音が空です"),
        (tone()[:30], "壊れているか、WAV ではありません"),
        (b"OggS" + bytes(500), "Ogg の録音は読めません"),
        (b"\x1aE\xdf\xa3" + bytes(500), "WebM の録音は読めません"),
        (bytes(26 * 1024 * 1024), "録音が大きすぎます"),
        (tone(0.0)[:44], "形式が使えません"),
    ],
    ids=["empty", "broken", "ogg", "webm", "huge", "no samples"],
)
def test_what_is_no_recording_is_told_and_an_earlier_one_stays(
    spoken: Callable[..., Spoken], data: bytes, told: str
) -> None:
    one = spoken()
    own, me, attempt = one.calls.own, one.house.trainee, one.start()
    own.keep(me, attempt.id, tone(1.0))
    with pytest.raises(InvalidInput, match=told):
        own.keep(me, attempt.id, data)
    assert own.waits(me, attempt)


def test_a_second_try_replaces_the_first_and_both_can_be_thrown_away(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    own, me, attempt = one.calls.own, one.house.trainee, one.start()
    own.keep(me, attempt.id, tone(1.0))
    own.keep(me, attempt.id, tone(3.0))
    assert own.kept(me).count == 1
    own.discard(me, attempt.id)
    assert not own.waits(me, attempt) and own.kept(me).count == 0


def test_the_recogniser_gets_the_recording_and_its_words_come_on_one_line(
    spoken: Callable[..., Spoken], hearing: HearingServer
) -> None:
    one = spoken(hearing.url)
    attempt = one.start()
    one.calls.own.keep(one.house.trainee, attempt.id, tone(rate=48_000))
    assert one.calls.own.words(one.house.trainee, attempt.id) == "三回も お電話を いただいたのですね"
    assert decode(hearing.heard[0]["file"]).seconds == pytest.approx(2.5, abs=0.01)


def test_a_deaf_recogniser_loses_nothing(spoken: Callable[..., Spoken], hearing: HearingServer) -> None:
    hearing.status = 500
    one = spoken(hearing.url)
    own, me, attempt = one.calls.own, one.house.trainee, one.start()
    own.keep(me, attempt.id, tone())
    with pytest.raises(NotHeard, match="録音は預かっています"):
        own.words(me, attempt.id)
    assert own.waits(me, attempt)


def test_measures_tell_the_turn_its_mood_and_what_was_heard(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    own, me, attempt = one.calls.own, one.house.trainee, one.start()
    own.keep(me, attempt.id, tone(4.0, hertz=180))
    attempt = one.say(attempt)
    attempt = one.say(attempt, "ご不便をおかけしております。")  # typed only
    first, again = own.spoken(me, attempt), own.spoken(me, attempt)
    assert [(s.turn, s.band) for s in first] == [(1, Band.ANGRY)]
    assert first[0].measures.f0 == pytest.approx(180, rel=0.03)
    assert first[0].measures.rate == pytest.approx(
        len(WORDS.replace("。", "").replace("、", "")) / 4 * 60, rel=0.05
    )
    assert first == again


def test_others_find_nothing_and_remove_nothing(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    own, me, other, attempt = one.calls.own, one.house.trainee, one.house.other, one.start()
    own.keep(me, attempt.id, tone())
    for forbidden in (own.words, own.discard):
        with pytest.raises(NotFound):
            forbidden(other, attempt.id)
    with pytest.raises(NotFound):
        own.keep(other, attempt.id, tone())
    attempt = one.say(attempt)
    assert own.recordings(other, attempt) == [] and own.spoken(other, attempt) == []
    own.delete(other, attempt.id, 1)
    assert own.delete_all(other) == 0 and own.kept(other).count == 0
    assert own.kept(me).count == 1


def test_its_owner_removes_one_or_all(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    own, me, attempt = one.calls.own, one.house.trainee, one.start()
    for _ in range(3):
        own.keep(me, attempt.id, tone(1.0))
        attempt = one.say(attempt)
    own.spoken(me, attempt)
    own.delete(me, attempt.id, 2)
    assert [s.turn for s in own.spoken(me, attempt)] == [1, 3]
    assert own.delete_all(me) == 2
    assert own.spoken(me, attempt) == [] and own.kept(me).size == 0


def test_sound_goes_when_its_time_is_over_and_the_measures_stay(spoken: Callable[..., Spoken]) -> None:
    one = spoken(days=30)
    own, me, clock, attempt = one.calls.own, one.house.trainee, one.house.clock, one.start()
    own.keep(me, attempt.id, tone())
    attempt = one.say(attempt)
    before = own.spoken(me, attempt)
    clock.now += 29 * 86_400
    assert own.recordings(me, attempt)[0].wav
    clock.now += 2 * 86_400
    assert own.recordings(me, attempt)[0].wav == b""
    assert own.kept(me).count == 0, "the first use of the day removed it from the disk"
    assert own.spoken(me, attempt) == before


def test_a_call_that_is_over_takes_no_recording(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    attempt = one.end(one.say(one.start()))
    with pytest.raises(Conflict):
        one.calls.own.keep(one.house.trainee, attempt.id, tone())
