"""Records on a disk, put down one after the other and taken up by their numbers."""

from array import array
from tempfile import TemporaryFile
from typing import Generic, Self, TypeVar

import msgspec

T = TypeVar("T")


class Shelf(Generic[T]):
    """Records of one kind in a file that is gone when the shelf is closed."""

    def __init__(self, kind: type[T]) -> None:
        self._file = TemporaryFile(prefix="warmonitor-")  # noqa: SIM115 (closed by `__exit__`)
        self._begin = array("q", [0])
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._begin) - 1

    def put(self, record: T) -> None:
        """Puts down the next record; all of them before the first is taken up."""
        self._begin.append(self._begin[-1] + self._file.write(self._encoder.encode(record)))

    def __getitem__(self, number: int) -> T:
        begin, end = self._begin[number : number + 2]
        self._file.seek(begin)
        return self._decoder.decode(self._file.read(end - begin))
