"""Footnotes: every statement of a report for people leads to the quotes that it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from warmonitor.ledger import Ledger
from warmonitor.ledger.filter import instant
from warmonitor.model import Claim, Incident, Report

AsOf = date | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement and the numbers of its footnotes."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A quote with its voices, innermost first, and the report it stands in."""

    number: int
    claim: Claim
    report: Report

    @property
    def quote(self) -> str:
        """The words on one line."""
        return " ".join(self.claim.quote.split())

    @property
    def voices(self) -> str:
        """Whose word it is, innermost first."""
        names = (voice.name or voice.speaker or voice.text for voice in self.claim.voices)
        return ", quoted by ".join(name for name in names if name)


class Notes:
    """Numbers claims in the order in which they are cited, each once."""

    def __init__(self, ledger: Ledger, *as_of: AsOf) -> None:
        """Claims are looked up as they stood at the first of the instants at which they are there."""
        self._ledger = ledger
        self._as_of = as_of
        self._numbers: dict[str, int] = {}
        self._notes: list[Footnote] = []
        self._known: dict[str, tuple[Claim, Report]] = {}

    def prepare(self, incidents: Iterable[Incident]) -> None:
        """Look up the claims of many incidents at once."""
        as_of = instant(self._as_of[0])
        ids = [claim for incident in incidents for claim in incident.claims]
        claims = list(self._ledger.claims_of(ids, as_of))
        of_reports = self._ledger.reports_of({claim.report for claim in claims}, as_of)
        reports = {report.id: report for report in of_reports}
        self._known |= {
            claim.id: (claim, reports[claim.report]) for claim in claims if claim.report in reports
        }

    def claims(self, incident: Incident) -> list[Claim]:
        """The claims of an incident that stand."""
        found = (self._find(claim) for claim in incident.claims)
        return [one[0] for one in found if one]

    def cite(self, claims: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the footnotes of these claims, those that were withdrawn left out."""
        return tuple(sorted({number for claim in claims if (number := self._number(claim))}))

    def say(self, text: str, claims: Iterable[str]) -> Sentence:
        """A statement that stands on these claims."""
        return Sentence(text, self.cite(claims))

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """All that were cited, in order."""
        return tuple(self._notes)

    def _number(self, identity: str) -> int | None:
        if identity not in self._numbers:
            found = self._find(identity)
            if found is None:
                return None
            self._notes.append(Footnote(len(self._notes) + 1, *found))
            self._numbers[identity] = len(self._notes)
        return self._numbers[identity]

    def _find(self, identity: str) -> tuple[Claim, Report] | None:
        if identity in self._known:
            return self._known[identity]
        for as_of in map(instant, self._as_of):
            claim = self._ledger.claim(identity, as_of=as_of)
            report = self._ledger.report(claim.report, as_of=as_of) if claim else None
            if claim and report:
                self._known[identity] = (claim, report)
                return claim, report
        return None
