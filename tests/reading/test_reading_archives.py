import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pyarrow
import pytest

from warmonitor.reading import Limits, Reading, ReadingOptions, Unread, read

TEXT = "Fighters took the bridge at Sardan on Friday, the governor said."


def zipped(files: dict[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, str], *more: tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
        for info in more:
            archive.addfile(info)
    return out.getvalue()


FILES = {
    "a.txt": TEXT,
    "sub/b.html": f"<html><body><p>{TEXT}</p></body></html>",
    ".hidden": TEXT,
    "c.bin": "",
}


def told(results: list[Reading | Unread]) -> list[tuple[str, str]]:
    return [
        (one.report.path.partition("input.bin")[2], "read")
        if isinstance(one, Reading)
        else (one.path.partition("input.bin")[2], one.reason)
        for one in results
    ]


@pytest.mark.parametrize(
    "raw",
    [
        zipped(FILES),
        tarred(FILES),
        gzip.compress(tarred(FILES)),
        bz2.compress(tarred(FILES)),
        lzma.compress(tarred(FILES)),
        pyarrow.compress(tarred(FILES), codec="zstd", asbytes=True),
    ],
    ids=["zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst"],
)
def test_the_files_of_an_archive(read_bytes, raw: bytes) -> None:
    assert told(read_bytes(raw, "input.bin")) == [
        ("/a.txt", "read"),
        ("/sub/b.html", "read"),
        ("/c.bin", "it is empty"),
    ]


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress])
def test_a_packed_text_is_the_same_report(read_bytes, pack) -> None:
    (plain,) = read_bytes(TEXT, "a.txt")
    (packed,) = read_bytes(pack(TEXT.encode()), "a.txt")
    assert plain.report.id == packed.report.id


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "/../../etc/passwd"),
        ("/etc/passwd", "/etc/passwd"),
        ("a/../../b.txt", "/a/../../b.txt"),
        ("..\\..\\b.txt", None),
        ("C:\\b.txt", None),
        ("a\x1b[2Jb/../c.txt", "/a�[2Jb/../c.txt"),
    ],
)
def test_names_that_lead_out_of_the_archive(read_bytes, tmp_path: Path, name: str, shown: str | None) -> None:
    for raw in (zipped({name: TEXT, "good.txt": TEXT}), tarred({name: TEXT, "good.txt": TEXT})):
        bad, good = told(read_bytes(raw, "input.bin"))
        assert bad[1] == "its name leads out of the archive"
        assert shown in {None, bad[0]}
        assert good == ("/good.txt", "read")
        assert [path.name for path in tmp_path.iterdir()] == ["input.bin"]


def test_links_and_devices(read_bytes) -> None:
    infos = []
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
        info = tarfile.TarInfo(f"l{kind.decode()}")
        info.type, info.linkname = kind, "/etc/passwd"
        infos.append(info)
    *bad, good = told(read_bytes(tarred({}, *infos)[: 4 * 512] + tarred({"a.txt": TEXT}), "input.bin"))
    assert {reason for _, reason in bad} == {"it is a link or a device, no file"}
    assert good == ("/a.txt", "read")
    link = zipfile.ZipInfo("l")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert told(read_bytes(out.getvalue(), "input.bin")) == [("/l", "it is a link or a device, no file")]


SMALL = Limits(inflated_free=1_000_000, archive_bytes=3_000_000, archive_members=5, archive_depth=2)


def read_small(path: Path, raw: bytes, options: ReadingOptions) -> list[tuple[str, str]]:
    target = path / "input.bin"
    target.write_bytes(raw)
    return told(list(read([target], ReadingOptions(retrieved_at=options.retrieved_at, limits=SMALL))))


def test_a_bomb_costs_only_itself(tmp_path: Path, options: ReadingOptions) -> None:
    bomb, good = read_small(tmp_path, zipped({"bomb.txt": b"a" * 2_500_000, "good.txt": TEXT}), options)
    assert "more than 200 times" in bomb[1]
    assert good == ("/good.txt", "read")


def test_many_members_that_are_too_much_together(tmp_path: Path, options: ReadingOptions) -> None:
    files = {f"{n}.txt": (TEXT * 15_000).encode() for n in range(5)}
    *_, last = read_small(tmp_path, zipped(files, zipfile.ZIP_STORED), options)
    assert "the archive unpacks to more than" in last[1]


def test_too_many_members(tmp_path: Path, options: ReadingOptions) -> None:
    *read_, last = read_small(tmp_path, zipped({f"{n}.txt": TEXT for n in range(9)}), options)
    assert len(read_) == 5
    assert last == ("", "the archive has more than 5 files")


def test_archives_inside_one_another(tmp_path: Path, options: ReadingOptions) -> None:
    one = zipped({"a.txt": TEXT})
    two = zipped({"one.zip": one, "b.txt": TEXT})
    three = zipped({"two.zip": two})
    assert read_small(tmp_path, two, options) == [("/one.zip/a.txt", "read"), ("/b.txt", "read")]
    assert read_small(tmp_path, three, options) == [
        ("/two.zip/one.zip", "it lies in 2 archives, one inside the other"),
        ("/two.zip/b.txt", "read"),
    ]


@pytest.mark.parametrize(
    "raw", [zipped(FILES), tarred(FILES)[:2900], gzip.compress(tarred({"a.txt": TEXT * 99}))]
)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_archives_cut_off(read_bytes, raw: bytes, share: float) -> None:
    results = read_bytes(raw[: int(len(raw) * share)], "input.bin")
    assert results
    unread = [one for one in results if isinstance(one, Unread)]
    # A tar without its closing zeros is whole when no file is cut.
    assert unread or share == 0.9
    assert all(one.mend for one in unread)


def test_a_locked_archive_and_an_office_document(read_bytes) -> None:
    locked = bytearray(zipped({"a.txt": TEXT}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert told(read_bytes(bytes(locked), "input.bin")) == [("/a.txt", "it is locked with a password")]
    office = zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
    ((_, reason),) = told(read_bytes(office, "input.bin"))
    assert "office document" in reason
