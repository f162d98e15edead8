"""Gives each word its lemma: from a table of the treebanks' words, else by English inflection.

Lemmas follow Universal Dependencies English: `be` for every form of the auxiliary, names as they are
printed, everything else in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import yaml

_VOWELS = "aeiou"
_SILENT_E = re.compile(r"(?:[cvuz]|[^n]g|[a-z]{2}at|[^s]s|dg)\Z")
"""How stems end that a final e belongs to: `micromanag`, `dissolv`, `neutraliz`."""
_DEGREES = {"JJR": "er", "RBR": "er", "JJS": "est", "RBS": "est"}


@lru_cache(maxsize=1)
def irregular() -> dict[tuple[str, str], str]:
    """Lemma by form and part of speech: `v`, `n` or `a`."""
    source = files("warmonitor.language").joinpath("rules/lemmas.yaml")
    lists = yaml.load(source.read_text("utf-8"), yaml.CSafeLoader)
    return {
        (form, part[0]): lemma
        for part in ("verbs", "nouns", "adjectives")
        for lemma, forms in lists[part].items()
        for form in forms
    }


class Lemmas:
    """Looks lemmas up, and remembers what it found."""

    def __init__(self, table: Mapping[str, str], ranks: Mapping[str, int]) -> None:
        """Take the treebanks' lemmas by `tag<tab>form`, and the words' ranks by frequency, from 0."""
        self._table = dict(table)
        self._ranks = ranks
        self._found: dict[tuple[str, str], str] = {}

    def __call__(self, form: str, tag: str) -> str:
        """Give the lemma of a form with a Penn tag."""
        key = (form, tag)
        lemma = self._found.get(key)
        if lemma is None:
            lemma = self._found[key] = self._look_up(form, tag)
        return lemma

    def _look_up(self, form: str, tag: str) -> str:
        if tag == "NNP":
            return form
        if tag == "NNPS":
            return inflect(form, "NNS", self._ranks)
        known = self._table.get(f"{tag}\t{form.lower()}")
        return known if known is not None else inflect(form.lower(), tag, self._ranks)


def inflect(form: str, tag: str, ranks: Mapping[str, int]) -> str:
    """Undo the inflection that a Penn tag names; where two stems are possible the more frequent word wins."""
    if tag.startswith("VB"):
        known = irregular().get((form, "v"))
        return known if known is not None else _verb(form, tag, ranks)
    if tag == "NNS":
        known = irregular().get((form, "n"))
        return known if known is not None else _noun(form, ranks)
    ending = _DEGREES.get(tag)
    if ending and form.endswith(ending):
        return irregular().get((form, "a")) or _best(_stems(form, ending), ranks)
    return irregular().get((form, "a"), form) if ending else form


def _verb(form: str, tag: str, ranks: Mapping[str, int]) -> str:
    if tag == "VBZ" and form.endswith("s"):
        return _plural(form, ranks)
    if tag == "VBG" and form.endswith("ing") and len(form) > 4:
        return _best(_stems(form, "ing"), ranks)
    if tag in {"VBD", "VBN"} and form.endswith("ed") and len(form) > 3:
        return _best(_stems(form, "ed"), ranks)
    return form


def _noun(form: str, ranks: Mapping[str, int]) -> str:
    if form.endswith("men") and len(form) > 4:
        return form[:-2] + "an"
    return _plural(form, ranks) if form.endswith("s") else form


def _plural(form: str, ranks: Mapping[str, int]) -> str:
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("ss") or len(form) < 3:
        return form
    if form.endswith(("ches", "shes", "xes", "sses", "oes", "zes", "ses")):
        return _best([form[:-1], form[:-2]], ranks)
    return form[:-1]


def _stems(form: str, ending: str) -> list[str]:
    """Stems that a form with an ending may come from, the likeliest first."""
    stem = form[: -len(ending)]
    if stem.endswith("i") and len(stem) > 2:
        return [stem[:-1] + "y"]
    stems = [stem, stem + "e"]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        stems.append(stem[:-1])
    return stems


def _best(stems: list[str], ranks: Mapping[str, int]) -> str:
    """The commonest of the stems; of unknown ones the one that English spelling suggests."""
    known = [stem for stem in stems if stem in ranks]
    if known:
        return min(known, key=lambda stem: ranks[stem])
    return stems[1] if len(stems) > 1 and _SILENT_E.search(stems[0]) else stems[0]


def table_of(
    observed: Mapping[tuple[str, str], Mapping[str, int]], ranks: Mapping[str, int]
) -> dict[str, str]:
    """The table to ship: per tag and form the commonest lemma, where the rules would give another.

    `observed` counts lemmas by (tag, form in small letters), as a treebank has them. Irregular forms stay
    with the rules, and so does a form seen once whose lemma by rule is a known word: treebanks err too.
    """
    table = {}
    for (tag, form), counts in observed.items():
        lemma = max(sorted(counts), key=lambda word: counts[word])
        ruled = inflect(form, tag, ranks)
        trusted = (form, tag[0].lower()) in irregular() or (sum(counts.values()) == 1 and ruled in ranks)
        if tag not in {"NNP", "NNPS"} and ruled != lemma and not trusted:
            table[f"{tag}\t{form}"] = lemma
    return table
