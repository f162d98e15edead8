"""Names of victims and chosen fields are in no answer; what is kept stays as it was."""

import asyncio
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from invented_war import Linked, claimed, happened, reported
from typer.testing import CliRunner

from warmonitor.cli import app
from warmonitor.ledger import Draft, Filter, Ledger, LedgerError, edit_of
from warmonitor.model import Actor, Claim, Incident, Report
from warmonitor.publishing import FORMATS, export
from warmonitor.server import create_app

WORDS = "Mira Dalen, 31, was killed in Tarsil. Her brother mourned Dalen, said the watch."
SECRET = ("Dalen", "Mira")


@dataclass
class War:
    url: str
    report: Report
    raw: bytes
    claim: Claim
    incident: Incident


@pytest.fixture
def war(url: str) -> Iterator[War]:
    report, raw = reported(WORDS)
    told = claimed(report, kind="killing")
    victim = Actor(role="victim", text="Mira Dalen", span=(0, 10), name="Mira Dalen", age=31, sex="female")
    claim = msgspec.structs.replace(told, actors=(*told.actors, victim))
    other, other_raw = reported("Jets struck Velmora.")
    incident = happened([claim])
    with Ledger.open(url) as ledger:
        ledger.add(report, raw, [claim])
        ledger.add(other, other_raw, [claimed(other, at="Velmora")])
        ledger.record_linkage(Linked((incident,)))
        edit = edit_of("/actors/1/name=Mira D. Dalen")
        ledger.review(
            Draft(act="correct", subjects=(claim.id,), why="Dalen's full name", edits=(edit,)), "Amal"
        )
        yield War(url, report, raw, claim, incident)


def text_of(answer: Any) -> str:
    return msgspec.json.encode(answer).decode()


def answers(ledger: Ledger, war: War) -> dict[str, Any]:
    return {
        "reports": list(ledger.reports()),
        "claims": list(ledger.claims()),
        "incidents": list(ledger.incidents()),
        "listed": [ledger.listed(kind, Filter()) for kind in ("reports", "claims", "incidents")],
        "report": ledger.report(war.report.id),
        "claim": ledger.claim(war.claim.id),
        "incident": ledger.incident(war.incident.id),
        "dossier": ledger.dossier(war.incident.id),
        "history": ledger.history(war.claim.id),
        "history of the report": ledger.history(war.report.id),
        "reviews": ledger.reviews(),
        "actors": list(ledger.actors()),
        "voices": list(ledger.voices()),
        "places": list(ledger.places()),
        "queue": [ledger.queue(reason) for reason in ("new-actor", "unresolved-place", "low-confidence")],
    }


def test_no_answer_names_a_victim(war: War) -> None:
    with Ledger.open(war.url, withhold="victims") as ledger:
        for name, answer in answers(ledger, war).items():
            assert not any(word in text_of(answer) for word in SECRET), name
        claim, report = ledger.claim(war.claim.id), ledger.report(war.report.id)
        assert claim is not None
        assert report is not None
        victim = claim.actors[1]
        assert (victim.id, victim.name, victim.age, victim.sex) == (None, None, msgspec.UNSET, msgspec.UNSET)
        assert victim.text == "█" * 10
        assert report.text[slice(*claim.span)] == claim.quote
        assert report.text[slice(*victim.span)] == victim.text
        assert claim.places == war.claim.places
        assert claim.figures == war.claim.figures
        assert ledger.raw(war.report.id) is None


@pytest.mark.parametrize("asked", [{"text": "dalen"}, {"text": "mourned Dalen"}, {"actor": "Mira Dalen"}])
def test_no_question_finds_out_a_victims_name(war: War, asked: dict[str, Any]) -> None:
    wanted = Filter(**asked)
    with Ledger.open(war.url) as plain, Ledger.open(war.url, withhold="victims") as ledger:
        for kind in ("reports", "claims", "incidents"):
            assert list(getattr(plain, kind)(wanted)), kind
            assert not list(getattr(ledger, kind)(wanted)), kind
            assert not ledger.listed(kind, wanted).count, kind  # type: ignore[arg-type]
            assert ledger.count(kind, wanted) == 0  # type: ignore[arg-type]
        assert ledger.count("claims", Filter(text="struck")) == 1


def test_what_is_kept_stays_as_it_was(war: War, tmp_path: Path) -> None:
    with Ledger.open(war.url) as plain, Ledger.open(war.url, withhold="victims,claims.quote") as ledger:
        assert ledger.verify() == plain.verify()
        ledger.backup(tmp_path / "copy.db")
        assert ledger.whole().raw(war.report.id) == war.raw
        whole = ledger.whole().claim(war.claim.id)
        assert whole is not None
        assert whole.actors[1].name == "Mira D. Dalen"
    with Ledger.open(str(tmp_path / "copy.db")) as copy:
        assert copy.raw(war.report.id) == war.raw


FIELDS = [
    ("claims.voices.name", "Ridge Watch", {"voice": "Ridge Watch"}),
    ("claims.quote", "mourned", {"text": "mourned"}),
    ("claims.places.lat", "34.125", {"place": "Tarsil"}),
    ("incidents.place,claims.places", 'Tarsil"', {"place": "Tarsil"}),
]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("setting", "secret", "asked"), FIELDS, ids=[setting for setting, _, _ in FIELDS])
def test_a_chosen_field_is_in_no_claim(war: War, setting: str, secret: str, asked: dict[str, Any]) -> None:
    with Ledger.open(war.url) as plain, Ledger.open(war.url, withhold=setting) as ledger:
        assert secret in text_of(plain.claim(war.claim.id))
        for answer in (ledger.claim(war.claim.id), ledger.history(war.claim.id), ledger.queue("new-actor")):
            assert secret not in text_of(answer)
        assert plain.count("claims", Filter(**asked))
        assert not ledger.count("claims", Filter(**asked))
        if "voices" in setting:
            assert not list(ledger.voices())
        if "places" in setting:
            assert not list(ledger.places())


@pytest.mark.parametrize(
    "words", ["victim", "claims", "claims.id", "claims.colour", "claims.span", "claims.voices.kind"]
)
def test_what_cannot_be_withheld_is_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises(LedgerError, match="cannot be withheld"):
        Ledger.open(str(tmp_path / "ledger.db"), withhold=words)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_commands_exports_and_api_inherit_it(
    war: War, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WARMONITOR_WITHHOLD", "victims")
    for words in (
        *(
            [kind]
            for kind in ("reports", "claims", "incidents", "actors", "voices", "places", "tolls", "timeline")
        ),
        ["explain", war.claim.id],
        ["explain", war.incident.id],
        ["history", war.claim.id],
    ):
        done = CliRunner().invoke(app, [*words, "--db", war.url])
        assert done.exit_code == 0, done.output
        assert not any(secret in done.output for secret in SECRET), words
    with Ledger.open(war.url) as ledger:
        for form in FORMATS:
            out = io.BytesIO()
            export(form, ledger, Filter(), out)
            assert not any(secret.encode() in unpacked(out.getvalue()) for secret in SECRET), form
        answers = asyncio.run(ask(ledger, war))
    for path, answer in answers.items():
        assert answer.status_code == 200, answer.text
        assert not any(secret in answer.text for secret in SECRET), path


async def ask(ledger: Ledger, war: War) -> dict[str, httpx.Response]:
    paths = (
        *("reports", "claims", "incidents", "actors", "voices", "tolls", "timeline"),
        *(f"claims/{war.claim.id}", f"reports/{war.report.id}", f"incidents/{war.incident.id}"),
    )
    transport = httpx.ASGITransport(create_app(ledger))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return {path: await client.get(f"/api/{path}") for path in paths}


def unpacked(raw: bytes) -> bytes:
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        return raw
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
