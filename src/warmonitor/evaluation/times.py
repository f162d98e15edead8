"""Dates against WikiWars: TIMEX2 spans and values in narratives of wars.

P. Mazur and R. Dale, "WikiWars: A New Corpus for Research on Temporal Expressions", EMNLP 2010.
"""

import html
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from warmonitor.grounding.times.moment import Moment
from warmonitor.grounding.times.narrative import follow_narrative
from warmonitor.knowledge.calendar.atoms import find_atoms
from warmonitor.knowledge.calendar.meaning import Atom, Meaning

_BODY = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_WRITTEN = re.compile(r"<DATETIME>.*?(\d{4})-(\d\d)-(\d\d)", re.DOTALL)
_TAG = re.compile(r"<(/?)TIMEX2([^>]*)>")
_VALUE = re.compile(r'\bval="([^"]*)"')
_UNITS = {
    "second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W", "fortnight": "{}W",
    "month": "{}M", "year": "{}Y", "decade": "{}DE", "century": "{}CE",
}  # fmt: skip
_PARTS = {
    "morning": "MO",
    "midday": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "overnight": "NI",
}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_RATES = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "year": "XXXX",
    "hour": "XXXX-XX-XXTXX",
}
_REFERENCES = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF", "part": "XXXX-XX-XXTNI"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """A date expression with its TIMEX2 value (empty when it has none); offsets into the document's body."""

    start: int
    end: int
    value: str


def read_document(raw: str) -> tuple[str, date | None, list[Annotation]]:
    """Body text, the day it was written and the gold annotations of one `keyinline` document."""
    body = _BODY.search(raw)
    written = _WRITTEN.search(raw)
    if body is None:
        raise ValueError("no <TEXT> element")
    text, gold, position = "", [], 0
    opened: list[tuple[int, str]] = []
    for tag in _TAG.finditer(body[1]):
        text += html.unescape(body[1][position : tag.start()])
        position = tag.end()
        if tag[1]:
            start, value = opened.pop()
            gold.append(Annotation(start, len(text), value))
        else:
            value_match = _VALUE.search(tag[2])
            opened.append((len(text), value_match[1] if value_match else ""))
    text += html.unescape(body[1][position:])
    day = date(int(written[1]), int(written[2]), int(written[3])) if written else None
    return text, day, gold


def annotate(text: str, written: date | None) -> list[Annotation]:
    """Our annotations of a history, with TIMEX2 values."""
    atoms = find_atoms(text)
    moments = follow_narrative(atoms, written)
    return [
        Annotation(atom.start, atom.end, timex2_value(atom, moment))
        for atom, moment in zip(atoms, moments, strict=True)
    ]


def timex2_value(atom: Atom, moment: Moment | None) -> str:
    """The TIMEX2 `val` of an expression, given the moment that it was resolved to."""
    meaning = atom.meaning
    if meaning.kind in ("duration", "window"):
        return _length(meaning)
    if meaning.kind == "frequency":
        return _RATES.get(meaning.unit or "day", "")
    if meaning.kind == "vague":
        return _REFERENCES.get(meaning.value or "", "")
    return _unresolved(meaning) if moment is None else _resolved(moment)


def _length(meaning: Meaning) -> str:
    amount = "X" if meaning.amount is None else f"{meaning.amount:g}"
    return "P" + _UNITS[meaning.unit or "day"].format(amount)


def _unresolved(meaning: Meaning) -> str:
    if meaning.season is not None:
        return f"XXXX-{_SEASONS[meaning.season]}"
    if meaning.unit == "day" or meaning.day is not None or meaning.weekday is not None:
        return "XXXX-XX-XX" + (f"T{_PARTS[meaning.part]}" if meaning.part else "")
    return _RATES.get(meaning.unit or "", "")


def _year(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def _resolved(moment: Moment) -> str:  # noqa: PLR0911
    year = _year(moment.year)
    if moment.grain == "century":
        return f"{moment.year - 1:02d}" if moment.year > 0 else f"BC{-moment.year - 1:02d}"
    if moment.grain == "decade":
        return year[:-1]
    if moment.grain == "season":
        return f"{year}-{_SEASONS[moment.season or 3]}"
    if moment.grain == "half":
        return f"{year}-H{moment.index}"
    if moment.grain == "quarter":
        return f"{year}-Q{moment.index}"
    if moment.grain == "year":
        return year
    if moment.grain == "month":
        return f"{year}-{moment.month:02d}"
    if moment.grain == "week":
        return _week(moment)
    return f"{year}-{moment.month:02d}-{moment.day:02d}{_time_of_day(moment)}"


def _week(moment: Moment) -> str:
    day = moment.bounds[0] if moment.bounds is not None else moment.date
    if day is None:
        return ""
    calendar = day.isocalendar()
    return f"{calendar.year:04d}-W{calendar.week:02d}"


def _time_of_day(moment: Moment) -> str:
    if moment.clock is not None:
        return f"T{moment.clock[0]:02d}:{moment.clock[1]:02d}"
    return f"T{_PARTS[moment.part]}" if moment.part else ""


def _overlap(one: Annotation, other: Annotation) -> bool:
    return one.start < other.end and other.start < one.end


def _same_span(one: Annotation, other: Annotation) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _same_value(one: Annotation, other: Annotation) -> bool:
    return _overlap(one, other) and one.value == other.value


@dataclass(slots=True)
class _Tally:
    found: int = 0
    wanted: int = 0
    found_right: int = 0
    wanted_right: int = 0

    def f1(self) -> float:
        precision = self.found_right / self.found if self.found else 0.0
        recall = self.wanted_right / self.wanted if self.wanted else 0.0
        return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


_MEASURES = {"span_f1_strict": _same_span, "span_f1_relaxed": _overlap, "value_f1": _same_value}


def evaluate(data: Path) -> dict[str, Any]:
    """Scores WikiWars in a folder with `keyinline/*.key.xml`; fractions of 1.

    Strict: the same span. Relaxed: spans that overlap. Value: spans that overlap with the same `val`. Only
    the body is scored, not the header's date. Raises FileNotFoundError when the folder holds no document.
    """
    paths = sorted((data / "keyinline").glob("*.xml"))
    if not paths:
        raise FileNotFoundError(
            f"{data / 'keyinline'}: no *.xml documents; see docs/method/times.md for WikiWars"
        )
    tallies = {name: _Tally() for name in _MEASURES}
    for path in paths:
        text, written, gold = read_document(path.read_text(encoding="utf-8"))
        ours = annotate(text, written)
        for name, same in _MEASURES.items():
            tally = tallies[name]
            tally.found += len(ours)
            tally.wanted += len(gold)
            tally.found_right += sum(any(same(each, other) for other in gold) for each in ours)
            tally.wanted_right += sum(any(same(each, other) for each in ours) for other in gold)
    figures = {name: tally.f1() for name, tally in tallies.items()}
    return {"benchmark": "times", "data": str(data), "documents": len(paths), "figures": figures}
