"""A snippet's main event in ACLED's terms, from its claims; and the scores over a folder of snippets."""

from pathlib import Path

import pytest

from warmonitor.evaluation import event_types
from warmonitor.evaluation.event_types import NONE, event_type
from warmonitor.model import Actor, Claim
from warmonitor.model.claim import Modality, Newness


def claim(
    type_: str,
    quote: str = "It was told.",
    *,
    agent: str | None = None,
    modality: Modality = "asserted",
    newness: Newness = "new",
) -> Claim:
    actors = (Actor(role="agent", text=agent, span=(0, len(agent))),) if agent else ()
    return Claim(
        id="c-1",
        report="r-1",
        type=type_,
        quote=quote,
        span=(0, len(quote)),
        block="paragraph",
        actors=actors,
        modality=modality,
        newness=newness,
        confidence=0.8,
        rule=f"{type_}.verb",
    )


MAIN = [
    ([], NONE),
    ([claim("comment")], NONE),
    ([claim("airstrike")], "AIR_STRIKE"),
    ([claim("abduction")], "ABDUCT_DISSAP"),
    # The more telling of two happenings is the snippet's.
    ([claim("clash"), claim("sexual_violence")], "SEX_VIOL"),
    # Two happenings that make a third.
    ([claim("protest"), claim("detention")], "PROTEST_WITH_INTER"),
    ([claim("protest"), claim("riot")], "VIOL_DEMONSTR"),
    # Means and parties that only the words tell.
    ([claim("bombing", "A man blew himself up at the gate of the mill.")], "SUIC_BOMB"),
    ([claim("attack", "Somebody threw a grenade over the wall.")], "GRENADE"),
    ([claim("attack", "Gunmen attacked an army outpost near Dulvin.")], "ARMED_CLASH"),
    ([claim("capture", "Rebels took Dulvin.", agent="Rebels")], "NON_STATE_ACTOR_OVERTAKES_TER"),
    ([claim("capture", "The army took Dulvin.", agent="army")], "GOV_REGAINS_TERIT"),
    # What was only threatened gives way to what happened; history to news.
    ([claim("airstrike", modality="planned"), claim("abduction")], "ABDUCT_DISSAP"),
    ([claim("sexual_violence", newness="background"), claim("airstrike")], "AIR_STRIKE"),
    # Where nothing else is told, what was denied or planned stands.
    ([claim("airstrike", modality="denied")], "AIR_STRIKE"),
]


@pytest.mark.parametrize(("claims", "expected"), MAIN)
def test_main_event(claims: list[Claim], expected: str) -> None:
    assert event_type(claims) == expected


def test_order_of_claims_does_not_matter_between_ranks() -> None:
    claims = [claim("clash"), claim("airstrike"), claim("agreement")]
    assert event_type(claims) == event_type(claims[::-1]) == "AIR_STRIKE"


def test_every_label_is_a_type_of_the_crosswalk() -> None:
    labels = event_types._rules().labels
    assert len(labels) == len(set(labels.values())) == 25
    for rule in event_types._rules().worded:
        assert rule.acled in labels
    for pair in event_types._rules().together:
        assert pair.acled in labels


SNIPPETS = [
    ("Warplanes bombed the village of Dulvin, killing nine people.", "AIR_STRIKE"),
    ("Gunmen kidnapped two nurses from a clinic held by rebels in Torvik.", "ABDUCT_DISSAP"),
    ("The village of Dulvin grows plums and pears.", "AIR_STRIKE"),
    ("A kind of thing that is not scored.", "SOMETHING_ELSE"),
]


def test_scores_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "event_types.txt").write_text("AIR_STRIKE\nABDUCT_DISSAP\n", encoding="utf-8")
    lines = ["id\ttext\tlabel", *(f"{n}\t{text}\t{label}" for n, (text, label) in enumerate(SNIPPETS))]
    (tmp_path / "dev.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    scores = event_types.evaluate(tmp_path)
    assert scores["documents"] == 3
    assert scores["figures"]["silent"] == pytest.approx(1 / 3, abs=1e-3)
    assert scores["figures"]["accuracy"] == pytest.approx(2 / 3, abs=1e-3)
    strike = scores["types"]["AIR_STRIKE"]
    assert (strike["precision"], strike["recall"], strike["wanted"]) == (1.0, 0.5, 2)
    assert scores["figures"]["weighted_f1"] == pytest.approx((2 * 2 / 3 + 1) / 3, abs=1e-3)


def test_a_folder_without_snippets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        event_types.evaluate(tmp_path)
