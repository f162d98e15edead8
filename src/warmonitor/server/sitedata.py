"""The data of a published site: the answers of the API as files, in the layout of docs/use/page.md."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import get_args

import msgspec

from warmonitor.knowledge.registry import Registry
from warmonitor.ledger import Dossier, Filter, Ledger, Revision
from warmonitor.ledger.derived import control_of, tolls_of
from warmonitor.model import Claim, Mention, Report
from warmonitor.server.asked import MOST, Paging
from warmonitor.server.geojson import feature_collection
from warmonitor.server.periods import Step
from warmonitor.server.routes.past import History, Rewritten, descent, was
from warmonitor.server.routes.people import encounters, known_actor
from warmonitor.server.routes.vocabulary import vocabulary
from warmonitor.server.series import series_of, series_page
from warmonitor.server.tolls import tolls_page

_ENCODER = msgspec.json.Encoder()
_PROGRAM = "warmonitor "
_SOMEBODY = "a reviewer"

Download = tuple[str, str, str]
"""What can be taken away: its name, what it holds, its address."""


def write_data(
    ledger: Ledger, wanted: Filter, registry: Registry, folder: Path, downloads: Sequence[Download]
) -> None:
    """Write what the page asks for into a new folder; `wanted` has an as-of, so that all is of one state.

    Of reports there is what claims of the site are quoted from, not the rest of the text, which is others'
    work. Reviewers are not named.
    """
    folder.mkdir()
    _write(
        folder / "manifest.json",
        {"downloads": [dict(zip(("name", "holds", "address"), one, strict=True)) for one in downloads]},
    )
    _write(folder / "ontology.json", vocabulary())
    names = {
        "actors": [known_actor(actor, registry) for actor in ledger.actors(wanted)],
        "voices": list(ledger.voices(wanted)),
        "places": list(ledger.places(wanted)),
    }
    _write(folder / "names.json", names)
    with (folder / "incidents.json").open("wb") as out:
        out.writelines(feature_collection(ledger.incidents(wanted)))
    first = Paging(limit=MOST, after=None)
    _write(folder / "tolls.json", tolls_page(tolls_of(ledger, wanted, registry), first))
    for step in (None, *get_args(Step)):
        series = series_page(series_of(ledger, wanted, step), first)
        _write(folder / f"series-{step or 'finest'}.json", series)
    held = Filter(place=wanted.place, as_of=wanted.as_of)
    _write(folder / "control.json", control_of(ledger, held, registry, wanted.until))
    _write(folder / "pairs.json", encounters(ledger.pairs(wanted)))
    _write(folder / "standings.json", list(ledger.standings(wanted)))
    _write_reports(ledger, wanted, _write_incidents(ledger, wanted, registry, folder), folder / "reports")


def _write(path: Path, body: object) -> None:
    path.write_bytes(_ENCODER.encode(body))


def _write_incidents(
    ledger: Ledger, wanted: Filter, registry: Registry, folder: Path
) -> dict[str, dict[str, list[str]]]:
    """A file for each incident, and for each id that redirects to one; gives reports with their claims.

    The claims of a report are by the incident that they are part of.
    """
    (folder / "incidents").mkdir()
    former = _former_ids(ledger.redirects(wanted.as_of))
    cited: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for incident in ledger.incidents(wanted):
        dossier = ledger.dossier(incident.id, wanted.as_of)
        if dossier is None:
            continue
        for claim in dossier.claims:
            cited[claim.report][incident.id].append(claim.id)
        body = _ENCODER.encode(_incident(ledger, wanted, registry, dossier))
        for name in (incident.id, *former.get(incident.id, ())):
            (folder / "incidents" / f"{name}.json").write_bytes(body)
    return cited


def _former_ids(redirects: Mapping[str, str]) -> Mapping[str, list[str]]:
    """The ids that lead to an incident, however often they were redirected."""
    former: dict[str, list[str]] = defaultdict(list)
    for old in redirects:
        now, seen = redirects[old], {old}
        while now in redirects and now not in seen:
            seen.add(now)
            now = redirects[now]
        former[now].append(old)
    return former


def _incident(ledger: Ledger, wanted: Filter, registry: Registry, dossier: Dossier) -> dict[str, object]:
    moment = wanted.moment
    revisions = [
        _unnamed(one)
        for one in ledger.history(dossier.incident.id)
        if moment is None or one.recorded_at <= moment
    ]
    quoted: dict[str, list[Claim]] = defaultdict(list)
    for claim in dossier.claims:
        quoted[claim.report].append(claim)
    return {
        "incident": dossier.incident,
        "claims": dossier.claims,
        "reports": [excerpt(report, quoted[report.id]) for report in dossier.reports.values()],
        "speaking": [
            excerpt(report, [mention])
            for mention in dossier.incident.mentions or ()
            if (report := ledger.report(mention.report, wanted.as_of)) is not None
        ],
        "origins": descent(ledger, dossier, registry, wanted.as_of),
        "history": History(was(revisions), []),
    }


def _unnamed(revision: Revision) -> Revision:
    """A revision without the name and the words of a person who made it."""
    if revision.who.startswith(_PROGRAM):
        return revision
    return msgspec.structs.replace(revision, who=_SOMEBODY, why=None)


def _write_reports(
    ledger: Ledger, wanted: Filter, cited: dict[str, dict[str, list[str]]], folder: Path
) -> None:
    folder.mkdir()
    families = ledger.families(wanted.as_of)
    copies: dict[str, list[str]] = defaultdict(list)
    for copy in sorted(cited):
        if (first := families.get(copy, copy)) != copy:
            copies[first].append(copy)
    for identity, by_incident in cited.items():
        report = ledger.report(identity, wanted.as_of)
        if report is None:
            continue
        claims = list(ledger.claims_of(chain.from_iterable(by_incident.values()), wanted.as_of))
        body = {
            "report": excerpt(report, claims),
            "claims": sorted(claims, key=lambda claim: (claim.span, claim.id)),
            "incidents": sorted(ledger.incidents_of(by_incident, wanted.as_of), key=lambda one: one.id),
            "rewrites": Rewritten(families.get(identity, identity), copies[identity], None),
            "original": None,
        }
        _write(folder / f"{identity}.json", body)


def excerpt(report: Report, quoted: Iterable[Claim | Mention]) -> Report:
    """A report with the blocks that it is quoted from, and its title; offsets go on holding."""
    spans = [one.span for one in quoted]
    blocks = tuple(
        block
        for block in report.blocks
        if any(start < block.end and block.start < end for start, end in spans)
    )
    text = [" "] * len(report.text)
    for start, end in chain(spans, ((block.start, block.end) for block in blocks)):
        text[start:end] = report.text[start:end]
    return msgspec.structs.replace(report, path="", blocks=blocks, text="".join(text).rstrip())
