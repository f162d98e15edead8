"""A `Filter` as masks: of each row of a collection, whether it is asked for; the same on every database."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

import numpy as np
from sqlalchemy import ColumnElement, Select, Table, literal_column, select
from sqlalchemy import table as table_named

from warmonitor.ledger import schema
from warmonitor.ledger.bits import Mask
from warmonitor.ledger.columns import View
from warmonitor.ledger.facets import ABSENT, PPM, Array, ClaimKind
from warmonitor.ledger.filter import Filter
from warmonitor.ledger.fitting import AnyOf, Fits, is_actor, is_among, is_at, is_of, is_voice
from warmonitor.ledger.keys import search_key
from warmonitor.ledger.standing import TABLES

_FEW = 8

_SHORTEST_RUN = 3
"""Letters of the shortest words that SQLite's index of words finds."""


def mask_of(view: View, kind: str, wanted: Filter, *, dated: bool | None = True) -> Mask:
    """The rows of a collection that stand and that a filter asks for; its limit and cursor do not matter.

    `dated` None leaves the days out; False asks for what has no day at all although the filter asks for some.
    """
    mask = view.standing(kind) & _KINDS[kind](view, wanted)
    if dated is None or (wanted.since is None and wanted.until is None):
        return mask
    rows = view.rows(kind)
    told = (rows["starts"] != ABSENT) | (rows["ends"] != ABSENT)
    mask &= _within(rows, wanted) & told if dated else ~told
    return mask


def _within(rows: Mapping[str, Array], wanted: Filter) -> Mask:
    """The row's interval, open ends reaching on for ever, meets the days asked for."""
    starts, ends = rows["starts"], rows["ends"]
    mask: Mask = np.ones(len(starts), dtype=np.bool_)
    if wanted.since is not None:
        mask &= (ends >= wanted.since.toordinal()) | (ends == ABSENT)
    if wanted.until is not None:
        mask &= (starts <= wanted.until.toordinal()) | (starts == ABSENT)
    return mask


def _claims(view: View, wanted: Filter) -> Mask:
    mask = _of_claims(view, wanted)
    asked = _only(wanted, "status", "grade", "incident")
    if asked != Filter():
        mask &= claims_in(view, view.standing("incidents") & _incidents(view, asked))
    return mask


def claims_in(view: View, incidents: Mask) -> Mask:
    """The claims, in all their revisions, of some incidents."""
    links = view.facet("incidents.links").arrays
    linked = links["claim"][incidents.take(links["owner"] - 1)]
    found: Mask = view.at("claims", linked).take(view.rows("claims")["number"] - 1)
    return found


def totals_in(view: View, incidents: Mask) -> Array:
    """The indexes of the claims in some incidents that stand and tell a running total, ascending."""
    links, rows = view.facet("incidents.links").arrays, view.rows("claims")
    running = np.flatnonzero(view.standing("claims") & (rows["running"] != 0))

    def find(_: int) -> Mask:
        telling = np.zeros(view.last("claims") + 1, dtype=np.bool_)
        telling[rows["number"][running]] = True
        return telling.take(links["claim"])

    state = (view.last("claims"), view.last("incidents"))
    told = np.flatnonzero(view.bits(("links of totals", state), len(links["claim"]), find))
    told = told[incidents[links["owner"][told] - 1]]
    found: Array = running[np.isin(rows["number"][running], links["claim"][told])]
    return found


def history_in(view: View, incidents: Array) -> Mask:
    """Of some incidents, by their indexes, whether every claim of them that stands tells it as background."""
    links, rows = view.facet("incidents.links").arrays, view.rows("claims")
    kinds = view.facet("claims.kinds")
    terms = cast(list[ClaimKind], kinds.terms)
    newer = np.array([one.newness != "background" for one in terms], np.bool_)[kinds.arrays["code"]]
    fresh = np.zeros(view.last("claims") + 1, dtype=np.bool_)
    fresh[rows["number"][view.standing("claims") & newer]] = True
    told = np.zeros(view.last("incidents"), dtype=np.bool_)
    told[links["owner"][fresh.take(links["claim"])] - 1] = True
    found: Mask = ~told[incidents]
    return found


def _of_claims(view: View, wanted: Filter) -> Mask:
    """What a filter asks of a claim itself, days left out."""
    mask = ~view.none("claims")
    for word, (facet, fits) in _OF_CLAIMS.items():
        if (value := getattr(wanted, word)) is not None:
            mask &= having(view, facet, fits(view, value))
    if wanted.confidence is not None:
        mask &= view.rows("claims")["confidence"] >= round(wanted.confidence * PPM)
    if wanted.report is not None:
        mask &= view.rows("claims")["report"] == _named(view, "reports", wanted.report)
    if wanted.text is not None:
        mask &= worded(view, "claims", wanted.text)
    return mask


def _named(view: View, kind: str, identity: str) -> int:
    """The number of an id; one that no row has where there is none."""
    return view.number(kind, identity) or -1


def _incidents(view: View, wanted: Filter) -> Mask:
    mask = ~view.none("incidents")
    if wanted.incident is not None:
        mask &= view.rows("incidents")["number"] == _named(view, "incidents", wanted.incident)
    for word in ("type", "status", "grade"):
        if (value := getattr(wanted, word)) is not None:
            mask &= having(view, "incidents.kinds", is_of(word, value))
    if wanted.place is not None:
        mask &= having(view, "incidents.places", at_place(view, wanted.place))
    asked = _only(wanted, *_SAID, "text", "report")
    if asked != Filter():
        mask &= _with_claims(view, asked)
    return mask


def _with_claims(view: View, asked: Filter) -> Mask:
    """The incidents with a claim that a filter asks for."""
    state = tuple(view.last(kind) for kind in TABLES)

    def find(_: int) -> Mask:
        return incidents_of(view, view.standing("claims") & _of_claims(view, asked))

    return view.bits(("incidents with", asked, state), view.last("incidents"), find)


def incidents_of(view: View, claims: Mask) -> Mask:
    """The incidents with one of some claims; a claim is the same in all its revisions."""
    links = view.facet("incidents.links").arrays
    linked = np.zeros(view.last("claims") + 1, dtype=np.bool_)
    linked[view.rows("claims")["number"][claims]] = True
    linked[ABSENT] = False
    return view.at("incidents", links["owner"][linked.take(links["claim"])])


def reports_of(view: View, claims: Mask) -> Mask:
    """The reports, in all their revisions, of some claims."""
    numbers = view.at("reports", view.rows("claims")["report"][claims])
    found: Mask = numbers.take(view.rows("reports")["number"] - 1)
    return found


def claims_of(view: View, reports: Mask) -> Mask:
    """The claims of some reports."""
    numbers = view.at("reports", view.rows("reports")["number"][reports])
    of_claims = view.rows("claims")["report"]
    found: Mask = numbers[of_claims - 1] & (of_claims != ABSENT)
    return found


def _reports(view: View, wanted: Filter) -> Mask:
    mask = ~view.none("reports")
    if wanted.report is not None:
        mask &= view.rows("reports")["number"] == _named(view, "reports", wanted.report)
    if wanted.text is not None:
        mask &= worded(view, "reports", wanted.text)
    asked = replace(
        wanted, text=None, report=None, since=None, until=None, limit=None, after=None, as_of=None
    )
    if asked != Filter():
        mask &= reports_of(view, view.standing("claims") & _claims(view, asked))
    return mask


_KINDS: Mapping[str, Callable[[View, Filter], Mask]] = {
    "reports": _reports,
    "claims": _claims,
    "incidents": _incidents,
}


_SAID = ("actor", "among", "voice", "kind", "measure", "modality", "newness", "confidence")
"""The words of a filter that, asked of incidents, mean their claims."""


def _only(wanted: Filter, *fields: str) -> Filter:
    return Filter(**{field: getattr(wanted, field) for field in fields})


def having(view: View, facet: str, fits: Fits) -> Mask:
    """The rows with a term that fits."""

    def find(known: int) -> Mask:
        mask = np.zeros(last - known, dtype=np.bool_)
        wanted = _fitting(view, facet, fits)
        if wanted:
            found = view.facet(facet).arrays
            start = int(np.searchsorted(found["owner"], np.int32(known), side="right"))
            owners, codes = found["owner"][start:], found["code"][start:]
            mask[owners[_among(codes, wanted)] - known - 1] = True
        return mask

    last = view.last(facet.partition(".")[0])
    return view.bits((facet, fits), last, find)


def _among(codes: Array, wanted: list[int]) -> Mask:
    """The codes that are one of some; for a few it is quicker to compare than to look up."""
    if len(wanted) > _FEW:
        told = np.zeros(codes.max(initial=max(wanted)) + 1, dtype=np.bool_)
        told[wanted] = True
        return told.take(codes)
    mask: Mask = codes == wanted[0]
    for code in wanted[1:]:
        mask |= codes == code
    return mask


def _fitting(view: View, facet: str, fits: Fits) -> list[int]:
    """The codes of the terms that fit."""
    terms = view.facet(facet).terms
    if isinstance(fits, AnyOf):
        found = {code for field, value in fits.ways for code in view.coded(facet, field).get(value, ())}
        return sorted(code for code in found if code < len(terms))
    return [code for code, term in enumerate(terms) if fits(term)]


def at_place(view: View, place: str) -> AnyOf:
    """A place is the one asked for, or lies in the division or country asked for."""
    terms = view.facet("claims.places").terms
    return is_at(place, (terms[code] for code in view.coded("claims.places", "place").get(place, ())))


_OF_CLAIMS: Mapping[str, tuple[str, Callable[[View, Any], Fits]]] = {
    "type": ("claims.kinds", lambda _, value: is_of("type", value)),
    "modality": ("claims.kinds", lambda _, value: is_of("modality", value)),
    "newness": ("claims.kinds", lambda _, value: is_of("newness", value)),
    "place": ("claims.places", at_place),
    "actor": ("claims.actors", lambda _, value: is_actor(value)),
    "among": ("claims.actors", lambda _, value: is_among(value)),
    "voice": ("claims.voices", lambda _, value: is_voice(value)),
    "kind": ("claims.voices", lambda _, value: is_of("kind", value)),
    "measure": ("claims.figures", lambda _, value: is_of("measure", value)),
}
"""The words of a filter that ask for a term, where the term is told, and what it must be."""


def worded(view: View, kind: str, words: str) -> Mask:
    """The rows whose text has the words, by the database's index of them where there is one."""
    table, key = TABLES[kind], search_key(words)
    indexed = view.indexed and len(key) >= _SHORTEST_RUN
    plain = select(table.c.seq).where(table.c.search.contains(key, autoescape=True))
    # Joined with nothing the text has no index: each row added is looked at, not each that has the words.
    added = select(table.c.seq).where((table.c.search + "").contains(key, autoescape=True))
    return view.worded(kind, key, _matching(table, key) if indexed else plain, added)


def _matching(table: Table, key: str) -> Select[int]:
    """The rows of a table whose text has the words, by SQLite's index of them."""
    index = schema.WORDS_OF[table.name]
    quoted = key.replace('"', '""')
    row: ColumnElement[int] = literal_column(f"{index}.rowid")
    return select(row).select_from(table_named(index)).where(literal_column(index).op("MATCH")(f'"{quoted}"'))
