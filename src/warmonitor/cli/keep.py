"""backup and restore: the ledger's copy and return."""

from pathlib import Path
from typing import Annotated

import typer

from warmonitor.cli import options as o
from warmonitor.cli.progress import waiting
from warmonitor.ledger import Ledger

Copy = Annotated[Path, typer.Argument(metavar="PATH", help="The file of the backup.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(path: Copy, db: o.Db = None) -> None:
    """Write the whole ledger, its past included, into a new file, while others go on using it."""
    with Ledger.open(db, new=False) as ledger, waiting("copying"):
        ledger.backup(path)
        head = ledger.stats().head
        copied = ledger.address
    typer.echo(f"{path}: a backup of {copied}. Last hash of the ledger: {head}", err=True)


def restore(path: Copy, db: o.Db = None) -> None:
    """Write all of a backup into an empty ledger, and prove that it is whole."""
    with Ledger.open(db) as ledger, waiting("copying"):
        ledger.restore(path)
        found = ledger.verify()
        said = f"{ledger.address}: {ledger.stats().reports} reports. Last hash of the ledger: {found.head}"
    typer.echo(said, err=True)
    for fault in found.faults:
        typer.echo(fault, err=True)
    if not found.sound:
        raise typer.Exit(1)
