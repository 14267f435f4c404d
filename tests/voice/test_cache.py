"""Sounds are kept, bounded, and never handed out damaged."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from trainer.voice.cache import SoundCache, key_of


def never() -> bytes:
    raise AssertionError("it should have been there")


def test_a_sound_is_kept_over_a_restart(tmp_path: Path) -> None:
    SoundCache(tmp_path, 10_000).get_or_make("a", lambda: b"sound")
    assert SoundCache(tmp_path, 10_000).get_or_make("a", never) == b"sound"


@pytest.mark.parametrize("damage", [b"", b"x", b"RIFF" * 50])
def test_a_damaged_sound_is_made_again(tmp_path: Path, damage: bytes) -> None:
    cache = SoundCache(tmp_path, 10_000)
    cache.get_or_make("a", lambda: b"sound")
    (tmp_path / "a").write_bytes(damage)
    assert cache.get_or_make("a", lambda: b"new") == b"new"
    assert cache.get("a") == b"new"


def test_the_longest_unused_go_first_when_it_is_full(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path, 5_000)
    for number in range(4):
        cache.get_or_make(str(number), lambda: bytes(1_000))
        os.utime(tmp_path / str(number), (number, number))
    cache.get("0")  # used just now
    cache.get_or_make("4", lambda: bytes(1_000))
    left = {p.name for p in tmp_path.iterdir()}
    assert "0" in left and "4" in left and "1" not in left
    assert sum(p.stat().st_size for p in tmp_path.iterdir()) <= 5_000


def test_what_a_crash_left_behind_goes_too(tmp_path: Path) -> None:
    (tmp_path / ".half").write_bytes(bytes(9_000))
    os.utime(tmp_path / ".half", (1, 1))
    SoundCache(tmp_path, 5_000).get_or_make("a", lambda: b"sound")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("limit", [0, 20])
def test_a_sound_without_room_is_made_and_not_kept(tmp_path: Path, limit: int) -> None:
    assert SoundCache(tmp_path / "voice", limit).get_or_make("a", lambda: bytes(100)) == bytes(100)
    assert not (tmp_path / "voice").exists()


def test_a_disk_that_fails_costs_no_sound(tmp_path: Path) -> None:
    (tmp_path / "voice").write_text("a file where the folder should be")
    assert SoundCache(tmp_path / "voice", 10_000).get_or_make("a", lambda: b"sound") == b"sound"


def test_who_waits_for_a_sound_that_fails_is_told_and_the_next_one_tries_again(tmp_path: Path) -> None:
    cache, begun, go = SoundCache(tmp_path, 10_000), threading.Event(), threading.Event()
    told: list[str] = []

    def fail() -> bytes:
        begun.set()
        go.wait(5)
        raise ValueError("no sound")

    def ask() -> None:
        try:
            cache.get_or_make("a", fail)
        except ValueError as error:
            told.append(str(error))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    threads[0].start()
    begun.wait(5)
    threads[1].start()
    go.set()
    for thread in threads:
        thread.join(5)
    assert told == ["no sound"] * 2
    assert cache.get_or_make("a", lambda: b"sound") == b"sound"


def test_what_another_made_since_the_first_look_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = SoundCache(tmp_path, 10_000)
    first_look, get = iter([True]), cache.get

    def late(key: str) -> bytes | None:
        if next(first_look, False):
            SoundCache(tmp_path, 10_000).get_or_make(key, lambda: b"sound")
            return None
        return get(key)

    monkeypatch.setattr(cache, "get", late)
    assert cache.get_or_make("a", never) == b"sound"


def test_keys_tell_their_parts_apart() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("\ud83d")}) == 4
