"""ACLED's shape, filled only with what is known."""

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
from warmonitor.model import Time
from warmonitor.publishing import export
from warmonitor.publishing.acled import event, shape

STANDARDS = Path(__file__).parents[2] / "../shared/design/standards.md"


def exported(war: War) -> list[dict[str, str]]:
    out = io.BytesIO()
    export("acled", war.ledger, Filter(), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_the_columns_are_those_of_the_standard() -> None:
    if not STANDARDS.exists():
        pytest.skip("the standard's columns are not beside this checkout")
    listed = re.search(r"`(event_id_cnty,[^`]+)`", STANDARDS.read_text(encoding="utf-8"))
    assert listed is not None
    assert listed.group(1).split(",") == shape()["columns"]


def test_a_row_tells_what_is_known(war: War) -> None:
    claim = war.tell(
        "The army shelled Tarsil, killing 12 people.",
        figures=(killed(12, 12),),
        actors=(actor("agent", "syrian-army"), actor("target", "villagers")),
        objects=(weapon("artillery"),),
    )
    incident = war.happen(claim, tolls=(toll((claim, "Ridge Watch", 12, 12)),))
    (row,) = exported(war)
    assert {column: cell for column, cell in row.items() if cell} == {
        "event_id_cnty": incident.id,
        "event_date": "2031-04-29",
        "year": "2031",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Syrian Army",
        "actor2": "Villagers",
        "iso": "760",
        "country": "Syria",
        "admin1": "Ordan",
        "location": "Tarsil",
        "latitude": "34.12",
        "longitude": "36.99",
        "geo_precision": "1",
        "source": "Example Wire; Ridge Watch",
        "notes": "“The army shelled Tarsil, killing 12 people.” (Example Wire, 2031-05-01)."
        " Status: single source.",
        "fatalities": "12",
    }


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2031, 4, 29), date(2031, 4, 29), ("2031-04-29", "2031", "1")),
        (date(2031, 4, 21), date(2031, 4, 27), ("2031-04-24", "2031", "2")),
        (date(2031, 4, 1), date(2031, 4, 30), ("2031-04-15", "2031", "3")),
        (date(2031, 1, 1), date(2031, 12, 31), ("", "2031", "")),
        (date(2030, 1, 1), date(2031, 12, 31), ("", "", "")),
        (date(2031, 4, 1), None, ("", "", "")),
        (None, date(2031, 4, 1), ("", "", "")),
    ],
)
def test_a_date_is_told_only_as_well_as_it_is_known(
    war: War, start: date | None, end: date | None, expected: tuple[str, ...]
) -> None:
    war.happen(war.tell("Tarsil was shelled.", time=Time(start=start, end=end, basis="stated")))
    (row,) = exported(war)
    assert (row["event_date"], row["year"], row["time_precision"]) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ("Tarsil", "34.12", "1")),
        ({"relation": "near"}, ("Tarsil", "34.1", "2")),
        ({"precision": "division"}, ("Tarsil", "34.1", "3")),
        ({"precision": "country"}, ("Tarsil", "", "")),
        ({"precision": "unresolved", "id": None, "name": None, "lat": None, "lon": None}, ("Tarsil", "", "")),
    ],
)
def test_a_place_is_told_only_as_well_as_it_is_known(
    war: War, changed: dict[str, Any], expected: tuple[str, ...]
) -> None:
    war.happen(war.tell("Tarsil was shelled.", places=(msgspec.structs.replace(TARSIL, **changed),)))
    (row,) = exported(war)
    assert (row["location"], row["latitude"], row["geo_precision"]) == expected


@pytest.mark.parametrize(
    ("low", "words", "deaths", "noted"),
    [
        (12, "12 people", "12", False),
        (24, "dozens of people", "12", True),
        (20, "tens of people", "10", True),
        (200, "Hundreds", "100", True),
        (24, "24 people", "24", False),
        (20000, "tens of thousands", "20000", False),
        (36, "several dozen", "36", False),
        (None, "up to 40 people", "", False),
    ],
)
def test_words_of_quantity_are_counted_as_acled_does(
    war: War, low: int | None, words: str, deaths: str, noted: bool
) -> None:
    claim = war.tell("Shells killed people.", figures=(killed(low, text=words),))
    war.happen(claim, tolls=(toll((claim, "Ridge Watch", low, None)),))
    (row,) = exported(war)
    assert row["fatalities"] == deaths
    assert ("Counted as ACLED does" in row["notes"]) == noted


def test_rival_figures_give_the_lowest_and_are_noted(war: War) -> None:
    one = war.tell("Shells killed 30.", figures=(killed(30, 30),))
    two = war.tell("At least nine died.", figures=(killed(9),))
    war.happen(one, two, tolls=(toll((one, "Ridge Watch", 30, 30), (two, "Ministry", 9, None)),))
    (row,) = exported(war)
    assert row["fatalities"] == "9"
    assert "Killed (people): Ridge Watch 30; Ministry at least 9." in row["notes"]


def test_groups_without_a_whole_bound_it_from_below(war: War) -> None:
    claim = war.tell("Shells killed soldiers and civilians.")
    groups = [
        toll((claim, "Ridge Watch", low, low), group=group)
        for low, group in ((4, "soldier"), (7, "civilian"))
    ]
    war.happen(claim, tolls=tuple(groups))
    assert exported(war)[0]["fatalities"] == "7"


def test_no_toll_is_no_zero(war: War) -> None:
    war.happen(war.tell("Tarsil was shelled."))
    assert exported(war)[0]["fatalities"] == ""


def test_rival_accounts_of_who_did_it_name_no_one(war: War) -> None:
    one = war.tell("The army shelled Tarsil.", actors=(actor("agent", "syrian-army"),))
    two = war.tell("The Red Front shelled Tarsil.", actors=(actor("agent", "red-front"),))
    war.happen(one, two)
    (row,) = exported(war)
    assert row["actor1"] == ""
    assert "Rival accounts of who did it: Red Front; Syrian Army." in row["notes"]


def test_one_account_with_more_names_is_no_rival(war: War) -> None:
    one = war.tell("The army shelled Tarsil.", actors=(actor("agent", "syrian-army"),))
    two = war.tell(
        "Army and guard shelled Tarsil.", actors=(actor("agent", "syrian-army"), actor("agent", "home-guard"))
    )
    war.happen(one, two)
    (row,) = exported(war)
    assert (row["actor1"], row["assoc_actor_1"]) == ("Syrian Army", "Home Guard")


def test_who_speaks_or_leaves_is_no_rival_of_who_did_it(war: War) -> None:
    claims = [
        war.tell(f"Of Tarsil: {kind}.", type=kind, actors=(actor("agent", who),))
        for kind, who in (("capture", "red-front"), ("withdrawal", "home-guard"), ("accusation", "ministry"))
    ]
    war.happen(*claims)
    (row,) = exported(war)
    assert row["actor1"] == "Red Front"
    assert "Rival accounts" not in row["notes"]


def test_a_denial_does_not_name_the_one_who_did_it(war: War) -> None:
    one = war.tell("Tarsil was shelled.")
    two = war.tell(
        "The army did not shell Tarsil.", actors=(actor("agent", "syrian-army"),), modality="denied"
    )
    war.happen(one, two, status="contested")
    (row,) = exported(war)
    assert row["actor1"] == ""
    assert row["notes"].endswith("Status: contested.")


def test_parties_of_a_clash_are_the_two_actors(war: War) -> None:
    sides = (actor("party", "red-front"), actor("party", "syrian-army"))
    war.happen(war.tell("They clashed at Tarsil.", type="clash", actors=sides))
    (row,) = exported(war)
    assert (row["actor1"], row["actor2"], row["sub_event_type"]) == (
        "Red Front",
        "Syrian Army",
        "Armed clash",
    )


@pytest.mark.parametrize(
    ("claim", "status", "reason"),
    [
        ({"type": "threat"}, "single_source", "no ACLED event type for threat"),
        ({}, "denied", "denied"),
        ({}, "retracted", "retracted"),
    ],
)
def test_what_acled_would_not_code_is_left_out_and_counted(
    war: War, claim: dict[str, Any], status: str, reason: str
) -> None:
    war.happen(war.tell("Something of Tarsil.", **claim), status=status)
    summary = export("acled", war.ledger, Filter(), io.BytesIO())
    assert (summary.rows, summary.left_out) == (0, {reason: 1})


def test_columns_that_cannot_be_filled_are_named(war: War) -> None:
    war.happen(war.tell("Tarsil was shelled."))
    summary = export("acled", war.ledger, Filter(), io.BytesIO())
    assert {"inter1", "inter2", "interaction", "region", "admin2", "source_scale"} <= set(summary.left_empty)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ({"type": "abduction"}, "Civilian targeting"),
        ({"type": "clash"}, ""),
        ({"type": "shelling"}, ""),
    ],
)
def test_civilian_targeting(war: War, claim: dict[str, Any], told: str) -> None:
    war.happen(war.tell("Something happened in Tarsil.", **claim))
    assert exported(war)[0]["civilian_targeting"] == told


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ({"villagers": "civilian"}, "Civilian targeting"),
        ({"villagers": "medical"}, "Civilian targeting"),
        ({"villagers": "military"}, None),
        ({}, None),
    ],
)
def test_shelling_of_civilians_targets_them(war: War, kinds: dict[str, str], told: str | None) -> None:
    claim = war.tell("Guns shelled the villagers of Tarsil.", actors=(actor("target", "villagers"),))
    dossier = war.ledger.dossier(war.happen(claim).id)
    assert dossier is not None
    row = event(dossier, kinds.get)
    assert row is not None
    assert row.get("civilian_targeting") == told
