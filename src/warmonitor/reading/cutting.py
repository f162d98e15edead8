"""Large lists cut into slices, each of which can be read without what stands before it."""

from collections.abc import Callable, Iterator, Mapping

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from warmonitor.reading.items import lines_of
from warmonitor.reading.kinds import kind_of
from warmonitor.reading.nouns import Limits, RefusedError, Share
from warmonitor.reading.sources import Source
from warmonitor.reading.stream import Stream

Border = tuple[int, int, int]
"""Where one may cut: byte or row group there, the number of the report that follows, bytes up to there."""


def cut(source: Source, size: int, limits: Limits) -> list[Share]:
    """Slices of some `size` bytes of JSON Lines, a web archive or a Parquet table, in order.

    It is gone through once, and nothing in it is read. None come of what cannot be cut: other kinds, lists
    packed as a whole, a table of one row group, and what is damaged.
    """
    try:
        with source.open() as file:
            stream = Stream(file, limits)
            borders = _BORDERS.get(kind_of(stream.head, source.name))
            slices = list(_slices(borders(stream), size)) if borders is not None else []
    except (RefusedError, OSError, ArchiveLoadFailed, ValueError, KeyError):
        return []
    return slices if len(slices) > 1 else []


def _slices(borders: Iterator[Border], size: int) -> Iterator[Share]:
    start, first, behind = 0, 1, 0
    here = (0, 1, 0)
    for here in borders:
        if here[2] - behind >= size:
            yield Share(start=start, end=here[0], first=first)
            start, first, behind = here
    if here[0] > start:
        yield Share(start=start, end=here[0], first=first)


def _between_lines(stream: Stream) -> Iterator[Border]:
    if stream.packed:
        return
    place = 0
    for number, _ in enumerate(lines_of(stream), 2):
        place += stream.consumed()
        yield place, number, place
    yield place + stream.consumed(), 0, place


def _between_records(stream: Stream) -> Iterator[Border]:
    file = stream.whole_as_it_is()
    archive = ArchiveIterator(file)
    for number, _ in enumerate(archive, 1):
        yield archive.get_record_offset(), number, archive.get_record_offset()
    yield file.tell(), 0, file.tell()


def _between_groups(stream: Stream) -> Iterator[Border]:
    from pyarrow import parquet  # noqa: PLC0415  (a heavy import that few inputs need)

    told = parquet.ParquetFile(stream.whole()).metadata
    rows = size = 0
    for group in range(told.num_row_groups):
        rows += told.row_group(group).num_rows
        size += told.row_group(group).total_byte_size
        yield group + 1, rows + 1, size


_BORDERS: Mapping[str, Callable[[Stream], Iterator[Border]]] = {
    "lines": _between_lines,
    "warc": _between_records,
    "parquet": _between_groups,
}
