"""Packs a trained pipeline small, and loads it: half-precision weights, word vectors in single bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.language import Language as Pipeline
from spacy.pipeline import TrainablePipe
from spacy.util import load_model_from_config
from spacy.vectors import Vectors
from thinc.api import Config, use_ops

import warmonitor.language.recogniser
import warmonitor.language.tokens  # noqa: F401  (registers the tokenizer)

WEIGHTS = Path(__file__).parent / "weights"
NETWORK = "network.msgpack"
VECTORS = "vectors.npz"
WORDS = "words.txt"
CONFIG = "config.cfg"
LEXICON = "lexicon.json"

Tree = Any
"""Nested lists and dicts of MessagePack with arrays as leaves."""


def pack(pipeline: Pipeline, words: list[str], folder: Path) -> None:
    """Write a trained pipeline for shipping.

    `words` are the keys of the word vectors, row by row. Network weights are kept as 16-bit floats, each
    vector as signed bytes with one scale a row.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pipeline.config.to_disk(folder / CONFIG)
    parts: dict[str, Tree] = {}
    for name, component in _trained(pipeline):
        part = srsly.msgpack_loads(component.to_bytes(exclude=["vocab"]))
        part["model"] = _recast(srsly.msgpack_loads(part["model"]), "float32", "float16")
        parts[name] = part
    (folder / NETWORK).write_bytes(srsly.msgpack_dumps(parts))
    table = np.asarray(pipeline.vocab.vectors.data, dtype="float32")
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127, 1e-9)
    np.savez(folder / VECTORS, rows=np.rint(table / scale).astype("int8"), scale=scale.astype("float16"))
    (folder / WORDS).write_text("\n".join(words) + "\n", encoding="utf-8")


def unpack(folder: Path = WEIGHTS) -> Pipeline:
    """Load the shipped pipeline.

    Its matrices are multiplied by numpy, not by thinc's default: numpy's kernels were measured at nearly
    twice the speed (`benchmarks/language`).

    Raises:
        FileNotFoundError: a file of the weights is missing from the folder.
    """
    config = Config().from_disk(folder / CONFIG)
    config["nlp"]["tokenizer"] = {"@tokenizers": "warmonitor.Tokenizer.v1"}
    with use_ops("numpy", use_blis=False):
        pipeline = load_model_from_config(config, auto_fill=False, validate=False)
        pipeline.vocab.vectors = _vectors(pipeline, folder)
        for name, part in srsly.msgpack_loads((folder / NETWORK).read_bytes()).items():
            part["model"] = srsly.msgpack_dumps(_recast(part["model"], "float16", "float32"))
            component = cast("TrainablePipe", pipeline.get_pipe(name))
            component.from_bytes(srsly.msgpack_dumps(part), exclude=["vocab"])
            for label in getattr(component, "labels", ()):
                pipeline.vocab.strings.add(label)
    return pipeline


def _trained(pipeline: Pipeline) -> list[tuple[str, TrainablePipe]]:
    return [(name, cast("TrainablePipe", component)) for name, component in pipeline.pipeline]


def _vectors(pipeline: Pipeline, folder: Path) -> Vectors:
    words = (folder / WORDS).read_text(encoding="utf-8").splitlines()
    packed = np.load(folder / VECTORS, allow_pickle=False)
    table = packed["rows"].astype("float32") * packed["scale"].astype("float32")
    keys = [pipeline.vocab.strings.add(word) for word in words]
    return Vectors(strings=pipeline.vocab.strings, data=table, keys=keys, attr="LOWER")


def _recast(tree: Tree, old: str, new: str) -> Tree:
    """The tree with every array of one float type turned into the other."""
    if isinstance(tree, dict):
        return {key: _recast(value, old, new) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_recast(value, old, new) for value in tree]
    if isinstance(tree, np.ndarray) and tree.dtype == np.dtype(old):
        return cast("NDArray[Any]", tree).astype(new)
    return tree
