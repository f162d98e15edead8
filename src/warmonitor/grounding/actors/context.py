"""What a report tells of its actors: names and abbreviations it introduces, persons, countries, date."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from warmonitor.knowledge.registry import Holder, Registry, RegistryEntry, fold_name

_LONGEST_NAME = 9
_ABBREVIATION = r"(?P<short>[A-Z][A-Za-z]?[A-Z0-9][A-Za-z0-9/-]{0,9}|[A-Z]{2,3})"
_BEFORE = r"(?P<long>(?:[\w'’.\-–]+[ \u00a0]){1,9}?[\w'’.\-–]+)"
_IN_BRACKETS = rf"\((?:the |or |also |known as )*[\"“‘']?{_ABBREVIATION}[\"”’']?\)"
_AFTER_OR = rf" (?:or|also known as|known as|better known as) {_ABBREVIATION}\b"
# Each with the part that is quick to look for: it begins with a sign that must be there.
_INTRODUCED = tuple(
    (re.compile(rest), re.compile(rf"{_BEFORE}{head}{rest}"))
    for head, rest in ((" ?", _IN_BRACKETS), (",?", _AFTER_OR))
)
_INTRODUCED_BACK = re.compile(rf"\b{_ABBREVIATION} \((?P<long>[A-Z][^()]{{5,80}})\)")
_SMALL = {"of", "the", "and", "for", "in", "to", "on", "de", "la", "du", "des"}


@dataclass(frozen=True, slots=True)
class ActorContext:
    """A report's own help for its mentions.

    `aliases` maps a folded abbreviation to the ids of the entries that its long form could be; none when the
    long form is nobody known. `named` are the ids of the entries that the text names in full, `surnames` the
    last names of the known persons it names in full. `countries` maps ISO codes to the weight of each country
    in the report, `on` is the day of the report.
    """

    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    surnames: Mapping[str, tuple[Holder, ...]] = field(default_factory=dict)
    countries: Mapping[str, float] = field(default_factory=dict)
    on: date | None = None

    def weight(self, country: str | None) -> float:
        """The share of a country in all the weight given to countries; 0 when it is not spoken of."""
        total = sum(self.countries.values())
        return self.countries.get(country or "", 0.0) / total if total else 0.0


def actor_context(
    text: str, countries: Mapping[str, float], on: date | None, registry: Registry
) -> ActorContext:
    """Reads a report's text once: the names it introduces, the entries and persons it names in full."""
    words = fold_name.__wrapped__(text).split()
    named = _named(text, words, registry)
    return ActorContext(
        aliases=_introduced(text, registry),
        named=frozenset(entry.id for entry in named),
        surnames=_surnames(words, registry),
        countries=dict(countries),
        on=on,
    )


def _introduced(text: str, registry: Registry) -> dict[str, tuple[str, ...]]:
    aliases: dict[str, tuple[str, ...]] = {}
    for rest, pattern in _INTRODUCED:
        for match in pattern.finditer(text) if rest.search(text) else ():
            before = text[max(0, match.start() - 60) : match.end("long")]
            _add(aliases, match["short"], _long_form(before, match["short"], registry))
    for match in _INTRODUCED_BACK.finditer(text):
        entries = registry.candidates(match["long"])
        if entries or _spells(match["long"].split(), match["short"]):
            _add(aliases, match["short"], entries)
    return aliases


def _add(aliases: dict[str, tuple[str, ...]], short: str, entries: list[RegistryEntry] | None) -> None:
    if entries is not None:
        aliases.setdefault(fold_name(short), tuple(entry.id for entry in entries))


def _long_form(before: str, short: str, registry: Registry) -> list[RegistryEntry] | None:
    """Entries of the name that ends `before`; [] for an unknown one that the letters spell; else None."""
    words = before.split()
    for count in range(min(_LONGEST_NAME, len(words)), 1, -1):
        entries = registry.candidates(" ".join(words[-count:]).strip(",;:"))
        if entries:
            return entries
    spelled = any(_spells(words[-count:], short) for count in range(2, min(_LONGEST_NAME, len(words)) + 1))
    return [] if spelled else None


def _spells(words: list[str], short: str) -> bool:
    letters = [part[0].upper() for word in words for part in re.split(r"[-–]", word) if part]
    strong = [
        part[0].upper()
        for word in words
        for part in re.split(r"[-–]", word)
        if part and part.lower() not in _SMALL and part.lower() != "al"
    ]
    wanted = [letter for letter in short.upper() if letter.isalpha()]
    return bool(words) and words[0].lower() not in _SMALL and wanted in (letters, strong)


def _named(text: str, words: list[str], registry: Registry) -> list[RegistryEntry]:
    names = registry.folded_names()
    capitals = set(re.findall(r"\b[A-Z][\w-]*", text))
    found: dict[str, RegistryEntry] = {}
    first_words = registry.first_words()
    for start in (at for at, word in enumerate(words) if word in first_words):
        for count in range(1, _LONGEST_NAME):
            key = " ".join(words[start : start + count])
            for entry in names.get(key, ()):
                if count > 1 or any(name in capitals for name in entry.names):
                    found[entry.id] = entry
    return list(found.values())


def _surnames(words: list[str], registry: Registry) -> dict[str, tuple[Holder, ...]]:
    persons = registry.folded_persons()
    found: dict[str, dict[str, Holder]] = {}
    first_words = registry.first_words()
    for start in (at for at, word in enumerate(words) if word in first_words):
        for count in range(2, min(5, len(words) - start) + 1):
            for holder in persons.get(" ".join(words[start : start + count]), ()):
                last = fold_name(holder.office.person).split()[-1]
                key = f"{holder.entry.id}:{holder.office.person}:{holder.office.since}"
                found.setdefault(last, {})[key] = holder
                found.setdefault(words[start + count - 1], {})[key] = holder
    return {last: tuple(holders.values()) for last, holders in found.items()}
