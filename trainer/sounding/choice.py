"""How a person wants to hear customers and to speak to them."""

from __future__ import annotations

from pydantic import Field

from trainer.dialogue import Frozen


class VoiceChoice(Frozen):
    """`customer`: calls are heard; `line`, `ring`, `music`: the telephone's narrow sound, its ringing, the
    music on hold; `volume`: the ceiling in percent. `microphone`: the trainee may speak; `at_once`:
    recognised words are sent without being shown for correction."""

    customer: bool = True
    line: bool = True
    ring: bool = True
    music: bool = True
    volume: int = Field(default=100, ge=10, le=100)
    microphone: bool = False
    at_once: bool = False
