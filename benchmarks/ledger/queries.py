"""Times every query of the page on a ledger and prints the figures as JSON.

    python benchmarks/ledger/queries.py war.db --rounds 5 > benchmarks/results/ledger-sqlite.json

Milliseconds, by the clock and of this process's CPU: the first time a question is asked, the median of the
times after it, and asked once more. Before each of the times after the first a report comes in, with ten
claims and its incidents, so that nothing that was worked out of the whole still holds. On a machine shared
with other work the CPU is the fairer one for SQLite, which runs in this process; of PostgreSQL it leaves out
the server's part.
"""

import argparse
import json
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import cast, get_args

from generate import keep, places, told
from sqlalchemy import select

from warmonitor.knowledge.registry import load_registry
from warmonitor.ledger import Filter, Ledger, Reason, cursor, schema
from warmonitor.ledger.derived import control_of, timeline_of, tolls_of
from warmonitor.server.series import series_of

MONTH = {"since": date(2020, 3, 1), "until": date(2020, 3, 31)}
PLACE = "geonames:9000003"
FILTERS: dict[str, Filter] = {
    "all": Filter(),
    "place by id": Filter(place=PLACE),
    "place by name": Filter(place="Morkar"),
    "country": Filter(place="Chad"),
    "division": Filter(place="Zam Province"),
    "actor": Filter(actor="red-front"),
    "type": Filter(type="capture"),
    "month": Filter(**MONTH),
    "since": Filter(since=date(2016, 1, 1)),
    "until": Filter(until=date(2016, 1, 1)),
    "status": Filter(status="contested"),
    "among": Filter(among=("red-front", "coast-guard")),
    "grade": Filter(grade="fair"),
    "confidence": Filter(confidence=0.8),
    "voice": Filter(voice="voice-7"),
    "kind of voice": Filter(kind="monitor"),
    "measure": Filter(measure="killed"),
    "modality": Filter(modality="alleged"),
    "newness": Filter(newness="background"),
    "text, rare": Filter(text="raid 4711,"),
    "text, frequent": Filter(text="besieged"),
    "text, absent": Filter(text="zeppelin"),
    "type and month": Filter(type="airstrike", **MONTH),
}


def queries(ledger: Ledger) -> dict[str, Callable[[], object]]:
    """The page's questions by name."""
    found: dict[str, Callable[[], object]] = {}
    FILTERS["as of the past"] = Filter(as_of=half_way(ledger))
    kinds = (("incidents", ledger.incidents), ("claims", ledger.claims), ("reports", ledger.reports))
    for name, wanted in FILTERS.items():
        for kind, ask in kinds:
            page = Filter(**{**fields(wanted), "limit": 51})
            found[f"{kind}, {name}: page"] = lambda ask=ask, page=page: list(ask(page))
            found[f"{kind}, {name}: count"] = lambda kind=kind, wanted=wanted: ledger.count(kind, wanted)
    found |= {
        f"incidents, {name}: undated": lambda w=FILTERS[name]: ledger.count_undated("incidents", w)
        for name in ("month", "since", "until")
    }
    middle = next(iter(ledger.incidents(Filter(until=date(2019, 1, 1), limit=1))))
    found["incidents, all: a page in the middle"] = lambda: list(
        ledger.incidents(Filter(limit=51, after=cursor(middle)))
    )
    found["one incident"] = lambda: ledger.incident(middle.id)
    found["one incident with all it stands on"] = lambda: ledger.dossier(middle.id)
    found["one claim"] = lambda: ledger.claim(middle.claims[0])
    found["history of a claim"] = lambda: ledger.history(middle.claims[0])
    for name in ("all", "month", "country", "place by id", "type"):
        wanted = FILTERS[name]
        found[f"actors, {name}"] = lambda w=wanted: list(ledger.actors(w))
        found[f"voices, {name}"] = lambda w=wanted: list(ledger.voices(w))
        found[f"places, {name}"] = lambda w=wanted: list(ledger.places(w))
        found[f"pairs, {name}"] = lambda w=wanted: ledger.pairs(w)
        found[f"standings, {name}"] = lambda w=wanted: ledger.standings(w)
        found[f"numbers of incidents, {name}"] = lambda w=wanted: ledger.numbers(w)
    for reason in get_args(Reason):
        found[f"review queue, {reason}"] = lambda reason=reason: ledger.queue(reason)
    found["stats"] = ledger.stats
    registry = load_registry()
    narrow = Filter(place=PLACE, **MONTH)
    found["tolls, place and month"] = lambda: tolls_of(ledger, narrow, registry)
    found["timeline, place and month"] = lambda: timeline_of(ledger, narrow, 20)
    found["timeline, month"] = lambda: timeline_of(ledger, FILTERS["month"], 20)
    found["control, place"] = lambda: control_of(ledger, Filter(place=PLACE), registry)
    found["control, all"] = lambda: control_of(ledger, Filter(), registry)
    found["control, all, at the end of a day"] = lambda: control_of(
        ledger, Filter(), registry, MONTH["until"]
    )
    for name in ("all", "country", "actor", "type", "since", "text, frequent", "as of the past"):
        wanted = FILTERS[name]
        found[f"tolls, {name}"] = lambda w=wanted: tolls_of(ledger, w, registry)
        found[f"tolls by period, {name}"] = lambda w=wanted: series_of(ledger, w, None)
        found[f"timeline, {name}"] = lambda w=wanted: timeline_of(ledger, w, 20)
    return found


def half_way(ledger: Ledger) -> datetime:
    """An instant at which about half of the ledger was there."""
    with ledger._database.reading() as connection:
        middle = (ledger.stats().changes + 1) // 2
        found = select(schema.changes.c.recorded_at).where(schema.changes.c.seq == middle)
        return cast(datetime, connection.scalar(found))


def fields(wanted: Filter) -> dict[str, object]:
    return {name: getattr(wanted, name) for name in wanted.__slots__}


def timed(ask: Callable[[], object], change: Callable[[], object], rounds: int) -> dict[str, float]:
    """Milliseconds of the first asking, of the median one after a change, and of one more."""
    first = asked(ask)
    later = []
    for _ in range(rounds):
        change()
        later.append(asked(ask))
    again = asked(ask)
    clock, cpu = (statistics.median(times) for times in zip(*later, strict=True))
    figures = (*first, clock, cpu, *again)
    names = ("first_clock_ms", "first_cpu_ms", "clock_ms", "cpu_ms", "again_clock_ms", "again_cpu_ms")
    return {name: round(value, 1) for name, value in zip(names, figures, strict=True)}


def asked(ask: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock and of CPU that a question takes."""
    start, used = time.perf_counter(), time.process_time()
    ask()
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - used)


def growing(ledger: Ledger) -> Callable[[], object]:
    """Each call has another report come in, with its claims and incidents."""
    dice, known = random.Random(time.time_ns()), places()

    def grow() -> None:
        keep(ledger, [told(dice.randrange(10**9, 10**10), dice, known)], dice)

    return grow


def measured(ledger: Ledger, rounds: int, only: str = "") -> dict[str, object]:
    """The figures of all queries whose name contains some words, and what they were measured on."""
    stats, change = ledger.stats(), growing(ledger)
    found: dict[str, dict[str, float]] = {}
    for name, ask in queries(ledger).items():
        if only in name:
            found[name] = timed(ask, change, rounds)
            print(f"{name}: {found[name]}", file=sys.stderr, flush=True)
    return {
        "database": ledger.address.partition(":")[0],
        "reports": stats.reports,
        "claims": stats.claims,
        "incidents": stats.incidents,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()],
        "median_of_medians_ms": round(statistics.median(one["clock_ms"] for one in found.values()), 1),
        "over_300_ms": sorted(name for name, one in found.items() if one["clock_ms"] > 300),
        "over_300_ms_of_cpu": sorted(name for name, one in found.items() if one["cpu_ms"] > 300),
        "first_time_over_300_ms": sorted(name for name, one in found.items() if one["first_clock_ms"] > 300),
        "first_time_over_300_ms_of_cpu": sorted(
            name for name, one in found.items() if one["first_cpu_ms"] > 300
        ),
        "queries": found,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("db")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--only", default="", help="Words that the query's name contains.")
    words = options.parse_args()
    with Ledger.open(words.db) as ledger:
        print(json.dumps(measured(ledger, words.rounds, words.only), indent=1))


if __name__ == "__main__":
    main()
