"""Reads treebanks in the CoNLL-U format of Universal Dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Word:
    """One syntactic word: columns of CoNLL-U, and where it stands in its sentence's text."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    """Index of the head in the sentence, from 0; -1 for the root."""
    deprel: str
    misc: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words in order, its raw text, and the comments above it."""

    id: str
    text: str
    words: tuple[Word, ...]
    comments: tuple[str, ...] = field(default=())

    @property
    def opens_document(self) -> bool:
        """Whether a new document begins with this sentence."""
        return any(line.startswith("# newdoc") for line in self.comments)

    @property
    def opens_paragraph(self) -> bool:
        """Whether a new paragraph begins with this sentence."""
        return any(line.startswith("# newpar") for line in self.comments)


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Give the sentences of a CoNLL-U file in order.

    Multi-word tokens are read for their spacing only; empty nodes of the enhanced graph are left out.
    Offsets are rebuilt from the forms and `SpaceAfter=No`, so `text` is what they add up to.
    """
    comments: list[str] = []
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n")
            if row.startswith("#"):
                comments.append(row)
            elif row:
                rows.append(row.split("\t"))
            elif rows:
                yield _sentence(comments, rows)
                comments, rows = [], []
    if rows:
        yield _sentence(comments, rows)


def _sentence(comments: list[str], rows: list[list[str]]) -> Sentence:
    identity = next((line.split("=", 1)[1].strip() for line in comments if line.startswith("# sent_id")), "")
    glued = _words_without_space(rows)
    words: list[Word] = []
    text = ""
    for row in rows:
        if not row[0].isdigit():
            continue
        start = len(text)
        text += row[1]
        words.append(
            Word(
                form=row[1],
                lemma=row[2],
                upos=row[3],
                xpos=row[4],
                feats=row[5],
                head=int(row[6]) - 1,
                deprel=row[7],
                misc=row[9],
                start=start,
                end=len(text),
            )
        )
        if row[0] not in glued:
            text += " "
    return Sentence(identity, text.rstrip(" "), tuple(words), tuple(comments))


def _words_without_space(rows: list[list[str]]) -> set[str]:
    """Ids of the words that no space follows."""
    glued: set[str] = set()
    for row in rows:
        no_space = "SpaceAfter=No" in row[9].split("|")
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            glued.update(str(i) for i in range(first, last))
            if no_space:
                glued.add(str(last))
        elif no_space:
            glued.add(row[0])
    return glued
