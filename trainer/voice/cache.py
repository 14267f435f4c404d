"""Rendered sounds on the disk, known by what they were made from; the oldest go when there are too many."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from tempfile import NamedTemporaryFile

log = logging.getLogger("trainer.voice")

_CHECK = 32
"""Bytes of a checksum in front of each sound."""
_ROOM = 0.9
"""Share of the limit that is left after making room, so that not every new sound makes room again."""


def key_of(*parts: str) -> str:
    """A file name for what a sound was made from."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class SoundCache:
    """Sounds in a folder, at most `limit` bytes (0: none are kept). Safe from threads and processes; a
    disk that fails costs time, never a sound."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder, self._limit = folder, limit
        self._lock = threading.Lock()
        self._making: dict[str, Future[bytes]] = {}
        self._bytes: int | None = None
        self._told = False

    def get_or_make(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The sound of `key`; made at most once at a time, others wait for it. Raises what `make` raises."""
        if (found := self.get(key)) is not None:
            return found
        with self._lock:
            making = self._making.get(key)
            mine = making is None
            if making is None:
                making = self._making[key] = Future()
        if not mine:
            return making.result()
        try:
            sound = self.get(key)  # somebody may have made it since the first look
            if sound is None:
                sound = make()
                self._put(key, sound)
            making.set_result(sound)
            return sound
        except BaseException as error:
            making.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._making[key]

    def get(self, key: str) -> bytes | None:
        """None for a sound that is not there or whose file is damaged; a damaged one is removed."""
        path = self._folder / key
        try:
            data = path.read_bytes()
        except OSError:
            return None
        check, sound = data[:_CHECK], data[_CHECK:]
        if hashlib.sha256(sound).digest() != check:
            log.warning("a damaged sound is made again")
            with contextlib.suppress(OSError):  # another process was faster, or it is overwritten anyway
                path.unlink()
            return None
        with contextlib.suppress(OSError):  # a folder that may only be read: the age is then that of making
            os.utime(path)
        return sound

    def _put(self, key: str, sound: bytes) -> None:
        if len(sound) + _CHECK > self._limit:
            return
        try:
            self._write(key, hashlib.sha256(sound).digest() + sound)
        except OSError as error:
            if not self._told:
                log.warning("sounds are not kept: %s", error.strerror)
                self._told = True

    def _write(self, key: str, data: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as file:
            try:
                file.write(data)
                file.close()
                os.replace(file.name, self._folder / key)
            except OSError:
                os.unlink(file.name)
                raise
        with self._lock:
            if self._bytes is not None:
                self._bytes += len(data)
            if self._bytes is None or self._bytes > self._limit:
                self._bytes = self._make_room()

    def _make_room(self) -> int:
        """Bytes in the folder after the longest unused sounds, and what a crash left behind, have gone."""
        found = []
        for entry in os.scandir(self._folder):
            with contextlib.suppress(OSError):  # another process has just removed it
                state = entry.stat()
                found.append((state.st_mtime, state.st_size, entry.path))
        total = sum(size for _, size, _ in found)
        if total <= self._limit:
            return total
        for _, size, path in sorted(found):
            if total <= self._limit * _ROOM:
                break
            with contextlib.suppress(OSError):  # as above
                os.unlink(path)
            total -= size
        return total
