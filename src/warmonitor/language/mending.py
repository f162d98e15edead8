"""Mends what the parser reads badly: which words need which of the mends.

Each mend is a function of one word, kept with others of its kind: participles that only describe
(`reduced.py`), subjects (`subject_slips.py`), verbs in nouns (`verb_slips.py`), nouns (`noun_slips.py`),
speakers (`speaker_slips.py`), and other words and clauses (`slips.py`).
"""

from collections.abc import Iterator, Sequence, Set
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from warmonitor.language.noun_slips import (
    aim_of,
    between_two,
    by_fighting,
    flee_fighting,
    join_subjects,
    list_on,
    own_subject,
    pair_before,
    place_beside,
    shot_dead,
    taken_for_is,
    tell_happening,
    total_of,
    whose_deed,
    with_done,
)
from warmonitor.language.reduced import describe, give_subject, whom_to
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
from warmonitor.language.verb_slips import be_infinitive, be_past, be_verb, verb_in_name
from warmonitor.language.word_lists import word_lists

Flags = NDArray[np.bool_]
Numbers = NDArray[np.uint64]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_LOOSE = frozenset({"advcl", "parataxis", "xcomp"})
_TRAILING = _LOOSE | {"ROOT", "conj"}
_DESCRIBING = frozenset({"advcl", "xcomp"})
_OWN = _SUBJECTS | {"mark", "cc", "expl", "csubj"}
_HELPING = frozenset({"aux", "aux:pass", "cop"})
_NAMED = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
_SMALL = frozenset({"RB", "IN", "RP"})
_CLAUSES = frozenset({"ccomp", "acl", "acl:relcl"})
_TOLD = _CLAUSES | {"ROOT", "conj", "advcl", "xcomp", "parataxis"}
_VERBS = frozenset({"VB", "VBP", "VBZ", "VBD"})
_NOUNS = frozenset({"NN", "NNS"})
_PAST = frozenset({"JJ", "VBN", "VBD"})
_NAMES = frozenset({"NNP", "NNPS"})


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
        give_subject(verb)
    acting = np.zeros(len(columns), dtype=bool)
    acting[places[_among(labels, {"obj"})]] = True
    for word in _words(docs, acting & _among(tags, _NOUNS | _NAMES | {"JJ"})):
        if be_verb(word) and not any(child.dep_ in _SUBJECTS for child in word.lefts):
            give_subject(word)
    for verb in _words(docs, told & ~owned):
        give_subject(verb)
    loose = _among(labels, _DESCRIBING) & (tags == get_string_id("VBN"))
    for participle in _words(docs, loose & ~owned):
        describe(participle)
    lists = word_lists("reduced")
    acting &= _among(labels, {"ROOT"})
    named = _among(labels, {"nsubj"}) & _among(tags, {"NNP"})
    doing = np.zeros(len(columns), dtype=bool)
    doing[places[_among(labels, {"nsubj"})]] = True
    slips = (
        (_among(labels, _TOLD) & _among(tags, _VERBS) & ~_among(parts, {"VERB", "AUX"}), is_verb),
        (_among(labels, _NAMED) & _among(tags, _VERBS), name_noun),
        (_among(labels, {"obj"}) & _among(tags, _SMALL), name_taken),
        ((_among(words, lists["telling"]) | acting) & _among(tags, _NOUNS), tell_verb),
        (_among(labels, _SUBJECTS) & _among(tags, {"JJ"}), describe_subject),
        (_among(labels, {"mark"}) & _among(tags, {"IN"}) & _among(words, {"to"}), whom_to),
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
        (_among(labels, {"case"}) & _among(words, {"with"}), with_done),
        (_among(labels, {"case"}) & _among(words, {"to"}), be_infinitive),
        (_among(labels, {"amod"}) & _among(tags, _PAST) & doing, be_past),
        (_among(labels, {"advcl"}) & _among(tags, {"VB"}), aim_of),
        (_among(labels, {"conj"}) & _among(tags, {"NNP"}), place_beside),
        (_among(words, {"total"}) & _among(tags, {"NN"}), total_of),
        (_among(words, {"as"}) & _among(labels, {"cc", "case"}), list_on),
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
