"""The small parts of the room: lemmas by rule, truecasing, names, labels of the recogniser."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from warmonitor.language.lemmas import Lemmas, inflect, table_of
from warmonitor.language.names import Name, find_names, name_spans
from warmonitor.language.tokens import searches
from warmonitor.language.truecase import in_capitals, truecase

WORDS = [
    "strike",
    "hope",
    "hop",
    "stop",
    "base",
    "bus",
    "wound",
    "shell",
    "plan",
    "carry",
    "tie",
    "house",
    "force",
    "large",
    "happy",
    "agree",
    "kill",
]
RANKS = {form: rank for rank, form in enumerate(WORDS)}


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("striking", "VBG", "strike"),
        ("hoping", "VBG", "hope"),
        ("stopped", "VBD", "stop"),
        ("shelled", "VBN", "shell"),
        ("wounded", "VBN", "wound"),
        ("carries", "VBZ", "carry"),
        ("fled", "VBD", "flee"),
        ("overran", "VBD", "overrun"),
        ("agreed", "VBD", "agree"),
        ("bases", "NNS", "base"),
        ("children", "NNS", "child"),
        ("policemen", "NNS", "policeman"),
        ("casualties", "NNS", "casualty"),
        ("headquarters", "NNS", "headquarters"),
        ("larger", "JJR", "large"),
        ("happiest", "JJS", "happy"),
        ("worse", "JJR", "bad"),
        ("town", "NN", "town"),
        ("micromanaged", "VBD", "micromanage"),
        ("evacuated", "VBN", "evacuate"),
        ("redeployed", "VBN", "redeploy"),
        ("besieged", "VBN", "besiege"),
        ("was", "VBD", "be"),
    ],
)
def test_inflection_undone(form: str, tag: str, lemma: str) -> None:
    assert inflect(form, tag, RANKS) == lemma


def test_lemmas_come_from_the_table_first_and_names_stay_as_printed() -> None:
    lemmas = Lemmas({"PRP\tthem": "they"}, RANKS)
    assert lemmas("Them", "PRP") == "they"
    assert lemmas("Kelmar", "NNP") == "Kelmar"
    assert lemmas("Killed", "VBN") == "kill"


def test_the_table_keeps_only_what_the_rules_get_wrong() -> None:
    observed = {
        ("PRP", "them"): {"they": 9},
        ("VBD", "killed"): {"kill": 5},
        ("VBD", "fled"): {"flead": 1},
        ("NNP", "syria"): {"Syria": 3},
    }
    assert table_of(observed, RANKS) == {"PRP\tthem": "they"}


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("REBELS SEIZE THE TOWN", True),
        ("REBELS SEIZE 12 TOWNS", True),
        ("Rebels Seize The Town", False),
        ("KELMAR, Syria", False),
        ("UN", False),
        ("", False),
    ],
)
def test_text_in_capitals(text: str, shouted: bool) -> None:
    assert in_capitals(text.split()) is shouted


def test_truecase_keeps_names_acronyms_and_lengths() -> None:
    words = ["REBELS", "SEIZE", "KELMAR", ",", "UN", "SAYS", "ON", "12"]
    assert truecase(words, {"seize", "says", "on", "rebels"}) == [
        "Rebels", "seize", "Kelmar", ",", "UN", "says", "on", "12",
    ]  # fmt: skip
    assert [len(word) for word in truecase(words, set())] == [len(word) for word in words]


Row = tuple[str, str, str, int]
"""Word, tag, dependency, index of the head."""
COLUMNS = (
    "O",
    "B-person",
    "I-person",
    "B-organisation",
    "I-organisation",
    "B-place",
    "I-place",
    "B-other",
    "I-other",
)


def parsed(rows: list[Row]) -> Doc:
    words, tags, deps, heads = (list(column) for column in zip(*rows, strict=True))
    return Doc(Vocab(), words=words, tags=tags, deps=deps, heads=heads)


def scores_of(labels: list[str], likely: float = 0.9) -> np.ndarray:
    """Scores that favour one label for each word."""
    table = np.full((len(labels), len(COLUMNS)), (1 - likely) / (len(COLUMNS) - 1), dtype="float32")
    for i, label in enumerate(labels):
        table[i, COLUMNS.index(label)] = likely
    return table


def test_names_have_offsets_into_the_report() -> None:
    doc = parsed([("Omar", "NNP", "nsubj", 2), ("Tal", "NNP", "flat", 0), ("left", "VBD", "ROOT", 2)])
    doc.set_ents([Span(doc, 0, 2, label="person")])
    assert find_names(doc, 100) == (Name(100, 108, "person"),)


@pytest.mark.parametrize(
    ("rows", "labels", "names"),
    [
        (  # broken labels, one name by the parse; the kind is the likeliest over all of it
            [("World", "NNP", "compound", 1), ("Bank", "NNP", "ROOT", 1)],
            ["B-organisation", "B-organisation"],
            [("World Bank", "organisation")],
        ),
        (  # neighbours that the parse does not link are two names
            [
                ("told", "VBD", "ROOT", 0),
                ("Reuters", "NNP", "iobj", 0),
                ("Kelmar", "NNP", "nsubj", 3),
                ("fell", "VBD", "ccomp", 0),
            ],
            ["O", "B-organisation", "I-place", "O"],
            [("Reuters", "organisation"), ("Kelmar", "place")],
        ),
        (  # a proper noun that the scores miss
            [("left", "VBD", "ROOT", 0), ("Dorvaz", "NNP", "obj", 0), ("Friday", "NNP", "obl:unmarked", 0)],
            ["O", "O", "O"],
            [("Dorvaz", "other")],
        ),
        (
            [("clashes", "NNS", "ROOT", 0), ("near", "IN", "case", 2), ("Dorvaz", "NNP", "nmod", 0)],
            ["O", "O", "O"],
            [("Dorvaz", "place")],
        ),
        (
            [("fighters", "NNS", "ROOT", 0), ("of", "IN", "case", 2), ("NSM", "NNP", "nmod", 0)],
            ["O", "O", "O"],
            [("NSM", "organisation")],
        ),
        (
            [("the", "DT", "det", 2), ("Tarhin", "JJ", "amod", 2), ("Army", "NNP", "ROOT", 2)],
            ["B-organisation", "O", "I-organisation"],
            [("Tarhin Army", "organisation")],
        ),
        (  # `of` stays inside where the scores say so
            [("Bank", "NNP", "ROOT", 0), ("of", "IN", "case", 2), ("Tarhin", "NNP", "nmod", 0)],
            ["B-organisation", "I-organisation", "I-organisation"],
            [("Bank of Tarhin", "organisation")],
        ),
    ],
)
def test_names_from_scores_tags_and_parse(
    rows: list[Row], labels: list[str], names: list[tuple[str, str]]
) -> None:
    doc = parsed(rows)
    assert [(doc[start:end].text, kind) for start, end, kind in name_spans(doc, scores_of(labels))] == names


@given(st.text(st.characters(categories=["L"]), min_size=1))
def test_in_a_word_of_letters_alone_nothing_is_cut_off(letters: str) -> None:
    """So that the tokenizer need not search it; contractions like `cannot` are among its exceptions."""
    found = {name: search(letters) for name, search in searches().items()}
    assert not list(found.pop("infix_finditer"))
    assert not any(found.values())
