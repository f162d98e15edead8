"""Reads the words of one simple date expression: its year, month, day, count and unit."""

import re

from warmonitor.knowledge.calendar.meaning import Anchor, Edge, Half, Meaning, Part, Unit
from warmonitor.knowledge.calendar.vocabulary import Rule, words

DIGITS = re.compile(r"\d+")
ERAS = re.compile(r"B\.?C|A\.?D|CE")
_NOON = 12


_HALVES: dict[str, Half] = {"earlier": "earlier", "early": "earlier", "later": "later", "late": "later"}
_HALF_YEARS = {"first": 1, "early": 1, "second": 2, "latter": 2, "last": 2}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}


class _Groups:
    """The named groups of a match, in lower case with single spaces; absent ones are None."""

    def __init__(self, match: re.Match[str]) -> None:
        self._found = {name: value for name, value in match.groupdict().items() if value is not None}

    def __call__(self, name: str) -> str | None:
        value = self._found.get(name)
        return None if value is None else re.sub(r"\s+", " ", value.lower()).strip()

    def number(self, name: str) -> int | None:
        value = self(name)
        digits = DIGITS.search(value) if value else None
        return int(digits[0]) if digits else None


def read_number(text: str) -> float | None:
    """The value of a number in words or digits ("twenty-one", "1,200"); None when it is none."""
    text = text.lower()
    table = words().numbers
    if text in table:
        return table[text]
    tens, _, ones = text.replace(" ", "-").partition("-")
    if ones in table and tens in table:
        return table[tens] + table[ones]
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _year(groups: _Groups) -> int | None:
    year = groups.number("y")
    era = groups("era")
    return -year if year is not None and era is not None and era.startswith("b") else year


def _year_to(groups: _Groups) -> int | None:
    year, end = groups.number("y"), groups("y2")
    if year is None or end is None:
        return None
    tail = end[1:]
    full = int(tail) if len(tail) == 4 else year // 100 * 100 + int(tail)
    return full if full == year + 1 or (len(tail) == 2 and 0 < full - year <= 60) else None


def _month(groups: _Groups) -> int | None:
    name = groups("m")
    return words().months[name.rstrip(".")] if name else groups.number("mn")


def _weekday(name: str | None) -> int | None:
    return None if name is None else words().weekdays[name.rstrip(".")]


def _clock(groups: _Groups) -> tuple[int, int] | None:
    hour = groups.number("hh")
    if hour is None:
        return None
    afternoon = (groups("ap") or "").startswith("p")
    if afternoon and hour < _NOON:
        hour += _NOON
    return (hour, groups.number("mi") or 0)


def _part(groups: _Groups, rule: Rule) -> Part | None:
    word = groups("part") or groups("part2")
    if word is not None:
        return "overnight" if word == "overnight" else words().parts[word]
    if groups("deictic") == "tonight":
        return "night"
    return rule.part


def _edge(groups: _Groups) -> Edge | None:
    word = groups("edge")
    return words().edges[word] if word else None


def _decade(groups: _Groups) -> int | None:
    decade = groups.number("dec")
    if decade is None:
        return None
    era = groups("era")
    return -decade if era is not None and era.startswith("b") else decade


def _century(groups: _Groups) -> int | None:
    ordinal = groups.number("cent")
    if ordinal is None:
        return None
    era = groups("era")
    return -ordinal if era is not None and era.startswith("b") else ordinal


def _count(groups: _Groups, rule: Rule) -> tuple[int | None, float | None]:
    """Shift and amount: "three days later" shifts by 3, "for three days" amounts to 3."""
    spoken = groups("n")
    amount = read_number(spoken) if spoken else rule.amount
    shift = rule.shift
    if shift is not None and spoken and amount is not None:
        shift = round(shift * amount)
    if shift is None and rule.kind == "date" and groups("deictic"):
        shift = words().deictic_days[groups("deictic") or ""]
    return shift, amount


def _unit(groups: _Groups, rule: Rule) -> Unit | None:
    word, rate = groups("u"), groups("rate")
    if word:
        return words().units[word]
    if rate:
        return words().rates[rate]
    return "day" if groups("deictic") else rule.unit


def _reference(groups: _Groups, rule: Rule, shift: int | None) -> tuple[Anchor | None, int | None]:
    word = groups("ref")
    if word:
        return words().references[word]
    return rule.anchor, shift


def read_atom(match: re.Match[str], rule: Rule) -> Meaning | None:
    """What the words that a rule matched mean; None where no such date can be."""
    groups = _Groups(match)
    shift, amount = _count(groups, rule)
    anchor, shift = _reference(groups, rule, shift)
    unit = _unit(groups, rule)
    season_word, fixed = groups("season"), groups("fixed")
    fixed_month, fixed_day = words().fixed_days[fixed] if fixed else (None, None)
    half = groups("half")
    meaning = Meaning(
        kind=rule.kind,
        year=_year(groups),
        year_to=_year_to(groups),
        month=fixed_month or _month(groups),
        day=fixed_day or groups.number("d"),
        day_to=groups.number("d2"),
        weekday=_weekday(groups("wd")),
        weekday_to=_weekday(groups("wd2")),
        season=words().seasons[season_word] if season_word else None,
        decade=_decade(groups),
        century=_century(groups),
        half_year=_HALF_YEARS.get(groups("hy") or ""),
        quarter=_QUARTERS.get(groups("qy") or ""),
        part=_part(groups, rule),
        clock=_clock(groups),
        edge=_edge(groups),
        anchor=anchor,
        unit=unit,
        shift=shift,
        amount=amount,
        half=_HALVES[half] if half else rule.half,
        value=rule.value,
    )
    return meaning if _possible(meaning) else None


def _possible(meaning: Meaning) -> bool:
    days_of_month = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
    month, day = meaning.month, meaning.day
    return (
        (month is None or 1 <= month <= 12)
        and (day is None or 1 <= day <= days_of_month.get(month or 1, 31))
        and (meaning.clock is None or meaning.clock[0] < 24)
    )
