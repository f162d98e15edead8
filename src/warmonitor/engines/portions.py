"""Inputs cut into portions of work, which any worker can read by itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from warmonitor.reading import Reading, ReadingOptions, Unread, read
from warmonitor.reading.cutting import cut
from warmonitor.reading.nouns import WHOLE, Limits, Share
from warmonitor.reading.sources import STDIN, Source, sources

LARGEST = 500_000
"""Bytes of input that one portion has at most, where its files can be cut."""
SMALLEST = 50_000
"""And has at least, where there are enough: fewer reports than a batch of the parser cost more each."""
_A_WORKER = 16
"""Portions for each worker, where none is larger or smaller than that: the last one may find others idle."""
_MOST_FILES = 256
_LISTS = (".jsonl", ".ndjson", ".parquet", ".warc", ".jsonl.gz", ".ndjson.gz", ".warc.gz", ".csv")


@dataclass(frozen=True, slots=True)
class Portion:
    """Files to read, or one share of one list of reports."""

    paths: tuple[str, ...]
    share: Share = WHOLE


@dataclass(frozen=True, slots=True)
class Large:
    """A list that is too large for one portion, and how large portions are to be."""

    source: Source
    largest: int
    workers: int

    def portions(self, limits: Limits) -> list[Portion]:
        """Its slices, read once to find them; where there are none, shares by the number of the report, for
        each of which all of it is read.
        """
        shares = cut(self.source, self.largest, limits)
        shares = shares or [Share(part, self.parts) for part in range(self.parts)]
        return [Portion((self.source.path,), share) for share in shares]

    @property
    def parts(self) -> int:
        """How many portions it has, or a little more."""
        return -(-self.source.size // (self.largest * self.workers)) * self.workers


def portions(paths: Iterable[str | Path], workers: int, limits: Limits) -> list[Portion]:
    """All inputs as portions, in order; enough of them to keep the workers busy to the end."""
    return [
        portion
        for one in work_of(paths, workers)
        for portion in (one.portions(limits) if isinstance(one, Large) else [one])
    ]


def work_of(paths: Iterable[str | Path], workers: int) -> list[Portion | Large]:
    """All inputs, in order, before large lists are cut.

    What stands at no path (an address, a pattern that matches nothing) is a portion too, so that reading it
    says what is wrong with it.
    """
    found = [(str(path), one) for path in paths for one in sources([path])]
    total = sum(one.size for _, one in found if isinstance(one, Source))
    largest = min(LARGEST, max(SMALLEST, total // (_A_WORKER * workers)))
    made: list[Portion | Large] = []
    waiting: list[str] = []
    held = 0
    for path, one in found:
        size = one.size if isinstance(one, Source) else 0
        is_list = isinstance(one, Source) and one.label.lower().endswith(_LISTS) and size > largest
        if waiting and (is_list or held >= largest or len(waiting) == _MOST_FILES):
            made += _group(waiting)
            waiting, held = [], 0
        if isinstance(one, Source) and is_list:
            made.append(Large(one, largest, workers))
        else:
            waiting.append(one.path if isinstance(one, Source) else path)
            held += size
    return [*made, *_group(waiting)]


def _group(paths: Sequence[str]) -> list[Portion]:
    return [Portion(tuple(paths))] if paths else []


def readings(portion: Portion, options: ReadingOptions) -> Iterator[Reading | Unread]:
    """The reports of a portion, named as if the inputs were read whole."""
    return read(portion.paths, replace(options, share=portion.share))


def is_standard_input(portion: Portion) -> bool:
    """Whether only the first process can read it."""
    return STDIN in portion.paths
