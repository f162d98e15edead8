"""A WARC copy of what was fetched, one packed record an answer."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warmonitor.watching.fetching import Answer

# The bytes are kept unpacked and in one piece, so these would be false of them.
_OF_THE_WIRE = {"content-encoding", "transfer-encoding", "content-length"}


class Archive:
    """Appends answers to a `.warc.gz`; what was there stays."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = path.open("ab")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="WARC/1.1")

    def keep(self, answer: Answer) -> None:
        """Writes one answer."""
        headers = [(name, value) for name, value in answer.headers.items() if name not in _OF_THE_WIRE]
        status = StatusAndHeaders(f"{answer.status} {answer.reason}", headers, protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            answer.url,
            "response",
            payload=BytesIO(answer.raw),
            length=len(answer.raw),
            http_headers=status,
            warc_headers_dict={"WARC-Date": answer.retrieved_at.strftime("%Y-%m-%dT%H:%M:%SZ")},
        )
        self._writer.write_record(record)
        self._file.flush()

    def close(self) -> None:
        """Ends the file."""
        self._file.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
