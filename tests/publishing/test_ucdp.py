"""UCDP's shape, filled only with what is known."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from published_war import TARSIL, War, actor, killed, toll, weapon

from warmonitor.ledger import Filter
from warmonitor.model import Time, Toll, VoiceFigure
from warmonitor.publishing import export
from warmonitor.publishing.ucdp import count, gw_numbers, priogrid, shape

STANDARDS = Path(__file__).parents[2] / "../shared/design/standards.md"


def exported(war: War, **wanted: Any) -> list[dict[str, str]]:
    out = io.BytesIO()
    export("ucdp-ged", war.ledger, Filter(**wanted), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_the_columns_are_those_of_the_standard() -> None:
    if not STANDARDS.exists():
        pytest.skip("the standard's columns are not beside this checkout")
    listed = re.search(r"`(id,relid,[^`]+)`", STANDARDS.read_text(encoding="utf-8"))
    assert listed is not None
    assert listed.group(1).split(",") == shape()["columns"]


def test_a_row_tells_what_is_known(war: War) -> None:
    claim = war.tell(
        "The army shelled the rebels in Tarsil, killing 12 people.",
        figures=(killed(12, 12),),
        actors=(actor("agent", "syria-armed-forces"), actor("target", "syrian-opposition")),
        objects=(weapon("artillery"),),
    )
    incident = war.happen(claim, tolls=(toll((claim, "Ridge Watch", 12, 12)),))
    (row,) = exported(war)
    told = {column: cell for column, cell in row.items() if cell}
    assert told == {
        "id": incident.id,
        "year": "2031",
        "type_of_violence": "1",
        "dyad_name": "Government of Syria - Syrian insurgents",
        "side_a": "Government of Syria",
        "side_b": "Syrian insurgents",
        "number_of_sources": "1",
        "source_article": '"Example Wire","2031-05-01",""',
        "source_office": "Example Wire",
        "source_date": "2031-05-01",
        "source_original": "Ridge Watch",
        "where_prec": "1",
        "where_coordinates": "Tarsil",
        "where_description": "Tarsil",
        "adm_1": "Ordan",
        "latitude": "34.12",
        "longitude": "36.99",
        "geom_wkt": "POINT (36.99 34.12)",
        "priogrid_gid": str(priogrid(34.12, 36.99)),
        "country": "Syria",
        "country_id": "652",
        "date_prec": "1",
        "date_start": "2031-04-29",
        "date_end": "2031-04-29",
        "deaths_unknown": "12",
        "best": "12",
        "high": "12",
        "low": "12",
        "gwnoa": "652",
    }


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90, -180, 1), (-89.6, -179.4, 2), (-89.4, -180, 721), (0, 0, 129961), (90, 180, 259200)],
)
def test_cells_of_priogrid(latitude: float, longitude: float, cell: int) -> None:
    assert priogrid(latitude, longitude) == cell


def test_numbers_of_states_are_those_of_gleditsch_and_ward() -> None:
    known = gw_numbers()
    assert (known["SY"], known["UA"], known["US"]) == (652, 369, 2)


@pytest.mark.parametrize(
    ("claim", "incident", "reason"),
    [
        ({"type": "agreement"}, {}, "no UCDP type of violence for agreement"),
        ({}, {}, "no death told"),
        ({}, {"status": "denied"}, "denied"),
    ],
)
def test_what_ucdp_would_not_count_is_left_out_and_counted(
    war: War, claim: dict[str, Any], incident: dict[str, Any], reason: str
) -> None:
    war.happen(war.tell("Something of Tarsil.", **claim), **incident)
    summary = export("ucdp-ged", war.ledger, Filter(), io.BytesIO())
    assert (summary.rows, summary.left_out) == (0, {reason: 1})


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, ("1", "Tarsil")),
        ({"relation": "near"}, ("2", "near Tarsil")),
        ({"relation": "north_of"}, ("2", "north of Tarsil")),
        ({"precision": "district"}, ("3", "Tarsil")),
        ({"precision": "division"}, ("4", "Tarsil")),
        ({"precision": "region"}, ("5", "Tarsil")),
        ({"precision": "country"}, ("6", "Tarsil")),
        ({"precision": "unresolved"}, ("", "Tarsil")),
    ],
)
def test_a_place_is_told_only_as_well_as_it_is_known(
    war: War, changed: dict[str, Any], told: tuple[str, str]
) -> None:
    claim = war.tell("Shells killed 2.", places=(msgspec.structs.replace(TARSIL, **changed),))
    war.happen(claim, tolls=(toll((claim, "Ridge Watch", 2, 2)),))
    (row,) = exported(war)
    assert (row["where_prec"], row["where_description"]) == told


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        (date(2031, 4, 29), date(2031, 4, 29), "1"),
        (date(2031, 4, 28), date(2031, 4, 29), "2"),
        (date(2031, 4, 21), date(2031, 4, 27), "3"),
        (date(2031, 4, 1), date(2031, 4, 30), "4"),
        (date(2031, 1, 1), date(2031, 12, 31), "5"),
        (date(2029, 1, 1), date(2031, 12, 31), ""),
        (date(2031, 4, 1), None, ""),
    ],
)
def test_dates_have_their_precision(war: War, start: date, end: date | None, precision: str) -> None:
    claim = war.tell("Shells killed 2.", time=Time(start=start, end=end, basis="stated"))
    war.happen(claim, tolls=(toll((claim, "Ridge Watch", 2, 2)),))
    assert exported(war)[0]["date_prec"] == precision


def losses(low: int, group: str = "people", *side: str) -> Toll:
    return Toll(
        measure="killed",
        group=group,
        side=side,
        low=low,
        high=low,
        by_voice=(VoiceFigure(voice="Ridge Watch", low=low, high=low, said_on=None, claim="c-1"),),
    )


@pytest.mark.parametrize(
    ("tolls", "deaths"),
    [
        ([losses(12)], (None, None, None, 12, 12, 12, 12)),
        ([losses(12), losses(5, "civilian")], (None, None, 5, 7, 12, 12, 12)),
        ([losses(12), losses(5, "civilian"), losses(4, "soldier", "a")], (4, None, 5, 3, 12, 12, 12)),
        ([losses(5, "civilian"), losses(4, "soldier", "a")], (4, None, 5, 0, 9, 9, 5)),
        ([losses(6, "child"), losses(4, "woman")], (None, None, None, 6, 6, 6, 6)),
        ([losses(3), losses(5, "civilian")], (None, None, None, None, 3, 3, 3)),
        ([losses(3, "soldier", "a", "b")], (None, None, None, 3, 3, 3, 3)),
    ],
)
def test_deaths_by_side_never_exceed_the_whole(tolls: list[Toll], deaths: tuple[int | None, ...]) -> None:
    assert tuple(count(tolls, frozenset({"a"}), frozenset({"b"}))) == deaths
