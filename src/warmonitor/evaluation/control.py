"""Who holds what, and what contradicts what, in reports made up for that: `benchmarks/control`.

A file holds cases, each of one or more reports of one war, annotated before the rules had read them: the
accounts of control (place, holder, change, day, voice) and the contradictions (two wordings, one for each
side). What may be found and need not is marked `optional`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from rapidfuzz.fuzz import partial_ratio

from warmonitor.evaluation.pointers import report_of
from warmonitor.incidents.origins import Origins
from warmonitor.incidents.parties import kindred
from warmonitor.incidents.territory import Account, accounts_of
from warmonitor.knowledge.gazetteer.folding import fold
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Block, Claim, Contradiction, Report
from warmonitor.pipeline import Corridor

_ALIKE = 80.0
"""Names of one voice or holder share so much of the shorter (per cent): "army" and "Army of Aland"."""
_BY_ACT = {"withdrawal": "gone", "repelled": "kept"}
_OF_A_PLACE = {"denied", "holders"}
"""That a town fell may be denied, or the town be said to be held by another: either way."""
_BY_ABOUT = {"told and denied": "denied", "who holds the place": "holders", "who did it": "doers"}


class GoldAccount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That a holder took (`held`), took or has a part of (`part`), left or defended a place.

    `place`, `holder` and `by` list what is equally right; without `by` it is the outlet, without `day` that
    of the report.
    """

    place: str | list[str]
    holder: str | list[str]
    change: Literal["held", "part", "gone", "kept"]
    day: date | list[date] | None = None
    by: str | list[str] | None = None
    optional: bool = False


class GoldContradiction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two wordings that cannot both be true; each stands in the words of a claim."""

    kind: Literal["figures", "denied", "holders", "doers"]
    one: str
    other: str
    optional: bool = False


_Gold = TypeVar("_Gold", GoldAccount, GoldContradiction)
_Value = TypeVar("_Value", str, date)


class GoldReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report with what it says of control, and what it contradicts within itself."""

    outlet: str
    day: date
    text: str
    control: list[GoldAccount]
    contradictions: list[GoldContradiction]


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reports of one war in one country, read together."""

    id: str
    country: str
    reports: list[GoldReport]
    contradictions: list[GoldContradiction] = []


@dataclass(slots=True)
class Tally:
    """Found and right ones; wanted ones and how many of them were met."""

    found: int = 0
    right: int = 0
    wanted: int = 0
    met: int = 0

    def figures(self) -> dict[str, float]:
        """Precision and recall."""
        return {
            "precision": round(self.right / self.found, 4) if self.found else 0.0,
            "recall": round(self.met / self.wanted, 4) if self.wanted else 0.0,
        }


@dataclass(slots=True)
class Score:
    """Tallies over cases; `faults` names each account and contradiction that is wrong or missed.

    `held` leaves out the day and the voice that `control` asks for.
    """

    control: Tally = field(default_factory=Tally)
    held: Tally = field(default_factory=Tally)
    contradictions: Tally = field(default_factory=Tally)
    faults: list[str] = field(default_factory=list)

    def tallies(self) -> dict[str, Tally]:
        """Each by its name."""
        return {"control": self.control, "held": self.held, "contradictions": self.contradictions}


def evaluate(data: Path) -> dict[str, Any]:
    """Scores the corridor on a file of cases, or on all of a folder.

    Raises:
        FileNotFoundError: there is no such file.
        msgspec.ValidationError: a file is not written as it should be.
    """
    paths = [data] if data.is_file() else sorted(data.glob("*.yaml"))
    if not paths:
        raise FileNotFoundError(f"{data}: no cases (*.yaml)")
    corridor, score, reports = Corridor.load(), Score(), 0
    for case in (case for path in paths for case in read_cases(path)):
        add(score, case, corridor)
        reports += len(case.reports)
    figures = {
        f"{name}_{figure}": share
        for name, tally in score.tallies().items()
        for figure, share in tally.figures().items()
    }
    return {
        "benchmark": "control",
        "data": str(data),
        "documents": reports,
        "figures": figures,
        "counts": {name: asdict(tally) for name, tally in score.tallies().items()},
        "faults": score.faults,
    }


def read_cases(path: Path) -> list[Case]:
    """The cases of a file."""
    return msgspec.yaml.decode(path.read_bytes(), type=list[Case])


def add(score: Score, case: Case, corridor: Corridor) -> None:
    """Counts what was found in a case."""
    reports = [_report(case, number) for number in range(len(case.reports))]
    told = corridor.told_many(reports)
    origins = Origins({report.id: report for report in reports}, {}, corridor.registry)
    for gold, report in zip(case.reports, told, strict=True):
        accounts = [account for claim in report.claims for account in accounts_of(claim, origins)]
        _add_control(score, case, gold, accounts, corridor.registry)
    claims = [claim for report in told for claim in report.claims]
    linkage = corridor.link(claims, {report.id: report for report in reports})
    found = [dispute for incident in linkage.incidents for dispute in incident.contested]
    wanted = [*case.contradictions, *(one for report in case.reports for one in report.contradictions)]
    _add_contradictions(score, case, wanted, found, {claim.id: claim for claim in claims})


def _report(case: Case, number: int) -> Report:
    """A report of a case, each line of its text a paragraph."""
    gold = case.reports[number]
    report = report_of(gold.text, gold.day.isoformat(), f"{case.id}:{number}")
    return msgspec.structs.replace(report, outlet=gold.outlet, blocks=tuple(_blocks(gold.text)))


def _blocks(text: str) -> Iterator[Block]:
    at = 0
    for line in text.split("\n"):
        if line:
            yield Block(kind="paragraph", start=at, end=at + len(line))
        at += len(line) + 1


def _add_control(
    score: Score, case: Case, report: GoldReport, found: Sequence[Account], registry: Registry
) -> None:
    gold = report.control
    fits = [[_fits(one, account, case, registry) for one in gold] for account in found]
    told = [[_is_told_so(one, account, report) for one in gold] for account in found]
    strict = [list(map(all, zip(*rows, strict=True))) for rows in zip(fits, told, strict=True)]
    optional = [one.optional for one in gold]
    _count(score.held, fits, optional)
    _count(score.control, strict, optional)
    for account, row, kind in zip(found, strict, fits, strict=True):
        if not any(row):
            what = "NOT SO SAID" if any(kind) else "NOT SO"
            score.faults.append(f"{case.id} {what} {_in_words(account)}")
    for one in _missed(gold, strict):
        score.faults.append(f"{case.id} MISSED {one.place} {one.holder} {one.change} {one.by or ''}")


def _in_words(account: Account) -> str:
    place = account.place
    where = f"{place.text} ({place.name}, {place.admin1}, {place.country})"
    return f"{where} {account.actor} {_change(account)} {account.day} by {account.origin.label}"


def _add_contradictions(
    score: Score,
    case: Case,
    gold: Sequence[GoldContradiction],
    found: Sequence[Contradiction],
    claims: Mapping[str, Claim],
) -> None:
    fits = [[_is_same(one, other, claims) for one in gold] for other in found]
    _count(score.contradictions, fits, [one.optional for one in gold])
    for other, row in zip(found, fits, strict=True):
        if not any(row):
            quotes = " / ".join(sorted({claims[claim].quote for claim in other.claims}))
            score.faults.append(f"{case.id} NO CONTRADICTION {other.about}: {quotes}")
    for one in _missed(gold, fits):
        score.faults.append(f"{case.id} MISSED {one.kind}: {one.one} / {one.other}")


def _count(tally: Tally, fits: Sequence[Sequence[bool]], optional: Sequence[bool]) -> None:
    """Adds rows of what was found against what is told; what is only optional and met counts as right."""
    tally.found += len(fits)
    tally.right += sum(map(any, fits))
    tally.wanted += optional.count(False)
    tally.met += sum(any(row[i] for row in fits) for i, free in enumerate(optional) if not free)


def _missed(gold: Sequence[_Gold], fits: Sequence[Sequence[bool]]) -> Iterator[_Gold]:
    for i, one in enumerate(gold):
        if not one.optional and not any(row[i] for row in fits):
            yield one


def _fits(gold: GoldAccount, account: Account, case: Case, registry: Registry) -> bool:
    """Whether an account tells what happened to whose place."""
    place = account.place
    return (
        place.country in {case.country, None}
        and any(_alike(one, name) for name in (place.text, place.name) if name for one in _each(gold.place))
        and gold.change == _change(account)
        and any(_is_holder(name, account.actor, registry) for name in _each(gold.holder))
    )


def _is_told_so(gold: GoldAccount, account: Account, report: GoldReport) -> bool:
    """Whether an account is of that day, on that word."""
    days = _each(gold.day) if gold.day is not None else [report.day]
    voices = _each(gold.by) if gold.by is not None else [report.outlet]
    return account.day in days and any(_alike(voice, account.origin.label) for voice in voices)


def _change(account: Account) -> str:
    return _BY_ACT.get(account.act) or ("part" if account.partial else "held")


def _is_holder(name: str, actor: str, registry: Registry) -> bool:
    return kindred(registry, name, actor) if registry.get(name) is not None else _alike(name, actor)


def _is_same(gold: GoldContradiction, found: Contradiction, claims: Mapping[str, Claim]) -> bool:
    quotes = [claims[claim].quote for claim in found.claims]
    stand = all(any(_stands_in(words, quote) for quote in quotes) for words in (gold.one, gold.other))
    kind = _BY_ABOUT.get(found.about.split(": ")[-1], "figures")
    return stand and (kind == gold.kind or {kind, gold.kind} == _OF_A_PLACE)


def _stands_in(words: str, quote: str) -> bool:
    return " ".join(words.split()) in " ".join(quote.split())


def _alike(one: str, other: str) -> bool:
    return partial_ratio(fold(one), fold(other)) >= _ALIKE


def _each(told: _Value | list[_Value]) -> list[_Value]:
    return told if isinstance(told, list) else [told]
