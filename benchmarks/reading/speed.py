"""Pages a second: the pages of this folder as files, and a web archive of many of them."""

import sys
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from time import perf_counter

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warmonitor.reading import Reading, ReadingOptions, read

PAGES = Path(__file__).parent / "pages"
NOW = datetime(2031, 6, 1, tzinfo=UTC)


def timed(paths: list[Path]) -> tuple[int, float]:
    started = perf_counter()
    count = sum(isinstance(one, Reading) for one in read(paths, ReadingOptions(retrieved_at=NOW)))
    return count, perf_counter() - started


def archive(path: Path, copies: int) -> int:
    size = 0
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(copies):
            for page in sorted(PAGES.glob("*.html")):
                raw = page.read_bytes()
                size += len(raw)
                headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
                url = f"https://wire.example/{number}/{page.stem}"
                record = writer.create_warc_record(
                    url, "response", BytesIO(raw), length=len(raw), http_headers=headers
                )
                writer.write_record(record)
    return size


def main(copies: int) -> None:
    timed([PAGES])
    count, seconds = timed([PAGES] * copies)
    print(f"html: {count} reports in {seconds:.1f} s: {count / seconds:.1f} a second")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        size = archive(path, copies)
        count, seconds = timed([path])
        print(
            f"warc: {count} reports of {size / 1e6:.1f} MB in {seconds:.1f} s: {count / seconds:.1f} a second"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
