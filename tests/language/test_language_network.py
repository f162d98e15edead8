"""The network in plain numpy gives what the pipeline's own components give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from warmonitor.language import Language, load
from warmonitor.language.layers import padded
from warmonitor.language.network import Network
from warmonitor.language.windows import BLOCK, Window

POOL = (
    "The rebels of Dorvaz , who had fled to Kelmar in May , killed 12 soldiers and wounded Gen. Omar Tal . "
    "What did they say ? “ Nobody was hurt ” officials told Example Wire on Friday ; it is 3 km away — that "
    "old fort which the army says it shelled when villagers were burying their dead ( five ) there not 's"
)
TEXTS = (
    "Shells that the army had fired hit what residents said was a school, killing nine. Three died later.",
    "KELMAR (Example Wire) — Who attacked? Nobody knows. “We ran,” said Anna Berg, a nurse.",
    "Rebels left.",
)

sentences = st.lists(st.sampled_from(POOL.split()), min_size=1, max_size=12)
documents = st.lists(st.lists(sentences, min_size=0, max_size=4), min_size=1, max_size=5)


def doc_of(language: Language, rows: list[list[str]]) -> Doc:
    words = [word for row in rows for word in row]
    starts: list[bool | int | None] = [place == 0 for row in rows for place in range(len(row))]
    return Doc(language.pipeline.vocab, words=words, sent_starts=starts)


def told(doc: Doc) -> list[tuple[object, ...]]:
    names = [(name.start, name.end, name.label_) for name in doc.ents]
    words = [(t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.is_sent_start) for t in doc]
    return [*words, *names]


@settings(max_examples=60, deadline=None)
@given(documents)
def test_documents_are_read_as_the_pipeline_reads_them(rows: list[list[list[str]]]) -> None:
    language = load()
    ours = [doc_of(language, row) for row in rows]
    Network(language.pipeline).annotate(ours)
    theirs = language.pipeline.pipe([doc_of(language, row) for row in rows])
    assert [told(doc) for doc in ours] == [told(doc) for doc in theirs]


def test_texts_are_read_as_the_pipeline_reads_them() -> None:
    language = load()
    for doc in language.parse_texts(TEXTS):
        words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
        starts: list[bool | int | None] = [bool(t.is_sent_start) for t in doc]
        bare = Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)
        assert told(language.pipeline(bare)) == told(doc)


@pytest.mark.parametrize("words", [1, 7, BLOCK - 1, BLOCK, 2 * BLOCK + 3])
def test_a_window_sees_what_thinc_sees(words: int) -> None:
    layer = load().pipeline.get_pipe("tok2vec").model.layers[1].layers[0].layers[0]  # type: ignore[attr-defined]
    rows = np.random.default_rng(words).standard_normal((words, 128), dtype="float32")
    spread, places = padded(rows, [words], 0)
    made = Window(layer)(spread, residual=True)[places]
    np.testing.assert_allclose(made, layer.predict(rows), atol=1e-5)


def test_documents_stand_apart() -> None:
    rows = np.arange(1, 5, dtype="float32").reshape(-1, 1)
    spread, places = padded(rows, [3, 1], 2)
    assert spread.ravel().tolist() == [0, 0, 0, 1, 2, 3, 0, 0, 4, 0, 0, 0]
    assert spread[places].ravel().tolist() == [1, 2, 3, 4]


def test_without_words_there_is_nothing_to_read() -> None:
    language = load()
    doc = Doc(language.pipeline.vocab, words=[])
    Network(language.pipeline).annotate([doc])
    assert len(doc) == 0
