"""Claims that found no incident but join one: denials, doubts, and words about what happened."""

from collections.abc import Iterable, Iterator, Mapping, Set

from warmonitor.incidents import settings
from warmonitor.incidents.apart import told_as_two
from warmonitor.incidents.blocking import Pair
from warmonitor.incidents.comparison import levels, score
from warmonitor.incidents.denied import gainsays
from warmonitor.incidents.facts import Facts
from warmonitor.model import Claim

Lead = tuple[str, str, float]
"""A claim that founds no incident, one that does and that it may speak of, and their score."""


def leads(wanted: Set[str], drawn: Iterable[Pair], facts: Mapping[str, Facts]) -> Iterator[Lead]:
    """What the claims that deny or doubt an event may speak of, among drawn pairs.

    Args:
        wanted: ids of the claims to place.
        drawn: pairs, one of which is wanted.
        facts: of all of them.
    """
    for one, other in drawn:
        for satellite, anchor in ((one, other), (other, one)):
            if satellite not in wanted or anchor in wanted or told_as_two(facts[satellite], facts[anchor]):
                continue
            if not _speaks_of(facts[satellite], facts[anchor]):
                continue
            found = score(facts[satellite], facts[anchor])
            if found >= settings.weights().threshold:
                yield satellite, anchor, found


def join_satellites(found: Iterable[Lead], home: Mapping[str, str]) -> dict[str, str]:
    """Claims that deny or doubt an event, with the cluster of the claim they are likest to.

    They tie no two clusters together, so that a vague denial cannot make one happening out of two.

    Args:
        found: what each may speak of.
        home: clustered claim id to cluster.
    """
    best: dict[str, tuple[float, str]] = {}
    for satellite, anchor, likeness in found:
        offer = (-likeness, home[anchor])
        best[satellite] = min(best.get(satellite, offer), offer)
    return {satellite: cluster for satellite, (_, cluster) in best.items()}


def _speaks_of(satellite: Facts, anchor: Facts) -> bool:
    """A denial must fit in type, place and day: "no fighting in the town" says nothing of its outskirts."""
    if satellite.claim.modality == "possible" or satellite.claim.type in settings.types().words:
        return True
    if not gainsays(satellite.claim, anchor.claim):
        return False
    found = levels(satellite, anchor)
    return found["place"] not in {"near", "within_reach"} and found["time"] not in {"next_day", "apart"}


def join_words(words: Iterable[Claim], home: Mapping[str, str]) -> dict[str, str]:
    """Acts of speech, with the cluster of what they speak of, through other words where need be.

    Words that speak of no known claim join nothing: what they are about is not guessed.
    """
    spoken = {claim.id: claim for claim in words}
    joined: dict[str, str] = {}
    for claim in spoken.values():
        seen: set[str] = set()
        now: str | None = claim.id
        while now in spoken and now not in seen:
            seen.add(now)
            said = spoken[now].about
            now = said.claim if said else None
        if now is not None and now in home:
            joined[claim.id] = home[now]
    return joined
