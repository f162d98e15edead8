"""The ledger in a notebook: what a filter asks for as tables of Arrow, Polars, pandas or GeoPandas."""

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from importlib import import_module
from typing import Any, TypedDict, Unpack

import pyarrow as pa
import pyarrow.parquet as pq

from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Claim, Incident
from warmonitor.publishing import linked, plots
from warmonitor.publishing.parquet import parquet_table
from warmonitor.publishing.sheet import Cell
from warmonitor.publishing.tables import tables

WGS84 = "EPSG:4326"


class Asked(TypedDict, total=False):
    """The fields of a filter, by name; see `Filter`."""

    place: str | None
    actor: str | None
    type: str | None
    since: date | None
    until: date | None
    status: str | None
    voice: str | None
    measure: str | None
    modality: str | None
    newness: str | None
    text: str | None
    report: str | None
    incident: str | None
    as_of: datetime | date | None
    limit: int | None


class Rows:
    """A table of an answer; its columns are those of the linked tables (docs/use/exports.md)."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __repr__(self) -> str:
        return f"{len(self)} rows: {', '.join(self._table.column_names)}"

    def to_arrow(self) -> pa.Table:
        """The table of Arrow."""
        return self._table

    def to_polars(self) -> Any:
        """A `polars.DataFrame`.

        Raises:
            ModuleNotFoundError: Polars is not installed; the message says the mend.
        """
        return library("polars").from_arrow(self._table)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`.

        Raises:
            ModuleNotFoundError: pandas is not installed; the message says the mend.
        """
        library("pandas")
        return self._table.to_pandas()

    def to_geopandas(self) -> Any:
        """A `geopandas.GeoDataFrame` (WGS 84); what has no point has no geometry.

        Raises:
            ModuleNotFoundError: GeoPandas is not installed; the message says the mend.
            ValueError: the table has no places.
        """
        if "longitude" not in self._table.column_names:
            raise ValueError("this table has no places; ask for incidents or places")
        geopandas = library("geopandas")
        frame = self.to_pandas()
        points = geopandas.GeoSeries(
            geopandas.points_from_xy(frame["longitude"], frame["latitude"]), index=frame.index, crs=WGS84
        )
        return geopandas.GeoDataFrame(frame, geometry=points.where(frame["longitude"].notna(), None))


class Notebook:
    """An open ledger to ask; every method takes the fields of a filter by name."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def __enter__(self) -> "Notebook":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    def incidents(self, **asked: Unpack[Asked]) -> Rows:
        """One row an incident."""
        return self._of_incidents("incidents", linked.incident_row, asked)

    def tolls(self, **asked: Unpack[Asked]) -> Rows:
        """Every voice's current figure in each incident."""
        return self._of_incidents("tolls", linked.tolls, asked)

    def claims(self, **asked: Unpack[Asked]) -> Rows:
        """One row a claim."""
        return self._of_claims("claims", linked.claim_row, asked)

    def figures(self, **asked: Unpack[Asked]) -> Rows:
        """The figures of the claims."""
        return self._of_claims("figures", linked.figures, asked)

    def voices(self, **asked: Unpack[Asked]) -> Rows:
        """The voices of the claims, innermost first."""
        return self._of_claims("voices", linked.voices, asked)

    def places(self, **asked: Unpack[Asked]) -> Rows:
        """The places of the claims."""
        return self._of_claims("places", linked.places, asked)

    def actors(self, **asked: Unpack[Asked]) -> Rows:
        """The actors of the claims."""
        return self._of_claims("actors", linked.actors, asked)

    def reports(self, **asked: Unpack[Asked]) -> Rows:
        """One row a report, without its text."""
        return _rows("reports", map(linked.report_row, self.ledger.reports(Filter(**asked))))

    def plot_days(self, **asked: Unpack[Asked]) -> Any:
        """Incidents by the day they began, by status, as `matplotlib` axes; the undated are counted.

        Raises:
            ModuleNotFoundError: matplotlib or pandas is not installed; the message says the mend.
        """
        return plots.days(self.incidents(**asked).to_pandas(), library("matplotlib.pyplot"))

    def plot_tolls(self, **asked: Unpack[Asked]) -> Any:
        """Every voice's figure of a measure (killed), low to high, side by side by incident; never summed.

        Raises:
            ModuleNotFoundError: as `plot_days`.
        """
        measure = asked.get("measure") or "killed"
        incidents, tolls = self.incidents(**asked).to_pandas(), self.tolls(**asked).to_pandas()
        return plots.tolls(incidents, tolls, measure, library("matplotlib.pyplot"))

    def plot_places(self, **asked: Unpack[Asked]) -> Any:
        """Incidents where they are said to have been, no finer than is known; the rest is counted.

        Raises:
            ModuleNotFoundError: as `plot_days`.
        """
        return plots.places(self.incidents(**asked).to_pandas(), library("matplotlib.pyplot"))

    def _of_incidents(
        self, name: str, rows: Callable[[Incident], Iterator[linked.Row]], asked: Asked
    ) -> Rows:
        return _rows(name, (row for one in self.ledger.incidents(Filter(**asked)) for row in rows(one)))

    def _of_claims(self, name: str, rows: Callable[[Claim], Iterator[linked.Row]], asked: Asked) -> Rows:
        return _rows(name, (row for one in self.ledger.claims(Filter(**asked)) for row in rows(one)))


def open_notebook(url: str | None = None) -> Notebook:
    """The ledger at an address (see `Ledger.open`), to ask from a notebook."""
    return Notebook(Ledger.open(url, new=False))


def _rows(name: str, rows: Iterable[dict[str, Cell]]) -> Rows:
    out = io.BytesIO()
    with parquet_table(out, tables()[name]["fields"]) as table:
        for row in rows:
            table.write(row)
    return Rows(pq.read_table(pa.BufferReader(out.getvalue())))


def library(name: str) -> Any:
    """An optional library, or a ModuleNotFoundError that says how to get it."""
    try:
        return import_module(name)
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            f"{name.partition('.')[0]} is not installed; pip install 'warmonitor[notebook]'", name=name
        ) from missing
