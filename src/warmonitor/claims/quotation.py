"""Quotations that run on: over sentences, and over paragraphs."""

from collections.abc import Sequence

from spacy.tokens import Token

from warmonitor.claims.sentence import Sentence

_OPENING = frozenset({"“", "``"})
_CLOSING = frozenset({"”", "''"})
_EITHER = frozenset({'"', "‘", "'", "’"})


def still_open(sentence: Sentence, was_open: bool) -> bool:
    """Whether a quotation is open where the sentence ends.

    `was_open`: whether one is where it begins. A paragraph inside a quotation opens it anew and does not
    close the one before.
    """
    is_open = was_open
    for token in sentence.tokens:
        if token.text in _OPENING or (token.text in _EITHER and not is_open and _opens(token)):
            is_open = True
        elif token.text in _CLOSING | _EITHER and token.dep_ == "punct" and not _is_first(token, sentence):
            is_open = False
    return is_open


def _opens(token: Token) -> bool:
    glued = token.whitespace_ == "" and token.i + 1 < len(token.doc)
    return glued and token.nbor().is_title


def _is_first(token: Token, sentence: Sentence) -> bool:
    return token.i == sentence.tokens[0].i


def is_inside(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is all quotation: a mark at its beginning and one at its end."""
    return tokens[0].text in _OPENING | _EITHER and tokens[-1].text in _CLOSING | _EITHER
