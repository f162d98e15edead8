"""Building the gazetteer's rows from its sources."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from warmonitor.knowledge.gazetteer.bridge import BridgedNames, bridge_names, unit_vectors
from warmonitor.knowledge.gazetteer.draft import BARE, OTHER, Draft, Row
from warmonitor.knowledge.gazetteer.folding import fold, folding_rules
from warmonitor.knowledge.gazetteer.sources import SourcePlace, load_table, read_named_points, read_places


def build_draft() -> Draft:
    """Build the rows of the packaged gazetteer: countries, divisions, districts, settlements, regions."""
    places = list(read_places())
    names = bridge_names(places, list(read_named_points()))
    countries = load_table("countries.yaml")["countries"]
    regions = load_table("regions.yaml")["regions"]
    rows = [_country_row(item) for item in countries]
    country_rows = {row.country: index for index, row in enumerate(rows)}
    division_rows = _add_divisions(rows, places, names, country_rows)
    _add_districts_and_places(rows, places, names, division_rows, country_rows)
    draft = Draft(rows, {}, {item["iso2"]: item.get("neighbours", []) for item in countries}, {})
    # A demonym of two countries ("Congolese") stays with the one listed first.
    for item in reversed(countries):
        draft.demonyms.update(dict.fromkeys(item.get("demonyms", []), f"iso:{item['iso2']}"))
    by_name = {fold(rows[i].name) + "|" + code[:2]: i for code, i in division_rows.items()}
    _add_regions(draft, regions, by_name)
    _sum_populations(rows)
    return draft


def _country_row(item: dict[str, Any]) -> Row:
    names = [(name, OTHER) for name in item.get("also", [])]
    exact = tuple(name for name, _ in names if name.isupper() or "." in name)
    return Row(
        id=f"iso:{item['iso2']}",
        name=item["name"],
        kind="country",
        lat=item["point"][0],
        lon=item["point"][1],
        country=item["iso2"],
        names=[pair for pair in names if pair[0] not in exact],
        exact=exact,
    )


def _bare(name: str) -> str | None:
    """Take the word for the kind of place off a division's name: "Rapides Parish" gives "Rapides"."""
    words = name.split()
    kinds = folding_rules().kinds
    if len(words) > 1 and fold(words[-1]) in kinds:
        return " ".join(words[:-1])
    if len(words) > 1 and fold(words[0]) in kinds:
        return " ".join(words[1:])
    return None


def _mean_point(members: Sequence[SourcePlace]) -> tuple[float, float]:
    weights = np.array([max(member.population, 1) for member in members], dtype=float)
    vectors = unit_vectors(np.array([m.lat for m in members]), np.array([m.lon for m in members]))
    x, y, z = (vectors * weights[:, None]).sum(axis=0)
    return float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))


def _add_divisions(
    rows: list[Row], places: Sequence[SourcePlace], names: BridgedNames, country_rows: dict[str | None, int]
) -> dict[str, int]:
    tables = load_table("divisions.yaml")
    members: dict[str, list[SourcePlace]] = defaultdict(list)
    for place in places:
        members[f"{place.country}.{place.admin1_code}"].append(place)
    added: dict[str, int] = {}
    for code in sorted(names.divisions.keys() | tables["codes"].keys()):
        if code not in members:
            continue
        country = code[:2]
        source_name = names.divisions.get(code, "")
        listed = tables["divisions"].get(country, {}).get(source_name)
        shown = tables["codes"].get(code) or listed or [source_name]
        lat, lon = _mean_point(members[code])
        further = [(name, OTHER) for name in [*shown[1:], source_name] if name and name != shown[0]]
        further += [(bare, OTHER) for name in [shown[0], source_name] if (bare := _bare(name))]
        added[code] = len(rows)
        rows.append(
            Row(
                id=f"adm1:{code}",
                name=shown[0],
                kind="division",
                lat=lat,
                lon=lon,
                country=country,
                parent=country_rows.get(country, -1),
                names=further,
                exact=tuple(tables["abbreviations"].get(code, ())),
            )
        )
    return added


def _add_districts_and_places(
    rows: list[Row],
    places: Sequence[SourcePlace],
    names: BridgedNames,
    division_rows: dict[str, int],
    country_rows: dict[str | None, int],
) -> None:
    members: dict[tuple[str, str], list[SourcePlace]] = defaultdict(list)
    for place, district in zip(places, names.districts, strict=True):
        if district:
            members[f"{place.country}.{place.admin1_code}", district].append(place)
    district_rows: dict[tuple[str, str], int] = {}
    for (code, district), inside in members.items():
        lat, lon = _mean_point(inside)
        bare = _bare(district)
        district_rows[code, district] = len(rows)
        rows.append(
            Row(
                id=f"adm2:{code}.{fold(district).replace(' ', '-')}",
                name=district,
                kind="district",
                lat=lat,
                lon=lon,
                country=code[:2],
                parent=division_rows.get(code, country_rows.get(code[:2], -1)),
                names=[(bare, BARE)] if bare else [],
            )
        )
    for place, district in zip(places, names.districts, strict=True):
        code = f"{place.country}.{place.admin1_code}"
        parent = division_rows.get(code, country_rows.get(place.country, -1))
        rows.append(
            Row(
                id=f"geonames:{place.geonames_id}",
                name=place.name,
                kind="settlement",
                lat=place.lat,
                lon=place.lon,
                country=place.country,
                population=place.population,
                parent=district_rows.get((code, district), parent) if district else parent,
                names=[(name, OTHER) for name in place.names if name != place.name],
            )
        )


def _add_regions(draft: Draft, regions: Iterable[dict[str, Any]], division_names: dict[str, int]) -> None:
    """Add regions; one that is a division under another name lends that division its names and its point."""
    for item in regions:
        names = [(name, OTHER) for name in item.get("also", [])]
        countries = item.get("countries", [])
        if "division" in item:
            row = draft.rows[division_names[fold(item["division"]) + "|" + countries[0]]]
            row.names += [(item["name"], OTHER), *names]
            row.lat, row.lon = item["point"]
        else:
            row = Row(
                id=f"region:{item['id']}",
                name=item["name"],
                kind=item.get("kind", "region"),
                lat=item["point"][0],
                lon=item["point"][1],
                country=countries[0] if len(countries) == 1 else None,
                radius_km=item["radius"],
                names=names,
            )
            draft.rows.append(row)
            draft.region_countries[row.id] = countries
        draft.demonyms.update(dict.fromkeys(item.get("demonyms", []), row.id))


def _sum_populations(rows: list[Row]) -> None:
    """Give districts, divisions and countries the sum of the people of the places inside."""
    for row in rows:
        if row.kind != "settlement":
            continue
        parent = row.parent
        while parent >= 0:
            rows[parent].population += row.population
            parent = rows[parent].parent
