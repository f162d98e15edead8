"""The calendar words and patterns of words.yaml and rules.yaml, checked and compiled once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from re import _parser  # type: ignore[attr-defined]
from typing import Any, cast

import yaml

from warmonitor.knowledge.calendar.meaning import Anchor, Edge, Half, Kind, Part, Unit

_PIECE = re.compile(r"\{([a-z_]+)\}")
_CLASS = re.compile(r"\[[^\]]*\]")
_LOOK_AROUND = re.compile(r"\(\?<?[=!][^()]*\)")
_INNERMOST = re.compile(r"\((?:\?:|\?P<\w+>)?([^()]*)\)([?*])?")
_SIGNS = {
    "month": "month", "month_sure": "month", "month_unsure": "month", "month_short": "month",
    "weekday": "weekday", "weekday_short": "weekday", "unit": "unit", "unit_one": "unit", "unit_many": "unit",
    "season": "season", "season_sure": "season", "season_name": "season", "season_fall": "season",
    "year": "digit", "day": "digit", "day_ordinal": "digit", "era_sure": "era", "part": "part",
    "deictic_day": "deictic_day", "fixed_day": "fixed_day", "moving_day": "moving_day", "rate": "rate",
    "ordinal": "ordinal",
}  # fmt: skip
"""Pieces that cannot match without a word of one cheap kind; a rule is tried only near such words."""
_REACHES = (12, 24, 48, 80)
_RULE_KEYS = {
    "name", "kind", "pattern", "near", "after", "not_after", "case",
    "anchor", "shift", "unit", "part", "half", "value", "amount",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Lower-case words of the calendar with their meanings."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    units: Mapping[str, Unit]
    parts: Mapping[str, Part]
    edges: Mapping[str, Edge]
    references: Mapping[str, tuple[Anchor, int]]
    deictic_days: Mapping[str, int]
    fixed_days: Mapping[str, tuple[int, int]]
    moving_days: tuple[str, ...]
    numbers: Mapping[str, float]
    ordinals: Mapping[str, int]
    rates: Mapping[str, Unit]
    coming: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One pattern, compiled when it is first tried, with the constants of its meaning."""

    name: str
    kind: Kind
    expression: str
    flags: re.RegexFlag
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    anchor: Anchor | None
    shift: int | None
    unit: Unit | None
    part: Part | None
    half: Half | None
    value: str | None
    amount: float | None
    needs: str | None
    near: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.expression, self.flags)

    @cached_property
    def reach(self) -> int:
        """How many characters from a word that it needs a match may begin or end, in steps."""
        longest = _parser.parse(self.expression, self.flags).getwidth()[1]
        return next((reach for reach in _REACHES if longest <= reach), _REACHES[-1])


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered)


def _cased(words: Iterable[str]) -> str:
    both = {form for word in words for form in (word, word.upper())}
    return f"(?-i:{_alternatives(both)})"


def _pieces(raw: Mapping[str, Any]) -> dict[str, str]:
    full = {names[0] for names in raw["months"].values()}
    unsure = {"May", "March"}
    short = {name for names in raw["months"].values() for name in names} - full
    month = f"(?:{_cased(full)}|{_cased(short)}\\.?)"
    units = raw["units"]
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"
    part = _alternatives(word for words in raw["parts"].values() for word in words)
    tens = _alternatives(word for word, value in raw["numbers"].items() if value in range(20, 100, 10))
    ones = _alternatives(
        word for word, value in raw["numbers"].items() if value in range(1, 10) and len(word) > 2
    )
    number = (
        rf"(?:(?:{tens})[- ](?:{ones})|{_alternatives(raw['numbers'])}|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)"
    )
    weekdays = {names[0] for names in raw["weekdays"].values()}
    weekday_short = {name for names in raw["weekdays"].values() for name in names[1:]}
    edges = _alternatives(word for words in raw["edges"].values() for word in words)
    year = r"(?P<y>1\d{3}|20\d\d)(?!\d)"
    era = r"(?-i:B\.C\.(?:E\.)?|BCE?|A\.?D\.?|CE)(?![A-Za-z])"
    sure_seasons = _alternatives(word for word in raw["seasons"] if word != "fall")
    return {
        "month": f"(?P<m>{month})",
        "month_sure": f"(?P<m>{_cased(full - unsure)})",
        "month_unsure": f"(?P<m>{_cased(unsure)})",
        "month_short": f"(?P<m>{_cased(short)}\\.?)",
        "day": f"(?P<d>{day})",
        "day_to": rf"(?: ?(?:-|–|—|to|through) ?(?P<d2>{day}))?",
        "day_ordinal": r"(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))",
        "year": year,
        "era": f"(?: ?(?P<era>{era}))?",
        "era_sure": f" ?(?P<era>{era})",
        "weekday_before": f"(?:(?P<wd>{_cased(weekdays)}|{_cased(weekday_short)}\\.?),? (?:the )?)?",
        "weekday": f"(?P<wd>{_cased(weekdays)})",
        "weekday_short": f"(?P<wd>{_cased(weekday_short)})\\.",
        "part": f"(?P<part>{part})",
        "part_after": f"(?:in the )?(?:early |late )?(?P<part2>{part})",
        "part_of": f"(?:early |late )?(?P<part2>{part})",
        "of_part": (
            rf"(?:(?:(?:early|late) in )?(?:the )?(?:early |late )?(?P<part>{part})(?: of| on),? "
            r"|(?:early|late) (?:on )?)?"
        ),
        "edge": f"(?P<edge>{edges})",
        "edge_before": f"(?:(?P<edge>{edges})[ -]?)?",
        "reference": f"(?P<ref>{_alternatives(raw['references'])})",
        "unit": f"(?P<u>{_alternatives(word for words in units.values() for word in words)})",
        "unit_one": f"(?P<u>{_alternatives(words[0] for words in units.values())})",
        "unit_many": f"(?P<u>{_alternatives(words[1] for words in units.values())})",
        "n": f"(?P<n>{number})",
        "number_plain": number,
        "vn": f"(?:{_alternatives(raw['vague_numbers'])})",
        "hedge": f"(?:(?:{_alternatives(raw['hedges'])}) )*",
        "season": f"(?P<season>{_alternatives(raw['seasons'])})",
        "season_sure": f"(?P<season>{sure_seasons})",
        "season_name": f"(?P<season>(?i:{sure_seasons}))",
        "season_fall": "(?P<season>fall)",
        "deictic_day": f"(?P<deictic>{_alternatives(raw['deictic_days'])})",
        "fixed_day": f"(?P<fixed>(?-i:{_alternatives(raw['fixed_days'])}))",
        "moving_day": f"(?:{_alternatives(raw['moving_days'])})",
        "rate": f"(?P<rate>{_alternatives(raw['rates'])})",
        "ordinal": f"(?P<ordinal>{_alternatives(raw['ordinals'])})",
    }


def _read(name: str) -> Any:
    text = resources.files("warmonitor.knowledge.calendar").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, yaml.CSafeLoader)


def _spread(table: Mapping[Any, list[str]]) -> dict[str, Any]:
    return {word.lower(): value for value, words in table.items() for word in words}


@cache
def words() -> Words:
    """The words of words.yaml, spread to one meaning a word."""
    raw = _read("words.yaml")
    return Words(
        months=_spread(raw["months"]),
        weekdays=_spread(raw["weekdays"]),
        seasons=raw["seasons"],
        units=_spread(raw["units"]),
        parts=_spread(raw["parts"]),
        edges=_spread(raw["edges"]),
        references={
            word: (cast(Anchor, anchor), shift) for word, (anchor, shift) in raw["references"].items()
        },
        deictic_days=raw["deictic_days"],
        fixed_days={word.lower(): (month, day) for word, (month, day) in raw["fixed_days"].items()},
        moving_days=tuple(raw["moving_days"]),
        numbers=raw["numbers"],
        ordinals=raw["ordinals"],
        rates=raw["rates"],
        coming=tuple(raw["coming"]),
        gone=tuple(raw["gone"]),
    )


def _needs(pattern: str) -> str | None:
    """The kind of word that every match of a pattern holds: what is optional or a choice is taken away."""
    pattern = _CLASS.sub(".", pattern)
    while (shorter := _LOOK_AROUND.sub("", pattern)) != pattern:
        pattern = shorter
    while (match := _INNERMOST.search(pattern)) is not None:
        content = "" if match[2] or "|" in match[1] else match[1]
        pattern = pattern[: match.start()] + content + pattern[match.end() :]
    if "|" in pattern:
        return None
    signs = [_SIGNS[piece] for piece in _PIECE.findall(pattern) if piece in _SIGNS]
    if r"\d" in pattern:
        signs.append("digit")
    rarest = [
        *("era", "fixed_day", "moving_day", "rate", "season", "deictic_day"),
        *("weekday", "month", "ordinal", "part", "unit", "digit"),
    ]
    return min(signs, key=rarest.index, default=None)


@cache
def signs() -> Mapping[str, tuple[str, ...]]:
    """For each kind of word that rules need, the words, in small letters; digits and eras are none."""
    known = words()
    kinds: dict[str, Iterable[str]] = {
        "month": known.months,
        "weekday": known.weekdays,
        "season": known.seasons,
        "unit": known.units,
        "part": known.parts,
        "deictic_day": known.deictic_days,
        "fixed_day": known.fixed_days,
        "moving_day": known.moving_days,
        "rate": known.rates,
        "ordinal": known.ordinals,
    }
    return {kind: tuple(word.lower() for word in listed) for kind, listed in kinds.items()}


def _compile(row: Mapping[str, Any], pieces: Mapping[str, str]) -> Rule:
    unknown = set(row) - _RULE_KEYS
    if unknown:
        raise ValueError(f"calendar/rules.yaml: rule {row.get('name')!r} has unknown keys {sorted(unknown)}")

    def fill(match: re.Match[str]) -> str:
        if match[1] not in pieces:
            raise ValueError(f"calendar/rules.yaml: rule {row['name']!r} names an unknown piece {match[1]!r}")
        return pieces[match[1]]

    return Rule(
        name=row["name"],
        kind=row["kind"],
        expression=rf"(?<![\w])(?:{_PIECE.sub(fill, row['pattern'])})(?!\w)",
        flags=re.NOFLAG if row.get("case") else re.IGNORECASE,
        after=re.compile(f"(?:{row['after']})\\Z", re.IGNORECASE) if "after" in row else None,
        not_after=re.compile(f"(?:{row['not_after']})\\Z") if "not_after" in row else None,
        anchor=row.get("anchor"),
        shift=row.get("shift"),
        unit=row.get("unit"),
        part=row.get("part"),
        half=row.get("half"),
        value=row.get("value"),
        amount=row.get("amount"),
        needs=_needs(row["pattern"]),
        near=tuple(row.get("near", ())),
    )


@cache
def rules() -> tuple[Rule, ...]:
    """The compiled rules in the order of rules.yaml."""
    pieces = _pieces(_read("words.yaml"))
    return tuple(_compile(row, pieces) for row in _read("rules.yaml"))
