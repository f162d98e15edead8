"""What must not be told leaves by no way out: names of victims, fine coordinates, embargoes."""

import asyncio
import io
import re
import shutil
import smtplib
import zipfile
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from pdfminer.high_level import extract_text
from published_war import NOON, War, actor, killed, toll
from pyarrow import parquet
from typer.testing import CliRunner

from warmonitor.cli import app as commands
from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Actor, Place, Time
from warmonitor.publishing import FORMATS, SITREP_FORMS, export, sitrep
from warmonitor.publishing.notebook import Notebook
from warmonitor.server import create_app, publish
from warmonitor.server.page import STATIC
from warmonitor.watching import Alerter, State, load_rules

NAME = "Selda Orhan"
VICTIM = Actor(role="victim", text=NAME, span=(7, 18), name=NAME, age=31, sex="female")
VELMORA = Place(
    text="Velmora", span=(9, 16), id="geonames:9000007", name="Velmora", lat=35.51234, lon=38.24321,
    country="SY", admin1="Selm", precision="settlement",
)  # fmt: skip

GUARDS = {
    "names": ("WARMONITOR_WITHHOLD", "victims", r"Selda|Orhan"),
    "coordinates": ("WARMONITOR_COARSEN", "district", r"34\.1[1-9]|36\.9[0-9]|35\.51|38\.24"),
    "embargo": ("WARMONITOR_EMBARGO", "48 type=evacuation place=Velmora", r"Velmora|by the mill|Harbour"),
}
"""What is asked for, and what then must be nowhere."""


@dataclass
class Out:
    """A ledger and what is at hand where it is told of."""

    ledger: Ledger
    url: str
    folder: Path
    patch: pytest.MonkeyPatch


def happens(ledger: Ledger) -> None:
    """A killing in Tarsil that names its victim, and an evacuation of Velmora."""
    war = War(ledger)
    one = war.tell(
        f"Shells {NAME} did not survive fell on Tarsil.",
        actors=(VICTIM, actor("agent", "syrian-opposition")),
        figures=(killed(1, 1),),
    )
    war.happen(one, tolls=(toll((one, "Ridge Watch", 1, 1)),))
    taken = war.tell("Tarsil fell to them.", type="capture", actors=(actor("agent", "syrian-opposition"),))
    war.happen(taken)
    day = Time(start=date(2031, 4, 30), end=date(2031, 4, 30), basis="stated")
    away = war.tell(
        "Families Velmora sent off took the road by the mill.",
        outlet="Harbour Post", type="evacuation", places=(VELMORA,), time=day,
    )  # fmt: skip
    war.happen(away)


@pytest.fixture(scope="module")
def happened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which it happened, to be copied."""
    path = tmp_path_factory.mktemp("happened") / "war.db"
    with Ledger.open(str(path), clock=lambda: NOON) as ledger:
        happens(ledger)
    return path


@pytest.fixture
def url(happened: Path, tmp_path: Path) -> str:
    """A ledger of one's own, in which it happened."""
    return str(shutil.copyfile(happened, tmp_path / "war.db"))


def by_export(out: Out, form: str) -> str:
    written = io.BytesIO()
    export(form, out.ledger, Filter(), written)
    return plain(FORMATS[form].suffix, written.getvalue())


def by_sitrep(out: Out, form: str) -> str:
    if form == "pdf":
        pytest.importorskip("weasyprint")
    written = sitrep(out.ledger, Filter(), form, NOON - timedelta(days=2))
    if form != "pdf":
        return written.decode()
    return extract_text(io.BytesIO(written))


def by_site(out: Out, _: str) -> str:
    if not (STATIC / "index.html").is_file():
        pytest.skip("the page is not built: make setup")
    publish(out.ledger, Filter(), out.folder / "site")
    files = [path for path in (out.folder / "site").rglob("*") if path.is_file()]
    of_the_site = [path for path in files if path.parent.name != "assets"]
    names = " ".join(path.name for path in of_the_site)
    return names + "\n".join(plain(path.suffix, path.read_bytes()) for path in of_the_site)


def by_notebook(out: Out, _: str) -> str:
    book = Notebook(out.ledger)
    names = ("incidents", "tolls", "claims", "figures", "voices", "places", "actors", "reports")
    told = [str(getattr(book, name)().to_arrow().to_pylist()) for name in names]
    if pytest.importorskip("matplotlib"):
        pyplot = pytest.importorskip("matplotlib.pyplot")
        for axes in (book.plot_days(), book.plot_tolls(), book.plot_places()):
            drawn = io.StringIO()
            axes.figure.savefig(drawn, format="svg")
            marks = [axes.get_title(), *(words.get_text() for words in axes.texts + axes.get_yticklabels())]
            spots = [spot.get_offsets().tolist() for spot in axes.collections]
            told.append(f"{marks} {spots}")
            pyplot.close(axes.figure)
    return "\n".join(told)


def by_command(out: Out, name: str) -> str:
    words = [name]
    if name in {"explain", "history"}:
        return "\n".join(
            CliRunner().invoke(commands, [name, one, "--db", out.url]).output for one in identities(out)
        )
    done = CliRunner().invoke(commands, [*words, "--db", out.url, "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    return done.output


def identities(out: Out) -> list[str]:
    """The ids of everything in the ledger, what is held back too."""
    whole = out.ledger.whole()
    every = (whole.reports(), whole.claims(), whole.incidents())
    return [noun.id for nouns in every for noun in nouns]


def by_api(out: Out, _: str) -> str:
    return asyncio.run(answers(out))


async def answers(out: Out) -> str:
    app = create_app(out.ledger)
    known = identities(out)
    told: list[str] = []
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
        spots = (await client.get("/api/map")).json()["spots"]
        more = {
            "/api/map/incidents": [f"?at={','.join(['nowhere', *(one['key'] for one in spots)])}"],
            "/api/export": [f"?format={form}" for form in FORMATS],
            "/api/sitrep": ["?form=md", "?form=html"],
            "/api/events": ["?seconds=1"],
            "/api/review/queue": [f"?reason={reason}" for reason in ("new-actor", "high-toll", "contested")],
        }
        for path in (await client.get("/api/openapi.json")).json()["paths"]:
            ids = [one.partition("-")[2][:8] if "{code}" in path else one for one in known]
            asked = [re.sub(r"\{\w+\}", one, path) for one in ids] if "{" in path else [path]
            for one in asked:
                for words in more.get(path, [""]):
                    headers = {"last-event-id": "0"} if path == "/api/events" else {}
                    answer = await client.get(one + words, headers=headers)
                    assert answer.status_code in {200, 307, 404, 405}, (one, words, answer.text)
                    if answer.status_code == 200:
                        told.append(
                            plain(".zip" if "zip" in answer.headers["content-type"] else "", answer.content)
                        )
    return "\n".join(told)


CHANNELS = {
    "stdout": "{to: stdout}",
    "atom": "{to: atom, path: PATH}",
    "webhook": "{to: webhook, url: 'https://hook.example/', secret: SECRET}",
    "mail": "{to: mail, host: mail.example, sender: a@example.org, receivers: [b@example.org]}",
}


def by_alert(out: Out, channel: str) -> str:
    sent: list[str] = []

    class Mailer:
        def __init__(self, *_: Any, **__: Any) -> None: ...
        def __enter__(self) -> "Mailer":
            return self

        def __exit__(self, *_: object) -> None: ...
        def starttls(self, **_: Any) -> None: ...
        def send_message(self, letter: Any) -> None:
            sent.append(f"{letter['Subject']} {letter.get_content()}")

    def post(_: str, content: bytes, **__: Any) -> httpx.Response:
        sent.append(content.decode())
        return httpx.Response(204)

    out.patch.setattr(smtplib, "SMTP", Mailer)
    out.patch.setattr(httpx, "post", post)
    feed = out.folder / "alerts.xml"
    rules = out.folder / "rules.yaml"
    rules.write_text(f"rules: [{{name: all}}]\nchannels: [{CHANNELS[channel].replace('PATH', str(feed))}]\n")
    with (
        Ledger.open(f"{out.folder}/watched.db", clock=lambda: NOON) as ledger,
        redirect_stdout(io.StringIO()) as printed,
    ):
        alerter = Alerter(load_rules(rules), ledger, State(ledger), {"SECRET": "a key of the tests"})
        assert alerter.tell([], NOON) == []
        happens(ledger)
        assert alerter.tell([], NOON) == []
    sent += [printed.getvalue(), feed.read_text() if feed.exists() else ""]
    return "\n".join(sent)


WAYS: list[tuple[Any, str]] = [
    *((by_export, form) for form in FORMATS),
    *((by_sitrep, form) for form in SITREP_FORMS),
    (by_site, ""),
    (by_notebook, ""),
    (by_api, ""),
    *(
        (by_command, name)
        for name in ("reports", "claims", "incidents", "actors", "voices", "places", "tolls", "timeline")
    ),
    *((by_command, name) for name in ("control", "explain", "history")),
    *((by_alert, channel) for channel in CHANNELS),
]


def named(way: tuple[Any, str]) -> str:
    return f"{way[0].__name__.removeprefix('by_')} {way[1]}".strip()


@pytest.mark.parametrize("guard", GUARDS)
@pytest.mark.parametrize("way", WAYS, ids=named)
def test_what_must_not_be_told_is_not(
    way: tuple[Any, str], guard: str, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variable, words, secret = GUARDS[guard]
    monkeypatch.setenv(variable, words)
    with Ledger.open(url, clock=lambda: NOON) as ledger:
        told = way[0](Out(ledger, url, tmp_path, monkeypatch), way[1])
    assert told.strip()
    found = re.search(f".{{0,60}}(?:{secret}).{{0,60}}", told)
    assert not found, found[0]


def test_without_a_setting_all_of_it_is_told(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words looked for above are there to be found."""
    with Ledger.open(url, clock=lambda: NOON) as ledger:
        out = Out(ledger, url, tmp_path, monkeypatch)
        for way in (
            (by_export, "tables"),
            (by_sitrep, "html"),
            (by_notebook, ""),
            (by_api, ""),
            (by_command, "claims"),
        ):
            told = way[0](out, way[1])
            for guard, (_, _, secret) in GUARDS.items():
                if (guard, way[0]) != ("coordinates", by_sitrep):
                    assert re.search(secret, told), (guard, named(way))
        told = by_alert(out, "stdout")
        assert re.search("Selda", told)
        assert re.search("Velmora", told)


@pytest.mark.parametrize("hours", [47, 49])
def test_an_embargo_ends(hours: int, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARMONITOR_EMBARGO", GUARDS["embargo"][1])
    with Ledger.open(url, clock=lambda: NOON + timedelta(hours=hours)) as ledger:
        out = Out(ledger, url, tmp_path, monkeypatch)
        for way in ((by_export, "jsonl"), (by_sitrep, "md"), (by_notebook, ""), (by_api, "")):
            assert ("Velmora" in way[0](out, way[1])) is (hours > 48), named(way)


def plain(ending: str, raw: bytes) -> str:
    """All that a file says, whatever it is packed in."""
    if ending == ".zip":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "\n".join(plain(Path(one).suffix, archive.read(one)) for one in archive.namelist())
    if ending == ".parquet":
        return str(parquet.read_table(io.BytesIO(raw)).to_pylist())
    return raw.decode()
