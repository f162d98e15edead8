"""Imported by the process that workers are forked from: loads once what all of them share.

A report is told there and a language guessed, so that rules, patterns and models are ready and shared: each
worker spent most of a second on them before, and memory of its own.
"""

import gc
from datetime import UTC, datetime
from importlib.resources import as_file, files

from warmonitor.rarely import collect_rarely

collect_rarely()

from warmonitor.engines.telling import tell  # noqa: E402
from warmonitor.engines.worker import corridor  # noqa: E402
from warmonitor.language import detect_language  # noqa: E402
from warmonitor.reading import ReadingOptions  # noqa: E402

detect_language("Ceci n'est pas de l'anglais, et le modèle des langues se charge.")
with as_file(files("warmonitor").joinpath("samples")) as samples:
    first = min(samples.iterdir())
    list(tell([first], ReadingOptions(retrieved_at=datetime(2025, 1, 1, tzinfo=UTC)), corridor()))
gc.collect()
gc.freeze()
