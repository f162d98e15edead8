"""Inputs cut into portions of work, which any worker can read by itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from warmonitor.reading import Reading, ReadingOptions, Unread, read
from warmonitor.reading.nouns import WHOLE, Share
from warmonitor.reading.sources import STDIN, Source, sources

LARGEST = 2_000_000
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


def portions(paths: Iterable[str | Path], workers: int) -> list[Portion]:
    """All inputs as portions, in order; enough of them to keep the workers busy to the end.

    What stands at no path (an address, a pattern that matches nothing) is a portion too, so that reading it
    says what is wrong with it.
    """
    found = [one for path in paths for one in _laid_out(str(path))]
    largest = min(LARGEST, max(SMALLEST, sum(size for _, size in found) // (_A_WORKER * workers)))
    made: list[Portion] = []
    waiting: list[str] = []
    held = 0
    for path, size in found:
        is_list = path.lower().endswith(_LISTS) and size > largest
        if waiting and (is_list or held >= largest or len(waiting) == _MOST_FILES):
            made += _group(waiting)
            waiting, held = [], 0
        if is_list:
            parts = -(-size // (largest * workers)) * workers
            made += (Portion((path,), Share(part, parts)) for part in range(parts))
        else:
            waiting.append(path)
            held += size
    return [*made, *_group(waiting)]


def _group(paths: Sequence[str]) -> list[Portion]:
    return [Portion(tuple(paths))] if paths else []


def _laid_out(path: str) -> Iterator[tuple[str, int]]:
    for source in sources([path]):
        yield (source.path, source.size) if isinstance(source, Source) else (path, 0)


def readings(portion: Portion, options: ReadingOptions) -> Iterator[Reading | Unread]:
    """The reports of a portion, named as if the inputs were read whole."""
    return read(portion.paths, replace(options, share=portion.share))


def is_standard_input(portion: Portion) -> bool:
    """Whether only the first process can read it."""
    return STDIN in portion.paths
