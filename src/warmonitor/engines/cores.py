"""All cores: a pool of processes that share what they know, fed a few portions ahead of the work."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import forkserver, get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from warmonitor.engines.counts import Counts, Note
from warmonitor.engines.portions import Portion
from warmonitor.reading import ReadingOptions

_AHEAD = 2
"""Portions that wait for each worker, so that none idles and nothing piles up."""
_LIFE = 16
"""Portions that a worker lives for: what it remembers of words and names grows with what it reads."""
_THREADS = "OMP_NUM_THREADS"

Numbered = tuple[int, Portion]


@dataclass(frozen=True, slots=True)
class Pool:
    """Where portions are worked on: `workers` processes, each with one loaded corridor.

    `known` is a file with the ids of reports to pass over.
    """

    options: ReadingOptions
    out: str | Path
    workers: int
    known: Path | None = None

    def run(self, portions: Sequence[Numbered], progress: Callable[[Counts], None]) -> None:
        """Works on all portions, each with its number; tells what came of each as it is done.

        When a worker dies, the portions in hand are tried again, one at a time and report by report; a report
        that kills its worker again is set aside with its reason, and costs only itself.

        Raises:
            BrokenProcessPool: workers die before they look at any report.
        """
        prepare()
        for start in range(0, len(portions), self.workers * _LIFE):
            queue = iter(portions[start : start + self.workers * _LIFE])
            while broken := self._until_broken(queue, progress):
                for numbered in broken:
                    self._alone(numbered, progress)

    def _until_broken(self, queue: Iterator[Numbered], progress: Callable[[Counts], None]) -> list[Numbered]:
        """Works until all is done, or until a worker dies: then gives the portions that were in hand."""
        with self._processes(self.workers) as pool:
            running: dict[Future[Counts], Numbered] = {}
            while True:
                for numbered in islice(queue, self.workers * _AHEAD - len(running)):
                    running[self._submit(pool, numbered)] = numbered
                if not running:
                    return []
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                try:
                    for future in done:
                        progress(future.result())
                        del running[future]
                except BrokenProcessPool:
                    return sorted(self._left(running, progress), key=lambda numbered: numbered[0])

    def _left(
        self, running: dict[Future[Counts], Numbered], progress: Callable[[Counts], None]
    ) -> Iterator[Numbered]:
        for future, numbered in running.items():
            if future.exception() is None:
                progress(future.result())
            else:
                yield numbered

    def _alone(self, numbered: Numbered, progress: Callable[[Counts], None]) -> None:
        """A portion in a worker of its own, once more; reports that kill it are left out one by one."""
        number, portion = numbered
        noted = -1
        while True:
            try:
                with self._processes(1) as pool:
                    told = pool.submit(_carefully, number, portion, self.options, self.out, self.known)
                    progress(told.result())
                    return
            except BrokenProcessPool:
                note = Note(self.out, number).read()
                before, noted = noted, len(note) if note is not None else -1
                if noted <= before:
                    raise

    def _submit(self, pool: ProcessPoolExecutor, numbered: Numbered) -> Future[Counts]:
        number, portion = numbered
        return pool.submit(_work, number, portion, self.options, self.out, self.known)

    def _processes(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=_context())


def _work(
    number: int, portion: Portion, options: ReadingOptions, out: str | Path, known: Path | None
) -> Counts:
    """In a worker: this process has no use for what `work` imports."""
    from warmonitor.engines.worker import work  # noqa: PLC0415

    return work(number, portion, options, out, known)


def _carefully(
    number: int, portion: Portion, options: ReadingOptions, out: str | Path, known: Path | None
) -> Counts:
    from warmonitor.engines.worker import work_carefully  # noqa: PLC0415

    return work_carefully(number, portion, options, out, known)


def prepare() -> None:
    """Starts the process that workers are forked from: it loads while this one does something else."""
    if "forkserver" in get_all_start_methods():
        _context()
        with _one_thread():
            forkserver.ensure_running()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Processes started meanwhile multiply matrices in one thread each: there is a worker for each core."""
    told = os.environ.get(_THREADS)
    os.environ[_THREADS] = told or "1"
    try:
        yield
    finally:
        if told is None:
            del os.environ[_THREADS]


def _context() -> BaseContext:
    """Workers forked from one process that has loaded the corridor; started anew where there is no fork."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["warmonitor.engines.preloaded"])
    return context
