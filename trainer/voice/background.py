"""Work that nobody waits for: a short queue and a thread or two."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

log = logging.getLogger("trainer.voice")

Job = Callable[[], None]


class Background:
    """At most `waiting` jobs wait; a job that finds no room is dropped, because it will be done when it is
    needed. The threads begin with the first job and end with the process."""

    def __init__(self, threads: int = 1, waiting: int = 64) -> None:
        self._queue: queue.Queue[Job] = queue.Queue(waiting)
        self._threads, self._started = threads, 0
        self._lock = threading.Lock()

    def put(self, job: Job) -> bool:
        """Never waits. Whether the job was taken."""
        try:
            self._queue.put_nowait(job)
        except queue.Full:
            return False
        with self._lock:
            missing, self._started = self._threads - self._started, self._threads
        for _ in range(missing):
            threading.Thread(target=self._work, name="voice-ahead", daemon=True).start()
        return True

    def finished(self) -> None:
        """Waits until the queue is empty and nothing runs; for tests and measurements."""
        self._queue.join()

    def _work(self) -> None:
        while True:
            job = self._queue.get()
            try:
                job()
            except Exception:  # a thread that died would leave the queue full for good
                log.exception("rendering ahead failed")
            finally:
                self._queue.task_done()
