"""Packs a trained pipeline for shipping: weights, word vectors, lemmas and the words that are names."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import spacy

import warmonitor.language.recogniser  # noqa: F401  (registers the recogniser)
from training.corpus import read_folder
from warmonitor.evaluation.conllu import Sentence
from warmonitor.language.lemmas import table_of
from warmonitor.language.weights import LEXICON, pack


def lemma_counts(sentences: list[Sentence]) -> dict[tuple[str, str], Counter[str]]:
    """How often each (tag, form in small letters) has each lemma."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            if word.lemma != "_" and "Typo=Yes" not in word.feats:
                counts[word.xpos, word.form.lower()][word.lemma] += 1
    return counts


def written_as_names(sentences: list[Sentence], words: list[str], vectors: np.ndarray) -> list[str]:
    """The words that are printed with a capital inside a sentence.

    Words of the treebanks are counted; for the rest a ridge regression from the word's vector to the
    share of capitals decides.
    """
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentence in sentences:
        for word in sentence.words[1:]:
            if word.form.isalpha() and not (word.form.isupper() and len(word.form) > 1):
                (capital if word.form[0].isupper() else small)[word.form.lower()] += 1
    seen = [i for i, word in enumerate(words) if small[word] + capital[word]]
    share = np.array([capital[words[i]] / (small[words[i]] + capital[words[i]]) for i in seen])
    inputs = np.hstack([vectors, np.ones((len(vectors), 1))])
    x = inputs[seen]
    weights = np.linalg.solve(x.T @ x + 10 * np.eye(x.shape[1]), x.T @ (share > 0.5))
    guess = inputs @ weights > 0.5
    known = dict(zip(seen, share > 0.5, strict=True))
    return [word for i, word in enumerate(words) if word.isalpha() and known.get(i, guess[i])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--own", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    nlp = spacy.load(options.model)
    rows = len(nlp.vocab.vectors.data)
    packed = np.load(options.vectors, allow_pickle=False)
    words = [str(word) for word in packed["words"][:rows]]
    bank = options.data / "treebank"
    names = ("ewt/train", "ewt/dev", "gum-open/train", "gum-open/dev", "gum-open/test")
    sentences = read_folder([bank / f"{name}.conllu" for name in names] + list(options.own))
    pack(nlp, words, options.out)
    ranks = {word: rank for rank, word in enumerate(words)}
    lexicon = {
        "lemmas": table_of(lemma_counts(sentences), ranks),
        "names": written_as_names(sentences, words, packed["vectors"][:rows]),
    }
    text = json.dumps(lexicon, ensure_ascii=False, indent=0, sort_keys=True)
    (options.out / LEXICON).write_text(text + "\n", encoding="utf-8")
    for file in sorted(options.out.iterdir()):
        print(f"{file.stat().st_size / 1e6:6.2f} MB {file.name}")


if __name__ == "__main__":
    main()
