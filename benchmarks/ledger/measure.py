"""Measures the ledger on both databases, and writes the figures to benchmarks/results.

    python benchmarks/ledger/measure.py /tmp/war --claims 1000000

The folder keeps the invented war between runs: a SQLite ledger, made first where it is missing, and a
PostgreSQL server's data, into which the SQLite ledger is restored. The server is Debian's (see
scripts/need-postgres), the one that the tests start, with the settings it comes with.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from generate import fill
from queries import measured

from warmonitor.ledger import Ledger

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "ledger"))

from postgres_server import Server, postgres_binaries  # noqa: E402


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--claims", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=5)
    words = asked.parse_args()
    words.folder.mkdir(parents=True, exist_ok=True)
    war = words.folder / "war.db"
    if not war.exists():
        making = war.with_suffix(".partial")
        making.unlink(missing_ok=True)
        with Ledger.open(str(making)) as ledger:
            for done in fill(ledger, words.claims):
                print(f"{done} claims", file=sys.stderr, flush=True)
        making.rename(war)
    size = f"{words.claims // 1_000_000}m" if words.claims >= 1_000_000 else f"{words.claims // 1000}k"
    with Ledger.open(str(war)) as ledger:
        write(f"ledger-sqlite-{size}", measured(ledger, words.rounds))
    binaries = postgres_binaries()
    if binaries is None:
        sys.exit("no PostgreSQL server on this machine: run scripts/need-postgres")
    folder = words.folder / "postgresql"
    folder.mkdir(exist_ok=True)
    server = Server(binaries, str(folder), durable=True)
    server.start()
    try:
        with Ledger.open(server.url) as ledger:
            began = time.perf_counter()
            if not ledger.stats().changes:
                ledger.restore(war)
                print(f"restored in {time.perf_counter() - began:.0f} s", file=sys.stderr)
            write(f"ledger-postgresql-{size}", measured(ledger, words.rounds))
    finally:
        server.stop()


def write(name: str, figures: dict[str, object]) -> None:
    path = ROOT / "benchmarks" / "results" / f"{name}.json"
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
