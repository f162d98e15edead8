"""Asks a server over a large ledger for a while, so many requests a second, and tells how long answers take.

    python benchmarks/ledger/generate.py war.db --claims 1000000
    python benchmarks/server/load.py war.db > benchmarks/results/server-load.json

Half of the requests are lists of incidents with random filters, a quarter single incidents, a quarter
tolls of a place in a month. Requests begin at their appointed times whether or not those before are
answered, and a time counts from the appointment: a server that falls behind is not spared. Loopback
only; 60 seconds and 6000 requests at most.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import httpx
from served import served

from warmonitor.ledger import Filter, Ledger

MOST_SECONDS = 60
MOST_RATE = 100
FIRST = date(2014, 1, 1)
TYPES = ["clash", "shelling", "airstrike", "bombing", "attack", "capture", "casualties", "protest", "threat"]


def month(dice: random.Random) -> str:
    """The days of a random month of the invented war."""
    since = FIRST + timedelta(days=dice.randrange(3620))
    return f"since={since}&until={since + timedelta(days=30)}"


def narrowed(dice: random.Random, places: list[str]) -> str:
    """A random filter as a reader of the page sets one: one or two words."""
    words = [
        lambda: f"type={dice.choice(TYPES)}",
        lambda: f"place={dice.choice(places)}",
        lambda: f"voice=voice-{dice.randrange(200)}",
        lambda: f"status={dice.choice(['corroborated', 'contested', 'single_source'])}",
        lambda: month(dice),
        lambda: f"actor={dice.choice(['army', 'red-front', 'coast-guard', 'hill-brigades'])}",
    ]
    return "&".join(word() for word in dice.sample(words, dice.choice([1, 2])))


def requests(dice: random.Random, ids: list[str], places: list[str]) -> Iterator[tuple[str, str]]:
    """The kind and the address of each request, for ever."""
    while True:
        share = dice.random()
        if share < 0.5:
            yield "incidents", f"/api/incidents?{narrowed(dice, places)}"
        elif share < 0.75:
            yield "incident", f"/api/incidents/{dice.choice(ids)}"
        else:
            yield "tolls", f"/api/tolls?place={dice.choice(places)}&{month(dice)}"


async def ask(
    address: str, plan: Iterator[tuple[str, str]], rate: int, seconds: int
) -> list[tuple[str, float, int]]:
    """Kind, milliseconds and status of every request."""
    done: list[tuple[str, float, int]] = []
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60, trust_env=False) as client:

        async def one(kind: str, path: str, due: float) -> None:
            answer = await client.get(path)
            done.append((kind, 1000 * (time.perf_counter() - due), answer.status_code))

        begin = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(rate * seconds):
                due = begin + number / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                group.create_task(one(*next(plan), due))
    return done


def spread(times: list[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and worst of some milliseconds."""
    cuts = statistics.quantiles(times, n=100)
    named = {"median_ms": cuts[49], "p95_ms": cuts[94], "p99_ms": cuts[98], "worst_ms": max(times)}
    return {"n": len(times), **{name: round(value, 1) for name, value in named.items()}}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("db")
    asked.add_argument("--rate", type=int, default=100, choices=range(1, MOST_RATE + 1), metavar="PER_SECOND")
    asked.add_argument(
        "--seconds", type=int, default=30, choices=range(1, MOST_SECONDS + 1), metavar="SECONDS"
    )
    words = asked.parse_args()
    with Ledger.open(words.db) as ledger:
        stats = ledger.stats()
        ids = [incident.id for incident in ledger.incidents(Filter(limit=2000))]
        places = [place.id for place in ledger.places(Filter()) if place.id]
    plan = requests(random.Random(5), ids, places)
    with served(words.db, ["map"]) as address:
        warm = asyncio.run(ask(address, plan, min(words.rate, 20), 5))
        done = asyncio.run(ask(address, plan, words.rate, words.seconds))
    by_kind: dict[str, list[float]] = defaultdict(list)
    for kind, took, _ in done:
        by_kind[kind].append(took)
    told = {
        "reports": stats.reports,
        "claims": stats.claims,
        "incidents": stats.incidents,
        "requests_a_second": words.rate,
        "seconds": words.seconds,
        "warmed_by": len(warm),
        "failed": sum(status != 200 for _, _, status in done),
        "all": spread([took for _, took, _ in done]),
        **{kind: spread(times) for kind, times in sorted(by_kind.items())},
        "machine": {
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load_before": [round(one, 1) for one in os.getloadavg()],
            "niceness": os.nice(0),
        },
    }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
