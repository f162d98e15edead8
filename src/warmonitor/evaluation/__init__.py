"""Scorers for the public data sets and the floors that accuracy must hold."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

Result = dict[str, Any]


def _scorer(module: str) -> Callable[[Path], Result]:
    """Imports a scorer when it is first asked for: some load the whole corridor."""

    def evaluate(data: Path) -> Result:
        result: Result = import_module(f"{__name__}.{module}").evaluate(data)
        return result

    return evaluate


BENCHMARKS: Mapping[str, Callable[[Path], Result]] = {
    name: _scorer(name)
    for name in (
        "actors",
        "casualties",
        "claims",
        "control",
        "coreference",
        "incidents",
        "judged",
        "muc",
        "names",
        "parser",
        "places",
        "reading",
        "timelines",
        "times",
        "voices",
        "wordings",
    )
} | {
    "event-dates": _scorer("dates"),
    "event-types": _scorer("event_types"),
    "incident-pairs": _scorer("incident_pairs"),
    "place-sample": _scorer("place_sample"),
}
"""Benchmark name → what scores a data folder: {"benchmark", "data", "documents", "figures"}."""
