"""Families of reports: a text and its copies, cut, re-ordered or lightly reworded.

Sentences are brought together by MinHash over their content words (Broder 1997; word order and small
words do not count, number words and common synonyms are folded), so that a text whose sentences were
swapped or spun is still met. Two long texts are copies when most of the shorter one's words stand in
aligned sentences. Short texts have no sentences to align and are judged strictly: two accounts of one
event in different words are no copies.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from warmonitor.incidents import settings, wording
from warmonitor.incidents.alike import Bag, Sentences, key_of
from warmonitor.incidents.union import Union
from warmonitor.model import Report

_HELD = 2048
"""Texts that are held at a time, of those that meet another."""


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


def find_families(reports: Iterable[Report], common: Set[int] = frozenset()) -> Families:
    """Which reports are copies of which.

    Args:
        reports: any reports, in any order; the order does not matter.
        common: keys of sentences that are common among more reports than these, and so tell nothing.
    """
    told = {report.id: report for report in reports}
    found = families_among(told.values(), list(told.values()).__getitem__, common)
    return Families({one: found.first.get(one, one) for one in told}, found.rewrites)


def families_among(
    reports: Iterable[Report], again: Callable[[int], Report], common: Set[int] = frozenset()
) -> Families:
    """As `find_families`, of reports that are looked at one by one and not held; a report without copies is
    not in `first`.

    Args:
        reports: any reports, each once.
        again: gives one of them once more, by its place among them, from 0.
        common: as there.
    """
    sentences = Sentences()
    for report in reports:
        text = _text(report)
        sentences.add(text.day, text.words)
    text_of = lru_cache(maxsize=_HELD)(lambda number: _text(again(number)))
    copies: dict[str, _Text] = {}
    pairs: list[tuple[str, str]] = []
    for first, second, shared in sentences.met(common):
        one, other = text_of(first), text_of(second)
        if _are_copies(one, other, shared):
            copies |= {one.report: one, other.report: other}
            pairs.append((one.report, other.report))
    return _joined(pairs, copies)


def _joined(copies: Iterable[tuple[str, str]], texts: Mapping[str, _Text]) -> Families:
    """Families out of pairs of copies."""
    union = Union(texts)
    for pair in copies:
        union.join(*pair)
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


def sentence_keys(report: Report) -> set[int]:
    """A key for each sentence that is long enough to tell a copy by; the same words give the same key."""
    least = settings.family_rules().sentence_least
    return {key_of(words) for words in _text(report).words if len(words) >= least}


def band_keys(report: Report, common: Set[int]) -> set[str]:
    """Keys of which reports with alike sentences share one; sentences that are common give none."""
    sentences = Sentences()
    sentences.add(None, (words for words in _text(report).words if key_of(words) not in common))
    return {f"{band}:{value:x}" for band, found in enumerate(sentences.bands()) for value in found.tolist()}


def _are_copies(one: _Text, other: _Text, shared: Set[int]) -> bool:
    """Whether one of two texts was made from the other, given the sentences that they share."""
    rules = settings.family_rules()
    if one.short and other.short:
        return _short_copies(one, other)
    lesser, greater = sorted((one, other), key=lambda text: (text.size, text.report))
    aligned = [bag for bag in lesser.words if key_of(bag) in shared]
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
