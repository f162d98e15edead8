"""The words that rules are made of, read once from the YAML beside this file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple, TypeVar

import msgspec

from warmonitor.claims.gerunds import as_nouns
from warmonitor.language import is_joined
from warmonitor.model.claim import ActorRole
from warmonitor.ontology import read_yaml

Phrase = tuple[str, ...]
T = TypeVar("T")

# "Be" and so many words more, at least, are no participle: "be in control of".
_STATE = 2
_PIECES = re.compile(r"[^\s-]+-\d\S*|[^\s-]+|-")
_CHOICE = re.compile(r"\(([^()]*)\)")


def pieces(words: str) -> Phrase:
    """The tokens of a lexicon phrase; a hyphen is a token of its own, as in the parse, where no
    number follows ("Su-25") and no prefix goes before ("cross-border").
    """
    apart = ([word] if is_joined(word) else _PIECES.findall(word) for word in words.lower().split())
    return tuple(piece for word in apart for piece in word)


def variants(words: str) -> list[str]:
    """What a lexicon phrase stands for: "(seize|take) control (of|over)" is four phrases."""
    if "(" not in words:
        return [words]
    fixed = _CHOICE.split(words)
    choices = [part.split("|") if nth % 2 else [part] for nth, part in enumerate(fixed)]
    return ["".join(chosen) for chosen in product(*choices)]


class Family:
    """Indices that are sought in the same sentences: one look at a word tells in which of them a phrase
    begins with it.
    """

    def __init__(self) -> None:
        """Starts without indices."""
        self._bits: dict[str, int] = {}
        self._size = 0
        self.begun = lru_cache(maxsize=1 << 16)(self._begun)
        """The bits of all indices in which a phrase begins with one of the forms of a word."""

    def join(self, first_words: Iterable[str]) -> int:
        """Takes in an index by the first words of its phrases; gives the bit that stands for it."""
        bit = 1 << self._size
        self._size += 1
        for word in first_words:
            self._bits[word] = self._bits.get(word, 0) | bit
        return bit

    def _begun(self, forms: tuple[str, ...]) -> int:
        bits = 0
        for form in forms:
            bits |= self._bits.get(form, 0)
        return bits


class Entry(NamedTuple):
    """A phrase of several words with its labels; `rank` is its place in its index, the longest first."""

    rank: int
    phrase: Phrase
    labels: tuple[str, ...]


class PhraseIndex:
    """Phrases of lemmas by their first word, and by the word after it; each with its labels."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """Takes (phrase, label) pairs; a phrase may carry several labels."""
        found: dict[Phrase, list[str]] = {}
        for entry, label in entries:
            for words in variants(entry):
                found.setdefault(pieces(words), []).append(label)
        self.alone: dict[str, tuple[Phrase, tuple[str, ...]]] = {}
        self.longer: dict[str, dict[str, list[Entry]]] = {}
        for rank, (phrase, labels) in enumerate(sorted(found.items(), key=lambda item: -len(item[0]))):
            if len(phrase) == 1:
                self.alone[phrase[0]] = (phrase, tuple(labels))
            else:
                after = self.longer.setdefault(phrase[0], {})
                after.setdefault(phrase[1], []).append(Entry(rank, phrase, tuple(labels)))
        self.first_words = frozenset(self.alone.keys() | self.longer.keys())
        self.join(Family())

    def join(self, family: Family) -> None:
        """Makes it one of a family."""
        self.family = family
        self.bit = family.join(self.first_words)


class EventRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of events.yaml: the words that tell of a claim type, and what must stand around them."""

    type: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    theme: str | None = None
    weapon: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    after: frozenset[str] = frozenset()
    violent: bool = False
    deadly: bool = False
    bare: bool = False
    wartime: bool = False
    fallback: bool = False


class Casualty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that tell one measure of what happened to people."""

    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


class Parts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who has which part in a happening of a type; see parts.yaml."""

    doer: Mapping[str, ActorRole]
    done_to: Mapping[str, ActorRole]
    alone: frozenset[str]
    untargeted: frozenset[str]
    suffered: frozenset[str]
    by_parties: frozenset[str]
    harmful: frozenset[str]
    held: frozenset[str]
    beaten: frozenset[str]
    addressed: frozenset[str]
    between_states: frozenset[str]
    taken: frozenset[str]
    nobody: frozenset[str]
    suffering: frozenset[str]
    charging: frozenset[str]
    undergoing: dict[str, frozenset[str]]
    answering: frozenset[str]
    placed: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All the words of the room."""

    rules: tuple[EventRule, ...]
    company: Mapping[tuple[str, ...], PhraseIndex]
    verb_triggers: PhraseIndex
    noun_triggers: PhraseIndex
    states: PhraseIndex
    classes: PhraseIndex
    groups: PhraseIndex
    kinds: PhraseIndex
    weapons: frozenset[str]
    platforms: frozenset[str]
    group_names: frozenset[str]
    measure_cues: Mapping[str, str]
    measure_phrases: PhraseIndex
    cue_words: frozenset[str]
    intransitive: frozenset[str]
    resultatives: frozenset[str]
    totals: frozenset[str]
    hosts: frozenset[str]
    other_hosts: frozenset[str]
    alone: Mapping[str, str]
    within: Mapping[str, str]
    voices: Mapping[str, frozenset[str]]
    voice_kinds: PhraseIndex
    voice_media: PhraseIndex
    coreference: Mapping[str, frozenset[str]]
    stands_for: Mapping[str, frozenset[str]]
    parts: Parts
    modality: Mapping[str, frozenset[str]]
    governors: Mapping[str, str]
    report_nouns: Mapping[str, str]
    light_verbs: frozenset[str]
    happen_verbs: frozenset[str]
    no_agents: frozenset[str]
    partitives: frozenset[str]
    locating: frozenset[str]
    captivity: frozenset[str]
    taking: frozenset[str]
    unarmed: frozenset[str]
    newness: PhraseIndex
    not_war: Mapping[str, PhraseIndex]


def _read(name: str, kind: type[T]) -> T:
    return read_yaml(f"{__package__}.rules", name, kind)


def _numbered(rules: Sequence[EventRule], field: str) -> Iterator[tuple[str, str]]:
    """The phrases of all rules, each with its rule's place in the file."""
    return (
        (one, str(number))
        for number, rule in enumerate(rules)
        for words in getattr(rule, field)
        for one in variants(words)
    )


def _states(rules: Sequence[EventRule]) -> PhraseIndex:
    """What follows "be" in the phrases of all rules: headlines leave it out ("Kesra in rebel hands")."""
    told = ((pieces(words), number) for words, number in _numbered(rules, "verbs"))
    return PhraseIndex(
        (" ".join(phrase[1:]), number)
        for phrase, number in told
        if phrase[0] == "be" and len(phrase) > _STATE
    )


def _company(rules: Sequence[EventRule]) -> dict[tuple[str, ...], PhraseIndex]:
    """The words that rules ask for beside a trigger, or forbid."""
    phrases = {words for rule in rules for words in (rule.beside, rule.unless) if words}
    return {words: PhraseIndex((phrase, "") for phrase in words) for words in phrases}


def _labelled(table: Mapping[str, Iterable[str]]) -> PhraseIndex:
    return PhraseIndex((words, label) for label, listed in table.items() for words in listed)


def _by_word(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: label for label, words in table.items() for word in words}


_Words = dict[str, tuple[str, ...]]


class _CasualtyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    measures: Mapping[str, Casualty]
    intransitive: frozenset[str]
    resultatives: frozenset[str]
    totals: frozenset[str]
    hosts: frozenset[str]
    other_hosts: frozenset[str]
    alone: Mapping[str, str]
    within: Mapping[str, str]


class _VoiceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: _Words
    media: _Words
    kinds: _Words


class _CoreferenceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: Mapping[str, frozenset[str]]
    stands_for: Mapping[str, frozenset[str]]


class _WordFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    classes: _Words
    light_verbs: frozenset[str]
    happen_verbs: frozenset[str]
    no_agents: frozenset[str]
    partitives: frozenset[str]
    locating: frozenset[str]
    captivity: frozenset[str]
    taking: frozenset[str]
    unarmed: frozenset[str]


class _ObjectFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    weapons: frozenset[str]
    platforms: frozenset[str]
    kinds: _Words


class _ModalityFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: Mapping[str, frozenset[str]]
    governors: _Words
    nouns_of_report: _Words
    newness: _Words


@cache
def load_lexicon() -> Lexicon:
    """The packaged lexicon.

    Raises:
        OntologyError: naming the file and the key of the YAML that does not fit.
    """
    rules = _read("events.yaml", tuple[EventRule, ...])
    verbs = list(_numbered(rules, "verbs"))
    casualties = _read("casualties.yaml", _CasualtyFile)
    voices = _read("voices.yaml", _VoiceFile)
    things = _read("objects.yaml", _ObjectFile)
    words = _read("words.yaml", _WordFile)
    modality = _read("modality.yaml", _ModalityFile)
    cues = {name: (*it.verbs, *it.adjectives, *it.nouns) for name, it in casualties.measures.items()}
    single = {word: name for word, name in _by_word(cues).items() if " " not in word}
    phrases = _labelled({n: [w for w in words if " " in w] for n, words in cues.items()})
    people = _read("people.yaml", _Words)
    coreference = _read("coreference.yaml", _CoreferenceFile)
    lexicon = Lexicon(
        rules=rules,
        company=_company(rules),
        verb_triggers=PhraseIndex(verbs),
        noun_triggers=PhraseIndex([*_numbered(rules, "nouns"), *as_nouns(rules, verbs)]),
        states=_states(rules),
        classes=_labelled(words.classes),
        light_verbs=words.light_verbs,
        happen_verbs=words.happen_verbs,
        no_agents=words.no_agents,
        partitives=words.partitives,
        locating=words.locating,
        captivity=words.captivity,
        taking=words.taking,
        unarmed=words.unarmed,
        groups=_labelled(people),
        group_names=frozenset(people),
        kinds=_labelled(things.kinds),
        weapons=things.weapons,
        platforms=things.platforms,
        measure_cues=single,
        measure_phrases=phrases,
        cue_words=phrases.first_words | single.keys(),
        intransitive=casualties.intransitive,
        resultatives=casualties.resultatives,
        totals=casualties.totals,
        hosts=casualties.hosts,
        other_hosts=casualties.other_hosts,
        alone=casualties.alone,
        within=casualties.within,
        voices={name: frozenset(listed) for name, listed in voices.words.items()},
        voice_kinds=_labelled(voices.kinds),
        voice_media=_labelled(voices.media),
        coreference=coreference.words,
        stands_for=coreference.stands_for,
        parts=_read("parts.yaml", Parts),
        modality=modality.words,
        governors=_by_word(modality.governors),
        report_nouns=_by_word(modality.nouns_of_report),
        newness=_labelled(modality.newness),
        not_war={name: _labelled({name: listed}) for name, listed in _read("exclude.yaml", _Words).items()},
    )
    family = Family()
    for index in _indices(lexicon):
        index.join(family)
    return lexicon


def _indices(lexicon: Lexicon) -> Iterator[PhraseIndex]:
    held = (getattr(lexicon, each.name) for each in fields(lexicon))
    for one in held:
        listed = one.values() if isinstance(one, Mapping) else (one,)
        yield from (index for index in listed if isinstance(index, PhraseIndex))
