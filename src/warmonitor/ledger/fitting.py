"""What a term of a facet must be to fit a word of a filter: values, by which answers can be kept."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from warmonitor.ledger.facets import ActorTerm, PlaceTerm, Term
from warmonitor.ledger.keys import country_code, search_key


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one field of the term has the value that is given with it."""

    ways: frozenset[tuple[str, Hashable]]

    def __call__(self, term: Term) -> bool:
        """Whether the term fits."""
        return any(getattr(term, field) == value for field, value in self.ways)


@dataclass(frozen=True, slots=True)
class IsVictim:
    """An actor is a victim whom some words name or are in the name of, or who fits a name."""

    words: str | None
    actor: AnyOf | None

    def __call__(self, term: Term) -> bool:
        """Whether the term fits."""
        assert isinstance(term, ActorTerm)
        if term.role != "victim":
            return False
        return (self.words is not None and self._named(term)) or bool(self.actor and self.actor(term))

    def _named(self, term: ActorTerm) -> bool:
        """The victim's name is in the words, or one of the words in the name."""
        asked = self.words or ""
        keys = [key for key in (term.text_key, term.name_key) if key is not None]
        return any(key in asked or any(word in key for word in asked.split()) for key in keys)


Fits = AnyOf | IsVictim


def is_of(field: str, value: str) -> AnyOf:
    """A field of the term has a value."""
    return AnyOf(frozenset({(field, value)}))


def is_at(place: str, known: Iterable[Term]) -> AnyOf:
    """A place is the one asked for by id, name or code, or lies in that division or country.

    `known` are the places by which the division of an id is known.
    """
    ways = {("place", place), *_called(place, "name_key", "text_key", "admin1_key")}
    if code := country_code(place.removeprefix("iso:")):
        ways.add(("country", code))
    found = {
        ("division", one.division)
        for one in known
        if isinstance(one, PlaceTerm) and one.precision == "division"
    }
    return AnyOf(frozenset(ways | found))


def is_actor(name: str) -> AnyOf:
    """An actor has the id, the name or the words asked for."""
    return AnyOf(frozenset({("actor", name), *_called(name, "name_key", "text_key")}))


def is_among(ids: Iterable[str]) -> AnyOf:
    """An actor is one of some."""
    return AnyOf(frozenset(("actor", one) for one in ids))


def is_voice(name: str) -> AnyOf:
    """A voice has the id, the name or the words asked for."""
    return AnyOf(frozenset({("voice", name), *_called(name, "name_key", "text_key", "speaker_key")}))


def _called(name: str, *fields: str) -> Iterable[tuple[str, Hashable]]:
    key = search_key(name)
    return ((field, key) for field in fields)
