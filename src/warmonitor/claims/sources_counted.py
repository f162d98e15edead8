"""Whether the counted are those who speak: "a local official said", "a farmer and a guard said"."""

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.phrases import Phrase
from warmonitor.claims.sentence import Sentence

_NAMING = frozenset({"ADJ", "NOUN", "PROPN"})
_AND_ONE = frozenset({"and a", "and an", "and one", "and another"})


def speaks(sentence: Sentence, phrase: Phrase) -> bool:
    """ "…, a local official said", "…, an officer, Omar Malek, told us": the source, nobody's victim."""
    at, end = phrase.end, sentence.span.end
    if text(sentence, at, at + 2) in counting_words().parts_after:
        at += 2
    if at < end and sentence.doc[at].text == ",":
        closing = (i + 1 for i in range(at + 1, min(at + 9, end)) if sentence.doc[i].text == ",")
        at = next(closing, end)
    if phrase.noun is not None and text(sentence, at, at + 2) in _AND_ONE:  # "a farmer and a guard said"
        at += 2
        while at < end and sentence.doc[at].pos_ in _NAMING:
            at += 1
    if at >= end:
        return False
    verb = sentence.doc[at]
    inverted = any(subject.i > verb.i for subject in roles.children(verb, "nsubj"))  # ", said the mayor"
    active = verb.tag_ in {"VBD", "VBZ", "VBP"} and not roles.is_passive(verb) and not inverted
    return active and verb.lemma_.lower() in counting_words().says
