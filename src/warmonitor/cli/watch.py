"""watch and fetch: the web, once or over and over."""

import re
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from warmonitor.cli import options as o
from warmonitor.cli.failing import FAILED, name_failures
from warmonitor.cli.fetched import WEB, Allow, fetch_into, fetching
from warmonitor.cli.printing import show
from warmonitor.ledger import Ledger
from warmonitor.pipeline import Corridor
from warmonitor.reading import RefusedError
from warmonitor.watching import (
    Alerter,
    Fetcher,
    NotFetchedError,
    Passed,
    State,
    Watcher,
    feeds_of,
    health,
    load_rules,
)

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SHORTEST = timedelta(minutes=1)
_NAP = 5.0
_HEALTH = ("url", "last_success", "error", "failures", "last_item", "items_a_day", "silent", "next_look")

Copies = Annotated[
    Path | None, typer.Option("--copies", metavar="FILE.warc.gz", help="Keep a copy of all that is fetched.")
]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("watch")(watch)
    app.command("fetch")(fetch)


def watch(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEEDS", help="An OPML list, a file with an address a line, or addresses."),
    ] = None,
    every: Annotated[str, typer.Option(metavar="TIME", help="How long a feed rests, as 10m or 2h.")] = "10m",
    once: Annotated[bool, typer.Option("--once", help="One pass over what is due, then end.")] = False,
    show_health: Annotated[
        bool, typer.Option("--health", help="Print how each feed does, and fetch nothing.")
    ] = False,
    alerts: Annotated[
        Path | None, typer.Option(metavar="RULES.yaml", help="What to be told of, and by which way.")
    ] = None,
    copies: Copies = None,
    allow: Allow = None,
    form: o.FormatOption = None,
    db: o.Db = None,
) -> None:
    """Poll feeds, read what is new, link it into incidents and raise alerts."""
    if show_health:
        with Ledger.open(db, new=False) as ledger:
            show(health(State(ledger), datetime.now(UTC)), _HEALTH, form)
        return
    if not feeds:
        raise typer.BadParameter("name a list of feeds, or addresses", param_hint="FEEDS")
    rest = _rest(every)
    rules = load_rules(alerts) if alerts else None
    for source in feeds:
        if not source.startswith(WEB) and not Path(source).is_file():
            raise typer.BadParameter(f"there is no file {source}; check its name", param_hint="FEEDS")
    with ExitStack() as stack:
        ledger = stack.enter_context(Ledger.open(db))
        state = State(ledger)
        fetcher = stack.enter_context(fetching(allow, copies))
        alerter = Alerter(rules, ledger, state) if rules else None
        watcher = Watcher(ledger, state, fetcher, Corridor.load, rest, lambda: datetime.now(UTC))
        while True:
            failed = _pass(watcher, alerter, feeds, fetcher, once=once)
            if once:
                raise typer.Exit(FAILED if failed else 0)
            time.sleep(min(_NAP, rest.total_seconds()))


def _pass(
    watcher: Watcher, alerter: Alerter | None, feeds: list[str], fetcher: Fetcher, *, once: bool
) -> bool:
    """One pass; says what came of it, and whether something failed."""
    try:
        done = watcher.once(feeds_of(feeds, fetcher))
    except (NotFetchedError, RefusedError) as error:
        typer.echo(f"{', '.join(feeds)}: {error.reason}. {error.mend[:1].upper()}{error.mend[1:]}.", err=True)
        return True
    _say(done, once=once)
    faults = alerter.tell(done.revisions, datetime.now(UTC)) if alerter else []
    for fault in faults:
        typer.echo(f"alerts not sent, to be tried again: {fault}", err=True)
    return bool(done.failed or faults)


def _say(done: Passed, *, once: bool) -> None:
    for unread in done.failed:
        typer.echo(f"{unread.path}: {unread.reason}. {unread.mend[:1].upper()}{unread.mend[1:]}.", err=True)
    for revision in done.revisions:
        typer.echo(
            f"changed: {revision.title or revision.url} ({revision.revises} → {revision.report})", err=True
        )
        for change in revision.changes:
            typer.echo(f"  - {change.was}\n  + {change.now}", err=True)
    if done.feeds or done.added:
        moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
        typer.echo(
            f"{moment} UTC: {done.feeds} feeds, {done.added} new reports, {done.claims} claims, "
            f"{len(done.revisions)} changed, {len(done.failed)} failed",
            err=True,
        )
    elif once:
        typer.echo("no feed is due: `warmonitor watch --health` tells when each is looked at next", err=True)


def fetch(
    urls: Annotated[
        list[str],
        typer.Argument(metavar="URL", help="Pages, or feeds and sitemaps whose pages are fetched."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.warc.gz", help="The web archive.")],
    allow: Allow = None,
) -> None:
    """Fetch pages into a web archive, which ingest reads; what is in the archive already stays."""
    count, failed = fetch_into(output, urls, allow)
    typer.echo(f"{output}: {count} pages", err=True)
    name_failures(failed)


def _rest(words: str) -> timedelta:
    """A length of time as 90s, 10m, 2h or 1d.

    Raises:
        typer.BadParameter: when it is none, or shorter than a minute.
    """
    found = re.fullmatch(r"(\d{1,6})([smhd])", words.strip())
    rest = timedelta(seconds=int(found[1]) * _UNITS[found[2]]) if found else timedelta()
    if rest < _SHORTEST:
        raise typer.BadParameter(f"{words!r}: write a minute or more, as 10m or 2h", param_hint="--every")
    return rest
