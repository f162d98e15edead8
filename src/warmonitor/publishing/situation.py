"""What a situation report says, composed from claims: every statement with the quotes it stands on."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from warmonitor.incidents import PeriodTolls, Sum, timeline
from warmonitor.knowledge.registry import users_registry
from warmonitor.ledger import Filter, Ledger
from warmonitor.ledger.derived import control_of, tolls_of
from warmonitor.model import Claim, Control, Incident, Report, Toll, VoiceFigure
from warmonitor.ontology import load_ontology
from warmonitor.publishing import accounts, words
from warmonitor.publishing.changes import changes
from warmonitor.publishing.notes import Notes, Sentence
from warmonitor.publishing.situation_parts import Account, Area, KeyFigure, Situation, TollRow
from warmonitor.publishing.tables import settled

_HIGHLIGHTS = 7
"""How many incidents are told first."""
_NOT_EVENTS = frozenset({"denied", "retracted"})


def situation(ledger: Ledger, wanted: Filter, since_last: datetime | None = None) -> Situation:
    """What the ledger knows of what a filter asks for.

    The state of knowledge is that of the filter's as-of, else that of the last change of the ledger; no
    clock is read. With `since_last`, what became different since that instant is told too.
    """
    wanted = settled(ledger, wanted)
    incidents = tuple(ledger.incidents(wanted))
    notes = Notes(ledger, wanted.as_of, since_last)
    notes.prepare(incidents)
    tolls = tolls_of(ledger, wanted, users_registry())
    writer = _Writer(ledger, wanted, notes, incidents)
    parts = {
        "changed": tuple(changes(ledger, wanted, since_last, notes)) if since_last else (),
        "highlights": tuple(writer.highlights()),
        "key_figures": tuple(writer.key_figures(tolls)),
        "running": tuple(writer.running(tolls)),
        "control_changes": tuple(_control_changes(ledger, wanted, notes)),
        "areas": tuple(writer.areas()),
        "tolls": tuple(writer.toll_rows()),
        "contradictions": tuple(writer.contradictions()),
        "unknown": tuple(writer.unknown()),
        "not_added": tuple(writer.not_added(tolls)),
    }
    cited = {note.report.id: note.report for note in notes.footnotes}
    return Situation(
        wanted=wanted,
        as_of=wanted.moment,
        since_last=since_last,
        incidents=incidents,
        footnotes=notes.footnotes,
        sources=tuple(sorted(cited.values(), key=_published)),
        **parts,  # type: ignore[arg-type]
    )


def account(incident: Incident, notes: Notes) -> Account:
    """An incident in sentences: what happened, who is said to have done it, how many were harmed."""
    claims = accounts.doing(incident, accounts.telling(notes.claims(incident)))
    happened = f"{words.incident_words(incident)} ({words.standing_words(incident)})."
    told = [notes.say(happened, incident.claims)]
    if who := _who(claims):
        told.append(notes.say(who, [claim.id for claim in claims if claim.actors]))
    if rivals := accounts.rivals(claims):
        naming = [claim.id for claim in claims if any(one.role == "agent" for one in claim.actors)]
        told.append(notes.say(f"Accounts differ on who did it: {'; '.join(rivals)}.", naming))
    for toll in sorted(incident.tolls, key=_prominence):
        text = words.toll_words(toll)
        told.append(notes.say(f"{text[0].upper()}{text[1:]}.", (one.claim for one in toll.by_voice)))
    return tuple(told)


def _who(claims: Sequence[Claim]) -> str:
    """Who is said to have done it and to whom, or who took part; "" where nobody is named."""
    agents, targets = accounts.agreed(claims, "agent"), accounts.agreed(claims, "target")
    targets = [one for one in targets if one.id not in {agent.id for agent in agents}]
    if agents or targets:
        sides = [("by", agents), ("against", targets)]
        said = (f"{role} {', '.join(map(accounts.name_of, side))}" for role, side in sides if side)
        return f"Said to be {' '.join(said)}."
    parties = accounts.agreed(claims, "party")
    return f"Parties named: {', '.join(map(accounts.name_of, parties))}." if parties else ""


class _Writer:
    """Writes the parts about incidents."""

    def __init__(self, ledger: Ledger, wanted: Filter, notes: Notes, incidents: Sequence[Incident]) -> None:
        self._ledger, self._wanted, self._notes = ledger, wanted, notes
        self._incidents = {incident.id: incident for incident in incidents}

    def highlights(self) -> Iterator[Account]:
        """The weightiest incidents of a known place, in the order of time."""
        found = [one for one in self._incidents.values() if _area(one) and one.status not in _NOT_EVENTS]
        moments = [moment for day in timeline(found) for moment in day.moments]
        weighty = sorted(moments, key=lambda moment: (-moment.weight, moment.incident.id))[:_HIGHLIGHTS]
        for moment in sorted(weighty, key=moments.index):
            yield self._account(moment.incident)

    def key_figures(self, tolls: PeriodTolls) -> Iterator[KeyFigure]:
        """Harm to people, added up by the rules of the tolls; the widest groups first."""
        harm = [
            one
            for one in tolls.sums
            if load_ontology().measures[one.measure].harm and (one.low, one.high) != (None, None)
        ]
        for one in sorted(harm, key=_prominence):
            cited = [
                figure.claim
                for identity in one.incidents
                if (incident := self._incidents.get(identity))
                for toll in incident.tolls
                if (toll.measure, toll.group, toll.side) == (one.measure, one.group, one.side)
                for figure in toll.by_voice
            ]
            yield self._key_figure(one, accounts.span_words(_as_toll(one)), len(one.incidents), cited)

    def running(self, tolls: PeriodTolls) -> Iterator[KeyFigure]:
        """Totals that voices give for more than one event; they are added to nothing."""
        for toll in tolls.running:
            for figure in toll.by_voice:
                said = f", said on {words.day_words(figure.said_on)}" if figure.said_on else ""
                told = f"{accounts.span_words(figure)} ({figure.voice}{said})"
                yield self._key_figure(toll, told, 0, [figure.claim])

    def areas(self) -> Iterator[Area]:
        """Incidents by division."""
        by_area: dict[str, list[Incident]] = defaultdict(list)
        for incident in self._incidents.values():
            by_area[_area(incident)].append(incident)
        for name in sorted(by_area, key=lambda name: (not name, name)):
            told = tuple(self._account(incident) for incident in by_area[name])
            yield Area(name or "Place not told or not found", told)

    def toll_rows(self) -> Iterator[TollRow]:
        """Every voice's current figure of harm to people."""
        for incident in self._incidents.values():
            for toll in incident.tolls:
                if load_ontology().measures[toll.measure].harm:
                    for figure in toll.by_voice:
                        yield self._toll_row(incident, toll, figure)

    def contradictions(self) -> Iterator[Sentence]:
        """Where the claims of an incident cannot all be true."""
        for incident in self._incidents.values():
            for one in incident.contested:
                text = f"{words.incident_words(incident)}: {one.about.replace('_', ' ')}."
                yield self._notes.say(text, one.claims)

    def unknown(self) -> Iterator[str]:
        """What this report cannot tell, in numbers of incidents."""
        every = list(self._incidents.values())
        lacking: dict[str, Callable[[Incident], bool]] = {
            "rest on one source": lambda one: one.status == "single_source",
            "have no place that was told or found": lambda one: _area(one) == "",
            "have no first or no last day": lambda one: not (one.time and one.time.start and one.time.end),
            "name no party that could be identified": lambda one: not one.parties,
            "tell of no number of people harmed": lambda one: (
                not any(load_ontology().measures[toll.measure].harm for toll in one.tolls)
            ),
        }
        for what, lacks in lacking.items():
            if count := sum(map(lacks, every)):
                yield f"{count} of {words.counted(len(every), 'incident')} {what}."
        if undated := self._ledger.count_undated("incidents", self._wanted):
            yield f"{words.counted(undated, 'more incident')} without any day may belong to these days."
        yield "What no report tells, and what was not read, is not here."

    def not_added(self, tolls: PeriodTolls) -> Iterator[Sentence]:
        """Incidents whose figures are in no sum, with the reason."""
        for one in tolls.not_added:
            if incident := self._ledger.incident(one.incident, as_of=self._wanted.as_of):
                text = f"{words.incident_words(incident)}: {self._reason(one.reason)}."
                yield self._notes.say(text, incident.claims)

    def _reason(self, reason: str) -> str:
        """A reason that names an incident by its id, in words."""
        before, found, identity = reason.partition("may be part of ")
        whole = self._ledger.incident(identity, as_of=self._wanted.as_of) if found else None
        return f"{before}{found}“{words.incident_words(whole)}”" if whole else reason

    def _account(self, incident: Incident) -> Account:
        return account(incident, self._notes)

    def _key_figure(self, one: Sum | Toll, told: str, incidents: int, cited: Sequence[str]) -> KeyFigure:
        whom = words.whom_words(one.group, one.side)
        return KeyFigure(
            words.listed("measures", one.measure), whom, told, incidents, self._notes.cite(cited)
        )

    def _toll_row(self, incident: Incident, toll: Toll, figure: VoiceFigure) -> TollRow:
        return TollRow(
            incident=incident,
            measure=words.listed("measures", toll.measure),
            whom=words.whom_words(toll.group, toll.side),
            over_all=accounts.span_words(toll),
            voice=figure.voice,
            told=accounts.span_words(figure),
            said_on=words.day_words(figure.said_on) if figure.said_on else "day not told",
            notes=self._notes.cite([figure.claim]),
        )


def _control_changes(ledger: Ledger, wanted: Filter, notes: Notes) -> Iterator[Sentence]:
    """Places whose holders differ between the eve of the period and its end; without a period, all."""
    registry = users_registry()
    after = _by_place(control_of(ledger, wanted, registry, wanted.until))
    eve = wanted.since - timedelta(days=1) if wanted.since else None
    before = _by_place(control_of(ledger, wanted, registry, eve)) if eve else {}
    for place, holds in after.items():
        earlier = before.get(place, [])
        if _holders(holds) == _holders(earlier):
            continue
        now = "; ".join(map(words.control_words, holds))
        was = "; ".join(map(words.control_words, earlier)) or "nothing told"
        name = words.place_words(holds[0].place).partition(" ")[2]
        text = f"{name}: {now}. Before: {was}." if eve else f"{name}: {now}."
        yield notes.say(text, (one.claim for hold in (*holds, *earlier) for one in hold.accounts))


def _by_place(control: Sequence[Control]) -> Mapping[str, list[Control]]:
    places: dict[str, list[Control]] = defaultdict(list)
    for hold in control:
        places[str(hold.place.id)].append(hold)
    return places


def _holders(holds: Sequence[Control]) -> set[tuple[str, str, str]]:
    return {(hold.holder, hold.state, hold.layer) for hold in holds}


def _area(incident: Incident) -> str:
    """Division and country; "" where neither is known."""
    place = incident.place
    if place is None or place.country is None:
        return ""
    country = str(accounts.countries().get(place.country, {}).get("name", place.country))
    return f"{country}: {place.admin1}" if place.admin1 else f"{country}: division not told"


def _prominence(one: Sum | Toll) -> tuple[int, bool, bool, str, tuple[str, ...]]:
    """The order of key figures: by measure, people of no side first."""
    order = list(load_ontology().measures)
    return order.index(one.measure), one.group != "people", bool(one.side), one.group, one.side


def _as_toll(one: Sum) -> Toll:
    return Toll(measure=one.measure, group=one.group, side=one.side, low=one.low, high=one.high, by_voice=())


def _published(report: Report) -> tuple[str, str, str]:
    day = report.published.start.isoformat() if report.published else ""
    return day, report.outlet, report.id
