"""The door: from paths to reports, one after the other, each failure named and passed."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from warmonitor.reading import items
from warmonitor.reading.draft import Draft, Origin, reading_of
from warmonitor.reading.kinds import kind_of
from warmonitor.reading.nouns import Reading, ReadingOptions, RefusedError, Unread
from warmonitor.reading.page import read_page
from warmonitor.reading.plain import read_plain
from warmonitor.reading.sources import STDIN, Source, sources
from warmonitor.reading.stream import Stream

_Reader = Callable[[bytes, ReadingOptions], Draft]


def read(paths: Iterable[str | Path], options: ReadingOptions) -> Iterator[Reading | Unread]:
    """Reads every input under the paths, in order, holding one report at a time.

    A path is a file, a folder (with all below it, sorted, hidden files passed over), a pattern, or "-" for
    standard input. What cannot be read comes as an `Unread` with its reason and costs nothing but itself;
    nothing is raised for an input's sake.
    """
    for source in sources(paths):
        if isinstance(source, Unread):
            yield source
        else:
            yield from _read_source(source, options)


def size_of(paths: Iterable[str | Path]) -> int:
    """How many bytes of input the paths hold, for a progress bar; standard input counts as none."""
    return sum(source.size for source in sources(paths) if isinstance(source, Source))


def _read_source(source: Source, options: ReadingOptions) -> Iterator[Reading | Unread]:
    """All reports of one file; when it fails as a whole, the bytes left of it count as gone through."""
    told = 0
    try:
        for result in _results(source, options):
            told += result.consumed
            yield result
    except RefusedError as refused:
        left = max(source.size - told, 0)
        yield Unread(path=source.label, reason=refused.reason, mend=refused.mend, consumed=left)


def _results(source: Source, options: ReadingOptions) -> Iterator[Reading | Unread]:
    file = source.open()
    try:
        stream = Stream(file, options.limits)
        kind = kind_of(stream.head, source.name)
        origin = Origin(source.label, source.stem)
        if kind == "lines":
            yield from _listed(items.lines(stream), origin, options, stream)
        elif kind == "json":
            yield from _listed(items.elements(stream.rest()), origin, options, stream)
        else:
            reader: _Reader = read_page if kind == "page" else read_plain
            yield reading_of(reader(stream.rest(), options), origin, options, stream.consumed())
    finally:
        if source.path != STDIN:
            file.close()


def _listed(
    raws: Iterable[bytes | RefusedError], origin: Origin, options: ReadingOptions, stream: Stream
) -> Iterator[Reading | Unread]:
    """The reports of a list, each named by its number in it."""
    for number, raw in enumerate(raws, 1):
        item = Origin(f"{origin.path}#{number}", origin.stem)
        consumed = stream.consumed()
        try:
            if isinstance(raw, RefusedError):
                raise raw
            yield reading_of(items.read_item(raw, options), item, options, consumed)
        except RefusedError as refused:
            yield Unread(path=item.path, reason=refused.reason, mend=refused.mend, consumed=consumed)
