"""The WikiWars scorer on a document of our own."""

import pytest

from warmonitor.evaluation.times import annotate, evaluate, read_document

DOCUMENT = """<DOC>
<DOCID>novy_brod</DOCID>
<DATETIME> <TIMEX2 val="2011-02-03T08:15:00">2011-02-03T08:15:00</TIMEX2> </DATETIME>
<TEXT>
The war of Novy Brod &amp; its river began on <TIMEX2 val="1931-05-03">May 3, 1931</TIMEX2>. On
<TIMEX2 val="1931-05-09">May 9</TIMEX2> the bridge fell, and <TIMEX2 val="1931-05-11">two days later</TIMEX2>
the mill. By <TIMEX2 val="1931" mod="END">the end of the year</TIMEX2> it was over; the
<TIMEX2 val="P6M">six-month</TIMEX2> truce held until <TIMEX2 val="1932-SU">the summer of 1932</TIMEX2>.
The <TIMEX2 val="PAST_REF">former</TIMEX2> mayor fled in <TIMEX2 val="BC0480">480 BC</TIMEX2>, so to speak,
and the poet in <TIMEX2 val="XXXX">a time out of mind</TIMEX2>.
</TEXT>
</DOC>
"""


def test_reads_spans_and_values():
    text, written, gold = read_document(DOCUMENT)
    assert str(written) == "2011-02-03"
    assert len(gold) == 9
    assert [text[each.start : each.end] for each in gold][:2] == ["May 3, 1931", "May 9"]
    assert " & " in text


def test_values_of_our_own():
    text, written, gold = read_document(DOCUMENT)
    assert {each.value for each in annotate(text, written)} == {each.value for each in gold} - {"XXXX"}


def test_scores(tmp_path):
    (tmp_path / "keyinline").mkdir()
    (tmp_path / "keyinline" / "01.key.xml").write_text(DOCUMENT, encoding="utf-8")
    result = evaluate(tmp_path)
    assert (result["benchmark"], result["documents"]) == ("times", 1)
    expected = pytest.approx(2 * 8 / 9 / (1 + 8 / 9), abs=1e-3)
    assert result["figures"] == {
        "span_f1_strict": expected,
        "span_f1_relaxed": expected,
        "value_f1": expected,
    }


def test_folder_without_documents_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="keyinline"):
        evaluate(tmp_path)
