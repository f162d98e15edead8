"""Families of reports: a text and its copies, cut, re-ordered or lightly reworded.

Sentences are brought together by MinHash over their content words (Broder 1997; word order and small
words do not count, number words and common synonyms are folded), so that a text whose sentences were
swapped or spun is still met. Two long texts are copies when most of the shorter one's words stand in
aligned sentences. Short texts have no sentences to align and are judged strictly: two accounts of one
event in different words are no copies.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from warmonitor.incidents import settings, wording
from warmonitor.incidents.union import Union
from warmonitor.model import Report

Bag = frozenset[str]
"""The content words of one sentence."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What a copy kept and changed of the text it was made from.

    `kept` is the share (0 to 1) of the shorter text's words in aligned sentences; `changed` holds pairs
    of sentences (original, copy) that say the same in other words; `added` the copy's sentences without a
    partner.
    """

    original: str
    copy: str
    kept: float
    changed: tuple[tuple[str, str], ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Families:
    """Reports in families.

    `first` maps every report id to the id of its family's first report (itself when it has no copies),
    first by publication day, then the longer text, then by id; `rewrites` tells, for every copy, what
    became of the original.
    """

    first: Mapping[str, str]
    rewrites: tuple[Rewrite, ...]


@dataclass(frozen=True)
class _Text:
    """A report's own sentences and their words; what only those ask who meet another is worked out then."""

    report: str
    day: date | None
    sentences: tuple[str, ...]
    words: tuple[Bag, ...]

    @cached_property
    def everything(self) -> frozenset[str]:
        return frozenset().union(*self.words)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return wording.numbers("\n".join(self.sentences))

    @cached_property
    def names(self) -> frozenset[str]:
        return wording.names("\n".join(self.sentences))

    @property
    def short(self) -> bool:
        return self.size <= settings.family_rules().short_words

    @property
    def size(self) -> int:
        """Content words, sentence by sentence."""
        return sum(map(len, self.words))


def find_families(reports: Iterable[Report], common: Set[str] = frozenset()) -> Families:
    """Which reports are copies of which.

    Args:
        reports: any reports, in any order; the order does not matter.
        common: keys of sentences that are common among more reports than these, and so tell nothing.
    """
    texts = {report.id: _text(report) for report in reports}
    union = Union(texts)
    for (one, other), shared in sorted(_met(texts.values(), common).items()):
        if union.find(one) != union.find(other) and _are_copies(texts[one], texts[other], shared):
            union.join(one, other)
    first: dict[str, str] = {}
    rewrites: list[Rewrite] = []
    for members in union.sets():
        original = min(
            members, key=lambda member: (texts[member].day or date.max, -texts[member].size, member)
        )
        first.update(dict.fromkeys(members, original))
        rewrites += [_rewrite(texts[original], texts[member]) for member in members if member != original]
    return Families(first, tuple(rewrites))


def _text(report: Report) -> _Text:
    """A report's own text: furniture of the page left out, each sentence once (captions come twice)."""
    own = [report.block_text(block) for block in report.blocks if block.kind != "boilerplate"] or [
        report.text
    ]
    kept: dict[str, Bag] = {}
    for block in own:
        for sentence in wording.sentences(block):
            kept.setdefault(sentence, wording.content(sentence))
    day = report.published.start if report.published else None
    return _Text(report.id, day, tuple(kept), tuple(kept.values()))


def sentence_keys(report: Report) -> set[str]:
    """A key for each sentence that is long enough to tell a copy by; the same words give the same key."""
    least = settings.family_rules().sentence_least
    return {_key(words) for words in _text(report).words if len(words) >= least}


def band_keys(report: Report, common: Set[str]) -> set[str]:
    """Keys of which reports with alike sentences share one; sentences that are common give none."""
    least = settings.family_rules().sentence_least
    told = [words for words in _text(report).words if len(words) >= least and _key(words) not in common]
    bands = enumerate(_bands(told)) if told else ()
    return {f"{band}:{values.hex()}" for band, found in bands for values in found}


def _key(words: Bag) -> str:
    return blake2b("\n".join(sorted(words)).encode(), digest_size=8).hexdigest()


def _met(texts: Iterable[_Text], common: Set[str]) -> dict[tuple[str, str], set[Bag]]:
    """Pairs of reports within the window of days, with the sentences of either that the other has too."""
    rules = settings.family_rules()
    owners: dict[Bag, set[str]] = defaultdict(set)
    days: dict[str, date | None] = {}
    for text in texts:
        days[text.report] = text.day
        for words in text.words:
            if len(words) >= rules.sentence_least:
                owners[words].add(text.report)
    kept = [
        words
        for words, found in owners.items()
        if len(found) <= rules.common_sentence and not (common and _key(words) in common)
    ]
    met: dict[tuple[str, str], set[Bag]] = defaultdict(set)
    for one, other in _alike(kept):
        for first in owners[one]:
            for second in owners[other]:
                if first != second and _close(days[first], days[second]):
                    met[min(first, second), max(first, second)].update((one, other))
    return met


def _alike(bags: Sequence[Bag]) -> Iterator[tuple[Bag, Bag]]:
    """Sentences that say the same: each with itself, and pairs that share a MinHash band and enough words."""
    yield from ((bag, bag) for bag in bags)
    seen: set[tuple[int, int]] = set()
    for band in _bands(bags):
        groups: dict[bytes, list[int]] = defaultdict(list)
        for index, values in enumerate(band):
            groups[values].append(index)
        for group in groups.values():
            seen.update(combinations(group, 2))
    likeness = settings.family_rules().sentence_likeness
    yield from (
        (bags[one], bags[other])
        for one, other in seen
        if wording.likeness(bags[one], bags[other]) >= likeness
    )


def _bands(bags: Sequence[Bag]) -> Iterator[list[bytes]]:
    """For each band of the sentences' MinHash what stands in it, sentence by sentence.

    One band after the other, since all of them at once take six times the memory of the sentences.
    """
    rules = settings.family_rules()
    sketches = _sketches(bags)
    for start in range(0, rules.permutations, rules.rows):
        band = np.ascontiguousarray(sketches[:, start : start + rules.rows])
        yield [values.tobytes() for values in band]


def _sketches(bags: Sequence[Bag]) -> NDArray[np.uint32]:
    """Every sentence's MinHash, a row each, merged from its words' (a union's values are the least)."""
    from datasketch import MinHash  # noqa: PLC0415  (it brings scipy: who only tells reports needs neither)

    permutations = settings.family_rules().permutations
    vocabulary = {word: row for row, word in enumerate(sorted(frozenset().union(*bags)))}
    of_words = np.empty((len(vocabulary), permutations), np.uint32)
    encoded = ([word.encode()] for word in vocabulary)
    for row, sketch in enumerate(MinHash.generator(encoded, num_perm=permutations, seed=1)):
        of_words[row] = sketch.hashvalues
    sketches = np.empty((len(bags), permutations), np.uint32)
    for row, bag in enumerate(bags):
        of_words[[vocabulary[word] for word in bag]].min(axis=0, out=sketches[row])
    return sketches


def _close(one: date | None, other: date | None) -> bool:
    if one is None or other is None:
        return True
    return abs((one - other).days) <= settings.family_rules().window_days


def _are_copies(one: _Text, other: _Text, shared: Set[Bag]) -> bool:
    """Whether one of two texts was made from the other, given the sentences that they share."""
    rules = settings.family_rules()
    if one.short and other.short:
        return _short_copies(one, other)
    lesser, greater = sorted((one, other), key=lambda text: (text.size, text.report))
    aligned = [bag for bag in lesser.words if bag in shared]
    if lesser.short:
        kept = [bag for bag in aligned if bag in greater.words]
        return len(kept) >= rules.excerpt_least and sum(map(len, kept)) >= rules.excerpt_share * lesser.size
    return len(aligned) >= rules.aligned_least and sum(map(len, aligned)) >= rules.copied_share * lesser.size


def _short_copies(one: _Text, other: _Text) -> bool:
    rules = settings.family_rules()
    if min(len(one.everything), len(other.everything)) < rules.short_least or one.numbers != other.numbers:
        return False
    alike = wording.likeness(one.everything, other.everything)
    anchored = one.names == other.names and len(one.names | one.numbers) >= rules.anchors
    return alike >= (rules.anchored_likeness if anchored else rules.short_likeness)


def _align(lesser: _Text, greater: _Text) -> dict[int, int]:
    """Sentences of the lesser text with their best partner in the greater one, by shared content words."""
    rules = settings.family_rules()
    places: dict[str, list[int]] = defaultdict(list)
    for index, bag in enumerate(greater.words):
        for word in bag:
            places[word].append(index)
    aligned: dict[int, int] = {}
    for index, bag in enumerate(lesser.words):
        if len(bag) < rules.sentence_least:
            continue
        met = sorted({place for word in bag for place in places.get(word, ())})
        scored = [(wording.likeness(bag, greater.words[place]), -place) for place in met]
        best = max(scored, default=(0.0, 0))
        if best[0] >= rules.sentence_likeness:
            aligned[index] = -best[1]
    return aligned


def _rewrite(original: _Text, copy: _Text) -> Rewrite:
    aligned = _align(copy, original)
    shorter = min(copy.size, original.size)
    kept = sum(len(copy.words[index]) for index in aligned)
    pairs = ((original.sentences[there], copy.sentences[here]) for here, there in aligned.items())
    added = (
        sentence
        for index, sentence in enumerate(copy.sentences)
        if index not in aligned and len(copy.words[index]) >= settings.family_rules().sentence_least
    )
    return Rewrite(
        original.report,
        copy.report,
        round(min(1.0, kept / shorter), 3) if shorter else 1.0,
        tuple(pair for pair in pairs if pair[0] != pair[1]),
        tuple(added),
    )
