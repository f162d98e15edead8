"""A ledger of an invented war."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from published_war import NOON, War

from warmonitor.ledger import Ledger


@pytest.fixture
def war(tmp_path: Path) -> Iterator[War]:
    with Ledger.open(str(tmp_path / "ledger.db"), clock=lambda: NOON) as ledger:
        yield War(ledger)
