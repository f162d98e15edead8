"""extract: claims out, nothing stored."""

import msgspec
import typer

from warmonitor.cli import options
from warmonitor.cli.failing import name_failures
from warmonitor.cli.inputs import Columns, Outlet, Paths, Published, reading_options
from warmonitor.cli.printing import opened
from warmonitor.cli.progress import waiting
from warmonitor.engines.telling import tell
from warmonitor.pipeline import Corridor, Told
from warmonitor.reading import Unread


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command("extract")(extract)


def extract(
    paths: Paths,
    published: Published = None,
    outlet: Outlet = None,
    column: Columns = None,
    output: options.Output = None,
) -> None:
    """Read reports and print their claims, one JSON object a line; store nothing."""
    failed: list[Unread] = []
    unread: list[Told] = []
    with waiting("loading"):
        corridor = Corridor.load()
    with opened(output) as out:
        for told in tell(paths, reading_options(published, outlet, column), corridor):
            if isinstance(told, Unread):
                failed.append(told)
                continue
            if told.unread is not None:
                unread.append(told)
            for claim in told.claims:
                line = {**msgspec.to_builtins(claim), "path": told.report.path}
                out.write(msgspec.json.encode(line).decode() + "\n")
            out.flush()
    name_failures(failed, unread)
