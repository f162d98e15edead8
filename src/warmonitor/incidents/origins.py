"""Whose word it is in the end: origins, copies collapsed and parents joined (contract, section 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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


class Origins:
    """Tells the origin of claims, given the reports they stand in and which of these are copies."""

    def __init__(
        self, reports: Mapping[str, Report], families: Mapping[str, str], registry: Registry
    ) -> None:
        self._reports = reports
        self._families = families
        self._registry = registry

    def of(self, claim: Claim) -> Origin:
        """The origin of one claim: the innermost voice that has a name, else the outlet of the first copy."""
        spoken = [voice for voice in claim.voices if voice.kind != "outlet"]
        voice = next((voice for voice in spoken if voice_key(voice)), None)
        return self._outlet(claim) if voice is None else self._origin(voice, claim)

    def independent(self, claims: Iterable[Claim]) -> frozenset[str]:
        """The distinct origins of these claims, voices of one side of the war counted as one.

        A copy adds nothing to what its original tells, and a report that quotes somebody on the matter adds
        no word of its own: its headline is the voice's too.
        """
        told = self._originals(claims)
        quoting = {report for report, origin in told if origin.kind != "outlet"}
        own = [origin for report, origin in told if origin.kind != "outlet" or report not in quoting]
        found = {origin.key: origin for origin in own}
        parties = sorted((origin for origin in found.values() if origin.party), key=lambda origin: origin.key)
        camps: dict[str, frozenset[str]] = {}
        for origin in parties:
            if all(origin.sides.isdisjoint(camp) for camp in camps.values()):
                camps[origin.key] = origin.sides
        return frozenset(key for key, origin in found.items() if not origin.party) | frozenset(camps)

    def _originals(self, claims: Iterable[Claim]) -> list[tuple[str, Origin]]:
        """Report and origin of every claim, but those of copies whose original is among the reports."""
        told = [(claim.report, self.of(claim)) for claim in claims]
        present = {report for report, _ in told}
        firsts = {report: self._families.get(report, report) for report in present}
        return [
            (report, origin)
            for report, origin in told
            if firsts[report] == report or firsts[report] not in present
        ]

    def said_on(self, claim: Claim) -> date | None:
        """The day it was said: the innermost voice's that tells one, else the publication's."""
        told = next((voice.said_on for voice in claim.voices if voice.said_on), None)
        report = self._reports.get(claim.report)
        return told or (report.published.end if report and report.published else None)

    def _origin(self, voice: Voice, claim: Claim) -> Origin:
        label = voice.name or voice.speaker or voice.id or "unnamed"
        said_on = self.said_on(claim)
        if voice.id is None:
            key = (voice.name or voice.speaker or label).casefold()
            return Origin(key, label, voice.kind, is_party(voice.kind), frozenset({key}), said_on)
        key = root(self._registry, voice.id)
        sides = lineage(self._registry, voice.id, said_on)
        return Origin(key, label, voice.kind, is_party(voice.kind), sides, said_on)

    def _outlet(self, claim: Claim) -> Origin:
        """The outlet of the family's first report: a copy adds no word of its own."""
        own = next((voice for voice in claim.voices if voice.kind == "outlet" and voice_key(voice)), None)
        first = self._families.get(claim.report, claim.report)
        report = self._reports.get(first)
        if first != claim.report and report is not None:
            return self._origin(Voice(kind="outlet", name=report.outlet), claim)
        if own is not None:
            return self._origin(own, claim)
        return self._origin(Voice(kind="outlet", name=report.outlet if report else "unknown outlet"), claim)
