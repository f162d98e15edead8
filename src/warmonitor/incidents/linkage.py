"""What linking claims into incidents gives, and what reviewers may have decided before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from warmonitor.incidents.clusters import Pair
from warmonitor.incidents.comparison import Step
from warmonitor.incidents.families import Rewrite
from warmonitor.incidents.figures import KeptApart
from warmonitor.incidents.grading import Grade
from warmonitor.model import Incident


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims taken for one happening, and the waterfall that says why; `total` is in bits."""

    first: str
    second: str
    steps: tuple[Step, ...]
    total: float


@dataclass(frozen=True, slots=True)
class Tie:
    """A mention and the claim of its incident that it is likest to, with the waterfall that says why."""

    report: str
    claim: str
    steps: tuple[Step, ...]
    total: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an incident is as it is: the links between its claims, its grade, the figures left out.

    `mentions` are in the order of those of the incident.
    """

    links: tuple[Link, ...]
    grade: Grade
    apart: KeptApart
    mentions: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an earlier incident: merged into another, or split over several."""

    kind: Literal["merged", "split"]
    earlier: str
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What reviewers decided: pairs of claims that belong to one incident, and pairs that do not.

    Taking a decision out again undoes it, for the linkage is worked out anew from claims and decisions.
    """

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Linkage:
    """What linking gives.

    Attributes:
        incidents: by id. Every claim is in one of them or in `left_out`.
        redirects: old incident id to the id of the incident that now holds most of its claims.
        families: report id to the id of its family's first report, for every report.
        rewrites: for every copied report, what it kept and changed.
        explanations: by incident id.
        left_out: claim id to the reason why it is in no incident.
        changes: merges and splits of earlier incidents.
    """

    incidents: tuple[Incident, ...]
    redirects: Mapping[str, str]
    families: Mapping[str, str]
    rewrites: tuple[Rewrite, ...]
    explanations: Mapping[str, Explanation]
    left_out: Mapping[str, str]
    changes: tuple[Change, ...]
