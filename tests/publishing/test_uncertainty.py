"""A place that is known only roughly has a radius."""

from typing import Any

import pytest

from warmonitor.model import Place
from warmonitor.publishing.coordinates import uncertainty_km


@pytest.mark.parametrize(
    ("precision", "relation", "radius"),
    [
        ("point", "in", 0),
        ("settlement", "in", 0),
        ("settlement", "near", 10),
        ("settlement", "north_of", 10),
        ("district", "in", 20),
        ("division", "in", 80),
        ("division", "near", 80),
        ("region", "in", 150),
        ("country", "in", 300),
    ],
)
def test_radius(precision: Any, relation: Any, radius: float) -> None:
    assert (
        uncertainty_km(Place(text="Marovka", span=(0, 7), precision=precision, relation=relation)) == radius
    )
