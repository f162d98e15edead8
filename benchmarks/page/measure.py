"""Times the page in headless Chromium over a large ledger: first paint, and from a filter to its redraw.

    python benchmarks/ledger/generate.py war.db --claims 400000
    python benchmarks/page/measure.py war.db > benchmarks/results/page.json

The first meaningful paint is when the first rows of the list and the first symbols of the map stand; the
redraw is from the change of the filter until list, map and timeline show what fits it. The server is warm
(it has drawn its picture of the ledger, as `warmonitor serve` does when it starts); the browser is not.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from warmonitor.ledger import Ledger

sys.path.insert(0, str(Path(__file__).parents[1] / "server"))

from served import served

WARM = ("map", "incidents", "timeline?days=0", "actors?limit=500", "voices?limit=500", "places?limit=500")

FILTERS = [
    "type=shelling",
    "type=capture&status=contested",
    "status=corroborated",
    "since=2020-03-01&until=2020-03-31",
    "place=Chad",
    "place=Morkar",
    "actor=red-front",
    "voice=voice-7",
    "kind=monitor",
    "measure=killed",
    "newness=background",
    "confidence=0.9",
    "text=besieged",
    "",
]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

PAINTED = """() => new Promise(done => {
  const look = () => document.querySelector('.row') && document.querySelector('.spot')
    ? requestAnimationFrame(() => done(performance.now())) : setTimeout(look, 5);
  look();
})"""

REDRAWN = """query => new Promise((done, fail) => {
  const start = performance.now();
  const asked = query ? '?' + query : '';
  const days = new URLSearchParams(query);
  for (const name of ['since', 'until']) days.delete(name);
  const undated = days.size ? '?' + days : '';
  const shows = (part, words) => {
    const shown = document.querySelector(part)?.dataset.shown;
    return shown !== undefined && shown.split(' ')[0] === words;
  };
  history.pushState(null, '', '/' + asked);
  dispatchEvent(new Event('warmonitor:moved'));
  const look = () => {
    if (shows('.list', asked) && shows('.map', asked) && shows('.timeline', undated))
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    else if (performance.now() - start > 20000) fail(new Error('not redrawn: ' + query));
    else setTimeout(look, 1);
  };
  look();
})"""


def paint(browser: Browser, address: str) -> tuple[float, Page, dict[str, int]]:
    """Milliseconds to the first meaningful paint in a fresh window, the window, and the bytes that came."""
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda sent: sizes.update({sent.url: sent.sizes()["responseBodySize"]}))
    page.goto(address, wait_until="commit")
    painted = page.evaluate(PAINTED)
    page.wait_for_load_state("networkidle")
    return painted, page, sizes


def spread(times: list[float]) -> dict[str, float]:
    """Median, worst and number of some milliseconds."""
    return {"median_ms": round(statistics.median(times)), "worst_ms": round(max(times)), "n": len(times)}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("db")
    asked.add_argument("--rounds", type=int, default=5)
    words = asked.parse_args()
    with Ledger.open(words.db) as ledger:
        incidents = ledger.count("incidents")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with served(words.db, WARM) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        paints, sizes, page = [], {}, None
        for _ in range(words.rounds):
            if page is not None:
                page.context.close()
            painted, page, sizes = paint(browser, address)
            paints.append(painted)
        assert page is not None
        first: dict[str, float] = {}
        again: dict[str, list[float]] = {}
        for turn in range(words.rounds):
            for query in FILTERS:
                took = page.evaluate(REDRAWN, query)
                time.sleep(0.1)
                if turn == 0:
                    first[query or "everything"] = round(took)
                else:
                    again.setdefault(query or "everything", []).append(took)
        browser.close()
    told = {
        "incidents": incidents,
        "first_meaningful_paint": spread(paints),
        "filter_to_redraw_first_time_ms": first,
        "filter_to_redraw_first_time": spread(list(first.values())),
        "filter_to_redraw_again_ms": {
            query: round(statistics.median(times)) for query, times in again.items()
        },
        "filter_to_redraw_again": spread([time for times in again.values() for time in times]),
        "javascript_kb_gzipped": round(
            sum(size for url, size in sizes.items() if url.endswith(".js")) / 1024, 1
        ),
        "machine": {
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load": [round(one, 1) for one in os.getloadavg()],
            "niceness": os.nice(0),
        },
    }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
