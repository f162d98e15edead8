"""How places are scored; the floors themselves stand in benchmarks/floors.yaml."""

from pathlib import Path

import pytest

from warmonitor.evaluation.places import evaluate


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
