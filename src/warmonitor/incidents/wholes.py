"""Which incident a wider one may already count: the narrowest such one, without comparing all with all."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from warmonitor.incidents import settings
from warmonitor.incidents.places import EARTH_KM, holds, near, uncertainty_km
from warmonitor.incidents.setting import FINE
from warmonitor.model import Incident, Place

_RANK = {"point": 0, "settlement": 1, "district": 2, "division": 3, "region": 4, "country": 5}

_SHORT = 31
"""Days that an incident may last to be looked for by its days; a longer one is looked for by its years."""

_KM_PER_DEGREE = EARTH_KM * 3.1415 / 180
"""Of latitude, a little less than it is: never farther than two places are from each other."""

Breadth = tuple[int, int, bool]
"""How precisely the place is known, days, and whether the type is a broad one; what is wider is greater."""

_Ranked = tuple[Breadth, str, Incident]


def parents_of(incidents: Sequence[Incident]) -> dict[str, str]:
    """Incidents that a wider one may already count, with the id of the narrowest such one.

    A wider one tells of a wider place of the same country that holds the other's, or of the same place for
    longer or in broader terms, and their days may meet.
    """
    nearby = _Wholes(one for one in incidents if _is_wide(one))
    found = ((part.id, nearby.narrowest(part)) for part in incidents)
    return {part: whole for part, whole in found if whole is not None}


def _is_wide(incident: Incident) -> bool:
    return incident.type in settings.types().broad or _rank(incident.place) > 2 or _days(incident) > 0


class _Wholes:
    """Wide incidents by their places."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        at: dict[tuple[object, ...], list[Incident]] = defaultdict(list)
        for one in incidents:
            if one.place is not None:
                at[_stands_for(one.place)].append(one)
        self._places = _Places([(every[0].place, _Times(every)) for every in at.values() if every[0].place])
        self._known: dict[tuple[object, ...], list[_Times]] = {}

    def narrowest(self, part: Incident) -> str | None:
        if part.place is None:
            return None
        where = _stands_for(part.place)
        if where not in self._known:
            self._known[where] = self._places.around(part.place)
        found = [whole for times in self._known[where] if (whole := times.narrowest(part))]
        return min(found)[1] if found else None


def _stands_for(place: Place) -> tuple[object, ...]:
    """All of a place that says which others hold it or are near it."""
    where = (place.id, place.name, place.lat, place.lon, place.country, place.admin1)
    return (*where, place.precision, place.relation)


class _Places:
    """Places of wide incidents: by id, by the country or division that they are, by latitude."""

    def __init__(self, places: Sequence[tuple[Place, "_Times"]]) -> None:
        self._every = places
        self._of_id: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
        self._holding: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
        self._by_latitude: dict[str | None, list[tuple[float, int]]] = defaultdict(list)
        fine = [place for place, _ in places if place.precision in FINE]
        self._reach = max(map(uncertainty_km, fine), default=0.0)
        for number, (place, _) in enumerate(places):
            self._of_id[place.country, place.id].append(number)
            if place.precision == "country":
                self._holding[place.country, None].append(number)
            elif place.precision == "division":
                for name in {place.admin1, place.name} - {None}:
                    self._holding[place.country, name].append(number)
            elif place.precision in FINE and place.lat is not None:
                self._by_latitude[place.country].append((place.lat, number))
        for row in self._by_latitude.values():
            row.sort()

    def around(self, part: Place) -> list["_Times"]:
        """The wide incidents of each place of the country that holds this one or is near it."""
        may_be = {*self._of_id.get((part.country, part.id), ()), *self._beside(part)}
        for name in {None, part.admin1}:
            may_be.update(self._holding.get((part.country, name), ()))
        every = (self._every[number] for number in sorted(may_be))
        return [times for place, times in every if holds(place, part) or near(place, part)]

    def _beside(self, part: Place) -> Iterator[int]:
        if part.precision not in FINE or part.lat is None:
            return
        row = self._by_latitude.get(part.country, [])
        away = (self._reach + uncertainty_km(part)) / _KM_PER_DEGREE
        first = bisect_left(row, (part.lat - away, -1))
        for latitude, number in row[first:]:
            if latitude > part.lat + away:
                return
            yield number


class _Times:
    """Wide incidents of one place by their times, each list the narrowest first."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._all = sorted((_breadth(one), one.id, one) for one in incidents)
        self._open: list[_Ranked] = []
        self._of_day: dict[date, list[_Ranked]] = defaultdict(list)
        self._of_year: dict[int, list[_Ranked]] = defaultdict(list)
        self._long_of_year: dict[int, list[_Ranked]] = defaultdict(list)
        for ranked in self._all:
            self._keep(ranked)

    def _keep(self, ranked: _Ranked) -> None:
        span = _span(ranked[2])
        if span is None:
            self._open.append(ranked)
            return
        short = _is_short(span)
        for year in range(span[0].year, span[1].year + 1):
            self._of_year[year].append(ranked)
            if not short:
                self._long_of_year[year].append(ranked)
        for day in _each_day(span) if short else ():
            self._of_day[day].append(ranked)

    def narrowest(self, part: Incident) -> tuple[Breadth, str] | None:
        """The narrowest that is wider than an incident of a place near this one, and whose days may meet."""
        breadth = _breadth(part)
        found = [one for row in self._rows(part) if (one := _first(row, breadth, part))]
        return min(found, default=None)

    def _rows(self, part: Incident) -> Iterator[list[_Ranked]]:
        """Lists that have between them all incidents that an incident's own days may meet."""
        span = _span(part)
        if span is None:
            yield self._all
            return
        yield self._open
        short = _is_short(span)
        of_year = self._long_of_year if short else self._of_year
        for year in range(span[0].year, span[1].year + 1):
            yield of_year.get(year, [])
        for day in _each_day(span) if short else ():
            yield self._of_day.get(day, [])


def _first(row: Sequence[_Ranked], breadth: Breadth, part: Incident) -> tuple[Breadth, str] | None:
    """The first of a list that is wider, is another one, and whose days may meet an incident's own."""
    start = bisect_right(row, breadth, key=lambda ranked: ranked[0])
    for number in range(start, len(row)):
        found, whole, incident = row[number]
        if whole != part.id and _covers(incident, part):
            return found, whole
    return None


def _bounds(incident: Incident) -> tuple[date, date] | None:
    """The first and last day as told, the one for the other where only one is."""
    time = incident.time
    start, end = (time.start or time.end, time.end or time.start) if time else (None, None)
    return None if start is None or end is None else (start, end)


def _span(incident: Incident) -> tuple[date, date] | None:
    """The first and last day, where either is told and they are in order."""
    told = _bounds(incident)
    return None if told is None or told[1] < told[0] else told


def _is_short(span: tuple[date, date]) -> bool:
    return (span[1] - span[0]).days <= _SHORT


def _each_day(span: tuple[date, date]) -> Iterator[date]:
    return (span[0] + timedelta(days=more) for more in range((span[1] - span[0]).days + 1))


def _covers(whole: Incident, part: Incident) -> bool:
    first, second = _bounds(whole), _bounds(part)
    return first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])


def _rank(place: Place | None) -> int:
    return _RANK.get(place.precision, 9) if place else 9


def _days(incident: Incident) -> int:
    time = incident.time
    return (time.end - time.start).days if time and time.start and time.end else 0


def _breadth(incident: Incident) -> Breadth:
    return (_rank(incident.place), _days(incident), incident.type in settings.types().broad)
