"""The words of other rooms name nothing that the ontology does not have."""

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
