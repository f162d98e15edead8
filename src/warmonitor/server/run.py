"""Runs the application."""

import ipaddress
import socket
from threading import Thread

import uvicorn
from rich.console import Console

from warmonitor.knowledge.registry import users_registry
from warmonitor.ledger import Ledger
from warmonitor.server.app import create_app
from warmonitor.server.picture import Pictures
from warmonitor.server.tokens import Tokens

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


def serve(
    ledger: Ledger,
    host: str = "127.0.0.1",
    port: int = 8000,
    tokens: Tokens | None = None,
    tiles: str | None = None,
) -> None:
    """Serves the page and the API at `host` and `port` until interrupted; says the address once it listens.

    `tokens` and `tiles` are as for `create_app`.

    Raises:
        ValueError: the address of the tiles is no web address.
        OSError: when the address cannot be had, for one because something listens there already.
    """
    with socket.create_server((host, port), family=_family(host), reuse_port=False) as listener:
        bound = listener.getsockname()[1]
        hosts = _LOOPBACK_NAMES if _is_loopback(host) else ("*",)
        app = create_app(ledger, hosts=hosts, registry=users_registry(), tokens=tokens, tiles=tiles)
        Thread(target=_warm, args=(ledger, app.state.pictures), daemon=True).start()
        Console().print(f"warmonitor is at [bold]{_address(host, bound)}[/bold]  (Ctrl+C stops it)")
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, ws="none"))
        server.run(sockets=[listener])


def _warm(ledger: Ledger, pictures: Pictures) -> None:
    """Reads what the first who asks would else wait for."""
    pictures.at(None)
    ledger.warm()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
