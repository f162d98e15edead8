"""The tables beside the gazetteer are whole and agree with each other."""

import pytest

from warmonitor.knowledge.gazetteer import Gazetteer, load_gazetteer
from warmonitor.knowledge.gazetteer.folding import folding_rules
from warmonitor.knowledge.gazetteer.sources import load_table, usable_name


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


COUNTRIES = load_table("countries.yaml")["countries"]
REGIONS = load_table("regions.yaml")["regions"]
CODES = {item["iso2"] for item in COUNTRIES}


def test_every_country_once_with_codes_and_a_point() -> None:
    assert len(COUNTRIES) >= 245
    assert len(CODES) == len(COUNTRIES) == len({item["iso3"] for item in COUNTRIES})
    assert all(len(item["iso2"]) == 2 and len(item["iso3"]) == 3 for item in COUNTRIES)
    assert all(-90 <= item["point"][0] <= 90 and -180 <= item["point"][1] <= 180 for item in COUNTRIES)


def test_country_numbers_are_used_once() -> None:
    numbers = [item["gw"] for item in COUNTRIES if "gw" in item]
    assert len(set(numbers)) == len(numbers) > 180


def test_neighbours_are_countries_and_see_each_other() -> None:
    neighbours = {item["iso2"]: set(item.get("neighbours", [])) for item in COUNTRIES}
    assert all(other in CODES for others in neighbours.values() for other in others)
    one_sided = {(a, b) for a, others in neighbours.items() for b in others if a not in neighbours[b]}
    assert one_sided <= {("US", "CU")}


def test_a_demonym_of_two_countries_is_known_to_be_one() -> None:
    seen: dict[str, list[str]] = {}
    for item in COUNTRIES:
        for demonym in item.get("demonyms", []):
            seen.setdefault(demonym, []).append(item["iso2"])
    assert {word: codes for word, codes in seen.items() if len(codes) > 1} == {"Congolese": ["CD", "CG"]}


def test_regions_have_ids_points_reach_and_real_countries() -> None:
    ids = [item["id"] for item in REGIONS]
    assert len(set(ids)) == len(ids)
    for item in REGIONS:
        assert item["radius"] > 0, item["id"]
        assert -90 <= item["point"][0] <= 90, item["id"]
        assert -180 <= item["point"][1] <= 180, item["id"]
        assert set(item.get("countries", [])) <= CODES, item["id"]


def test_regions_that_are_divisions_are_found_as_divisions(gazetteer: Gazetteer) -> None:
    for item in REGIONS:
        if "division" in item:
            kinds = {e.kind for e in gazetteer.candidates(item["name"]) if e.country == item["countries"][0]}
            assert "division" in kinds, item["id"]


def test_regions_lie_in_or_near_their_countries(gazetteer: Gazetteer) -> None:
    far = []
    for item in REGIONS:
        countries = item.get("countries", [])
        if "division" in item or not countries or item["radius"] > 300:
            continue
        entry = gazetteer.get(f"region:{item['id']}")
        assert entry is not None
        near = [e for code in countries for e in gazetteer.children(f"iso:{code}")]
        if not any(gazetteer.distance(entry.id, other.id) < 700 for other in near):
            far.append(item["id"])
    assert not far


def test_division_names_are_those_of_the_source(gazetteer: Gazetteer) -> None:
    for country, names in load_table("divisions.yaml")["divisions"].items():
        shown = {entry.name for entry in gazetteer.children(f"iso:{country}")}
        renamed = {code[:2] for code in load_table("divisions.yaml")["codes"]}
        if country not in renamed:
            assert {listed[0] for listed in names.values()} <= shown, country


def test_abbreviated_divisions_exist(gazetteer: Gazetteer) -> None:
    for code, names in load_table("divisions.yaml")["abbreviations"].items():
        assert gazetteer.get(f"adm1:{code}") is not None, code
        for name in names:
            assert [match.entry.id for match in gazetteer.exactly(name)] == [f"adm1:{code}"]


def test_folding_tables_speak_of_real_countries() -> None:
    rules = folding_rules()
    assert rules.transliterated <= CODES
    assert all(old != new for old, new in rules.loose)


@pytest.mark.parametrize(
    ("name", "usable"),
    [
        ("Saraqeb", True),
        ("al-Bāb", True),
        ("swldw", False),
        ("حلب", False),
        ("QHS", False),
        ("Aš Šayḫ", True),
    ],
)
def test_usable_names(name: str, usable: bool) -> None:
    assert usable_name(name) is usable
