"""HAPI's shape: every division, month and type, zeros included."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from published_war import TARSIL, War, killed, toll

from warmonitor.ledger import Filter
from warmonitor.model import Time
from warmonitor.publishing import export
from warmonitor.publishing.hapi import shape

STANDARDS = Path(__file__).parents[2] / "../shared/design/standards.md"


def exported(war: War, format: str = "hapi", **wanted: Any) -> list[dict[str, str]]:  # noqa: A002
    out = io.BytesIO()
    export(format, war.ledger, Filter(**wanted), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def shelled(war: War, month: int, deaths: int | None, **changed: Any) -> None:
    """A shelling on the tenth of a month of 2031."""
    day = date(2031, month, 10)
    place = msgspec.structs.replace(TARSIL, **changed)
    words = f"Shells fell on {place.admin1} in month {month}; {deaths} died."
    claim = war.tell(words, time=Time(start=day, end=day, basis="stated"), places=(place,))
    war.happen(claim, tolls=(toll((claim, "Ridge Watch", deaths, deaths)),) if deaths is not None else ())


def test_the_columns_and_tags_are_those_of_the_standard() -> None:
    if not STANDARDS.exists():
        pytest.skip("the standard's columns are not beside this checkout")
    listed = re.search(r"`(location_code #[^`]+)`", STANDARDS.read_text(encoding="utf-8"))
    assert listed is not None
    assert listed.group(1).split("; ") == [f"{name} {tag}" for name, tag in shape()["columns"].items()]


def test_months_without_events_are_rows_of_zero(war: War) -> None:
    shelled(war, 1, 5)
    shelled(war, 3, 2)
    rows = exported(war)
    counts = [
        (row["reference_period_start"], row["events"], row["fatalities"])
        for row in rows
        if row["event_type"] == "political_violence"
    ]
    assert counts == [("2031-01-01", "1", "5"), ("2031-02-01", "0", "0"), ("2031-03-01", "1", "2")]
    assert {row["reference_period_end"] for row in rows} == {"2031-01-31", "2031-02-28", "2031-03-31"}
    assert {(row["location_code"], row["provider_admin1_name"], row["admin_level"]) for row in rows} == {
        ("SYR", "Ordan", "1")
    }
    assert [row["warning"] for row in rows if row["events"] == "0"] == ["none in the reports read"] * 7


def test_deaths_that_nobody_told_are_no_zero(war: War) -> None:
    shelled(war, 1, None)
    (row,) = (row for row in exported(war) if row["events"] == "1")
    assert (row["fatalities"], row["warning"]) == ("", "deaths not told for 1 of these")


def test_an_unknown_division_is_no_total_of_the_country(war: War) -> None:
    shelled(war, 1, 1, admin1=None)
    row = exported(war)[-1]
    assert (row["admin_level"], row["provider_admin1_name"]) == ("0", "")
    assert row["warning"] == "only the country is known of these; this is no total of the country"


@pytest.mark.parametrize(
    ("claim", "kinds"),
    [
        ({"type": "clash"}, {"political_violence"}),
        ({"type": "abduction"}, {"political_violence", "civilian_targeting"}),
        ({"type": "protest"}, {"demonstration"}),
        ({"type": "riot"}, {"demonstration"}),
    ],
)
def test_types_follow_acled(war: War, claim: dict[str, Any], kinds: set[str]) -> None:
    war.happen(war.tell("Something happened in Tarsil.", **claim))
    assert {row["event_type"] for row in exported(war) if row["events"] == "1"} == kinds


def test_what_cannot_be_counted_is_left_out_with_the_reason(war: War) -> None:
    long = Time(start=date(2031, 4, 29), end=date(2031, 5, 2), basis="stated")
    war.happen(war.tell("Tarsil was shelled for days.", time=long))
    nowhere = msgspec.structs.replace(TARSIL, country=None)
    war.happen(war.tell("A town was shelled.", places=(nowhere,), figures=(killed(1),)))
    war.happen(war.tell("They signed a deal.", type="agreement"))
    war.happen(war.tell("They spoke.", type="comment"))
    summary = export("hapi", war.ledger, Filter(), io.BytesIO())
    assert summary.left_out == {
        "its country is not told": 1,
        "its month is not told": 1,
        "no ACLED event type for comment": 1,
        "no HAPI type for agreement": 1,
    }
    assert summary.rows == 0


def test_months_asked_for_are_there_without_events(war: War) -> None:
    shelled(war, 3, 2)
    rows = exported(war, since=date(2031, 2, 1), until=date(2031, 4, 30))
    assert len(rows) == 9


def test_the_row_of_hxl_tags_is_optional(war: War) -> None:
    shelled(war, 1, 5)
    plain, tagged = exported(war), exported(war, "hapi-hxl")
    assert tagged[1:] == plain
    assert tagged[0]["fatalities"] == "#affected+killed"
    assert len(tagged[0]) == 19
