"""Ways to tell one thing: short sentences of our own, a file for each type, `benchmarks/wordings`.

Brackets mark the words that tell a happening, of the type that the file is named after: `Gunmen [set upon] a
convoy.` Braces after them say more, parted by commas: another type (and further ones that are right too), a
modality, a newness, figures as measure, number and group. `[was killed]{killing, denied, killed 9-12 child}`;
open above is `5+`, below `-5`. Figures count only where some are marked; `no figures` marks that there are
none. So do parts: `by` names who does it or takes part, `to` whom it is done to, `at` its place, `struck`
what is hit or destroyed, as in `[came under fire]{by gunmen, to soldiers, at Kesra}`.

A line without brackets tells no happening. A line without a full stop is a headline. Blank lines and lines
that begin with `#` are passed over, but for `# scene:`, the paragraph that follows each line from there on,
so that acts of speech stand in a report of war, as they do in the news; nothing after the colon ends it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from warmonitor.evaluation.annotated import GoldClaim, GoldFigure, GoldVoice
from warmonitor.evaluation.batches import told_in_batches
from warmonitor.evaluation.counts import Counts
from warmonitor.evaluation.pairing import figure_key, pair
from warmonitor.evaluation.pointers import report_of
from warmonitor.model import Block, Claim, Report
from warmonitor.ontology import load_ontology
from warmonitor.pipeline import Corridor

_MARK = re.compile(r"\[(?P<words>[^\[\]]+)\](?:\{(?P<more>[^{}]+)\})?")
_FIGURE = re.compile(r"(?P<measure>\w+) (?P<low>\d*)(?P<to>[-+]?)(?P<high>\d*) (?P<group>\w+)")
_PART = re.compile(r"(?P<kind>by|to|at|struck) (?P<words>.+)")
_SIDES = {"agent": "by", "party": "by", "sponsor": "by"}
"""Kinds of part by the role of an actor; all others are those it is done to."""
_NO_FIGURES = "no figures"
_SCENE = "# scene:"
_DAY = "2020-06-15"


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence, its claims, of which of them the figures are marked, and the paragraph after it.

    `parts` has for each claim its parts as kind and words, none where none are marked.
    """

    id: str
    text: str
    claims: tuple[GoldClaim, ...]
    figured: frozenset[int]
    parts: tuple[tuple[tuple[str, str], ...], ...]
    scene: str = ""


def wording(name: str, line: str, default: str, scene: str = "") -> Wording:
    """A marked line; `default` is the type of what is marked without one, `scene` the paragraph after it.

    Raises:
        ValueError: a mark is not closed, or what stands in braces is nothing known.
    """
    text, claims, figured, parts = "", list[GoldClaim](), set[int](), list[tuple[tuple[str, str], ...]]()
    at = 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        told = [part.strip() for part in (mark["more"] or "").split(",") if part.strip()]
        span = (len(text), len(text) + len(mark["words"]))
        text += mark["words"]
        if any(part == _NO_FIGURES or _FIGURE.fullmatch(part) for part in told):
            figured.add(len(claims))
        marked = [part for one in told if (part := _PART.fullmatch(one)) is not None]
        parts.append(tuple((part["kind"], part["words"]) for part in marked))
        told = [one for one in told if not _PART.fullmatch(one)]
        claims.append(_claim(name, span, told, default))
    text += line[at:]
    if re.search(r"[\[\]{}]", text):
        raise ValueError(f"{name}: brackets do not fit")
    return Wording(name, text, tuple(claims), frozenset(figured), tuple(parts), scene)


def _claim(name: str, span: tuple[int, int], told: Sequence[str], named: str) -> GoldClaim:
    modality, newness, types, figures = "asserted", "new", list[str](), list[GoldFigure]()
    ontology = load_ontology()
    for part in told:
        figure = _FIGURE.fullmatch(part)
        if figure is not None:
            figures.append(_figure(figure))
        elif part in ontology.modalities:
            modality = part
        elif part in ontology.newness:
            newness = part
        elif part in ontology.claim_types:
            types.append(part)
        elif part != _NO_FIGURES:
            raise ValueError(f"{name}: {part!r} is no type, modality, newness or figure")
    return GoldClaim(
        type=(types or [named])[0],
        trigger=span,
        quote=span,
        actors=(),
        places=(),
        time=None,
        figures=tuple(figures),
        voice=GoldVoice(None, "outlet"),
        modality=modality,
        newness=newness,
        also=tuple(types[1:]),
    )


def _figure(told: re.Match[str]) -> GoldFigure:
    low, high = (int(told[bound]) if told[bound] else None for bound in ("low", "high"))
    return GoldFigure(told["measure"], low, high if told["to"] else low, told["group"])


@dataclass(slots=True)
class Score:
    """Counts over wordings; `faults` names each that was not read as marked."""

    wordings: int = 0
    silent: Counts = field(default_factory=Counts)
    claims: Counts = field(default_factory=Counts)
    figures: Counts = field(default_factory=Counts)
    parts: Counts = field(default_factory=Counts)
    modalities: Counts = field(default_factory=Counts)
    newness: Counts = field(default_factory=Counts)
    types: dict[str, Counts] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, told: Wording, found: Sequence[Claim]) -> None:
        """Counts what was found in a wording."""
        found = [claim for claim in found if claim.span[0] < len(told.text)]
        self.wordings += 1
        if not told.claims:
            self.silent.wanted += 1
            self.silent.right += not found
        partner = dict(pair(told.claims, found))
        for i, gold in enumerate(told.claims):
            self._add(told, gold, found[partner[i]] if i in partner else None, i in told.figured)
            if i in partner and told.parts[i]:
                self._add_parts(told, told.parts[i], found[partner[i]])
        self.claims.found += len(found)
        for j in sorted(set(range(len(found))) - set(partner.values())):
            self.types.setdefault(found[j].type, Counts()).found += 1
            self.faults.append(f"{told.id} NOT SO {found[j].type} ({found[j].rule}): {told.text}")

    def _add(self, told: Wording, gold: GoldClaim, claim: Claim | None, figured: bool) -> None:
        counts = self.types.setdefault(gold.type, Counts())
        for one in (self.claims, counts):
            one.wanted += 1
            one.right += claim is not None
        if claim is None:
            words = told.text[slice(*gold.trigger)]
            self.faults.append(f"{told.id} MISSED {gold.type} {words!r}: {told.text}")
            return
        counts.found += 1
        self._add_same(told, self.modalities, claim.modality, gold.modality)
        self._add_same(told, self.newness, claim.newness, gold.newness)
        if figured:
            self._add_figures(told, gold, claim)

    def _add_same(self, told: Wording, counts: Counts, own: str, wanted: str) -> None:
        counts.wanted += 1
        counts.right += own == wanted
        if own != wanted:
            self.faults.append(f"{told.id} {own.upper()} for {wanted}: {told.text}")

    def _add_figures(self, told: Wording, gold: GoldClaim, claim: Claim) -> None:
        wanted = Counter(figure_key(figure) for figure in gold.figures)
        own = Counter(figure_key(figure) for figure in claim.figures)
        self.figures.wanted += wanted.total()
        self.figures.found += own.total()
        self.figures.right += (wanted & own).total()
        if wanted != own:
            self.faults.append(f"{told.id} FIGURES {sorted(own, key=str)}: {told.text}")

    def _add_parts(self, told: Wording, wanted: Sequence[tuple[str, str]], claim: Claim) -> None:
        """Counts parts by kind and words; words are right that hold those wanted, or are held by them."""
        left = _parts_of(claim)
        self.parts.wanted += len(wanted)
        self.parts.found += len(left)
        for kind, words in wanted:
            same = next((own for own in left if own[0] == kind and _is_within(words, own[1])), None)
            if same is None:
                self.faults.append(f"{told.id} NO PART {claim.type} {kind} {words!r}: {told.text}")
            else:
                left.remove(same)
                self.parts.right += 1
        self.faults += [
            f"{told.id} WRONG PART {claim.type} {kind} {words!r}: {told.text}" for kind, words in left
        ]

    def results(self) -> dict[str, float]:
        """Every figure as a fraction of 1."""
        return {
            **self.claims.figures(),
            "part_precision": self.parts.figures()["precision"],
            "part_recall": self.parts.figures()["recall"],
            "figure_f1": self.figures.figures()["f1"],
            "modality_accuracy": self.modalities.figures()["recall"],
            "newness_accuracy": self.newness.figures()["recall"],
            "silent_kept": self.silent.figures()["recall"],
        }


def _parts_of(claim: Claim) -> list[tuple[str, str]]:
    actors = [(_SIDES.get(actor.role, "to"), actor.text) for actor in claim.actors]
    places = [("at", place.text) for place in claim.places]
    return actors + places + [(one.role, one.text) for one in claim.objects if one.role == "struck"]


def _is_within(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def read_wordings(path: Path) -> Iterator[Wording]:
    """The marked lines of a file, `TYPE.txt`; a name that is no type holds lines that each name theirs.

    Raises:
        ValueError: as `wording`, with the file and the line.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    scene = ""
    for number, line in enumerate(lines, start=1):
        if line.startswith(_SCENE):
            scene = line.removeprefix(_SCENE).strip()
        elif line.strip() and not line.startswith("#"):
            yield wording(f"{path.name}:{number}", line.strip(), path.stem, scene)


def as_report(told: Wording) -> Report:
    """A wording as a report of one paragraph or headline, its scene below it, of 15 June 2020."""
    stopped = re.search(r"[.!?][\"')]*$", told.text)
    text = f"{told.text}\n{told.scene}" if told.scene else told.text
    blocks = [Block(kind="paragraph" if stopped else "headline", start=0, end=len(told.text))]
    if told.scene:
        blocks.append(Block(kind="paragraph", start=len(told.text) + 1, end=len(text)))
    return msgspec.structs.replace(report_of(text, _DAY, told.id), blocks=tuple(blocks))


def evaluate(data: Path) -> dict[str, Any]:
    """Scores the corridor on the files of a folder, or on one file.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: a line is not marked as it should be.
    """
    paths = [data] if data.is_file() else sorted(data.glob("*.txt"))
    if not paths:
        raise FileNotFoundError(f"{data}: no wordings (*.txt)")
    corridor, score = Corridor.load(), Score()
    wordings = [told for path in paths for told in read_wordings(path)]
    read = told_in_batches(corridor, [as_report(told) for told in wordings], "wordings")
    for told, found in zip(wordings, read, strict=True):
        score.add(told, found.claims)
    types = {
        name: {**counts.figures(), "wanted": counts.wanted} for name, counts in sorted(score.types.items())
    }
    return {
        "benchmark": "wordings",
        "data": str(data),
        "documents": score.wordings,
        "figures": score.results(),
        "types": types,
        "faults": score.faults,
    }
