"""Ways out: exports, situation reports, the static site."""

from warmonitor.publishing.formats import FORMATS, Format, export
from warmonitor.publishing.summary import ExportSummary

__all__ = ["FORMATS", "ExportSummary", "Format", "export"]
