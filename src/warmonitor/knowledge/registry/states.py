"""The plain bodies of every state, made from states.yaml."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from warmonitor.knowledge.registry.entry import Membership, RegistryEntry
from warmonitor.knowledge.registry.folding import fold_name
from warmonitor.knowledge.registry.rows import descriptions, offices, sides, strings
from warmonitor.knowledge.registry.words import LOADER, read_data, word_lists

_DETAIL_KEYS = {"aliases", "offices", "sides", "described_as", "ucdp_name"}


class State(NamedTuple):
    """A state's names and the adjectives of it."""

    country: str
    slug: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]


def read_states() -> tuple[list[State], list[RegistryEntry]]:
    """All states with their entries: the state itself and one for each of its bodies."""
    raw = yaml.load(read_data("states.yaml"), Loader=LOADER)
    states: list[State] = []
    entries: list[RegistryEntry] = []
    for country, (name, adjectives, capital) in raw["states"].items():
        detail = raw["details"].get(country, {})
        unknown = set(detail) - set(word_lists()["templates"]) - {"names", "demonyms"}
        if unknown:
            raise ValueError(f"states.yaml: {country} has unknown details {sorted(unknown)}")
        slug = word_lists()["slugs"].get(country) or fold_name(name).replace(" ", "-")
        state = State(
            country, slug, name, (name, *detail.get("names", ())), (*adjectives, *detail.get("demonyms", ()))
        )
        states.append(state)
        entries.extend(_entries(state, capital, detail))
    return states, entries


def _entries(state: State, capital: str | None, detail: Mapping[str, Any]) -> Iterator[RegistryEntry]:
    own = (Membership(f"{state.slug}-government"),)
    yield RegistryEntry(
        id=state.slug, name=state.name, kind="state", aliases=state.names[1:], country=state.country,
        sides=own, generated=True,
    )  # fmt: skip
    for body, templates in word_lists()["templates"].items():
        more = detail.get(body) or {}
        if set(more) - _DETAIL_KEYS:
            raise ValueError(
                f"states.yaml: {state.country} {body} has unknown keys {sorted(set(more) - _DETAIL_KEYS)}"
            )
        yield _body(state, body, _titles(state, templates), capital, more)


def _titles(state: State, templates: list[str]) -> list[str]:
    titles: list[str] = []
    for template in templates:
        if "{adjective}" in template:
            titles.extend(template.format(adjective=adjective) for adjective in state.adjectives)
        else:
            titles.extend(template.format(name=name) for name in state.names)
    return list(dict.fromkeys(titles))


def _body(
    state: State, body: str, titles: list[str], capital: str | None, more: Mapping[str, Any]
) -> RegistryEntry:
    government = f"{state.slug}-government"
    extra = (capital,) if body == "government" and capital else ()
    return RegistryEntry(
        id=f"{state.slug}-{body.replace('_', '-')}",
        name=titles[0],
        kind=word_lists()["kinds"][body],
        aliases=(*titles[1:], *extra, *strings(more.get("aliases"))),
        country=state.country,
        sides=(*sides(more.get("sides")), Membership(government)),
        parent=state.slug if body == "government" else government,
        ucdp_name=f"Government of {state.name}" if body == "government" else more.get("ucdp_name"),
        offices=offices(more.get("offices")),
        described_as=descriptions(more.get("described_as"), state.country),
        generated=True,
    )
