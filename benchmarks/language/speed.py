"""Measures the language room alone: loading, words a second by kernel, memory.

    OMP_NUM_THREADS=1 python benchmarks/language/speed.py

Texts are the annotated sentences beside this file, over and over. Seconds are processor time. Thinc's own
kernels (BLIS) are measured against numpy's on the same weights.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from thinc.api import NumpyOps

from warmonitor.evaluation.parser import read_blocks
from warmonitor.language import Language, load

SENTENCES = Path(__file__).parent / "sentences"
TIMES = 12


def megabytes() -> float:
    """Most memory the process has held so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def words_a_second(language: Language, texts: list[str]) -> int:
    started = time.process_time()
    words = sum(len(doc) for doc in language.parse_texts(texts))
    return round(words / (time.process_time() - started))


def main() -> None:
    texts = [text for file in sorted(SENTENCES.glob("*.sentences")) for text, _ in read_blocks(file)]
    started = time.process_time()
    language = load()
    figures: dict[str, float] = {
        "load_seconds": round(time.process_time() - started, 3),
        "loaded_mb": megabytes(),
    }
    list(language.parse_texts(texts))
    figures["words_per_second"] = words_a_second(language, texts * TIMES)
    figures["peak_mb"] = megabytes()
    for _, component in language.pipeline.pipeline:
        for node in component.model.walk():
            node.ops = NumpyOps(use_blis=True)
    figures["words_per_second_blis"] = words_a_second(language, texts * TIMES)
    json.dump(figures, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
