"""Bulk: many inputs to claims and incidents as Parquet, by one of several engines with one outcome."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from warmonitor.engines.cores import Pool, prepare
from warmonitor.engines.counts import Counts
from warmonitor.engines.folders import folder_of
from warmonitor.engines.linkage import link_tables
from warmonitor.engines.portions import is_standard_input, portions, work_of
from warmonitor.reading import ReadingOptions

Engine = Literal["local", "cores", "spark"]
ENGINES: tuple[Engine, ...] = get_args(Engine)


@dataclass
class Done:
    """What a run did."""

    counts: Counts = field(default_factory=Counts)
    incidents: int = 0


class OutputInUseError(ValueError):
    """The folder to write into has something in it."""


def run(  # noqa: PLR0913
    paths: Sequence[str | Path],
    options: ReadingOptions,
    out: str | Path,
    *,
    engine: Engine = "local",
    workers: int = 1,
    progress: Callable[[Counts], None] = lambda _: None,
) -> Done:
    """Reads the inputs into the tables of `tables.py` under `out`, incidents included.

    Args:
        paths: files, folders, patterns, "-" for standard input, or addresses of a store (s3://…): text,
            pages, JSON Lines, Parquet with the same keys.
        options: what the person states about all of them.
        out: a folder, or an address of a store, that is empty or does not exist yet.
        engine: in this process, on all cores, or on Spark; the claims and incidents are the same.
        workers: how many processes "cores" starts, or Spark where it runs on this machine alone.
        progress: told what came of each portion.

    Raises:
        OutputInUseError: `out` is not empty.
        StoreError: the store that `out` lies in cannot be asked or written to.
    """
    if Path(out).is_file() or folder_of(out).names():
        raise OutputInUseError(f"{out} is not empty; name a new folder, so that nothing is mixed up")
    if engine == "cores":
        prepare()
    done = Done()

    def note(counts: Counts) -> None:
        done.counts += counts
        progress(counts)

    if engine == "spark":
        from warmonitor.engines.spark import run_on_spark  # noqa: PLC0415  (an extra, and slow to import)

        done.counts, done.incidents = run_on_spark(work_of(paths, workers), options, out, workers)
        return done
    numbered = dict(enumerate(portions(paths, workers, options.limits)))
    here = {n: one for n, one in numbered.items() if engine == "local" or is_standard_input(one)}
    for number, portion in here.items():
        from warmonitor.engines.worker import work  # noqa: PLC0415  (workers have it; this process may do without)

        note(work(number, portion, options, out, None))
    elsewhere = {n: one for n, one in numbered.items() if n not in here}
    if elsewhere:
        Pool(options, out, workers).run(list(elsewhere.items()), note)
    done.incidents = link_tables(out)
    return done
