"""Incidents by where they are: one entry a place, so that a map of any number of incidents is small."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from warmonitor.server.geojson import Feature

Numbers = NDArray[np.int64]


class Spot(NamedTuple):
    """A place as far as it is known: the middle of a circle of `km` around it, 0 for the place itself.

    Without a longitude and latitude it is nowhere on the map.
    """

    lon: float | None
    lat: float | None
    km: float
    place: str | None
    relation: str | None
    precision: str

    @property
    def key(self) -> str:
        """A short word for it, the same at any time."""
        return hashlib.blake2b(repr(tuple(self)).encode(), digest_size=6).hexdigest()


class Gathered(msgspec.Struct, frozen=True):
    """The incidents at one spot: how many, of which families, the largest number killed, and the only one."""

    key: str
    lon: float
    lat: float
    km: float
    place: str | None
    relation: str | None
    precision: str
    count: int
    families: dict[str, int]
    killed: int | None
    only: Feature | None


class Spots(msgspec.Struct, frozen=True):
    """All that a map shows; `nowhere` are incidents without a known place, counted and never put anywhere."""

    spots: list[Gathered]
    count: int
    nowhere: int


NOWHERE = Spot(None, None, 0, None, None, "unresolved")
"""Where incidents are of which no place is known."""


def spot_of(incident: Feature) -> Spot:
    """Where an incident is."""
    told = incident.properties
    at = told.centre or (incident.geometry.coordinates if incident.geometry else None)
    if at is None:
        return NOWHERE
    return Spot(at[0], at[1], told.uncertainty_km, told.place, told.relation, told.precision)


def gather(
    features: Sequence[Feature],
    spots: Sequence[tuple[Spot, str]],
    families: Sequence[str],
    rows: Numbers,
    columns: tuple[Numbers, Numbers, Numbers],
) -> Spots:
    """The chosen rows of the features by spot, each of which comes with its key.

    `columns` are the spots, families and numbers killed of these rows.
    """
    at, family, killed = columns
    kinds = len(families)
    counts = np.bincount(at * kinds + family, minlength=len(spots) * kinds).reshape(-1, kinds)
    most = np.full(len(spots), -1)
    np.maximum.at(most, at, killed)
    first = np.zeros(len(spots), np.int64)
    first[at] = rows
    found: list[Gathered] = []
    nowhere = 0
    for index in np.flatnonzero(counts.sum(axis=1)).tolist():
        (spot, key), by_family = spots[index], counts[index].tolist()
        count = sum(by_family)
        if spot.lon is None or spot.lat is None:
            nowhere = count
            continue
        told = {name: number for name, number in zip(families, by_family, strict=True) if number}
        worst = int(most[index])
        only = features[int(first[index])] if count == 1 else None
        found.append(
            Gathered(
                key,
                spot.lon,
                spot.lat,
                *spot[2:],
                count,
                told,
                worst if worst > 0 else None,
                only,
            )
        )
    return Spots(found, len(rows), nowhere)
