"""Masks are kept from question to question, and only what was added since is looked at."""

from collections.abc import Callable
from threading import Barrier, Thread
from time import sleep

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmonitor.ledger.bits import Bits, Mask


def truth(rows: int) -> Mask:
    return np.arange(rows) % 3 == 0


def finding(last: int, looked: list[int]) -> Callable[[int], Mask]:
    def find(known: int) -> Mask:
        looked.append(last - known)
        return truth(last)[known:]

    return find


@given(st.lists(st.integers(0, 70), max_size=8))
def test_at_any_state_the_mask_is_that_of_its_rows(states: list[int]) -> None:
    bits, looked = Bits(), list[int]()
    for last in states:
        assert bits.mask("every third", last, finding(last, looked)).tolist() == truth(last).tolist()
    assert sum(looked) == max(states, default=0), "no row is looked at twice"


def test_what_is_done_with_a_mask_does_not_change_the_one_kept() -> None:
    bits = Bits()
    for _ in range(2):
        mask = bits.mask("mine", 10, finding(10, []))
        assert mask.tolist() == truth(10).tolist()
        mask[:] = True


def test_one_thread_works_out_what_many_ask_for() -> None:
    bits, looked, begun = Bits(), list[int](), Barrier(4)

    def ask() -> None:
        begun.wait()
        bits.mask("slow", 10, lambda known: (sleep(0.02), finding(10, looked)(known))[1])

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert looked == [10]


@pytest.mark.parametrize(("most_bytes", "again"), [(4, 0), (3, 16)])
def test_the_mask_asked_for_longest_ago_goes_when_there_are_too_many(most_bytes: int, again: int) -> None:
    bits, looked = Bits(most_bytes), list[int]()
    bits.mask("first", 16, finding(16, []))
    bits.mask("second", 16, finding(16, []))
    bits.mask("first", 16, finding(16, looked))
    assert sum(looked) == again


def test_what_cannot_be_worked_out_is_not_kept() -> None:
    bits = Bits()

    def fail(_: int) -> Mask:
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError):
        bits.mask("broken", 3, fail)
    assert bits.mask("broken", 3, finding(3, [])).tolist() == truth(3).tolist()
