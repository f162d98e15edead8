"""A user's own places: read whole or refused whole; the gazetteer in use stays as it was on error."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from warmonitor.knowledge.gazetteer import AdditionError, add, default_path, load_gazetteer, loading
from warmonitor.knowledge.gazetteer.add import add_places
from warmonitor.knowledge.gazetteer.additions import read_additions
from warmonitor.knowledge.gazetteer.draft import OTHER, Draft, Row
from warmonitor.knowledge.gazetteer.store import write_store

HEADER = "name,lat,lon,country,admin1,also\n"


def small_draft() -> Draft:
    rows = [
        Row(id="iso:SY", name="Syria", kind="country", lat=35, lon=38, country="SY"),
        Row(id="adm1:SY.12", name="Idlib", kind="division", lat=35.8, lon=36.6, country="SY", parent=0,
            names=[("Idleb", OTHER)]),
        Row(id="geonames:164816", name="Saraqib", kind="settlement", lat=35.86, lon=36.8, country="SY",
            parent=1),
    ]  # fmt: skip
    return Draft(rows, {"Syrian": "iso:SY"}, {"SY": []}, {})


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("WARMONITOR_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(add, "build_draft", small_draft)
    loading.forget_loaded()
    write_store(small_draft(), default_path())
    yield tmp_path / "home"
    loading.forget_loaded()


def geonames_row(place_id: str, name: str, code: str, point: tuple[str, str], also: str = "") -> str:
    kind = "A" if code.startswith("ADM") else "P"
    head = [place_id, name, name, also, *point, kind, code, "SY", "", "12", "", "", ""]
    return "\t".join([*head, "1200", "", "300", "Asia/Damascus", "2020-01-01"]) + "\n"


def test_a_plain_table_is_added_and_found(tmp_path: Path) -> None:
    source = tmp_path / "villages.csv"
    source.write_text(HEADER + "Qurzabiyat,35.71,36.55,SY,Idleb,Kurzabiyat;Qurzabiat\n", encoding="utf-8")
    assert add_places(source).places == 1
    gazetteer = load_gazetteer()
    for name in ("Qurzabiyat", "Kurzabiyat", "Qurzabiat"):
        found = gazetteer.candidates(name)
        assert [(entry.kind, entry.country, entry.admin1) for entry in found] == [
            ("settlement", "SY", "Idlib")
        ]
    assert gazetteer.contains("adm1:SY.12", found[0].id)


def test_what_was_added_stays_when_more_is_added(tmp_path: Path) -> None:
    for number, name in enumerate(("Firstvillage", "Secondvillage")):
        source = tmp_path / f"part{number}.csv"
        source.write_text(HEADER + f"{name},35.7,36.5,SY,,\n", encoding="utf-8")
        add_places(source)
    gazetteer = load_gazetteer()
    assert gazetteer.candidates("Firstvillage")
    assert gazetteer.candidates("Secondvillage")


def test_a_geonames_dump_brings_new_places_and_new_names(tmp_path: Path) -> None:
    source = tmp_path / "SY.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr(
            "SY.txt",
            geonames_row("164816", "Saraqib", "PPL", ("35.86", "36.80"), "Sarakeb")
            + geonames_row("900001", "Newham Tall", "PPL", ("35.5", "36.4"))
            + geonames_row("900002", "Idlib Governorate", "ADM1", ("35.8", "36.6")),
        )
    added = add_places(source)
    assert (added.places, added.known) == (3, 2)
    gazetteer = load_gazetteer()
    assert [entry.id for entry in gazetteer.candidates("Sarakeb")] == ["geonames:164816"]
    assert [entry.admin1 for entry in gazetteer.candidates("Newham Tall")] == ["Idlib"]
    assert [entry.id for entry in gazetteer.candidates("Idlib Governorate")] == ["adm1:SY.12"]


def test_a_p_code_table_and_geojson_are_read(tmp_path: Path) -> None:
    table = tmp_path / "syr_adm2.csv"
    table.write_text(
        "ADM2_EN,ADM2_PCODE,ADM1_EN,ADM0_PCODE,center_lat,center_lon\nHarim,SY0702,Idlib,SY,36.2,36.5\n",
        encoding="utf-8",
    )
    (harim,) = read_additions(table)
    assert (harim.id, harim.kind, harim.admin1) == ("local:syr_adm2.SY0702", "district", "Idlib")
    square = [[[36.0, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 36.0]]]
    areas = tmp_path / "areas.geojson"
    feature = {"properties": {"name": "Square", "country": "SY"}, "geometry": {"coordinates": square}}
    areas.write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    (place,) = read_additions(areas)
    assert (place.lat, place.lon) == (35.5, 36.5)


BROKEN = [
    ("no_coordinates.csv", "name,country\nTown,SY\n", "no_coordinates.csv:1: no column for lat, lon"),
    (
        "empty_latitude.csv",
        HEADER + "Good,35,36,SY,,\nTown,,36.5,SY,,\n",
        "empty_latitude.csv:3: lat is no coordinate",
    ),
    ("off_the_globe.csv", HEADER + "Town,95.0,36.5,SY,,\n", "off_the_globe.csv:2: lat is no coordinate"),
    ("not_a_number.csv", HEADER + "Town,nan,36.5,SY,,\n", "not_a_number.csv:2: lat is no coordinate"),
    ("no_country.csv", HEADER + "Town,35.0,36.5,,,\n", "no_country.csv:2: not a country code"),
    ("odd_country.csv", HEADER + "Town,35.0,36.5,QQ,,\n", "no such country: QQ"),
    ("no_name.csv", HEADER + ",35.0,36.5,SY,,\n", "no_name.csv:2: no name"),
    (
        "odd_kind.csv",
        "name,lat,lon,country,kind\nTown,35,36,SY,castle\n",
        "odd_kind.csv:2: unknown kind 'castle'",
    ),
    ("nothing.csv", HEADER, "no places in it"),
    ("short.txt", "1\tTown\tTown\n", "short.txt:1: 3 columns where a GeoNames dump has 19"),
    ("broken.zip", "this is no archive", "broken archive"),
    ("broken.geojson", "{", "not a GeoJSON"),
    ("hollow.geojson", '{"features": [{"properties": {}}]}', "hollow.geojson:1: a feature without"),
    ("places.xls", "?", "unknown kind of source: .xls"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BROKEN)
def test_a_broken_source_is_refused_whole(
    tmp_path: Path, home: Path, name: str, content: str, reason: str
) -> None:
    source = tmp_path / name
    source.write_text(content, encoding="utf-8")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    with pytest.raises(AdditionError, match=reason.replace("(", r"\(")):
        add_places(source)
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    assert load_gazetteer().candidates("Saraqib")


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(AdditionError, match=r"gone\.csv: no such file"):
        add_places(tmp_path / "gone.csv")
