"""What can go wrong with the ledger, said with the mend."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc


class LedgerError(Exception):
    """The ledger cannot do what was asked.

    `reason` says what is the matter, `mend` what the person can do about it.
    """

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}. {mend}")
        self.reason = reason
        self.mend = mend


class NoLedgerError(LedgerError):
    """A question was asked where there is no ledger; nothing was made there."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"there is no ledger at {place}",
            "Correct --db or WARMONITOR_DB, or make one: warmonitor ingest PATH --db NAME.",
        )


_MENDS: tuple[tuple[str, str, str], ...] = (
    ("is locked", "the ledger is locked by another process", "Wait until it has finished, then try again."),
    ("disk is full", "the disk that holds the ledger is full", "Free some space, then try again."),
    ("disk full", "the disk that holds the ledger is full", "Free some space, then try again."),
    ("no space left", "the disk that holds the ledger is full", "Free some space, then try again."),
    ("readonly", "the ledger may only be read, not written", "Give write permission on its file and folder."),
    ("not a database", "the file is not a ledger", "Name another file with --db or WARMONITOR_DB."),
    ("malformed", "the ledger's file is damaged", "Restore it from a backup."),
    (
        "unable to open",
        "the ledger's file cannot be opened",
        "Check that its folder exists and may be written.",
    ),
    (
        "password authentication",
        "the database refused the user or password",
        "Check the address in WARMONITOR_DB.",
    ),
    (
        "does not exist",
        "the database named in the address is not there",
        "Create it, or correct the address.",
    ),
)

_UNREACHABLE = (
    "the database cannot be reached",
    "Check that it runs and that the address in --db or WARMONITOR_DB is right.",
)


def ledger_error(fault: Exception) -> LedgerError:
    """The database's own error in words that say the mend."""
    words = str(getattr(fault, "orig", None) or fault).strip()
    for sign, reason, mend in _MENDS:
        if sign in words.lower():
            return LedgerError(f"{reason} ({words})", mend)
    reason, mend = _UNREACHABLE
    return LedgerError(f"{reason} ({words})", mend)


@contextmanager
def faults_named() -> Iterator[None]:
    """Turn faults of the database or its connection into `LedgerError`; faults of our SQL stay."""
    try:
        yield
    except exc.OperationalError as fault:
        raise ledger_error(fault) from fault
    except exc.TimeoutError as fault:
        raise LedgerError(
            "all connections to the database are in use", "Try again when fewer queries run."
        ) from fault
    except exc.DBAPIError as fault:
        if fault.connection_invalidated or "not a database" in str(fault) or "malformed" in str(fault):
            raise ledger_error(fault) from fault
        raise
