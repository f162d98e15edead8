"""Finds the simple date expressions of a text and reads their words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from warmonitor.knowledge.calendar.meaning import Anchor, Atom, Edge, Half, Meaning, Part, Unit
from warmonitor.knowledge.calendar.vocabulary import Rule, rules, signs, words

_LOOK_BACK = 40
_DIGITS = re.compile(r"\d+")
_ERAS = re.compile(r"B\.?C|A\.?D|CE")
_NOON = 12
_COORDINATED = re.compile(r"\s?(?:and|or|to|until|through|[-–/])\s?(?:the )?")
_LINE_BREAK = re.compile(r"(?<!\n)\n(?!\n)|\u00a0|\t")
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
        digits = _DIGITS.search(value) if value else None
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


def _read(match: re.Match[str], rule: Rule) -> Meaning | None:
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


_Stretch = tuple[int, int]
_Needs = tuple[str, ...] | str | None


@cache
def _by_needs() -> dict[_Needs, list[tuple[int, Rule]]]:
    """The rules with their order, by the words that they need."""
    found: dict[_Needs, list[tuple[int, Rule]]] = {}
    for order, rule in enumerate(rules()):
        found.setdefault(rule.near or rule.needs, []).append((order, rule))
    return found


@cache
def _sought() -> tuple[AhoCorasick, list[list[_Needs]]]:
    """All words that rules need, and who needs each."""
    whose: dict[str, list[_Needs]] = {}
    for needs in _by_needs():
        for word in signs().get(needs, ()) if isinstance(needs, str) else needs or ():
            whose.setdefault(word, []).append(needs)
    return AhoCorasick(list(whose)), list(whose.values())


def _spots(text: str, lower: str) -> dict[_Needs, list[_Stretch]]:
    """Where the words stand that rules need, in order."""
    spots: dict[_Needs, list[_Stretch]] = {"digit": [match.span() for match in _DIGITS.finditer(text)]}
    spots["era"] = [match.span() for match in _ERAS.finditer(text)]
    automaton, whose = _sought()
    for word, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        begins = not (start and (lower[start - 1].isalnum() or lower[start - 1] == "_"))
        for needs in whose[word]:
            if begins or not isinstance(needs, str):
                spots.setdefault(needs, []).append((start, end))
    return {needs: sorted(found) for needs, found in spots.items()}


def _joined(text: str, spots: Iterable[_Stretch], reach: int) -> list[_Stretch]:
    """Spots widened to what is within reach, those that meet joined."""
    stretches: list[_Stretch] = []
    for spot in spots:
        start, end = _widened(text, *spot, reach)
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


def _widened(text: str, start: int, end: int, reach: int) -> _Stretch:
    left = max(0, start - reach)
    right = text.find(" ", end + reach)
    return text.rfind(" ", 0, left) + 1, len(text) if right < 0 else right


def _found(text: str) -> Iterator[tuple[int, Rule, re.Match[str]]]:
    """What the patterns match in a text, with their rules."""
    lower = text.lower()
    # Few letters have a small form of another length; places in the one are then not places in the other.
    spots = _spots(text, lower) if len(lower) == len(text) else None
    everywhere = [(0, len(text))]
    by_needs = _by_needs()
    for needs in by_needs if spots is None else (None, *spots):
        near = everywhere if spots is None or needs is None else spots[needs]
        stretches: dict[int, list[_Stretch]] = {}
        for order, rule in by_needs.get(needs, ()) if near else ():
            if rule.reach not in stretches:
                stretches[rule.reach] = _joined(text, near, rule.reach)
            for start, end in stretches[rule.reach]:
                for match in rule.pattern.finditer(text, start, end):
                    if _is_after(text, match.start(), rule):
                        yield order, rule, match


def _is_after(text: str, at: int, rule: Rule) -> bool:
    """Whether what stands before a match is what the rule asks for."""
    if rule.after is None and rule.not_after is None:
        return True
    before = text[max(0, at - _LOOK_BACK) : at]
    if rule.after is not None and not rule.after.search(before):
        return False
    return rule.not_after is None or not rule.not_after.search(before)


def find_atoms(text: str) -> list[Atom]:
    """All simple date expressions of a text in order, without overlaps: the longest that starts first.

    Offsets are characters of `text`. Vague words ("now", "former") and durations are among them: see `kind`.
    """
    return list(_atoms(text))


@lru_cache(maxsize=1024)
def _atoms(text: str) -> tuple[Atom, ...]:
    """Remembered, since a sentence is asked after by its claims and for the day of its report."""
    found: list[tuple[int, int, int, Atom]] = []
    for order, rule, match in _found(_LINE_BREAK.sub(" ", text)):
        meaning = _read(match, rule)
        if meaning is not None:
            start, end = match.span()
            found.append((start, -end, order, Atom(start, end, text[start:end], meaning, rule.name)))
    chosen: list[Atom] = []
    position = 0
    for start, _, _, atom in sorted(found, key=lambda row: row[:3]):
        if start >= position:
            chosen.append(atom)
            position = atom.end
    return tuple(_share_years(text, chosen))


def _share_years(text: str, atoms: list[Atom]) -> list[Atom]:
    """ "In April and June 2015": the first month has the year that the second names, or the one before."""
    shared = list(atoms)
    for index in range(len(atoms) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        if _COORDINATED.fullmatch(text[first.end : second.start]):
            year = _year_shared(first.meaning, second.meaning)
            shared[index] = replace(first, meaning=replace(first.meaning, year=year))
    return shared


def _year_shared(meaning: Meaning, other: Meaning) -> int | None:
    month, later = meaning.month or meaning.season, other.month or other.season
    if meaning.absolute or meaning.anchor is not None or month is None or later is None or other.year is None:
        return meaning.year
    return other.year - 1 if month > later else other.year
