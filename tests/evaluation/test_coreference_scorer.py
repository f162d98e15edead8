"""What `evaluate coreference` asks and counts."""

from pathlib import Path

import pytest

from warmonitor.evaluation.coreference import Score, marked, news_of_gum

ROWS = """\
# newdoc id = GUM_news_harbour
# newpar
# sent_id = GUM_news_harbour-1
1\tDockers\tdocker\tNOUN\tNNS\t_\t2\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1-coref)
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\tEntity=(2-place-new-nnnnn-cf2-2-sgl
4\tquay\tquay\tNOUN\tNN\t_\t2\tobj\t_\tEntity=2)

# newpar
# sent_id = GUM_news_harbour-2
1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-nnnnn-cf1-1-ana)
2\tsang\tsing\tVERB\tVBD\t_\t0\troot\t_\t_

"""


def test_reads_the_marks_of_our_own_texts() -> None:
    text = marked("a1", "[The army] left. {It} said so.")
    (asked,) = text.anaphors
    assert text.text == "The army left. It said so."
    assert (asked.span, asked.antecedents) == ((15, 17), frozenset({(0, 8)}))


def test_refuses_a_text_that_asks_nothing() -> None:
    with pytest.raises(ValueError, match="a2"):
        marked("a2", "[The army] left.")


def test_reads_the_news_of_the_treebank(tmp_path: Path) -> None:
    path = tmp_path / "part.conllu"
    path.write_text(ROWS, encoding="utf-8")
    (text,) = news_of_gum(path)
    assert text.text == "Dockers left the quay\n\nThey sang"
    assert [(a.span, a.antecedents) for a in text.anaphors] == [
        ((13, 21), frozenset()),
        ((23, 27), frozenset({(0, 7)})),
    ]


def test_an_answer_is_right_inside_words_for_the_same_and_silence_where_nobody_is_meant() -> None:
    known, nobody = marked("a1", "[The army] left. {It} said so."), marked("a2", "{It} said so.")
    score = Score()
    score.add(known, known.anaphors[0], (4, 8))
    score.add(known, known.anaphors[0], None)
    score.add(nobody, nobody.anaphors[0], None)
    assert score.figures() == {"precision": 1.0, "recall": 0.5, "accuracy": 0.6667}
