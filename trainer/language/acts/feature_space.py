"""From named features to rows and values of a matrix, for many samples at once.

A feature is known by a 64-bit hash of its group and name. Hashes of all features of an utterance
are worked out and looked up together by numpy: a dictionary of the 276,000 names would take 70 MB
and a third of a second to load, and a look-up in it for every feature most of the reading time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]
Indices = NDArray[np.int64]
Sample = Mapping[str, Sequence[str]]
"""Group -> names of the features met, each once."""

_FACTOR = 0x9E3779B97F4A7C15  # odd, no pattern in its bits
_LONGEST = 256  # letters, a power of two; in longer names the factors come again from the first
_END = "\0"  # of a name; normalise() leaves none in a text
_PLACES = np.cumprod(np.full(_LONGEST, _FACTOR, dtype=np.uint64))
_AT_ONCE = 1 << 14  # letters of which the factors are kept
_ALONG = np.cumprod(np.full(_AT_ONCE, _FACTOR, dtype=np.uint64))
_BACK = np.cumprod(np.full(_AT_ONCE, pow(_FACTOR, -1, 1 << 64), dtype=np.uint64)) * np.uint64(_FACTOR)
_MOST_BITS = 17  # of a key, by which its bucket is found


@dataclass(frozen=True)
class Weighed:
    """The known features of some samples, one after another. `rows`, `values` and `groups` (number of
    the group) run along them; `known`: their places in `names`, which has the unknown ones as well;
    `spans`: [first, last) of each sample."""

    names: Sequence[str]
    known: Indices
    rows: Indices
    values: Floats
    groups: Indices
    spans: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Space:
    """All features that a model knows. `groups` with their lengths `scales`; `keys`: (rows,) hashes in
    ascending order, `idf`: (rows,) inverse document frequencies, in whole or half precision."""

    groups: tuple[str, ...]
    scales: Floats
    keys: Keys
    idf: NDArray[np.floating]

    def weigh(self, samples: Sequence[Sample]) -> Weighed:
        """Rows and values of the known features; each group of a sample has length `scale`."""
        parts = [sample.get(group, ()) for sample in samples for group in self.groups]
        names = list(chain.from_iterable(parts))
        part_of = np.arange(len(parts)).repeat(list(map(len, parts)))
        groups = part_of % len(self.groups)
        rows = self._rows(keys_of(names, groups))
        known = (rows >= 0).nonzero()[0]
        rows, part_of, groups = rows.take(known), part_of.take(known), groups.take(known)
        bounds = part_of.searchsorted(np.arange(0, len(parts) + 1, len(self.groups))).tolist()
        spans = list(zip(bounds, bounds[1:], strict=False))
        return Weighed(names, known, rows, self._values(rows, part_of, groups), groups, spans)

    def _values(self, rows: Indices, part_of: Indices, groups: Indices) -> Floats:
        values = np.asarray(self.idf.take(rows), dtype=np.float32)
        if not len(rows):
            return values
        begins = np.empty(len(rows), dtype=np.bool_)
        begins[0] = True
        np.not_equal(part_of[1:], part_of[:-1], out=begins[1:])
        starts = begins.nonzero()[0]
        factors = self.scales[groups[starts]] / np.sqrt(np.add.reduceat(values * values, starts))
        return np.asarray(values * factors.take(begins.cumsum() - 1), dtype=np.float32)

    def _rows(self, asked: Keys) -> Indices:
        """The row of each key, -1 where it is unknown."""
        if not len(self.keys):
            return np.full(len(asked), -1, dtype=np.int64)
        within = np.minimum(asked, self.keys[-1])  # so that the search ends at the last key
        at = self._begins.take((within >> np.uint64(64 - self._bits)).view(np.int64)).astype(np.int64)
        behind = (self.keys.take(at) < within).nonzero()[0]
        while behind.size:
            at[behind] += 1
            behind = behind[self.keys.take(at[behind]) < within[behind]]
        return np.where(self.keys.take(at) == asked, at, -1)

    @cached_property
    def _bits(self) -> int:
        return min(_MOST_BITS, len(self.keys).bit_length())

    @cached_property
    def _begins(self) -> NDArray[np.int32]:
        """Where the keys begin whose first bits are 0, 1, 2 …: hardly more than one has the same."""
        first = (self.keys >> np.uint64(64 - self._bits)).view(np.int64)
        counts = np.bincount(first, minlength=1 << self._bits)
        return (counts.cumsum() - counts).astype(np.int32)


def keys_of(names: Sequence[str], groups: Indices) -> Keys:
    """A hash of each name, another one in each group; the same on every machine."""
    if not names:
        return np.zeros(0, dtype=np.uint64)
    text = _END.join(names) + _END
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    starts = np.zeros(len(names) + 1, dtype=np.int64)
    starts[1:] = (letters == 0).nonzero()[0] + 1
    sums = _sums(letters, starts[:-1], int((starts[1:] - starts[:-1]).max()))
    sums += (groups.astype(np.uint64) + np.uint64(1)) * np.uint64(_FACTOR >> 7 | 1)
    return _mixed(sums)


def _sums(letters: NDArray[np.uint32], starts: Indices, longest: int) -> Keys:
    """Of each name the sum of its letters, each times the factor of its place.

    All factors are powers of one number: where they go on from name to name instead of beginning anew,
    the sum is divided by the power at which the name begins."""
    if len(letters) <= _AT_ONCE and longest <= _LONGEST:
        factors, begins = _ALONG[: len(letters)], _BACK[starts]
        return np.asarray(np.add.reduceat(letters * factors, starts) * begins, dtype=np.uint64)
    places = np.arange(len(letters)) - np.repeat(starts, np.diff(starts, append=len(letters)))
    return np.asarray(np.add.reduceat(letters * _PLACES[places & (_LONGEST - 1)], starts), dtype=np.uint64)


def _mixed(keys: Keys) -> Keys:
    """Spreads every bit over all others, so that the first bits are good to sort by."""
    keys ^= keys >> np.uint64(32)
    keys *= np.uint64(_FACTOR)
    keys ^= keys >> np.uint64(29)
    keys *= np.uint64(_FACTOR)
    keys ^= keys >> np.uint64(32)
    return keys
