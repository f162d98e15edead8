"""Scores the parser on treebanks of Universal Dependencies, and sentence borders on running text.

Two ways are told apart. With the treebank's words and sentences given (`uas`, `las`, `tag`), as parsers are
compared in the literature: the share of words, punctuation left out, with the right head, or the right head
and label (subtypes included). From running text (`uas_raw`, `las_raw`, `words_f1`, `sentence_f1`), as the
package reads: F1 over what the room's own words and sentences got right.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from warmonitor.evaluation.conllu import Sentence, read_conllu
from warmonitor.evaluation.counts import share
from warmonitor.language import Language, load

TRAINED_ON = ("gum-open",)
"""Folders whose files, tests included, the shipped weights were trained on."""
Arc = tuple[int, int, int, int, str]
"""A word's span, its head's span (or -1, -1) … as character offsets, and the label."""


@dataclass
class Counts:
    """What was counted over some sentences."""

    words: int = 0
    tags: int = 0
    scored: int = 0
    heads: int = 0
    labels: int = 0

    def figures(self) -> dict[str, float]:
        """Shares of the words, and of the words that are not punctuation."""
        return {
            "uas": share(self.heads, self.scored),
            "las": share(self.labels, self.scored),
            "tag": share(self.tags, self.words),
        }


@dataclass
class Matches:
    """Right, found and gold things, for F1."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: set[Any], gold: set[Any]) -> None:
        """Count one text's things."""
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    def f1(self) -> float:
        """F1 as a fraction of 1."""
        return share(2 * self.right, self.found + self.gold)


def evaluate(data: Path) -> dict[str, Any]:
    """Score the parser on a folder with treebanks, or with files of sentences (`*.sentences`).

    Test files are scored where there are any, else every `.conllu`. PUD's news half (sentence ids that begin
    with n) is a part of its own.

    Raises:
        FileNotFoundError: the folder holds neither kind of file.
    """
    language = load()
    running = sorted(data.glob("**/*.sentences"))
    if running:
        return _result(
            data, sum(1 for file in running for _ in read_blocks(file)), _running(language, running)
        )
    parts = _parts(data)
    if not parts:
        raise FileNotFoundError(f"no .conllu and no .sentences file under {data}")
    figures = _figures(language, [sentence for part in parts.values() for sentence in part])
    figures["parts"] = {name: _figures(language, part) for name, part in parts.items()}
    return _result(data, sum(len(list(_paragraphs(part))) for part in parts.values()), figures)


def _result(data: Path, documents: int, figures: dict[str, Any]) -> dict[str, Any]:
    return {"benchmark": "parser", "data": data.name, "documents": documents, "figures": figures}


def _parts(data: Path) -> dict[str, list[Sentence]]:
    files = [f for f in sorted(data.glob("**/*.conllu")) if not set(f.parts) & set(TRAINED_ON)]
    tests = [file for file in files if "test" in file.stem] or files
    parts: dict[str, list[Sentence]] = {}
    for file in tests:
        name = file.parent.name if file.stem == "test" else file.stem
        for sentence in read_conllu(file):
            half = {"n": "-news", "w": "-wiki"}.get(sentence.id[:1], "") if "pud" in name.lower() else ""
            parts.setdefault(name + half, []).append(sentence)
    return parts


def _figures(language: Language, sentences: list[Sentence]) -> dict[str, Any]:
    counts = Counts()
    for doc, sentence in zip(
        language.parse_docs(map(language.bare_doc, _rows(sentences))), sentences, strict=True
    ):
        _count(counts, doc, sentence)
    return {**counts.figures(), **_raw(language, sentences), "sentences": len(sentences)}


def _rows(sentences: list[Sentence]) -> Iterator[tuple[list[str], list[bool]]]:
    """The words of each sentence, and whether a space follows each."""
    for sentence in sentences:
        words = sentence.words
        ends = [word.start for word in words[1:]] + [words[-1].end + 1]
        yield [w.form for w in words], [end > w.end for w, end in zip(words, ends, strict=True)]


def _count(counts: Counts, doc: Doc, sentence: Sentence) -> None:
    for token, word in zip(doc, sentence.words, strict=True):
        counts.words += 1
        counts.tags += token.tag_ == word.xpos
        if word.deprel == "punct":
            continue
        counts.scored += 1
        root = word.head < 0
        attached = token.dep_ == "ROOT" if root else token.head.i == word.head and token.dep_ != "ROOT"
        counts.heads += attached
        counts.labels += attached and (root or token.dep_ == word.deprel)


def _raw(language: Language, sentences: list[Sentence]) -> dict[str, float]:
    """F1 of words, sentences and arcs from running text, and the words read in a second of processor time."""
    texts, gold = [], []
    for paragraph in _paragraphs(sentences):
        texts.append(" ".join(sentence.text for sentence in paragraph))
        gold.append(paragraph)
    started = time.process_time()
    docs = list(language.parse_texts(texts))
    seconds = time.process_time() - started
    words, borders, heads, labels = Matches(), Matches(), Matches(), Matches()
    for doc, paragraph in zip(docs, gold, strict=True):
        found, known = set(_arcs_of(doc)), set(_gold_arcs(paragraph))
        words.add({arc[:2] for arc in _arcs_of(doc, True)}, {arc[:2] for arc in _gold_arcs(paragraph, True)})
        heads.add({arc[:4] for arc in found}, {arc[:4] for arc in known})
        labels.add(found, known)
        borders.add({span_of(s.text, s.start_char) for s in doc.sents}, set(_gold_borders(paragraph)))
    return {
        "uas_raw": heads.f1(),
        "las_raw": labels.f1(),
        "words_f1": words.f1(),
        "sentence_f1": borders.f1(),
        "words_per_second": round(sum(map(len, docs)) / seconds),
    }


def _paragraphs(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences that ran together in one paragraph."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and (sentence.opens_paragraph or sentence.opens_document):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def _arcs_of(doc: Doc, punctuation: bool = False) -> Iterator[Arc]:
    for token in doc:
        if token.is_space or (token.dep_ == "punct" and not punctuation):
            continue
        head = token.head
        top = token.dep_ == "ROOT"
        start, end = (-1, -1) if top else (head.idx, head.idx + len(head))
        yield token.idx, token.idx + len(token), start, end, "root" if top else token.dep_


def _gold_arcs(paragraph: list[Sentence], punctuation: bool = False) -> Iterator[Arc]:
    offset = 0
    for sentence in paragraph:
        for word in sentence.words:
            if word.deprel == "punct" and not punctuation:
                continue
            head = sentence.words[word.head] if word.head >= 0 else None
            start, end = (head.start + offset, head.end + offset) if head else (-1, -1)
            yield word.start + offset, word.end + offset, start, end, word.deprel
        offset += len(sentence.text) + 1


def _gold_borders(paragraph: list[Sentence]) -> Iterator[tuple[int, int]]:
    offset = 0
    for sentence in paragraph:
        yield span_of(sentence.text, offset)
        offset += len(sentence.text) + 1


def span_of(text: str, start: int) -> tuple[int, int]:
    """Offsets of a text's first and last visible characters, given where it begins."""
    first = start + len(text) - len(text.lstrip())
    return first, first + len(text.strip())


def read_blocks(file: Path) -> Iterator[tuple[str, set[tuple[int, int]]]]:
    """Blocks of a file of sentences: each block's text and the spans of its sentences.

    One sentence a line, an empty line between blocks, `#` before a remark. A sentence follows the one before
    it after a space, or on a new line where its line begins with `| `.
    """
    for piece in file.read_text(encoding="utf-8").split("\n\n"):
        text, spans = "", set()
        for line in piece.splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            broken = line.startswith("| ")
            sentence = line.removeprefix("| ").strip()
            text += ("\n" if broken else " ") if text else ""
            spans.add((len(text), len(text) + len(sentence)))
            text += sentence
        if text:
            yield text, spans


def _running(language: Language, files: list[Path]) -> dict[str, Any]:
    borders = Matches()
    blocks = [block for file in files for block in read_blocks(file)]
    for doc, (_, gold) in zip(language.parse_texts(text for text, _ in blocks), blocks, strict=True):
        borders.add({span_of(sent.text, sent.start_char) for sent in doc.sents}, gold)
    return {
        "sentence_f1": borders.f1(),
        "precision": share(borders.right, borders.found),
        "recall": share(borders.right, borders.gold),
        "sentences": borders.gold,
    }
