"""Names and texts brought to one form, so that a search forgives case and accents on every database alike.

The form is stored beside each claim; it stays the same over versions, unlike the gazetteer's folding.
"""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

import yaml

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def search_key(text: str) -> str:
    """Lower case, without accents, runs of white space as one space, without NUL (PostgreSQL refuses it).

    >>> search_key("Deir  ez-Zôr")
    'deir ez-zor'
    """
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_without_marks, unicodedata.normalize("NFKD", text))
    return " ".join(text.replace("\0", " ").casefold().split())


def _without_marks(found: re.Match[str]) -> str:
    return "".join(char for char in found.group() if not unicodedata.combining(char))


@lru_cache(maxsize=1)
def _country_codes() -> dict[str, str]:
    table = files("warmonitor.knowledge.gazetteer").joinpath("countries.yaml")
    codes: dict[str, str] = {}
    for country in yaml.safe_load(table.read_text(encoding="utf-8"))["countries"]:
        for name in (country["iso2"], country["iso3"], country["name"], *country.get("also", ())):
            codes[search_key(name)] = country["iso2"]
    return codes


def country_code(name: str) -> str | None:
    """The ISO 3166 two-letter code of a country called so, None when no country is."""
    return _country_codes().get(search_key(name))
