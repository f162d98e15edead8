"""`serve` says where it is, and what keeps it from being there."""

import socket

import pytest
import uvicorn

from warmonitor.ledger import Ledger
from warmonitor.server import serve


def test_it_says_its_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path
) -> None:
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: None)
    with Ledger.open(str(tmp_path / "war.db")) as ledger:
        serve(ledger, port=0)
    assert "http://127.0.0.1:" in capsys.readouterr().out


def test_a_taken_port_is_an_error_of_the_system(tmp_path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        Ledger.open(str(tmp_path / "war.db")) as ledger,
        pytest.raises(OSError, match="in use"),
    ):
        serve(ledger, port=taken.getsockname()[1])
