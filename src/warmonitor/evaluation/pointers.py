"""Lines of the Current Events files that a sample points at by file, line and hash, and holds no text of.

A line that is absent or another is an error, since figures over a part would not be comparable.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from warmonitor.model import Block, Publication, Report, report_id

_OUTLET = "Current Events"


@dataclass(frozen=True, slots=True)
class PointedLines:
    """The lines of a folder of Current Events files; each file is read once."""

    folder: Path
    _files: dict[str, list[bytes]] = field(default_factory=dict)

    def item(self, file: str, line: int, sha256: str) -> dict[str, Any]:
        """The item of a line, counted from 1; `sha256` is the beginning of the hash of its bytes.

        Raises:
            FileNotFoundError: the folder does not hold the file.
            ValueError: the line is not the one that was annotated.
        """
        if file not in self._files:
            self._files[file] = (self.folder / file).read_bytes().split(b"\n")
        lines = self._files[file]
        raw = lines[line - 1] if line <= len(lines) else b""
        if not hashlib.sha256(raw).hexdigest().startswith(sha256):
            raise ValueError(f"{file}:{line}: not the line that was annotated")
        item: dict[str, Any] = json.loads(raw)
        return item


def report_of(text: str, published: str, name: str) -> Report:
    """One paragraph as a report of the day it was published, read the day after."""
    day = datetime.combine(datetime.fromisoformat(published), time(12), UTC)
    raw = text.encode()
    return Report(
        id=report_id(_OUTLET, None, published, raw),
        outlet=_OUTLET,
        published=Publication(start=day.date(), end=day.date(), known_by="item"),
        retrieved_at=day + timedelta(days=1),
        language="en",
        sha256=hashlib.sha256(raw).hexdigest(),
        path=name,
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        text=text,
    )
