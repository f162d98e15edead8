"""What a notebook gets: tables of the usual libraries, of the same rows as the exports."""

import sys
from pathlib import Path

import pytest
from published_war import NOON, TARSIL, War, killed, toll

import warmonitor as wm
from warmonitor.ledger import Ledger


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "book.db")
    with Ledger.open(path, clock=lambda: NOON) as ledger:
        war = War(ledger)
        one = war.tell("Guns killed 12 in Tarsil.", figures=(killed(12, 12),))
        war.happen(one, tolls=(toll((one, "Ridge Watch", 12, 12)),))
        war.happen(war.tell("Somewhere a bridge fell.", type="destruction", places=()))
    return path


def test_a_filter_gives_its_rows(db: str) -> None:
    with wm.open(db) as book:
        assert len(book.incidents()) == 2
        rows = book.incidents(place="Tarsil")
        assert repr(rows).startswith("1 rows: id, type, status")
        (row,) = rows.to_arrow().to_pylist()
        assert (row["place"], row["latitude"]) == ("Tarsil", 34.12)
        assert book.tolls().to_arrow().column("low").to_pylist() == [12]
        names = ("reports", "claims", "figures", "voices", "places", "actors")
        assert [len(getattr(book, name)()) for name in names] == [2, 2, 1, 4, 1, 0]


def test_polars_and_pandas_hold_the_same(db: str) -> None:
    polars, pandas = pytest.importorskip("polars"), pytest.importorskip("pandas")
    with wm.open(db) as book:
        claims = book.claims(type="shelling")
    frame, other = claims.to_polars(), claims.to_pandas()
    assert isinstance(frame, polars.DataFrame)
    assert isinstance(other, pandas.DataFrame)
    assert frame["quote"].to_list() == other["quote"].tolist() == ["Guns killed 12 in Tarsil."]


def test_geopandas_has_points_where_they_are_known(db: str) -> None:
    pytest.importorskip("geopandas")
    with wm.open(db) as book:
        frame = book.incidents().to_geopandas().set_index("type")
        with pytest.raises(ValueError, match="no places"):
            book.figures().to_geopandas()
    assert frame.crs == "EPSG:4326"
    point = frame.geometry["shelling"]
    assert (point.x, point.y) == (round(TARSIL.lon or 0, 2), round(TARSIL.lat or 0, 2))
    assert frame.geometry["destruction"] is None


def test_a_library_that_is_missing_is_named_with_its_mend(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with (
        wm.open(db) as book,
        pytest.raises(ModuleNotFoundError, match=r"pip install 'warmonitor\[notebook\]'"),
    ):
        book.incidents().to_polars()


def test_importing_the_package_loads_no_room() -> None:
    import subprocess  # noqa: PLC0415 - a fresh interpreter is the point

    code = "import sys, warmonitor; print([name for name in sys.modules if name.startswith('warmonitor.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
