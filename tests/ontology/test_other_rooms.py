"""The words of other rooms name nothing that the ontology does not have."""

from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
import yaml

from warmonitor.ontology import load_ontology

ontology = load_ontology()


def words(*path: str) -> Any:
    return yaml.load(files("warmonitor").joinpath(*path).read_bytes(), yaml.CSafeLoader)


@pytest.mark.parametrize(
    ("named", "listed"),
    [
        (words("claims", "rules", "objects.yaml")["kinds"], ontology.object_kinds),
        (words("claims", "rules", "people.yaml"), ontology.groups),
        (words("claims", "rules", "voices.yaml")["kinds"], ontology.voice_kinds),
        ([rule["type"] for rule in words("claims", "rules", "events.yaml")], ontology.claim_types),
        (words("incidents", "types.yaml")["naming"], ontology.claim_types),
    ],
    ids=["object kinds", "groups", "voice kinds", "claim types", "claim types that name incidents"],
)
def test_names_of_other_rooms_are_in_the_ontology(named: Any, listed: Any) -> None:
    assert set(named) <= set(listed)


def test_every_kind_of_actor_of_the_registry_is_in_the_ontology() -> None:
    folder = files("warmonitor").joinpath("knowledge", "registry", "data")
    lists = [yaml.safe_load(path.read_bytes()) for path in folder.iterdir() if path.name.endswith(".yaml")]
    named = {
        entry["id"]: entry["kind"] for entries in lists if isinstance(entries, list) for entry in entries
    }
    assert len(named) > 100
    listed = {*ontology.actor_kinds, *ontology.voice_kinds}
    assert {id_: kind for id_, kind in named.items() if kind not in listed} == {}


def repeated(told: Any) -> list[str]:
    """Words that stand twice in one list, at any depth."""
    if isinstance(told, dict):
        return [word for inner in told.values() for word in repeated(inner)]
    if not isinstance(told, list):
        return []
    counts = Counter(word for word in told if isinstance(word, str))
    inside = [word for inner in told for word in repeated(inner)]
    return inside + [word for word, times in counts.items() if times > 1]


@pytest.mark.parametrize("room", ["claims/rules", "language/rules", "grounding/places", "incidents"])
def test_no_word_is_listed_twice(room: str) -> None:
    lists = [path for path in files("warmonitor").joinpath(room).iterdir() if path.name.endswith(".yaml")]
    assert {path.name: repeated(words(room, path.name)) for path in lists} == {
        path.name: [] for path in lists
    }
