"""Two claims compared: levels, each with its match weight, adding up to a score in bits.

The model is that of probabilistic record linkage (Fellegi and Sunter 1969), shown as a waterfall: how
much each comparison speaks for or against one happening.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from warmonitor.incidents import rarity, settings, wording
from warmonitor.incidents.facts import Days, Facts, Quantity
from warmonitor.incidents.figures import only_totals
from warmonitor.incidents.places import place_level


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the waterfall: what was compared, the level found, its weight in bits."""

    comparison: str
    level: str
    weight: float


def levels(one: Facts, other: Facts) -> dict[str, str]:
    """The level of every comparison between two claims; the same for (one, other) and (other, one)."""
    found = {
        "type": _type(one, other),
        "place": place_level(one, other),
        "time": time_level(one, other),
        "actors": actors_level(one, other),
        "figures": _figures(one, other),
        "words": _words(one, other),
        "names": _names(one, other),
        "recall": _recall(one, other),
        "deed": _deed(one, other),
        "dead": _dead(one, other),
        "copy": _copy(one, other),
        "report": report_level(one, other),
        "heading": "none" if one.headings.isdisjoint(other.headings) else "shared",
    }
    return {**found, "bearing": _bearing(found)}


_ONE_MATTER = frozenset(
    {("copy", "same_words"), ("heading", "shared")}
    | {("report", level) for level in ("one_sentence", "taken_up", "one_report")}
    | {("place", level) for level in ("same", "near", "among", "one_name", "within_reach", "named")}
    | {("place", level) for level in ("same_division", "contained", "told_near")}
    | {("names", level) for level in ("victim", "several", "rare", "seldom", "rare_place")}
)


def _bearing(found: Mapping[str, str]) -> str:
    """Whether place, name or report says that two claims speak of one matter, not words and numbers alone."""
    return "nothing" if _ONE_MATTER.isdisjoint(found.items()) else "something"


def waterfall(one: Facts, other: Facts) -> tuple[Step, ...]:
    """The comparison of two claims line by line, the prior first."""
    return steps(settings.weights(), levels(one, other))


def steps(known: settings.Bits, found: Mapping[str, str]) -> tuple[Step, ...]:
    """The levels that a comparison found, each with its weight, the prior first."""
    lines = [Step(comparison, level, known.bits(comparison, level)) for comparison, level in found.items()]
    return (Step("prior", "", known.prior), *lines)


def total(known: settings.Bits, found: Mapping[str, str]) -> float:
    """The sum of the steps, in bits."""
    return known.prior + sum(known.bits(comparison, level) for comparison, level in found.items())


def score(one: Facts, other: Facts) -> float:
    """The sum of the waterfall's weights, in bits; two unlike types never speak for one happening."""
    known = settings.weights()
    found = levels(one, other)
    bits = total(known, found)
    return min(bits, known.unlike_at_most) if found["type"] == "unlike" else bits


def _type(one: Facts, other: Facts) -> str:
    known = settings.types()
    for said, done in ((one.claim.type, other.claim.type), (other.claim.type, one.claim.type)):
        if said in known.answering and done in known.answered:
            return "speech"
    if one.claim.type != other.claim.type and (only_totals(one.claim) or only_totals(other.claim)):
        return "unlike"
    return known.relation(one.claim.type, other.claim.type) or "unlike"


def time_level(one: Facts, other: Facts) -> str:
    """How the days told stand to each other."""
    if one.days is None or other.days is None:
        return "unknown"
    if not (one.days.stated or other.days.stated):
        return _issues(one.days.end - other.days.end)
    return _gap(one.days, other.days) or _overlap(one.days, other.days)


def _issues(gap: int) -> str:
    """Neither tells a day: how the days of their papers stand to each other."""
    if gap == 0:
        return "one_issue"
    return "two_issues" if abs(gap) <= settings.weights().window_days else "apart"


def _gap(first: Days, second: Days) -> str | None:
    """Two intervals that do not meet."""
    gap = max(first.start, second.start) - min(first.end, second.end)
    if gap < 1:
        return None
    if gap == 1 and first.stated and second.stated:
        return "next_day"
    later = max(first, second, key=lambda days: days.end)
    return "apart" if later.stated or gap > settings.weights().window_days else "told_later"


def _overlap(first: Days, second: Days) -> str:
    if first.vague or second.vague:
        return "overlap" if (first.start, first.end) == (second.start, second.end) else "vague"
    if not (first.stated and second.stated):
        return "same_day" if first.end == second.end else "near_day"
    return "same_day" if first.start == second.start and first.end == second.end else "overlap"


def _recall(one: Facts, other: Facts) -> str:
    """How the later paper tells it: of a day on which the earlier had it, looking back, or as news."""
    if one.days and other.days and one.days.stated and other.days.stated:
        return "dated"
    earlier, later = sorted((one, other), key=lambda facts: facts.paragraph.issued or 0)
    first, second = earlier.paragraph, later.paragraph
    if first.issued is None or second.issued is None:
        return "unknown"
    gap = second.issued - first.issued
    if gap == 0:
        return "same_issue_back" if first.looks_back or second.looks_back else "same_issue"
    if second.toll:
        return "toll"
    return _told_again(earlier, later, gap)


def _told_again(earlier: Facts, later: Facts, gap: int) -> str:
    """How a paper tells it that comes so many days after another."""
    known, paragraph = settings.weights(), later.paragraph
    told = earlier.paragraph.issued or 0
    how = "back" if paragraph.looks_back else "news"
    if (gap == 1 and paragraph.yesterday) or any(
        start <= told and told - 1 <= end for start, end in paragraph.told_days
    ):
        return f"its_day_{how}"
    late = gap >= known.window_days
    if later.claim.newness == "ongoing":
        return "going_on_later" if late else "going_on"
    acts = {earlier.claim.type, later.claim.type} <= settings.types().punctual
    if late:
        return f"{how}_later"
    return "another" if acts and how == "news" else how


def _deed(one: Facts, other: Facts) -> str:
    first, second = one.paragraph.deeds, other.paragraph.deeds
    if not (first and second):
        return "unknown"
    return "other" if first.isdisjoint(second) else "shared"


def _dead(one: Facts, other: Facts) -> str:
    first, second = one.paragraph.dead, other.paragraph.dead
    known = settings.weights()
    if not (first and second):
        return "unknown"
    if first == second:
        return "equal" if first > known.telling else "few"
    return "close" if _is_close(first, second) else "other"


def _is_close(one: int, other: int) -> bool:
    """As near as the counts of one happening are on its first days."""
    known = settings.weights()
    return abs(one - other) <= max(known.close_by, known.close_share * max(one, other))


def actors_level(one: Facts, other: Facts) -> str:
    """How those who did it stand to each other."""
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
    if _is_close(large, small):
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
    least = min(sum(map(rarity.word_bits, told)) for told in (one.words, other.words))
    shared = rarity.shared_bits(one.words, other.words) / max(1, least)
    return next(
        (level for level in ("most", "many", "some", "few") if shared >= known.words_from[level]), "none"
    )


def _names(one: Facts, other: Facts) -> str:
    if names_level(one.victims & other.victims, frozenset()) == "several":
        return "victim"
    first, second = one.paragraph, other.paragraph
    return names_level(one.names & other.names, first.place_names | second.place_names)


def names_level(shared: frozenset[str], places: frozenset[str]) -> str:
    """How telling the names are that two texts share, given those of their places."""
    known = settings.weights()
    bits = sorted((rarity.name_bits(name) for name in shared - places), reverse=True)
    if len(bits) > 1 and bits[0] >= known.rare_bits and bits[1] >= known.seldom_bits:
        return "several"
    if bits and bits[0] >= known.seldom_bits:
        return "rare" if bits[0] >= known.rare_bits else "seldom"
    if any(rarity.name_bits(name) >= known.rare_bits for name in shared):
        return "rare_place"
    return "common" if shared else "none"


def _copy(one: Facts, other: Facts) -> str:
    if one.family != other.family or one.claim.report == other.claim.report:
        return "none"
    alike = wording.likeness(one.phrase, other.phrase) >= settings.family_rules().sentence_likeness
    return "same_words" if alike else "none"


def report_level(one: Facts, other: Facts) -> str:
    """Whether one sentence or one report tells both, or a later sentence takes up the other."""
    if one.claim.report != other.claim.report:
        return "none"
    if one.takes_up == other.claim.id or other.takes_up == one.claim.id:
        return "taken_up"
    first, second = one.claim.span, other.claim.span
    return "one_sentence" if first[0] < second[1] and second[0] < first[1] else "one_report"
