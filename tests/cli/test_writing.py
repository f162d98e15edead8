"""What --output writes is whole or not there, and spoils nothing that is no file."""

import os
import stat
from pathlib import Path
from threading import Thread

import pytest

from warmonitor.cli.writing import written


def test_a_file_stays_as_it_was_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"before")
    with pytest.raises(TypeError), written(path) as out:
        out.writelines([b"half", None])  # type: ignore[list-item]
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    path, link = tmp_path / "claims.jsonl", tmp_path / "latest.jsonl"
    path.write_bytes(b"before")
    link.symlink_to(path)
    with written(link) as out:
        out.write(b"after")
    assert (link.is_symlink(), path.read_bytes()) == (True, b"after")


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[bytes] = []
    reader = Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    with written(pipe) as out:
        out.write(b"told")
    reader.join()
    assert heard == [b"told"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
