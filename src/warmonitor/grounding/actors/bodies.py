"""Bodies of states told by a country and a common word: "Turkish security officials", "the army"."""

import re
from collections.abc import Sequence
from functools import cache

from warmonitor.grounding.actors.context import ActorContext
from warmonitor.grounding.actors.decision import GroundedActor, abstained, found
from warmonitor.knowledge.registry import Registry, RegistryEntry, State, fold_name, shorten
from warmonitor.knowledge.registry.words import word_lists

_DOMINANT = 0.5
_ONLY = 0.75
_PRESENT = 0.2
_CLEAR_LEAD = 2.0
_LED_BY = re.compile(r"\s+(?:led|headed|spearheaded)\s+by\s+.*", re.IGNORECASE | re.DOTALL)


@cache
def _bodies() -> dict[str, str]:
    return {fold_name(phrase): body for body, phrases in word_lists()["bodies"].items() for phrase in phrases}


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(fold_name(word) for word in word_lists()[name])


def body_of_state(text: str, registry: Registry, context: ActorContext) -> GroundedActor | None:
    """A mention that names a country and one of its bodies, or describes a group of that country."""
    words = fold_name(text).split()
    for start in range(len(words)):
        for count in (3, 2, 1):
            state = registry.state_of(" ".join(words[start : start + count]))
            if state is None or start + count > len(words):
                continue
            return _of(state, words[:start], words[start + count :], text, registry, context)
    return None


def _of(  # noqa: PLR0913, PLR0917
    state: State,
    outer: Sequence[str],
    rest: Sequence[str],
    text: str,
    registry: Registry,
    context: ActorContext,
) -> GroundedActor | None:
    country = state.country
    if rest and not _harmless(outer):
        return None
    named = _named_after_body(rest, text, country, registry)
    if named is not None:
        return named
    for entry, description in registry.described(" ".join(rest), context.on):
        if description.country == country:
            return found(entry, 0.85, f'"{" ".join(rest)}" of {country}')
    body = _body(rest, text) if rest else _body_before(outer)
    official = registry.get(f"{state.slug}-{body.replace('_', '-')}") if body is not None else None
    return found(official, 0.88, f"a body of {country} by its common name") if official is not None else None


def _named_after_body(
    rest: Sequence[str], text: str, country: str, registry: Registry
) -> GroundedActor | None:
    """ "Ruritanian state news agency RNA" is the agency of that name and country, not any of its media."""
    for count in range(min(len(rest) - 1, 4), 0, -1):
        tail = rest[-count:]
        entries = [each for each in registry.candidates(" ".join(tail)) if each.country == country]
        if len(entries) == 1 and not entries[0].generated and is_name(tail, text):
            words = [word for word in rest[:-count] if word not in _folded("appositions")]
            if not words or _body(words, text) is not None:
                return found(entries[0], 0.85, f"its name after what it is to {country}")
    return None


def _harmless(words: Sequence[str]) -> bool:
    allowed = _folded("appositions") | _folded("modifiers")
    return all(word in allowed or word.isdigit() for word in words) and not _folded("turning") & set(words)


def _body(rest: Sequence[str], text: str) -> str | None:
    """The body that words after a country mean: a phrase, modifiers before it, a name after it."""
    bodies = _bodies()
    modifiers = _folded("modifiers")
    while rest and " ".join(rest) not in bodies and rest[0] in modifiers:
        rest = rest[1:]
    for count in range(min(len(rest), 5), 0, -1):
        body = bodies.get(" ".join(rest[:count]))
        if body is not None and is_name(rest[count:], text):
            return body
    return None


def is_name(words: Sequence[str], text: str) -> bool:
    """True for nothing, or for words that all stand capitalised in the text, as a person's name does."""
    if len(words) > 4:
        return False
    capitals = {fold_name(word) for word in re.findall(r"\b[A-ZÀ-Þ][\w'’-]*", shorten(text))}
    parts = {part for word in capitals for part in word.split()}
    return all(word in parts for word in words)


def _body_before(outer: Sequence[str]) -> str | None:
    """ "The government of" before a country's name."""
    words = list(outer)
    if len(words) < 2 or words[-1] not in ("of", "in"):
        return None
    words.pop()
    while words and words[0] in _folded("modifiers"):
        words = words[1:]
    return _bodies().get(" ".join(words))


def described(text: str, registry: Registry, context: ActorContext) -> GroundedActor | None:
    """Common words without a country: who they mean in the country that the report speaks of, at its date."""
    key = _core(text)
    pairs = registry.described(key, context.on)
    if pairs:
        return _described([(entry, each.country) for entry, each in pairs], key, context)
    if key not in _folded("alone") | _folded("alone_only"):
        return None
    if text[:1].isupper() and key in _folded("proper"):
        return abstained(f'"{text}" as a proper name is that of an army the report names elsewhere')
    outdated = [
        entry for entry, each in registry.described(key, None) if context.weight(each.country) >= _PRESENT
    ]
    if outdated:
        return abstained(f'"{key}" meant somebody else at other dates', outdated)
    return _alone(key, registry, context)


def _core(text: str) -> str:
    words = fold_name(_LED_BY.sub("", text)).split()
    modifiers, known = _folded("modifiers"), _folded("alone") | _folded("alone_only")
    while len(words) > 1 and words[0] in modifiers and " ".join(words) not in known:
        words = words[1:]
    return " ".join(words)


def _described(pairs: Sequence[tuple[RegistryEntry, str]], key: str, context: ActorContext) -> GroundedActor:
    weighed = [(context.weight(country), entry, country) for entry, country in pairs]
    ranked = sorted(weighed, key=lambda row: -row[0])
    entries = [row[1] for row in ranked]
    best = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    if best[0] >= _PRESENT and best[0] >= _CLEAR_LEAD * second:
        return found(best[1], round(0.7 + 0.2 * best[0], 2), f'"{key}" in a report on {best[2]}', entries)
    return abstained(f'"{key}" fits no one country of the report', entries)


def _alone(key: str, registry: Registry, context: ActorContext) -> GroundedActor:
    ranked = sorted(((context.weight(country), country) for country in context.countries), reverse=True)
    if not ranked:
        return abstained(f'"{key}" without a country')
    best = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    state = _state_slug(best[1], registry)
    body = _bodies().get(key)
    least = _ONLY if key in _folded("alone_only") else _DOMINANT
    if body is None or state is None or best[0] < least or best[0] < _CLEAR_LEAD * second:
        return abstained(f'"{key}" fits no one country of the report')
    entry = registry.get(f"{state}-{body.replace('_', '-')}")
    if entry is None:
        return abstained(f'"{key}" has no entry for {best[1]}')
    return found(entry, round(0.6 + 0.25 * best[0], 2), f'"{key}" in a report on {best[1]}')


def _state_slug(country: str, registry: Registry) -> str | None:
    for entry in registry.bodies_of(country):
        if entry.kind == "state":
            return entry.id
    return None
