"""Parsed sentences in, claims out: what is said, in words, nothing resolved."""

from collections.abc import Sequence

import warmonitor.lightly  # noqa: F401  (before anything imports spaCy)
from warmonitor.claims.draft import Draft, Tense
from warmonitor.claims.extract import Extractor
from warmonitor.claims.lexicon import load_lexicon
from warmonitor.claims.why import Reading, why
from warmonitor.knowledge.gazetteer import Gazetteer
from warmonitor.knowledge.registry import Registry
from warmonitor.language import ParsedBlock
from warmonitor.model import Report
from warmonitor.ontology import load_ontology

__all__ = ["Draft", "Reading", "Tense", "extract", "why"]


def extract(
    report: Report, blocks: Sequence[ParsedBlock], gazetteer: Gazetteer, registry: Registry
) -> list[Draft]:
    """The claims of a parsed report as words, in order of the text; pure.

    The gazetteer and the registry only tell whether a name could be a place's or a body's.
    """
    return Extractor(report, load_lexicon(), load_ontology(), gazetteer, registry).drafts(blocks)
