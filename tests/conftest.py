"""What the tests of several rooms share: the corridor, loaded once, and reports made from words."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import URL

from warmonitor.ledger import Ledger, database
from warmonitor.model import Claim, Report
from warmonitor.pipeline import Corridor
from warmonitor.reading import Reading, ReadingOptions, read

RETRIEVED = datetime(2031, 6, 1, tzinfo=UTC)

# No example is timed: a busy machine fails no test.
settings.register_profile("short", deadline=None)
settings.register_profile("long", deadline=None, max_examples=500)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long forms too")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--soak") else "short")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--soak"):
        return
    for item in items:
        if "soak" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="a long form: make soak runs it"))


@pytest.fixture(scope="session", autouse=True)
def ledgers_made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Runs the migrations once in a process: a new SQLite ledger is a copy of the one that they made."""
    made = tmp_path_factory.mktemp("made") / "ledger.db"
    Ledger.open(str(made)).close()
    make_folder = database._make_folder

    def make_folder_and_ledger(url: URL) -> None:
        make_folder(url)
        path = Path(str(url.database))
        if not path.exists():
            shutil.copyfile(made, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_make_folder", make_folder_and_ledger)
        yield


@pytest.fixture(scope="session")
def corridor() -> Corridor:
    return Corridor.load()


@pytest.fixture
def report_of(tmp_path: Path) -> Callable[..., Report]:
    """Makes a report from its words, as reading a file would."""

    def make(text: str, published: date | None = date(2031, 5, 9), outlet: str = "Example Wire") -> Report:
        path = tmp_path / "report.txt"
        path.write_text(text, encoding="utf-8")
        options = ReadingOptions(outlet=outlet, published=published, retrieved_at=RETRIEVED)
        (reading,) = read([path], options)
        assert isinstance(reading, Reading)
        return reading.report

    return make


@pytest.fixture
def claims_of(corridor: Corridor, report_of: Callable[..., Report]) -> Iterator[Callable[..., list[Claim]]]:
    """The claims of a text, published on Friday 9 May 2031 unless told otherwise."""

    def tell(text: str, published: date | None = date(2031, 5, 9)) -> list[Claim]:
        return list(corridor.told(report_of(text, published)).claims)

    return tell
