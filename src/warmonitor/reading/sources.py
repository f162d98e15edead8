"""Paths, folders, globs and standard input, laid out one file after the other."""

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warmonitor.reading import stores
from warmonitor.reading.nouns import RefusedError, Unread

STDIN = "-"


@dataclass(frozen=True)
class Source:
    """One file, object of a store, or standard input: `path` as it was reached, `size` in bytes."""

    path: str
    size: int

    @property
    def label(self) -> str:
        """The path as text that can be stored anywhere: bytes that are no UTF-8 are replaced."""
        if stores.is_stored(self.path):
            return stores.shown(self.path)
        return os.fsencode(self.path).decode("utf-8", "replace")

    @property
    def name(self) -> str:
        """The last part of the path, in lower case, without a compression's ending."""
        return Path(self.label).name.lower().removesuffix(".gz")

    @property
    def stem(self) -> str:
        """The file's name without its endings, to call an outlet by when nothing else does."""
        name = Path(self.label).name
        name = name[: len(self.name)]
        return "stdin" if self.path == STDIN else Path(name).stem

    def open(self) -> BinaryIO:
        """The bytes.

        Raises:
            RefusedError: when the file cannot be opened.
        """
        if self.path == STDIN:
            return sys.stdin.buffer
        try:
            return stores.opened(self.path) if stores.is_stored(self.path) else Path(self.path).open("rb")
        except OSError as error:
            raise refusal(error) from error


def refusal(error: OSError) -> RefusedError:
    """What the system says, with the mend where there is one."""
    if isinstance(error, PermissionError):
        return RefusedError("no permission to read it", "allow reading, for instance with chmod +r")
    if isinstance(error, FileNotFoundError):
        return RefusedError("there is no such file", "check the name; nothing was read from it")
    return RefusedError(
        f"the system cannot read it: {error.strerror or error}", "check the path and the disk"
    )


def sources(paths: Iterable[str | Path]) -> Iterator[Source | Unread]:
    """All files under the paths, in a stable order; hidden files inside folders are passed over."""
    for path in paths:
        name = os.fspath(path)
        try:
            yield from _given(name)
        except RefusedError as refused:
            yield _unread(name, refused)
        except (OSError, ValueError) as error:
            cause = error if isinstance(error, OSError) else OSError(str(error))
            yield _unread(name, refusal(cause))


def _unread(path: str, refused: RefusedError) -> Unread:
    return Unread(path=Source(path, 0).label, reason=refused.reason, mend=refused.mend, consumed=0)


def _given(name: str) -> Iterator[Source | Unread]:
    """What one path on the command line stands for."""
    if name == STDIN:
        yield Source(STDIN, 0)
    elif not name:
        raise RefusedError("the path is empty", "name a file or a folder")
    elif stores.is_stored(name):
        yield from (Source(*stored) for stored in stores.objects(name))
    elif name.startswith(("http://", "https://")):
        raise RefusedError(
            "it is an address, not a file",
            "fetch it first: warmonitor fetch ADDRESS -o pages.warc.gz, and give that",
        )
    elif not os.path.lexists(name) and glob.has_magic(name):
        yield from _matches(name)
    else:
        yield from _entry(name, set())


def _matches(pattern: str) -> Iterator[Source | Unread]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    if not found:
        raise RefusedError("no file matches the pattern", "check the pattern, or quote it from the shell")
    for match in found:
        try:
            # "**" matches folders as well as what is in them: only the files count.
            if not ("**" in pattern and Path(match).is_dir()):
                yield from _entry(match, set())
        except OSError as error:
            yield _unread(match, refusal(error))


def _entry(path: str, seen: set[tuple[int, int]]) -> Iterator[Source | Unread]:
    """A file, or the files of a folder; `seen` holds the folders entered, so that links cannot circle."""
    info = Path(path).stat()
    if stat.S_ISREG(info.st_mode):
        yield Source(path, info.st_size)
    elif not stat.S_ISDIR(info.st_mode):
        raise RefusedError("it is a device, a pipe or a socket", 'pipe its content into "-" instead')
    elif (info.st_dev, info.st_ino) not in seen:
        seen.add((info.st_dev, info.st_ino))
        yield from _folder(path, seen)


def _folder(path: str, seen: set[tuple[int, int]]) -> Iterator[Source | Unread]:
    names = sorted(entry.name for entry in Path(path).iterdir() if not entry.name.startswith("."))
    if not names:
        raise RefusedError(
            "the folder has no files (hidden ones are passed over)", "name a folder with reports"
        )
    for name in names:
        inner = str(Path(path) / name)
        try:
            yield from _entry(inner, seen)
        except RefusedError as refused:
            yield _unread(inner, refused)
        except OSError as error:
            yield _unread(inner, refusal(error))
