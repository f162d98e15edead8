"""A file read piece by piece: its head is looked at first, gzip is unpacked on the way, bombs are stopped."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from warmonitor.reading.nouns import Limits, RefusedError
from warmonitor.reading.sources import refusal

HEAD = 65_536
_GZIP = b"\x1f\x8b\x08"


class _Tap(io.RawIOBase):
    """Gives the bytes already looked at, then the rest, and counts them."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        self.count += len(piece)
        return len(piece)


class _Inflated(_Tap):
    """Unpacked bytes, stopped when they grow out of proportion to the packed ones."""

    def __init__(self, head: bytes, rest: BinaryIO, packed: _Tap, limits: Limits) -> None:
        super().__init__(head, rest)
        self._packed = packed
        self._limits = limits

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = super().readinto(buffer)
        if (
            self.count > self._limits.inflated_free
            and self.count > self._limits.inflation * self._packed.count
        ):
            raise RefusedError(
                f"it unpacks to more than {self._limits.inflation} times its size",
                "unpack it yourself, if you trust it, and give the parts",
            )
        return size


class Stream:
    """One input: `head` is its first bytes (unpacked), `lines` and `rest` give all of them from the start."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._limits = limits
        with _failures():
            head = file.read(HEAD)
            self._tap = _Tap(head, file)
            plain: _Tap
            self.packed = head.startswith(_GZIP)
            if self.packed:
                buffered = cast(BinaryIO, io.BufferedReader(self._tap))
                unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=buffered))
                head = unpacked.read(HEAD)
                plain = _Inflated(head, unpacked, self._tap, limits)
            else:
                plain = self._tap
            self._bytes = io.BufferedReader(plain)
        self.head = head
        self._given = 0
        self._told = 0

    def consumed(self) -> int:
        """Bytes of input gone through since the last time this was asked."""
        here = self._tap.count if self.packed else self._given
        fresh, self._told = here - self._told, here
        return fresh

    def rest(self) -> bytes:
        """All bytes.

        Raises:
            RefusedError: when they are more than one report may have, or damaged.
        """
        with _failures():
            raw = self._bytes.read(self._limits.report_bytes + 1)
        self._given += len(raw)
        if len(raw) > self._limits.report_bytes:
            raise _too_long("it", self._limits)
        return raw

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
            yield _too_long("the line", self._limits)

    def _line(self) -> bytes:
        with _failures():
            line = self._bytes.readline(self._limits.report_bytes + 1)
        self._given += len(line)
        return line


def _too_long(what: str, limits: Limits) -> RefusedError:
    return RefusedError(
        f"{what} is longer than {limits.report_bytes / 1e6:g} MB, more than one report has",
        "split it into one file a report, or write JSON Lines, one report a line",
    )


@contextmanager
def _failures() -> Iterator[None]:
    """Turns what a damaged file or archive raises into a refusal."""
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise RefusedError("the gzip data are cut off or damaged", "fetch or pack it again") from error
    except OSError as error:
        raise refusal(error) from error
