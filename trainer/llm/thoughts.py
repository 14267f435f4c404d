"""Takes a reasoning model's thoughts out of its words while they arrive."""

from __future__ import annotations

_OPENING = ("<think>", "<thinking>")
_CLOSING = ("</think>", "</thinking>")


class Thoughts:
    """Feed deltas, get what may be seen.

    `unfinished`: a thought is still open. `stray`: a thought ended that never began, so what was given
    out before it was a thought."""

    def __init__(self) -> None:
        self.unfinished = False
        self.stray = False
        self._held = ""

    def feed(self, delta: str) -> str:
        """Visible part of all that came so far and was not given out yet. The beginning of what may
        become a tag is held back."""
        text, seen = self._held + delta, ""
        while found := self._first(text):
            at, tag = found
            if not self.unfinished:
                seen += text[:at]
                self.stray = self.stray or tag in _CLOSING
            self.unfinished = tag in _OPENING
            text = text[at + len(tag) :]
        keep = _half_tag(text)
        self._held = text[len(text) - keep :]
        return seen if self.unfinished else seen + text[: len(text) - keep]

    def end(self) -> str:
        """What was held back and is no tag after all."""
        held, self._held = self._held, ""
        return "" if self.unfinished else held

    def _first(self, text: str) -> tuple[int, str] | None:
        tags = _CLOSING if self.unfinished else _OPENING + _CLOSING
        return min(((text.index(tag), tag) for tag in tags if tag in text), default=None)


def _half_tag(text: str) -> int:
    """Length of the longest end of `text` that a tag begins with."""
    tail = text[-max(map(len, _OPENING + _CLOSING)) :]
    ends = (tail[i:] for i in range(len(tail)))
    return next((len(end) for end in ends if any(t.startswith(end) for t in _OPENING + _CLOSING)), 0)
