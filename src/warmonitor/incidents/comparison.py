"""Two claims compared: levels, each with its match weight, adding up to a score in bits.

The model is that of probabilistic record linkage (Fellegi and Sunter 1969), shown as a waterfall: how
much each comparison speaks for or against one happening.
"""

from dataclasses import dataclass

from warmonitor.incidents import settings, wording
from warmonitor.incidents.facts import Facts, Quantity
from warmonitor.incidents.places import place_level


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the waterfall: what was compared, the level found, its weight in bits."""

    comparison: str
    level: str
    weight: float


def levels(one: Facts, other: Facts) -> dict[str, str]:
    """The level of every comparison between two claims; the same for (one, other) and (other, one)."""
    return {
        "type": _type(one, other),
        "place": place_level(one, other),
        "time": _time(one, other),
        "actors": _actors(one, other),
        "figures": _figures(one, other),
        "words": _words(one, other),
        "names": _names(one, other),
        "copy": _copy(one, other),
        "report": _report(one, other),
        "heading": "none" if one.headings.isdisjoint(other.headings) else "shared",
    }


def waterfall(one: Facts, other: Facts) -> tuple[Step, ...]:
    """The comparison of two claims line by line, the prior first."""
    known = settings.weights()
    found = levels(one, other).items()
    lines = [Step(comparison, level, known.bits(comparison, level)) for comparison, level in found]
    return (Step("prior", "", known.prior), *lines)


def score(one: Facts, other: Facts) -> float:
    """The sum of the waterfall's weights, in bits; two unlike types never speak for one happening."""
    known = settings.weights()
    found = levels(one, other)
    total = known.prior + sum(known.bits(comparison, level) for comparison, level in found.items())
    return min(total, known.unlike_at_most) if found["type"] == "unlike" else total


def _type(one: Facts, other: Facts) -> str:
    known = settings.types()
    for said, done in ((one.claim.type, other.claim.type), (other.claim.type, one.claim.type)):
        if said in known.answering and done in known.answered:
            return "speech"
    return known.relation(one.claim.type, other.claim.type) or "unlike"


def _time(one: Facts, other: Facts) -> str:
    first, second = one.days, other.days
    if first is None or second is None:
        return "unknown"
    gap = max(first.start, second.start) - min(first.end, second.end)
    if gap > 1 or (gap == 1 and not (first.stated and second.stated)):
        later = max(first, second, key=lambda days: days.end)
        return "apart" if later.stated or gap > settings.weights().window_days else "told_later"
    if gap == 1:
        return "next_day"
    if first.vague or second.vague:
        return "overlap" if (first.start, first.end) == (second.start, second.end) else "vague"
    if not (first.stated and second.stated):
        return "same_day" if first.end == second.end else "near_day"
    return "same_day" if first.start == second.start and first.end == second.end else "overlap"


def _actors(one: Facts, other: Facts) -> str:
    if not (one.doers and other.doers):
        return "unknown" if one.others.isdisjoint(other.others) else "kindred"
    if not one.doers.isdisjoint(other.doers):
        return "same"
    if not one.lineage.isdisjoint(other.lineage):
        return "kindred"
    territory = settings.types().territory
    both_sides = one.claim.type != other.claim.type and {one.claim.type, other.claim.type} <= territory
    return "opposed" if both_sides else "different"


def _figures(one: Facts, other: Facts) -> str:
    shared = sorted(one.figures.keys() & other.figures.keys())
    if not shared:
        return "none"
    found = {_quantities(one, other, measure) for measure in shared}
    return next(level for level in ("far", "apart", "equal", "meet", "close", "rising") if level in found)


def _quantities(one: Facts, other: Facts, measure: str) -> str:
    known = settings.weights()
    first, second = one.figures[measure], other.figures[measure]
    if first == second and first.low == first.high and (first.low or 0) > known.telling:
        return "equal"
    if meet(first, second):
        return "meet"
    large, small = _reach(first), _reach(second)
    if abs(large - small) <= max(known.close_by, known.close_share * max(large, small)):
        return "close"
    if max(large, small) > known.far_factor * max(1, min(large, small)):
        return "far"
    if one.said is not None and other.said is not None and (one.said - other.said) * (large - small) > 0:
        return "rising"
    return "apart"


def _reach(quantity: Quantity) -> int:
    return max(quantity.low or 0, quantity.high or 0)


def meet(one: Quantity, other: Quantity) -> bool:
    """Whether two ranges have a number in common; open ends reach as far as need be, "about" a tenth."""
    return _least(one) <= _most(other) and _least(other) <= _most(one)


def _least(quantity: Quantity) -> float:
    low = quantity.low or 0
    return low * 0.9 if quantity.approx else low


def _most(quantity: Quantity) -> float:
    if quantity.high is None:
        return float("inf")
    return quantity.high * 1.1 if quantity.approx else quantity.high


def _words(one: Facts, other: Facts) -> str:
    known = settings.weights()
    if min(len(one.words), len(other.words)) < known.enough_words:
        return "unknown"
    shared = wording.overlap(one.words, other.words)
    return next(
        (level for level in ("most", "many", "some", "few") if shared >= known.words_from[level]), "none"
    )


def _names(one: Facts, other: Facts) -> str:
    return ("none", "shared", "several")[min(2, len(one.names & other.names))]


def _copy(one: Facts, other: Facts) -> str:
    if one.family != other.family or one.claim.report == other.claim.report:
        return "none"
    alike = wording.likeness(one.phrase, other.phrase) >= settings.family_rules().sentence_likeness
    return "same_words" if alike else "none"


def _report(one: Facts, other: Facts) -> str:
    if one.claim.report != other.claim.report:
        return "none"
    first, second = one.claim.span, other.claim.span
    return "one_sentence" if first[0] < second[1] and second[0] < first[1] else "one_report"


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
    return _report(one, other) != "one_sentence" and _two_of_a_kind(one, other)


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
        and "killed" in other.figures
        and one.victims.isdisjoint(other.names | other.victims)
    )


def _other_days(one: Facts, other: Facts) -> bool:
    stated = one.days is not None and other.days is not None and one.days.stated and other.days.stated
    return stated and _time(one, other) in ("apart", "next_day")


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
        one.claim.type in one_sided and other.claim.type in one_sided and _actors(one, other) == "different"
    )
