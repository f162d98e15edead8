"""What a term of a facet must be to fit a word of a filter: values, by which answers can be kept."""

from collections.abc import Callable
from dataclasses import dataclass

from warmonitor.ledger.facets import ActorTerm, FigureTerm, PlaceTerm, Term, VoiceTerm
from warmonitor.ledger.keys import country_code, search_key

Fits = Callable[[Term], bool]


@dataclass(frozen=True, slots=True)
class IsOf:
    """A field of the term has a value."""

    field: str
    value: str

    def __call__(self, term: Term) -> bool:
        """Whether the term fits."""
        return bool(getattr(term, self.field) == self.value)


@dataclass(frozen=True, slots=True)
class IsAt:
    """A place is the one asked for, or lies in the division or country asked for.

    `divisions` are the country and folded name of divisions that have the id asked for.
    """

    place: str
    key: str
    country: str | None
    divisions: frozenset[tuple[str | None, str | None]]

    def __call__(self, term: Term) -> bool:
        """Whether the term fits."""
        assert isinstance(term, PlaceTerm)
        return (
            self.place == term.place
            or self.key in {term.name_key, term.text_key, term.admin1_key}
            or (self.country is not None and term.country == self.country)
            or (term.country, term.admin1_key) in self.divisions
        )


def is_at(place: str, divisions: frozenset[tuple[str | None, str | None]] = frozenset()) -> IsAt:
    """A place asked for by id, name or code."""
    return IsAt(place, search_key(place), country_code(place.removeprefix("iso:")), divisions)


@dataclass(frozen=True, slots=True)
class IsActor:
    """An actor has the id, the name or the words asked for."""

    name: str
    key: str

    def __call__(self, term: Term) -> bool:
        """Whether the term fits."""
        assert isinstance(term, ActorTerm)
        return term.actor == self.name or self.key in {term.name_key, term.text_key}


def is_actor(name: str) -> IsActor:
    """An actor asked for by id or name."""
    return IsActor(name, search_key(name))


@dataclass(frozen=True, slots=True)
class IsAmong:
    """An actor is one of some."""

    ids: frozenset[str]

    def __call__(self, term: Term) -> bool:
        """Whether the term fits."""
        assert isinstance(term, ActorTerm)
        return term.actor in self.ids


@dataclass(frozen=True, slots=True)
class IsVoice:
    """A voice has the id, the name or the words asked for."""

    name: str
    key: str

    def __call__(self, term: Term) -> bool:
        """Whether the term fits."""
        assert isinstance(term, VoiceTerm)
        return term.voice == self.name or self.key in {term.name_key, term.text_key, term.speaker_key}


def is_voice(name: str) -> IsVoice:
    """A voice asked for by id or name."""
    return IsVoice(name, search_key(name))


@dataclass(frozen=True, slots=True)
class IsMeasure:
    """A figure is of a measure."""

    measure: str

    def __call__(self, term: Term) -> bool:
        """Whether the term fits."""
        assert isinstance(term, FigureTerm)
        return term.measure == self.measure


@dataclass(frozen=True, slots=True)
class IsVictim:
    """An actor is a victim whom some words name or are in the name of, or who fits a name."""

    words: str | None
    actor: IsActor | None

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
