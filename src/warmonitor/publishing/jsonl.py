"""JSON Lines: one claim or incident a line, as the contract has it."""

from collections.abc import Iterable
from typing import IO

from warmonitor.ledger import Filter, Ledger
from warmonitor.model import Claim, Incident, to_json
from warmonitor.publishing.summary import ExportSummary


def write_claims(ledger: Ledger, wanted: Filter, out: IO[bytes]) -> ExportSummary:
    """The claims asked for, one a line."""
    return _write(ledger.claims(wanted), out)


def write_incidents(ledger: Ledger, wanted: Filter, out: IO[bytes]) -> ExportSummary:
    """The incidents asked for, one a line."""
    return _write(ledger.incidents(wanted), out)


def _write(nouns: Iterable[Claim | Incident], out: IO[bytes]) -> ExportSummary:
    rows = 0
    for rows, noun in enumerate(nouns, start=1):  # noqa: B007 - the count is what is wanted
        out.write(to_json(noun) + b"\n")
    return ExportSummary(rows)
