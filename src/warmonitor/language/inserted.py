"""Mends clauses that an attribution, or a relative clause, interrupts.

Of "The rebels, officials said on Monday, have captured the town" a parse makes a saying of the rebels, and
leaves "have captured" without a subject. What stands before the attribution is the subject of what follows.
So it is with "Britain, whose jets shot down the drones, urged …".
"""

from spacy.tokens import Token

from warmonitor.language.trees import make_subject, put_in_place
from warmonitor.language.word_lists import word_lists

_BELOW = frozenset({"ccomp", "parataxis"})
_LOOSE = frozenset({"ccomp", "advcl", "parataxis"})
_RELATIVE = frozenset({"who", "whose", "which", "whom"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_TOPICS = frozenset({"nsubj", "nsubj:pass", "ccomp", "obl:unmarked"})
_NAMING = frozenset({"NOUN", "PROPN"})
_OWN = frozenset({"nsubj", "nsubj:pass", "cop", "case", "mark"})


def resume(verb: Token) -> bool:
    """Give a finite verb without a subject the noun before an attribution; whether there was one."""
    if _resume_after_relative(verb):
        return True
    said = verb.head if verb.dep_ in _BELOW else _said_within(verb)
    if said is None or said.i > verb.i or said.lower_ not in word_lists("reduced")["saying"]:
        return False
    topic = verb.head if verb.dep_ == "acl:relcl" else _topic(said)
    if topic is None or not _is_set_off(topic, said, verb):
        return False
    _turn(topic, said, verb)
    return True


def _resume_after_relative(verb: Token) -> bool:
    clause = next((child for child in verb.lefts if child.dep_ in _LOOSE and child.pos_ == "VERB"), None)
    noun = next((child for child in clause.lefts if child.dep_ in _SUBJECTS), None) if clause else None
    if clause is None or noun is None or noun.pos_ not in _NAMING or not _opens_relative(noun):
        return False
    if verb.doc[_start(verb) - 1].text != ",":
        return False
    moved = [child for child in clause.children if child.i < noun.i]
    make_subject(noun, verb)
    clause.head, clause.dep_ = noun, "acl:relcl"
    for child in moved:
        child.head = verb
    return True


def _opens_relative(noun: Token) -> bool:
    """Whether a comma and "who", "whose", "which" follow."""
    after = noun.doc[noun.i + 1 : noun.i + 3]
    return len(after) == 2 and after[0].text == "," and after[1].lower_ in _RELATIVE


def _start(verb: Token) -> int:
    return min(
        [verb.i, *(child.i for child in verb.lefts if child.dep_.startswith(("aux", "cop", "advmod")))]
    )


def _said_within(verb: Token) -> Token | None:
    """The attribution where the parse hangs the verb on the noun: "a strike (…) could set …"."""
    if verb.dep_ != "acl:relcl" or verb.head.dep_ != "ROOT" or verb.head.pos_ not in _NAMING:
        return None
    return next((child for child in verb.lefts if child.dep_ == "parataxis"), None)


def _topic(said: Token) -> Token | None:
    """The noun before the speaker, which has no verb and no preposition."""
    speaker = _speaker(said)
    return next(
        (
            child
            for child in said.lefts
            if speaker is not None and child.i < speaker.i and child.dep_ in _TOPICS and child.pos_ in _NAMING
            if not any(below.dep_ in _OWN for below in child.children)
        ),
        None,
    )


def _speaker(said: Token) -> Token | None:
    speakers = [child for child in said.lefts if child.dep_ in _SUBJECTS]
    return speakers[-1] if speakers else None


def _is_set_off(topic: Token, said: Token, verb: Token) -> bool:
    """Whether commas stand around the attribution."""
    speaker, doc, start = _speaker(said), verb.doc, _start(verb)
    if speaker is None or speaker.i < topic.i or start <= said.i:
        return False
    return doc[speaker.left_edge.i - 1].text == "," and doc[start - 1].text == ","


def _turn(topic: Token, said: Token, verb: Token) -> None:
    above = topic if verb.dep_ == "acl:relcl" else said
    moved = [child for child in above.children if child.i < topic.i or child.i > verb.i]
    put_in_place(verb, above)
    make_subject(topic, verb)
    said.head, said.dep_ = verb, "parataxis"
    for child in moved:
        child.head = verb
