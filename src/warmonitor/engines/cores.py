"""All cores: a pool of processes that share what they know, fed a few portions ahead of the work."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from warmonitor.engines.portions import Portion
from warmonitor.engines.worker import Counts, note_of, work, work_carefully
from warmonitor.reading import ReadingOptions

_AHEAD = 2
"""Portions that wait for each worker, so that none idles and nothing piles up."""

Numbered = tuple[int, Portion]


@dataclass(frozen=True, slots=True)
class Pool:
    """Where portions are worked on: `workers` processes, each with one loaded corridor."""

    options: ReadingOptions
    out: Path
    workers: int

    def run(self, portions: Sequence[Numbered], progress: Callable[[Counts], None]) -> None:
        """Works on all portions, each with its number; tells what came of each as it is done.

        When a worker dies, the portions in hand are tried again, one at a time and report by report; a report
        that kills its worker again is set aside with its reason, and costs only itself.

        Raises:
            BrokenProcessPool: workers die before they look at any report.
        """
        queue = iter(portions)
        while True:
            broken = self._until_broken(queue, progress)
            if not broken:
                return
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
                    progress(pool.submit(work_carefully, number, portion, self.options, self.out).result())
                    return
            except BrokenProcessPool:
                note = note_of(self.out, number)
                before, noted = noted, len(note.read_text(encoding="utf-8")) if note.exists() else -1
                if noted <= before:
                    raise

    def _submit(self, pool: ProcessPoolExecutor, numbered: Numbered) -> Future[Counts]:
        number, portion = numbered
        return pool.submit(work, number, portion, self.options, self.out)

    def _processes(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=_context())


def _context() -> BaseContext:
    """Workers forked from one process that has loaded the corridor; started anew where there is no fork."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["warmonitor.engines.preloaded"])
    return context
