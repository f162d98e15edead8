"""The registry of kinds: what reads an input of each. A new kind is a line here and one in `kinds.yaml`."""

from collections.abc import Mapping

from warmonitor.reading import chats, feeds, items, pdf, tables, unpacking, webarchives
from warmonitor.reading.inputs import Reader
from warmonitor.reading.page import read_page
from warmonitor.reading.plain import read_plain

READERS: Mapping[str, Reader] = {
    "text": read_plain,
    "page": read_page,
    "lines": items.read_lines,
    "json": items.read_json,
    "feed": feeds.read_feed,
    "json_feed": feeds.read_json_feed,
    "chat": chats.read_chat,
    "pdf": pdf.read_pdf,
    "csv": tables.read_csv,
    "parquet": tables.read_parquet,
    "warc": webarchives.read_warc,
    "zip": unpacking.read_zip,
    "tar": unpacking.read_tar,
}
