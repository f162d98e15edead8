from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from warmonitor.reading import Reading, ReadingOptions, Unread, read

RETRIEVED = datetime(2024, 12, 10, 12, tzinfo=UTC)


@pytest.fixture
def options() -> ReadingOptions:
    return ReadingOptions(retrieved_at=RETRIEVED)


@pytest.fixture
def read_bytes(tmp_path: Path, options: ReadingOptions) -> Callable[..., list[Reading | Unread]]:
    """Reads bytes as they would stand in a file of that name."""

    def reading(raw: bytes | str, name: str = "report.txt") -> list[Reading | Unread]:
        path = tmp_path / name
        path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
        return list(read([path], options))

    return reading
