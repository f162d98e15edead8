"""Mends what the parser reads badly: participles that only describe the noun before them.

Of "Forces allied with the government shelled the camp" it makes "forces allied …", and hangs "shelled" on it
without a subject. A finite verb that has none, and is neither joined by a conjunction nor set off by a comma,
is the verb of the sentence; the word before it only says which forces.
"""

from collections.abc import Iterator, Sequence, Set
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from warmonitor.language.inserted import resume
from warmonitor.language.noun_slips import (
    between_two,
    by_fighting,
    flee_fighting,
    join_subjects,
    own_subject,
    pair_before,
    shot_dead,
    taken_for_is,
    tell_happening,
    total_of,
    whose_deed,
)
from warmonitor.language.slips import (
    at_once,
    believed_man,
    describe_many,
    describe_subject,
    due_to,
    fronted,
    is_verb,
    name_noun,
    name_taken,
    part_of_verb,
    plan_by,
    propel,
    relate,
    tell_verb,
    told_by,
)
from warmonitor.language.speaker_slips import (
    at_body,
    call_on,
    join_name,
    office_before,
    said_in,
    speaker_asks,
    trailing_speaker,
)
from warmonitor.language.subject_slips import take_subject
from warmonitor.language.trees import make_subject, put_in_place
from warmonitor.language.verb_slips import be_verb, verb_in_name
from warmonitor.language.word_lists import word_lists

Flags = NDArray[np.bool_]
Numbers = NDArray[np.uint64]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_BELOW = frozenset({"advcl", "ccomp", "parataxis", "conj", "xcomp", "acl", "dep", "obj"})
_LOOSE = frozenset({"advcl", "parataxis", "xcomp"})
_TRAILING = _LOOSE | {"ROOT", "conj"}
_DESCRIBING = frozenset({"advcl", "xcomp"})
_OWN = _SUBJECTS | {"mark", "cc", "expl", "csubj"}
_FIRST = frozenset({"VBD", "VBN", "VBG", "JJ"})
_HELPING = frozenset({"aux", "aux:pass", "cop"})
_NAMED = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
_SMALL = frozenset({"RB", "IN", "RP"})
_CLAUSES = frozenset({"ccomp", "acl", "acl:relcl"})
_TOLD = _CLAUSES | {"ROOT", "conj", "advcl", "xcomp", "parataxis"}
_VERBS = frozenset({"VB", "VBP", "VBZ", "VBD"})
_NOUNS = frozenset({"NN", "NNS"})
_NAMES = frozenset({"NNP", "NNPS"})
_ASKING = frozenset({"when", "where", "how", "why", "who", "which", "that", "what"})


def mend(docs: Sequence[Doc]) -> None:
    """Mend the trees of parsed documents in place; one look at a batch finds the few words that need it."""
    columns = np.concatenate([doc.to_array(["TAG", "DEP", "HEAD", "LOWER", "POS"]) for doc in docs])
    tags, labels, heads, words, parts = columns.T
    places = np.arange(len(columns)) + heads.astype("int64")
    owned = np.zeros(len(columns), dtype=bool)
    owned[places[_among(labels, _OWN)]] = True
    finite = _among(tags, _FINITE)
    helped = _among(labels, _HELPING) & finite
    told = finite.copy()
    told[places[helped]] = True
    told[helped] = False
    for verb in _words(docs, finite & _among(labels, {"obl:agent"})):
        told_by(verb)
        _give_subject(verb)
    acting = np.zeros(len(columns), dtype=bool)
    acting[places[_among(labels, {"obj"})]] = True
    for word in _words(docs, acting & _among(tags, _NOUNS | _NAMES | {"JJ"})):
        if be_verb(word) and not any(child.dep_ in _SUBJECTS for child in word.lefts):
            _give_subject(word)
    for verb in _words(docs, told & ~owned):
        _give_subject(verb)
    loose = _among(labels, _DESCRIBING) & (tags == get_string_id("VBN"))
    for participle in _words(docs, loose & ~owned):
        _describe(participle)
    lists = word_lists("reduced")
    acting &= _among(labels, {"ROOT"})
    named = _among(labels, {"nsubj"}) & _among(tags, {"NNP"})
    slips = (
        (_among(labels, _TOLD) & _among(tags, _VERBS) & ~_among(parts, {"VERB", "AUX"}), is_verb),
        (_among(labels, _NAMED) & _among(tags, _VERBS), name_noun),
        (_among(labels, {"obj"}) & _among(tags, _SMALL), name_taken),
        ((_among(words, lists["telling"]) | acting) & _among(tags, _NOUNS), tell_verb),
        (_among(labels, _SUBJECTS) & _among(tags, {"JJ"}), describe_subject),
        (_among(labels, {"mark"}) & _among(tags, {"IN"}) & _among(words, {"to"}), _whom_to),
        (_among(labels, {"ROOT"}) & _among(words, lists["believed"]), believed_man),
        (_among(labels, {"ROOT"}) & _among(tags, _NOUNS), fronted),
        (_among(labels, {"case"}) & _among(tags, {"RP"}), part_of_verb),
        (_among(labels, {"compound:prt"}), call_on),
        (_among(labels, {"advcl"}) & _among(tags, {"VBD", "VBZ"}), relate),
        (_among(labels, {"ccomp"}) & _among(tags, {"VB"}), due_to),
        (_among(labels, {"acl"}) & _among(tags, {"VB"}), plan_by),
        (_among(labels, {"conj"}) & _among(words, lists["asking"]), speaker_asks),
        (_among(labels, _TRAILING) & _among(words, lists["saying"]), trailing_speaker),
        (named, join_name),
        (named, office_before),
        (_among(labels, _CLAUSES), said_in),
        (_among(labels, {"obl", "xcomp", "ccomp"}), at_body),
        (_among(labels, {"advcl"}) & _among(tags, {"VBG"}), at_once),
        (_among(labels, {"advcl", "acl", "xcomp"}) & _among(tags, {"VBG"}), describe_many),
        (_among(labels, {"advcl"}) & _among(tags, {"VBD", "VBN"}), propel),
        (_among(labels, {"compound"}) & _among(tags, {"VBP", "VBZ"}), verb_in_name),
        (_among(labels, _SUBJECTS) & _among(tags, _NAMES | {"NNS"}), join_subjects),
        (_among(labels, {"case"}) & _among(tags, {"POS"}), own_subject),
        (_among(labels, {"conj"}) & _among(tags, _VERBS), pair_before),
        (_among(labels, {"case"}) & _among(words, {"between"}), between_two),
        (_among(words, {"total"}) & _among(tags, {"NN"}), total_of),
        (_among(labels, {"mark"}) & _among(words, {"by", "in", "during", "amid"}), by_fighting),
        (_among(labels, {"xcomp"}) & _among(words, {"dead"}), shot_dead),
        (
            _among(labels, {"ROOT"}) & _among(tags, {"NNS"}) & _among(words, lists["happening"]),
            tell_happening,
        ),
        (_among(labels, {"xcomp"}) & _among(tags, {"VBG"}), flee_fighting),
        (_among(labels, {"nmod:poss"}), whose_deed),
        (_among(labels, {"mark"}) & _among(words, lists["before_nouns"]), taken_for_is),
    )
    for wanted, mended in slips:
        for word in _words(docs, wanted):
            mended(word)
    undo_circles(docs, columns[:, :3])


def undo_circles(docs: Sequence[Doc], parsed: Numbers) -> None:
    """Give documents in which mending made a circle their parse back: whoever climbs a circle never arrives.

    `parsed` holds TAG, DEP and HEAD of every word as the parser gave them.
    """
    heads = np.concatenate([doc.to_array("HEAD") for doc in docs]).astype("int64")
    above = np.arange(len(heads)) + heads
    top = above
    for _ in range(len(above).bit_length()):
        top = top[top]
    start = 0
    for doc in docs:
        end = start + len(doc)
        if (above[top[start:end]] != top[start:end]).any():
            doc.from_array(["TAG", "DEP", "HEAD"], cast("Any", parsed[start:end]))
        start = end


def _among(found: Numbers, names: Set[str]) -> Flags:
    return np.isin(found, [get_string_id(name) for name in names])


def _words(docs: Sequence[Doc], wanted: Flags) -> Iterator[Token]:
    """The words of all documents for which a flag is set."""
    found = wanted.nonzero()[0]
    if not len(found):
        return
    starts = np.cumsum([0, *map(len, docs)])
    inside = np.searchsorted(starts, found, side="right") - 1
    for place, at in zip(inside.tolist(), (found - starts[inside]).tolist(), strict=True):
        yield docs[place][at]


def _describe(participle: Token) -> None:
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


def _give_subject(verb: Token) -> None:
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


def _whom_to(mark: Token) -> None:
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
