"""Who "he", "they", "the monitor" are: own short texts, and the news of GUM.

A. Zeldes, "The GUM Corpus: Creating Multilayer Resources in the Classroom", Language Resources and
Evaluation 51, 2017; its entities stand in the last column of the treebank. Own texts mark the words that
stand for somebody with braces and those for whom they stand with brackets; without brackets nobody is meant.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warmonitor.claims.coreference import Discourse
from warmonitor.claims.lexicon import load_lexicon
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.speakers import SpeakerReader
from warmonitor.evaluation.conllu import Sentence as TreebankSentence
from warmonitor.evaluation.conllu import read_conllu
from warmonitor.evaluation.counts import share
from warmonitor.language import ParsedBlock
from warmonitor.model import Block, Report
from warmonitor.model.noun import Span
from warmonitor.ontology import load_ontology
from warmonitor.pipeline import Corridor

_MARK = re.compile(r"[\[\]{}]")
_ENTITY = re.compile(r"Entity=([^|]*)")
_OPENS_OR_CLOSES = re.compile(r"\((\d+)-[^()]*\)|\((\d+)-[^()]*|(\d+)\)")
_THIRD_PERSON = frozenset(
    {"he", "him", "his", "she", "her", "hers", "they", "them", "their", "it", "its", "theirs"}
)


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that stand for somebody named before, and the spans of all that name the same; none: nobody."""

    span: Span
    antecedents: frozenset[Span]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what is asked of it; `blocks` are the spans of its paragraphs."""

    id: str
    text: str
    blocks: tuple[Span, ...]
    anaphors: tuple[Anaphor, ...]


def marked(name: str, line: str) -> Text:
    """A text of one line: `[The army] withdrew. {It} said …`.

    Raises:
        ValueError: a bracket or brace is not closed, or there is not one pair of braces.
    """
    text, open_marks, names, asked = "", list[int](), list[Span](), list[Span]()
    at = 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark[0] in "[{":
            open_marks.append(len(text))
        else:
            (names if mark[0] == "]" else asked).append((open_marks.pop(), len(text)))
    text += line[at:]
    if open_marks or len(asked) != 1:
        raise ValueError(f"{name}: brackets do not fit")
    return Text(name, text, ((0, len(text)),), (Anaphor(asked[0], frozenset(names)),))


def own_texts(path: Path) -> list[Text]:
    """The texts of a file: an id, a tab, the text, one a line."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [marked(name, line) for name, line in rows]


def news_of_gum(path: Path) -> Iterator[Text]:
    """The news of a treebank file with entities; asked are pronouns of the third person and "the …"."""
    document: list[TreebankSentence] = []
    for sentence in read_conllu(path):
        if sentence.opens_document and document:
            yield from _of_document(document)
            document = []
        document.append(sentence)
    yield from _of_document(document)


def _of_document(sentences: Sequence[TreebankSentence]) -> Iterator[Text]:
    name = next((line.split("=")[1].strip() for line in sentences[0].comments if "newdoc id" in line), "")
    if "_news_" not in name:
        return
    text, starts, paragraphs = "", list[int](), list[int]()
    for sentence in sentences:
        if sentence.opens_paragraph or not text:
            text += "\n\n" if text else ""
            paragraphs.append(len(text))
        else:
            text += " "
        starts.append(len(text))
        text += sentence.text
    ends = [*(start - 2 for start in paragraphs[1:]), len(text)]
    entities = _entities(sentences, starts)
    yield Text(name, text, tuple(zip(paragraphs, ends, strict=True)), tuple(_asked(text, entities)))


def _entities(sentences: Sequence[TreebankSentence], starts: Sequence[int]) -> list[tuple[Span, str]]:
    """Every mention with the number of its entity, in order of where they begin."""
    found: list[tuple[Span, str]] = []
    for sentence, base in zip(sentences, starts, strict=True):
        open_ones: list[tuple[str, int]] = []
        for word in sentence.words:
            told = _ENTITY.search(word.misc)
            for single, opened, closed in _OPENS_OR_CLOSES.findall(told[1] if told else ""):
                if single or opened:
                    open_ones.append((single or opened, word.start))
                if single or closed:
                    last = max(
                        (i for i, one in enumerate(open_ones) if one[0] == (single or closed)), default=None
                    )
                    if last is not None:
                        number, start = open_ones.pop(last)
                        found.append(((base + start, base + word.end), number))
    return sorted(found, key=lambda one: (one[0][0], -one[0][1]))


def _asked(text: str, entities: Sequence[tuple[Span, str]]) -> Iterator[Anaphor]:
    for span, number in entities:
        words = text[slice(*span)].lower().split()
        described = words[0] == "the" and len(words) == 2
        if (len(words) == 1 and words[0] in _THIRD_PERSON) or described:
            yield Anaphor(span, frozenset(s for s, n in entities if n == number and s[0] < span[0]))


@dataclass(slots=True)
class Score:
    """Counts over the words that stand for somebody."""

    texts: int = 0
    asked: int = 0
    wanted: int = 0
    answered: int = 0
    right: int = 0
    silent: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, text: Text, anaphor: Anaphor, answer: Span | None) -> None:
        """Counts one: an answer is right when it lies in words for the same."""
        self.asked += 1
        self.wanted += bool(anaphor.antecedents)
        self.answered += answer is not None
        if answer is None:
            self.silent += not anaphor.antecedents
            good = not anaphor.antecedents
        else:
            good = any(start <= answer[0] and answer[1] <= end for start, end in anaphor.antecedents)
            self.right += good
        if not good:
            said = text.text[slice(*answer)] if answer is not None else None
            self.faults.append(f"{text.id}: {text.text[slice(*anaphor.span)]!r} is not {said!r}")

    def figures(self) -> dict[str, float]:
        """Fractions of 1: of the answers, of those who are meant, and of all that was asked."""
        return {
            "precision": share(self.right, self.answered),
            "recall": share(self.right, self.wanted),
            "accuracy": share(self.right + self.silent, self.asked),
        }


def answers(text: Text, blocks: Sequence[ParsedBlock], corridor: Corridor) -> list[Span | None]:
    """For each of a text's anaphors the head word of whom it is taken for."""
    lexicon = load_lexicon()
    discourse = Discourse(lexicon, SpeakerReader(load_ontology()))
    found: dict[int, Span] = {}
    for block in blocks:
        for span in block.words.sents:
            if not span.text.strip():
                continue
            sentence = Sentence(span, block)
            nouns = Nouns(sentence, lexicon, corridor.gazetteer, corridor.registry, frozenset())
            discourse.read(sentence, nouns)
            for token in sentence.tokens:
                meant = discourse.antecedent(token, nouns)
                if meant is not None:
                    found[sentence.offsets(token.i, token.i + 1)[1]] = (
                        meant.start,
                        meant.start + len(meant.head),
                    )
    return [found.get(anaphor.span[1]) for anaphor in text.anaphors]


def report_from(text: Text) -> Report:
    """A text as a report, its paragraphs as blocks."""
    return Report(
        id=f"r-{text.id}",
        outlet="Example Wire",
        retrieved_at=datetime(2031, 6, 1, tzinfo=UTC),
        language="en",
        sha256=hashlib.sha256(text.text.encode()).hexdigest(),
        path=text.id,
        blocks=tuple(Block(kind="paragraph", start=start, end=end) for start, end in text.blocks),
        text=text.text,
    )


def texts_in(data: Path) -> list[Text]:
    """The texts of a folder: `texts.tsv` of our own, or treebank files with entities.

    Raises:
        FileNotFoundError: the folder has neither.
    """
    if (data / "texts.tsv").exists():
        return own_texts(data / "texts.tsv")
    found = [text for path in sorted(data.glob("*.conllu")) for text in news_of_gum(path)]
    if not found:
        raise FileNotFoundError(f"{data}: neither texts.tsv nor news in *.conllu")
    return found


def evaluate(data: Path) -> dict[str, Any]:
    """Scores `benchmarks/coreference`, or a treebank folder with GUM's news.

    Raises:
        FileNotFoundError: the folder has neither.
    """
    texts, corridor = texts_in(data), Corridor.load()
    total, kinds = Score(), {"pronouns": Score(), "descriptions": Score()}
    parsed = corridor.language.parse_many([report_from(text) for text in texts])
    for text, blocks in zip(texts, parsed, strict=True):
        for anaphor, answer in zip(text.anaphors, answers(text, blocks, corridor), strict=True):
            word = text.text[slice(*anaphor.span)].lower()
            total.add(text, anaphor, answer)
            kinds["pronouns" if word in _THIRD_PERSON else "descriptions"].add(text, anaphor, answer)
    figures = {
        **total.figures(),
        **{
            f"{kind}_{name}": value
            for kind, score in kinds.items()
            for name, value in score.figures().items()
        },
    }
    return {
        "benchmark": "coreference",
        "data": str(data),
        "documents": len(texts),
        "figures": figures,
        "asked": total.asked,
        "faults": total.faults,
    }
