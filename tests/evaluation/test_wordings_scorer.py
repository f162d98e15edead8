"""What `evaluate wordings` reads and counts."""

from pathlib import Path

import pytest

from warmonitor.evaluation.wordings import Score, as_report, read_wordings, wording
from warmonitor.model import Claim


def test_brackets_mark_what_is_told_and_braces_say_more() -> None:
    told = wording("w1", "Shells [fell], [killing nine]{killing, denied, killed 9-12 child}.", "shelling")
    assert told.text == "Shells fell, killing nine."
    assert [(c.type, c.modality, told.text[slice(*c.trigger)]) for c in told.claims] == [
        ("shelling", "asserted", "fell"),
        ("killing", "denied", "killing nine"),
    ]
    (figure,) = told.claims[1].figures
    assert (figure.measure, figure.low, figure.high, figure.group) == ("killed", 9, 12, "child")
    assert told.figured == {1}


@pytest.mark.parametrize(
    ("words", "low", "high"), [("9 child", 9, 9), ("5+ child", 5, None), ("-5 child", None, 5)]
)
def test_a_figure_may_be_open(words: str, low: int | None, high: int | None) -> None:
    (claim,) = wording("w1", f"[nine died]{{killed {words}}}", "casualties").claims
    assert (claim.figures[0].low, claim.figures[0].high) == (low, high)


def test_of_several_types_each_is_right() -> None:
    (claim,) = wording("w1", "They [shot]{killing, attack} him.", "attack").claims
    assert claim.types == ("killing", "attack")


@pytest.mark.parametrize(
    ("line", "kind"),
    [("Town [falls]", "headline"), ("Town falls.", "paragraph"), ('"It fell."', "paragraph")],
)
def test_a_line_without_a_full_stop_is_a_headline(line: str, kind: str) -> None:
    assert [block.kind for block in as_report(wording("w1", line, "capture")).blocks] == [kind]


@pytest.mark.parametrize("line", ["Shells [fell.", "Shells [fell]{falling}.", "Shells fell}."])
def test_a_line_that_is_not_marked_well_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="w1"):
        wording("w1", line, "shelling")


def test_a_wording_is_right_with_a_claim_of_its_type_over_its_words() -> None:
    claim = Claim(
        id="c-1",
        report="r-1",
        type="attack",
        quote="They struck it.",
        span=(0, 15),
        block="paragraph",
        confidence=0.5,
        rule="attack.verb",
    )
    score = Score()
    score.add(wording("w1", "They [struck] it.", "attack"), [claim])
    score.add(wording("w2", "They [hit] it.", "attack"), [])
    score.add(wording("w3", "They struck a deal.", "attack"), [claim])
    results = score.results()
    assert (results["precision"], results["recall"], results["silent_kept"]) == (0.5, 0.5, 0.0)
    assert score.faults == [
        "w2 MISSED attack 'hit': They hit it.",
        "w3 NOT SO attack (attack.verb): They struck a deal.",
    ]


def test_a_scene_stands_below_the_line_and_its_claims_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "denial.txt").write_text(
        "# scene: Rebels shelled Kesra.\nThe army [denied] it.\n# scene:\nThe bank denied it.\n"
    )
    told, plain = read_wordings(tmp_path / "denial.txt")
    assert (told.scene, plain.scene) == ("Rebels shelled Kesra.", "")
    assert as_report(told).text == "The army denied it.\nRebels shelled Kesra."
    assert [block.kind for block in as_report(told).blocks] == ["paragraph", "paragraph"]
    assert len(as_report(plain).blocks) == 1
