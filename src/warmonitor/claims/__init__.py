"""Parsed sentences in, claims out: what is said, in words, nothing resolved."""

from collections.abc import Sequence

from warmonitor.claims.draft import Draft, Tense
from warmonitor.claims.extract import Extractor
from warmonitor.claims.lexicon import load_lexicon
from warmonitor.knowledge.gazetteer import Gazetteer
from warmonitor.language import ParsedBlock
from warmonitor.model import Report
from warmonitor.ontology import load_ontology

__all__ = ["Draft", "Tense", "extract"]


def extract(report: Report, blocks: Sequence[ParsedBlock], gazetteer: Gazetteer) -> list[Draft]:
    """The claims of a parsed report as words, in order of the text; pure.

    The gazetteer only tells whether a name could be a place.
    """
    return Extractor(report, load_lexicon(), load_ontology(), gazetteer).drafts(blocks)
