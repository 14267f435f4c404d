"""Speaks for the customer: phrase by phrase, from the cache where it can, and never in anybody's way."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from trainer.speech import SpeechStyle
from trainer.voice import phone, rendering, shaping
from trainer.voice.background import Background
from trainer.voice.cache import SoundCache, key_of
from trainer.voice.engine import Engine, VoiceFailed
from trainer.voice.rendering import Sounds
from trainer.voice.sound import Clip, clip_of, frames_of, wav_of
from trainer.voice.spoken_text import Phrase, phrases

log = logging.getLogger("trainer.voice")

REST = 60.0
"""Seconds for which an engine that failed is left alone."""
_LISTENERS = 1_000
"""Of so many listeners it is remembered what they were told."""
ALL_ON = Sounds()
_NONE_WORKS = "音声が使えません。文字だけで続けられます。(音声の設定 TRAINER_VOICE を確かめてください)"


class Speaker:
    """A customer's voice by the first of `engines` that works; () is silence. `problem` is what is wrong
    from the start, in Japanese, or ""."""

    def __init__(
        self,
        engines: Sequence[Engine],
        cache: SoundCache,
        sounds: Sounds = ALL_ON,
        *,
        problem: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.sounds = sounds
        self._engines, self._cache, self._clock = tuple(engines), cache, clock
        self._background = Background()
        self._lock = threading.Lock()
        self._rested_until: dict[str, float] = {}
        self._standing, self._problem = problem, problem
        self._told: dict[str, str] = {}

    @property
    def silent(self) -> bool:
        """Whether there is no engine at all: the pages need no player."""
        return not self._engines

    def clips(self, text: str, style: SpeechStyle) -> Iterator[Clip]:
        """The phrases of a text, each with its pause, as soon as each is ready. A phrase that no engine can
        speak is left out."""
        said = phrases(text) if self._engines else ()
        for number, phrase in enumerate(said, 1):
            clip = self._clip(phrase, style, last=number == len(said))
            if clip and clip.seconds:
                yield clip

    def whole(self, text: str, style: SpeechStyle) -> Clip | None:
        """All phrases as one clip; None where there is nothing to hear."""
        return _joined(list(self.clips(text, style)))

    def ahead(self, text: str, style: SpeechStyle) -> bool:
        """Renders a text in the background, so that `clips` finds it ready. Never waits; False when so much
        is queued already that this text has to wait for its turn."""
        return bool(self._engines) and self._background.put(partial(self._render_all, text, style))

    def warm(self) -> None:
        """Loads the engine in the background, so that no first sound waits for it (1 s)."""
        if self._engines:
            self._background.put(partial(self._load, self._engines[0]))

    def settle(self) -> None:
        """Waits until everything asked for by `ahead` is done; for tests and measurements."""
        self._background.finished()

    def ringing(self, times: int = 2) -> Clip | None:
        """What is heard before the first words; None where it is switched off."""
        if self.silent or not self.sounds.ring:
            return None
        return clip_of(rendering.phone_sound(phone.ringing(times), self.sounds))

    def hold_music(self) -> Clip | None:
        """One round, to be repeated while on hold; None where it is switched off."""
        if self.silent or not self.sounds.music:
            return None
        return clip_of(rendering.phone_sound(phone.hold_music(), self.sounds))

    def notice(self, listener: str) -> str:
        """What this listener has to know about the voice, in Japanese; once until it changes, then ""."""
        with self._lock:
            if self._told.get(listener, "") == self._problem:
                return ""
            while len(self._told) >= _LISTENERS:
                del self._told[next(iter(self._told))]
            self._told[listener] = self._problem
            return self._problem

    def _render_all(self, text: str, style: SpeechStyle) -> None:
        for _ in self.clips(text, style):
            pass

    def _load(self, engine: Engine) -> None:
        import scipy.signal  # noqa: F401  # what shaping imports at the first phrase

        try:
            engine.warm()
        except VoiceFailed as failed:
            self._failed(engine, failed)

    def _clip(self, phrase: Phrase, style: SpeechStyle, *, last: bool) -> Clip | None:
        pause = 0.0 if last else style.stop if phrase.full else style.comma
        for engine in self._rested():
            try:
                clip = self._clip_by(engine, phrase, style, pause)
            except VoiceFailed as failed:
                self._failed(engine, failed)
                continue
            self._spoke(engine)
            return clip
        return None

    def _clip_by(self, engine: Engine, phrase: Phrase, style: SpeechStyle, pause: float) -> Clip:
        made_from = (
            engine.version(), str(shaping.VERSION), phrase.text, str(phrase.question), f"{pause:.3f}",
            style.model_dump_json(), str(self.sounds.line), str(self.sounds.loudest),
        )  # fmt: skip
        make = partial(rendering.heard, engine, phrase, style, pause, self.sounds)
        return clip_of(self._cache.get_or_make(key_of(*made_from), make), phrase.text)

    def _rested(self) -> list[Engine]:
        """The engines to try, in order."""
        now = self._clock()
        with self._lock:
            return [e for e in self._engines if self._rested_until.get(e.title, now) <= now]

    def _failed(self, engine: Engine, failed: VoiceFailed) -> None:
        log.warning("%s", failed, exc_info=failed.__cause__)
        if failed.lasting:
            with self._lock:
                self._rested_until[engine.title] = self._clock() + REST
                self._problem = _NONE_WORKS

    def _spoke(self, engine: Engine) -> None:
        with self._lock:
            self._rested_until.pop(engine.title, None)
            first = self._engines[0].title
            if first in self._rested_until:
                self._problem = f"{first} が使えないため、{engine.title} の声で続けます。"
            else:
                self._problem = self._standing


def _joined(clips: Sequence[Clip]) -> Clip | None:
    """One clip of many that were rendered alike."""
    if not clips:
        return None
    pieces = [frames_of(clip.wav) for clip in clips]
    # An engine that failed in the middle was followed by another one: all speak at the same rate.
    frames, rate = b"".join(piece for piece, _ in pieces), pieces[0][1]
    return Clip(wav_of(frames, rate), len(frames) / 2 / rate, "、".join(clip.text for clip in clips))
