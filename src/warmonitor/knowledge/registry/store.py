"""Look-ups over the entries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from warmonitor.knowledge.registry.entry import Description, Office, RegistryEntry
from warmonitor.knowledge.registry.folding import fold_name
from warmonitor.knowledge.registry.states import State

# A name of so many words is long.
_LONG = 3


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office of an entry."""

    entry: RegistryEntry
    office: Office


class Registry:
    """All actors and voices that are known, found by id, name, person or describing word."""

    def __init__(
        self,
        entries: Iterable[RegistryEntry],
        states: Iterable[State] = (),
        merged: Mapping[str, str] | None = None,
    ) -> None:
        """Indexes the entries; ids must be unique, as `load_registry` checks. `merged` ids lead to others."""
        self._merged = dict(merged or {})
        self._by_id = {entry.id: entry for entry in entries}
        self._by_name: dict[str, list[RegistryEntry]] = defaultdict(list)
        self._by_short: dict[str, list[RegistryEntry]] = defaultdict(list)
        self._by_person: dict[str, list[Holder]] = defaultdict(list)
        self._by_description: dict[str, list[tuple[RegistryEntry, Description]]] = defaultdict(list)
        self._by_country: dict[str, list[RegistryEntry]] = defaultdict(list)
        self._adjectives: dict[str, State] = {}
        for entry in self._by_id.values():
            self._index(entry)
        for state in states:
            for word in (*state.names, *state.adjectives):
                self._adjectives.setdefault(fold_name(word), state)
        names = (*self._by_name, *self._by_person)
        self._first_words = frozenset(name.split(" ", 1)[0] for name in names)

    def _index(self, entry: RegistryEntry) -> None:
        for name in {fold_name(name) for name in entry.names}:
            self._by_name[name].append(entry)
        if entry.generated and entry.country is not None:
            self._by_country[entry.country].append(entry)
        for word in entry.short:
            self._by_short[fold_name(word)].append(entry)
        for office in entry.offices:
            for name in {fold_name(name) for name in (office.person, *office.aliases)}:
                self._by_person[name].append(Holder(entry, office))
        for description in entry.described_as:
            for word in description.words:
                self._by_description[fold_name(word)].append((entry, description))

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[RegistryEntry]:
        return iter(self._by_id.values())

    def get(self, actor_id: str) -> RegistryEntry | None:
        """The entry of an id, or None; a merged id gives the entry that it is now."""
        while actor_id in self._merged:
            actor_id = self._merged[actor_id]
        return self._by_id.get(actor_id)

    def candidates(self, name: str) -> list[RegistryEntry]:
        """All entries that a name, alias or abbreviation could be in any spelling; it never decides.

        A long name is found without the "s" at its end too: "Observatory for Human Right".
        """
        folded = fold_name(name)
        found = self._by_name.get(folded, ())
        if not found and folded.count(" ") >= _LONG - 1:
            found = self._by_name.get(f"{folded}s", ())
        return list(found)

    def candidates_when_introduced(self, word: str) -> list[RegistryEntry]:
        """Entries that a common word means in reports that name them elsewhere ("the Observatory")."""
        return list(self._by_short.get(fold_name(word), ()))

    def described(self, words: str, on: date | None) -> list[tuple[RegistryEntry, Description]]:
        """Entries that common words can mean, each with the country and days for which they do."""
        return [pair for pair in self._by_description.get(fold_name(words), ()) if pair[1].used_on(on)]

    def holders(self, person: str) -> list[Holder]:
        """Persons of that name with the entries they speak for, at whatever date."""
        return list(self._by_person.get(fold_name(person), ()))

    def state_of(self, word: str) -> State | None:
        """The state of a country's name or adjective ("Syria", "Syrian")."""
        return self._adjectives.get(fold_name(word))

    def bodies_of(self, country: str) -> list[RegistryEntry]:
        """The state of a country and the bodies made for it."""
        return self._by_country.get(country, [])

    def first_words(self) -> frozenset[str]:
        """The words with which a folded name of a body or a person begins."""
        return self._first_words

    def folded_names(self) -> Mapping[str, list[RegistryEntry]]:
        """Every folded name with its entries, for searching text."""
        return self._by_name

    def folded_persons(self) -> Mapping[str, list[Holder]]:
        """Every folded name of a person with the offices held."""
        return self._by_person
