"""The corridor: a report goes in at the left, its claims come out at the right.

reading → language → claims → grounding → incidents; each stage a pure function of what it is given.
"""

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import msgspec

from warmonitor.claims import Reading, extract, why
from warmonitor.grounding.ground import ground
from warmonitor.knowledge.gazetteer import Gazetteer, load_gazetteer
from warmonitor.knowledge.registry import Registry, users_registry
from warmonitor.language import Language, ParsedBlock, detect_language, load
from warmonitor.model import Claim, Incident, Report

if TYPE_CHECKING:
    from warmonitor.incidents import Linkage


@dataclass(frozen=True)
class Told:
    """A report, its language known, and what it claims; `unread` says why, when it was not read."""

    report: Report
    claims: tuple[Claim, ...]
    unread: str | None = None


@dataclass(frozen=True)
class Corridor:
    """The stages with what they know, loaded once."""

    language: Language
    gazetteer: Gazetteer
    registry: Registry

    @classmethod
    def load(cls) -> Self:
        """Loads the language pipeline, the gazetteer (built at first use), and the registry with
        the user's own entries.
        """
        loaded = cls(load(), load_gazetteer(), users_registry())
        # What is loaded stays: the garbage collector need not look through it over and over.
        gc.freeze()
        return loaded

    def told(self, report: Report) -> Told:
        """A report → its claims. A report in a language that we cannot read is kept, and claims nothing."""
        (told,) = self.told_many([report])
        return told

    def told_many(self, reports: Sequence[Report]) -> list[Told]:
        """Reports → their claims, in order; parsed together, which is faster than one by one."""
        reports = [with_language(report) for report in reports]
        parsed = self.language.parse_many([report for report in reports if _is_readable(report)])
        return [
            self._claims(report, next(parsed))
            if _is_readable(report)
            else Told(report, (), f"written in language {report.language!r}; only English is read")
            for report in reports
        ]

    def _claims(self, report: Report, blocks: Sequence[ParsedBlock]) -> Told:
        drafts = extract(report, blocks, self.gazetteer, self.registry)
        return Told(report, tuple(ground(drafts, report, self.gazetteer, self.registry)))

    def why(self, claim: Claim, report: Report) -> Reading | None:
        """How the rules of today read a claim in its report; None where they do not tell it."""
        (blocks,) = self.language.parse_many([report])
        return why(claim.id, report, blocks, self.gazetteer, self.registry)

    def link(
        self, claims: Sequence[Claim], reports: Mapping[str, Report], earlier: Sequence[Incident] = ()
    ) -> "Linkage":
        """Claims of many reports → incidents."""
        from warmonitor.incidents import link  # noqa: PLC0415  (who only tells reports does without)

        return link(claims, reports, self.registry, earlier)


def _is_readable(report: Report) -> bool:
    return report.language in {"en", "und"}


def with_language(report: Report) -> Report:
    """The report with its language told from its words, where its source does not state it."""
    if report.language != "und":
        return report
    return msgspec.structs.replace(report, language=detect_language(report.text))
