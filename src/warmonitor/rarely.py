"""The garbage collector, told to look rarely.

Most of what a process makes while it starts lasts, and looking it through over and over took a seventh of the
start of `warmonitor extract`. For processes that are all ours: a library leaves its host's collector alone.
"""

import gc

_BETWEEN = 200_000, 50, 100
"""Objects made between two looks, and looks between two wider ones."""


def collect_rarely() -> None:
    """Sets it for this process and those forked from it."""
    gc.set_threshold(*_BETWEEN)
