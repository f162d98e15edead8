"""Did it happen, says the sentence, or is it denied, vowed, demanded, feared? And is it news or history?"""

from spacy.tokens import Token

from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.claims.triggers import Trigger
from warmonitor.model.claim import Modality, Newness

# Over these relations the word above says how the word below is meant.
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj"})
_THROUGH = frozenset({"obj", "nsubj:pass", "acl", "obl", "nmod", "conj", "nsubj"})
_RANK: tuple[Modality, ...] = ("denied", "negated", "failed", "demanded", "planned", "possible", "alleged")


def modality(trigger: Trigger, lexicon: Lexicon) -> Modality:
    """How the words around a trigger put it; the strongest of several."""
    found: set[str] = set(_own(trigger.head, lexicon))
    below = trigger.head
    for above in trigger.head.ancestors:
        if below.dep_ in _COMPLEMENTS or (below.dep_ in _THROUGH and below.i > above.i):
            found.update(_of_governor(above, below, lexicon))
        elif is_purpose(below):
            found.update(_of_governor(above, below, lexicon) or {"planned"})
        if below.dep_ in _COMPLEMENTS or (
            below.dep_ in {"obj", "nsubj", "nsubj:pass"} and below.i == trigger.head.i
        ):
            found.update(_own(above, lexicon))
        elif below.dep_ in {"advcl", "acl:relcl", "parataxis", "conj"}:
            break
        below = above
    return next((name for name in _RANK if name in found), "asserted")


def is_purpose(token: Token) -> bool:
    """ "to capture the town": what is aimed at has not happened."""
    return (
        token.dep_ in {"advcl", "acl"}
        and token.tag_ == "VB"
        and any(child.lower_ == "to" for child in token.children)
    )


def _own(head: Token, lexicon: Lexicon) -> set[str]:
    """What a word's own auxiliaries, negations and adverbs say."""
    found: set[str] = set()
    for child in head.children:
        if child.i > head.i + 2 and child.dep_ not in {"advmod", "amod"}:
            continue
        word = child.lower_
        if word in lexicon.modality["negators"] and child.dep_ in {
            "advmod",
            "det",
            "neg",
            "cc:preconj",
            "case",
        }:
            found.add("negated")
        elif child.dep_ == "aux" and word in lexicon.modality["future"]:
            found.add("planned")
        elif (child.dep_ == "aux" and word in lexicon.modality["possible_auxiliaries"]) or (
            child.dep_ == "mark" and word in lexicon.modality["conditionals"]
        ):
            found.add("possible")
        elif child.dep_ in {"advmod", "amod"} and word in lexicon.governors:
            found.add(lexicon.governors[word])
    return found


def _of_governor(above: Token, below: Token, lexicon: Lexicon) -> set[str]:
    """What "vowed to …", "called for …", "reports of …" say of what they govern."""
    if above.pos_ == "NOUN":
        return {lexicon.report_nouns[form] for form in forms(above) if form in lexicon.report_nouns}
    if above.pos_ not in {"VERB", "ADJ", "AUX"}:
        return set()
    found = {lexicon.governors[form] for form in forms(above) if form in lexicon.governors}
    if below.dep_ in {"nsubj", "conj", "obl", "nmod"} or (below.dep_ == "acl" and not is_purpose(below)):
        # "X called for an end" governs by its object; of other dependents only a demanded thing is governed.
        return found & {"demanded"} if _asks_for(below) else set()
    return found


def _asks_for(below: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ in {"for", "on"} for child in below.children)


def newness(trigger: Trigger, sentence: Sentence, lexicon: Lexicon) -> Newness:
    """The cue that the words themselves give; dates have their say when they are known."""
    labels = {label for match in sentence.find(lexicon.newness) for label in match.labels}
    if "background" in labels:
        return "background"
    aux = {child.lower_ for child in trigger.head.children if child.dep_ == "aux"}
    if trigger.head.tag_ == "VBG" and aux & {"is", "are", "been", "'re", "'s"}:
        return "ongoing"
    return (
        "ongoing"
        if "ongoing" in labels and trigger.type in {"clash", "siege", "offensive", "shelling"}
        else "new"
    )
