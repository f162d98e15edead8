"""Ways out: exports, situation reports, notebooks."""

from warmonitor.publishing.formats import FORMATS, Format, export
from warmonitor.publishing.sitrep import SITREP_FORMS, PdfUnavailableError, sitrep
from warmonitor.publishing.summary import ExportSummary

__all__ = [
    "FORMATS",
    "SITREP_FORMS",
    "ExportSummary",
    "Format",
    "PdfUnavailableError",
    "export",
    "sitrep",
]
