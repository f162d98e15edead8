"""Gives back verbs that the parser takes for part of a noun, most of them in the present tense.

"A bomb detonates in the market", of which it makes a "bomb detonates"; "security forces free prisoners",
whose "free" a tagger takes for an adjective; "strikes on the port kill nine", of which it makes a
"port kill"; "the air force strikes targets", all of it taken for one noun.
"""

from spacy.tokens import Token

from warmonitor.language.trees import make_subject, put_in_place
from warmonitor.language.word_lists import word_lists

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAMES = frozenset({"NNP", "NNPS"})
_PLURAL = frozenset({"NNS", "NNPS"})
_OF_NOUNS = frozenset({"det", "amod", "compound", "nummod", "nmod:poss"})
_TELLING = frozenset({"ROOT", "advcl", "ccomp", "conj", "parataxis", "acl:relcl"})
_BELOW = frozenset({"obj", "obl", "nmod", "xcomp", "ccomp", "advcl", "advmod", "acl"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_AROUND = frozenset({"advcl", "acl", "obl", "punct", "conj"})
_PRESENT = frozenset({"VBP", "VBZ"})


def be_verb(word: Token) -> bool:
    """Make a verb of a noun or an adjective that has an object; whether it is one.

    It has a subject of its own, or stands between a noun that agrees with it and its object.
    """
    done_to = next((child for child in word.rights if child.dep_ == "obj"), None)
    if done_to is None or any(child.dep_ in {"cop", "det"} for child in word.lefts):
        return False
    if done_to.left_edge.tag_ in _PRESENT or word.lower_ in word_lists("reduced")["no_verbs"]:
        return False  # "jets bomb positions", "fire tear gas"
    doer = next((child for child in word.lefts if child.dep_ == "nsubj"), None) or _runs_into(word)
    own = doer is not None and doer.dep_ == "nsubj"
    if doer is None or not (own or (done_to.left_edge.i == word.i + 1 and _agrees(doer, word))):
        return False
    word.pos_, word.tag_ = "VERB", "VBZ" if word.text.endswith("s") else "VBP"
    return True


def be_past(word: Token) -> None:
    """ "Four people sustained injuries": a verb with a subject and an object, taken for an adjective."""
    noun = word.head
    doer = next((child for child in word.lefts if child.dep_ == "nsubj" and child.tag_ in _NOUNS), None)
    if doer is None or noun.i < word.i or word.lower_ in word_lists("reduced")["resulting"]:
        return
    if any(child.dep_ in {"cop", *_SUBJECTS} for child in noun.lefts):
        return
    word.tag_, word.pos_ = "VBD", "VERB"
    put_in_place(word, noun)
    noun.head, noun.dep_ = word, "obj"
    for child in [*noun.children]:
        if child.i < word.i or child.dep_ in _AROUND:
            child.head = child.head if child.tag_ == "VBN" else word
            child.dep_ = "advcl" if child.dep_ == "acl" and child.tag_ != "VBN" else child.dep_


def be_infinitive(to: Token) -> None:
    """ "Plan to march on the palace": a march is what they plan, and no way that they plan it."""
    deed = to.head
    meant = deed.head.lower_ in word_lists("reduced")["meaning"] and to.i == deed.head.i + 1
    if not meant or deed.i != to.i + 1 or deed.lower_ not in word_lists("reduced")["deeds"]:
        return
    to.dep_, to.tag_, to.pos_ = "mark", "TO", "PART"
    deed.dep_, deed.tag_, deed.pos_ = "xcomp", "VB", "VERB"
    for child in [*deed.head.rights]:
        child.head = deed if child.i > deed.i and child.dep_ == "obl" else child.head


def part_from_subject(verb: Token) -> Token | None:
    """Give the noun that a verb was made one with: "when a suicide-bomber attacks a mosque"."""
    noun = _runs_into(verb)
    if noun is None or verb.dep_ not in _TELLING or not any(child.dep_ in _BELOW for child in verb.rights):
        return None
    described = [child for child in verb.lefts if child.dep_ in _OF_NOUNS and child.i < noun.i]
    if verb.tag_ not in _PRESENT and not described:
        return None
    for child in described:
        child.head = noun
    for child in verb.rights:
        child.dep_ = {"nmod": "obl", "acl": "xcomp"}.get(child.dep_, child.dep_)
    return noun


def part_from_phrase(verb: Token) -> Token | None:
    """Give the noun whose phrase swallowed a verb: "strikes on the port kill nine"."""
    noun = _runs_into(verb)
    case = next((child for child in verb.lefts if child.dep_ == "case"), None)
    if noun is None or case is None or verb.dep_ not in {"obl", "nmod"}:
        return None
    above = verb.head
    if above.i > case.i or not any(child.dep_ == "obj" for child in verb.rights):
        return None
    noun.head, noun.dep_ = above, verb.dep_
    for child in [*verb.lefts]:
        child.head = noun
    if above.tag_ not in _NOUNS:
        verb.dep_ = "parataxis"
        return None
    put_in_place(verb, above)
    for child in [*above.rights]:
        child.head = verb if child.i > verb.i else child.head
    return above


def verb_in_name(verb: Token) -> None:
    """ "… killed as militants ambush army convoy": a verb with a subject is no part of a noun."""
    noun = verb.head
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if noun.i < verb.i:
        return
    if subject is None:
        _part_three(verb, noun)
        return
    verb.head, verb.dep_ = (noun.head, "advcl") if noun.dep_ != "ROOT" else (verb, "ROOT")
    for child in noun.children:
        if child.i < subject.left_edge.i or child.dep_ == "nmod":
            child.dep_ = "mark" if child.lower_ in word_lists("reduced")["when"] else child.dep_
            child.head = verb
    noun.head, noun.dep_ = verb, "obj"


def _part_three(verb: Token, noun: Token) -> None:
    """ "The air force strikes targets", "jets bomb positions": who does what to whom, taken for one noun."""
    doer = _before(verb)
    if doer is None or doer.tag_ not in _NOUNS or not _agrees(doer, verb):
        return
    if noun.dep_ == "obj" and noun.head.i == doer.i and doer.dep_ in _TELLING:
        put_in_place(verb, doer)
        for child in [*doer.rights]:
            child.head = verb
    elif doer.head.i in {verb.i, noun.i} and doer.dep_ == "compound" and noun.dep_ in _TELLING:
        put_in_place(verb, noun)
        for child in [*verb.lefts, *noun.lefts]:
            child.head = doer if child.i < doer.i else child.head
        for child in [*noun.rights]:
            child.head = child.head if child.dep_ in {"nmod", "acl", "conj", "flat"} else verb
    else:
        return
    noun.head, noun.dep_ = verb, "obj"
    make_subject(doer, verb)


def _runs_into(word: Token) -> Token | None:
    """The noun right before a word that a parse makes one noun with it; "the military" too."""
    noun = _before(word)
    if noun is None or noun.head.i != word.i or noun.dep_ not in {"compound", "amod"}:
        return None
    named = noun.dep_ == "compound" and noun.tag_ in _NOUNS
    return noun if named or noun.lower_ in word_lists("reduced")["adjective_bodies"] else None


def _before(word: Token) -> Token | None:
    if word.i == word.sent.start:
        return None
    noun = word.nbor(-1)
    return noun.head if noun.dep_ == "flat" else noun


def _agrees(noun: Token, verb: Token) -> bool:
    """ "Strikes kill", "a strike kills"; names of bodies and "police" go with either."""
    if noun.tag_ in _NAMES or noun.lower_ in word_lists("reduced")["either"]:
        return True
    return (noun.tag_ in _PLURAL) != verb.text.endswith("s")
