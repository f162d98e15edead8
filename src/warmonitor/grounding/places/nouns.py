"""What goes into the grounding of places and what comes out."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from warmonitor.model.claim import Place, Precision, Relation


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place.

    ``start`` and ``end`` are character offsets into the report's text. ``left`` and ``right`` are the words
    around the mention; where both are empty they are read from the context's text. ``form`` tells a name
    ("Syria") from the adjective or the people ("Syrian").
    """

    text: str
    start: int
    end: int
    relation: Relation = "in"
    left: str = ""
    right: str = ""
    form: Literal["name", "adjective"] = "name"

    @classmethod
    def of(cls, place: Place) -> "PlaceMention":
        """Give the mention that a claim's place stands on."""
        return cls(place.text, place.span[0], place.span[1], place.relation)


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What else the report tells: its whole text, the other mentions, and whom it speaks of.

    ``mentions`` are further mentions of places, used as evidence only; names in ``text`` are found anyway,
    unless ``complete`` says that the mentions to be grounded hold all of them.
    ``countries`` are those of the armed bodies that it names, as ISO 3166 two-letter codes: evidence too.
    ``headline`` and ``dateline`` are read as further text.
    """

    text: str = ""
    mentions: tuple[PlaceMention, ...] = ()
    countries: frozenset[str] = frozenset()
    dateline: str | None = None
    headline: str | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class GroundedPlace:
    """A mention with the place it was found to mean.

    ``id``, ``lat`` and ``lon`` are None where nothing was found (precision "unresolved"). ``score`` is the
    share of belief in the chosen place, 0 to 1; ``rivals`` are the ids that lost, with theirs. ``reason``
    says in words what decided. ``relation`` is that of the mention, or a more exact one read from the words
    themselves.
    """

    mention: PlaceMention
    id: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: Precision = "unresolved"
    relation: Relation = "in"
    score: float = 0.0
    rivals: tuple[tuple[str, float], ...] = ()
    reason: str = ""

    def applied_to(self, place: Place) -> Place:
        """Give a claim's place with what was found, its words and extent kept.

        Its relation is kept too where grounding read no more exact one.
        """
        return msgspec.structs.replace(
            place,
            relation=place.relation if self.relation == "in" else self.relation,
            id=self.id,
            name=self.name,
            lat=self.lat,
            lon=self.lon,
            country=self.country,
            admin1=self.admin1,
            precision=self.precision,
        )
