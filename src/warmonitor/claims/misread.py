"""Verbs that a parse took for part of a noun, put right: "Jets fire missiles at the port".

Headlines and summaries tell what happened in the present; its form is that of the noun, and between two nouns
the parse makes one long noun of the three.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, POS, TAG
from spacy.tokens import Doc

from warmonitor.claims.role_words import role_words
from warmonitor.claims.roles import children, is_passive
from warmonitor.language import ParsedBlock, Token

_THINGS = frozenset({"NN", "NNS", "NNPS"})
_MANY = frozenset({"NNS", "NNPS"})
_ONE = frozenset({"NN", "NNP"})
_NAMES = frozenset({"NNP"})
_HEADS = frozenset({"ROOT", "ccomp", "conj", "parataxis", "advcl", "acl:relcl"})
_OF_VERBS = frozenset({"nmod", "advcl", "punct", "parataxis", "acl", "obl", "mark", "advmod", "cc"})
_OF_CLAUSES = frozenset({"mark", "cc", "advmod", "punct", "advcl", "obl"})
_FARTHEST = 4
# No past tense ends so: "taken", "blown", "torn".
_OF_PARTICIPLES = ("en", "wn", "rn")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_THROUGH = frozenset({"through", "into"})
_LEADING = frozenset({"obl", "advmod"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_MAIN = frozenset({"ROOT", "parataxis"})
_NO_OBJECTS = frozenset({"PUNCT", "ADP", "SCONJ", "CCONJ"})
# What only those who do something have.
_OF_DOERS = ("aux", "aux:pass", "obj", "iobj", "ccomp", "xcomp")


@dataclass(frozen=True)
class _Misread:
    """A verb between its subject and its object."""

    subject: Token
    verb: Token
    object: Token


def with_verbs(block: ParsedBlock) -> ParsedBlock:
    """The block with every such verb above its subject and its object."""
    known = role_words().misread
    found = [
        one
        for token in block.words
        if (token.dep_ == "compound" or _is_misplaced(token))
        and (token.lower_ in known or token.lemma_ in known)
        and (one := _misread(token)) is not None
    ]
    shared = [(token, verb) for token in block.words if (verb := _shared_verb(token)) is not None]
    renamed = [pair for token in block.words if token.children for pair in _relations(token)]
    mended = found or shared or renamed
    return replace(block, doc=_mended(block.doc, found, shared, renamed)) if mended else block


def _relations(verb: Token) -> Iterator[tuple[Token, str]]:
    """Words around a verb that stand to it otherwise than the parse has it, and how they do."""
    done = _undone(verb)
    if done is not None:
        yield done, "nsubj:pass"
    behind = _behind(verb)
    if behind is not None:
        yield from ((child, "obl") for child in children(verb, "nsubj"))
        yield behind, "nsubj"
    for done in _having_done(verb):
        yield done, "nsubj"
    given = _given(verb)
    if given is not None:
        yield given[0], "iobj"
        yield given[1], "obj"


def _having_done(verb: Token) -> list[Token]:
    """ "Shops have not opened": the subject of a perfect that is no passive."""
    if verb.tag_ != "VBN":
        return []
    having = any(aux.lemma_ == "have" for aux in children(verb, "aux"))
    return children(verb, "nsubj:pass") if having and not children(verb, "aux:pass") else []


def _behind(verb: Token) -> Token | None:
    """ "Into the city marched the army", "At dawn came the attack": a subject, not an object."""
    if verb.tag_ not in _FINITE or verb.lemma_ not in role_words().intransitive or verb.is_sent_start:
        return None
    below = list(verb.children)
    objects = [child for child in below if child.dep_ == "obj"]
    led = any(_leads(child) and child.i < verb.i for child in below)
    if len(objects) != 1 or not led or any(child.dep_ in _SUBJECTS and not _leads(child) for child in below):
        return None
    return objects[0] if objects[0].i > verb.i and verb.dep_ in _MAIN else None


def _given(verb: Token) -> tuple[Token, Token] | None:
    """Who receives and what, of "handed Kyiv 40 guns", of which a parse may take the second for a time."""
    if verb.pos_ != "VERB" or verb.lemma_ not in role_words().giving:
        return None
    both = children(verb, "obj", "obl:unmarked")
    if len(both) < 2 or both[0].dep_ != "obj" or both[1].tag_ not in _THINGS:
        return None
    beside = both[0].right_edge.i + 1 == both[1].left_edge.i
    timed = both[1].lemma_.lower() in role_words().settings
    return (both[0], both[1]) if beside and not timed else None


def _leads(child: Token) -> bool:
    """ "Over the town appeared …": where or when, whatever a parse takes it for."""
    return child.dep_ in _LEADING or (child.dep_ == "nsubj" and bool(children(child, "case")))


def _undone(participle: Token) -> Token | None:
    """ "Mosul surrounded, says general": to whom a headline without an auxiliary tells that it was done."""
    if participle.dep_ not in _HEADS or not _is_done(participle) or children(participle, *_OF_DOERS):
        return None
    subject = next(iter(children(participle, "nsubj")), None)
    return subject if subject is not None and subject.pos_ != "PRON" else None


def _is_done(verb: Token) -> bool:
    """Whether a verb is a participle; of those with one form for the past too, one that nothing follows to
    which it could be done.
    """
    if verb.lower_ in role_words().pasts or _goes_on(verb) or _goes_through(verb) or _shares_object(verb):
        return False
    if verb.tag_ == "VBN":
        return verb.lemma_ not in role_words().intransitive
    if verb.tag_ != "VBD" or children(verb, "mark"):
        return False
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    known = verb.lower_.endswith(_OF_PARTICIPLES) or verb.lemma_ in role_words().transitive
    return known and (after is None or after.pos_ in _NO_OBJECTS)


def _shares_object(verb: Token) -> bool:
    """ "Rebels ambushed and killed nine officers": whom they killed they ambushed."""
    joined = (one for one in children(verb, "conj") if one.i == verb.i + 2)
    return any(one.tag_ == "VBD" and children(one, "obj") and not children(one, *_SUBJECTS) for one in joined)


def _shared_verb(token: Token) -> Token | None:
    """The verb of "were dragged from their beds and shot", where a parse takes "shot" for a noun."""
    if token.lower_ not in role_words().participles or token.tag_ not in _ONE or token.dep_ != "conj":
        return None
    if token.nbor(-1).lower_ != "and" or children(token, "det", "amod", "nummod", "nmod:poss"):
        return None
    verb = next((above for above in token.ancestors if above.pos_ == "VERB"), None)
    return verb if verb is not None and is_passive(verb) else None


def _goes_through(verb: Token) -> bool:
    """ "A device ripped through a van"."""
    after = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    return after in _THROUGH and verb.lemma_ in role_words().piercing


def _goes_on(verb: Token) -> bool:
    """ "Held on to the town", "opened up on the convoy": nothing that was done to anybody."""
    return any(
        part.lower_ == "on" or (part.i + 1 < len(part.doc) and part.nbor().lower_ == "on")
        for part in children(verb, "compound:prt")
    )


def _misread(verb: Token) -> _Misread | None:
    thing = verb.head
    if not verb.i < thing.i <= verb.i + _FARTHEST or verb.is_sent_start:
        return None
    subject = _first(verb.nbor(-1))
    seen = subject.dep_ == "nsubj" and subject.head.i == verb.i
    # A plural before a noun is rarely one: "The army launches attacks".
    told = _is_many(verb.nbor(-1)) or (verb.tag_ == "NNS" and verb.nbor(-1).tag_ in _ONE)
    named = thing.text[:1].isupper() and _is_many(verb.nbor(-1)) and not verb.text[:1].isupper()
    if not (seen or (told and (thing.tag_ in _MANY or named))) or children(subject, "case"):
        return None
    inside = {thing.i, verb.i, *(token.i for token in thing.ancestors)}
    fits = thing.dep_ in _HEADS or _is_left_over(thing)
    return _Misread(subject, verb, thing) if fits and subject.head.i in inside else None


def _is_misplaced(noun: Token) -> bool:
    """ "The Taliban stages offensives", taken for a sentence without a verb."""
    beside = noun.dep_ == "nsubj" and noun.tag_ == "NNS" and noun.head.i == noun.i + 1
    return beside and noun.head.tag_ == "NNS" and not children(noun.head, "cop")


def _first(noun: Token) -> Token:
    """The first of several that are joined."""
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun


def _is_many(noun: Token) -> bool:
    return noun.tag_ in _MANY or (noun.tag_ in _NAMES and noun.lower_.endswith("s"))


def _is_left_over(thing: Token) -> bool:
    """ "Jets fire missiles at the port, killing two": the participle is no verb of its own."""
    return thing.dep_ == "nsubj" and thing.head.tag_ == "VBG" and thing.head.i > thing.i


def _mended(
    doc: Doc, found: list[_Misread], shared: list[tuple[Token, Token]], renamed: list[tuple[Token, str]]
) -> Doc:
    """A copy of the document with these verbs above their clauses, these participles beside their verbs, and
    these words under their verbs as what they are.
    """
    copy = doc.copy()
    columns: Any = copy.to_array([TAG, POS, DEP, HEAD])
    for token, label in renamed:
        columns[token.i, 2] = doc.vocab.strings.add(label)
    for one in found:
        for token, head, label in _links(one):
            columns[token.i, 2] = doc.vocab.strings.add(label)
            columns[token.i, 3] = np.array(head.i - token.i, dtype=np.int64).astype(np.uint64)
        columns[one.verb.i, :2] = [doc.vocab.strings.add("VBP"), doc.vocab.strings.add("VERB")]
    for token, verb in shared:
        columns[token.i, 3] = np.array(verb.i - token.i, dtype=np.int64).astype(np.uint64)
        columns[token.i, :2] = [doc.vocab.strings.add("VBN"), doc.vocab.strings.add("VERB")]
    return copy.from_array([TAG, POS, DEP, HEAD], columns)


def _links(one: _Misread) -> Iterator[tuple[Token, Token, str]]:
    """Every word that hangs on another one, that one, and how."""
    verb, thing = one.verb, one.object
    above, label = (thing.head, thing.dep_) if thing.dep_ != "nsubj" else (thing.head.head, thing.head.dep_)
    yield verb, (verb if label == "ROOT" else above), label
    if thing.dep_ == "nsubj":
        yield thing.head, verb, "advcl"
    yield one.subject, verb, "nsubj"
    yield thing, verb, "obj"
    for child in (*verb.children, *thing.children):
        if child.i in {verb.i, one.subject.i}:
            continue
        if child.i < one.subject.i:
            yield child, (verb if child.dep_ in _OF_CLAUSES else one.subject), child.dep_
        elif child.i > thing.i and child.dep_ in _OF_VERBS and not _is_of(child):
            yield child, verb, "obl" if child.dep_ == "nmod" else child.dep_


def _is_of(child: Token) -> bool:
    return child.dep_ == "nmod" and any(case.lower_ == "of" for case in children(child, "case"))
