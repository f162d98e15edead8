"""Which incident a paragraph that looks back speaks of: drawn by names, compared, the likeliest."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from heapq import nsmallest

from warmonitor.incidents import rarity, settings
from warmonitor.incidents.blocking import Key
from warmonitor.incidents.comparison import Step, names_level, steps, total
from warmonitor.incidents.facts import Facts
from warmonitor.incidents.linkage import Tie
from warmonitor.incidents.looking_back import deeds
from warmonitor.incidents.passages import Passage, telling_numbers
from warmonitor.incidents.places import near
from warmonitor.model import Claim, Mention

Lead = tuple[str, str, float]
"""A paragraph, a claim of what it may speak of, and their score in bits."""


def keys(passage: Passage) -> Iterator[Key]:
    """The blocks of claims that a paragraph is held against."""
    yield ("report", passage.report)
    yield from _names(passage.names)


def claim_keys(facts: Facts) -> Iterator[Key]:
    """The blocks in which paragraphs meet a claim."""
    if facts.days is not None:
        yield ("report", facts.claim.report)
        yield from _names(facts.names)


def _names(names: Iterable[str]) -> Iterator[Key]:
    return (("name", name) for name in names if rarity.name_bits(name) >= settings.mentions().block_bits)


def pairs(passages: Mapping[str, Passage], facts: Mapping[str, Facts]) -> Iterator[tuple[str, str]]:
    """Paragraphs and the claims that they are held against, each pair once."""
    blocks: dict[Key, list[Facts]] = defaultdict(list)
    for claim in facts.values():
        for key in claim_keys(claim):
            blocks[key].append(claim)
    by_key: dict[Key, list[Passage]] = defaultdict(list)
    for passage in passages.values():
        for key in keys(passage):
            if key in blocks:
                by_key[key].append(passage)
    found = {pair for key, told in by_key.items() for pair in pairs_in_block(told, blocks[key])}
    yield from sorted(found)


def pairs_in_block(passages: Iterable[Passage], claims: Iterable[Facts]) -> Iterator[tuple[str, str]]:
    """The pairs of one block: for each paragraph the claims of the nearest papers, but for its own claims and
    for what happened only later.
    """
    known = settings.mentions()
    ordered = sorted(
        (one.paragraph.issued, one.claim.id, one) for one in claims if one.paragraph.issued is not None
    )
    days = [day for day, _, _ in ordered]
    for passage in passages:
        first = bisect_left(days, passage.issued - known.after_days)
        last = bisect_right(days, passage.issued + known.before_days)
        others = (
            (abs(day - passage.issued), claim)
            for day, claim, one in ordered[first:last]
            if not _is_own(one.claim, passage) and _begun(one) <= passage.issued
        )
        for _, claim in nsmallest(known.neighbours, others):
            yield passage.id, claim


def _begun(facts: Facts) -> int:
    return facts.days.start if facts.days is not None else 0


def _is_own(claim: Claim, passage: Passage) -> bool:
    """Whether a claim stands in the paragraph itself."""
    start, end = passage.block
    return claim.report == passage.report and start <= claim.span[0] and claim.span[1] <= end


def leads(
    drawn: Iterable[tuple[str, str]], passages: Mapping[str, Passage], facts: Mapping[str, Facts]
) -> Iterator[Lead]:
    """The drawn pairs that score high enough."""
    for passage, claim in drawn:
        found = score(passages[passage], facts[claim])
        if found >= settings.mentions().threshold:
            yield passage, claim, found


def levels(passage: Passage, facts: Facts) -> dict[str, str]:
    """The level of every comparison between a paragraph that looks back and a claim of another report."""
    found = {
        "cue": passage.cue,
        "day": _day(passage, facts),
        "gap": _gap(passage, facts),
        "place": _place(passage, facts),
        "names": _people(passage, facts),
        "wording": _wording(passage, facts),
        "deed": _deed(passage, facts),
        "numbers": _numbers(passage, facts),
        "own": _own(passage, facts),
    }
    return {**found, "bearing": _bearing(found)}


_VAGUE = frozenset({"answer", "continued", "toll"})
_OF_THE_HAPPENING = frozenset(
    {("day", "its_day"), ("place", "town"), ("place", "division"), ("deed", "shared"), ("numbers", "shared")}
    | {("names", "victim")}
)


def _bearing(found: Mapping[str, str]) -> str:
    """Whether anything but the people named bears on the happening, where the cue names none."""
    return "people" if found["cue"] in _VAGUE and _OF_THE_HAPPENING.isdisjoint(found.items()) else "happening"


def waterfall(passage: Passage, facts: Facts) -> tuple[Step, ...]:
    """The comparison line by line, the prior first; it adds up to the score in bits."""
    return steps(settings.mentions(), levels(passage, facts))


def score(passage: Passage, facts: Facts) -> float:
    """The sum of the waterfall."""
    return total(settings.mentions(), levels(passage, facts))


def _people(passage: Passage, facts: Facts) -> str:
    """How telling the names are that both have; several of one who was killed there are those of its dead."""
    places = passage.place_names | facts.paragraph.place_names
    killed = facts.claim.type == "killing" or "killed" in facts.figures
    if killed and names_level(passage.names & facts.victims, places) == "several":
        return "victim"
    return names_level(passage.names & facts.names, places)


def _day(passage: Passage, facts: Facts) -> str:
    if not passage.days:
        return "untold"
    return "other_day" if passage.days.isdisjoint(_days(facts)) else "its_day"


def _days(facts: Facts) -> range:
    """The days on which the happening may have been; none where that is a month or more."""
    days = facts.days
    return range(0) if days is None or days.vague else range(days.start, days.end + 1)


def _gap(passage: Passage, facts: Facts) -> str:
    gap = passage.issued - (facts.paragraph.issued or passage.issued)
    if gap < 0:
        return "earlier"
    return ("same_issue", "next", "days", "days", "week")[min(gap, 4)]


def _place(passage: Passage, facts: Facts) -> str:
    towns = facts.fine or facts.told_near
    if any(_named(name, passage) for name in facts.towns or (place.text for place in towns)):
        return "town"
    if any(near(one, other) for one in passage.towns for other in towns):
        return "town"
    if passage.towns and towns:
        return "elsewhere"
    if any(place.admin1 and _named(place.admin1, passage) for place in (*towns, *facts.coarse)):
        return "division"
    if not (passage.countries and facts.countries):
        return "unknown"
    return "other_country" if passage.countries.isdisjoint(facts.countries) else "country"


def _named(name: str, passage: Passage) -> bool:
    """Whether a paragraph has all the words of a name, in lower case or not."""
    keys = rarity.name_keys(name.title() if name.islower() else name)
    return bool(keys) and keys <= passage.names


def _wording(passage: Passage, facts: Facts) -> str:
    least = min(sum(map(rarity.word_bits, told)) for told in (passage.words, facts.phrase))
    shared = rarity.shared_bits(passage.words, facts.phrase) / max(1, least)
    known = settings.mentions()
    return next((level for level, least in known.wording_from.items() if shared >= least), "none")


def _deed(passage: Passage, facts: Facts) -> str:
    done = deeds(facts.claim.quote) or facts.paragraph.deeds
    if not (passage.deeds and done):
        return "unknown"
    return "other" if passage.deeds.isdisjoint(done) else "shared"


@lru_cache(maxsize=4096)
def _told(quote: str) -> frozenset[str]:
    return telling_numbers(quote)


def _numbers(passage: Passage, facts: Facts) -> str:
    told = _told(facts.claim.quote)
    if not (passage.numbers and told):
        return "none"
    return "other" if passage.numbers.isdisjoint(told) else "shared"


def _own(passage: Passage, facts: Facts) -> str:
    if not passage.types:
        return "nothing"
    known = settings.types()
    if not any(known.relation(own, facts.claim.type) for own in passage.types):
        return "unlike"
    return "taken_up" if passage.cue in {"toll", "dated", "definite"} else "like"


def attached(
    found: Iterable[Lead],
    passages: Mapping[str, Passage],
    home: Mapping[str, str],
    inside: Mapping[str, Set[str]],
) -> dict[str, list[Lead]]:
    """For each cluster the paragraphs that speak of it, one of a report, in the order of the reports.

    A paragraph speaks of the one it is likest to. Where its report has a claim in that one, only a sentence
    counts that takes up such a claim and makes another, which answers it.

    Args:
        found: what each may speak of.
        passages: the paragraphs by id.
        home: claim id to cluster, for all claims that are in one.
        inside: report id to the clusters that hold a claim of it.
    """
    best: dict[str, tuple[float, str, str]] = {}
    for passage, claim, likeness in found:
        offer = (-likeness, home[claim], claim)
        best[passage] = min(best.get(passage, offer), offer)
    spoken: dict[tuple[str, str], tuple[float, str, str]] = {}
    for passage, (likeness, cluster, claim) in best.items():
        known = passages[passage]
        homes = {home.get(one) for one in known.claims}
        answers = cluster in homes and homes != {cluster}
        if answers or cluster not in inside.get(known.report, ()):
            offer = (likeness, passage, claim)
            spoken[cluster, known.report] = min(spoken.get((cluster, known.report), offer), offer)
    clusters: dict[str, list[Lead]] = defaultdict(list)
    for (cluster, _), (likeness, passage, claim) in sorted(spoken.items()):
        clusters[cluster].append((passage, claim, -likeness))
    return clusters


def mention(lead: Lead, passages: Mapping[str, Passage], home: Mapping[str, str]) -> Mention:
    """What an incident keeps of a paragraph that speaks of it; `home` as for `attached`."""
    passage, anchor, likeness = lead
    known = passages[passage]
    others = tuple(claim for claim in known.claims if home.get(claim) != home[anchor])
    return Mention(report=known.report, span=known.span, claims=others, score=round(likeness, 3))


def tie(lead: Lead, passages: Mapping[str, Passage], facts: Mapping[str, Facts]) -> Tie:
    """Why an incident has a mention."""
    passage, claim, _ = lead
    lines = waterfall(passages[passage], facts[claim])
    return Tie(passages[passage].report, claim, lines, sum(line.weight for line in lines))
