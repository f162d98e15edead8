"""The scorers of parse, sentences and names, on small files."""

import json
from pathlib import Path

import pytest

from warmonitor.evaluation import names, parser
from warmonitor.evaluation.conllu import read_conllu

BANK = """# newdoc id = d
# sent_id = n1
# text = Rebels didn't stop.
1\tRebels\trebel\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tstop\tstop\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\tnothing\t_\t_\t_\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# sent_id = w1
# text = They won.
1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\twon\twin\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "pud"
    folder.mkdir()
    (folder / "test.conllu").write_text(BANK, encoding="utf-8")
    return tmp_path


def test_conllu_gives_words_spans_and_breaks(bank: Path) -> None:
    first, second = read_conllu(bank / "pud/test.conllu")
    assert (first.id, first.text, first.opens_document, first.opens_paragraph) == (
        "n1",
        "Rebels didn't stop.",
        True,
        False,
    )
    assert [(w.form, w.head) for w in first.words] == [
        ("Rebels", 3),
        ("did", 3),
        ("n't", 3),
        ("stop", -1),
        (".", 3),
    ]
    assert all(first.text[w.start : w.end] == w.form for w in first.words)
    assert second.opens_paragraph


def test_parser_figures_stand_by_part(bank: Path) -> None:
    result = parser.evaluate(bank)
    assert (result["benchmark"], result["documents"]) == ("parser", 2)
    assert set(result["figures"]["parts"]) == {"pud-news", "pud-wiki"}
    assert result["figures"]["uas"] == result["figures"]["las_raw"] == 1.0
    assert result["figures"]["sentence_f1"] == 1.0


def test_a_wrong_head_and_a_wrong_label_cost(bank: Path) -> None:
    file = bank / "pud/test.conllu"
    file.write_text(BANK.replace("4\tnsubj", "2\tnsubj").replace("4\tadvmod", "4\tobl"), encoding="utf-8")
    figures = parser.evaluate(bank)["figures"]
    assert figures["uas"] == pytest.approx(5 / 6, abs=1e-3)
    assert figures["las"] == pytest.approx(4 / 6, abs=1e-3)


def test_files_trained_on_are_not_scored(bank: Path) -> None:
    (bank / "pud").rename(bank / "gum-open")
    with pytest.raises(FileNotFoundError):
        parser.evaluate(bank)


def test_sentences_of_running_text(tmp_path: Path) -> None:
    (tmp_path / "a.sentences").write_text(
        "# remark\nIt began.\nIt ended.\n\nNews:\n| - War\n", encoding="utf-8"
    )
    assert [text for text, _ in parser.read_blocks(tmp_path / "a.sentences")] == [
        "It began. It ended.",
        "News:\n- War",
    ]
    figures = parser.evaluate(tmp_path)["figures"]
    assert (figures["sentence_f1"], figures["sentences"]) == (1.0, 4)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the United States", "United States"),
        ("U.S.", "U.S."),
        ("Aleppo.", "Aleppo"),
        ("Syria’s", "Syria"),
        ("Iraqi government forces", None),
        ("the camp", None),
        ("We", None),
        ("northern Iraq", "Iraq"),
        ("Gen. Omar Tal,", "Gen. Omar Tal"),
        ("CTF 50", "CTF 50"),
    ],
)
def test_mentions_are_cut_to_names(text: str, name: str | None) -> None:
    span = names.trimmed(text, 0, len(text))
    assert (text[slice(*span)] if span else None) == name


def write_re3d(folder: Path, text: str, mentions: list[tuple[str, str]]) -> None:
    folder.mkdir()
    (folder / "documents.json").write_text(json.dumps({"_id": "A2", "text": text}) + "\n", encoding="utf-8")
    rows = [
        {"documentId": "A2", "begin": text.index(value), "end": text.index(value) + len(value), "type": kind}
        for value, kind in mentions
    ]
    (folder / "entities.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def test_names_of_re3d(tmp_path: Path) -> None:
    text = "The talks in Damascus ended. Angela Merkel left the camp on Monday."
    mentions = [
        ("Damascus", "Location"),
        ("Angela Merkel", "Person"),
        ("the camp", "Location"),
        ("Monday", "Temporal"),
    ]
    write_re3d(tmp_path / "Part", text, mentions)
    figures = names.evaluate(tmp_path)["figures"]
    assert figures["f1"] == figures["unseen"]["f1"] == 1.0
    assert set(figures["kinds"]) == {"person", "place"}


def test_a_string_of_two_kinds_is_right_as_either(tmp_path: Path) -> None:
    write_re3d(tmp_path / "Part", "Syria. Then Syria", [("Syria", "Location")])
    more = json.dumps({"documentId": "A2", "begin": 12, "end": 17, "type": "Organisation"})
    entities = tmp_path / "Part/entities.json"
    entities.write_text(entities.read_text(encoding="utf-8") + "\n" + more, encoding="utf-8")
    (item,) = names.re3d(tmp_path)
    assert set(item.names.values()) == {frozenset({"organisation", "place"})}


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        names.evaluate(tmp_path)
