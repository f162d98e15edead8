"""Mends participles that only describe the noun before them.

Of "Forces allied with the government shelled the camp" it makes "forces allied …", and hangs "shelled" on it
without a subject. A finite verb that has none, and is neither joined by a conjunction nor set off by a comma,
is the verb of the sentence; the word before it only says which forces.
"""

from spacy.tokens import Token

from warmonitor.language.inserted import resume
from warmonitor.language.subject_slips import take_subject
from warmonitor.language.trees import make_subject, put_in_place
from warmonitor.language.word_lists import word_lists

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_BELOW = frozenset({"advcl", "ccomp", "parataxis", "conj", "xcomp", "acl", "dep", "obj"})
_LOOSE = frozenset({"advcl", "parataxis", "xcomp"})
_FIRST = frozenset({"VBD", "VBN", "VBG", "JJ"})
_HELPING = frozenset({"aux", "aux:pass", "cop"})
_ASKING = frozenset({"when", "where", "how", "why", "who", "which", "that", "what"})


def describe(participle: Token) -> None:
    """ "told of villages burned", "resupply troops stationed there": said of the noun right before it.

    "Left nine people injured" tells what became of them.
    """
    if participle.is_sent_start or any(one.dep_ in _HELPING for one in participle.children):
        return
    noun = participle.nbor(-1)
    while noun.dep_ in {"flat", "compound"} and noun.head.i < participle.i:
        noun = noun.head
    above = participle.head
    told = noun.pos_ in {"NOUN", "PROPN"} and above.i < noun.i and not participle.is_ancestor(noun)
    if told and not (participle.dep_ == "xcomp" and above.lower_ in word_lists("reduced")["resulting"]):
        participle.head, participle.dep_ = noun, "acl"


def give_subject(verb: Token) -> None:
    """ "Forces allied with X shelled Y": the forces shelled."""
    if take_subject(verb) or resume(verb):
        return
    first = _first(verb)
    if first is None or any(child.lower_ in _ASKING for child in verb.lefts):
        return
    subject = next((child for child in first.lefts if child.dep_ in _SUBJECTS), None)
    if subject is None or not _follows(first, subject) or _is_set_off(first, subject, verb):
        return
    if first.tag_ != "VBD" or _may_describe(first, verb):
        _turn(first, subject, verb)


def _may_describe(first: Token, verb: Token) -> bool:
    """Whether a past form can be a participle: "the men arrested" were, "the men fled" were not."""
    if first.lower_ in word_lists("reduced")["never"] or (verb.head.i == first.i and verb.dep_ not in _LOOSE):
        return False
    return not any(child.dep_ == "obj" and child.i < verb.i for child in first.rights)


def _first(verb: Token) -> Token | None:
    """The word that was taken for the verb: above it, or below it before it."""
    above = verb.head
    if verb.dep_ in _BELOW and above.i < verb.i and _is_bare(above):
        return above
    below = (one for one in verb.lefts if one.dep_ in {"ccomp", "advcl"} and _is_bare(one))
    return next(below, None) or _before(verb)


def _before(verb: Token) -> Token | None:
    """ "Ten died when drones flown by X fired missiles": the clause right before, hung on the same word."""
    beside = (one for one in verb.head.rights if one.dep_ == verb.dep_ == "advcl" and one.i < verb.i)
    return next((one for one in beside if _is_bare(one) and one.right_edge.i + 1 == verb.left_edge.i), None)


def _is_bare(word: Token) -> bool:
    return word.tag_ in _FIRST and not any(child.dep_ in _HELPING for child in word.children)


def _follows(first: Token, subject: Token) -> bool:
    """Whether nothing but an adverb or a comma stands between."""
    between = first.doc[subject.right_edge.i + 1 : first.i]
    return subject.i < first.i and all(one.pos_ in {"ADV", "PUNCT"} for one in between)


def _is_set_off(first: Token, subject: Token, verb: Token) -> bool:
    """ "Gunmen stormed the mosque, killed twelve": told one after the other."""
    doc = verb.doc
    opened = "," in {subject.right_edge.text, doc[subject.right_edge.i + 1].text}
    start = min([verb.i, *(child.i for child in verb.lefts if child.dep_ in _HELPING)])
    between = doc[first.i + 1 : start]
    marks = [one for one in between if one.tag_ in {",", ":"}]
    joined = any(one.lower_ in word_lists("reduced")["joining"] and one.dep_ != "cc" for one in between)
    return (bool(marks) and not opened) or joined or _may_be_subject(doc[start - 1])


def _may_be_subject(noun: Token) -> bool:
    """ "Troops advanced near Kesra and Marovian forces fled": a noun joined before the verb may do it."""
    joined = noun.dep_ == "cc" or any(child.dep_ == "cc" for child in noun.lefts)
    described = any(child.dep_ in {"amod", "det", "compound", "nummod"} for child in noun.lefts)
    return joined and (noun.dep_ == "cc" or described)


def whom_to(mark: Token) -> None:
    """ "Fighters loyal to X are reported …", of which a parse makes "to X are reported"."""
    verb = mark.head
    whom = next((child for child in verb.lefts if child.dep_ in _SUBJECTS and child.i > mark.i), None)
    first = _first(verb)
    subject = next((child for child in first.lefts if child.dep_ in _SUBJECTS), None) if first else None
    if (
        whom is None
        or first is None
        or subject is None
        or first.i != mark.i - 1
        or not _follows(first, subject)
    ):
        return
    mark.head, mark.dep_, whom.head, whom.dep_ = whom, "case", first, "obl"
    _turn(first, subject, verb)


def _turn(first: Token, subject: Token, verb: Token) -> None:
    below = first.i > verb.i or first.head.i == verb.i
    if not below:
        put_in_place(verb, first)
    moved = [child for child in first.children if child.i < subject.left_edge.i or child.i > verb.i]
    make_subject(subject, verb)
    first.head, first.dep_ = subject, "acl"
    if first.tag_ == "VBD":
        first.tag_ = "VBN"
    for child in moved:
        if child.i != verb.i:
            child.head = verb
