"""Measures the language room alone: loading, words a second, memory.

    OMP_NUM_THREADS=1 python benchmarks/language/speed.py

Texts are the annotated sentences beside this file, over and over. Seconds are processor time. What spaCy's
own components take for tags, heads and names alone is measured beside it, on the same weights.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from spacy.tokens import Doc

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


def words_a_second_by_spacy(language: Language, texts: list[str]) -> int:
    """By the components of the pipeline, on words and sentences that are given."""
    docs = [
        Doc(doc.vocab, words=[token.text for token in doc], sent_starts=[t.is_sent_start for t in doc])
        for doc in language.parse_texts(texts)
    ]
    started = time.process_time()
    words = sum(len(doc) for doc in language.pipeline.pipe(docs, batch_size=64))
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
    figures["words_per_second_spacy"] = words_a_second_by_spacy(language, texts * TIMES)
    json.dump(figures, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
