"""A file read piece by piece: its head is looked at first, packed data are unpacked, bombs are stopped."""

import bz2
import gzip
import io
import lzma
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO, NamedTuple, cast

from warmonitor.reading.nouns import Limits, RefusedError, Share
from warmonitor.reading.sources import refusal

HEAD = 65_536
_PIECE = 65_536
_IN_MEMORY = 8_000_000


def _zstd(file: BinaryIO) -> BinaryIO:
    import pyarrow  # noqa: PLC0415 (a heavy import that few inputs need)

    return cast(BinaryIO, pyarrow.CompressedInputStream(pyarrow.PythonFile(file, "r"), "zstd"))


def _gzip(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=file))


def _bzip2(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, bz2.BZ2File(file))


def _xz(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, lzma.LZMAFile(file))


_PACKINGS: Mapping[bytes, tuple[str, Callable[[BinaryIO], BinaryIO]]] = {
    b"\x1f\x8b\x08": ("gzip", _gzip),
    b"BZh": ("bzip2", _bzip2),
    b"\xfd7zXZ\x00": ("xz", _xz),
    b"\x28\xb5\x2f\xfd": ("Zstandard", _zstd),
}
"""First bytes of packed data → the packing's name and what unpacks it."""


class Tap(io.RawIOBase):
    """Gives the bytes already looked at, then the rest, and counts them; faults are raised as refusals."""

    def __init__(
        self, head: bytes, rest: BinaryIO, packing: str = "packed", fault: RefusedError | None = None
    ) -> None:
        self._head = head
        self._rest = rest
        self._packing = packing
        self._fault = fault
        self.count = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills a buffer, as far as there are bytes."""
        if self._head:
            piece = self._head[: len(buffer)]
        elif self._fault is not None:
            raise self._fault
        else:
            with faults_named(self._packing):
                piece = self._rest.read1(len(buffer))  # type: ignore[attr-defined]
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        self.count += len(piece)
        return len(piece)


class Unpacked(Tap):
    """Unpacked bytes, stopped when they grow out of proportion to the packed ones, which `packed` counts."""

    def __init__(self, head: "_Head", rest: BinaryIO, packing: str, packed: Tap, limits: Limits) -> None:
        super().__init__(head.bytes, rest, packing, head.fault)
        self._packed = packed
        self._limits = limits

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills a buffer.

        Raises:
            RefusedError: when what is unpacked grows out of proportion.
        """
        size = super().readinto(buffer)
        check_growth(self.count, self._packed.count, self._limits)
        return size


class _Head(NamedTuple):
    """The first bytes of a file, as far as they can be read, and what is wrong after them."""

    bytes: bytes
    fault: RefusedError | None


def _head_of(file: BinaryIO, packing: str) -> _Head:
    """The first bytes; refuses a file of which not even the first can be read."""
    head = b""
    try:
        with faults_named(packing):
            while len(head) < HEAD and (piece := file.read1(HEAD - len(head))):  # type: ignore[attr-defined]
                head += piece
    except RefusedError as fault:
        if not head:
            raise
        return _Head(head, fault)
    return _Head(head, None)


def check_growth(unpacked: int, packed: int, limits: Limits) -> None:
    """Stops what grows out of proportion when it is unpacked.

    Raises:
        RefusedError: when it does.
    """
    if unpacked > limits.inflated_free and unpacked > limits.inflation * packed:
        raise RefusedError(
            f"it unpacks to more than {limits.inflation} times its size",
            "unpack it yourself, if you trust it, and give the parts",
        )


class Pieces:
    """A file whose reads give what there is, so that a fault loses nothing that came before it."""

    def __init__(self, file: "io.BufferedReader[Any]") -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        return self._file.read1(size)


class Stream:
    """One input: `head` is its first bytes (unpacked), `lines` and `rest` give all of them from the start."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._copies = ExitStack()
        self._given = 0
        self._told = 0
        self._begin(file)

    def narrow(self, share: Share) -> None:
        """Goes to a slice: from now on the stream is what stands in it, and nothing else is read."""
        if share.end is not None:
            self._file.seek(share.start)
            self._begin(cast(BinaryIO, _Piece(self._file, share.end - share.start)))

    def _begin(self, file: BinaryIO) -> None:
        head = _head_of(file, "packed").bytes
        self._tap = Tap(head, file)
        plain: Tap = self._tap
        found = next((packing for sign, packing in _PACKINGS.items() if head.startswith(sign)), None)
        self.packed = found is not None
        if found:
            name, opened = found
            unpacked = opened(cast(BinaryIO, io.BufferedReader(self._tap)))
            found_head = _head_of(unpacked, name)
            head = found_head.bytes
            plain = Unpacked(found_head, unpacked, name, self._tap, self._limits)
        self.file = io.BufferedReader(plain)
        self.head = head

    def close(self) -> None:
        """Lets go of copies; the file itself is its owner's to close."""
        self._copies.close()

    def consumed(self) -> int:
        """Bytes of input gone through since the last time this was asked."""
        here = self._tap.count if self.packed else self._given
        fresh, self._told = here - self._told, here
        return fresh

    def went(self, size: int) -> None:
        """Counts bytes that a reader took from `file` or `whole`."""
        self._given += size

    def rest(self, most: int | None = None) -> bytes:
        """All bytes, of which there may be `most`; of a report's length where that is not said.

        Raises:
            RefusedError: when they are more than that, or damaged.
        """
        most = most or self._limits.report_bytes
        raw = self.file.read(most + 1)
        self._given += len(raw)
        if len(raw) > most:
            raise _too_long("it", most)
        return raw

    def whole(self) -> BinaryIO:
        """All bytes as a file that can be read from any place: the file, or a copy that `close` takes away.

        Raises:
            RefusedError: when a copy is needed and would be too long.
        """
        if not self.packed and self._file.seekable():
            self._file.seek(0)
            return self._file
        spooled = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed with the other copies)
        copy = cast(BinaryIO, self._copies.enter_context(spooled))
        shutil.copyfileobj(io.BufferedReader(_Capped(self.file, self._limits.list_bytes)), copy, _PIECE)
        copy.seek(0)
        return copy

    def whole_as_it_is(self) -> BinaryIO:
        """The file from its start, packed or not."""
        self._file.seek(0)
        return self._file

    def lines(self) -> Iterator[bytes | RefusedError]:
        """The lines without their ends, one at a time; one that is too long is refused and passed over.

        Raises:
            RefusedError: when what follows is damaged.
        """
        while line := self._line():
            if len(line) <= self._limits.report_bytes:
                yield line.rstrip(b"\r\n")
                continue
            while line and not line.endswith(b"\n"):
                line = self._line()
            yield _too_long("the line", self._limits.report_bytes)

    def _line(self) -> bytes:
        line = self.file.readline(self._limits.report_bytes + 1)
        self._given += len(line)
        return line


class _Piece:
    """So many bytes of a file, from where it stands."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = size

    def read1(self, size: int) -> bytes:
        piece: bytes = self._file.read1(min(size, self._left))  # type: ignore[attr-defined]
        self._left -= len(piece)
        return piece


class _Capped(Tap):
    """Stops a copy that grows too long."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        super().__init__(b"", file)
        self._most = most

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = super().readinto(buffer)
        if self.count > self._most:
            raise _too_long("it", self._most)
        return size


def _too_long(what: str, most: int) -> RefusedError:
    return RefusedError(
        f"{what} is longer than {most / 1e6:g} MB, more than one report has",
        "split it into one file a report, or write JSON Lines, one report a line",
    )


@contextmanager
def faults_named(packing: str) -> Iterator[None]:
    """Turns what a damaged file or archive raises into a refusal."""
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error, lzma.LZMAError) as error:
        raise _damaged(packing) from error
    except OSError as error:
        # The standard library and Arrow say no more than OSError of some kinds of damage.
        if error.errno is None:
            raise _damaged(packing) from error
        raise refusal(error) from error


def _damaged(packing: str) -> RefusedError:
    return RefusedError(f"the {packing} data are cut off or damaged", "fetch or pack it again")
