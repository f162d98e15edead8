"""Claims of one incident that cannot all be true, each named in words with the claims on both sides."""

from collections.abc import Iterable, Sequence

from warmonitor.incidents.denied import denied
from warmonitor.incidents.one_matter import in_one_sentence
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.rival_accounts import rival_doers, rival_holders
from warmonitor.incidents.rival_figures import rival_figures
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Contradiction, Toll


def contradictions(
    claims: Sequence[Claim],
    tolls: Iterable[Toll],
    origins: Origins,
    registry: Registry,
    running: Iterable[Toll] = (),
) -> tuple[Contradiction, ...]:
    """All contradictions within one incident, in a fixed order.

    Args:
        claims: the incident's claims.
        tolls: its tolls (current figures only; a superseded figure contradicts nothing).
        origins: whose word each claim is.
        registry: actors and voices, for parents and sides.
        running: totals of more than this event; two of them are rivals within one sentence only.
    """
    by_id = {claim.id: claim for claim in claims}
    ordered = [by_id[claim] for claim in sorted(by_id)]
    found = [
        *rival_figures(tolls, by_id, origins),
        *rival_figures(running, by_id, origins, in_one_sentence),
        *denied(ordered, origins, registry),
        *rival_holders(ordered, origins, registry),
        *rival_doers(ordered, origins, registry),
    ]
    return tuple(sorted(found, key=lambda contradiction: (contradiction.about, contradiction.claims)))
