"""spaCy imported without its own command line, which nothing here calls.

`import spacy` brings `spacy.cli` for the sake of one function, `spacy.info`; with it come an HTTP client, a
downloader and a trainer: half the time that the import takes. Who asks for `spacy.cli` afterwards gets it.
Rooms that need spaCy import this file first.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def _info(*args: Any, **kwargs: Any) -> Any:
    return import_module("spacy.cli.info").info(*args, **kwargs)


def _import_spacy() -> None:
    """Imports spaCy, unless it is there already."""
    if "spacy" in sys.modules:
        return
    for name in _COMMANDS:
        stand_in = ModuleType(name)
        stand_in.__dict__["info"] = _info
        sys.modules[name] = stand_in
    try:
        import_module("spacy")
    finally:
        for name in _COMMANDS:
            del sys.modules[name]


_import_spacy()
