"""Claims of many reports become incidents: copies, origins, links, tolls, contradictions, control."""

from warmonitor.incidents.control import control
from warmonitor.incidents.families import Families, Rewrite, find_families
from warmonitor.incidents.figures import KeptApart, ucdp
from warmonitor.incidents.grading import Grade
from warmonitor.incidents.linkage import Change, Decisions, Explanation, Link, Linkage, Tie
from warmonitor.incidents.linking import link
from warmonitor.incidents.origins import Origin, Origins
from warmonitor.incidents.passages import looks_back
from warmonitor.incidents.period import NotAdded, PeriodTolls, Sum, tolls
from warmonitor.incidents.timeline import Day, Moment, timeline

__all__ = [
    "Change",
    "Day",
    "Decisions",
    "Explanation",
    "Families",
    "Grade",
    "KeptApart",
    "Link",
    "Linkage",
    "Moment",
    "NotAdded",
    "Origin",
    "Origins",
    "PeriodTolls",
    "Rewrite",
    "Sum",
    "Tie",
    "control",
    "find_families",
    "link",
    "looks_back",
    "timeline",
    "tolls",
    "ucdp",
]
