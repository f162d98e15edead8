"""One happening out of many reports: claims linked into incidents."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from warmonitor.incidents import mentioning, settings
from warmonitor.incidents.apart import told_as_two
from warmonitor.incidents.blocking import pairs
from warmonitor.incidents.clusters import Clusters, Pair, spanning
from warmonitor.incidents.comparison import score, waterfall
from warmonitor.incidents.compose import compose
from warmonitor.incidents.facts import Facts, gather
from warmonitor.incidents.families import Families, find_families
from warmonitor.incidents.joining import Lead, join_satellites, join_words, leads
from warmonitor.incidents.linkage import Change, Decisions, Explanation, Link, Linkage
from warmonitor.incidents.mentioning import attached, mention, tie
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.passages import Passage, passages
from warmonitor.incidents.union import Union
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Incident, Report


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs of founding claims with their scores, smaller id first; what others may speak of; facts.

    `leads` are those of claims that found no incident, `mentions` those of paragraphs that look back.
    """

    facts: Mapping[str, Facts]
    pairs: Mapping[Pair, float]
    leads: Sequence[Lead]
    passages: Mapping[str, Passage]
    mentions: Sequence[Lead]


@dataclass(slots=True)
class Roles:
    """Claims by what they may do: found an incident, join one, speak of one, or none of these."""

    core: list[Claim] = field(default_factory=list)
    satellites: list[Claim] = field(default_factory=list)
    words: list[Claim] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)


def link(  # noqa: PLR0913
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    registry: Registry,
    earlier: Sequence[Incident] = (),
    *,
    decisions: Decisions | None = None,
    families: Families | None = None,
    scored: Scored | None = None,
) -> Linkage:
    """Links claims into incidents; the same partition whatever the order of the claims.

    Args:
        claims: all claims that may belong together: new ones, and those of the earlier incidents passed in.
        reports: the reports of these claims, by id.
        registry: actors and voices, for parents and sides.
        earlier: incidents as they were; an id that no longer exists is redirected.
        decisions: reviewers' merges and splits.
        families: copies among the reports, where already known; found anew when None.
        scored: pairs already drawn and scored, as where many machines share the work; drawn anew when None.
    """
    found = families or find_families(reports[key] for key in sorted(reports))
    by_id = {claim.id: claim for claim in claims}
    roles = roles_of(by_id[key] for key in sorted(by_id))
    scored = scored or _scored(
        roles,
        gather((*roles.core, *roles.satellites), reports, found.first, registry),
        passages(reports.values(), by_id.values(), registry),
    )
    scores = scored.pairs
    core = {claim.id: scored.facts[claim.id] for claim in roles.core}
    clusters = _cluster(core, scores, decisions or Decisions())
    home = {claim: cluster[0] for cluster in clusters for claim in cluster}
    joined = join_satellites(scored.leads, home)
    joined |= join_words(roles.words, {**home, **joined})
    outside = {claim.id: "speaks of no incident known here" for claim in (*roles.satellites, *roles.words)}
    left_out = roles.left_out | {key: why for key, why in outside.items() if key not in joined}

    origins = Origins(reports, found.first, registry)
    satellites: dict[str, list[Claim]] = defaultdict(list)
    for claim, anchor in joined.items():
        satellites[anchor].append(by_id[claim])
    every = {**home, **joined}
    mentions = attached(scored.mentions, scored.passages, every, _inside(every, by_id))
    ties = spanning(clusters, scores, settings.weights().threshold)
    incidents: list[Incident] = []
    explanations: dict[str, Explanation] = {}
    for cluster in clusters:
        members = [by_id[claim] for claim in cluster]
        incident, graded, apart = compose(members, satellites[cluster[0]], origins, registry)
        links = tuple(_link(core[one], core[other]) for one, other in ties.get(cluster[0], ()))
        spoken = mentions.get(cluster[0], [])
        told = tuple(mention(lead, scored.passages, every) for lead in spoken)
        why = tuple(tie(lead, scored.passages, core) for lead in spoken)
        incidents.append(replace(incident, mentions=told) if told else incident)
        explanations[incident.id] = Explanation(links, graded, apart, why)
    incidents.sort(key=lambda incident: incident.id)
    redirects, changes = trace(earlier, incidents)
    return Linkage(
        incidents=tuple(incidents),
        redirects=redirects,
        families=found.first,
        rewrites=found.rewrites,
        explanations=explanations,
        left_out=dict(sorted(left_out.items())),
        changes=changes,
    )


def _inside(home: Mapping[str, str], claims: Mapping[str, Claim]) -> dict[str, set[str]]:
    """Report id to the clusters that hold a claim of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim, cluster in home.items():
        found[claims[claim].report].add(cluster)
    return found


def _scored(roles: Roles, facts: Mapping[str, Facts], looking: Mapping[str, Passage]) -> Scored:
    core = {claim.id: facts[claim.id] for claim in roles.core}
    scores = {(one, other): score(core[one], core[other]) for one, other in pairs(core)}
    satellites = facts.keys() - core.keys()
    speaking = mentioning.leads(mentioning.pairs(looking, core), looking, core)
    return Scored(
        facts, scores, tuple(leads(satellites, pairs(facts, satellites), facts)), looking, tuple(speaking)
    )


def roles_of(claims: Iterable[Claim]) -> Roles:
    """What each claim may do, by its type, modality and date."""
    known = settings.types()
    roles = Roles()
    for claim in claims:
        if claim.modality in known.modality.promise or claim.type in {"threat", "demand"}:
            roles.left_out[claim.id] = "a promise is not an event"
        elif claim.type in known.words:
            named = claim.about is not None and claim.about.claim is not None
            answers = claim.type in known.answering and not named
            (roles.satellites if answers else roles.words).append(claim)
        elif claim.type not in known.event:
            roles.left_out[claim.id] = f"no event: {claim.type}"
        elif claim.newness == "background" and not _dated(claim):
            roles.left_out[claim.id] = "background without a time of its own"
        elif claim.modality in known.modality.core:
            roles.core.append(claim)
        else:
            roles.satellites.append(claim)
    return roles


def _dated(claim: Claim) -> bool:
    time = claim.time
    return (
        time is not None and time.basis != "publication" and (time.start is not None or time.end is not None)
    )


def _cluster(
    core: Mapping[str, Facts], scores: Mapping[Pair, float], decisions: Decisions
) -> list[list[str]]:
    known = settings.weights()
    clipped = {pair: max(-known.clip, min(known.clip, value)) for pair, value in scores.items()}
    return Clusters(
        {claim: facts.claim.report for claim, facts in core.items()}, known.threshold, known.unseen
    ).settle(
        clipped,
        apart=(*_told_as_two(core), *_known(decisions.apart, core)),
        together=_tied(decisions.together, core),
    )


def _tied(asked: Collection[Pair], core: Mapping[str, Facts]) -> list[Pair]:
    """Founding claims that decisions tie together, whatever other claims stand between them."""
    union = Union({claim for pair in asked for claim in pair})
    for one, other in asked:
        union.join(one, other)
    founding = ([claim for claim in tied if claim in core] for tied in union.sets())
    return [(tied[0], other) for tied in founding for other in tied[1:]]


def _told_as_two(core: Mapping[str, Facts]) -> Iterable[Pair]:
    """Pairs of claims that one report tells as two happenings."""
    by_report: dict[str, list[Facts]] = defaultdict(list)
    for facts in core.values():
        by_report[facts.claim.report].append(facts)
    for told in by_report.values():
        for position, one in enumerate(told):
            for other in told[position + 1 :]:
                if told_as_two(one, other):
                    yield one.claim.id, other.claim.id


def _known(asked: Iterable[Pair], core: Mapping[str, Facts]) -> list[Pair]:
    return [(one, other) for one, other in sorted(asked) if one in core and other in core]


def _link(one: Facts, other: Facts) -> Link:
    steps = waterfall(one, other)
    return Link(one.claim.id, other.claim.id, steps, sum(step.weight for step in steps))


def trace(
    earlier: Iterable[Incident], incidents: Iterable[Incident]
) -> tuple[dict[str, str], tuple[Change, ...]]:
    """Where earlier incidents went: redirects of ids that are gone, and the merges and splits.

    An id redirects to the incident that holds most of the old one's claims; among equals, to the smallest id.
    An earlier incident none of whose claims is in any of these incidents is not touched.
    """
    now = {claim: incident.id for incident in incidents for claim in incident.claims}
    redirects: dict[str, str] = {}
    arrived: dict[str, set[str]] = defaultdict(set)
    changes: list[Change] = []
    for old in sorted(earlier, key=lambda incident: incident.id):
        held: dict[str, int] = defaultdict(int)
        for claim in old.claims:
            if claim in now:
                held[now[claim]] += 1
        if not held:
            continue
        heir = min(held, key=lambda key: (-held[key], key))
        if old.id not in held:
            redirects[old.id] = heir
        if len(held) > 1:
            changes.append(Change("split", old.id, tuple(sorted(held))))
        arrived[heir].add(old.id)
    for heir, olds in sorted(arrived.items()):
        if len(olds) > 1:
            changes += [Change("merged", old, (heir,)) for old in sorted(olds) if old != heir]
    return redirects, tuple(changes)
