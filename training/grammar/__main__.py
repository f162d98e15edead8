"""Writes our own sentences as CoNLL-U: `python -m training.grammar --out own.conllu`."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.grammar.clauses import sentences
from training.grammar.tree import conllu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    trees = sentences(options.count, options.seed)
    text = "".join(conllu(tree, f"own-{i:05d}") for i, tree in enumerate(trees))
    options.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
