"""From mentions to names with their candidates and what the words tell of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from warmonitor.grounding.places.nouns import PlaceContext, PlaceMention
from warmonitor.grounding.places.phrases import Holder, PlacePhrase, read_phrase, relation_of_part
from warmonitor.knowledge.gazetteer import Gazetteer, GazetteerEntry, Kind, NameMatch, fold

_MOST = 80
_SUBURB_KM = 45
_HOLDING_KINDS = ("country", "division", "district", "region")


@dataclass(frozen=True, slots=True)
class ReadMention:
    """A mention with its phrase taken apart and the number of its name in the list of names."""

    mention: PlaceMention
    phrase: PlacePhrase
    name: int


@dataclass(slots=True)
class Name:
    """One name of the report: its candidates, which of them are held by what the words say, how often it
    stands.
    """

    key: str
    matches: Sequence[NameMatch]
    held: dict[str, float] = field(default_factory=dict)
    hints: list[frozenset[Kind]] = field(default_factory=list)
    weight: float = 0.0


def read_mentions(
    mentions: Iterable[PlaceMention], context: PlaceContext, gazetteer: Gazetteer, names: dict[str, Name]
) -> list[ReadMention]:
    """Read the phrases of mentions and look their names up; ``names`` grows by those that are new."""
    found = []
    order = {key: index for index, key in enumerate(names)}
    for mention in mentions:
        left, right = _around(mention, context)
        phrase, matches = _look_up(mention, left, right, gazetteer)
        key = ("=" if mention.form == "adjective" else "") + fold(phrase.names[-1])
        if key not in names:
            order[key] = len(names)
            names[key] = Name(key, matches[:_MOST])
        name = names[key]
        name.weight += 0.6 if mention.form == "adjective" else 1.0
        name.hints.append(phrase.kinds)
        _note_held(name, phrase.holders, gazetteer)
        found.append(ReadMention(mention, phrase, order[key]))
    return found


def holders_of(holder: Holder, gazetteer: Gazetteer) -> list[GazetteerEntry]:
    """Give the places that the name of a holder could mean."""
    adjective = gazetteer.demonym(holder.name)
    if adjective:
        return [adjective]
    entries = [match.entry for match in gazetteer.matches(holder.name) if match.quality > 0.7]
    return [
        entry
        for entry in entries[:_MOST]
        if entry.kind in _HOLDING_KINDS or (holder.sure and entry.population >= 50_000)
    ]


def _around(mention: PlaceMention, context: PlaceContext) -> tuple[str, str]:
    if mention.left or mention.right or not context.text:
        return mention.left, mention.right
    return context.text[max(0, mention.start - 100) : mention.start], context.text[
        mention.end : mention.end + 100
    ]


def _look_up(
    mention: PlaceMention, left: str, right: str, gazetteer: Gazetteer
) -> tuple[PlacePhrase, Sequence[NameMatch]]:
    adjective = gazetteer.demonym(mention.text)
    if adjective and (mention.form == "adjective" or not gazetteer.matches(mention.text)):
        return PlacePhrase((mention.text,)), (NameMatch(adjective, 1.0),)
    if not any(char.isupper() for char in mention.text):
        return PlacePhrase((mention.text,)), ()
    described = _described(mention.text, gazetteer)
    if described is not None:
        return described
    phrase = read_phrase(mention.text, left, right, lambda name: bool(gazetteer.matches(name)))
    abbreviated = gazetteer.exactly(mention.text + ".") if right.startswith(".") else ()
    if abbreviated:
        return phrase, abbreviated
    for name in phrase.names:
        matches = gazetteer.matches(name)
        if matches:
            return PlacePhrase((name,), phrase.kinds, phrase.holders, phrase.relation, phrase.part), matches
    return phrase, ()


def _described(text: str, gazetteer: Gazetteer) -> tuple[PlacePhrase, Sequence[NameMatch]] | None:
    """ "Turkish border", "Saudi Arabian cities": somewhere in the country that the adjective tells."""
    words = text.split()
    for size in (2, 1):
        spot = words[size:]
        country = gazetteer.demonym(" ".join(words[:size])) if spot and all(map(str.islower, spot)) else None
        if country is not None:
            phrase = PlacePhrase((" ".join(words[:size]),), relation=relation_of_part(spot[-1]))
            return phrase, (NameMatch(country, 1.0),)
    return None


def _note_held(name: Name, holders: Iterable[Holder], gazetteer: Gazetteer) -> None:
    for holder in holders:
        outers = holders_of(holder, gazetteer)
        for match in name.matches:
            if any(_holds(outer, match.entry, gazetteer) for outer in outers):
                name.held[match.entry.id] = max(
                    name.held.get(match.entry.id, 0.0), 1.0 if holder.sure else 0.5
                )


def _holds(outer: GazetteerEntry, inner: GazetteerEntry, gazetteer: Gazetteer) -> bool:
    if outer.id == inner.id or inner.kind == "country":
        return False
    if outer.kind == "country":
        return outer.country in gazetteer.countries_of(inner.id)
    if outer.kind == "settlement":
        near = gazetteer.distance(outer.id, inner.id)
        return inner.kind == "settlement" and inner.population < outer.population and near <= _SUBURB_KM
    return gazetteer.contains(outer.id, inner.id)
