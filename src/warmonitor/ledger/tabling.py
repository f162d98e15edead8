"""Incidents as columns, from the facets: no incident is read."""

from typing import TypeVar, cast

import numpy as np

from warmonitor.incidents.table import NONE, NOWHERE, Numbers, Table, Told, coded, is_vague, numbers
from warmonitor.ledger.bits import Mask
from warmonitor.ledger.columns import View
from warmonitor.ledger.facets import IncidentKind, PlaceTerm, Term
from warmonitor.ledger.unfolding import FrameTerm, TollTerm
from warmonitor.model import Place

T = TypeVar("T", bound=Term)


def table(view: View, mask: Mask) -> tuple[Table, Numbers]:
    """The incidents of a mask in the order of their ids, and the indexes of their rows."""
    rows = view.by_id("incidents", mask)
    kinds = _terms(view, "incidents.kinds", IncidentKind)
    frames = _terms(view, "incidents.frames", FrameTerm)
    kind, frame = (view.facet(name).arrays["code"][rows] for name in ("incidents.kinds", "incidents.frames"))
    type_of, types = coded(one.type for one in kinds)
    at, places = _places(view, rows)
    owner, toll, told = _tolls(view, rows)
    days = view.rows("incidents")
    made = Table(
        type=type_of[kind],
        types=types,
        at=at,
        places=places,
        starts=days["starts"][rows].astype(np.int64),
        ends=days["ends"][rows].astype(np.int64),
        vague=np.array([is_vague(one.granularity) for one in frames], np.bool_)[frame],
        reports=numbers(one.reports for one in frames)[frame],
        origins=numbers(one.origins for one in kinds)[kind],
        owner=owner,
        toll=toll,
        tolls=told,
    )
    return made, rows


def ids(view: View, rows: Numbers) -> list[str]:
    """The ids of some rows of incidents."""
    told = view.facet("incidents.ids").arrays["id"][rows]
    # Read as one text: four times as fast as one by one.
    return b"\n".join(told.tolist()).decode().split("\n") if len(told) else []


def _places(view: View, rows: Numbers) -> tuple[Numbers, list[Place]]:
    """Of each row the index of its place, and the places."""
    known, frames = _terms(view, "incidents.places", PlaceTerm), _terms(view, "incidents.frames", FrameTerm)
    relation, relations = coded(one.relation for one in frames)
    place, frame = (
        view.facet(name).arrays["code"][rows] for name in ("incidents.places", "incidents.frames")
    )
    pairs, pair = np.unique(
        place.astype(np.int64) * max(len(relations), 1) + relation[frame], return_inverse=True
    )
    told = (divmod(one, len(relations)) for one in pairs.tolist())
    at, places = coded(_place(known[one], relations[other]) for one, other in told)
    nowhere = places.index(None) if None in places else NONE
    return np.where(at == nowhere, NONE, at)[pair], [one or NOWHERE for one in places]


def _terms(view: View, facet: str, _of: type[T]) -> list[T]:
    return cast(list[T], view.facet(facet).terms)


def _place(term: PlaceTerm, relation: str | None) -> Place | None:
    if term.precision is None:
        return None
    return Place(
        text="",
        span=(0, 0),
        relation=relation or "in",  # type: ignore[arg-type]
        id=term.place,
        name=term.place_name,
        lat=term.lat,
        lon=term.lon,
        country=term.country,
        admin1=term.admin1,
        precision=term.precision,  # type: ignore[arg-type]
    )


def _tolls(view: View, rows: Numbers) -> tuple[Numbers, Numbers, list[Told]]:
    """Of each toll that some rows tell the index of the row among these, and of what is told; and that."""
    told = view.facet("incidents.tolls").arrays
    index = np.full(view.last("incidents"), NONE)
    index[rows] = np.arange(len(rows))
    owner = index[told["owner"] - 1]
    kept = owner != NONE
    codes, toll = np.unique(told["code"][kept], return_inverse=True)
    terms = _terms(view, "incidents.tolls", TollTerm)
    return owner[kept], toll, [Told(*terms[code]) for code in codes.tolist()]
