"""What may stand between the counted and their verb: a parenthesis, somebody uncounted."""

from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.sentence import Sentence

_DASHES = frozenset({"-", "--", "–", "—"})
_OPENING = _DASHES | {",", "("}
_CLOSING = _DASHES | {",", ")"}
_AMONG = frozenset({"among them", "amongst them", "among those"})
_ALL = frozenset({"all of whom", "both of whom", "all of them", "both of them"})
_NAMES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
_WHOSE = frozenset({"the", "their", "his", "her", "its"})


def past_owner(sentence: Sentence, at: int) -> int:
    """Past whose they are, before a parenthesis: "four members of one family, among them a baby, died"."""
    if text(sentence, at, at + 1) != "of":
        return at
    end = at + 1
    while end < sentence.span.end and sentence.doc[end].pos_ in _NAMES and end < at + 6:
        end += 1
    return end if end < sentence.span.end and sentence.doc[end].text in _OPENING else at


def past_joined(sentence: Sentence, at: int) -> int:
    """Past somebody uncounted who shares their lot: "21 policemen and the bomber died"."""
    if text(sentence, at, at + 1) != "and" or text(sentence, at + 1, at + 2) not in _WHOSE:
        return at
    end = at + 2
    if text(sentence, end, end + 1) in counting_words().others | {"rest", "remainder", "survivors"}:
        return at
    while end < sentence.span.end and sentence.doc[end].pos_ in {"ADJ", "NOUN"} and end < at + 5:
        end += 1
    joined = end > at + 2 and end < sentence.span.end and sentence.doc[end].pos_ in {"AUX", "VERB"}
    return end if joined else at


def past_parenthesis(sentence: Sentence, at: int) -> int:
    """Skips ", including two students," and what stands in brackets between a figure and its verb."""
    doc = sentence.doc
    if at + 1 >= sentence.span.end or doc[at].text not in _OPENING:
        return at
    if doc[at].text == "(":
        inside = range(at + 1, min(at + 14, sentence.span.end))
        return next((i + 1 for i in inside if doc[i].text == ")"), at)
    opening = text(sentence, at + 1, at + 4)
    if doc[at].text == "," and opening in _ALL:
        return at + 4  # "nine airmen, all of whom died"
    describes = opening.split()[0] in counting_words().describing if opening else False
    among = any(text(sentence, i, i + 2) in _AMONG for i in range(at + 2, min(at + 7, sentence.span.end)))
    parts = any(cue in opening for cue in counting_words().parts_before)
    if not (describes or among or parts):
        return at
    for closing in range(at + 2, min(at + 14, sentence.span.end - 1)):
        if doc[closing].text in _CLOSING and doc[closing + 1].pos_ in {"AUX", "VERB"}:
            return closing + 1
    return at
