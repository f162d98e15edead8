"""Which claim that was found is which claim that was annotated."""

from collections.abc import Sequence

from warmonitor.evaluation.annotated import GoldClaim, GoldFigure
from warmonitor.model import Claim, Figure
from warmonitor.model.noun import Span

FigureKey = tuple[str, int | None, int | None, str]


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def figure_key(figure: Figure | GoldFigure) -> FigureKey:
    """What of a figure has to be exact."""
    return figure.measure, figure.low, figure.high, figure.group


def pair(gold: Sequence[GoldClaim], found: Sequence[Claim]) -> list[tuple[int, int]]:
    """Pairs annotated with found claims, one to one: as many as there can be, the likest first.

    A pair has one of the annotated claim's types and overlapping quotes. Among the pairs that are possible,
    those go first that share the first type, more figures, more places, more of the quote.

    Returns:
        Indices into `gold` and `found`, in the order of `gold`.
    """
    possible = {
        (i, j): likeness
        for i, wanted in enumerate(gold)
        for j, claim in enumerate(found)
        if (likeness := _likeness(wanted, claim)) is not None
    }
    matched: dict[int, int] = {}
    for i, j in sorted(possible, key=lambda pair: (possible[pair], -pair[0], -pair[1]), reverse=True):
        if i not in matched.values() and j not in matched:
            matched[j] = i
    for i in range(len(gold)):
        if i not in matched.values():
            _augment(i, possible, matched, set())
    return sorted((i, j) for j, i in matched.items())


def _augment(
    i: int, possible: dict[tuple[int, int], tuple[int, ...]], matched: dict[int, int], seen: set[int]
) -> bool:
    """Finds annotated claim `i` a partner by moving others to their second choice (Kuhn's algorithm)."""
    for wanted, j in possible:
        if wanted != i or j in seen:
            continue
        seen.add(j)
        if j not in matched or _augment(matched[j], possible, matched, seen):
            matched[j] = i
            return True
    return False


def _likeness(gold: GoldClaim, claim: Claim) -> tuple[int, ...] | None:
    shared = overlap(gold.quote, claim.span)
    if claim.type not in gold.types or not shared:
        return None
    figures = {figure_key(figure) for figure in gold.figures} & {figure_key(f) for f in claim.figures}
    places = sum(any(overlap(place.span, own.span) for own in gold.places) for place in claim.places)
    return int(claim.type == gold.type), len(figures), places, shared
