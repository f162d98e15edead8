"""One thing that one report says happened, on somebody's word, and the quote it stands on."""

from datetime import date
from typing import Literal

from msgspec import UNSET, UnsetType

from warmonitor.model.noun import Noun, Span
from warmonitor.model.report import BlockKind

ActorRole = Literal["agent", "target", "party", "sponsor", "beneficiary", "victim"]
ObjectRole = Literal["weapon", "destroyed", "damaged", "seized", "used", "struck"]
Relation = Literal[
    "in",
    "near",
    "outskirts_of",
    "north_of",
    "northeast_of",
    "east_of",
    "southeast_of",
    "south_of",
    "southwest_of",
    "west_of",
    "northwest_of",
    "between",
    "along",
    "towards",
]
Precision = Literal["point", "settlement", "district", "division", "region", "country", "unresolved"]
Granularity = Literal["day", "week", "month", "season", "year", "decade", "interval"]
Basis = Literal["stated", "relative", "inferred", "publication"]
Modality = Literal["asserted", "alleged", "denied", "negated", "planned", "demanded", "possible", "failed"]
Newness = Literal["new", "ongoing", "background"]


class Actor(Noun, frozen=True, kw_only=True):
    """A party, person or body with its role in the claim.

    `text` and `span` are the words; `id` and `name` the registry's entry, both null until grounding decides
    and when it abstains. Before grounding, `name` may hold the antecedent's words when `text` is a pronoun.
    `age` (years) and `sex` are told of victims only.
    """

    role: ActorRole
    text: str
    span: Span
    id: str | None = None
    name: str | None = None
    age: int | UnsetType = UNSET
    sex: Literal["female", "male"] | UnsetType = UNSET


class Object(Noun, frozen=True, kw_only=True):
    """A thing: its role and kind (ontology), the words, how many of it when told."""

    role: ObjectRole
    kind: str
    text: str
    span: Span
    count: int | None = None


class Extent(Noun, frozen=True, kw_only=True):
    """How much of a place: "half of" 0.5, "all of" 1.0, "parts of" null."""

    text: str
    fraction: float | None = None


class Place(Noun, frozen=True, kw_only=True):
    """A place as the words name it and as the gazetteer knows it (WGS 84 degrees)."""

    text: str
    span: Span
    relation: Relation = "in"
    extent: Extent | None = None
    id: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: Precision = "unresolved"


class Time(Noun, frozen=True, kw_only=True):
    """When, as days, inclusive; either end null where open. `text` is null when the report says nothing."""

    text: str | None = None
    start: date | None = None
    end: date | None = None
    granularity: Granularity = "day"
    basis: Basis


class Figure(Noun, frozen=True, kw_only=True):
    """A quantity inside a claim.

    `low` and `high` read the words ("at least 12" is 12/null); `part_of` is the index, within the claim, of
    the figure that includes this one. `cumulative` marks a running total, counted from `since` where told.
    """

    measure: str
    low: int | None
    high: int | None
    group: str
    side: tuple[str, ...] = ()
    text: str
    part_of: int | None = None
    approx: bool | UnsetType = UNSET
    cumulative: bool | UnsetType = UNSET
    since: date | UnsetType = UNSET


class Voice(Noun, frozen=True, kw_only=True):
    """One link of the chain of whose word a claim is; innermost first, the outlet always last."""

    text: str | None = None
    speaker: str | None = None
    id: str | None = None
    name: str | None = None
    kind: str
    medium: str | None = None
    said_on: date | None = None


class About(Noun, frozen=True, kw_only=True):
    """What an act of speech speaks of: another claim where there is one, else only the words."""

    claim: str | None = None
    text: str
    span: Span


class Claim(Noun, frozen=True, kw_only=True):
    """One statement of a report; the contract's section 2 says what each key means."""

    id: str
    report: str
    type: str
    quote: str
    span: Span
    block: BlockKind
    actors: tuple[Actor, ...] = ()
    objects: tuple[Object, ...] = ()
    places: tuple[Place, ...] = ()
    time: Time | None = None
    figures: tuple[Figure, ...] = ()
    voices: tuple[Voice, ...] = ()
    about: About | None = None
    modality: Modality = "asserted"
    newness: Newness = "new"
    confidence: float
    rule: str
