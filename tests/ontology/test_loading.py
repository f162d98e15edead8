"""A faulty file is refused with its name and the fault."""

from typing import Any

import pytest

from warmonitor.ontology import ActorKind, ClaimType, Group, Measure, OntologyError
from warmonitor.ontology.files import parse_yaml
from warmonitor.ontology.loader import check_families, check_groups, check_voices


@pytest.mark.parametrize(
    ("text", "kind", "fault"),
    [
        ("a: 1\na: 2\n", dict[str, int], r"words.yaml: key 'a' stands twice \(line 2\)"),
        ("a: [1", dict[str, list[int]], "words.yaml: while parsing"),
        ("a: b", dict[str, int], r"words.yaml: Expected `int`, got `str` - at `\$\[...\]`"),
        ("no: 1", dict[str, int], "words.yaml: Expected `str`, got `bool`"),
        (
            "{name: killed, unit: litres, harm: true, definition: Dead.}",
            Measure,
            r"Invalid enum value 'litres' - at `\$.unit`",
        ),
        (
            "{name: killed, unit: people, harm: true, definition: Dead., colour: red}",
            Measure,
            "unknown field `colour`",
        ),
    ],
)
def test_a_faulty_file_is_refused_with_its_name(text: str, kind: Any, fault: str) -> None:
    with pytest.raises(OntologyError, match=fault):
        parse_yaml(text, kind, "words.yaml")


def groups(**parents: str | None) -> dict[str, Group]:
    return {
        name: Group(
            name=name, unit="places" if name == "town" else "people", parent=parent, definition="Some."
        )
        for name, parent in parents.items()
    }


@pytest.mark.parametrize(
    ("listed", "named"),
    [
        (groups(child="people"), "child: parent 'people'"),
        (groups(people="child", child="people"), "in a circle"),
        (groups(people=None, town="people"), "town: parent 'people' is unknown, of another unit"),
    ],
)
def test_groups_without_a_sound_parent_are_refused(listed: dict[str, Group], named: str) -> None:
    with pytest.raises(OntologyError, match=named):
        check_groups(listed)


def test_a_type_of_an_unknown_family_is_refused() -> None:
    entry = ClaimType(name="storm", family="weather", definition="Wind.", example="It blew.")
    with pytest.raises(OntologyError, match="storm: unknown family 'weather'"):
        check_families({"fighting": "Force."}, {"storm": entry})


def test_a_kind_of_actor_with_an_unknown_voice_is_refused() -> None:
    entry = ActorKind(name="army", side="state", voice="trumpet", definition="Troops.")
    with pytest.raises(OntologyError, match="army: unknown kind of voice 'trumpet'"):
        check_voices({"military": "Armed forces."}, {"army": entry})
