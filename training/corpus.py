"""Treebank sentences as spaCy documents to train on."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab

from warmonitor.evaluation.conllu import Sentence, Word, read_conllu
from warmonitor.evaluation.names import re3d
from warmonitor.language.sentences import mark_sentences

KINDS = {"person": "person", "place": "place", "organization": "organisation"}
OTHER_KINDS = {"object", "event", "abstract", "substance", "animal", "plant"}
UNER_KINDS = {"PER": "person", "LOC": "place", "ORG": "organisation", "OTH": "other"}
NameSpan = tuple[int, int, str]
MENTION = re.compile(r"\((\d+)-([a-z]+)[^()]*(\)?)|(\d+)\)")
INSIDE_NAME = {
    "of",
    "and",
    "the",
    "for",
    "'s",
    "-",
    "&",
    "al",
    "el",
    "de",
    "la",
    "bin",
    "ibn",
    "von",
    "van",
    "in",
}


def read_folder(files: Iterable[Path]) -> list[Sentence]:
    """All sentences of some treebank files, in order."""
    return [sentence for file in files for sentence in read_conllu(file)]


def gum_names(sentence: Sentence) -> list[NameSpan]:
    """Proper names among GUM's mentions, as (first word, last word + 1, kind); the longest wins."""
    opened: list[tuple[str, str, int]] = []
    found: list[NameSpan] = []
    for index, word in enumerate(sentence.words):
        column = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for match in MENTION.finditer(column):
            key, kind, closed, ends = match.groups()
            if ends is None and closed:
                found.append((index, index + 1, kind))
            elif ends is None:
                opened.append((key, kind, index))
            else:
                place = next((i for i in reversed(range(len(opened))) if opened[i][0] == ends), None)
                if place is not None:
                    _, kind, start = opened.pop(place)
                    found.append((start, index + 1, kind))
    names = [name for mention in found if (name := _name_in(sentence, *mention))]
    return _longest_first(names)


def _name_in(sentence: Sentence, start: int, end: int, kind: str) -> NameSpan | None:
    """The proper name that heads a mention, without articles, appositions and clauses."""
    words = sentence.words
    label = KINDS.get(kind) or ("other" if kind in OTHER_KINDS else None)
    head = next((i for i in range(start, end) if not start <= words[i].head < end), None)
    if label is None or head is None or not words[head].xpos.startswith("NNP"):
        return None

    def proper(i: int) -> bool:
        return words[i].xpos.startswith("NNP") or (
            words[i].form[:1].isupper() and words[i].upos in {"ADJ", "NOUN"}
        )

    def bridge(i: int) -> bool:
        return words[i].form.lower() in INSIDE_NAME or words[i].xpos in {"HYPH", "CD"}

    first, last = head, head
    while first > start and (proper(first - 1) or (words[first - 1].xpos == "HYPH" and first - 1 > start)):
        first -= 1
    i = head + 1
    while i < end and (
        proper(i)
        or (bridge(i) and (label != "person" or words[i].form.lower() not in {"of", "and", "for", "in"}))
    ):
        if proper(i) or words[i].xpos == "CD":
            last = i
        i += 1
    if not any(words[i].form[:1].isupper() for i in range(first, last + 1)):
        return None
    return first, last + 1, label


def _longest_first(names: list[NameSpan]) -> list[NameSpan]:
    taken: set[int] = set()
    kept: list[NameSpan] = []
    for start, end, kind in sorted(set(names), key=lambda name: (name[0] - name[1], name)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, kind))
    return sorted(kept)


def uner_names(path: Path) -> dict[str, list[NameSpan]]:
    """UniversalNER's names by sentence id."""
    names: dict[str, list[NameSpan]] = {}
    identity, index = "", 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            identity, index = line.split("=", 1)[1].strip(), 0
            names[identity] = []
        elif line and not line.startswith("#"):
            tag = line.split("\t")[2]
            if tag.startswith("B-"):
                names[identity].append((index, index + 1, UNER_KINDS[tag[2:]]))
            elif tag.startswith("I-") and names[identity]:
                start, _, kind = names[identity][-1]
                names[identity][-1] = (start, index + 1, kind)
            index += 1
    return names


def titled(sentence: Sentence, names: list[NameSpan]) -> list[NameSpan]:
    """The names with the titles before them: `Gen.`, `President`; as GUM has them."""
    words = sentence.words
    wider = []
    for start, end, kind in names:
        first = start
        while (
            kind == "person"
            and first
            and words[first - 1].xpos == "NNP"
            and _leads_to(words, first - 1, start, end)
        ):
            first -= 1
        wider.append((first, end, kind))
    return wider


def _leads_to(words: tuple[Word, ...], index: int, start: int, end: int) -> bool:
    """Whether a word's head is in the name, or is a title whose head is."""
    head = words[index].head
    return start <= head < end or (index < head < start <= words[head].head < end)


def names_of(sentence: Sentence, uner: dict[str, list[NameSpan]]) -> list[NameSpan] | None:
    """Names annotated for a sentence; None where nobody annotated them."""
    if sentence.id.startswith("GUM_"):
        return gum_names(sentence)
    if sentence.id.startswith("own-"):
        return own_names(sentence)
    known = uner.get(sentence.id)
    return None if known is None else titled(sentence, known)


def own_names(sentence: Sentence) -> list[NameSpan]:
    """Names of our own sentences, kept in the last column as `Name=B-kind` and `Name=I-kind`."""
    names: list[NameSpan] = []
    for index, word in enumerate(sentence.words):
        if word.misc.startswith("Name=B-"):
            names.append((index, index + 1, word.misc[7:].split("|")[0]))
        elif word.misc.startswith("Name=I-"):
            start, _, kind = names[-1]
            names[-1] = (start, index + 1, kind)
    return names


def make_doc(vocab: Vocab, sentences: list[Sentence], names: list[list[NameSpan] | None]) -> Doc:
    """One document of some sentences, with every annotation set; names stay unset where unknown."""
    words, spaces, tags, pos, morphs, lemmas, heads, deps, starts = [], [], [], [], [], [], [], [], []
    ents: list[tuple[int, int, str]] = []
    missing: list[tuple[int, int]] = []
    for sentence, known in zip(sentences, names, strict=True):
        base = len(words)
        for i, word in enumerate(sentence.words):
            words.append(word.form)
            following = sentence.words[i + 1].start if i + 1 < len(sentence.words) else word.end + 1
            spaces.append(following > word.end)
            tags.append(word.xpos)
            pos.append(word.upos)
            morphs.append("" if word.feats == "_" else word.feats)
            lemmas.append(word.lemma)
            heads.append(base + (i if word.head < 0 else word.head))
            deps.append("ROOT" if word.head < 0 else word.deprel)
            starts.append(i == 0)
        if known is None:
            missing.append((base, len(words)))
        else:
            ents.extend((base + start, base + end, kind) for start, end, kind in known)
    doc = Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        sent_starts=starts,
    )
    doc.set_ents(
        [Span(doc, start, end, label=kind) for start, end, kind in ents],
        missing=[Span(doc, start, end) for start, end in missing],
        default="outside",
    )
    return doc


def recased(sentence: Sentence, how: str) -> Sentence:
    """The sentence in lower case, capitals or a headline's title case; annotations stay."""

    def change(form: str, upos: str) -> str:
        if how == "lower":
            return form.lower()
        if how == "upper":
            return form.upper()
        keep = upos in {"ADP", "DET", "CCONJ", "PART", "SCONJ"} and len(form) < 5
        return form if keep or not form[:1].islower() else form[:1].upper() + form[1:]

    words = tuple(replace(word, form=change(word.form, word.upos)) for word in sentence.words)
    return replace(sentence, words=words)


def without_final_stop(sentence: Sentence) -> Sentence:
    """The sentence without its last full stop, as headlines and captions are printed."""
    words = sentence.words
    if len(words) < 4 or words[-1].form != "." or any(word.head == len(words) - 1 for word in words):
        return sentence
    return replace(sentence, words=words[:-1])


def with_features(own: list[Sentence], banks: list[Sentence]) -> list[Sentence]:
    """Our own sentences with the features that the treebanks most often give the same form and tags."""
    exact: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    by_tag: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in banks:
        for word in sentence.words:
            exact[word.form.lower(), word.xpos, word.upos][word.feats] += 1
            by_tag[word.xpos, word.upos][word.feats] += 1

    def features(word: Word) -> str:
        known = exact.get((word.form.lower(), word.xpos, word.upos)) or by_tag[word.xpos, word.upos]
        return known.most_common(1)[0][0] if known else "_"

    return [
        replace(sentence, words=tuple(replace(word, feats=features(word)) for word in sentence.words))
        for sentence in own
    ]


def name_docs(data: Path, tokenise: Callable[[str], Doc]) -> list[Doc]:
    """re3d's documents that may be trained on, by paragraph, with their names and nothing else annotated."""
    docs = []
    for item in re3d(data):
        if item.unseen:
            continue
        for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", item.text):
            doc = tokenise(match.group())
            mark_sentences(doc)
            spans = []
            for (start, end), kinds in item.names.items():
                kind = "place" if "place" in kinds else min(kinds)
                span = (
                    doc.char_span(start - match.start(), end - match.start(), label=kind)
                    if start >= match.start()
                    else None
                )
                if span is not None:
                    spans.append(span)
            doc.set_ents(spans, default="outside")
            docs.append(doc)
    return docs


def epoch(
    sentences: list[Sentence], uner: dict[str, list[NameSpan]], vocab: Vocab, chance: random.Random
) -> Iterator[Example]:
    """One pass over the sentences as training documents of one to six sentences, freshly shuffled.

    Neighbours stay together, so that sentence borders are seen as they run; some are recased.
    """
    runs: list[list[Sentence]] = []
    i = 0
    while i < len(sentences):
        size = chance.choice((1, 1, 1, 2, 3, 4, 6))
        runs.append(sentences[i : i + size])
        i += size
    chance.shuffle(runs)
    for run in runs:
        doc = make_doc(vocab, *_varied(run, uner, chance.random()))
        if len(doc) > 1:
            yield example_of(doc)


def example_of(doc: Doc) -> Example:
    """An annotated document with a bare copy of itself, whose sentence borders are told as when reading."""
    blank = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        sent_starts=[bool(token.is_sent_start) for token in doc],
    )
    return Example(blank, doc)


def _varied(
    run: list[Sentence], uner: dict[str, list[NameSpan]], draw: float
) -> tuple[list[Sentence], list[list[NameSpan] | None]]:
    """Now and then the sentences in other letters, whose names are then left open, or without a full stop."""
    if draw < 0.05:
        return [recased(sentence, "lower" if draw < 0.02 else "title") for sentence in run], [None] * len(run)
    if draw < 0.09 and len(run) == 1:
        run = [without_final_stop(run[0])]
    return run, [names_of(sentence, uner) for sentence in run]
