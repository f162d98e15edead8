"""Claims against the annotated sentences and reports of `benchmarks/claims`.

What is right is told in docs/method/annotation.md. Calibration: expected calibration error over ten bins of
equal width (C. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warmonitor.evaluation.annotated import (
    ROUNDS,
    SPLITS,
    Document,
    GoldClaim,
    check_frozen,
    current_events_folder,
    read_annotated,
)
from warmonitor.evaluation.batches import told_in_batches
from warmonitor.evaluation.counts import Counts, mean, share
from warmonitor.evaluation.pairing import FigureKey, figure_key, overlap, pair
from warmonitor.model import Claim, Figure
from warmonitor.model.noun import Span
from warmonitor.pipeline import Corridor

BINS = 10
_WORD = re.compile(r"\w+")
_EMPTY_WORDS = frozenset({"the", "a", "an", "of", "for", "in", "and", "its", "their", "his", "her", "s"})


@dataclass(slots=True)
class Score:
    """What is counted over documents; add them one by one."""

    documents: int = 0
    silent: Counts = field(default_factory=Counts)
    claims: Counts = field(default_factory=Counts)
    types: dict[str, Counts] = field(default_factory=dict)
    figures: Counts = field(default_factory=Counts)
    paired_figures: Counts = field(default_factory=Counts)
    parts: Counts = field(default_factory=Counts)
    actors: Counts = field(default_factory=Counts)
    places: Counts = field(default_factory=Counts)
    voices: Counts = field(default_factory=Counts)
    voice_kinds: Counts = field(default_factory=Counts)
    newness: Counts = field(default_factory=Counts)
    modalities: dict[str, Counts] = field(default_factory=dict)
    bins: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, document: Document, found: Sequence[Claim]) -> None:
        """Counts what was found in a document."""
        gold = document.claims
        self.documents += 1
        if not gold:
            self.silent.wanted += 1
            self.silent.right += not found
        pairs = pair(gold, found)
        of_found = {j: gold[i] for i, j in pairs}
        self._add_types(gold, found, of_found)
        self.figures.wanted += sum(len(claim.figures) for claim in gold)
        self.figures.found += sum(len(claim.figures) for claim in found)
        self.bins += [(claim.confidence, j in of_found) for j, claim in enumerate(found)]
        for i, j in pairs:
            self._add_pair(document.report.text, gold[i], found[j])

    def _add_types(
        self, gold: Sequence[GoldClaim], found: Sequence[Claim], of_found: dict[int, GoldClaim]
    ) -> None:
        self.claims.wanted += len(gold)
        self.claims.found += len(found)
        self.claims.right += len(of_found)
        for wanted in gold:
            self.types.setdefault(wanted.type, Counts()).wanted += 1
        for j, claim in enumerate(found):
            counts = self.types.setdefault(of_found[j].type if j in of_found else claim.type, Counts())
            counts.found += 1
            counts.right += j in of_found

    def _add_pair(self, text: str, gold: GoldClaim, claim: Claim) -> None:
        wanted = Counter(figure_key(figure) for figure in gold.figures)
        own = Counter(figure_key(figure) for figure in claim.figures)
        right = (wanted & own).total()
        self.figures.right += right
        _count(self.paired_figures, right, own.total(), wanted.total())
        self._add_parts(gold, claim)
        self._add_actors(gold, claim)
        self._add_places(gold, claim)
        self.voices.wanted += 1
        self.voices.right += same_voice(text, gold, claim)
        self.voice_kinds.wanted += 1
        self.voice_kinds.right += bool(claim.voices) and claim.voices[0].kind == gold.voice.kind
        self.newness.wanted += 1
        self.newness.right += claim.newness == gold.newness
        self.modalities.setdefault(gold.modality, Counts()).wanted += 1
        self.modalities.setdefault(claim.modality, Counts()).found += 1
        self.modalities[gold.modality].right += claim.modality == gold.modality

    def _add_parts(self, gold: GoldClaim, claim: Claim) -> None:
        """Of the figures that are right in themselves: how many also hang where they should."""
        wanted = Counter((figure_key(f), _whole(f.part_of, gold.figures)) for f in gold.figures)
        own = Counter((figure_key(f), _whole(f.part_of, claim.figures)) for f in claim.figures)
        alone = Counter(figure_key(f) for f in gold.figures) & Counter(figure_key(f) for f in claim.figures)
        self.parts.wanted += alone.total()
        self.parts.right += (wanted & own).total()

    def _add_actors(self, gold: GoldClaim, claim: Claim) -> None:
        left = list(gold.actors)
        for actor in claim.actors:
            met = next((a for a in left if a.role == actor.role and overlap(a.span, actor.span)), None)
            if met is not None:
                left.remove(met)
                self.actors.right += 1
        self.actors.found += len(claim.actors)
        self.actors.wanted += len(gold.actors)

    def _add_places(self, gold: GoldClaim, claim: Claim) -> None:
        required = [place.span for place in gold.places if not place.within]
        optional = [place.span for place in gold.places if place.within]
        left = list(required)
        for place in claim.places:
            met = next((span for span in left if overlap(span, place.span)), None)
            if met is not None:
                left.remove(met)
                self.places.right += 1
            elif any(overlap(span, place.span) for span in optional):
                continue
            self.places.found += 1
        self.places.wanted += len(required)

    def results(self) -> dict[str, Any]:
        """Every figure as a fraction of 1."""
        wanted = [counts for counts in self.modalities.values() if counts.wanted]
        return {
            **self.claims.figures(),
            "figure_f1": self.figures.figures()["f1"],
            "figure_f1_in_pairs": self.paired_figures.figures()["f1"],
            "part_of_accuracy": share(self.parts.right, self.parts.wanted),
            "voice_accuracy": share(self.voices.right, self.voices.wanted),
            "voice_kind_accuracy": share(self.voice_kinds.right, self.voice_kinds.wanted),
            "modality_macro_f1": mean([counts.figures()["f1"] for counts in wanted]),
            "newness_accuracy": share(self.newness.right, self.newness.wanted),
            "actor_f1": self.actors.figures()["f1"],
            "place_f1": self.places.figures()["f1"],
            "silent_kept": share(self.silent.right, self.silent.wanted),
            "calibration_error": calibration_error(self.bins),
        }

    def details(self) -> dict[str, Any]:
        """What stands behind the figures: per type, per modality, and the reliability diagram."""
        return {
            "types": {
                name: {**counts.figures(), "wanted": counts.wanted}
                for name, counts in sorted(self.types.items())
            },
            "modalities": {
                name: {**counts.figures(), "wanted": counts.wanted}
                for name, counts in sorted(self.modalities.items())
            },
            "reliability": reliability(self.bins),
        }


def evaluate(data: Path, current_events: Path | None = None) -> dict[str, Any]:
    """Scores the corridor on the benchmark in a folder; figures over dev and test, and by split.

    The rounds, fresh texts that grow as rules are written, are a split of their own and stay out of the
    figures over all, so that these remain comparable.

    `current_events` holds the Current Events files that half the documents point into; without it, the
    variable WARMONITOR_CURRENT_EVENTS or `shared/data/current-events` beside the repository. Documents whose
    source is not there are left out and counted.

    Raises:
        FileNotFoundError: `data` does not hold the benchmark.
        ValueError: the test split is not the frozen one.
    """
    if not (data / "FROZEN").exists():
        raise FileNotFoundError(f"{data}: no FROZEN; this is no claims benchmark")
    check_frozen(data)
    folder = current_events or current_events_folder(data)
    corridor = Corridor.load()
    total, by_split, left_out = Score(), {}, 0
    for split in (*SPLITS, ROUNDS):
        annotated = read_annotated(data, split, folder)
        left_out += len(annotated.left_out)
        score = Score()
        reports = [document.report for document in annotated.documents]
        told = told_in_batches(corridor, reports, split)
        for document, read in zip(annotated.documents, told, strict=True):
            score.add(document, read.claims)
            if split != ROUNDS:
                total.add(document, read.claims)
        by_split[split] = {"documents": score.documents, "figures": score.results(), **score.details()}
    return {
        "benchmark": "claims",
        "data": str(data),
        "documents": total.documents,
        "left_out": left_out,
        "figures": total.results(),
        "splits": by_split,
    }


def same_voice(text: str, gold: GoldClaim, claim: Claim) -> bool:
    """Whether the innermost voice is right: both the outlet, or one kind and a word in common."""
    voice = claim.voices[0] if claim.voices else None
    if gold.voice.span is None:
        return voice is None or voice.kind == "outlet"
    if voice is None or voice.kind != gold.voice.kind:
        return False
    wanted = _words(text, gold.voice.span) | _words(text, gold.voice.antecedent)
    own = " ".join(part for part in (voice.text, voice.speaker, voice.name) if part)
    return bool(wanted & _content(own))


def reliability(bins: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """Per bin of confidence that is not empty: how many claims, their mean confidence, the share right."""
    rows = []
    for number in range(BINS):
        inside = [pair for pair in bins if min(int(pair[0] * BINS), BINS - 1) == number]
        if inside:
            confidence = mean([confidence for confidence, _ in inside])
            right = share(sum(right for _, right in inside), len(inside))
            rows.append({"claims": len(inside), "confidence": confidence, "right": right})
    return rows


def calibration_error(bins: Sequence[tuple[float, bool]]) -> float:
    """The mean distance of confidence from the share that is right, weighted by the claims of each bin."""
    distance = sum(row["claims"] * abs(row["confidence"] - row["right"]) for row in reliability(bins))
    return round(distance / len(bins), 4) if bins else 0.0


def _whole(part_of: int | None, figures: Sequence[Any]) -> FigureKey | None:
    whole: Figure | None = None if part_of is None else figures[part_of]
    return None if whole is None else figure_key(whole)


def _words(text: str, span: Span | None) -> set[str]:
    return set() if span is None else _content(text[span[0] : span[1]])


def _content(words: str) -> set[str]:
    return set(_WORD.findall(words.casefold())) - _EMPTY_WORDS


def _count(counts: Counts, right: int, found: int, wanted: int) -> None:
    counts.right += right
    counts.found += found
    counts.wanted += wanted
