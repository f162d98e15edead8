"""Scores proper-name spans against re3d, and against UniversalNER where that is the folder given.

re3d marks every mention: pronouns, "the camp", "Iraqi government forces", overlapping and at several levels
of confidence. What is scored are its names, by these rules:

- kinds: Person, Organisation, Location; every other type is left out;
- articles, possessives and other words in small letters are cut off both ends of a mention, titles are kept;
  a mention whose last word is in small letters is no name, and pronouns and numbers are none;
- a mention that holds a comma, a possessive or a common noun ("the Syrian town of Azaz") is a description:
  what it names is its inner mention;
- where mentions overlap the longest stands; kinds given to the same span are all right;
- a string that re3d calls an organisation here and a location there (states, mostly) is right as either;
- a span that also has another type (a nationality, a time), and a people ("Syrians", where "Syrian" is a
  nationality), counts neither way;
- ours: names of the kinds person, organisation and place, cut the same way; one of the kind "other" is none.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warmonitor.language import Language, load
from warmonitor.language.names import Name, find_names

KINDS = {"Person": "person", "Organisation": "organisation", "Location": "place"}
UNER_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "OTH": "other"}
LOOSE = frozenset(
    {"The", "A", "An", "I", "We", "You", "He", "She", "It", "They", "This", "That", "These", "Those"}
    | {"Our", "Their", "His", "Her", "Its", "My", "Your", "Who", "Which"}
)
CLOSED_PART = "BBC Online"
"""The part of re3d whose licence forbids commercial use: never trained on."""
_WORD = re.compile(r"\S+")
_INNER = "of|and|for|the|in|on|al|el|de|bin|ibn|van|von"
_DESCRIPTION = re.compile(rf"[,;()]|['’]s\s|(?<!\S)(?!(?:{_INNER})\b)[a-z]{{2,}}")
TRAINED_ON = "ewt-ud-dev"
"""The part of UniversalNER that the recogniser was trained on."""
Span = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """A text with its gold names: the kinds that are right for each span, and spans that count neither way.

    `unseen` tells that the recogniser was not trained on it.
    """

    text: str
    names: dict[Span, frozenset[str]]
    neither: frozenset[Span]
    unseen: bool = True


def evaluate(data: Path) -> dict[str, Any]:
    """Score names on a folder with re3d's layout, or with UniversalNER's `.iob2` files.

    Gives precision, recall and F1 of exact spans with their kind, the same for each kind, and of the spans
    alone, as fractions of 1; under `unseen` the same for documents that the recogniser was not trained on.

    Raises:
        FileNotFoundError: the folder holds neither layout.
    """
    language = load()
    uner = sorted(data.glob("**/*.iob2"))
    marked = list(_uner(uner)) if uner else list(re3d(data))
    if not marked:
        raise FileNotFoundError(f"no entities.json and no .iob2 file under {data}")
    tally, unseen = _Tally(), _Tally()
    for item in marked:
        found = _found(language, item.text)
        tally.add(item, found)
        if item.unseen:
            unseen.add(item, found)
    figures = {**tally.figures(), "unseen": unseen.figures()}
    return {"benchmark": "names", "data": data.name, "documents": len(marked), "figures": figures}


class _Tally:
    """Counts of gold, found and right names by kind."""

    def __init__(self) -> None:
        self._right: dict[str, int] = defaultdict(int)
        self._found: dict[str, int] = defaultdict(int)
        self._gold: dict[str, int] = defaultdict(int)
        self._spans = 0

    def add(self, item: Marked, found: dict[Span, str]) -> None:
        """Count one text; a gold name of several kinds is counted under the kind that was found, if right."""
        for span, kind in found.items():
            kinds = item.names.get(span, frozenset())
            if span in item.neither and not kinds:
                continue
            self._found[kind] += 1
            self._right[kind] += kind in kinds
            self._spans += bool(kinds)
        for span, kinds in item.names.items():
            kind = found.get(span, "")
            self._gold[kind if kind in kinds else min(kinds)] += 1

    def figures(self) -> dict[str, Any]:
        """Precision, recall and F1: over all kinds, by kind, and of spans whatever their kind."""
        kinds = sorted(set(self._gold) | set(self._found))
        found, gold = sum(self._found.values()), sum(self._gold.values())
        figures: dict[str, Any] = _rates(sum(self._right.values()), found, gold)
        figures["span_f1"] = _rates(self._spans, found, gold)["f1"]
        figures["kinds"] = {k: _rates(self._right[k], self._found[k], self._gold[k]) for k in kinds}
        return figures


def _rates(right: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _found(language: Language, text: str) -> dict[Span, str]:
    found: dict[Span, str] = {}
    for name in _names(language, text):
        span = trimmed(text, name.start, name.end)
        if name.kind != "other" and span is not None:
            found[span] = name.kind
    return found


def _names(language: Language, text: str) -> Iterator[Name]:
    """Names of a text, read a paragraph at a time as a report's blocks are."""
    paragraphs = [match.span() for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)]
    docs = language.parse_texts(text[start:end] for start, end in paragraphs)
    for (start, _), doc in zip(paragraphs, docs, strict=True):
        yield from find_names(doc, start)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without articles and small words at its ends; None where no name is left."""
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
    while words and (not text[words[0][0]].isupper() or text[slice(*words[0])] in LOOSE):
        words.pop(0)
    if not words:
        return None
    first, last = words[0][0], words[-1][1]
    last = _without_ending(text, first, last)
    head = text[first:last].rsplit(maxsplit=1)[-1] if text[first:last].strip() else ""
    if not any(c.isupper() for c in head) and not head[:1].isdigit():
        return None
    return first, last


def _without_ending(text: str, first: int, last: int) -> int:
    """The end without a possessive and closing punctuation, keeping the full stop of `U.S.`."""
    piece = text[first:last]
    piece = re.sub(r"['’]s?\Z", "", piece.rstrip(',;:!?)]”"')).rstrip(',;:)]”"')
    if piece.endswith(".") and not re.search(r"(?:[A-Z]\.)+\Z", piece):
        piece = piece[:-1]
    return first + len(piece)


def re3d(data: Path) -> Iterator[Marked]:
    """The documents of every part, longest mentions first.

    The recogniser is trained on the documents of the open parts whose id ends in an odd hexadecimal digit.
    """
    files = sorted(data.glob("**/entities.json"))
    rows = [row for file in files for row in _rows(file)]
    texts: dict[str, str] = {}
    closed: set[str] = set()
    for file in files:
        for row in _rows(file.with_name("documents.json")):
            texts[row["_id"]] = row["text"]
            if file.parent.name == CLOSED_PART:
                closed.add(row["_id"])
    kinds_of_string: dict[str, set[str]] = defaultdict(set)
    spans: dict[str, dict[Span, set[str]]] = defaultdict(lambda: defaultdict(set))
    neither: dict[str, set[Span]] = defaultdict(set)
    peoples: set[str] = set()
    for row in rows:
        document, text = row["documentId"], texts[row["documentId"]]
        span = trimmed(text, row["begin"], row["end"])
        if span is None or _DESCRIPTION.search(text[slice(*span)]):
            continue
        if row["type"] in KINDS:
            spans[document][span].add(KINDS[row["type"]])
            kinds_of_string[text[slice(*span)]].add(KINDS[row["type"]])
        else:
            neither[document].add(span)
            peoples.add(text[slice(*span)] + "s")
    for document, text in texts.items():
        neither[document] |= {span for span in spans[document] if text[slice(*span)] in peoples}
        names = {
            span: frozenset(kinds | _either(kinds_of_string[text[slice(*span)]]))
            for span, kinds in _longest(spans[document]).items()
            if span not in neither[document]
        }
        unseen = document in closed or int(document[-1], 16) % 2 == 0
        yield Marked(text, names, frozenset(neither[document]), unseen)


def _either(kinds: set[str]) -> set[str]:
    both = {"organisation", "place"}
    return both if both <= kinds else set()


def _longest(spans: dict[Span, set[str]]) -> dict[Span, set[str]]:
    kept: dict[Span, set[str]] = {}
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept[span] = spans[span]
    return kept


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _uner(files: Iterable[Path]) -> Iterator[Marked]:
    """Sentences of UniversalNER, with offsets into their raw text."""
    for file in files:
        text, place = "", 0
        names: dict[Span, frozenset[str]] = {}
        for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
            if line.startswith("# text = "):
                text, place, names = line[len("# text = ") :], 0, {}
            elif line and not line.startswith("#"):
                _, form, tag, *_rest = line.split("\t")
                start = text.find(form, place)
                place = max(start, place) + len(form)
                _add_word(names, tag, start, place)
            elif not line and text:
                marked = {s: k for s, k in names.items() if k != {"other"}}
                yield Marked(text, marked, frozenset(set(names) - set(marked)), TRAINED_ON not in file.name)
                text = ""


def _add_word(names: dict[Span, frozenset[str]], tag: str, start: int, end: int) -> None:
    if tag.startswith("B-"):
        names[start, end] = frozenset({UNER_KINDS[tag[2:]]})
    elif tag.startswith("I-") and names:
        first = max(names)
        names[first[0], end] = names.pop(first)
