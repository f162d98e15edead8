"""Inputs read into the ledger by all cores: each part of a bulk run is taken in as it is written."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from warmonitor.engines.cores import Pool, prepare
from warmonitor.engines.counts import Counts
from warmonitor.engines.folders import folder_of, parts
from warmonitor.engines.kept import TOLD, Taken
from warmonitor.engines.portions import portions
from warmonitor.ledger import Ledger
from warmonitor.reading import ReadingOptions, Unread


def read_in(
    paths: Sequence[str | Path],
    options: ReadingOptions,
    ledger: Ledger,
    workers: int,
    progress: Callable[[int], None],
) -> tuple[Taken, list[Unread]]:
    """Reads inputs in so many processes; nothing is linked yet. Gives what was taken in and what failed.

    Reports that the ledger has are passed over before they are parsed. Standard input is not among the paths.
    """
    from warmonitor.engines.tables import read_table  # noqa: PLC0415  (Arrow is slow to import)

    prepare()
    done = Taken()
    with TemporaryDirectory(prefix="warmonitor-") as folder:
        out = Path(folder)
        known = out / "known"
        known.write_text("\n".join(ledger.known_reports()), encoding="utf-8")

        def take(counts: Counts) -> None:
            done.known += counts.known
            for part in parts(out, TOLD):
                done.take(out, part, ledger, progress)
                folder_of(out).remove(part)

        Pool(options, out, workers, known).run(
            list(enumerate(portions(paths, workers, options.limits))), take
        )
        return done, [Unread(**row, consumed=0) for row in read_table(out, "set_aside")]
