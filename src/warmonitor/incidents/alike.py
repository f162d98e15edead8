"""Sentences that say the same, among those of very many reports.

Each sentence is held as the numbers of its content words, one after the other in one array: a million of them
take some hundred megabytes. MinHash (Broder 1997) says which to hold against each other, band after band.
"""

from array import array
from collections.abc import Iterable, Iterator, Set
from datetime import date
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from warmonitor.incidents import settings

Bag = frozenset[str]
"""The content words of one sentence."""
Numbers = NDArray[np.int64]
_AT_ONCE = 100_000
"""Sentences, or pairs of them, that are looked at together."""
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)


def key_of(words: Bag) -> int:
    """A number of 64 bits; the same words give the same."""
    digest = blake2b("\n".join(sorted(words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


class Sentences:
    """The sentences of reports that are long enough to tell a copy by, packed; reports by their numbers."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._rows: dict[int, int] = {}
        self._keys = array("q")
        self._words = array("i")
        self._begin = array("q", [0])
        self._told = array("i")
        self._by = array("i")
        self._days = array("i")

    def add(self, day: date | None, bags: Iterable[Bag]) -> None:
        """Adds the next report: the day of the paper and its sentences, each once."""
        least = settings.family_rules().sentence_least
        report = len(self._days)
        self._days.append(day.toordinal() if day else 0)
        for row in {self._row(bag) for bag in bags if len(bag) >= least}:
            self._told.append(row)
            self._by.append(report)

    def _row(self, bag: Bag) -> int:
        key = key_of(bag)
        row = self._rows.setdefault(key, len(self._keys))
        if row == len(self._keys):
            self._keys.append(key)
            known = self._vocabulary
            self._words.extend(sorted(known.setdefault(word, len(known)) for word in bag))
            self._begin.append(len(self._words))
        return row

    def met(self, common: Set[int]) -> Iterator[tuple[int, int, set[int]]]:
        """Pairs of reports within the window of days, lesser number first, with the keys of the sentences of
        either that the other has too, in the same or in like words.

        Args:
            common: keys of sentences that tell nothing, besides those that too many of these reports have.
        """
        found = [self._alike_in(band, self._uncommon(common)) for band in self.bands()]
        if not found:
            return
        alike = np.unique(np.concatenate(found), axis=0)
        cuts = np.flatnonzero(np.any(alike[1:, :2] != alike[:-1, :2], axis=1)) + 1
        keys = np.frombuffer(self._keys, np.int64)
        for pair in np.split(alike, cuts) if len(alike) else ():
            yield int(pair[0, 0]), int(pair[0, 1]), set(keys[pair[:, 2:].ravel()].tolist())

    def _uncommon(self, common: Set[int]) -> Numbers:
        """The tellings of sentences that few reports tell."""
        told = np.frombuffer(self._told, np.int32)
        few = np.bincount(told, minlength=len(self._keys)) <= settings.family_rules().common_sentence
        few[[row for key in common if (row := self._rows.get(key)) is not None]] = False
        return np.flatnonzero(few[told])

    def bands(self) -> Iterator[NDArray[np.uint64]]:
        """For each band of the sentences' MinHash what stands in it, sentence by sentence as first told."""
        if not self._keys:
            return
        rules = settings.family_rules()
        of_words = _sketches(self._vocabulary)
        words, begin = np.frombuffer(self._words, np.int32), np.frombuffer(self._begin, np.int64)
        for start in range(0, rules.permutations, rules.rows):
            here = np.ascontiguousarray(of_words[:, start : start + rules.rows])
            yield np.concatenate(
                [
                    _mixed(
                        np.minimum.reduceat(
                            here[words[begin[one] : begin[other]]], begin[one:other] - begin[one]
                        )
                    )
                    for one, other in _pieces(len(self._keys))
                ]
            )

    def _alike_in(self, band: NDArray[np.uint64], tellings: Numbers) -> Numbers:
        """Rows of two reports and a sentence of each that share this band and most words."""
        told, by, days = (np.frombuffer(one, np.int32) for one in (self._told, self._by, self._days))
        order = tellings[np.lexsort((days[by[tellings]], band[told[tellings]]))]
        values, issued = band[told[order]], days[by[order]]
        window = settings.family_rules().window_days
        found = [np.empty((0, 4), np.int32)]
        # Each with the next of its group, then with the next but one, …; those without a day come first.
        here, step = np.arange(len(order)), 1
        while len(here := here[here + step < len(order)]):
            there = here + step
            near = (issued[there] - issued[here] <= window) | (issued[here] == 0)
            here = here[near & (values[here] == values[there])]
            one, other = order[here], order[here + step]
            one, other = np.where(by[one] < by[other], (one, other), (other, one))
            kept = self._like(told[one], told[other]) & (by[one] != by[other])
            one, other = one[kept], other[kept]
            found.append(np.stack([by[one], by[other], told[one], told[other]], axis=1))
            step += 1
        return np.concatenate(found)

    def _like(self, one: Numbers, other: Numbers) -> NDArray[np.bool_]:
        """Whether pairs of sentences share enough of all their words (Jaccard)."""
        begin = np.frombuffer(self._begin, np.int64)
        sizes = np.diff(begin)
        like: NDArray[np.bool_] = one == other
        likeness = settings.family_rules().sentence_likeness
        # Two of unlike lengths cannot share enough.
        asked = np.flatnonzero(
            ~like & (np.minimum(sizes[one], sizes[other]) >= likeness * np.maximum(sizes[one], sizes[other]))
        )
        for first, last in _pieces(len(asked)):
            some = asked[first:last]
            shared = self._shared(one[some], other[some])
            like[some] = shared / (sizes[one[some]] + sizes[other[some]] - shared) >= likeness
        return like

    def _shared(self, one: Numbers, other: Numbers) -> Numbers:
        """How many words each pair shares."""
        ours, theirs = self._numbered(one), self._numbered(other)
        at = np.searchsorted(ours, theirs)
        at[at == len(ours)] = 0
        same = ours[at] == theirs
        return np.bincount(theirs[same] // len(self._vocabulary), minlength=len(one))

    def _numbered(self, rows: Numbers) -> Numbers:
        """The words of sentences, each with the number of the sentence in it; in ascending order."""
        begin = np.frombuffer(self._begin, np.int64)
        sizes = begin[rows + 1] - begin[rows]
        owner = np.repeat(np.arange(len(rows)), sizes)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        words = np.frombuffer(self._words, np.int32)[begin[rows][owner] + within]
        numbered: Numbers = owner * len(self._vocabulary) + words
        return numbered


def _sketches(words: Iterable[str]) -> NDArray[np.uint32]:
    """The MinHash of each word; that of a sentence is the least of its words'."""
    from datasketch import MinHash  # noqa: PLC0415  (it brings scipy: who only tells reports needs neither)

    encoded = [[word.encode()] for word in words]
    found = np.empty((len(encoded), settings.family_rules().permutations), np.uint32)
    for row, sketch in enumerate(MinHash.generator(encoded, num_perm=found.shape[1], seed=1)):
        found[row] = sketch.hashvalues
    return found


def _mixed(values: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The values of a band as one number each."""
    mixed: NDArray[np.uint64] = (values.astype(np.uint64) * _MIX[: values.shape[1]]).sum(
        axis=1, dtype=np.uint64
    )
    return mixed ^ (mixed >> np.uint64(29))


def _pieces(total: int) -> Iterator[tuple[int, int]]:
    return ((start, min(start + _AT_ONCE, total)) for start in range(0, total, _AT_ONCE))
