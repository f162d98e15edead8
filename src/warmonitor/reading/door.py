"""The door: from paths to reports, one after the other, each failure named and passed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath

from warmonitor.reading.draft import Origin, reading_of
from warmonitor.reading.feeds import draft_of_entry
from warmonitor.reading.inputs import Found, Input, Member
from warmonitor.reading.kinds import kind_of
from warmonitor.reading.nouns import WHOLE, Document, Entry, Reading, ReadingOptions, RefusedError, Unread
from warmonitor.reading.readers import READERS
from warmonitor.reading.sources import STDIN, Source, sources
from warmonitor.reading.stream import Stream

_Results = Iterator[Reading | Unread]


def read(paths: Iterable[str | Path], options: ReadingOptions) -> _Results:
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


def read_document(document: Document, options: ReadingOptions) -> _Results:
    """Reads what was fetched from an address, as `read` reads a file; its path is the address."""
    url = document.url
    stem = PurePosixPath(url).stem
    origin = Origin(url, stem, url, document.encoding)
    try:
        input_ = Input(Stream(BytesIO(document.raw), options.limits), origin, options)
        yield from _read_input(input_, PurePosixPath(url).name, input_.stream.consumed)
    except RefusedError as refused:
        yield Unread(path=url, reason=refused.reason, mend=refused.mend, consumed=0)


def read_entry(entry: Entry, options: ReadingOptions) -> Reading | Unread:
    """Reads an item from what its feed tells of it; its path is its address or the feed's key for it."""
    path = entry.url or entry.key or "item"
    try:
        return reading_of(draft_of_entry(entry, options), Origin(path, "feed"), options, 0)
    except RefusedError as refused:
        return Unread(path=path, reason=refused.reason, mend=refused.mend, consumed=0)


def size_of(paths: Iterable[str | Path]) -> int:
    """How many bytes of input the paths hold, for a progress bar; standard input counts as none."""
    return sum(source.size for source in sources(paths) if isinstance(source, Source))


def _read_source(source: Source, options: ReadingOptions) -> _Results:
    """All reports of one file; when it fails as a whole, the bytes left of it count as gone through."""
    told = 0
    try:
        for result in _results(source, options):
            told += result.consumed
            yield result
    except RefusedError as refused:
        left = max(source.size - told, 0)
        if options.share.part == 0:
            yield Unread(path=source.label, reason=refused.reason, mend=refused.mend, consumed=left)


def _results(source: Source, options: ReadingOptions) -> _Results:
    file = source.open()
    try:
        stream = Stream(file, options.limits)
        yield from _read_input(
            Input(stream, Origin(source.label, source.stem), options), source.name, stream.consumed
        )
    finally:
        if source.path != STDIN:
            file.close()


def _read_input(input_: Input, name: str, consumed: Callable[[], int]) -> _Results:
    """The reports of one input; `consumed` says how far the outermost one was gone through."""
    try:
        kind = kind_of(input_.stream.head, name, input_.options.columns)
        for number, found in enumerate(READERS[kind](input_), 1):
            if input_.options.share.holds(number):
                yield from _results_of(found, input_, consumed)
    finally:
        input_.stream.close()


def _results_of(found: Found, outer: Input, consumed: Callable[[], int]) -> _Results:
    path = outer.origin.path + found.name
    went = consumed()
    try:
        if isinstance(found.what, RefusedError):
            raise found.what
        if isinstance(found.what, Member):
            yield from _read_member(found.what, path, outer, consumed)
        else:
            origin = replace(outer.origin, path=path)
            yield reading_of(found.what, origin, outer.options, went)
    except RefusedError as refused:
        yield Unread(path=path, reason=refused.reason, mend=refused.mend, consumed=went)


def _read_member(member: Member, path: str, outer: Input, consumed: Callable[[], int]) -> _Results:
    options = replace(outer.options, share=WHOLE)
    if member.retrieved_at is not None:
        options = replace(options, retrieved_at=member.retrieved_at)
    name = PurePosixPath(path).name.lower()
    origin = Origin(path, PurePosixPath(path).stem, member.url, member.encoding)
    inner = Input(Stream(member.file, options.limits), origin, options, outer.depth + 1, outer.spent)
    yield from _read_input(inner, name, consumed)
