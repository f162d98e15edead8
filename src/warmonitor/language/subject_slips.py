"""Gives a verb back the subject that the parser hung on the clause before it."""

from spacy.tokens import Token

from warmonitor.language.trees import make_subject, put_in_place
from warmonitor.language.word_lists import word_lists

_OF_NOUNS = frozenset({"det", "amod", "compound", "nummod", "nmod:poss"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BELOW_SAYING = frozenset({"conj", "parataxis", "advcl"})


def take_subject(verb: Token) -> bool:
    """Give a finite verb without a subject the one that stands before it; whether there was one."""
    subject = _told_by_source(verb) or _told_to_be(verb) or _run_into(verb)
    if subject is None:
        return _take_described(verb)
    make_subject(subject, verb)
    return True


def _told_by_source(verb: Token) -> Token | None:
    """ "According to the monitor, the city has been cleared": no name for the monitor."""
    source = next((child for child in verb.lefts if child.dep_ == "obl"), None)
    if source is None or not any(child.lower_ == "according" for child in source.lefts):
        return None
    named = [child for child in source.rights if child.dep_ == "appos"]
    start = min([verb.i, *(child.i for child in verb.lefts if child.i > source.i)])
    if not named or named[-1].right_edge.i + 1 < start or named[0].nbor(-1).dep_ == "punct":
        return None
    for other in named[1:]:
        other.head, other.dep_ = named[0], "flat"
    return named[0]


def _run_into(verb: Token) -> Token | None:
    """ "When a suicide-bomber attacks a mosque": a bomber does, and no "bomber attack" is meant."""
    noun = verb.nbor(-1) if verb.i > verb.sent.start else verb
    described = [child for child in verb.lefts if child.dep_ in _OF_NOUNS and child.i < noun.i]
    if noun.head.i != verb.i or noun.dep_ != "compound" or noun.tag_ not in _NOUNS or not described:
        return None
    if not any(child.dep_ == "obj" for child in verb.rights):
        return None
    for child in described:
        child.head = noun
    return noun


def _told_to_be(verb: Token) -> Token | None:
    """ "The ministry confirms two pilots, Ruslan and Oleg, are killed": that they are."""
    saying = verb.head
    known = word_lists("reduced")["saying"]
    if verb.dep_ not in _BELOW_SAYING or saying.lower_ not in known or saying.i > verb.i:
        return None
    start = min([verb.i, *(child.i for child in verb.lefts if child.dep_ != "punct")])
    said = next((child for child in saying.rights if child.dep_ == "obj" and child.i < start), None)
    if said is None or any(child.dep_ == "cc" for child in verb.lefts):
        return None
    if any(not token.is_punct for token in verb.doc[said.right_edge.i + 1 : start]):
        return None
    verb.dep_ = "ccomp"
    return said


def _take_described(verb: Token) -> bool:
    """ "Continued attacks on the town have emptied it": nobody continued them, they have."""
    first = verb.head
    noun = first.nbor() if first.i < verb.i else first
    if (
        verb.dep_ != "conj"
        or first.tag_ not in {"VBD", "VBN"}
        or noun.dep_ != "obj"
        or noun.head.i != first.i
    ):
        return False
    start = min([verb.i, *(child.i for child in verb.lefts)])
    if any(True for _ in first.lefts) or noun.right_edge.i + 1 != start or noun.tag_ != "NNS":
        return False
    put_in_place(verb, first)
    make_subject(noun, verb)
    for child in [*first.rights]:
        child.head = verb
    first.head, first.dep_, first.tag_, first.pos_ = noun, "amod", "JJ", "ADJ"
    return True
