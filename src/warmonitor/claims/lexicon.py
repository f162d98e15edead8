"""The words that rules are made of, read once from the YAML beside this file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TypeVar

import msgspec

from warmonitor.claims.gerunds import as_nouns
from warmonitor.claims.phrase_index import Family, PhraseIndex, pieces, variants
from warmonitor.model.claim import ActorRole
from warmonitor.ontology import read_yaml

T = TypeVar("T")
# "Be" and so many words more, at least, are no participle: "be in control of".
_STATE = 2


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
    undone: bool = False
    known: bool = False


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
    moved: frozenset[str]
    taken: frozenset[str]
    nobody: frozenset[str]
    suffering: frozenset[str]
    undergoing: dict[str, frozenset[str]]
    receiving: frozenset[str]
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
        groups=_labelled(_read("people.yaml", _Words)),
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
