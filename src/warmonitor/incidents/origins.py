"""Whose word it is in the end: origins, copies collapsed and parents joined (contract, section 4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from warmonitor.incidents.parties import is_party, lineage, root, voice_key
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim, Report, Voice


@dataclass(frozen=True, slots=True)
class Origin:
    """The innermost named voice of a claim.

    `key` joins what is one origin: the outermost parent's id, else the name. `label` is the voice as it
    shows. `party` tells that it speaks for a party to the war; `sides` are the ids of those it speaks for.
    """

    key: str
    label: str
    kind: str
    party: bool
    sides: frozenset[str]
    said_on: date | None


class Source(NamedTuple):
    """What of a report tells whose word its claims are; `until` is the last day of its publication."""

    outlet: str
    until: date | None


class Origins:
    """Tells the origin of claims, given the reports they stand in and which of these are copies."""

    def __init__(
        self, reports: Mapping[str, Report | Source], families: Mapping[str, str], registry: Registry
    ) -> None:
        self._reports = _Sources(reports)
        self._families = families
        self.registry = registry
        self._sides: dict[tuple[str, date | None], frozenset[str]] = {}

    def of(self, claim: Claim) -> Origin:
        """The origin of one claim: the innermost voice that has a name, else the outlet of the first copy."""
        spoken = [voice for voice in claim.voices if voice.kind != "outlet"]
        voice = next((voice for voice in spoken if voice_key(voice)), None)
        return self._outlet(claim) if voice is None else self._origin(voice, claim)

    def first(self, report: str) -> str:
        """The id of the first report of a report's family of copies."""
        return self._families.get(report, report)

    def independent(self, claims: Iterable[Claim]) -> frozenset[str]:
        """The distinct origins of these claims, as `independent` tells them."""
        return independent([(claim.report, self.first(claim.report), self.of(claim)) for claim in claims])

    def said_on(self, claim: Claim) -> date | None:
        """The day it was said: the innermost voice's that tells one, else the publication's."""
        told = next((voice.said_on for voice in claim.voices if voice.said_on), None)
        report = self._reports.get(claim.report)
        return told or (report.until if report else None)

    def _origin(self, voice: Voice, claim: Claim) -> Origin:
        label = voice.name or voice.speaker or voice.id or "unnamed"
        said_on = self.said_on(claim)
        if voice.id is None:
            key = (voice.name or voice.speaker or label).casefold()
            return Origin(key, label, voice.kind, is_party(voice.kind), frozenset({key}), said_on)
        if (voice.id, said_on) not in self._sides:
            self._sides[voice.id, said_on] = lineage(self.registry, voice.id, said_on)
        key, sides = root(self.registry, voice.id), self._sides[voice.id, said_on]
        return Origin(key, label, voice.kind, is_party(voice.kind), sides, said_on)

    def _outlet(self, claim: Claim) -> Origin:
        """The outlet of the family's first report: a copy adds no word of its own."""
        own = next((voice for voice in claim.voices if voice.kind == "outlet" and voice_key(voice)), None)
        first = self.first(claim.report)
        report = self._reports.get(first)
        if first != claim.report and report is not None:
            return self._origin(Voice(kind="outlet", name=report.outlet), claim)
        if own is not None:
            return self._origin(own, claim)
        return self._origin(Voice(kind="outlet", name=report.outlet if report else "unknown outlet"), claim)


class _Sources:
    """What of reports tells whose word their claims are, worked out of those that are asked for."""

    def __init__(self, reports: Mapping[str, Report | Source]) -> None:
        self._reports = reports

    def get(self, identity: str) -> Source | None:
        """That of one report, None when it is not there."""
        report = self._reports.get(identity)
        if report is None or isinstance(report, Source):
            return report
        return Source(report.outlet, report.published.end if report.published else None)


def independent(told: Sequence[tuple[str, str, Origin]]) -> frozenset[str]:
    """The distinct origins of claims, voices of one side of the war counted as one.

    A copy adds nothing to what its original tells, and a report that quotes somebody on the matter adds no
    word of its own: its headline is the voice's too.

    Args:
        told: of each claim the report, the first report of the family of copies, and the origin.
    """
    present = {report for report, _, _ in told}
    originals = [one for one in told if one[0] == one[1] or one[1] not in present]
    quoting = {report for report, _, origin in originals if origin.kind != "outlet"}
    own = [origin for report, _, origin in originals if origin.kind != "outlet" or report not in quoting]
    found = {origin.key: origin for origin in own}
    parties = sorted((origin for origin in found.values() if origin.party), key=lambda origin: origin.key)
    camps: dict[str, frozenset[str]] = {}
    for origin in parties:
        if all(origin.sides.isdisjoint(camp) for camp in camps.values()):
            camps[origin.key] = origin.sides
    return frozenset(key for key, origin in found.items() if not origin.party) | frozenset(camps)
