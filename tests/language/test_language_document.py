"""The plain words of a parse say what spaCy's own say."""

from collections.abc import Iterator

import pytest
from spacy.tokens import Doc

from warmonitor.language import Document, load, root

TEXTS = (
    "Shells hit Kelmar's market on Friday, killing two guards, the mayor said.",
    "KELMAR, Nov 3 (Agency) — What the rebels who held the ford wanted, nobody in town knew.\n\n  “We left,” "
    "said Tam. He'd seen it himself…",
    "A hearing is scheduled on the issue today that few had hoped for.",
    "Why?",
)
STRINGS = (
    "text",
    "lower_",
    "lemma_",
    "tag_",
    "pos_",
    "dep_",
    "whitespace_",
    "idx",
    "i",
    "is_space",
    "is_quote",
)


@pytest.fixture(scope="module", params=range(len(TEXTS)))
def doc(request: pytest.FixtureRequest) -> Doc:
    return next(load().parse_texts([TEXTS[request.param]]))


def places(tokens: object) -> list[int]:
    assert hasattr(tokens, "__iter__")
    return [token.i for token in tokens]


def test_words_have_the_same_strings_and_the_same_place_in_the_tree(doc: Doc) -> None:
    plain = Document(doc)
    assert plain.text == doc.text
    for one, other in zip(plain, doc, strict=True):
        assert [getattr(one, name) for name in STRINGS] == [getattr(other, name) for name in STRINGS]
        assert one.head.i == other.head.i
        assert places(one.children) == places(other.children)
        assert places(one.subtree) == places(other.subtree)
        assert places(one.ancestors) == places(other.ancestors)
        assert (one.left_edge.i, one.right_edge.i) == (other.left_edge.i, other.right_edge.i)
        assert (one.sent.start, one.is_sent_start) == (other.sent.start, bool(other.is_sent_start))


def test_sentences_are_the_same(doc: Doc) -> None:
    told = [(one.start, one.end, one.text, one.root.i) for one in Document(doc).sents]
    assert told == [(one.start, one.end, one.text, one.root.i) for one in doc.sents]


def spans(length: int, longest: int) -> Iterator[tuple[int, int]]:
    return (
        (start, end) for start in range(length) for end in range(start + 1, min(length, start + longest) + 1)
    )


def test_words_in_a_row_have_the_same_text_and_the_same_top(doc: Doc) -> None:
    plain = Document(doc)
    for start, end in spans(len(doc), 6):
        assert plain.words(start, end) == doc[start:end].text
        assert root(plain[start:end]).i == doc[start:end].root.i


def test_characters_lead_to_the_same_words(doc: Doc) -> None:
    plain = Document(doc)
    for start, end in spans(len(doc.text), 12):
        one, other = plain.char_span(start, end), doc.char_span(start, end, alignment_mode="expand")
        assert one is not None
        assert (one.start, one.end) == (other.start, other.end)
    assert plain.char_span(0, len(doc.text) + 9) is None


def test_forms_hold_the_stems_that_a_lemmatiser_may_miss() -> None:
    (doc,) = load().parse_texts(["Jets strafed the depots."])
    words = {token.text: token.forms for token in Document(doc)}
    assert "strafe" in words["strafed"]
    assert words["depots"][:2] == ("depot", "depots")


def test_there_is_no_word_before_the_first() -> None:
    first = Document(next(load().parse_texts(["Rebels left."])))[0]
    assert first.nbor().text == "left"
    with pytest.raises(IndexError):
        first.nbor(-1)
