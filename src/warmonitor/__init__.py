"""warmonitor reads reports of a war and keeps every statement with its source."""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def open(url: str | None = None) -> Any:  # noqa: A001 - reads as it is meant: warmonitor.open()
    """The ledger at an address, to ask from a notebook: a `warmonitor.publishing.notebook.Notebook`.

    Without an address it is the one that the commands use. Imported only when called: every room imports
    this package.
    """
    return import_module("warmonitor.publishing.notebook").open_notebook(url)
