"""The small parts of the room: lemmas by rule, truecasing, names, labels of the recogniser."""

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from warmonitor.language.lemmas import Lemmas, inflect, table_of
from warmonitor.language.names import Name, find_names
from warmonitor.language.recogniser import spans_of
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


def test_labels_become_spans() -> None:
    labels = ["B-person", "I-person", "O", "I-place", "B-place", "I-organisation", "B-place", "B-place"]
    assert spans_of(labels) == [
        (0, 2, "person"), (3, 4, "place"), (4, 5, "place"), (5, 6, "organisation"),
        (6, 7, "place"), (7, 8, "place"),
    ]  # fmt: skip


def tagged(words: list[tuple[str, str]]) -> Doc:
    doc = Doc(Vocab(), words=[word for word, _ in words], tags=[tag for _, tag in words])
    doc[0].is_sent_start = True
    return doc


def test_names_are_the_recogniser_s_and_the_tagger_s_other_proper_nouns() -> None:
    doc = tagged(
        [("Omar", "NNP"), ("Tal", "NNP"), ("left", "VBD"), ("Dorvaz", "NNP"), ("on", "IN"), ("Friday", "NNP")]
    )
    doc.set_ents([Span(doc, 0, 2, label="person")])
    assert find_names(doc, 100) == (Name(100, 108, "person"), Name(114, 120, "other"))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ([("fighters", "NNS"), ("of", "IN"), ("NSM", "NNP")], "organisation"),
        ([("clashes", "NNS"), ("near", "IN"), ("Dorvaz", "NNP")], "place"),
        ([("said", "VBD"), ("Mr.", "NNP"), ("Dorvaz", "NNP")], "person"),
        ([("the", "DT"), ("Dorvaz", "NNP"), ("deal", "NN")], "other"),
    ],
)
def test_kind_of_a_name_that_only_the_tags_show(words: list[tuple[str, str]], kind: str) -> None:
    (name,) = find_names(tagged(words), 0)
    assert name.kind == kind
