"""Linking anew after a review, beside the answering: one run at a time, another if more came meanwhile."""

import logging
from threading import Condition, Thread

from warmonitor.engines import relink
from warmonitor.knowledge.registry import Registry
from warmonitor.ledger import Ledger

logger = logging.getLogger(__name__)


class Linker:
    """Links the ledger's claims again when told to."""

    def __init__(self, ledger: Ledger, registry: Registry) -> None:
        self._ledger = ledger
        self._registry = registry
        self._state = Condition()
        self._asked = 0
        self._done = 0
        self._running = False

    def link(self, patience: float) -> bool:
        """Has all that was reviewed so far linked; waits some seconds and says whether it is done by then."""
        with self._state:
            self._asked += 1
            mine = self._asked
            if not self._running:
                self._running = True
                Thread(target=self._run, daemon=True).start()
            return self._state.wait_for(lambda: self._done >= mine, patience)

    def _run(self) -> None:
        while True:
            with self._state:
                if self._done == self._asked:
                    self._running = False
                    return
                upto = self._asked
            try:
                relink(self._ledger, self._registry)
            except Exception:
                logger.exception("linking after a review failed; the next review or ingest links again")
            with self._state:
                self._done = upto
                self._state.notify_all()
