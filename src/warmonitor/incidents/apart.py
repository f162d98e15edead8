"""Whether one report tells two of its claims as two happenings, which no score joins then."""

from warmonitor.incidents import settings
from warmonitor.incidents.comparison import actors_level, report_level, time_level
from warmonitor.incidents.facts import Facts
from warmonitor.incidents.places import place_level


def told_as_two(one: Facts, other: Facts) -> bool:
    """Whether the one report that both claims stand in tells them as two happenings.

    By another place, another stated day, another victim, another doer, or words such as "a second attack".
    """
    if one.claim.report != other.claim.report:
        return False
    if one.fine and other.fine and place_level(one, other) in ("within_reach", "elsewhere"):
        return True
    punctual = settings.types().punctual
    if one.claim.type in punctual and other.claim.type in punctual and _other_days(one, other):
        return True
    if _other_takers(one, other):
        return True
    return report_level(one, other) == "one_report" and _two_of_a_kind(one, other)


def _two_of_a_kind(one: Facts, other: Facts) -> bool:
    """Two sentences of one report that set their happenings apart."""
    if _other_victims(one, other) or _other_victims(other, one):
        return True
    same_kind = settings.types().relation(one.claim.type, other.claim.type) in ("same", "general")
    if not same_kind or one.phrase == other.phrase:
        return False
    return one.told_apart or other.told_apart or _other_doers(one, other)


def _other_victims(one: Facts, other: Facts) -> bool:
    """One names who was killed, the other counts dead without that name."""
    return (
        bool(one.victims)
        and any(figure.measure == "killed" for figure in other.claim.figures)
        and one.victims.isdisjoint(other.names | other.victims)
    )


def _other_days(one: Facts, other: Facts) -> bool:
    stated = one.days is not None and other.days is not None and one.days.stated and other.days.stated
    return stated and time_level(one, other) in ("apart", "next_day")


def _other_takers(one: Facts, other: Facts) -> bool:
    """Two different holders or takers, each of the place for itself."""
    taking = {"capture", "entry", "control"}
    if one.claim.type not in taking or other.claim.type not in taking or not (one.doers and other.doers):
        return False
    if _told_against_each_other(one, other):
        return False
    return one.doers.isdisjoint(other.doers) and one.lineage.isdisjoint(other.lineage)


def _told_against_each_other(one: Facts, other: Facts) -> bool:
    """One place that two voices give to two: one matter, of which they tell differently."""
    first, second = one.claim.voices[0], other.claim.voices[0]
    voiced = first.kind != "outlet" and second.kind != "outlet" and first.name != second.name
    return voiced and not {place.id for place in one.fine}.isdisjoint(place.id for place in other.fine)


def _other_doers(one: Facts, other: Facts) -> bool:
    one_sided = settings.types().one_sided
    return (
        one.claim.type in one_sided
        and other.claim.type in one_sided
        and actors_level(one, other) == "different"
    )
