"""Where a run writes: a folder of this machine or of a shared disk, or the objects under a key of a store."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from warmonitor.reading import stores


class Folder(Protocol):
    """A folder by the names of what is in it, as `claims/part-00001.parquet`."""

    def names(self, inner: str = "") -> list[str]:
        """All that lies in it, or in a folder of it, in order; none where it does not exist."""

    def open(self, name: str) -> BinaryIO:
        """The bytes."""

    def write(self, name: str, raw: bytes | memoryview) -> None:
        """Writes something whole, or not at all; what had the name is replaced."""

    def remove(self, name: str) -> None:
        """Takes it away, if it is there."""


def folder_of(out: str | Path) -> Folder:
    """What a path or an address (s3://…) stands for."""
    return Stored(str(out)) if stores.is_stored(out) else OnDisk(Path(out))


def parts(out: str | Path, table: str) -> list[str]:
    """The names of the files of a table, in order."""
    return [name for name in folder_of(out).names(table) if name.endswith(".parquet")]


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A folder on a disk."""

    path: Path

    def names(self, inner: str = "") -> list[str]:
        """See `Folder`."""
        found = (one for one in (self.path / inner).rglob("*") if one.is_file())
        return sorted(one.relative_to(self.path).as_posix() for one in found)

    def open(self, name: str) -> BinaryIO:
        """See `Folder`."""
        return (self.path / name).open("rb")

    def write(self, name: str, raw: bytes | memoryview) -> None:
        """See `Folder`."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_bytes(raw)
        unfinished.replace(path)

    def remove(self, name: str) -> None:
        """See `Folder`."""
        (self.path / name).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Stored:
    """The objects under a key of a store: one comes to be when all of it is there."""

    address: str

    def names(self, inner: str = "") -> list[str]:
        """See `Folder`."""
        return stores.names_under(self.address, inner)

    def open(self, name: str) -> BinaryIO:
        """See `Folder`."""
        return stores.opened(stores.inside(self.address, name))

    def write(self, name: str, raw: bytes | memoryview) -> None:
        """See `Folder`."""
        stores.write(stores.inside(self.address, name), raw)

    def remove(self, name: str) -> None:
        """See `Folder`."""
        stores.remove(stores.inside(self.address, name))
