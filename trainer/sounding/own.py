"""The trainee's own voice: kept with the turn it belongs to, written down, measured, removed.

Only its owner hears or sees anything of it. A recording is stored before its words are known: as the turn
that is still to come, so that neither a reload nor a deaf recogniser loses it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from trainer.acoustics.wav import RATE, decode
from trainer.attempt import Attempt, CustomerSaid, OperatorSaid
from trainer.errors import Conflict, NotFound
from trainer.mood import Mood
from trainer.person import Person
from trainer.practice import Practice
from trainer.prosody import Measures, Spoken, measure
from trainer.store.recordings import Kept, Recording, RecordingStore
from trainer.voice.sound import pcm, wav_of
from trainer.voice.transcription import Transcriber

DAY = 86_400.0


@dataclass
class OwnVoice:
    """`clock` gives seconds since the epoch; sound is kept for `days`."""

    store: RecordingStore
    practice: Practice
    transcriber: Transcriber
    clock: Callable[[], float]
    days: float
    _purged_at: float = field(default=float("-inf"), init=False)

    # ------------------------------------------------------------ during the call

    def keep(self, actor: Person, attempt_id: str, data: bytes) -> None:
        """Keeps a WAV file as what is said next, in place of one that was not sent. Raises InvalidInput
        with what to do, Conflict, NotFound, StoreUnavailable."""
        attempt = self.practice.attempt(actor, attempt_id)
        if attempt.ended:
            raise Conflict("この通話はもう終わっています。結果の画面をご覧ください。")
        sound = decode(data)
        self.purge_daily()
        self.store.save_recording(
            Recording(
                attempt=attempt.id,
                turn=attempt.turns + 1,
                person=actor.id,
                at=self.clock(),
                seconds=sound.seconds,
                wav=wav_of(pcm(sound.samples.astype("float64")), RATE),
            )
        )

    def waits(self, actor: Person, attempt: Attempt) -> bool:
        """Whether a recording waits for its words."""
        return self.store.has_recording(attempt.id, actor.id, attempt.turns + 1)

    def words(self, actor: Person, attempt_id: str) -> str:
        """What was said in the recording that waits, by the recogniser. Raises NotHeard, NotFound."""
        attempt = self.practice.attempt(actor, attempt_id)
        waiting = [r for r in self.store.recordings(attempt_id, actor.id) if r.turn == attempt.turns + 1]
        if not waiting:
            raise NotFound("録音がありません。もう一度話してください。")
        return self.transcriber.text(waiting[0].wav)

    def discard(self, actor: Person, attempt_id: str) -> None:
        """Removes the recording that waits."""
        attempt = self.practice.attempt(actor, attempt_id)
        self.store.delete_recording(attempt_id, actor.id, attempt.turns + 1)

    # ------------------------------------------------------------ afterwards

    def recordings(self, actor: Person, attempt: Attempt) -> list[Recording]:
        """Of what was really sent, by turn; without sound where its time is over."""
        self.purge_daily()
        said, oldest = {e.turn for e in attempt.operator}, self._oldest()
        kept = (r for r in self.store.recordings(attempt.id, actor.id) if r.turn in said)
        return [r if r.at >= oldest else replace(r, wav=b"") for r in kept]

    def spoken(self, actor: Person, attempt: Attempt) -> list[Spoken]:
        """The measures of each recorded turn with the mood it answered; measured once, then kept."""
        words = {e.turn: e.text for e in attempt.operator}
        moods = answered(attempt)
        found = []
        for recording in self.recordings(actor, attempt):
            measures = self._measured(recording, words[recording.turn])
            if measures is not None:
                found.append(Spoken(recording.turn, moods[recording.turn].band, measures))
        return found

    def _measured(self, recording: Recording, words: str) -> Measures | None:
        if recording.measures:
            return Measures.model_validate_json(recording.measures)
        if not recording.wav:  # its time was over before anybody looked
            return None
        measures = measure(decode(recording.wav), words)
        self.store.save_measures(recording.attempt, recording.turn, measures.model_dump_json())
        return measures

    def kept(self, actor: Person) -> Kept:
        return self.store.kept_of(actor.id)

    def delete(self, actor: Person, attempt_id: str, turn: int) -> None:
        """One recording with its measures; somebody else's stays."""
        self.store.delete_recording(attempt_id, actor.id, turn)

    def delete_all(self, actor: Person) -> int:
        return self.store.delete_recordings(actor.id)

    # ------------------------------------------------------------ retention

    def purge(self) -> int:
        """Removes the sound whose time is over; how many."""
        self._purged_at = self.clock()
        return self.store.silence_before(self._oldest())

    def purge_daily(self) -> None:
        """At the first use of each day. What is due is not shown before either."""
        if self.clock() - self._purged_at >= DAY:
            self.purge()

    def _oldest(self) -> float:
        return self.clock() - self.days * DAY


def answered(attempt: Attempt) -> dict[int, Mood]:
    """By operator turn: the customer's mood before it. The customer speaks first."""
    mood, found = attempt.customer[0].mood, {}
    for event in attempt.events:
        if isinstance(event, CustomerSaid):
            mood = event.mood
        elif isinstance(event, OperatorSaid):
            found[event.turn] = mood
    return found
