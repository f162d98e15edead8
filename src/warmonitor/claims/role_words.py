"""The words by which grammar tells who does what to whom, from roles.yaml."""

from functools import cache

import msgspec

from warmonitor.ontology import read_yaml


class RoleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of roles.yaml."""

    writings: frozenset[str]
    showing: frozenset[str]
    misread: frozenset[str]
    settings: frozenset[str]
    holding: frozenset[str]
    pasts: frozenset[str]
    transitive: frozenset[str]
    intransitive: frozenset[str]
    participles: frozenset[str]
    staying: frozenset[str]
    hitting: frozenset[str]
    paying: frozenset[str]
    works: frozenset[str]
    piercing: frozenset[str]
    foiling: frozenset[str]
    captives: frozenset[str]
    blaming: frozenset[str]
    answerable: frozenset[str]
    handiwork: frozenset[str]
    terms: frozenset[str]
    charging: frozenset[str]
    making: frozenset[str]
    effecting: frozenset[str]
    coming: frozenset[str]
    finding: frozenset[str]
    of_what: frozenset[str]
    giving: frozenset[str]
    killing: frozenset[str]
    hurting: frozenset[str]
    dying: frozenset[str]
    striking_down: frozenset[str]
    taking: frozenset[str]
    held: frozenset[str]
    locking: frozenset[str]
    gunfire: frozenset[str]
    disabling: frozenset[str]
    losing: frozenset[str]
    losses: frozenset[str]
    grips: frozenset[str]
    drawing: frozenset[str]
    arousing: frozenset[str]
    imposing: frozenset[str]
    continuing: frozenset[str]
    foreseen: frozenset[str]
    charges: frozenset[str]
    asking: frozenset[str]
    heeding: frozenset[str]


@cache
def role_words() -> RoleWords:
    """The packaged words."""
    return read_yaml("warmonitor.claims.rules", "roles.yaml", RoleWords)
