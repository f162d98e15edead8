"""Inputs cut into portions of work, which any worker can read by itself."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pyarrow.parquet as pq

from warmonitor.reading import Reading, ReadingOptions, Unread, read
from warmonitor.reading.draft import Origin, reading_of
from warmonitor.reading.items import lines, read_item
from warmonitor.reading.nouns import RefusedError
from warmonitor.reading.sources import STDIN, Source, sources
from warmonitor.reading.stream import Stream

LARGEST = 2_000_000
"""Bytes of input that one portion has at most, where its files can be cut."""
SMALLEST = 100_000
_MOST_FILES = 256
_LISTS = (".jsonl", ".ndjson")
_TURN = 16
"""Items of a list that go to one slice before the next one's turn: what is told together stays together."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Files to read, or one slice of a list of reports: of `slices`, the one numbered `slice` from 0."""

    paths: tuple[str, ...]
    slice: int = 0
    slices: int = 1


def portions(paths: Iterable[str | Path], workers: int) -> list[Portion]:
    """All inputs as portions, in order; enough of them to keep the workers busy to the end.

    What stands at no path (an address, a pattern that matches nothing) is a portion too, so that reading it
    says what is wrong with it.
    """
    found = [one for path in paths for one in _laid_out(str(path))]
    whole = sum(size for _, size in found)
    largest = min(LARGEST, max(SMALLEST, whole // (8 * workers)))
    made: list[Portion] = []
    waiting: list[str] = []
    held = 0
    for path, size in found:
        if path.endswith((*_LISTS, ".parquet")) and size > largest:
            made += _group(waiting)
            slices = -(-size // largest)
            made += (Portion((path,), number, slices) for number in range(slices))
            waiting, held = [], 0
            continue
        waiting.append(path)
        held += size
        if held >= largest or len(waiting) == _MOST_FILES:
            made += _group(waiting)
            waiting, held = [], 0
    return [*made, *_group(waiting)]


def _group(paths: Sequence[str]) -> list[Portion]:
    return [Portion(tuple(paths))] if paths else []


def _laid_out(path: str) -> Iterator[tuple[str, int]]:
    if path.startswith("s3://"):
        yield from _stored(path)
        return
    for source in sources([path]):
        yield (source.path, source.size) if isinstance(source, Source) else (path, 0)


def _stored(address: str) -> Iterator[tuple[str, int]]:
    """The objects of a store under an address."""
    from pyarrow import fs  # noqa: PLC0415  (only who reads from a store pays for it)

    system, root = fs.FileSystem.from_uri(address)
    info = system.get_file_info(root)
    found = [info] if info.is_file else system.get_file_info(fs.FileSelector(root, recursive=True))
    for one in sorted(found, key=lambda one: str(one.path)):
        if one.is_file:
            yield f"s3://{one.path}", int(one.size)


def readings(portion: Portion, options: ReadingOptions) -> Iterator[Reading | Unread]:
    """The reports of a portion, named as if the inputs were read whole."""
    for path in portion.paths:
        if path.startswith("s3://"):
            yield from _fetched(replace(portion, paths=(path,)), options)
        elif path.endswith(".parquet"):
            yield from _rows(path, portion, options)
        elif portion.slices > 1:
            yield from _slice(path, portion, options)
        else:
            yield from read([path], options)


def is_standard_input(portion: Portion) -> bool:
    """Whether only the first process can read it."""
    return STDIN in portion.paths


def _is_ours(number: int, portion: Portion) -> bool:
    return (number - 1) // _TURN % portion.slices == portion.slice


def _slice(path: str, portion: Portion, options: ReadingOptions) -> Iterator[Reading | Unread]:
    """Our items of a list; the others' lines are passed over without being taken apart."""
    source = Source(path, 0)
    try:
        with source.open() as file:
            stream = Stream(file, options.limits)
            for number, raw in enumerate(lines(stream), 1):
                if _is_ours(number, portion):
                    yield _item(
                        raw, Origin(f"{source.label}#{number}", source.stem), options, stream.consumed()
                    )
    except RefusedError as refused:
        if portion.slice == 0:
            yield _unread(source.label, refused)


def _rows(path: str, portion: Portion, options: ReadingOptions) -> Iterator[Reading | Unread]:
    """The rows of a Parquet file, whose columns have the names of the keys of JSON Lines."""
    source = Source(path, 0)
    try:
        batches = pq.ParquetFile(path).iter_batches(batch_size=_TURN)
        number = 0
        for batch in batches:
            for row in batch.to_pylist():
                number += 1
                if _is_ours(number, portion):
                    raw = msgspec.json.encode({name: cell for name, cell in row.items() if cell is not None})
                    yield _item(raw, Origin(f"{source.label}#{number}", source.stem), options, len(raw))
    except (OSError, ValueError) as error:
        if portion.slice == 0:
            yield _unread(path, RefusedError(f"it is no sound Parquet file: {error}", "write it again"))


def _item(
    raw: bytes | RefusedError, origin: Origin, options: ReadingOptions, consumed: int
) -> Reading | Unread:
    try:
        if isinstance(raw, RefusedError):
            raise raw
        return reading_of(read_item(raw, options), origin, options, consumed)
    except RefusedError as refused:
        return _unread(origin.path, refused, consumed)


def _unread(path: str, refused: RefusedError, consumed: int = 0) -> Unread:
    return Unread(path=path, reason=refused.reason, mend=refused.mend, consumed=consumed)


def _fetched(portion: Portion, options: ReadingOptions) -> Iterator[Reading | Unread]:
    """An object of a store, read from a copy of it; the reports are named by the store's address."""
    from pyarrow import fs  # noqa: PLC0415

    (address,) = portion.paths
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, os.path.basename(address))  # noqa: PTH118, PTH119  (an address)
        try:
            fs.copy_files(address, f"file://{copy}")
        except OSError as error:
            yield _unread(address, RefusedError(f"the store did not give it: {error}", "check the address"))
            return
        for one in readings(replace(portion, paths=(copy,)), options):
            if isinstance(one, Unread):
                yield replace(one, path=one.path.replace(copy, address))
            else:
                path = one.report.path.replace(copy, address)
                yield replace(one, report=msgspec.structs.replace(one.report, path=path))
