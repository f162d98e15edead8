from collections.abc import Iterator

import httpx
import pytest
from hand_made_war import War, hand_made_war
from serving import serving

from warmonitor.server import create_app


@pytest.fixture(scope="session")
def war() -> War:
    return hand_made_war()


@pytest.fixture(scope="session")
def api(war: War, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with (
        war.ledger_at(tmp_path_factory.mktemp("ledger") / "war.db") as ledger,
        serving(create_app(ledger)) as address,
        httpx.Client(base_url=address, timeout=30, trust_env=False) as client,
    ):
        yield client
