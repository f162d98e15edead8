"""Names that are withheld leave by no way out."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from published_war import NOON, War, actor, killed, toll
from pyarrow import parquet

from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Actor
from warmonitor.publishing import FORMATS, export, publish, sitrep
from warmonitor.publishing.notebook import Notebook

NAME = "Selda Orhan"
VICTIM = Actor(role="victim", text=NAME, span=(7, 18), name=NAME, age=31, sex="female")


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """A ledger that names a victim, opened to be told without names."""
    path = str(tmp_path / "ledger.db")
    with Ledger.open(path, clock=lambda: NOON) as ledger:
        war = War(ledger)
        one = war.tell(
            f"Shells {NAME} did not survive fell on Tarsil.",
            actors=(VICTIM, actor("agent", "syrian-opposition")),
            figures=(killed(1, 1),),
        )
        war.happen(one, tolls=(toll((one, "Ridge Watch", 1, 1)),))
        assert NAME in sitrep(ledger, Filter(), "md").decode()
    monkeypatch.setenv("WARMONITOR_WITHHOLD", "victims")
    with Ledger.open(path, clock=lambda: NOON) as ledger:
        yield ledger


def plain(name: str, raw: bytes) -> str:
    """All that a file says, whatever it is packed in."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "\n".join(plain(inner, archive.read(inner)) for inner in archive.namelist())
    if name.endswith(".parquet"):
        return str(parquet.read_table(io.BytesIO(raw)).to_pylist())
    return raw.decode()


def assert_untold(text: str) -> None:
    assert "Tarsil" in text
    assert "Selda" not in text
    assert "Orhan" not in text


@pytest.mark.parametrize("format", sorted(FORMATS.keys() - {"hapi", "hapi-hxl"}))
def test_exports(guarded: Ledger, format: str) -> None:  # noqa: A002
    out = io.BytesIO()
    export(format, guarded, Filter(), out)
    assert_untold(plain(FORMATS[format].suffix, out.getvalue()))


@pytest.mark.parametrize("form", ["md", "html"])
def test_situation_reports(guarded: Ledger, form: str) -> None:
    assert_untold(sitrep(guarded, Filter(), form, NOON).decode())


def test_the_site(guarded: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(guarded, Filter(), folder)
    every = {path: plain(path.name, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}
    assert len(every) > 10
    for text in every.values():
        assert "Selda" not in text
        assert "Orhan" not in text


def test_notebooks(guarded: Ledger) -> None:
    book = Notebook(guarded)
    assert_untold(str(book.claims().to_arrow().to_pylist() + book.incidents().to_arrow().to_pylist()))
    assert NAME not in str(book.actors().to_arrow().to_pylist())
