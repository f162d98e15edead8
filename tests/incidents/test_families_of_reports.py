"""Copies are found however lightly they were disguised; two accounts in different words are no copies."""

import random

import pytest
from rewriting import STRENGTHS, rewrite
from war_tellers import report

from warmonitor.incidents import find_families

NEWS = (
    "Government troops and fighters of the Northern Front exchanged artillery fire around Velin on Sunday. "
    "Residents said at least 14 people were killed and dozens wounded when shells hit a market. "
    "A doctor at the municipal hospital, Ana Merik, said seven children were among the dead. "
    "The army accused the Front of using houses near the grain silo as firing positions. "
    "The Front denied the charge and said its units had withdrawn from the quarter two days earlier. "
    "Power lines were cut and the main road to Tarmo remained closed, the provincial governor's office said. "
    "Aid workers waited at the bridge with three lorries of flour and medicine. "
    "Talks on a truce are due to resume in Bera next week."
)
OTHER_ACCOUNT = (
    "The guns around Velin fell silent on Monday after a weekend of shelling. "
    "Fourteen bodies lay in the courtyard of the clinic, a photographer saw, and seven of them were small. "
    "People queued for water while soldiers searched cellars for explosives. "
    "A spokesman for the Front said none of its men had been near the market at the time. "
    "Nobody in the quarter would give a name, but several blamed both camps for what had happened. "
    "The bridge to Tarmo was still shut, and traders said flour had doubled in price."
)
SHORT = "A lorry bomb explodes near the grain market in Velin, Aland, killing 12 people and wounding 30."

COPIES = [
    ("word for word", NEWS, NEWS),
    ("cut after the fifth sentence", NEWS, ". ".join(NEWS.split(". ")[:5]) + "."),
    ("sentences swapped", NEWS, ". ".join(reversed(NEWS.rstrip(".").split(". "))) + "."),
    ("with a sentence of its own", NEWS, NEWS + " This newspaper has a correspondent in Bera."),
    ("number words", SHORT, SHORT.replace("12", "twelve").replace("30", "thirty")),
    ("other words", SHORT, SHORT.replace("bomb explodes", "bomb detonates").replace("people", "individuals")),
]
NO_COPIES = [
    ("one event in other words", NEWS, OTHER_ACCOUNT),
    (
        "one event, two short items",
        SHORT,
        "Twelve dead in Velin after a vehicle packed with explosives blows up.",
    ),
    ("another toll", SHORT, SHORT.replace("12", "45")),
    ("another town", SHORT, SHORT.replace("Velin", "Tarmo")),
    ("a formula", "Two killed in clashes.", "Two killed in clashes."),
    ("nothing at all", "", ""),
]


def families(first: str, second: str, days: tuple[str, str] = ("2031-05-02", "2031-05-03")) -> set[str]:
    told = [report("r-1", first, days[0]), report("r-2", second, days[1])]
    return set(find_families(told).first.values())


@pytest.mark.parametrize(("first", "second"), [case[1:] for case in COPIES], ids=[case[0] for case in COPIES])
def test_copies(first: str, second: str) -> None:
    assert families(first, second) == {"r-1"}


@pytest.mark.parametrize(
    ("first", "second"), [case[1:] for case in NO_COPIES], ids=[case[0] for case in NO_COPIES]
)
def test_no_copies(first: str, second: str) -> None:
    assert families(first, second) == {"r-1", "r-2"}


def test_a_like_text_months_later_is_no_copy() -> None:
    assert len(families(NEWS, NEWS, ("2031-05-02", "2031-11-02"))) == 2


def test_the_first_published_is_the_original() -> None:
    told = [report("r-1", NEWS, "2031-05-04"), report("r-2", NEWS, "2031-05-02"), report("r-3", NEWS, None)]
    assert set(find_families(told).first.values()) == {"r-2"}


def test_a_rewrite_lists_what_it_changed_and_added() -> None:
    changed = (
        NEWS.replace("at least 14 people", "some twenty people")
        + " The mayor of Krum sent condolences to all families."
    )
    (found,) = find_families(
        [report("r-1", NEWS, "2031-05-02"), report("r-2", changed, "2031-05-03")]
    ).rewrites
    assert (found.original, found.copy, found.kept) == ("r-1", "r-2", 1.0)
    assert [("14" in before, "twenty" in after) for before, after in found.changed] == [(True, True)]
    assert found.added == ("The mayor of Krum sent condolences to all families.",)


def test_captions_that_come_twice_count_once() -> None:
    caption = "Smoke rises over the grain silo of Velin after the shelling on Sunday morning."
    told = [
        report("r-1", f"{caption}\n{caption}\n{caption}\n{NEWS}"),
        report("r-2", f"{caption}\n{caption}\n{OTHER_ACCOUNT}"),
    ]
    assert set(find_families(told).first.values()) == {"r-1", "r-2"}


@pytest.mark.parametrize(("strength", "least"), [("light", 0.95), ("middle", 0.6)])
def test_machine_rewrites_are_met(strength: str, least: float) -> None:
    source = random.Random(7)
    met = sum(
        len(families(text, rewrite(text, STRENGTHS[strength], source))) == 1
        for text in (NEWS, OTHER_ACCOUNT)
        for _ in range(20)
    )
    assert met >= least * 40
