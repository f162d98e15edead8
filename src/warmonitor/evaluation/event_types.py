"""Event types of news snippets against CASE 2021, task 2, through the ontology's crosswalk to ACLED.

J. Haneczok et al., "Fine-grained Event Classification in News-like Text Snippets", CASE 2021. A snippet's
event is that of its claims whose ACLED sub-event stands first in event_types.yaml, the earlier one of two
alike; a snippet without such a claim has none. Where the words tell means or parties that the claim leaves
open, the word rules of that file stand in. Scored are the 25 types of the task's main part, by F1 weighted by
their snippets.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from warmonitor.evaluation.counts import mean, share
from warmonitor.knowledge.registry import load_registry
from warmonitor.model import Block, Claim, Report
from warmonitor.ontology import load_ontology, read_yaml
from warmonitor.pipeline import Corridor

NONE = "(none)"
_WORD = re.compile(r"[\w'-]+")


class _Pair(msgspec.Struct, frozen=True):
    types: tuple[str, str]
    acled: str


class _Worded(msgspec.Struct, frozen=True):
    types: frozenset[str]
    acled: str
    words: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()

    def fits(self, claim: Claim) -> bool:
        doers = " ".join(actor.text for actor in claim.actors if actor.role == "agent")
        return claim.type in self.types and _has(claim.quote, self.words) and _has(doers, self.agents)


class _Rules(msgspec.Struct, frozen=True):
    labels: dict[str, str]
    together: tuple[_Pair, ...]
    worded: tuple[_Worded, ...]
    modalities: frozenset[str]


@cache
def _rules() -> _Rules:
    return read_yaml(__package__ or "", "event_types.yaml", _Rules)


def evaluate(data: Path) -> dict[str, Any]:
    """Scores the folder's dev.tsv; figures are fractions of 1.

    Raises:
        FileNotFoundError: the folder holds no dev.tsv.
    """
    types = frozenset((data / "event_types.txt").read_text(encoding="utf-8").split())
    with (data / "dev.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["label"] in types]
    corridor = Corridor.load()
    told = corridor.told_many([_report(row["text"]) for row in rows])
    pairs = [(row["label"], event_type(one.claims)) for row, one in zip(rows, told, strict=True)]
    by_type = {name: _scores(name, pairs) for name in sorted(types)}
    return {
        "benchmark": "event-types",
        "data": str(data),
        "documents": len(rows),
        "figures": {
            "weighted_f1": mean([(by_type[wanted]["f1"]) for wanted, _ in pairs]),
            "macro_f1": mean([scores["f1"] for scores in by_type.values()]),
            "accuracy": mean([float(wanted == found) for wanted, found in pairs]),
            "silent": mean([float(found == NONE) for _, found in pairs]),
        },
        "types": by_type,
    }


def event_type(claims: Sequence[Claim]) -> str:
    """The CASE 2021 type of a snippet with these claims, in order of the text; "(none)" without one."""
    rules = _rules()
    told = [claim for claim in claims if claim.modality in rules.modalities] or list(claims)
    told = [claim for claim in told if claim.newness != "background"] or told
    types = {claim.type for claim in told}
    codes = [pair.acled for pair in rules.together if types.issuperset(pair.types)]
    codes += [code for claim in told if (code := _sub_event(claim)) is not None]
    order = list(rules.labels)
    return rules.labels[min(codes, key=order.index)] if codes else NONE


def _has(text: str, words: frozenset[str]) -> bool:
    """Whether a text has one of the words, where any are asked for."""
    told = f" {' '.join(_WORD.findall(text.lower()))} "
    return not words or any(f" {word} " in told for word in words)


def _sub_event(claim: Claim) -> str | None:
    worded = next((rule.acled for rule in _rules().worded if rule.fits(claim)), None)
    return worded or _of_crosswalk(claim)


def _of_crosswalk(claim: Claim) -> str | None:
    weapon = next((one.kind for one in claim.objects if one.role == "weapon"), None)
    agent, target = (_kind(claim, roles) for roles in (("agent", "party"), ("target", "victim")))
    return load_ontology().crosswalk(claim.type, weapon, agent, target).acled_sub_event


def _kind(claim: Claim, roles: Sequence[str]) -> str | None:
    """The kind that the registry gives the first actor in one of these roles."""
    for actor in claim.actors:
        if actor.role in roles and actor.id is not None:
            entry = load_registry().get(actor.id)
            return entry.kind if entry else None
    return None


def _report(text: str) -> Report:
    return Report(
        id="",
        outlet="",
        retrieved_at=datetime(2021, 1, 1, tzinfo=UTC),
        language="en",
        sha256="",
        path="",
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        text=text,
    )


def _scores(name: str, pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    counts = Counter((wanted == name, found == name) for wanted, found in pairs)
    right, missed, wrong = counts[True, True], counts[True, False], counts[False, True]
    return {
        "precision": share(right, right + wrong),
        "recall": share(right, right + missed),
        "f1": share(2 * right, 2 * right + wrong + missed),
        "wanted": right + missed,
    }
