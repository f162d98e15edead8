"""Trains the parser that the package ships: tags, features, dependencies and names in one network."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config
from spacy.vectors import Vectors
from thinc.api import Adam, Config, NumpyOps, fix_random_seed, set_current_ops, warmup_linear

import warmonitor.language.recogniser  # noqa: F401  (registers the recogniser)
from training.corpus import (
    NameSpan,
    epoch,
    example_of,
    make_doc,
    name_docs,
    names_of,
    read_folder,
    uner_names,
    with_features,
)
from warmonitor.evaluation.conllu import Sentence
from warmonitor.language.tokens import make_tokenizer

HERE = Path(__file__).parent
BATCH_GROWTH = 1.0012
"""How the number of words in an update grows with each."""
OWN_A_PASS = 2500
"""How many of our own sentences go into one pass."""
TRAIN = ("ewt/train.conllu", "ewt/dev.conllu", "gum-open/train.conllu", "gum-open/test.conllu")
DEV = "gum-open/dev.conllu"

Names = dict[str, list[NameSpan]]


def build(vectors: Path, rows: int, width: int, hidden: int) -> Language:
    """An untrained pipeline with the word vectors in place."""
    text = Config(load_config(HERE / "config.cfg")).to_str()
    text = text.replace("\nwidth = 96", f"\nwidth = {width}").replace(
        "hidden_width = 64", f"hidden_width = {hidden}"
    )
    nlp = spacy.util.load_model_from_config(Config().from_str(text), auto_fill=True, validate=True)
    packed = np.load(vectors, allow_pickle=False)
    words = [str(word) for word in packed["words"][:rows]]
    table = packed["vectors"][:rows].astype("float32")
    table /= table.std()
    keys = [nlp.vocab.strings.add(word) for word in words]
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=table, keys=keys, attr="LOWER")
    return nlp


def score(nlp: Language, sentences: list[Sentence], uner: Names) -> dict[str, float]:
    """Attachment on gold words and gold sentences, punctuation left out; names where annotated."""
    gold = [make_doc(nlp.vocab, [s], [names_of(s, uner)]) for s in sentences]
    parsed = list(nlp.pipe((example_of(doc).predicted for doc in gold), batch_size=128))
    pairs = [pair for a, b in zip(parsed, gold, strict=True) for pair in zip(a, b, strict=True)]
    arcs = [(x.head.i == y.head.i, x.dep_ == y.dep_) for x, y in pairs if y.dep_ != "punct"]
    named = [(a, b) for a, b in zip(parsed, gold, strict=True) if b.has_annotation("ENT_IOB")]
    found = {(i, e.start, e.end, e.label_) for i, (a, _) in enumerate(named) for e in a.ents}
    known = {(i, e.start, e.end, e.label_) for i, (_, b) in enumerate(named) for e in b.ents}
    return {
        "uas": sum(head for head, _ in arcs) / len(arcs),
        "las": sum(head and label for head, label in arcs) / len(arcs),
        "tag": sum(x.tag_ == y.tag_ for x, y in pairs) / len(pairs),
        "names": 2 * len(found & known) / max(len(found) + len(known), 1),
    }


class Material:
    """Everything that is trained on, a pass at a time."""

    def __init__(self, options: argparse.Namespace, nlp: Language) -> None:
        banks = options.data / "treebank"
        self.vocab = nlp.vocab
        self.chance = random.Random(options.seed)
        self.uner = uner_names(options.data / "ner/uner/en_ewt-ud-dev.iob2")
        self.sentences = read_folder(banks / name for name in TRAIN)
        self.own = with_features(read_folder(options.own), self.sentences)
        self.docs: list[Doc] = name_docs(options.data / "re3d", make_tokenizer(nlp.vocab))
        self.dev = read_folder([banks / DEV])

    def one_pass(self, number: int) -> Iterator[Example]:
        """The treebanks, a different part of our own sentences each time, and the texts with names."""
        parts = max(1, len(self.own) // OWN_A_PASS)
        sentences = self.sentences + self.own[number % parts :: parts]
        examples = list(epoch(sentences, self.uner, self.vocab, self.chance))
        examples += [example_of(doc) for doc in self.docs]
        self.chance.shuffle(examples)
        return iter(examples)


def batches(material: Material, first: float, limit: float) -> Iterator[tuple[int, list[Example]]]:
    """Batches without end, each with the number of its pass; their size in words grows up to the limit."""
    target, number = first, 0
    while True:
        batch: list[Example] = []
        size = 0
        for example in material.one_pass(number):
            batch.append(example)
            size += len(example.reference)
            if size >= target:
                yield number, batch
                batch, size, target = [], 0, min(limit, target * BATCH_GROWTH)
        number += 1


def within_labels(nlp: Language, examples: list[Example]) -> None:
    """Leave open what a pipeline that is trained further has no label for: a tag or a set of features."""
    tags = set(nlp.get_pipe("tagger").labels)
    features = nlp.get_pipe("morphologizer").cfg["labels_morph"]
    for token in (token for example in examples for token in example.reference):
        if token.tag_ not in tags:
            token.tag = 0
        parts = sorted([*str(token.morph).split("|"), f"POS={token.pos_}"] if token.pos_ else [])
        if "|".join(part for part in parts if part) not in features:
            token.set_morph(None)
            token.pos = 0


def train(options: argparse.Namespace) -> None:
    """Train for a number of updates; the averaged weights are kept after every pass and at the end."""
    fix_random_seed(options.seed)
    set_current_ops(NumpyOps(use_blis=False))
    if options.start:
        nlp = spacy.load(options.start)
        material = Material(options, nlp)
    else:
        nlp = build(options.vectors, options.rows, options.width, options.hidden)
        material = Material(options, nlp)
        first = list(material.one_pass(0))
        nlp.initialize(lambda: first)
    optimizer = Adam(
        warmup_linear(options.rate, options.warm_up, options.steps), L2=0.01, grad_clip=1.0, use_averages=True
    )
    started, done = time.time(), 0
    losses: dict[str, float] = {}
    for step, (number, batch) in enumerate(batches(material, options.first_batch, options.batch), 1):
        if options.start:
            within_labels(nlp, batch)
        nlp.update(batch, sgd=optimizer, drop=options.dropout, losses=losses)
        optimizer.step_schedules()
        last = step == (options.stop or options.steps)
        if last or number > done:
            done = number
            with nlp.use_params(optimizer.averages):
                figures = score(nlp, material.dev, material.uner)
                nlp.to_disk(options.out)
            row = {"pass": number, "step": step, "seconds": round(time.time() - started), **figures}
            print(json.dumps(row), flush=True)
        if last:
            return


def arguments() -> argparse.ArgumentParser:
    """What the training takes; `training.__main__` has the settings of the shipped weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder that holds treebank/, ner/ and re3d/"
    )
    parser.add_argument("--vectors", type=Path, required=True, help="made by training.vectors")
    parser.add_argument("--own", type=Path, nargs="*", default=[], help="made by training.grammar")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a trained pipeline to go on from")
    parser.add_argument("--rows", type=int, default=60000, help="how many word vectors are kept")
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--hidden", type=int, default=96)
    parser.add_argument("--steps", type=int, default=2100)
    parser.add_argument("--stop", type=int, help="stop after so many of the steps")
    parser.add_argument("--first-batch", type=float, default=400, help="words in the first update")
    parser.add_argument("--batch", type=float, default=1500, help="words in an update, at most")
    parser.add_argument("--rate", type=float, default=0.002)
    parser.add_argument("--warm-up", type=int, default=250)
    parser.add_argument("--dropout", type=float, default=0.12)
    parser.add_argument("--seed", type=int, default=7)
    return parser


if __name__ == "__main__":
    train(arguments().parse_args())
