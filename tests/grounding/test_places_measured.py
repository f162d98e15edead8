"""Floors of accuracy on the public sets and on the annotated sample; skipped where the data is absent."""

from pathlib import Path

import pytest

from warmonitor.evaluation.place_sample import answer_sample, sample_figures
from warmonitor.evaluation.places import evaluate
from warmonitor.knowledge.gazetteer import load_gazetteer

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
SAMPLE = ROOT / "benchmarks" / "places" / "current-events.tsv"


def test_toponyms_of_world_news() -> None:
    path = DATA / "geoparsing" / "TR-News.xml"
    if not path.exists():
        pytest.skip("TR-News is not here")
    result = evaluate(path)
    figures = result["figures"]
    assert result["documents"] == 118
    assert figures["right"] >= 0.86
    assert figures["right_where_answered"] >= 0.92
    assert figures["detection_f1"] >= 0.87
    assert figures["baseline_161km"] < figures["accuracy_161km"]


@pytest.mark.soak
def test_toponyms_of_local_news() -> None:
    path = DATA / "geoparsing" / "lgl.xml"
    if not path.exists():
        pytest.skip("LGL is not here")
    figures = evaluate(path)["figures"]
    assert figures["right"] >= 0.80
    assert figures["detection_f1"] >= 0.78


def test_sample_of_war_reports() -> None:
    if not (DATA / "current-events").exists():
        pytest.skip("the Current Events files are not here")
    figures = sample_figures(answer_sample(SAMPLE, DATA / "current-events", load_gazetteer()))
    assert figures["toponyms"] >= 200
    assert figures["settlement_right_25km"] >= 0.97
    assert figures["settlement_answered"] >= 0.95
    assert figures["area_right"] >= 0.90


def test_a_folder_without_toponyms_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no XML"):
        evaluate(tmp_path)


INVENTED = """<articles><article docid="1"><title>Shelling in Idlib</title>
<text><![CDATA[Shells fell on Saraqeb in Syria. Aid went to Bagram.]]></text><toponyms>
<toponym><start>{start}</start><end>0</end><phrase>Saraqeb</phrase><gaztag geonameid="164816">
<name>Saraqib</name><fcode>PPL</fcode><lat>35.864</lat><lon>36.806</lon><country>Syria</country></gaztag></toponym>
<toponym><start>25</start><end>30</end><phrase>Syria</phrase><gaztag geonameid="163843"><name>Syria</name>
<fcode>PCLI</fcode><lat>20</lat><lon>20</lon><country>Syria</country></gaztag></toponym>
<toponym><start>0</start><end>0</end><phrase>Nowhere</phrase></toponym></toponyms></article></articles>"""


@pytest.mark.parametrize("start", [14, 11, 19])
def test_drifted_offsets_are_mended_and_countries_count_by_code(tmp_path: Path, start: int) -> None:
    path = tmp_path / "invented.xml"
    path.write_text(INVENTED.format(start=start), encoding="utf-8")
    figures = evaluate(path)["figures"]
    assert figures["right"] == 1.0
    assert figures["accuracy_161km"] == 0.5
    assert figures["detection_recall"] == 1.0
