"""Files that commands write: whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import typer


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file that comes to be when all is written, and as it was before if something fails.

    What is no file, such as a pipe or a terminal, is written to as it comes; a link is followed.

    Raises:
        typer.BadParameter: there is no such folder.
    """
    if not path.parent.is_dir():
        raise typer.BadParameter(f"there is no such folder: {path.parent}", param_hint="--output")
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
