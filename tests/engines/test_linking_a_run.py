"""A run is linked piece by piece from a disk, and gives what linking all of it at once gives."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from warmonitor.engines.bulk import run
from warmonitor.engines.linkage import link_tables
from warmonitor.engines.tables import read_table
from warmonitor.incidents import link
from warmonitor.knowledge.registry import users_registry
from warmonitor.model import Claim, Report
from warmonitor.model.json import from_json, to_json
from warmonitor.reading import ReadingOptions

OPTIONS = ReadingOptions(retrieved_at=datetime(2031, 6, 1, tzinfo=UTC))
SAMPLES = str(files("warmonitor").joinpath("samples"))
TOWNS = ("Saraqeb", "Idlib", "Hama", "Homs", "Raqqa", "Palmyra")


def items() -> Iterator[dict[str, str]]:
    """Towns shelled day after day; denials, copies, mourning afterwards, doubts, a paper without a day."""
    for n in range(120):
        town, day = TOWNS[n % 6], date(2031, 1, 1) + timedelta(days=n // 5)
        told = f"Rebels shelled {town} on {day:%A}, killing at least {n % 5 + 12} people, the army said. "
        told += "The rebels denied that they had shelled the town. " if n % 4 == 0 else ""
        told += f"{town} may also have been bombed since 2029, residents said. " if n % 11 == 0 else ""
        yield {"text": told, "outlet": f"Wire {n % 9}", "published": str(day)}
        if n % 7 == 0:
            copied = told + "The road was closed to all traffic for the rest of the afternoon."
            yield {"text": copied, "outlet": "Gazette", "published": str(day + timedelta(days=2))}
        if n % 9 == 0:
            mourning = f"Hundreds mourned the victims of the attack in {town}, where shells killed traders."
            yield {"text": mourning, "outlet": "Courier", "published": str(day + timedelta(days=1))}
    yield {"text": "Rebels captured Palmyra, killing 14 soldiers.", "outlet": "Undated"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    path = folder / "items.jsonl"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, items())))
    run([SAMPLES, path, path], OPTIONS, folder / "out")
    return folder / "out"


def incidents(out: Path) -> list[str]:
    return sorted(row["incident"] for row in read_table(out, "incidents"))


@pytest.fixture(scope="module")
def at_once(told: Path) -> list[str]:
    """All of it in memory."""
    rows = list(read_table(told, "reports", ["report", "claims"]))
    claims = [from_json(one, Claim) for row in rows for one in row["claims"]]
    reports = {report.id: report for row in rows if (report := from_json(row["report"], Report))}
    return sorted(to_json(one).decode() for one in link(claims, reports, users_registry()).incidents)


def test_a_run_is_linked_as_if_it_were_in_memory(told: Path, at_once: list[str]) -> None:
    assert incidents(told) == at_once
    kept = [msgspec.json.decode(one) for one in at_once]
    assert max(len(one["claims"]) for one in kept) > 3
    assert any(one.get("mentions") for one in kept)
    assert any(one.get("contested") for one in kept)


def test_however_small_the_pieces(told: Path, at_once: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for piece in ("engines.linkage._AT_ONCE", "engines.scores._AT_ONCE", "incidents.alike._AT_ONCE"):
        monkeypatch.setattr(f"warmonitor.{piece}", 3)
    monkeypatch.setattr("warmonitor.incidents.blocking._LEAST", 5)
    monkeypatch.setattr("warmonitor.engines.linkage._INCIDENTS_A_PART", 7)
    assert link_tables(told) == len(at_once)
    assert incidents(told) == at_once


def test_a_run_without_claims_has_no_incidents(tmp_path: Path) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text("The museum opens at nine.")
    assert run([path], OPTIONS, tmp_path / "out").incidents == 0
