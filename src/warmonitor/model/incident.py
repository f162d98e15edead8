"""The claims, from any number of reports, that speak of one happening."""

from datetime import date
from typing import Literal

from msgspec import UNSET, UnsetType

from warmonitor.model.claim import Place, Time
from warmonitor.model.noun import Noun, Span

Status = Literal["single_source", "corroborated", "contested", "denied", "retracted"]


class VoiceFigure(Noun, frozen=True, kw_only=True):
    """One voice's figure, the claim it stands in and the day it was said."""

    voice: str
    low: int | None
    high: int | None
    said_on: date | None
    claim: str


class Toll(Noun, frozen=True, kw_only=True):
    """Every voice's current figure for one measure, group and side, and the range over them."""

    measure: str
    group: str
    side: tuple[str, ...] = ()
    low: int | None
    high: int | None
    by_voice: tuple[VoiceFigure, ...]


class Contradiction(Noun, frozen=True, kw_only=True):
    """Claims with incompatible content about one subject."""

    about: str
    claims: tuple[str, ...]


class Mention(Noun, frozen=True, kw_only=True):
    """A sentence of a report that speaks of a happening without a claim in its incident.

    `span` is that of the sentence in the report's text; its words are the report's to tell. `claims` are
    those made in it, which stand elsewhere: an arrest, a sanction, a reprisal that answers the happening.
    `score` is in bits.
    """

    report: str
    span: Span
    claims: tuple[str, ...] = ()
    score: float


class Incident(Noun, frozen=True, kw_only=True):
    """One happening: what, where, when, who; how many reports and origins; its tolls and contradictions.

    `reports` and `origins` are counts. `grade` is null until graded. `mentions` count for nothing, and are
    told only where there are any.
    """

    id: str
    type: str
    place: Place | None
    time: Time | None
    parties: tuple[str, ...]
    claims: tuple[str, ...]
    reports: int
    origins: int
    status: Status
    grade: str | None = None
    tolls: tuple[Toll, ...] = ()
    contested: tuple[Contradiction, ...] = ()
    superseded: tuple[VoiceFigure, ...] = ()
    mentions: tuple[Mention, ...] | UnsetType = UNSET
