"""The server in a process of its own, to be measured."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


@contextmanager
def served(db: str, warm: Iterable[str]) -> Iterator[str]:
    """The address of a server over a ledger, once it has answered what `warm` names under `/api/`."""
    command = [sys.executable, "-m", "warmonitor", "serve", "--port", "0", "--db", db]
    wide = {**os.environ, "COLUMNS": "200"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=wide) as server:
        assert server.stdout is not None
        address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
        try:
            for path in warm:
                with urllib.request.urlopen(f"{address}/api/{path}", timeout=600) as answer:
                    answer.read()
            yield address
        finally:
            server.terminate()
