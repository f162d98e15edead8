"""Mends clauses that an attribution interrupts.

Of "The rebels, officials said on Monday, have captured the town" a parse makes a saying of the rebels, and
leaves "have captured" without a subject. What stands before the attribution is the subject of what follows.
"""

from spacy.tokens import Token

from warmonitor.language.word_lists import word_lists

_BELOW = frozenset({"ccomp", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_TOPICS = frozenset({"nsubj", "nsubj:pass", "ccomp", "obl:unmarked"})
_NAMING = frozenset({"NOUN", "PROPN"})
_OWN = frozenset({"nsubj", "nsubj:pass", "cop", "case", "mark"})


def resume(verb: Token) -> bool:
    """Give a finite verb without a subject the noun before an attribution; whether there was one."""
    said = verb.head if verb.dep_ in _BELOW else _said_within(verb)
    if said is None or said.i > verb.i or said.lower_ not in word_lists("reduced")["saying"]:
        return False
    topic = verb.head if verb.dep_ == "acl:relcl" else _topic(said)
    if topic is None or not _is_set_off(topic, said, verb):
        return False
    _turn(topic, said, verb)
    return True


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
    speaker, doc = _speaker(said), verb.doc
    start = min(
        [verb.i, *(child.i for child in verb.lefts if child.dep_.startswith(("aux", "cop", "advmod")))]
    )
    if speaker is None or speaker.i < topic.i or start <= said.i:
        return False
    return doc[speaker.left_edge.i - 1].text == "," and doc[start - 1].text == ","


def _turn(topic: Token, said: Token, verb: Token) -> None:
    above = topic if verb.dep_ == "acl:relcl" else said
    label, over = above.dep_, above.head
    moved = [child for child in above.children if child.i < topic.i or child.i > verb.i]
    verb.head, verb.dep_ = (over, label) if label != "ROOT" else (verb, "ROOT")
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    topic.head, topic.dep_ = verb, "nsubj:pass" if passive else "nsubj"
    said.head, said.dep_ = verb, "parataxis"
    for child in moved:
        child.head = verb
