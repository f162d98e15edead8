"""Learns the match weights of mentions from judged pairs of reports.

`python -m training.mentions DATA`: DATA is the folder of current-events; the pairs are those of
`benchmarks/incidents/learning*.tsv`, which no benchmark scores. Of every pair of reports the best-scored
paragraph that looks back, with a claim of the other report, stands for both; else as `training/linkage.py`,
from the weights of `training/mentions.yaml`. Writes the weights into the package's `mentions.yaml`.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from training.linkage import FREE, RIDGE, Pair, learn
from training.weights import write
from warmonitor.evaluation.batches import told_in_batches
from warmonitor.evaluation.incident_pairs import read_pairs
from warmonitor.evaluation.pointers import PointedLines
from warmonitor.incidents import mentioning, settings
from warmonitor.incidents.facts import gather
from warmonitor.incidents.families import find_families
from warmonitor.incidents.linking import roles_of
from warmonitor.incidents.passages import passages
from warmonitor.pipeline import Corridor

PAIRS = sorted((Path(__file__).parents[1] / "benchmarks/incidents").glob("learning*.tsv"))
BY_HAND = Path(__file__).with_name("mentions.yaml")
LEARNED = Path(settings.__file__).with_name("mentions.yaml")
COMPARISONS = ("cue", "day", "gap", "place", "names", "wording", "deed", "numbers", "own", "bearing")


def columns() -> dict[tuple[str, str], int]:
    """Every level's place among the weights; the prior stands last."""
    known = settings.mentions()
    named = ((comparison, level) for comparison in COMPARISONS for level in getattr(known, comparison))
    return {key: number for number, key in enumerate(named)}


def compared(data: Path) -> Iterator[Pair]:
    """The judged pairs with a report that may speak of what the other claims."""
    corridor, places = Corridor.load(), columns()
    for file in PAIRS:
        judged = read_pairs(file, PointedLines(data))
        reports = {report.id: report for pair in judged for report in (pair.first, pair.second)}
        told = told_in_batches(corridor, list(reports.values()), file.stem)
        claims = [claim for one in told for claim in one.claims]
        families = find_families(reports.values()).first
        facts = gather(roles_of(claims).core, reports, families, corridor.registry)
        looking = passages(reports.values(), claims, corridor.registry)
        rows: dict[frozenset[str], list[list[int]]] = defaultdict(list)
        for passage, claim in mentioning.pairs(looking, facts):
            found = mentioning.levels(looking[passage], facts[claim]).items()
            both = frozenset((looking[passage].report, facts[claim].claim.report))
            rows[both].append([places[level] for level in found])
        for pair in judged:
            if found_rows := rows[frozenset((pair.first.id, pair.second.id))]:
                matrix = np.zeros((len(found_rows), len(places) + 1))
                for row, levels in zip(matrix, found_rows, strict=True):
                    row[[*levels, -1]] = 1.0
                yield Pair(matrix, np.zeros(len(matrix), dtype=bool), pair.same)


def main(data: Path) -> None:
    """Learns the weights and writes them down."""
    by_hand, places = msgspec.yaml.decode(BY_HAND.read_bytes()), columns()
    start = np.array([*(by_hand[comparison][level] for comparison, level in places), by_hand["prior"]])
    ridge = np.array([RIDGE] * len(places) + [FREE])
    *learned, prior = learn(list(compared(data)), start, ridge, bar=0.0, most=float("inf"))
    write(LEARNED, dict(zip(places, learned, strict=True)), prior)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
