"""Trains the recogniser of names on top of a trained pipeline, whose network stays as it is."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Adam, Model, NumpyOps, chain, fix_random_seed, set_current_ops

from training.corpus import example_of, make_doc, name_docs, names_of, read_folder, recased, uner_names
from warmonitor.evaluation.conllu import Sentence
from warmonitor.language.recogniser import LABELS, labels_of
from warmonitor.language.tokens import make_tokenizer

BATCH = 24
OWN_SENTENCES = 2000
TIMES_NEWS = 3
"""How often re3d's documents are seen for each time the treebanks are."""
BANKS = ("gum-open/train.conllu", "gum-open/test.conllu", "ewt/dev.conllu")
DEV = "gum-open/dev.conllu"
Row = tuple[np.ndarray, np.ndarray]
"""A text's word vectors, and the number of each word's label (-1 where it is not annotated)."""


def add_recogniser(nlp: Language, hidden: int) -> None:
    """Put an untrained recogniser in the place of the pipeline's own."""
    if "names" in nlp.pipe_names:
        nlp.remove_pipe("names")
    width = nlp.get_pipe("tok2vec").model.get_dim("nO")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width}
    model = {
        "@architectures": "warmonitor.NameScorer.v1",
        "width": width,
        "hidden": hidden,
        "tok2vec": listener,
    }
    nlp.add_pipe("warmonitor_names", name="names", config={"model": model})
    doc = Doc(nlp.vocab, words=["Kelmar", "fell", "."])
    recogniser = nlp.get_pipe("names")
    for label in LABELS:
        recogniser.add_label(label)
    vectors = nlp.get_pipe("tok2vec").predict([doc])
    scoring_layers(nlp).initialize(X=vectors, Y=[np.zeros((3, len(LABELS)), dtype="f")])


def scoring_layers(nlp: Language) -> Model:
    """The recogniser's layers above the shared network."""
    return chain(*nlp.get_pipe("names").model.layers[1:])


def rows(nlp: Language, docs: list[Doc]) -> list[Row]:
    """What each document is trained on."""
    numbers = {label: i for i, label in enumerate(LABELS)}
    made = []
    for begin in range(0, len(docs), 64):
        part = docs[begin : begin + 64]
        examples = [example_of(doc) for doc in part]
        vectors = nlp.get_pipe("tok2vec").predict([example.predicted for example in examples])
        for example, array in zip(examples, vectors, strict=True):
            labels = [numbers.get(label, -1) for label in labels_of(example)]
            made.append((np.array(array), np.array(labels)))
    return made


def bank_docs(nlp: Language, sentences: list[Sentence], data: Path) -> list[Doc]:
    uner = uner_names(data / "ner/uner/en_ewt-ud-dev.iob2")
    docs = []
    for begin in range(0, len(sentences), 3):
        run = sentences[begin : begin + 3]
        docs.append(make_doc(nlp.vocab, run, [names_of(sentence, uner) for sentence in run]))
    return docs


def train(options: argparse.Namespace) -> None:
    fix_random_seed(options.seed)
    set_current_ops(NumpyOps(use_blis=False))
    chance = random.Random(options.seed)
    nlp = spacy.load(options.model)
    add_recogniser(nlp, options.hidden)
    layers = scoring_layers(nlp)
    banks = read_folder(options.data / "treebank" / name for name in BANKS)
    own = read_folder(options.own)[:OWN_SENTENCES]
    headlines = [recased(sentence, "title") for sentence in own[: OWN_SENTENCES // 8]]
    news = rows(nlp, name_docs(options.data / "re3d", make_tokenizer(nlp.vocab)))
    material = rows(nlp, bank_docs(nlp, banks + own + headlines, options.data)) + TIMES_NEWS * news
    dev = rows(nlp, bank_docs(nlp, read_folder([options.data / "treebank" / DEV]), options.data))
    optimizer = Adam(0.001, L2=0.01, grad_clip=1.0, use_averages=True)
    for number in range(options.passes):
        chance.shuffle(material)
        optimizer.learn_rate = 0.001 * (1 - number / options.passes)
        for begin in range(0, len(material), BATCH):
            update(layers, material[begin : begin + BATCH], optimizer)
        with layers.use_params(optimizer.averages):
            print(number, f"right words within names {accuracy(layers, dev):.4f}", flush=True)
    with layers.use_params(optimizer.averages):
        nlp.to_disk(options.out)


def update(layers: Model, batch: list[Row], optimizer: Adam) -> None:
    scores, backprop = layers.begin_update([vectors for vectors, _ in batch])
    gradients = []
    for array, (_, labels) in zip(scores, batch, strict=True):
        gradient = array.copy()
        known = labels >= 0
        gradient[np.flatnonzero(known), labels[known]] -= 1
        gradient[~known] = 0
        gradients.append(gradient)
    backprop(gradients)
    layers.finish_update(optimizer)


def accuracy(layers: Model, part: list[Row]) -> float:
    """Share of right labels among the words that are in a name, or taken for one."""
    right = counted = 0
    for array, (_, labels) in zip(layers.predict([vectors for vectors, _ in part]), part, strict=True):
        guess = array.argmax(axis=1)
        either = (labels > 0) | ((guess > 0) & (labels >= 0))
        right += int((guess[either] == labels[either]).sum())
        counted += int(either.sum())
    return right / max(counted, 1)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--own", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hidden", type=int, default=96)
    parser.add_argument("--passes", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    return parser


if __name__ == "__main__":
    train(arguments().parse_args())
