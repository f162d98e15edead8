"""Measures the corridor: stages, engines, memory, growth; records machine, commit and ratios.

    OMP_NUM_THREADS=1 python benchmarks/speed/measure.py --data DIR [--items N] [--largest N] [--output FILE]

DIR holds `current-events`, `re3d` and `geoparsing` (docs/method/benchmarks.md says where they come from).
Seconds of one core are processor time, the best of three, so that what else runs counts little; of several
cores, wall time of a run less that of a run over half the inputs, so that loading drops out. Larger feeds are
`current-events` over and over, each time 400 days later; what linking them takes is measured by `growth.py`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from lxml import etree
from machine import commit, machine

from warmonitor.claims import extract
from warmonitor.grounding.ground import ground
from warmonitor.knowledge.calendar.atoms import _atoms
from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Claim, Report
from warmonitor.pipeline import Corridor, with_language
from warmonitor.rarely import collect_rarely
from warmonitor.reading import Reading, ReadingOptions, read

OPTIONS = ReadingOptions(retrieved_at=datetime(2031, 1, 1, tzinfo=UTC))
SAMPLES = Path(__file__).parents[2] / "src" / "warmonitor" / "samples"
TIMES = 3
Figures = dict[str, Any]


def main() -> None:
    options = _options()
    collect_rarely()  # as the command does
    corridor = Corridor.load()
    mixed = list(islice(_reports(_feeds(options.data)), options.items))
    with tempfile.TemporaryDirectory() as folder:
        war = list(_reports([_war(options.data, Path(folder)), SAMPLES]))
        figures: Figures = {
            "machine": machine(),
            "commit": commit(),
            "load_average": os.getloadavg()[0],
            "one_core": {"war": stages(war, corridor), "mixed": stages(mixed, corridor)},
            "engines": engines(_feeds(options.data), options.fed, Path(folder)),
            "pages": pages([*war, *_news(options.data)], Path(folder)),
            "growth": growth(mixed, corridor, options.largest, Path(folder)),
            "cold_seconds": {
                "extract": cold_start("extract", str(sorted(SAMPLES.iterdir())[0])),
                "--version": cold_start("--version"),
                "--help": cold_start("--help"),
            },
        }
    text = json.dumps(figures, indent=1)
    if options.output is None:
        print(text)
        return
    options.output.write_text(text + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--items", type=int, default=1500)
    parser.add_argument("--fed", type=int, default=6000, help="items that the engines are fed with")
    parser.add_argument("--largest", type=int, default=100_000)
    parser.add_argument("--output", type=Path)
    return parser.parse_args()


def _feeds(data: Path) -> list[Path]:
    return sorted((data / "current-events").glob("*.jsonl"))[5:]


def _reports(paths: list[Path]) -> Iterator[Report]:
    return (one.report for one in read(paths, OPTIONS) if isinstance(one, Reading))


class News(NamedTuple):
    """What a page of news is made from."""

    title: str
    outlet: str
    text: str


def _news(data: Path) -> Iterator[News]:
    """Reports of newspapers, of all subjects."""
    for name in ("TR-News.xml", "lgl.xml"):
        for article in etree.parse(data / "geoparsing" / name).iter("article"):
            title, outlet, text = (
                str(article.findtext(key) or "").strip() for key in ("title", "domain", "text")
            )
            yield News(title, outlet, text)


def _war(data: Path, folder: Path) -> Path:
    """Reports on Syria and Iraq, as JSON Lines."""
    path = folder / "war.jsonl"
    with path.open("wb") as out:
        for file in sorted(data.glob("re3d/*/documents.json")):
            for line in file.read_bytes().splitlines():
                told = msgspec.json.decode(line)
                item = {key: told.get(name) for key, name in _KEYS.items() if told.get(name)}
                out.write(msgspec.json.encode(item) + b"\n")
    return path


_KEYS = {"text": "text", "title": "title", "outlet": "sourceName", "url": "sourceUrl"}


def best(act: Callable[[], Any]) -> tuple[float, Any]:
    """The least processor time of a few goes, and what came of the last; the dates of a text are forgotten
    before each, since the same text again would be no work.
    """
    spent, given = [], None
    for _ in range(TIMES):
        _atoms.cache_clear()
        started = time.process_time()
        given = act()
        spent.append(time.process_time() - started)
    return min(spent), given


def stages(reports: list[Report], corridor: Corridor) -> Figures:
    """Seconds of each stage, and sentences a second from plain text to grounded claims."""
    places, actors = corridor.gazetteer, corridor.registry
    detect, known = best(lambda: [with_language(report) for report in reports])
    known = [report for report in known if report.language in {"en", "und"}]
    parse, parsed = best(lambda: list(corridor.language.parse_many(known)))
    both = list(zip(known, parsed, strict=True))
    claims, drafts = best(lambda: [extract(report, blocks, places, actors) for report, blocks in both])
    grounding, _ = best(lambda: [ground(d, r, places, actors) for d, r in zip(drafts, known, strict=True)])
    whole, told = best(
        lambda: [t for i in range(0, len(reports), 128) for t in corridor.told_many(reports[i : i + 128])]
    )
    sentences = sum(len(list(block.doc.sents)) for blocks in parsed for block in blocks)
    return {
        "reports": len(reports),
        "sentences": sentences,
        "claims": sum(len(one.claims) for one in told),
        "seconds": {
            "language": detect,
            "parse": parse,
            "claims": claims,
            "grounding": grounding,
            "whole": whole,
        },
        "sentences_per_second": round(sentences / whole),
        "reports_per_second": round(len(reports) / whole),
    }


class Watch(threading.Thread):
    """What a process and those it started use together: the most memory held at a time, shared pages counted
    once, and the processor time spent.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._pid = pid
        self._over = threading.Event()
        self._spent: dict[int, float] = {}
        self.start()

    def run(self) -> None:
        for look in count():
            if self._over.wait(0.2):
                return
            family = list(_family(self._pid))
            self._spent |= {pid: ticks for pid in family if (ticks := _ticks(pid))}
            # Asking for memory holds up those who are asked: at every look it cost a tenth of a core.
            if look % 5 == 0:
                self.most = max(self.most, sum(_proportional(pid) for pid in family))

    def figures(self, wall: float) -> Figures:
        """What was used up to now."""
        self._over.set()
        self.join()
        return {
            "wall_seconds": round(wall, 1),
            "processor_seconds": round(sum(self._spent.values()), 1),
            "peak_mb": self.most // 1024,
        }


def watched(*words: str, until: Callable[[], float] = time.time) -> Figures:
    """What a command uses, in a process of its own as a person starts it; the wall time up to a moment."""
    started = time.time()
    process = subprocess.Popen([sys.executable, "-m", "warmonitor", *words], stderr=subprocess.DEVNULL)
    watch = Watch(process.pid)
    process.wait()
    return watch.figures(until() - started)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _ticks(pid: int) -> float:
    """Seconds of processor time of a process; 0 when it is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _between(small: Figures, large: Figures, more: int) -> Figures:
    """What so many items more cost: the difference of two runs, in which loading cancels out."""
    wall = large["wall_seconds"] - small["wall_seconds"]
    processor = large["processor_seconds"] - small["processor_seconds"]
    return {
        "items": more,
        "wall_seconds": round(wall, 1),
        "processor_seconds": round(processor, 1),
        "per_second_of_wall": round(more / wall, 1) if wall > 0 else None,
        "per_second_of_one_core": round(more / processor, 1) if processor > 0 else None,
    }


def engines(feeds: list[Path], items: int, folder: Path) -> Figures:
    """One process against two on the same inputs, up to grounded claims, and the memory of all of them."""
    lines = list(islice((line for feed in feeds for line in feed.open("rb")), items))
    sizes = {"half": len(lines) // 2, "all": len(lines)}
    for name, size in sizes.items():
        (folder / f"{name}.jsonl").write_bytes(b"".join(lines[:size]))
    spent: Figures = {"items": sizes["all"]}
    for workers in (1, 2):
        runs = {}
        for name in sizes:
            out = folder / f"cores-{workers}-{name}"
            words = ("--out", str(out), "--engine", "cores", "--workers", str(workers))
            runs[name] = watched(
                "run", str(folder / f"{name}.jsonl"), *words, until=lambda out=out: _last_told(out)
            )
        more = _between(runs["half"], runs["all"], sizes["all"] - sizes["half"])
        spent[f"cores-{workers}"] = runs["all"] | {"without_loading": more, "half": runs["half"]}
    walls = [spent[f"cores-{workers}"]["without_loading"]["wall_seconds"] for workers in (1, 2)]
    return spent | {"gain_without_loading": round(walls[0] / walls[1], 2) if walls[1] > 0 else None}


def _last_told(out: Path) -> float:
    """When the last part of a run was written, before its incidents were linked."""
    return max(part.stat().st_mtime for part in (out / "reports").iterdir())


def pages(reports: Sequence[Report | News], folder: Path) -> Figures:
    """Pages of HTML to the ledger on two cores, linking included."""
    # Every second, so that both halves are of the same mixture.
    sizes = {"half": reports[::2], "all": reports}
    runs = {}
    for name, chosen in sizes.items():
        inputs = folder / f"pages-{name}"
        inputs.mkdir()
        for number, report in enumerate(chosen):
            (inputs / f"{number}.html").write_text(_page(report), encoding="utf-8")
        address = str(folder / f"{name}.db")
        used = watched("ingest", str(inputs), "--workers", "2", "--db", address)
        with Ledger.open(address) as ledger:
            runs[name] = used | {name: ledger.count(name) for name in ("reports", "claims", "incidents")}
    return {
        "pages": len(reports),
        **runs["all"],
        "without_loading": _between(runs["half"], runs["all"], len(reports) - len(sizes["half"])),
    }


def _page(report: Report | News) -> str:
    body = "".join(f"<p>{line}</p>" for line in report.text.split("\n") if line.strip())
    head = f"<title>{report.title}</title><meta property='og:site_name' content='{report.outlet}'>"
    article = f"<main><article>{body}</article></main>"
    return f"<!doctype html><html><head>{head}</head><body>{article}</body></html>"


def growth(reports: list[Report], corridor: Corridor, largest: int, folder: Path) -> list[Figures]:
    """Seconds of extraction and of a query against so many items; told once, then dated anew."""
    told = [one for i in range(0, len(reports), 64) for one in corridor.told_many(reports[i : i + 64])]
    extraction = best(lambda: corridor.told_many(reports[:64]))[0] / 64
    rows, size = [], 1000
    while size <= largest:
        again = list(islice(_dated_anew(told), size))
        rows.append(
            {
                "items": size,
                "claims": sum(len(claims) for _, claims in again),
                "extraction_seconds": round(extraction * size, 1),
                "query_seconds": round(_query(again, folder / f"{size}.db"), 4),
            }
        )
        size *= 10
    return rows


def _dated_anew(told: list[Any]) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """The told reports over and over, each time with new ids and 400 days later."""
    turn = 0
    while True:
        for one in told:
            yield _later(one, turn)
        turn += 1


def _later(told: Any, turn: int) -> tuple[Report, tuple[Claim, ...]]:
    days = timedelta(days=400 * turn)
    replace = msgspec.structs.replace
    report = replace(told.report, id=f"{told.report.id}-{turn}")
    if report.published is not None:
        shifted = replace(
            report.published, start=report.published.start + days, end=report.published.end + days
        )
        report = replace(report, published=shifted)
    names = {claim.id: f"{claim.id}-{turn}" for claim in told.claims}
    claims = []
    for claim in told.claims:
        span = claim.time
        if span is not None:
            ends = {name: end + days for name in ("start", "end") if (end := getattr(span, name)) is not None}
            span = replace(span, **ends)
        about = claim.about
        if about is not None and about.claim is not None:
            about = replace(about, claim=names.get(about.claim))
        claims.append(replace(claim, id=names[claim.id], report=report.id, time=span, about=about))
    return report, tuple(claims)


def _query(told: list[tuple[Report, tuple[Claim, ...]]], path: Path) -> float:
    """Processor time of the claims of one type in one country, from a ledger of all of them."""
    with Ledger.open(str(path)) as ledger:
        for start in range(0, len(told), 500):
            batch = [(r, *_raw(r), c) for r, c in told[start : start + 500]]
            ledger.add_all([(report, raw, claims) for _, report, raw, claims in batch])
        return best(
            lambda: list(islice(ledger.claims(Filter(type="airstrike", place="Syria", limit=50)), 50))
        )[0]


def _raw(report: Report) -> tuple[Report, bytes]:
    from hashlib import sha256  # noqa: PLC0415

    raw = report.text.encode()
    return msgspec.structs.replace(report, sha256=sha256(raw).hexdigest()), raw


def cold_start(*words: str) -> float:
    """Processor time of a command from nothing, byte code on disk; the best of a few."""
    spent = []
    for _ in range(TIMES):
        before = os.times()
        command = [sys.executable, "-m", "warmonitor", *words]
        environment = {name: word for name, word in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
        after = os.times()
        spent.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
    return round(min(spent), 2)


if __name__ == "__main__":
    main()
