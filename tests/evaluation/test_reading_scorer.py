"""The scorer of reading, on pages whose truth is known to be right or wrong."""

import json
from pathlib import Path

import pytest

from warmonitor.evaluation.reading import evaluate

PAGE = (
    '<html lang="en"><head><meta name="date" content="2031-05-06"></head><body><article><h1>Bridge lost</h1>'
    "<figure><figcaption>The bridge on Monday.</figcaption></figure>"
    "<p>Fighters took the bridge at Sardan on Friday, the governor said.</p></article></body></html>"
)
BLOCKS = [
    ["headline", "Bridge lost"],
    ["caption", "The bridge on Monday."],
    ["paragraph", "Fighters took the bridge at Sardan on Friday, the governor said."],
]


@pytest.fixture
def scored(tmp_path: Path):
    def score(reports: list[dict]) -> dict[str, float]:
        (tmp_path / "pages").mkdir()
        (tmp_path / "pages" / "a.html").write_text(PAGE)
        (tmp_path / "truth.jsonl").write_text(json.dumps({"page": "a.html", "reports": reports}) + "\n")
        return evaluate(tmp_path)["figures"]

    return score


def truth(**more) -> dict:
    told = {"title": "Bridge lost", "published": "2031-05-06", "byline": None, "blocks": BLOCKS}
    return told | more


def test_all_right(scored) -> None:
    figures = scored([truth()])
    assert {name: value for name, value in figures.items() if name != "pages_per_second"} == dict.fromkeys(
        [name for name in figures if name != "pages_per_second"], 1.0
    )


def test_a_page_that_should_be_refused_and_was_read(scored) -> None:
    figures = scored([])
    assert (figures["main_text_f1"], figures["blocks_f1"], figures["published_right"]) == (0.0, 0.0, 0.0)


def test_a_wrong_day_counts_against_what_was_answered(scored) -> None:
    figures = scored([truth(published="2031-05-07")])
    assert (figures["published_right"], figures["published_answered"], figures["main_text_f1"]) == (
        0.0,
        0.0,
        1.0,
    )


def test_a_missed_caption_and_a_missed_paragraph(scored) -> None:
    figures = scored([truth(blocks=[*BLOCKS, ["caption", "A second one."], ["paragraph", "Aid came."]])])
    assert figures["captions_f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["blocks_f1"] == pytest.approx(6 / 8, abs=1e-4)
    assert figures["main_text_f1"] < 1
