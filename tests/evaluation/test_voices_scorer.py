"""Attributions against standoff annotations: what is read, what counts as right."""

import pytest

from warmonitor.evaluation.voices import Said, Score, read_brat, report_from

TEXT = "The mayor of Velin said the bridge was open.\nNobody else spoke."
STANDOFF = (
    "T1\tSource 0 18\tThe mayor of Velin\n"
    "T2\tCue 19 23\tsaid\n"
    "T3\tContent 24 34;35 43\tthe bridge was open\n"
    "T4\tAttribution 19 23\tsaid\n"
    "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
)


def chars(start: int, end: int) -> frozenset[int]:
    return frozenset(range(start, end))


def test_standoff_is_read_without_blanks() -> None:
    (said,) = read_brat(TEXT, STANDOFF)
    assert "".join(TEXT[i] for i in sorted(said.source)) == "ThemayorofVelin"
    assert "".join(TEXT[i] for i in sorted(said.content)) == "thebridgewasopen"


def test_an_attribution_may_have_no_source() -> None:
    without = STANDOFF.replace(" Source:T1", "")
    assert [said.source for said in read_brat(TEXT, without)] == [frozenset()]


def test_a_span_outside_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="after the text"):
        read_brat(TEXT, "T1\tSource 60 99\tspoke")


@pytest.mark.parametrize(
    ("gold", "ours", "source_f1", "content_f1"),
    [
        ([Said(chars(0, 5), chars(9, 19))], [Said(chars(0, 5), chars(9, 19))], 1.0, 1.0),
        ([Said(chars(0, 5), chars(9, 19))], [Said(chars(0, 4), chars(9, 14))], 0.0, 0.6667),
        ([Said(chars(0, 5), chars(9, 19))], [], 0.0, 0.0),
        ([], [Said(chars(0, 5), chars(9, 19))], 0.0, 0.0),
    ],
)
def test_sources_must_be_exact_and_contents_overlap(
    gold: list[Said], ours: list[Said], source_f1: float, content_f1: float
) -> None:
    score = Score()
    score.add(gold, ours)
    figures = score.figures()
    assert (figures["source_f1"], figures["content_overlap_f1"]) == (source_f1, content_f1)


def test_a_text_is_a_report_of_the_day_in_its_name(tmp_path) -> None:
    path = tmp_path / "example-wire_2016-09-12_bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    report = report_from(path)
    assert report.published is not None
    assert (report.outlet, report.published.start.isoformat()) == ("example-wire", "2016-09-12")
    assert [report.block_text(block) for block in report.blocks] == TEXT.split("\n")
