"""Answers on their way: what may be shown of them, who works on them, and whether anybody still waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Progress:
    """One answer on its way: what may be shown of it, and whether anybody still waits for it. Written by
    the thread that words the answer, read by any other. `begun` on the monotonic clock."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self._shown, self._left = "", False
        self._changed = threading.Condition()

    @property
    def shown(self) -> str:
        return self._shown

    def show(self, words: str) -> None:
        """More of the answer may be seen."""
        with self._changed:
            self._shown = words
            self._changed.notify_all()

    @property
    def left(self) -> bool:
        return self._left

    def leave(self) -> None:
        """Nobody waits any more; the request is ended at the next word."""
        with self._changed:
            self._left = True
            self._changed.notify_all()


class Answer(Progress):
    """A progress with the thread that works on it: it goes on when a page is reloaded, and several pages
    may follow it. `error`: what the work raised."""

    def __init__(self, work: Callable[[Progress], None], ended: Callable[[], None]) -> None:
        super().__init__()
        self.error: Exception | None = None
        self._work, self._ended = work, ended
        self._done = False
        threading.Thread(target=self._run, name="answer", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether the answer has come (or failed) within so long."""
        with self._changed:
            return self._changed.wait_for(lambda: self._done, seconds)

    def wait_for_more(self, shown: str, seconds: float) -> None:
        """Returns when there is more to see than `shown`, the answer has come or been left, or so long has
        passed: whoever watches need not look again and again."""
        with self._changed:
            self._changed.wait_for(lambda: self._done or self._left or self._shown != shown, seconds)

    def _run(self) -> None:
        try:
            self._work(self)
        except Exception as error:  # told by whoever waits for the answer
            self.error = error
        finally:
            self._ended()
            with self._changed:
                self._done = True
                self._changed.notify_all()


class Answers:
    """The answers that are on their way in this process, one for each call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._going: dict[str, Answer] = {}

    def of(self, call: str, work: Callable[[Progress], None]) -> Answer:
        """The answer of this call: the one on its way, or a new one begun by `work`."""
        with self._lock:
            going = self._going.get(call)
            if going is None or going.left:
                going = self._going[call] = Answer(work, lambda: self._forget(call))
            return going

    def leave(self, call: str) -> None:
        """Nobody waits for the answer of this call any more."""
        with self._lock:
            going = self._going.pop(call, None)
        if going:
            going.leave()

    def _forget(self, call: str) -> None:
        with self._lock:
            going = self._going.get(call)
            if going is not None and not going.left:
                del self._going[call]
