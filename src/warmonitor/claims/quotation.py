"""Quotations that run on: over sentences, and over paragraphs."""

from collections.abc import Iterator, Sequence

from warmonitor.claims.sentence import Sentence
from warmonitor.language import Token

_OPENING = frozenset({"“", "``"})
_CLOSING = frozenset({"”", "''"})
_EITHER = frozenset({'"', "‘", "'", "’"})


def running(sentences: Sequence[Sentence]) -> Iterator[int | None]:
    """For each sentence that is in a quotation: the place of the one where its speaker may be told next.

    That is where the quotation closes; its own place where it was open before. None for a sentence that is
    not all quotation.
    """
    states = list(_states(sentences))
    for at, (before, after) in enumerate(states):
        first = sentences[at].tokens[0].text in _OPENING | _EITHER
        if before or (first and not after):
            yield (
                (_end(at, sentences, states) if after else at)
                if before or _is_closed(sentences[at])
                else None
            )
        else:
            yield _end(at, sentences, states) if first else None


def _end(at: int, sentences: Sequence[Sentence], states: Sequence[tuple[bool, bool]]) -> int:
    """Where a quotation that is open at the end of a sentence closes, in the same paragraph."""
    last = at
    for later in range(at + 1, len(sentences)):
        if sentences[later].offset != sentences[at].offset:
            break
        last = later
        if not states[later][1]:
            break
    return last


def _is_closed(sentence: Sentence) -> bool:
    return sentence.tokens[-1].text in _CLOSING | _EITHER


def _states(sentences: Sequence[Sentence]) -> Iterator[tuple[bool, bool]]:
    """Whether a quotation is open where each sentence begins and where it ends."""
    is_open = False
    for sentence in sentences:
        before, is_open = is_open, _still_open(sentence, is_open)
        yield before, is_open


def _still_open(sentence: Sentence, was_open: bool) -> bool:
    """Whether a quotation is open where the sentence ends.

    A paragraph inside a quotation opens it anew and does not close the one before.
    """
    is_open = was_open
    for token in sentence.tokens:
        if token.text in _OPENING or (token.text in _EITHER and not is_open and _opens(token)):
            is_open = True
        elif (
            token.text in _CLOSING | _EITHER
            and token.dep_ == "punct"
            and not _opens_sentence(token, sentence)
        ):
            is_open = False
    return is_open


def _opens(token: Token) -> bool:
    glued = token.whitespace_ == "" and token.i + 1 < len(token.doc)
    return glued and token.nbor().text.istitle()


def _opens_sentence(token: Token, sentence: Sentence) -> bool:
    return token.i == sentence.tokens[0].i and _opens(token)
