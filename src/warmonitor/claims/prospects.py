"""What has yet to happen, nearly happened, or is not known, where grammar hides it from the words above."""

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.sentence import forms
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.language import Token

# What is given or sent once it is promised: that it is approved is told, not that it came.
_GIVEN = frozenset({"support", "aid", "deployment"})
_EVENTS = frozenset({"NOUN", "PROPN"})


def prospect(trigger: Trigger, lexicon: Lexicon) -> set[str]:
    """What stands in a trigger's own clause and beside it says of whether it happened."""
    head, words = trigger.head, lexicon.modality
    found: set[str] = set()
    if trigger.type in _GIVEN and trigger.is_verb and is_word(head, words["committing"]):
        found.add("planned")
    if _comes_before_it_could(head):
        found.add("failed")
    if _nearly(head):
        found.add("failed")
    if not trigger.is_verb and head.dep_ in {"nsubj", "nsubj:pass"} and _is_due(head.head, lexicon):
        found.add("planned")
    return found | _misread_infinitive(head, lexicon) | _unknown(head, lexicon)


def would_if(head: Token) -> bool:
    """ "would withdraw if the army did the same": a condition, no plan."""
    would = any(child.lower_ in {"would", "'d"} for child in roles.children(head, "aux"))
    conditions = (clause for clause in roles.children(head, "advcl"))
    return would and any(
        mark.lower_ in {"if", "unless"} for clause in conditions for mark in roles.children(clause, "mark")
    )


def _comes_before_it_could(head: Token) -> bool:
    """ "was shot before he could blow himself up"."""
    before = any(mark.lower_ == "before" for mark in roles.children(head, "mark"))
    return before and any(aux.lower_ in {"could", "can"} for aux in roles.children(head, "aux"))


def _nearly(head: Token) -> bool:
    """ "came close to taking the town", "were on the verge of taking it"."""
    above = head.head
    if head.tag_ != "VBG":
        return False
    close = any(child.lower_ in {"close", "near"} for child in roles.children(above, "advmod", "xcomp"))
    verge = above.lower_ in {"verge", "brink", "point"} and not roles.children(above, "nsubj")
    return (close and above.lemma_ in {"come", "go", "be", "get", "draw"}) or verge


def _is_due(above: Token, lexicon: Lexicon) -> bool:
    """ "The withdrawal is due on Monday", "… is scheduled for Monday"."""
    if above.lower_ == "due" or any(child.lower_ == "due" for child in above.children):
        return True
    return roles.is_passive(above) and is_word(above, lexicon.modality["scheduling"])


def _misread_infinitive(head: Token, lexicon: Lexicon) -> set[str]:
    """ "promised to free 200 prisoners": a parse takes "free" for an adjective, "to" for a preposition."""
    if head.pos_ != "ADJ" or head.i == 0 or head.nbor(-1).lower_ != "to":
        return set()
    noun = head if head.head.pos_ not in _EVENTS else head.head
    governed = {lexicon.governors[form] for form in forms(noun.head) if form in lexicon.governors}
    return governed or {"planned"}


def _unknown(head: Token, lexicon: Lexicon) -> set[str]:
    """ "It was not clear to what extent the airport had been damaged", "could not confirm that …"."""
    # "to what extent" may be taken for the noun that the clause describes.
    degree = head.dep_ == "acl:relcl" and head.head.lemma_ in {"extent", "degree"}
    above = head.head.head if degree else head.head
    if not degree and head.dep_ not in {"ccomp", "csubj", "csubj:pass", "advcl", "acl", "xcomp"}:
        return set()
    if is_word(above, lexicon.modality["unknown"]):
        return {"possible"}
    denied = any(child.lower_ in {"not", "n't", "never"} for child in above.children)
    return {"unknown"} if denied and is_word(above, lexicon.modality["knowing"]) else set()
