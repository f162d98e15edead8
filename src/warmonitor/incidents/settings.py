"""What the room knows from its YAML files, checked when loaded."""

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


class Modalities(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which modalities found an incident, and which are promises; the others only join one."""

    core: frozenset[str]
    promise: frozenset[str]


class Types(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How claim types stand to each other (types.yaml)."""

    event: frozenset[str]
    words: frozenset[str]
    answering: frozenset[str]
    answered: frozenset[str]
    punctual: frozenset[str]
    broad: frozenset[str]
    territory: frozenset[str]
    one_sided: frozenset[str]
    disputed: frozenset[str]
    ordered: frozenset[str]
    willed: frozenset[str]
    general: dict[str, frozenset[str]]
    kin: tuple[tuple[str, str], ...]
    naming: tuple[str, ...]
    modality: Modalities

    def relation(self, one: str, other: str) -> str | None:
        """How two types stand to each other: "same", "general", "kin", or None for two happenings."""
        if one == other:
            return "same"
        if other in self.general.get(one, ()) or one in self.general.get(other, ()):
            return "general"
        return "kin" if (one, other) in self.kin or (other, one) in self.kin else None


class Bits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Match weights in bits: a prior, and a table of levels for each comparison."""

    prior: float
    threshold: float

    def bits(self, comparison: str, level: str) -> float:
        """The weight of one level of one comparison."""
        table: dict[str, float] = getattr(self, comparison)
        return table[level]


class Weights(Bits, frozen=True, forbid_unknown_fields=True):
    """Match weights in bits and the borders of their levels (weights.yaml)."""

    unseen: float
    clip: float
    unlike_at_most: float
    window_days: int
    unstated_days: int
    neighbours: int
    type: dict[str, float]
    place: dict[str, float]
    reach_km: float
    radius_km: dict[str, float]
    relation_km: dict[str, float]
    relation_km_other: float
    time: dict[str, float]
    actors: dict[str, float]
    figures: dict[str, float]
    telling: int
    far_factor: float
    close_by: int
    close_share: float
    words: dict[str, float]
    enough_words: int
    words_from: dict[str, float]
    names: dict[str, float]
    rare_bits: int
    seldom_bits: int
    block_bits: int
    recall: dict[str, float]
    deed: dict[str, float]
    dead: dict[str, float]
    copy: dict[str, float]
    report: dict[str, float]
    heading: dict[str, float]
    bearing: dict[str, float]


class MentionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a sentence looks back to a happening (mentions.yaml)."""

    answer: tuple[str, ...]
    happenings: tuple[str, ...]
    before_happenings: tuple[str, ...]
    dated: tuple[str, ...]
    known: tuple[str, ...]
    continued: tuple[str, ...]
    yesterday: tuple[str, ...]
    weekdays: tuple[str, ...]


class Mentions(Bits, frozen=True, forbid_unknown_fields=True):
    """Match weights in bits of a paragraph that looks back against a claim (mentions.yaml)."""

    words: MentionWords
    before_days: int
    after_days: int
    neighbours: int
    block_bits: int
    cue: dict[str, float]
    day: dict[str, float]
    gap: dict[str, float]
    place: dict[str, float]
    names: dict[str, float]
    wording: dict[str, float]
    wording_from: dict[str, float]
    deed: dict[str, float]
    numbers: dict[str, float]
    own: dict[str, float]
    bearing: dict[str, float]


class FamilyRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When two texts are copies of one (families.yaml)."""

    permutations: int
    rows: int
    window_days: int
    common_sentence: int
    sentence_least: int
    sentence_likeness: float
    copied_share: float
    aligned_least: int
    excerpt_least: int
    excerpt_share: float
    short_words: int
    short_least: int
    short_likeness: float
    anchored_likeness: float
    anchors: int


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that make two wordings alike (words.yaml)."""

    stop: frozenset[str]
    alike: tuple[tuple[str, ...], ...]
    numbers: dict[str, int]
    scales: dict[str, int]
    ordinal: frozenset[str]
    no_names: frozenset[str]
    apart: frozenset[str]
    further: frozenset[str]
    happening: frozenset[str]
    back_days: frozenset[str]
    back_phrases: tuple[str, ...]
    day_before: tuple[str, ...]
    risen: tuple[str, ...]
    definite: frozenset[str]
    counts: frozenset[str]
    taking_part: frozenset[str]
    deeds: dict[str, tuple[str, ...]]
    endings: tuple[str, ...]


class Rarity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names and words by their bits (rarity.yaml), and the bits of what is not listed."""

    unlisted: int
    names: dict[int, tuple[str, ...]]
    words: dict[int, tuple[str, ...]]


class Voices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What kinds of voices are worth (voices.yaml)."""

    party: frozenset[str]
    credible: frozenset[str]
    reliability: dict[str, str]


class ControlRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a place is only the setting of a capture (control.yaml)."""

    within: frozenset[str]
    directions: frozenset[str]
    leading: frozenset[str]
    itself: frozenset[str]
    sites: frozenset[str]
    kinds: frozenset[str]
    divisions: frozenset[str]
    parts: frozenset[str]
    wholes: frozenset[str]
    lost: frozenset[str]
    linking: frozenset[str]
    described: frozenset[str]
    fights: frozenset[str]
    divisible: frozenset[str]
    holding_kinds: frozenset[str]
    holding: frozenset[str]
    posts: frozenset[str]
    unarmed: frozenset[str]
    armed: frozenset[str]
    assaults: frozenset[str]
    staying: frozenset[str]
    bound: frozenset[str]
    hands: frozenset[str]
    clearing: frozenset[str]
    beginning: frozenset[str]


class TimelineRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes a day matter (timeline.yaml)."""

    origins: float
    reports: float
    toll: float
    measures: frozenset[str]
    novelty: float
    novel_days: int
    types: dict[str, float]
    top: int
    fading: float
    longest: int


def _load(name: str, kind: type[T]) -> T:
    raw = files("warmonitor.incidents").joinpath(name).read_bytes()
    return msgspec.yaml.decode(raw, type=kind)


@cache
def types() -> Types:
    """How claim types stand to each other."""
    return _load("types.yaml", Types)


@cache
def weights() -> Weights:
    """Match weights of the linkage."""
    return _load("weights.yaml", Weights)


@cache
def mentions() -> Mentions:
    """What speaks of a happening, and what ties it to one."""
    return _load("mentions.yaml", Mentions)


@cache
def family_rules() -> FamilyRules:
    """When two texts are copies of one."""
    return _load("families.yaml", FamilyRules)


@cache
def words() -> Words:
    """Words for comparing texts and quotes."""
    return _load("words.yaml", Words)


@cache
def control_rules() -> ControlRules:
    """What tells a place taken from the setting of a capture."""
    return _load("control.yaml", ControlRules)


@cache
def timeline_rules() -> TimelineRules:
    """What makes a day matter."""
    return _load("timeline.yaml", TimelineRules)


@cache
def rarity() -> Rarity:
    """How rare words and names are."""
    return _load("rarity.yaml", Rarity)


@cache
def voices() -> Voices:
    """What kinds of voices are worth."""
    return _load("voices.yaml", Voices)
