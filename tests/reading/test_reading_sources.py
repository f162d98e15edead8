import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from warmonitor.reading import Reading, ReadingOptions, Unread, read, size_of

TEXT = "Fighters took the bridge at Sardan on Friday, the governor said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}: {TEXT}")
    return tmp_path / "reports"


def names(results) -> list[str]:
    return [
        Path(result.report.path).name if isinstance(result, Reading) else result.reason for result in results
    ]


def test_a_folder_is_read_in_order_without_its_hidden_files(folder: Path, options: ReadingOptions) -> None:
    assert names(read([folder], options)) == ["a.txt", "b.txt", "c.txt"]
    assert size_of([folder]) == 3 * len(TEXT) + len("a.txt: b.txt: sub/c.txt: ")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "c.txt"]),
        ("**", ["a.txt", "b.txt", "c.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("*", ["a.txt", "b.txt", "c.txt"]),
        ("*.pdf", ["no file matches the pattern"]),
    ],
)
def test_patterns(folder: Path, options: ReadingOptions, pattern: str, expected: list[str]) -> None:
    assert names(read([f"{folder}/{pattern}"], options)) == expected


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path, options: ReadingOptions) -> None:
    path = tmp_path / "bridge [1].txt"
    path.write_text(TEXT)
    assert names(read([path], options)) == ["bridge [1].txt"]


def test_links_are_followed_and_do_not_circle(folder: Path, options: ReadingOptions) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "z.txt").symlink_to(folder / "sub" / "c.txt")
    (folder / "lost.txt").symlink_to(folder / "nowhere")
    (folder / "self").symlink_to(folder / "self")
    found = names(read([folder], options))
    assert [name for name in found if name.endswith(".txt")] == ["a.txt", "b.txt", "c.txt", "z.txt"]
    assert len(found) == 6


def test_a_name_that_is_no_text(tmp_path: Path, options: ReadingOptions) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 (a path of bytes)
        file.write(TEXT.encode())
    (reading,) = read([tmp_path], options)
    assert isinstance(reading, Reading)
    assert reading.report.outlet == "caf\ufffd"


def test_standard_input(monkeypatch: pytest.MonkeyPatch, options: ReadingOptions) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (reading,) = read(["-"], options)
    assert isinstance(reading, Reading)
    assert (reading.report.path, reading.report.outlet) == ("-", "stdin")
    assert size_of(["-"]) == 0


def test_a_packed_report_is_the_same_report(tmp_path: Path, options: ReadingOptions) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    plain, packed = read([tmp_path], options)
    assert isinstance(plain, Reading)
    assert isinstance(packed, Reading)
    assert plain.report.id == packed.report.id
    assert plain.raw == packed.raw


def test_nothing_is_opened_before_it_is_asked_for(folder: Path, options: ReadingOptions) -> None:
    results = read([folder], options)
    next(results)
    (folder / "b.txt").unlink()
    assert names(results) == ["there is no such file", "c.txt"]


def test_no_paths(options: ReadingOptions) -> None:
    assert list(read([], options)) == []
    assert size_of([]) == 0


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere.txt", "no such file"),
        ("", "empty"),
        ("a\0b", "null"),
        ("x" * 5000, "too long"),
        ("/dev/null", "device"),
        ("https://wire.example/a", "address"),
    ],
)
def test_paths_that_lead_nowhere(options: ReadingOptions, path: str, reason: str) -> None:
    (unread,) = read([path], options)
    assert isinstance(unread, Unread)
    assert reason in unread.reason
    assert unread.mend
    assert unread.path == path


def test_a_pipe_in_a_folder_does_not_hang(folder: Path, options: ReadingOptions) -> None:
    os.mkfifo(folder / "pipe")
    assert any("pipe" in name for name in names(read([folder], options)))


def test_a_folder_without_files(tmp_path: Path, options: ReadingOptions) -> None:
    (tmp_path / ".hidden").touch()
    (unread,) = read([tmp_path], options)
    assert isinstance(unread, Unread)
    assert "no files" in unread.reason


def test_what_may_not_be_read(folder: Path, options: ReadingOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def guarded(path: Path, *args, **kwargs):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", guarded)
    assert names(read([folder], options)) == ["a.txt", "no permission to read it", "c.txt"]
