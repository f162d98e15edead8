"""Archives of files: ZIP (web archives in it too) and tar, packed or not. Nothing is ever written to disk.

What a member is called is only its name here: one that leads out of the archive is refused, and so are links.
"""

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from warmonitor.reading.inputs import Found, Input, Member
from warmonitor.reading.nouns import RefusedError
from warmonitor.reading.stream import Pieces, Tap, check_growth

_OFFICE = ("[Content_Types].xml", "mimetype")
_WEB_ARCHIVE = "datapackage.json"
_PAGES = "archive/"
_MEND = "unpack it yourself, if you trust it, and give the files"
_AGAIN = "fetch or pack it again"
_DAMAGE: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError, EOFError, OSError),
)


class _Contents(Tap):
    """The bytes of a member, stopped when they or those of all members together grow out of proportion."""

    def __init__(self, file: BinaryIO, packed: int, input_: Input) -> None:
        super().__init__(b"", file, "packed")
        self._packed = packed
        self._input = input_

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        with _damage_named():
            size = super().readinto(buffer)
        self._input.spent.bytes += size
        check_growth(self.count, self._packed, self._input.options.limits)
        most = self._input.options.limits.archive_bytes
        if self._input.spent.bytes > most:
            raise RefusedError(f"the archive unpacks to more than {most / 1e9:g} GB", _MEND)
        return size


def read_zip(input_: Input) -> Iterator[Found]:
    """The files in a ZIP archive, in its own order; of a web archive (WACZ) the pages.

    Raises:
        RefusedError: when it is damaged, an office document, or costs more than the limits allow.
    """
    _check_depth(input_)
    with _damage_named(), zipfile.ZipFile(input_.stream.whole()) as archive:
        names = {info.filename for info in archive.infolist()}
        if not names.isdisjoint(_OFFICE):
            raise RefusedError(
                "it is an office document or a book, which is not read", "save it as text or PDF"
            )
        for info in archive.infolist():
            input_.stream.went(info.compress_size)
            if info.is_dir() or _is_hidden(info.filename):
                continue
            if _WEB_ARCHIVE in names and not info.filename.startswith(_PAGES):
                continue
            _count(input_)
            yield Found(f"/{_shown(info.filename)}", _zipped(archive, info, input_))


def read_tar(input_: Input) -> Iterator[Found]:
    """The files in a tar archive, one after the other as they come.

    Raises:
        RefusedError: when it is damaged or costs more than the limits allow.
    """
    _check_depth(input_)
    pieces = cast(BinaryIO, Pieces(input_.stream.file))
    with _damage_named(), tarfile.open(fileobj=pieces, mode="r|") as archive:
        for info in archive:
            input_.stream.went(info.size)
            if info.isdir() or _is_hidden(info.name):
                continue
            _count(input_)
            yield Found(f"/{_shown(info.name)}", _tarred(archive, info, input_))


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, input_: Input) -> Member | RefusedError:
    if refused := _refused(info.filename, link=stat.S_ISLNK(info.external_attr >> 16)):
        return refused
    if info.flag_bits & 1:
        return RefusedError("it is locked with a password", "unlock it and give the file")
    try:
        with _damage_named():
            opened = cast(BinaryIO, archive.open(info))
    except RefusedError as refused:
        return refused
    contents = _Contents(opened, info.compress_size, input_)
    return Member(file=cast(BinaryIO, io.BufferedReader(contents)))


def _tarred(archive: tarfile.TarFile, info: tarfile.TarInfo, input_: Input) -> Member | RefusedError:
    if refused := _refused(info.name, link=not info.isreg() or info.issparse()):
        return refused
    opened = archive.extractfile(info)
    if opened is None:
        return RefusedError("it is no file", "give the file itself")
    contents = _Contents(cast(BinaryIO, opened), info.size, input_)
    return Member(file=cast(BinaryIO, io.BufferedReader(contents)))


def _refused(name: str, *, link: bool) -> RefusedError | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return RefusedError("its name leads out of the archive", _MEND)
    if link:
        return RefusedError("it is a link or a device, no file", "give the file itself")
    return None


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith((".", "__MACOSX")) for part in parts if part not in {".", ".."})


def _shown(name: str) -> str:
    """A member's name as it can be printed and stored anywhere."""
    text = name.encode("utf-8", "replace").decode().lstrip("/")
    return "".join(char if char.isprintable() else "�" for char in text)


def _check_depth(input_: Input) -> None:
    most = input_.options.limits.archive_depth
    if input_.depth >= most:
        raise RefusedError(f"it lies in {most} archives, one inside the other", _MEND)


def _count(input_: Input) -> None:
    input_.spent.members += 1
    most = input_.options.limits.archive_members
    if input_.spent.members > most:
        raise RefusedError(f"the archive has more than {most} files", _MEND)


@contextmanager
def _damage_named() -> Iterator[None]:
    """Turns what the libraries raise on damage into a refusal."""
    try:
        yield
    except _DAMAGE as error:
        reason = f"the archive is cut off or damaged: {error}" if str(error) else "the archive is damaged"
        raise RefusedError(reason, _AGAIN) from error
