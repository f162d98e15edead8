"""Objects of a store that speaks S3, by address: s3://bucket/key.

Where the store is, and that it is asked without a name, stands behind a question mark
(`?endpoint_override=http://127.0.0.1:9000&region=eu-west-1&anonymous=true`), or in the usual variables of AWS
(`AWS_ENDPOINT_URL`, `AWS_REGION`). Credentials come from where Arrow looks for them (the environment, a
profile, the machine's role) and never from an address, since addresses are kept with what was read.
"""

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast
from urllib.parse import parse_qsl, quote, unquote

from warmonitor.reading.nouns import RefusedError

if TYPE_CHECKING:
    from pyarrow import fs

PREFIX = "s3://"
_SETTINGS = ("endpoint_override", "region", "anonymous", "scheme")
_AHEAD = 1_000_000
_SAID: Mapping[str, tuple[str, str]] = {
    "NO_SUCH_BUCKET": ("the store has no such bucket", "check the bucket's name, and endpoint_override"),
    "ACCESS_DENIED": (
        "the store denies access",
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or add ?anonymous=true where all may read",
    ),
    "NETWORK_CONNECTION": (
        "the store cannot be reached",
        "check AWS_ENDPOINT_URL or ?endpoint_override=…, and the network",
    ),
}
"""What Arrow says → the reason and the mend."""
_DENIED = ("ACCESS_DENIED", "status 403", "INVALID_ACCESS_KEY", "SIGNATURE_DOES_NOT_MATCH")


def is_stored(path: object) -> bool:
    """Whether it is the address of an object, or of what lies under one, in a store."""
    return str(path).startswith(PREFIX)


def shown(address: str) -> str:
    """The address as it is kept and told: without what follows a question mark, without a user's name."""
    key = unquote(address.removeprefix(PREFIX).partition("?")[0])
    bucket, slash, rest = key.partition("/")
    return PREFIX + bucket.rpartition("@")[2] + slash + rest


class Place(NamedTuple):
    """A place in a store: what speaks with the store, and the bucket and key there."""

    system: "fs.FileSystem"
    key: str
    settings: str

    def address(self, key: str) -> str:
        """The address of another object of the same store."""
        return PREFIX + quote(key) + (f"?{self.settings}" if self.settings else "")


def place(address: str) -> Place:
    """Where an address leads.

    Raises:
        RefusedError: it names no bucket, holds credentials or asks for what is not known.
    """
    key, _, settings = address.removeprefix(PREFIX).partition("?")
    bucket = key.partition("/")[0]
    if "@" in bucket:
        raise RefusedError(
            "the address holds credentials, which would be kept",
            "give them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        )
    if not bucket:
        raise RefusedError("the address names no bucket", "write s3://bucket/key")
    asked = dict(parse_qsl(settings))
    if unknown := asked.keys() - set(_SETTINGS):
        mend = f"use {', '.join(_SETTINGS)}, and write a question mark of a key as %3F"
        raise RefusedError(f"the address asks for {min(unknown)}, which is not known", mend)
    endpoint = asked.get("endpoint_override") or os.environ.get("AWS_ENDPOINT_URL_S3")
    system = _system(
        endpoint or os.environ.get("AWS_ENDPOINT_URL"),
        asked.get("region"),
        asked.get("scheme"),
        asked.get("anonymous", "").lower() == "true",
    )
    return Place(system, unquote(key).rstrip("/"), settings)


@cache
def _system(endpoint: str | None, region: str | None, scheme: str | None, anonymous: bool) -> "fs.FileSystem":
    from pyarrow import fs  # noqa: PLC0415  (a heavy import that few inputs need)

    stated: dict[str, Any] = {"endpoint_override": endpoint, "region": region, "scheme": scheme}
    return fs.S3FileSystem(
        anonymous=anonymous, **{name: word for name, word in stated.items() if word is not None}
    )


def refusal(error: OSError) -> RefusedError:
    """What a store says, with the mend where there is one."""
    said = str(error)
    if isinstance(error, FileNotFoundError):
        return RefusedError("the store has no such object", "check the address; nothing was read from it")
    sign = next((sign for sign in _SAID if sign in said), None)
    if any(denied in said for denied in _DENIED):
        sign = "ACCESS_DENIED"
    if sign is not None:
        return RefusedError(*_SAID[sign])
    return RefusedError(f"the store says: {said.partition(chr(10))[0]}", "try again, or check the store")


def objects(address: str) -> Iterator[tuple[str, int]]:
    """The addresses and sizes of an object, or of all objects under a key, in order.

    Raises:
        RefusedError: there is none, or the store cannot be asked.
    """
    where = place(address)
    try:
        found = _listed(where)
    except OSError as error:
        raise refusal(error) from error
    if not found:
        raise RefusedError(
            "the store has nothing there (hidden objects are passed over)", "check the address"
        )
    for one in sorted(found, key=lambda one: str(one.path)):
        yield where.address(one.path), one.size


def _listed(where: Place) -> list[Any]:
    from pyarrow import fs  # noqa: PLC0415

    info = where.system.get_file_info(where.key)
    if info.is_file:
        return [info]
    found = where.system.get_file_info(fs.FileSelector(where.key, recursive=True))
    return [one for one in found if one.is_file and not one.base_name.startswith(".")]


def opened(address: str) -> BinaryIO:
    """An object's bytes, which can be read from any place.

    Raises:
        RefusedError: there is none, or the store cannot be asked; while reading, too.
    """
    where = place(address)
    try:
        return cast(BinaryIO, io.BufferedReader(_Object(where.system.open_input_file(where.key))))
    except OSError as error:
        raise refusal(error) from error


def inside(address: str, name: str) -> str:
    """The address of what has a name under another."""
    key, mark, settings = address.partition("?")
    return f"{key.rstrip('/')}/{quote(name)}{mark}{settings}"


def names_under(address: str, inner: str = "") -> list[str]:
    """The names of all objects under an address, or under a name there, in order; hidden ones too.

    Raises:
        StoreError: the store cannot be asked, or there is no such bucket.
    """
    from pyarrow import fs  # noqa: PLC0415

    with _faults_of(address):
        where = place(address)
        under = fs.FileSelector(f"{where.key}/{inner}".rstrip("/"), recursive=True, allow_not_found=True)
        found = [one.path for one in where.system.get_file_info(under) if one.is_file]
        return sorted(path.removeprefix(f"{where.key}/") for path in found)


def write(address: str, raw: bytes | memoryview) -> None:
    """Writes an object, which is there when all of it is.

    Raises:
        StoreError: the store does not take it.
    """
    with _faults_of(address):
        where = place(address)
        with where.system.open_output_stream(where.key, compression=None) as out:
            out.write(raw)


def remove(address: str) -> None:
    """Takes an object away, if it is there.

    Raises:
        StoreError: the store does not let go of it.
    """
    with _faults_of(address):
        where = place(address)
        if where.system.get_file_info(where.key).is_file:
            where.system.delete_file(where.key)


class StoreError(OSError):
    """A store does not do what is asked of it: the object, the reason and the mend."""


@contextmanager
def _faults_of(address: str) -> Iterator[None]:
    try:
        yield
    except (OSError, RefusedError) as error:
        refused = error if isinstance(error, RefusedError) else refusal(error)
        told = f"{shown(address)}: {refused.reason}; {refused.mend}"
        raise StoreError(told) from error


class _Object(io.RawIOBase):
    """The bytes of an object, fetched a good piece at a time."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._held = memoryview(b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_CUR:
            offset -= len(self._held)
        self._held = memoryview(b"")
        self._file.seek(offset, whence)
        return int(self._file.tell())

    def tell(self) -> int:
        return int(self._file.tell()) - len(self._held)

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            self._held = self._held or memoryview(self._file.read(max(_AHEAD, len(buffer))))
        except OSError as error:
            raise refusal(error) from error
        piece, self._held = self._held[: len(buffer)], self._held[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()
