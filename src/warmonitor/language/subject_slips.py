"""Gives a verb back the subject that the parser hung on the clause before it."""

from spacy.tokens import Token

from warmonitor.language.trees import make_subject, put_in_place
from warmonitor.language.verb_slips import part_from_phrase, part_from_subject
from warmonitor.language.word_lists import word_lists

_BELOW_SAYING = frozenset({"conj", "parataxis", "advcl", "ccomp"})
_WHEN_AND_WHERE = frozenset({"obl", "obl:unmarked", "advmod"})


def take_subject(verb: Token) -> bool:
    """Give a finite verb without a subject the one that stands before it; whether there was one."""
    for find in (
        _told_by_source,
        _told_to_be,
        _told_in_clause,
        _told_beside,
        part_from_subject,
        part_from_phrase,
    ):
        subject = find(verb)
        if subject is not None:
            make_subject(subject, verb)
            return True
    return _take_described(verb)


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


def _told_to_be(verb: Token) -> Token | None:
    """ "The ministry confirms two pilots, Ruslan and Oleg, are killed": that they are."""
    saying = verb.head
    known = word_lists("reduced")["saying"]
    if verb.dep_ not in _BELOW_SAYING or saying.lower_ not in known or saying.i > verb.i:
        return None
    start = _start(verb)
    said = next((child for child in saying.rights if child.dep_ == "obj" and child.i < start), None)
    if said is None or any(child.dep_ == "cc" for child in verb.lefts):
        return None
    # "reports airstrikes on Friday in Kesra killed nine"
    beside = [child for child in saying.rights if said.i < child.i < start and child.dep_ in _WHEN_AND_WHERE]
    told = {token.i for child in (said, *beside) for token in child.subtree}
    between = verb.doc[said.right_edge.i + 1 : start]
    if any(token.i not in told and not token.is_punct for token in between):
        return None
    if beside and between[-1].is_punct:
        return None
    for child in beside:
        child.head = said
    verb.dep_ = "ccomp"
    return said


def _told_in_clause(verb: Token) -> Token | None:
    """ "Police arrest nine after members of the front kill a judge": no "after members" is meant."""
    start = _start(verb)
    found = (child for child in verb.head.rights if child.dep_ in {"obl", "nmod"})
    noun = next((child for child in found if child.right_edge.i + 1 == start), None)
    case = next((child for child in noun.lefts if child.dep_ == "case"), None) if noun is not None else None
    if verb.dep_ != "advcl" or noun is None or case is None or case.i != noun.left_edge.i:
        return None
    if case.lower_ not in word_lists("reduced")["joining"] or any(
        child.dep_ == "mark" for child in verb.lefts
    ):
        return None
    case.head, case.dep_ = verb, "mark"
    return noun


def _told_beside(verb: Token) -> Token | None:
    """ "Rebels shelled Kesra and soldiers returned fire": soldiers do, no "Kesra and soldiers" is meant."""
    noun = verb.doc[_start(verb) - 1] if _start(verb) > verb.sent.start else verb
    joint = next((child for child in noun.lefts if child.dep_ == "cc"), None)
    if noun.dep_ != "conj" or joint is None or joint.i != noun.left_edge.i or verb.head.i > noun.i:
        return None
    if noun.tag_ == "CD" or verb.dep_ not in _BELOW_SAYING or not verb.head.is_ancestor(noun):
        return None
    joint.head, verb.dep_ = verb, "conj"
    return noun


def _start(verb: Token) -> int:
    """Where a verb and what stands before it begins, commas left out."""
    return min([verb.i, *(child.left_edge.i for child in verb.lefts if child.dep_ != "punct")])


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
