"""Reading into the ledger: nothing twice, nothing lost to a bad neighbour."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from warmonitor.engines import Ingested, ingest
from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Claim, Incident, Report
from warmonitor.pipeline import Corridor, Told
from warmonitor.reading import ReadingOptions

OPTIONS = ReadingOptions(retrieved_at=datetime(2031, 6, 1, tzinfo=UTC))
SAMPLES = str(files("warmonitor").joinpath("samples"))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "ledger.db")) as opened:
        yield opened


@pytest.fixture(scope="module")
def samples(
    tmp_path_factory: pytest.TempPathFactory, corridor: Corridor
) -> Iterator[tuple[Ledger, Ingested]]:
    with Ledger.open(str(tmp_path_factory.mktemp("samples") / "ledger.db")) as opened:
        yield opened, ingest([SAMPLES], OPTIONS, opened, lambda: corridor)


def never() -> Corridor:
    raise AssertionError("the corridor was loaded though nothing was new")


def test_the_sample_reports_give_claims_and_incidents(samples: tuple[Ledger, Ingested]) -> None:
    ledger, done = samples
    assert (done.added, done.failed, done.unread) == (12, [], [])
    assert done.claims == ledger.count("claims") > 60
    assert done.incidents == ledger.count("incidents") > 20


def test_a_second_run_reads_nothing_twice(samples: tuple[Ledger, Ingested]) -> None:
    ledger, first = samples
    again = ingest([SAMPLES], OPTIONS, ledger, never)
    assert (again.added, again.known) == (0, first.added)


def test_the_fall_of_hama_is_one_incident_that_the_loser_admits(
    samples: tuple[Ledger, Ingested],
) -> None:
    """What the rebels took and what the army says it left is one happening; an earlier denial is another."""
    ledger, _ = samples
    (hama,) = [
        one for one in ledger.incidents(Filter(type="capture")) if one.place and one.place.text == "Hama"
    ]
    told = {claim.type for claim in ledger.claims(Filter(incident=hama.id))}
    assert {"capture", "withdrawal"} <= told
    assert (hama.grade, hama.status) == ("confirmed", "corroborated")
    assert hama.time is not None
    assert str(hama.time.start) == "2024-12-05"


def test_rival_figures_stand_side_by_side(samples: tuple[Ledger, Ingested]) -> None:
    """Of every toll the range is spanned by the voices' own figures: neither a sum nor a mean."""
    ledger, _ = samples
    tolls = [toll for incident in ledger.incidents() for toll in incident.tolls]
    assert tolls
    for toll in tolls:
        lows = {figure.low for figure in toll.by_voice}
        highs = {figure.high for figure in toll.by_voice}
        assert toll.low in lows | {None}
        assert toll.high in highs | {None}


def test_a_bad_input_costs_itself_only(ledger: Ledger, corridor: Corridor, tmp_path: Path) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    good = inputs / "good.txt"
    good.write_text(
        "Rebels shelled Saraqeb on Friday, killing three people, the army said.", encoding="utf-8"
    )
    (inputs / "empty.txt").write_bytes(b"")
    (inputs / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = ingest([inputs, tmp_path / "missing.txt"], OPTIONS, ledger, lambda: corridor)
    assert done.added == 1
    named = {Path(one.path).name for one in done.failed}
    assert named == {"empty.txt", "picture.png", "missing.txt"}
    assert all(one.reason and one.mend for one in done.failed)


def test_a_report_that_the_corridor_trips_over_is_named_and_the_rest_kept(
    ledger: Ledger, corridor: Corridor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    for name in ("a", "b"):
        (inputs / f"{name}.txt").write_text(f"Report {name}: rebels shelled Saraqeb.", encoding="utf-8")
    told_many = Corridor.told_many

    def trips(self: Corridor, reports: Sequence[Report]) -> list[Told]:
        if any(report.path.endswith("a.txt") for report in reports):
            raise RuntimeError("a fault of ours")
        return told_many(self, reports)

    monkeypatch.setattr(Corridor, "told_many", trips)
    done = ingest([inputs], OPTIONS, ledger, lambda: corridor)
    (failed,) = done.failed
    assert "a fault of ours" in failed.reason
    assert (done.added, Path(failed.path).name) == (1, "a.txt")


def test_all_cores_bring_into_the_ledger_what_one_process_brings(
    samples: tuple[Ledger, Ingested], ledger: Ledger, tmp_path: Path
) -> None:
    one, _ = samples
    foreign = tmp_path / "polski.txt"
    foreign.write_text(
        "Wojska weszły w piątek do miasta, podały władze obwodu w komunikacie.", encoding="utf-8"
    )
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    done = ingest([SAMPLES, foreign, broken], OPTIONS, ledger, never, workers=2)
    assert (done.added, done.known, len(done.failed)) == (13, 0, 1)
    assert [Path(told.report.path).name for told in done.unread] == ["polski.txt"]
    assert sorted(ledger.claims(), key=id_of) == sorted(one.claims(), key=id_of)
    assert sorted(ledger.incidents(), key=id_of) == sorted(one.incidents(), key=id_of)
    again = ingest([SAMPLES, foreign], OPTIONS, ledger, never, workers=2)
    assert (again.added, again.known, again.unread) == (0, 13, [])


def id_of(noun: Claim | Incident) -> str:
    return noun.id
