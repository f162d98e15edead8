"""Learns the match weights of the linkage from judged pairs of reports.

`python -m training.linkage DATA`: DATA is the folder of current-events; the pairs are those of
`benchmarks/incidents/learning*.tsv`, which no benchmark scores. Of every pair of reports the best-scored pair
of claims stands for both; a logistic regression over its levels moves the weights that stood before
(`training/linkage.yaml`) where the pairs ask for it: a ridge pulls them back. What the pairs
can hardly tell (days stated on both sides, what is unknown) stays. Writes the weights into the package's
`weights.yaml`.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from training.weights import write
from warmonitor.evaluation.batches import told_in_batches
from warmonitor.evaluation.incident_pairs import JudgedPair, read_pairs
from warmonitor.evaluation.pointers import PointedLines
from warmonitor.incidents import settings
from warmonitor.incidents.comparison import levels
from warmonitor.incidents.facts import Facts, gather
from warmonitor.incidents.families import find_families
from warmonitor.incidents.linking import roles_of
from warmonitor.incidents.settings import Weights
from warmonitor.pipeline import Corridor

PAIRS = sorted((Path(__file__).parents[1] / "benchmarks/incidents").glob("learning*.tsv"))
BY_HAND = Path(__file__).with_name("linkage.yaml")
LEARNED = Path(settings.__file__).with_name("weights.yaml")
RIDGE = 30.0  # of 1, 3, 10 and 30 the likeliest to be right on pairs left out of the learning
HELD = 10_000.0
BIT = float(np.log(2))
ROUNDS, STEPS = 6, 15
KEPT = {
    "type": ("kin",),
    "place": ("same", "elsewhere", "same_country", "one_name"),
    "time": ("same_day", "next_day", "overlap", "apart", "vague"),
    "actors": ("same", "unknown", "opposed", "kindred"),
    "figures": ("none", "apart", "meet", "rising", "close"),
    "words": ("none", "unknown", "few", "most", "many"),
    "names": ("none", "common"),
    "recall": ("unknown", "dated", "same_issue"),
    "deed": ("unknown",),
    "dead": ("unknown",),
    "copy": ("same_words", "none"),
    "report": ("one_sentence", "taken_up", "one_report", "none"),
    "heading": ("shared", "none"),
    "bearing": ("something", "nothing"),
}
"""Levels whose weights stay as they stood."""

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """All pairs of claims of two reports, as rows of levels, and whether both tell of one happening."""

    rows: Array
    unlike: npt.NDArray[np.bool_]
    same: bool

    def best(self, weights: Array, most: float) -> Array:
        """The row that scores best; claims of unlike types never more than `most`."""
        scores = self.rows @ weights
        row: Array = self.rows[int(np.where(self.unlike, np.minimum(scores, most), scores).argmax())]
        return row


def columns(known: Weights) -> dict[tuple[str, str], int]:
    """Every level's place among the weights; the prior stands last."""
    named = ((comparison, level) for comparison in KEPT for level in getattr(known, comparison))
    return {key: number for number, key in enumerate(named)}


def compared(data: Path, known: Weights) -> Iterator[Pair]:
    """The judged pairs both of whose reports tell something."""
    corridor, places = Corridor.load(), columns(known)
    for file in PAIRS:
        judged = read_pairs(file, PointedLines(data))
        reports = {report.id: report for pair in judged for report in (pair.first, pair.second)}
        told = told_in_batches(corridor, list(reports.values()), file.stem)
        core = roles_of(claim for one in told for claim in one.claims).core
        facts = gather(core, reports, find_families(reports.values()).first, corridor.registry)
        by_report: dict[str, list[Facts]] = defaultdict(list)
        for one in facts.values():
            by_report[one.claim.report].append(one)
        for pair in judged:
            both = list(product(by_report[pair.first.id], by_report[pair.second.id]))
            if both:
                yield _rows(both, pair, places)


def _rows(both: Sequence[tuple[Facts, Facts]], pair: JudgedPair, places: dict[tuple[str, str], int]) -> Pair:
    found = [levels(one, other) for one, other in both]
    rows = np.zeros((len(found), len(places) + 1))
    for row, level in zip(rows, found, strict=True):
        row[[places[key] for key in level.items()]] = 1.0
        row[-1] = 1.0
    return Pair(rows, np.array([level["type"] == "unlike" for level in found]), pair.same)


def learn(pairs: Sequence[Pair], start: Array, ridge: Array, bar: float, most: float) -> Array:
    """Weights that tell the pairs apart best, at the ridge's cost of leaving `start`.

    Args:
        pairs: judged.
        start: the weights as they stood, the prior last.
        ridge: how each is held there.
        bar: the score at which the same and not the same are equally likely.
        most: what two claims of unlike types score at most.
    """
    same = np.array([pair.same for pair in pairs], dtype=float)
    weights = start.copy()
    for _ in range(ROUNDS):
        rows = np.array([pair.best(weights, most) for pair in pairs])

        def cost(at: Array, rows: Array = rows) -> float:
            margin = BIT * (2 * same - 1) * (rows @ at - bar)
            return float(np.logaddexp(0, -margin).sum() + (ridge * (at - start) ** 2).sum() / 2)

        for _ in range(STEPS):
            likely = 1 / (1 + np.exp(-BIT * (rows @ weights - bar)))
            slope = BIT * rows.T @ (same - likely) - ridge * (weights - start)
            bend = BIT**2 * (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(ridge)
            step, part = np.linalg.solve(bend, slope), 1.0
            while cost(weights + part * step) > cost(weights) and part > 1e-4:
                part /= 2
            weights = weights + part * step
    return weights


def main(data: Path) -> None:
    """Learns the weights and writes them down."""
    known = msgspec.yaml.decode(BY_HAND.read_bytes(), type=Weights)
    places = columns(known)
    start = np.array([*(known.bits(*key) for key in places), known.prior])
    ridge = np.array([HELD if key[1] in KEPT[key[0]] else RIDGE for key in places] + [RIDGE])
    *learned, prior = learn(list(compared(data, known)), start, ridge, known.threshold, known.unlike_at_most)
    write(LEARNED, dict(zip(places, learned, strict=True)), prior)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
