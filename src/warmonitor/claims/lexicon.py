"""The words that rules are made of, read once from the YAML beside this file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TypeVar

import msgspec

from warmonitor.model.claim import ActorRole
from warmonitor.ontology import read_yaml

Phrase = tuple[str, ...]
T = TypeVar("T")

_PIECES = re.compile(r"[^\s-]+-\d\S*|[^\s-]+|-")
_CHOICE = re.compile(r"\(([^()]*)\)")


def pieces(words: str) -> Phrase:
    """The tokens of a lexicon phrase; a hyphen is a token of its own, as in the parse, where no
    number follows ("Su-25").
    """
    return tuple(_PIECES.findall(words.lower()))


def variants(words: str) -> list[str]:
    """What a lexicon phrase stands for: "(seize|take) control (of|over)" is four phrases."""
    fixed = _CHOICE.split(words)
    choices = [part.split("|") if nth % 2 else [part] for nth, part in enumerate(fixed)]
    return ["".join(chosen) for chosen in product(*choices)]


class PhraseIndex:
    """Phrases of lemmas by their first word, longest first, each with its labels."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """Takes (phrase, label) pairs; a phrase may carry several labels."""
        found: dict[Phrase, list[str]] = {}
        for entry, label in entries:
            for words in variants(entry):
                found.setdefault(pieces(words), []).append(label)
        self._by_first: dict[str, list[tuple[Phrase, tuple[str, ...]]]] = {}
        for phrase, labels in sorted(found.items(), key=lambda item: -len(item[0])):
            self._by_first.setdefault(phrase[0], []).append((phrase, tuple(labels)))
        self.first_words = frozenset(self._by_first)

    def starting_with(self, form: str) -> Sequence[tuple[Phrase, tuple[str, ...]]]:
        """Phrases whose first word is this form, longest first, each with its labels."""
        return self._by_first.get(form, ())


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
    addressed: frozenset[str]
    between_states: frozenset[str]
    taken: frozenset[str]
    nobody: frozenset[str]
    suffering: frozenset[str]
    charging: frozenset[str]
    answering: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All the words of the room."""

    rules: tuple[EventRule, ...]
    verb_triggers: PhraseIndex
    noun_triggers: PhraseIndex
    classes: PhraseIndex
    groups: PhraseIndex
    kinds: PhraseIndex
    weapons: frozenset[str]
    group_names: frozenset[str]
    measure_cues: Mapping[str, str]
    measure_phrases: PhraseIndex
    cue_words: frozenset[str]
    intransitive: frozenset[str]
    violent: frozenset[str]
    resultatives: frozenset[str]
    totals: frozenset[str]
    hosts: frozenset[str]
    other_hosts: frozenset[str]
    alone: Mapping[str, str]
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
    newness: PhraseIndex
    not_war: Mapping[str, PhraseIndex]


def _read(name: str, kind: type[T]) -> T:
    return read_yaml(f"{__package__}.rules", name, kind)


def _trigger_index(rules: Sequence[EventRule], field: str) -> PhraseIndex:
    """Phrases of all rules; the label is the rule's place in the file."""
    return PhraseIndex(
        (words, str(number)) for number, rule in enumerate(rules) for words in getattr(rule, field)
    )


def _labelled(table: Mapping[str, Iterable[str]]) -> PhraseIndex:
    return PhraseIndex((words, label) for label, listed in table.items() for words in listed)


def _by_word(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: label for label, words in table.items() for word in words}


_Words = dict[str, tuple[str, ...]]


class _CasualtyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    measures: Mapping[str, Casualty]
    intransitive: frozenset[str]
    violent: frozenset[str]
    resultatives: frozenset[str]
    totals: frozenset[str]
    hosts: frozenset[str]
    other_hosts: frozenset[str]
    alone: Mapping[str, str]


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


class _ObjectFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    weapons: frozenset[str]
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
    return Lexicon(
        rules=rules,
        verb_triggers=_trigger_index(rules, "verbs"),
        noun_triggers=_trigger_index(rules, "nouns"),
        classes=_labelled(words.classes),
        light_verbs=words.light_verbs,
        happen_verbs=words.happen_verbs,
        no_agents=words.no_agents,
        partitives=words.partitives,
        locating=words.locating,
        captivity=words.captivity,
        groups=_labelled(people),
        group_names=frozenset(people),
        kinds=_labelled(things.kinds),
        weapons=things.weapons,
        measure_cues=single,
        measure_phrases=phrases,
        cue_words=phrases.first_words | single.keys(),
        intransitive=casualties.intransitive,
        violent=casualties.violent,
        resultatives=casualties.resultatives,
        totals=casualties.totals,
        hosts=casualties.hosts,
        other_hosts=casualties.other_hosts,
        alone=casualties.alone,
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
