"""Templates of attacks: what the key files say, what claims fill, what counts as right."""

from collections import defaultdict
from datetime import date

import pytest

from warmonitor.evaluation.muc import Counts, aligned, count, exact, fill, kind_of, near
from warmonitor.evaluation.muc_files import Template, normal, read_templates, report_from
from warmonitor.model import Actor, Claim, Figure, Object, Place, Time

KEY = """\
0.  MESSAGE: ID                     DEV-MUC3-9001 (NOSC)
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  - 17 FEB 91
3.  INCIDENT: LOCATION              VELINIA: BERA (DEPARTMENT): ODRA (TOWN)
4.  INCIDENT: TYPE                  BOMBING
8.  PERP: INCIDENT CATEGORY         NIGHT RAID
9.  PERP: INDIVIDUAL ID             ? "MASKED MEN"
10. PERP: ORGANIZATION ID           "RED FRONT" / "RF"
12. PHYS TGT: ID                    "BRIDGE"
                                    "TWO BUSES"
18. HUM TGT: NAME                   "ANA LUNA"
19. HUM TGT: DESCRIPTION            "MAYOR": "ANA LUNA"
21. HUM TGT: NUMBER                 12: "MINERS"

0.  MESSAGE: ID                     DEV-MUC3-9002 (NOSC)
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""
WIRE = """
   ODRA, 9 JAN 90 (RADIO BERA) -- [REPORT] [TEXT] MASKED MEN BLEW UP
A BRIDGE.

   NOBODY SAW THEM.
"""


def claim(kind: str = "bombing", **told) -> Claim:
    given = {"quote": "Masked men blew up a bridge.", "span": (0, 28), "confidence": 0.8, "rule": "r"} | told
    return Claim(id="c-1", report="r-1", type=kind, block="paragraph", **given)


def template(**slots: str) -> Template:
    made = Template()
    for slot, words in slots.items():
        made.add(slot, words)
    return made


def test_keys_are_read(tmp_path) -> None:
    path = tmp_path / "key-dev-9001"
    path.write_text(KEY, encoding="latin-1")
    (first, told), (second, nothing) = read_templates(path)
    assert (first, second, nothing) == ("DEV-MUC3-9001", "DEV-MUC3-9002", None)
    assert told is not None
    assert told.optional
    assert told.slots == {
        "date": [{"/1991-02-17"}],
        "place": [{"ODRA"}],
        "type": [{"BOMBING"}],
        "perpetrator": [{"MASKED MEN"}],
        "organisation": [{"RED FRONT", "RF"}],
        "target": [{"BRIDGE"}, {"BUSES"}],
        "victim": [{"ANA LUNA", "MAYOR"}],
        "number": [{"12"}],
    }


def test_a_wire_is_a_report_of_the_day_of_its_dateline() -> None:
    report = report_from("DEV-MUC3-9001", WIRE)
    assert report is not None
    assert report.published is not None
    assert report.published.start == date(1990, 1, 9)
    assert [report.block_text(block) for block in report.blocks] == [
        "MASKED MEN BLEW UP A BRIDGE.",
        "NOBODY SAW THEM.",
    ]
    assert report_from("DEV-MUC3-9003", "NO DATE HERE") is None


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("the two buses", "BUSES"), ("A 12 miners", "MINERS"), ("Luna's car", "LUNA CAR"), ("", "")],
)
def test_wordings_are_compared_without_articles_and_numbers(words: str, wanted: str) -> None:
    assert normal(words) == wanted


def test_a_claim_fills_a_template() -> None:
    filled = fill(
        [
            claim(
                actors=(
                    Actor(role="agent", text="Masked men", span=(0, 10)),
                    Actor(role="agent", text="Red Front", span=(0, 9), id="rf", name="Red Front"),
                    Actor(role="victim", text="Ana Luna", span=(0, 8)),
                ),
                objects=(
                    Object(role="destroyed", kind="road", text="a bridge", span=(19, 27)),
                    Object(role="weapon", kind="bomb", text="dynamite", span=(0, 8)),
                ),
                places=(Place(text="Odra", span=(0, 4)),),
                time=Time(start=date(1991, 2, 17), end=date(1991, 2, 17), basis="relative"),
                figures=(Figure(measure="killed", low=3, high=3, group="people", text="three miners"),),
            )
        ]
    )
    assert filled is not None
    assert filled.slots == {
        "type": [{"BOMBING"}],
        "stage": [{"ACCOMPLISHED"}],
        "perpetrator": [{"MASKED MEN"}],
        "organisation": [{"RED FRONT"}],
        "victim": [{"ANA LUNA"}, {"MINERS"}],
        "number": [{"3"}],
        "target": [{"BRIDGE"}],
        "weapon": [{"DYNAMITE"}],
        "date": [{"1991-02-17"}],
        "place": [{"ODRA"}],
    }


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (claim("attack"), "ATTACK"),
        (claim("destruction", quote="Rebels burned down a farm."), "ARSON"),
        (claim("destruction", quote="Rebels knocked down a farm."), None),
        (claim("talks"), None),
        (claim("attack", modality="denied"), None),
    ],
)
def test_kinds_of_incidents(told: Claim, kind: str | None) -> None:
    assert kind_of(told) == kind


def test_what_harms_nobody_makes_no_template() -> None:
    assert fill([claim()]) is None


def test_templates_are_paired_by_what_agrees() -> None:
    bridge, mayor = template(type="BOMBING", target="BRIDGE"), template(type="BOMBING", victim="MAYOR")
    ours = template(type="BOMBING", victim="THE MAYOR OF ODRA")
    assert aligned([bridge, mayor], [ours]) == [(mayor, ours)]
    assert aligned([bridge], [template(type="ATTACK")]) == []


def test_near_words_count_apart_from_exact_ones() -> None:
    one, other = frozenset({"MAYOR"}), frozenset({"MAYOR OF ODRA", "LUNA"})
    assert (exact(one, other), near(one, other)) == (False, True)


def test_an_optional_template_that_was_not_found_is_not_missed() -> None:
    counts: dict[str, Counts] = defaultdict(Counts)
    optional = template(type="BOMBING", target="BRIDGE")
    optional.optional = True
    count(
        counts,
        [optional, template(type="ATTACK", victim="MAYOR")],
        [template(type="ATTACK", victim="MAYOR")],
        exact,
    )
    assert counts["type"].figures() == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert counts["target"].wanted == 0
