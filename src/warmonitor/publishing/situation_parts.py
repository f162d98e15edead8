"""The parts of a situation report, each statement with its footnotes."""

from dataclasses import dataclass
from datetime import datetime

from warmonitor.ledger import Filter
from warmonitor.model import Incident, Report
from warmonitor.publishing import words
from warmonitor.publishing.notes import Footnote, Sentence

Account = tuple[Sentence, ...]
"""What is told of one incident, sentence by sentence."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A toll of the period: what it counts, its range, of how many incidents, its footnotes."""

    measure: str
    whom: str
    told: str
    incidents: int
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TollRow:
    """One voice's current figure beside the range over all."""

    incident: Incident
    measure: str
    whom: str
    over_all: str
    voice: str
    told: str
    said_on: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A division with what is told of it, latest first."""

    name: str
    incidents: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a situation report says; `as_of` is the instant at whose state of knowledge it is written."""

    wanted: Filter
    as_of: datetime | None
    since_last: datetime | None
    changed: tuple[Sentence, ...]
    highlights: tuple[Account, ...]
    key_figures: tuple[KeyFigure, ...]
    running: tuple[KeyFigure, ...]
    control_changes: tuple[Sentence, ...]
    areas: tuple[Area, ...]
    tolls: tuple[TollRow, ...]
    contradictions: tuple[Sentence, ...]
    unknown: tuple[str, ...]
    not_added: tuple[Sentence, ...]
    incidents: tuple[Incident, ...]
    footnotes: tuple[Footnote, ...]
    sources: tuple[Report, ...]

    @property
    def title(self) -> str:
        """The place and the days, as asked for."""
        return f"Situation report: {self.wanted.place or 'all places'}"

    @property
    def period(self) -> str:
        """The days asked for."""
        since, until = self.wanted.since, self.wanted.until
        if since is None and until is None:
            return "all days"
        start = words.day_words(since) if since else "the beginning"
        return f"{start} to {words.day_words(until) if until else 'the end of what is known'}"

    @property
    def narrowed(self) -> tuple[tuple[str, str], ...]:
        """What else the filter asks for."""
        fields = ("actor", "type", "status", "voice", "measure", "modality", "newness", "text")
        return tuple((field, value) for field in fields if (value := getattr(self.wanted, field)))
