"""The page of the documentation on the ledger is true."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from invented_war import claimed, reported

from warmonitor.ledger import Ledger

PAGE = Path(__file__).parents[2] / "docs" / "use" / "ledger.md"


def test_the_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    with Ledger.open("war.db") as ledger:
        report, raw = reported("Rebels shelled Tarsil.")
        ledger.add(report, raw, [claimed(report)])
    exec(example, vars(SimpleNamespace()))
    assert capsys.readouterr().out == "0 in all, 0 without a time\n"
    assert (tmp_path / "war.db").exists()
