"""Python's collector of garbage: as it is set at first, it pauses the program several times in a reading."""

from __future__ import annotations

import gc

_OFTEN = 10_000
"""New objects after which the collector looks through the young ones; Python begins with 700. A reading
makes some thousands, nearly all of which die by themselves."""


def let_rest() -> None:
    """What is loaded by now stays for good and need not be looked through again; what comes is looked
    through less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OFTEN, *gc.get_threshold()[1:])
