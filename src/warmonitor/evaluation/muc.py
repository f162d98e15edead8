"""Templates of MUC-3 and MUC-4, filled from claims and incidents (B. Sundheim, MUC-4 1992).

A stress test: wires of 1989–1990 in capitals, and a notion of an incident that is not ours. The six slots of
`micro_f1` are those of X. Du et al., "GRIT" and "Template Filling with Generative Transformers" (2021): type,
perpetrators (people and organisations), targets, victims, weapons. What fills them stands in
docs/method/benchmarks.md.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import msgspec

from warmonitor.evaluation.batches import told_in_batches
from warmonitor.evaluation.counts import Counts, share
from warmonitor.evaluation.muc_files import (
    Filler,
    Template,
    read_templates,
    read_texts,
    report_from,
    rules,
)
from warmonitor.model import Claim, Report, Time
from warmonitor.pipeline import Corridor

TEXT_SLOTS = ("perpetrator", "organisation", "target", "victim", "weapon")
SLOTS = ("type", *TEXT_SLOTS, "date", "place", "number", "stage")
_TARGET_ROLES = frozenset({"struck", "destroyed", "damaged", "seized"})
_WEAPON_ROLES = frozenset({"weapon", "used"})

Alike = Callable[[Filler, Filler], bool]


def exact(one: Filler, other: Filler) -> bool:
    """Whether two fillers share a wording."""
    return not one.isdisjoint(other)


def near(one: Filler, other: Filler) -> bool:
    """Whether a wording of one has all the words of a wording of the other."""
    pairs = ((set(a.split()), set(b.split())) for a, b in product(one, other))
    return any(bool(a and b) and (a <= b or b <= a) for a, b in pairs)


def fill(claims: Sequence[Claim]) -> Template | None:
    """The template of one incident; None when MUC asks for none of its kind."""
    kinds = {claim.id: kind for claim in claims if (kind := kind_of(claim)) is not None}
    telling = [claim for claim in claims if claim.id in kinds]
    if not telling:
        return None
    template = Template()
    order = list(rules().types)
    told = sorted(kinds.values(), key=lambda kind: (kind == "ATTACK", order.index(kind)))
    template.add("type", told[0])
    template.add("stage", rules().stages.get(telling[0].modality, "ACCOMPLISHED"))
    for claim in telling:
        _people(template, claim)
        _things(template, claim)
        _when_and_where(template, claim)
    return template if template.slots.keys() & {"victim", "target"} else None


def kind_of(claim: Claim) -> str | None:
    """MUC's type of incident for a claim, if it has one."""
    if claim.modality in {"denied", "negated"}:
        return None
    for kind, types in rules().types.items():
        if claim.type in types:
            quote = claim.quote.casefold()
            return kind if kind not in rules().fire or any(w in quote for w in rules().fire_words) else None
    return None


def _people(template: Template, claim: Claim) -> None:
    for actor in claim.actors:
        if actor.role == "agent":
            body = actor.id is not None or _is_name(actor.text)
            template.add("organisation" if body else "perpetrator", actor.text, (body and actor.name) or "")
        elif actor.role in {"target", "victim"}:
            template.add("victim", actor.text)
    for figure in claim.figures:
        if figure.measure in rules().person_measures and figure.cumulative is not True:
            template.add("victim", figure.text)
            if figure.low is not None and figure.low == figure.high:
                template.slots.setdefault("number", []).append(frozenset({str(figure.low)}))


def _is_name(words: str) -> bool:
    return all(word[0].isupper() for word in words.split() if word not in {"of", "the", "for", "and", "The"})


def _things(template: Template, claim: Claim) -> None:
    for thing in claim.objects:
        if thing.role in _TARGET_ROLES:
            template.add("target", thing.text)
        elif thing.role in _WEAPON_ROLES:
            template.add("weapon", thing.text)


def _when_and_where(template: Template, claim: Claim) -> None:
    days = _days(claim.time)
    if days and "date" not in template.slots:
        template.slots["date"] = [frozenset({days})]
    if claim.places and "place" not in template.slots:
        place = claim.places[0]
        template.add("place", place.text, place.name or "")


def _days(time: Time | None) -> str:
    if time is None or time.end is None:
        return ""
    if time.basis == "publication" or time.start is None:
        return f"/{time.end}"
    return str(time.start) if time.start == time.end else f"{time.start}/{time.end}"


def matches(wanted: Template, found: Template, slot: str, alike: Alike) -> int:
    """How many fillers of a slot agree, one to one."""
    left = list(wanted.slots.get(slot, ()))
    right = 0
    for filler in found.slots.get(slot, ()):
        met = next((other for other in left if alike(filler, other)), None)
        if met is not None:
            left.remove(met)
            right += 1
    return right


def aligned(wanted: Sequence[Template], found: Sequence[Template]) -> list[tuple[Template, Template]]:
    """Pairs of templates, one to one, those that agree most first; type alone makes no pair without it."""
    scored = sorted(
        (
            (_agreement(one, other), i, j)
            for (i, one), (j, other) in product(enumerate(wanted), enumerate(found))
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    used_wanted: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for agreement, i, j in scored:
        if agreement and i not in used_wanted and j not in used_found:
            used_wanted.add(i)
            used_found.add(j)
            pairs.append((wanted[i], found[j]))
    return pairs


def _agreement(wanted: Template, found: Template) -> int:
    return sum(matches(wanted, found, slot, near) for slot in ("type", *TEXT_SLOTS, "date", "place"))


def count(
    counts: Mapping[str, Counts], wanted: Sequence[Template], found: Sequence[Template], alike: Alike
) -> None:
    """Adds one message; templates that are optional and were not found do not count as missed."""
    pairs = aligned(wanted, found)
    met = [one for one, _ in pairs]
    required = [one for one in wanted if not one.optional or any(one is other for other in met)]
    for slot in SLOTS:
        counts[slot].wanted += sum(len(one.slots.get(slot, ())) for one in required)
        counts[slot].found += sum(len(one.slots.get(slot, ())) for one in found)
        counts[slot].right += sum(matches(one, other, slot, alike) for one, other in pairs)


def templates_of(claims: Sequence[Claim], report: Report, corridor: Corridor) -> list[Template]:
    """The templates of one message: one per incident that MUC would ask for."""
    by_id = {claim.id: claim for claim in claims}
    incidents = corridor.link(claims, {report.id: report}).incidents
    told = [[by_id[claim] for claim in incident.claims] for incident in incidents]
    linked = {claim for incident in incidents for claim in incident.claims}
    planned = [[claim] for claim in claims if claim.id not in linked and claim.modality in rules().stages]
    return [template for group in (*told, *planned) if (template := fill(group)) is not None]


def in_small_letters(report: Report, corridor: Corridor) -> Report:
    """The report with its text as it would be printed in running text; offsets stay."""
    return msgspec.structs.replace(report, text=corridor.language.truecased(report.text))


def evaluate(data: Path) -> dict[str, Any]:
    """Scores the messages in a folder of parts, each with texts and `key-*` files.

    Messages whose dateline tells no day are left out and counted.

    Raises:
        FileNotFoundError: no keys.
    """
    keys = sorted(data.glob("*/key-*"))
    if not keys:
        raise FileNotFoundError(f"{data}: no */key-* files; see docs/method/benchmarks.md for MUC")
    gold: dict[str, list[Template]] = defaultdict(list)
    for path in keys:
        for name, template in read_templates(path):
            gold[name] += [] if template is None else [template]
    corridor = Corridor.load()
    texts = (message for path in sorted(data.glob("*/*-muc?*")) for message in _texts(path))
    reports = [
        report for name, text in texts if name in gold and (report := report_from(name, text)) is not None
    ]
    reports = [in_small_letters(report, corridor) for report in reports]
    by_exact, by_near = ({slot: Counts() for slot in SLOTS} for _ in range(2))
    for report, told in zip(reports, told_in_batches(corridor, reports, "muc"), strict=True):
        found = templates_of(told.claims, told.report, corridor)
        count(by_exact, gold[report.path], found, exact)
        count(by_near, gold[report.path], found, near)
    return {
        "benchmark": "muc",
        "data": str(data),
        "documents": len(reports),
        "left_out": len(gold) - len(reports),
        "figures": {**_summary(by_exact), "by_containment": _summary(by_near)},
    }


def _texts(path: Path) -> Iterable[tuple[str, str]]:
    return () if path.name.startswith("key-") else read_texts(path)


def _summary(counts: Mapping[str, Counts]) -> dict[str, Any]:
    return {
        "micro_f1": _micro(counts, ("type", *TEXT_SLOTS)),
        "micro_f1_text_slots": _micro(counts, TEXT_SLOTS),
        "micro_f1_all_slots": _micro(counts, SLOTS),
        "number_exact": counts["number"].figures()["recall"],
        "slots": {slot: counts[slot].figures() for slot in SLOTS},
    }


def _micro(counts: Mapping[str, Counts], slots: Iterable[str]) -> float:
    chosen = [counts[slot] for slot in slots]
    right, found, wanted = (sum(getattr(one, key) for one in chosen) for key in ("right", "found", "wanted"))
    return share(2 * right, found + wanted)
