"""Ways out: exports, situation reports, the static site."""

from warmonitor.publishing.formats import FORMATS, Format, export
from warmonitor.publishing.site import Manifest, publish
from warmonitor.publishing.sitrep import SITREP_FORMS, PdfUnavailableError, sitrep
from warmonitor.publishing.summary import ExportSummary

__all__ = [
    "FORMATS",
    "SITREP_FORMS",
    "ExportSummary",
    "Format",
    "Manifest",
    "PdfUnavailableError",
    "export",
    "publish",
    "sitrep",
]
