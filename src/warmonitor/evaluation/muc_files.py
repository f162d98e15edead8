"""The files of MUC-3 and MUC-4: wires in capitals, and the templates that analysts filled from them."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from warmonitor.model import Block, Publication, Report, report_id

_MESSAGE = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)
_DAY = re.compile(r"\b(\d{1,2}) (?:AND \d{1,2} )?([A-Z]{3})[A-Z]*\.? (\d\d)\b")
_DATELINE = re.compile(r"\A[^\n]*(?:\n[^\n]*)?--\s*(?:(?:\[[^\]]*\]|\([^)]*\))\s*)*")
_SLOT = re.compile(r"^\d+\.\s+(.*?)\s{2,}(.*)$")
_WORDS = re.compile(r'"((?:\\"|[^"])*)"')
_NUMBER = re.compile(r"^\??\s*([\d.,]+)")


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How our claims become templates (muc.yaml)."""

    types: dict[str, frozenset[str]]
    fire: frozenset[str]
    fire_words: tuple[str, ...]
    stages: dict[str, str]
    person_measures: frozenset[str]
    months: dict[str, int]
    empty: frozenset[str]


@cache
def rules() -> Rules:
    """The rules of `muc.yaml`."""
    raw = files("warmonitor.evaluation").joinpath("muc.yaml").read_bytes()
    return msgspec.yaml.decode(raw, type=Rules)


Filler = frozenset[str]
"""One thing that fills a slot, as the wordings that are right for it."""


@dataclass(slots=True)
class Template:
    """One incident: fillers per slot; `optional` ones may be found and need not be."""

    optional: bool = False
    slots: dict[str, list[Filler]] = field(default_factory=dict)

    def add(self, slot: str, *wordings: str) -> None:
        """Fills a slot with a thing, unless it holds one of its wordings already."""
        told = frozenset(normal(words) for words in wordings) - {""}
        if told and not any(told & other for other in self.slots.get(slot, ())):
            self.slots.setdefault(slot, []).append(told)


def normal(words: str) -> str:
    """The words that tell, in capitals."""
    kept = re.findall(r"[A-Z0-9]+", words.upper().replace("'S ", " ").replace("\\", ""))
    while kept and (kept[0].isdigit() or kept[0].lower() in rules().empty):
        kept = kept[1:]
    return " ".join(kept)


def read_texts(path: Path) -> Iterator[tuple[str, str]]:
    """The messages of a file: id and text."""
    parts = _MESSAGE.split(path.read_text(encoding="latin-1"))
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        yield name, text.strip("\n")


def report_from(name: str, text: str) -> Report | None:
    """A message as a report of the day of its dateline, a paragraph a block; None where no day is told."""
    day = dateline(text)
    if day is None:
        return None
    body = _DATELINE.sub("", text.lstrip(), count=1)
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", body)]
    blocks, whole = [], ""
    for paragraph in filter(None, paragraphs):
        whole += "\n\n" if whole else ""
        blocks.append(Block(kind="paragraph", start=len(whole), end=len(whole) + len(paragraph)))
        whole += paragraph
    raw = text.encode()
    noon = datetime.combine(day, time(12), UTC)
    return Report(
        id=report_id("MUC", name, day.isoformat(), raw),
        outlet="MUC",
        published=Publication(start=day, end=day, known_by="dateline"),
        retrieved_at=noon + timedelta(days=1),
        language="en",
        sha256=hashlib.sha256(raw).hexdigest(),
        path=name,
        blocks=tuple(blocks),
        text=whole,
    )


def dateline(text: str) -> date | None:
    """The day at the head of a message."""
    told = _DAY.search(text[:200])
    return _date(told) if told else None


def _date(told: re.Match[str]) -> date | None:
    month = rules().months.get(told[2])
    try:
        return date(1900 + int(told[3]), month, int(told[1])) if month else None
    except ValueError:
        return None


def read_templates(path: Path) -> Iterator[tuple[str, Template | None]]:
    """The templates of a key file by message id; None for a message of which nothing is wanted."""
    name, template, slot = "", None, ""
    for line in path.read_text(encoding="latin-1").splitlines():
        told = _SLOT.match(line)
        if told is None:
            if template is not None and slot and line.startswith(" "):
                _fill(template, slot, line.strip())
            continue
        slot, value = told[1].strip(), told[2].strip()
        if slot == "MESSAGE: ID":
            if template is not None:
                yield name, template
            name, template = value.split()[0], None
        elif slot == "MESSAGE: TEMPLATE":
            if value.startswith("*"):
                yield name, None
            else:
                template = Template(optional="OPTIONAL" in value)
        elif template is not None:
            _fill(template, slot, value)
    if template is not None:
        yield name, template


_TEXT_SLOTS = {
    "PERP: INDIVIDUAL ID": "perpetrator",
    "PERP: ORGANIZATION ID": "organisation",
    "PHYS TGT: ID": "target",
    "HUM TGT: NAME": "victim",
    "HUM TGT: DESCRIPTION": "victim",
    "INCIDENT: INSTRUMENT ID": "weapon",
}
_CODED_SLOTS = {"INCIDENT: TYPE": "type", "INCIDENT: STAGE OF EXECUTION": "stage"}


def _fill(template: Template, slot: str, value: str) -> None:
    if value in {"-", "*", ""}:
        return
    if slot in _TEXT_SLOTS:
        _fill_words(template, slot, value)
    elif slot in _CODED_SLOTS:
        template.add(_CODED_SLOTS[slot], *value.split(" / "))
    elif slot == "INCIDENT: DATE":
        template.slots.setdefault("date", []).append(frozenset(_days(value)))
    elif slot == "INCIDENT: LOCATION":
        finest = value.rsplit(": ", maxsplit=1)[-1]
        template.add("place", *(part.split("(")[0] for part in re.split(r" / | - ", finest)))
    elif slot in {"HUM TGT: NUMBER", "HUM TGT: TOTAL NUMBER"}:
        told = _NUMBER.match(value)
        if told:
            number = frozenset({told[1].replace(",", "").rstrip(".")})
            template.slots.setdefault("number", []).append(number)


def _fill_words(template: Template, slot: str, value: str) -> None:
    """A victim's description before a colon is another wording of the one whose name follows it."""
    wordings = _WORDS.findall(value)
    if slot == "HUM TGT: DESCRIPTION" and ":" in value and len(wordings) > 1:
        named = {normal(words) for words in wordings[1:]}
        for number, filler in enumerate(template.slots.get("victim", [])):
            if filler & named:
                template.slots["victim"][number] = filler | {normal(wordings[0])}
                return
    template.add(_TEXT_SLOTS[slot], *wordings)


def _days(value: str) -> Iterator[str]:
    """ "30 DEC 89" as 1989-12-30; an open or closed range as its ends with a slash between."""
    days = [day for told in _DAY.finditer(value) if (day := _date(told)) is not None]
    if value.startswith("-") and days:
        yield f"/{days[0]}"
    elif len(days) > 1:
        yield f"{days[0]}/{days[1]}"
    elif days:
        yield str(days[0])
