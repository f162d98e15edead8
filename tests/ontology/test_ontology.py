"""The packaged ontology holds together and says what the contract says."""

import re
from typing import get_args

import pytest

from warmonitor.model.claim import ActorRole, Modality, Newness, ObjectRole
from warmonitor.ontology import load_ontology

ontology = load_ontology()

# Section 3 of the contract, family by family.
CONTRACT_TYPES = {
    "fighting": "clash offensive attack airstrike drone_strike shelling bombing chemical_attack interception "
    "siege killing casualties",
    "territory": "capture entry withdrawal control repelled",
    "people": "abduction detention sexual_violence torture displacement evacuation return",
    "things": "destruction seizure looting",
    "public_order": "protest riot restriction service_disruption",
    "forces": "deployment support aid sanction",
    "deals": "agreement violation talks release surrender",
    "words": "accusation denial responsibility threat demand condemnation comment",
}
CONTRACT_MEASURES = (
    "killed injured missing detained abducted released displaced returned surrendered places_captured "
    "places_held objects_destroyed objects_seized attacks forces other"
)
CONTRACT_GROUPS = (
    "people civilian combatant soldier police child woman man student journalist medic aid_worker prisoner "
    "family"
)
CONTRACT_VOICES = (
    "monitor government military police state_media media armed_group ngo un medical eyewitness analyst "
    "social_media unnamed_official outlet"
)


@pytest.mark.parametrize(("family", "names"), CONTRACT_TYPES.items())
def test_types_of_a_family_are_those_of_the_contract(family: str, names: str) -> None:
    assert ontology.types_of(family) == tuple(names.split())


def test_families_are_those_of_the_contract() -> None:
    assert tuple(ontology.families) == tuple(CONTRACT_TYPES)
    with pytest.raises(KeyError, match="weather"):
        ontology.types_of("weather")


def test_voice_kinds_are_those_of_the_contract() -> None:
    assert tuple(ontology.voice_kinds) == tuple(CONTRACT_VOICES.split())


@pytest.mark.parametrize(
    ("listed", "named"),
    [(ontology.measures, CONTRACT_MEASURES), (ontology.groups, CONTRACT_GROUPS)],
    ids=["measures", "groups"],
)
def test_open_lists_have_what_the_contract_names(listed: dict[str, object], named: str) -> None:
    assert set(named.split()) <= set(listed)


@pytest.mark.parametrize(
    ("listed", "literal"),
    [
        (ontology.modalities, Modality),
        (ontology.newness, Newness),
        (ontology.actor_roles, ActorRole),
        (ontology.object_roles, ObjectRole),
    ],
    ids=["modalities", "newness", "actor_roles", "object_roles"],
)
def test_closed_lists_equal_the_types_of_the_model(listed: dict[str, str], literal: object) -> None:
    assert set(listed) == set(get_args(literal))


@pytest.mark.parametrize("name", ontology.claim_types)
def test_every_type_has_a_definition_and_an_example(name: str) -> None:
    entry = ontology.claim_types[name]
    for text in (entry.definition, entry.example):
        assert re.fullmatch(r"[A-Z].{20,}\.", text), text


@pytest.mark.parametrize(
    "entries",
    [ontology.measures, ontology.groups, ontology.actor_kinds, ontology.object_kinds],
    ids=["measures", "groups", "actor_kinds", "object_kinds"],
)
def test_names_are_flat_and_definitions_are_sentences(entries: dict[str, object]) -> None:
    for name, entry in entries.items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name), name
        assert re.fullmatch(r"[A-Z].+\.", entry.definition), name  # type: ignore[attr-defined]


def test_words_speak_of_something() -> None:
    about = {name for name, entry in ontology.claim_types.items() if entry.about_words}
    assert about == {*ontology.types_of("words"), "violation"}


@pytest.mark.parametrize(
    ("outer", "inner", "sure"),
    [
        ("people", "infant", True),
        ("child", "girl", True),
        ("combatant", "conscript", True),
        ("civilian", "civilian", True),
        ("civilian", "child", False),  # a child may bear arms
        ("civilian", "journalist", False),
        ("woman", "girl", False),
        ("combatant", "police", False),
        ("people", "family", False),  # families are not people counted
        ("soldier", "combatant", False),
    ],
)
def test_a_group_contains_only_what_is_sure(outer: str, inner: str, sure: bool) -> None:
    assert ontology.contains(outer, inner) is sure


@pytest.mark.parametrize("name", [name for name, entry in ontology.measures.items() if entry.harm])
def test_harm_is_counted_in_people(name: str) -> None:
    assert ontology.measures[name].unit == "people"


def test_a_kind_named_like_a_class_or_side_belongs_to_it() -> None:
    """Else a crosswalk rule that names the class would also mean a kind outside it."""
    classes = {kind.weapon for kind in ontology.object_kinds.values()}
    assert all(ontology.object_kinds[name].weapon == name for name in classes & set(ontology.object_kinds))
    sides = {kind.side for kind in ontology.actor_kinds.values()}
    assert all(ontology.actor_kinds[name].side == name for name in sides & set(ontology.actor_kinds))


def test_the_ontology_is_frozen_and_loaded_once() -> None:
    assert load_ontology() is ontology
    with pytest.raises(TypeError, match="mappingproxy"):
        ontology.groups["spy"] = ontology.groups["people"]  # type: ignore[index]
