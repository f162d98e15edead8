"""Embargoes and coarse coordinates hold in every way out; reviewers see all."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from invented_war import NOON, Clock, Linked, claimed, happened, reported
from typer.testing import CliRunner

from warmonitor.cli import app
from warmonitor.ledger import Filter, Ledger, LedgerError
from warmonitor.ledger.safety import Embargo, setting

FINE = ("34.125", "34.12", "36.75")
"""The coordinates of Tarsil, and what exports make of them."""


class War:
    """Two reports: one of yesterday on Tarsil, one of now on an evacuation from Velmora."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clock = Clock(NOON - timedelta(hours=30))
        with Ledger.open(url, clock=self.clock) as ledger:
            old, raw = reported("Rebels shelled Tarsil.")
            self.old = claimed(old)
            ledger.add(old, raw, [self.old])
            self.clock.now = NOON
            self.report, raw = reported("Buses left Velmora at dusk.")
            self.fresh = claimed(self.report, kind="evacuation", at="Velmora", by="buses", killed=None)
            self.beside = claimed(self.report, kind="clash", at="Tarsil", trigger=5)
            ledger.add(self.report, raw, [self.fresh, self.beside])
            self.incident = happened([self.fresh])
            ledger.record_linkage(Linked((happened([self.old]), self.incident)))

    def open(self) -> Ledger:
        return Ledger.open(self.url, clock=self.clock)


@pytest.fixture
def war(url: str) -> War:
    return War(url)


def text_of(answer: Any) -> str:
    return msgspec.json.encode(answer).decode()


def answers(ledger: Ledger, war: War) -> dict[str, Any]:
    ids = (war.fresh.id, war.report.id, war.incident.id)
    lists = (ledger.reports(), ledger.claims(), ledger.incidents(), ledger.actors(), ledger.places())
    return {
        "lists": [list(found) for found in lists],
        "filtered": [list(ledger.claims(Filter(place="Velmora"))), list(ledger.reports(Filter(text="dusk")))],
        "report": ledger.report(war.report.id),
        "claim": ledger.claim(war.fresh.id),
        "incident": ledger.incident(war.incident.id),
        "of a claim": ledger.incident_of(war.fresh.id),
        "dossier": ledger.dossier(war.incident.id),
        "by id": [list(ledger.claims_of(ids)), list(ledger.reports_of(ids)), list(ledger.incidents_of(ids))],
        "history": [ledger.history(identity) for identity in ids],
        "queue": [ledger.queue(reason) for reason in ("new-actor", "low-confidence", "high-toll")],
        "numbered": [incident for _, incident in ledger.numbered()],
        "raw": (ledger.raw(war.report.id) or b"").decode(),
        "pairs and standings": [ledger.pairs(), ledger.standings()],
    }


@pytest.mark.parametrize(
    "spelt",
    ["24", "24 type=evacuation", "24 place=Velmora", "3; 24 type=evacuation place=Chad", "24 place=Hask"],
)
def test_what_is_under_embargo_is_told_by_nothing_until_its_hours_are_over(
    war: War, monkeypatch: pytest.MonkeyPatch, spelt: str
) -> None:
    with war.open() as ledger:
        assert all("Velmora" in text_of(answers(ledger, war)[name]) for name in ("lists", "dossier", "raw"))
        everything, known = text_of(answers(ledger, war)), ledger.revision()
    monkeypatch.setenv("WARMONITOR_EMBARGO", spelt)
    with war.open() as ledger:
        for name, answer in answers(ledger, war).items():
            assert "Velmora" not in text_of(answer), name
            assert "dusk" not in text_of(answer), name
        assert [claim.id for claim in ledger.claims()] == [war.old.id]
        assert [ledger.count(kind) for kind in ("reports", "claims", "incidents")] == [1, 1, 1]  # type: ignore[arg-type]
        assert (ledger.stats().claims, ledger.stats().incidents) == (1, 1)
        held = ledger.revision()
        assert text_of(ledger.whole().claim(war.fresh.id)) == text_of(war.fresh)
        war.clock.forward(hours=24, seconds=1)
        assert text_of(answers(ledger, war)) == everything
        assert known <= held < ledger.revision()


@pytest.mark.parametrize("spelt", ["24 type=clash place=Velmora", "24 type=shelling", "24 place=Mali"])
def test_an_embargo_holds_nothing_else_back(war: War, monkeypatch: pytest.MonkeyPatch, spelt: str) -> None:
    monkeypatch.setenv("WARMONITOR_EMBARGO", spelt)
    with war.open() as ledger:
        assert ledger.count("claims") == 3
        assert ledger.raw(war.report.id)


def test_an_incident_told_of_before_goes_on_being_told(war: War, monkeypatch: pytest.MonkeyPatch) -> None:
    joined = happened([war.old, war.beside])
    with war.open() as ledger:
        ledger.record_linkage(Linked((joined, war.incident)))
    monkeypatch.setenv("WARMONITOR_EMBARGO", "24")
    with war.open() as ledger:
        assert [incident.id for incident in ledger.incidents()] == [joined.id]
        found = ledger.dossier(joined.id)
        assert found is not None
        assert [claim.id for claim in found.claims] == [war.old.id]


@pytest.mark.parametrize(
    ("finest", "told"),
    [
        ("settlement", (34.125, 36.75, "settlement")),
        ("district", (34.1, 36.8, "district")),
        ("division", (34.0, 37.0, "division")),
        ("country", (None, None, "country")),
    ],
)
def test_coordinates_are_no_finer_than_asked(
    war: War, monkeypatch: pytest.MonkeyPatch, finest: str, told: tuple[object, ...]
) -> None:
    monkeypatch.setenv("WARMONITOR_COARSEN", finest)
    with war.open() as ledger:
        claim, (incident,) = ledger.claim(war.old.id), ledger.incidents(Filter(place="Tarsil"))
        assert claim is not None
        assert incident.place is not None
        counted = next(place for place in ledger.places() if place.name == "Tarsil")
        for place in (claim.places[0], incident.place, counted):
            assert (place.lat, place.lon, place.precision) == told
        whole = ledger.whole().claim(war.old.id)
        assert whole == war.old
        assert ledger.verify().sound


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_reviewers_see_all(war: War, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARMONITOR_EMBARGO", "100000")
    queue = CliRunner().invoke(app, ["review", "queue", "--db", war.url, "--format", "jsonl"])
    assert "Velmora" in queue.stdout


def test_one_file_has_all_settings_and_variables_stand_in_their_place(tmp_path: Path) -> None:
    path = tmp_path / "safety.yaml"
    path.write_text(
        "withhold: [victims, reports.url]\n"
        "coarsen: division\n"
        "embargo:\n"
        "  - {hours: 48, type: evacuation, place: Idlib}\n"
        "  - {hours: 6}\n"
    )
    named = {"WARMONITOR_SAFETY": str(path)}
    found = setting(None, named)
    assert (found.victims, found.fields, found.coarsen) == (True, {"reports": (("url",),)}, "division")
    assert found.embargoes == (Embargo(48, "evacuation", "Idlib"), Embargo(6))
    more = {"WARMONITOR_EMBARGO": "", "WARMONITOR_COARSEN": "", "WARMONITOR_WITHHOLD": ""}
    assert setting(None, {**named, **more}).nothing
    spelt = setting(None, {**named, "WARMONITOR_EMBARGO": "12 type=clash 'place=Deir ez-Zor'; 1"})
    assert spelt.embargoes == (Embargo(12, "clash", "Deir ez-Zor"), Embargo(1))
    assert setting("", {"XDG_DATA_HOME": str(tmp_path)}).nothing
    (tmp_path / "warmonitor").mkdir()
    path.rename(tmp_path / "warmonitor" / "safety.yaml")
    assert setting(None, {"XDG_DATA_HOME": str(tmp_path)}) == found


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("WARMONITOR_EMBARGO", "soon"),
        ("WARMONITOR_EMBARGO", "-3"),
        ("WARMONITOR_EMBARGO", "24 type=clsh"),
        ("WARMONITOR_EMBARGO", "24 colour=red"),
        ("WARMONITOR_COARSEN", "street"),
        ("WARMONITOR_SAFETY", "/not/there.yaml"),
    ],
)
def test_a_setting_that_cannot_be_read_is_refused(variable: str, words: str) -> None:
    with pytest.raises(LedgerError):
        setting(None, {variable: words, "XDG_DATA_HOME": "/none"})


@pytest.mark.parametrize("text", ["colour: red", "[1", "embargo: [{hours: 3, colour: red}]", "- victims"])
def test_a_settings_file_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "safety.yaml"
    path.write_text(text)
    with pytest.raises(LedgerError):
        setting(None, {"WARMONITOR_SAFETY": str(path)})
