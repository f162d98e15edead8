"""Time and memory of linkage against the items of a run; what is larger than the run is the run over again.

    OMP_NUM_THREADS=1 python benchmarks/speed/growth.py --run DIR --speed FILE --output FILE

DIR is what `warmonitor run` wrote of `current-events`, all years. Each time over, every day of its reports
and claims is 744 weeks later, so that the feed goes on as it went. Each size is linked in its own process;
seconds are processor time, memory is the most that the process held.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec
from machine import commit, machine
from plot import growth_plot

from warmonitor.engines.linkage import link_tables
from warmonitor.engines.tables import Row, read_table, write_part
from warmonitor.model import Claim, Report
from warmonitor.model.json import from_json, to_json
from warmonitor.rarely import collect_rarely

LATER = timedelta(weeks=744)
A_PART = 2_000
replace = msgspec.structs.replace


def main() -> None:
    options = _options()
    if options.link:
        print(json.dumps(linked(options.run)))
        return
    speed = json.loads(options.speed.read_text())["growth"]
    rows = []
    for size in options.sizes:
        told = next((row for row in speed if row["items"] == size), {})
        extraction = speed[0]["extraction_seconds"] / speed[0]["items"] * size
        row = {"items": size, "extraction_seconds": round(extraction, 1), **linkage(options.run, size)}
        rows.append(row | {name: told[name] for name in ("query_seconds",) if name in told})
        print(rows[-1], file=sys.stderr, flush=True)
        text = json.dumps({"machine": machine(), "commit": commit(), "growth": rows}, indent=1)
        options.output.write_text(text + "\n", encoding="utf-8")
    options.output.with_name("growth.svg").write_text(growth_plot(rows), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--speed", type=Path, help="what measure.py wrote: costs of extraction and questions")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--link", action="store_true", help="only link the run, and say what it took")
    return parser.parse_args()


def linkage(run: Path, size: int) -> dict[str, Any]:
    """What linking so many items takes, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        claims = written(islice(over_and_over(run), size), Path(folder))
        command = [sys.executable, __file__, "--link", "--run", folder]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        return {"claims": claims, **json.loads(done.stdout)}


def linked(run: Path) -> dict[str, Any]:
    """What linking a run takes."""
    collect_rarely()  # as the command does
    started = time.process_time()
    incidents = link_tables(run)
    return {
        "incidents": incidents,
        "linkage_seconds": round(time.process_time() - started, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def over_and_over(run: Path) -> Iterator[Row]:
    """The reports of a run with their claims, over and over, each time later."""
    for turn in count():
        for row in read_table(run, "reports", ["id", "report", "claims"]):
            yield _later(row, turn) if turn else row


def _later(row: Row, turn: int) -> Row:
    report = from_json(row["report"], Report)
    report = replace(report, id=f"{report.id}-{turn}", published=_moved(report.published, turn))
    claims = [_told_later(from_json(claim, Claim), turn) for claim in row["claims"]]
    return {
        "id": report.id,
        "report": to_json(report).decode(),
        "claims": [to_json(claim).decode() for claim in claims],
    }


def _told_later(claim: Claim, turn: int) -> Claim:
    about = claim.about
    if about is not None and about.claim is not None:
        about = replace(about, claim=f"{about.claim}-{turn}")
    said = tuple(
        replace(voice, said_on=voice.said_on and voice.said_on + turn * LATER) for voice in claim.voices
    )
    names = {"id": f"{claim.id}-{turn}", "report": f"{claim.report}-{turn}"}
    return replace(claim, **names, time=_moved(claim.time, turn), about=about, voices=said)


def _moved(span: Any, turn: int) -> Any:
    ends = {
        end: day + turn * LATER for end in ("start", "end") if (day := getattr(span, end, None)) is not None
    }
    return replace(span, **ends) if ends else span


def written(rows: Iterable[Row], out: Path) -> int:
    """Writes them as a run does; gives how many claims there are."""
    claims = 0
    for number in count():
        part = list(islice(rows, A_PART))
        if not part:
            return claims
        claims += sum(len(row["claims"]) for row in part)
        write_part(out, "reports", number, part)
    raise AssertionError


if __name__ == "__main__":
    main()
