"""Remembering the vectors of words changes nothing that is read."""

import numpy as np
import pytest

from warmonitor.language import Language
from warmonitor.language.reader import load
from warmonitor.language.remembered import Remembered

TEXTS = (
    "Gunmen didn't attack the depot near Aleppo.",
    "The depot wasn't hit; gunmen in Aleppo can't say who attacked 12 depots.",
    "Aleppo, Aleppo!",
)


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


@pytest.mark.parametrize("most", [0, 5, 1000])
def test_a_word_that_comes_again_has_the_vector_it_had(language: Language, most: int) -> None:
    embed = language.pipeline.get_pipe("tok2vec").model.layers[0]  # type: ignore[attr-defined]
    docs = [language.pipeline.tokenizer(text) for text in TEXTS]
    remembered = Remembered(embed, most)
    for _ in range(3):
        # Rows multiplied in batches of other sizes are summed in another order on some processors.
        expected = np.concatenate(embed.predict(docs))
        np.testing.assert_allclose(remembered(docs), expected, rtol=1e-5, atol=1e-5)
