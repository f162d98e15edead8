"""Python's search for cycles, put off while much is read that has none.

Each claim and incident that is read makes the search start again over all that were read before: more than
half of the time of a question that reads hundreds of thousands. Nouns hold no cycles, and what is dropped is
freed at once all the same.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_within = 0
_was_on = False


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles inside, in any thread; on again when the last that is inside leaves."""
    global _was_on, _within  # noqa: PLW0603
    with _lock:
        if not _within:
            _was_on = gc.isenabled()
            gc.disable()
        _within += 1
    try:
        yield
    finally:
        with _lock:
            _within -= 1
            if not _within and _was_on:
                gc.enable()
