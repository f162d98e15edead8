"""Facets packed: those of each full run of rows are kept as one blob, so that a question reads them at once.

Rows are only ever added, so a run that is full never changes, nor does its pack. What is packed is derived;
`verify` works it out anew.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import Connection, func, select

from warmonitor.ledger import schema
from warmonitor.ledger.facets import Facet, Run, Term, coded, facets, read

SIZE = 4096
"""Rows of a run."""


class _Array(msgspec.Struct, frozen=True, array_like=True):
    kind: str
    data: bytes


def seal(connection: Connection) -> None:
    """Pack the runs of all tables that have become full; part of the transaction that filled them."""
    for facet in facets().values():
        full = (connection.scalar(select(func.max(facet.of.c.seq))) or 0) // SIZE
        done = _sealed(connection, facet)
        if done < full:
            rows = [
                {"facet": facet.name, "run": run, "arrays": pack(packed), "terms": _pack_terms(packed.terms)}
                for run, packed in _packed(connection, facet, done, full)
            ]
            connection.execute(schema.packs.insert(), rows)


def _sealed(connection: Connection, facet: Facet) -> int:
    table = schema.packs
    return connection.scalar(select(func.count()).where(table.c.facet == facet.name)) or 0


def _packed(connection: Connection, facet: Facet, first: int, last: int) -> Iterator[tuple[int, Run]]:
    """Runs from one to before another, with the terms that no run before them told."""
    terms = [] if facet.term is None else packed_terms(connection, facet, first)
    known = {term: code for code, term in enumerate(terms)}
    for run in range(first, last):
        found = read(connection, facet, run * SIZE + 1, (run + 1) * SIZE)
        before = len(terms)
        arrays = dict(found.arrays)
        if facet.term is not None:
            codes = coded(found.terms, terms, known)
            arrays["code"] = codes[arrays["code"]] if len(codes) else arrays["code"]
        yield run, Run(arrays, terms[before:])


def packed_terms(connection: Connection, facet: Facet, runs: int) -> list[Term]:
    """The terms of the first packs of a facet."""
    table = schema.packs
    query = select(table.c.terms).where(table.c.facet == facet.name, table.c.run < runs).order_by(table.c.run)
    return [term for blob in connection.scalars(query) for term in _terms(facet, blob)]


def unpacked(connection: Connection, facet: Facet, runs: int) -> Run:
    """A facet of as many runs as there are packed, up to so many."""
    table = schema.packs
    query = select(table.c.arrays, table.c.terms).where(table.c.facet == facet.name, table.c.run < runs)
    arrays: dict[str, list[Any]] = {}
    terms: list[Term] = []
    for row in connection.execute(query.order_by(table.c.run)):
        for name, array in msgspec.msgpack.decode(row.arrays, type=dict[str, _Array]).items():
            arrays.setdefault(name, []).append(np.frombuffer(array.data, dtype=array.kind))
        terms += _terms(facet, row.terms)
    return Run({name: np.concatenate(pieces) for name, pieces in arrays.items()}, terms)


def check_packs(connection: Connection) -> Iterator[str]:
    """What is packed but does not follow from the rows."""
    table = schema.packs
    for facet in facets().values():
        kept = connection.execute(
            select(table).where(table.c.facet == facet.name).order_by(table.c.run)
        ).all()
        made = _packed(connection, facet, 0, len(kept))
        for row, (run, packed) in zip(kept, made, strict=True):
            same = (row.run, row.arrays, row.terms) == (run, pack(packed), _pack_terms(packed.terms))
            if not same:
                yield f"pack {run} of {facet.name}: altered"


def pack(run: Run) -> bytes:
    """The arrays of a run as bytes."""
    arrays = {name: _Array(array.dtype.str, array.tobytes()) for name, array in run.arrays.items()}
    return msgspec.msgpack.encode(arrays)


def _pack_terms(terms: list[Term]) -> bytes:
    return msgspec.msgpack.encode(terms)


def _terms(facet: Facet, blob: bytes) -> list[Term]:
    if facet.term is None:
        return []
    told: list[Term] = msgspec.msgpack.decode(blob, type=list[facet.term])  # type: ignore[name-defined]
    return told
