"""Questions that read much put off Python's search for cycles, and leave it as they found it."""

import gc
from threading import Barrier, Thread

import pytest

from warmonitor.ledger.collecting import uncollected


def test_the_search_is_on_again_after_a_question_and_after_one_that_fails() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_two_questions_at_once_put_it_off_until_the_last_is_answered() -> None:
    both, told = Barrier(2), Barrier(2)

    def other() -> None:
        with uncollected():
            both.wait()
            told.wait()

    thread = Thread(target=other)
    thread.start()
    with uncollected():
        both.wait()
    assert not gc.isenabled()
    told.wait()
    thread.join()
    assert gc.isenabled()
