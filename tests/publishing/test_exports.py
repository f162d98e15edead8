"""Every export gives what the filter asks for, can be read back, and says what it leaves empty."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import msgspec
import pytest
from published_war import NOON, TARSIL, War, actor, killed, toll, weapon
from pyarrow import parquet

from warmonitor.ledger import Filter
from warmonitor.model import Claim, Incident, Place, Time, from_json
from warmonitor.publishing import FORMATS, ExportSummary, export
from warmonitor.publishing.coordinates import coarse
from warmonitor.publishing.parquet import parquet_table
from warmonitor.publishing.tables import tables


def exported(war: War, format: str, wanted: Filter | None = None) -> tuple[bytes, ExportSummary]:  # noqa: A002
    out = io.BytesIO()
    summary = export(format, war.ledger, wanted or Filter(), out)
    assert not out.closed
    return out.getvalue(), summary


def rows_of(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode(), newline="")))


def unpacked(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def filled(war: War) -> War:
    one = war.tell(
        "Guns of the Red Front killed 12 in Tarsil.",
        figures=(killed(12, 12), killed(3, 3, group="civilian")),
        actors=(actor("agent", "red-front"),),
        objects=(weapon("artillery"),),
    )
    two = war.tell("=Shells fell on Tarsil, Second Wire says.", outlet="Second Wire")
    war.happen(one, two, tolls=(toll((one, "Ridge Watch", 12, 12)),))
    nowhere = Place(text="Karo", span=(0, 4))
    later = Time(start=date(2031, 5, 3), end=None, basis="stated", granularity="interval")
    war.happen(war.tell("Karo is besieged.", type="siege", places=(nowhere,), time=later))
    return war


@pytest.mark.parametrize("format", sorted(FORMATS))
@pytest.mark.parametrize(
    "wanted", [Filter(), Filter(type="siege"), Filter(place="Nowhere at all"), Filter(as_of=NOON)]
)
def test_the_same_ledger_and_filter_give_the_same_bytes(filled: War, format: str, wanted: Filter) -> None:  # noqa: A002
    assert exported(filled, format, wanted) == exported(filled, format, wanted)


def test_a_format_that_is_not_there_is_named(war: War) -> None:
    with pytest.raises(ValueError, match="no format 'xls'; there are jsonl"):
        exported(war, "xls")


def test_json_lines_are_the_claims(filled: War) -> None:
    raw, summary = exported(filled, "jsonl")
    lines = raw.splitlines()
    assert [from_json(line, Claim) for line in lines] == list(filled.ledger.claims())
    assert summary == ExportSummary(3)
    raw, _ = exported(filled, "jsonl", Filter(type="siege"))
    assert [from_json(line, Claim).quote for line in raw.splitlines()] == ["Karo is besieged."]


def test_json_lines_of_incidents(filled: War) -> None:
    raw, summary = exported(filled, "incidents-jsonl", Filter(place="Tarsil"))
    assert [from_json(line, Incident) for line in raw.splitlines()] == [filled.incidents[0]]
    assert summary.rows == 1


def test_geojson_has_a_feature_for_every_incident(filled: War) -> None:
    raw, summary = exported(filled, "geojson")
    collection = json.loads(raw)
    assert collection["type"] == "FeatureCollection"
    assert summary.rows == len(collection["features"]) == 2
    siege, shelling = collection["features"]
    assert siege["geometry"] is None
    assert (siege["properties"]["place"], siege["properties"]["precision"]) == ("Karo", "unresolved")
    assert shelling["geometry"] == {"type": "Point", "coordinates": [36.99, 34.12]}
    assert shelling["properties"]["precision"] == "settlement"
    assert shelling["properties"]["tolls"][0]["low"] == 12
    assert json.loads(exported(filled, "geojson", Filter(place="Nowhere at all"))[0])["features"] == []


@pytest.mark.parametrize(
    ("changed", "point"),
    [
        ({}, (34.12, 36.99)),
        ({"precision": "point"}, (34.1234, 36.9877)),
        ({"precision": "district"}, (34.1, 37.0)),
        ({"precision": "division"}, (34.1, 37.0)),
        ({"precision": "region"}, (34.1, 37.0)),
        ({"precision": "country"}, None),
        ({"precision": "unresolved"}, None),
        ({"relation": "near"}, (34.1, 37.0)),
        ({"relation": "north_of", "precision": "point"}, (34.1, 37.0)),
        ({"lat": None}, None),
    ],
)
def test_a_point_is_no_finer_than_what_is_known(
    changed: dict[str, object], point: tuple[float, float] | None
) -> None:
    assert coarse(msgspec.structs.replace(TARSIL, **changed)) == point


def test_tables_are_linked_and_described(filled: War) -> None:
    raw, summary = exported(filled, "tables")
    found = unpacked(raw)
    package = json.loads(found.pop("datapackage.json"))
    assert [resource["path"] for resource in package["resources"]] == list(found)
    assert package["as_of"] == NOON.isoformat()
    table = {name.removesuffix(".csv"): rows_of(raw) for name, raw in found.items()}
    assert summary.rows == sum(map(len, table.values()))
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        header = found[f"{name}.csv"].decode().split("\r\n", 1)[0]
        assert header.split(",") == [field["name"] for field in schema["fields"]]
        key = schema.get("primaryKey", [])
        keys = [tuple(row[column] for column in key) for row in table[name]]
        assert not key or len(set(keys)) == len(keys)
        for foreign in schema["foreignKeys"]:
            known = {row["id"] for row in table[foreign["reference"]["resource"]]}
            assert {row[foreign["fields"]] for row in table[name]} <= known
    assert {row["id"] for row in table["incidents"]} == {incident.id for incident in filled.incidents}
    assert len(table["incident_claims"]) == len(table["claims"]) == len(table["reports"]) == 3
    assert [(row["low"], row["group"]) for row in table["figures"]] == [("12", "people"), ("3", "civilian")]
    assert [row["kind"] for row in table["voices"]] == ["monitor", "outlet"] * 3
    assert {row["quote"] for row in table["claims"]} >= {"'=Shells fell on Tarsil, Second Wire says."}
    assert "voices.speaker" in summary.left_empty
    assert "claims.quote" not in summary.left_empty


def test_frictionless_finds_nothing_wrong_with_the_data_package(filled: War, tmp_path: Path) -> None:
    """Its schema, types, keys and foreign keys, read by the library of the specification itself."""
    frictionless = pytest.importorskip("frictionless")
    out = io.BytesIO()
    export("tables", filled.ledger, Filter(), out)
    with zipfile.ZipFile(out) as archive:
        archive.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert {task.name for task in report.tasks} == set(tables())


def test_parquet_holds_the_same_as_the_tables(filled: War) -> None:
    packed, summary = exported(filled, "parquet")
    plain = unpacked(exported(filled, "tables")[0])
    files = unpacked(packed)
    package = json.loads(files.pop("datapackage.json"))
    assert [resource["path"] for resource in package["resources"]] == list(files)
    rows = 0
    for name, raw in files.items():
        table = parquet.read_table(io.BytesIO(raw))
        rows += table.num_rows
        texts = rows_of(plain[name.replace(".parquet", ".csv")])
        assert table.num_rows == len(texts)
        for found, text in zip(table.to_pylist(), texts, strict=True):
            assert list(found) == list(text)
            for column, cell in found.items():
                assert as_text(cell) == text[column].removeprefix("'"), (name, column)
    assert rows == summary.rows
    figures = parquet.read_table(io.BytesIO(files["figures.parquet"]))
    assert figures.schema.field("low").type == "int64"
    reports = parquet.read_table(io.BytesIO(files["reports.parquet"])).to_pylist()
    assert reports[0]["retrieved_at"] == NOON


def as_text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def test_parquet_is_written_in_batches() -> None:
    out = io.BytesIO()
    with parquet_table(out, {"number": "integer", "text": "string", "none": "date"}) as table:
        for number in range(20_001):
            table.write({"number": number, "text": "=1"})
    read = parquet.ParquetFile(out)
    assert read.metadata.num_row_groups == 3
    assert read.read().column("number").to_pylist() == list(range(20_001))
    assert table.left_empty == ("none",)
    with pytest.raises(KeyError, match="other"):
        table.write({"other": 1})


def test_tables_hold_what_the_filter_asks_for_and_what_that_needs(filled: War) -> None:
    found = unpacked(exported(filled, "tables", Filter(since=date(2031, 5, 2)))[0])
    assert [row["type"] for row in rows_of(found["incidents.csv"])] == ["siege"]
    assert [row["type"] for row in rows_of(found["claims.csv"])] == ["siege"]
    assert len(rows_of(found["reports.csv"])) == 1
    assert rows_of(found["figures.csv"]) == []


@pytest.mark.parametrize("name", sorted(tables()))
def test_the_description_of_the_tables_holds(name: str) -> None:
    table = tables()[name]
    assert set(table) <= {"title", "fields", "key", "refers"}
    assert set(table.get("key", ())) | set(table.get("refers", ())) <= set(table["fields"])
    assert set(table.get("refers", {}).values()) <= set(tables())
    kinds = {"string", "integer", "number", "boolean", "date", "datetime"}
    assert set(table["fields"].values()) <= kinds
