"""Builds, loads and asks the gazetteer in a folder of its own, and prints the figures as JSON.

    python benchmarks/places/speed.py > benchmarks/results/gazetteer.json

Seconds of building and loading are those of fresh interpreters, imports left out; the best of three loads.
A first look-up reads the file, a further one of the same name is remembered.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from warmonitor.knowledge.gazetteer import Gazetteer, load_gazetteer

COUNTRIES = ("SY", "UA", "SD", "CD", "YE", "AF", "MM", "CO")
TIMED = """
import time, warmonitor.knowledge.gazetteer as g
start = time.perf_counter()
g.load_gazetteer()
print(time.perf_counter() - start)
"""


def load_seconds() -> float:
    """Seconds that loading takes in a fresh interpreter; the first time it builds."""
    done = subprocess.run([sys.executable, "-c", TIMED], check=True, capture_output=True, text=True)
    return float(done.stdout)


def lookup_microseconds(gazetteer: Gazetteer, names: list[str]) -> float:
    """Microseconds that one look-up takes, over all names."""
    start = perf_counter()
    for name in names:
        gazetteer.candidates(name)
    return (perf_counter() - start) / len(names) * 1e6


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["WARMONITOR_HOME"] = home
        build, load = load_seconds(), min(load_seconds() for _ in range(3))
        gazetteer = load_gazetteer()
        divisions = [each for code in COUNTRIES for each in gazetteer.children(f"iso:{code}")]
        names = sorted({each.name for division in divisions for each in gazetteer.children(division.id)})
        figures = {
            "places": len(gazetteer),
            "file_mb": round(gazetteer.path.stat().st_size / 1e6, 1),
            "build_s": round(build, 1),
            "load_s": round(load, 3),
            "names_looked_up": len(names),
            "first_lookup_us": round(lookup_microseconds(gazetteer, names), 1),
            "further_lookup_us": round(lookup_microseconds(gazetteer, names), 2),
        }
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], check=True, capture_output=True, text=True, cwd=Path(__file__).parent
    ).stdout.strip()
    head = {"commit": commit, "date": str(datetime.now(UTC).date()), "python": platform.python_version()}
    print(json.dumps({**head, "figures": figures}, indent=1))


if __name__ == "__main__":
    main()
