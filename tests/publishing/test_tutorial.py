"""The tutorial notebook runs from its first cell to its last, over a ledger as an analyst has it."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from published_war import War, killed, toll

import warmonitor as wm
from warmonitor.ledger import Ledger

TUTORIAL = Path(__file__).parents[2] / "docs" / "use" / "tutorial.ipynb"


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "war.db")
    with Ledger.open(path) as ledger:
        war = War(ledger)
        one = war.tell("Guns killed 12 in Tarsil.", figures=(killed(12, 12),))
        other = war.tell("At least 15 died in Tarsil.", figures=(killed(15, None),))
        war.happen(one, tolls=(toll((one, "Ridge Watch", 12, 12), (other, "the army", 15, None)),))
        war.happen(war.tell("Somewhere a bridge fell.", type="destruction", places=(), time=None))
    return path


def test_the_tutorial_runs(db: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WARMONITOR_DB", f"sqlite:///{db}")
    monkeypatch.setenv("MPLBACKEND", "agg")
    book = nbformat.read(TUTORIAL, as_version=4)
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    counts = [cell.outputs[-1]["data"]["text/plain"] for cell in book.cells if cell.source.startswith("from")]
    assert counts == ["(0, 2)"]


def test_the_tutorial_is_kept_without_outputs() -> None:
    cells = nbformat.read(TUTORIAL, as_version=4).cells
    assert all(not cell.outputs for cell in cells if cell.cell_type == "code")


def test_a_plot_shows_each_voice_and_counts_what_it_cannot_show(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    with wm.open(db) as book:
        labels = [label.get_text() for label in book.plot_tolls().get_yticklabels()]
        days, places = book.plot_days().get_title(), book.plot_places().get_title()
    assert [label.rpartition(" · ")[2] for label in labels] == ["the army", "Ridge Watch"]
    assert days == "Incidents (1 without a day)"
    assert places == "Where (1 without a point)"


def test_a_filter_that_keeps_nothing_gives_an_empty_plot(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    with wm.open(db) as book:
        assert not book.plot_days(place="Nowhere").patches
        assert not book.plot_tolls(place="Nowhere").lines
        assert not len(book.plot_places(place="Nowhere").collections[0].get_offsets())
