"""Fills a ledger with an invented war of any size.

    python benchmarks/ledger/generate.py war.db --claims 1000000

Reports of ten claims each on invented places, parties and days of ten years, all drawn with one seed, and
incidents of four claims on the average; written in bulk, many reports to a transaction.
"""

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from warmonitor.ledger import Ledger
from warmonitor.ledger.chain import Change, system_clock
from warmonitor.ledger.rows import record
from warmonitor.model import (
    Actor,
    Block,
    Claim,
    Figure,
    Incident,
    Place,
    Publication,
    Report,
    Time,
    Toll,
    Voice,
    VoiceFigure,
    claim_id,
    incident_id,
    report_id,
)

PER_REPORT = 10
BATCH = 500
"""Reports to a transaction."""
FIRST = date(2014, 1, 1)
DAYS = 3650
TYPES = ["clash", "shelling", "airstrike", "bombing", "attack", "capture", "casualties", "protest", "threat"]
WEIGHTS = [20, 18, 15, 8, 15, 6, 10, 5, 3]
STATUSES = ["single_source", "corroborated", "contested", "denied"]
PARTIES = ["army", "red-front", "coast-guard", "hill-brigades", None]
KINDS = ["monitor", "military", "armed_group", "media", "eyewitness"]
VERBS = ["shelled", "stormed", "bombed", "left", "entered", "besieged", "struck"]
SYLLABLES = ["kar", "vel", "tar", "mor", "sil", "dun", "esh", "bel", "qor", "zam", "ith", "ul"]


def name(number: int) -> str:
    """An invented name for a number."""
    word = ""
    while True:
        number, digit = divmod(number, len(SYLLABLES))
        word += SYLLABLES[digit]
        if not number:
            return word.title()


def places() -> list[Place]:
    """Two thousand settlements in forty divisions of four countries."""
    return [
        Place(
            text=name(number),
            span=(0, len(name(number))),
            id=f"geonames:{9_000_000 + number}",
            name=name(number),
            lat=30 + number % 100 / 10,
            lon=35 + number // 100 / 2,
            country=["SY", "TD", "ML", "YE"][number % 4],
            admin1=f"{name(number % 40)} Province",
            precision="settlement",
        )
        for number in range(2000)
    ]


def told(number: int, dice: random.Random, known: list[Place]) -> tuple[Report, bytes, list[Claim]]:
    """One report, its bytes and its claims."""
    day = FIRST + timedelta(days=dice.randrange(DAYS))
    outlet = f"{name(dice.randrange(60))} Times"
    where = [known[int(dice.paretovariate(0.7)) % len(known)] for _ in range(PER_REPORT)]
    quotes = [
        f"Fighters {dice.choice(VERBS)} {place.name} in raid {number}, killed {dice.randrange(1, 60)} people."
        for place in where
    ]
    text = "\n".join(quotes)
    raw = text.encode()
    report = Report(
        id=report_id(outlet, None, str(day), raw),
        outlet=outlet,
        title=f"Raid {number} on {where[0].name}",
        published=Publication(start=day, end=day, known_by="item"),
        retrieved_at=datetime(2024, 12, 1, tzinfo=UTC),
        language="en",
        sha256=hashlib.sha256(raw).hexdigest(),
        path=f"invented/{number}.txt",
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        text=text,
    )
    start = 0
    claims = []
    for place, quote in zip(where, quotes, strict=True):
        claims.append(claim_of(report, quote, start, place, day, dice))
        start += len(quote) + 1
    return report, raw, claims


def claim_of(  # noqa: PLR0913, PLR0917
    report: Report, quote: str, start: int, place: Place, day: date, dice: random.Random
) -> Claim:
    kind = dice.choices(TYPES, WEIGHTS)[0]
    party, other = dice.choice(PARTIES), dice.choice(PARTIES)
    when = day - timedelta(days=dice.randrange(3))
    killed = dice.randrange(1, 60)
    span = (start, start + len(quote))
    voice = dice.randrange(200)
    return Claim(
        id=claim_id(report.id, kind, span, (start + 9, start + 12)),
        report=report.id,
        type=kind,
        quote=quote,
        span=span,
        block="paragraph",
        actors=(
            Actor(role="agent", text="Fighters", span=(start, start + 8), id=party, name=party),
            Actor(role="target", text="people", span=(span[1] - 7, span[1] - 1), id=other, name=other),
        ),
        places=(place,),
        time=Time(start=when, end=when, basis="stated", text="Friday") if dice.random() < 0.95 else None,
        figures=(Figure(measure="killed", low=killed, high=killed, group="people", text=str(killed)),)
        if dice.random() < 0.4
        else (),
        voices=(
            Voice(text=name(voice), id=f"voice-{voice}", name=name(voice), kind=KINDS[voice % len(KINDS)]),
            Voice(name=report.outlet, kind="outlet"),
        ),
        modality="asserted" if dice.random() < 0.9 else "alleged",
        newness="new" if dice.random() < 0.8 else "background",
        confidence=dice.randrange(30, 99) / 100,
        rule="invented",
    )


def happened(claims: list[Claim], dice: random.Random) -> Incident:
    first = claims[0]
    said = tuple(
        VoiceFigure(
            voice=str(claim.voices[0].name),
            low=claim.figures[0].low,
            high=claim.figures[0].high,
            said_on=None,
            claim=claim.id,
        )
        for claim in claims
        if claim.figures
    )
    lows = [one.low for one in said if one.low is not None]
    return Incident(
        id=incident_id(claim.id for claim in claims),
        type=first.type,
        place=first.places[0],
        time=first.time,
        parties=tuple(sorted({actor.id for actor in first.actors if actor.id})),
        claims=tuple(sorted(claim.id for claim in claims)),
        reports=len({claim.report for claim in claims}),
        origins=1,
        status=dice.choices(STATUSES, [70, 20, 8, 2])[0],
        tolls=(Toll(measure="killed", group="people", low=min(lows), high=max(lows), by_voice=said),)
        if lows
        else (),
    )


def keep(ledger: Ledger, batch: list[tuple[Report, bytes, list[Claim]]], dice: random.Random) -> int:
    """Write reports with their claims, and incidents of these; gives the number of claims."""
    ledger.add_all(batch)
    every = [claim for _, _, of_report in batch for claim in of_report]
    # In order of place, so that the claims of an incident speak of one.
    every.sort(key=lambda claim: (claim.places[0].id, claim.id))
    with ledger._database.writing() as connection:
        change = Change(connection, system_clock, who="benchmark", what="link")
        position = 0
        while position < len(every):
            size = dice.randrange(1, 8)
            change.revise(record(happened(every[position : position + size], dice)))
            position += size
        change.write()
    return len(every)


def fill(ledger: Ledger, claims: int, seed: int = 7) -> Iterator[int]:
    """Write so many claims and their incidents; gives the number after every transaction."""
    dice = random.Random(seed)
    known = places()
    done = 0
    while done < claims:
        first = done // PER_REPORT
        batch = [
            told(first + number, dice, known) for number in range(min(BATCH, claims // PER_REPORT - first))
        ]
        done += keep(ledger, batch, dice)
        yield done


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("db")
    asked.add_argument("--claims", type=int, default=1_000_000)
    words = asked.parse_args()
    start, cpu = time.perf_counter(), time.process_time()
    with Ledger.open(words.db) as ledger:
        for done in fill(ledger, words.claims):
            print(
                f"{done} claims, {time.perf_counter() - start:.0f} s, CPU {time.process_time() - cpu:.0f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
