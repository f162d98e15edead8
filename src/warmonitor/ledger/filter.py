"""What of the ledger is asked for: the same filter for reports, claims, incidents and every way out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from warmonitor.ledger.cursor import read_cursor


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Each field narrows the answer; None leaves it as wide as it is.

    place: id of the gazetteer, or the name of a place, first-level division or country, or a country's ISO
        code; of a division or country, all within.
    actor: id of the registry, or a name or words as reported. among: ids of the registry, one of which acts
        or is acted upon (those who belong to a side, for one).
    type: claim type. modality, newness: of the claim. measure: of a figure in it.
    since, until: days, inclusive; what has a time that meets the interval. What has no time at all is left
        out then (`Ledger.count_undated` says how many). For reports: the day of publication.
    status, grade: of the incident, or of an incident that the claim or report is part of.
    voice: id, or name, or words as reported, of anyone in the chain of voices; kind: of a voice in the chain.
    confidence: of the claim, at least so much, 0 to 1.
    text: words that the quote (of a report: its title or text) contains, case and accents forgiven.
    report, incident: id; only what belongs to it.
    as_of: the instant at whose state of knowledge to answer; a day means its end in UTC, an instant without
        a zone is UTC.
    limit: how many at most; after: the cursor of the last one already had (see `cursor`).

    Asked of reports, a field of claims means: with at least one such claim; likewise of incidents, except
    `type`, `place`, `since` and `until`, which are the incident's own.

    Raises:
        ValueError: since lies after until, limit is below 1, or after is not a cursor.
    """

    place: str | None = None
    actor: str | None = None
    type: str | None = None
    since: date | None = None
    until: date | None = None
    status: str | None = None
    grade: str | None = None
    among: tuple[str, ...] | None = None
    voice: str | None = None
    kind: str | None = None
    confidence: float | None = None
    measure: str | None = None
    modality: str | None = None
    newness: str | None = None
    text: str | None = None
    report: str | None = None
    incident: str | None = None
    as_of: datetime | date | None = None
    limit: int | None = None
    after: str | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since ({self.since}) lies after until ({self.until})")
        if self.limit is not None and self.limit < 1:
            raise ValueError(f"limit must be 1 or more, not {self.limit}")
        if self.after is not None:
            read_cursor(self.after)

    @property
    def moment(self) -> datetime | None:
        """The instant of `as_of`, in UTC; None for now."""
        return instant(self.as_of)


def instant(as_of: datetime | date | None) -> datetime | None:
    """A day as the last instant of it, an instant without a zone as UTC; None stays None."""
    if as_of is None:
        return None
    if isinstance(as_of, datetime):
        return as_of.astimezone(UTC) if as_of.tzinfo else as_of.replace(tzinfo=UTC)
    return datetime.combine(as_of, time.max, UTC)
