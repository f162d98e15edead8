"""Answers kept for as long as the ledger does not change.

The ledger only grows: an answer follows from the question and the last change alone. So a count that takes
long is worked out once for each state of the ledger, however often the page asks for it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from sqlalchemy import Connection, func, select

from warmonitor.ledger import schema

T = TypeVar("T")

_MOST = 512


class Memory:
    """The answers last asked for, of one state of the ledger; safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._change: int | None = None
        self._answers: OrderedDict[Hashable, object] = OrderedDict()

    def recall(self, connection: Connection, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question, worked out unless it is kept from the state that the connection sees."""
        change = connection.scalar(select(func.max(schema.changes.c.seq))) or 0
        with self._lock:
            if self._change == change and question in self._answers:
                self._answers.move_to_end(question)
                return cast(T, self._answers[question])
        found = answer()
        with self._lock:
            if self._change is None or self._change < change:
                self._answers.clear()
                self._change = change
            if self._change == change:
                self._answers[question] = found
                while len(self._answers) > _MOST:
                    self._answers.popitem(last=False)
        return found
