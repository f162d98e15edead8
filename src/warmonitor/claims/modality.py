"""Did it happen, says the sentence, or is it denied, vowed, demanded, feared? And is it news or history?"""

from spacy.tokens import Token

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.model.claim import Modality, Newness

# Over these relations the word above says how the word below is meant.
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj"})
_THROUGH = frozenset({"obj", "nsubj:pass", "acl", "obl", "nmod", "conj", "nsubj"})
_CLAUSES = frozenset({"advcl", "acl:relcl", "parataxis"})
_NEGATED_BY = frozenset({"advmod", "det", "neg", "cc:preconj", "case", "mark"})
_RANK: tuple[Modality, ...] = ("denied", "negated", "failed", "demanded", "planned", "possible", "alleged")
# Acts of speech: what is said is another claim; that it is said is a fact.
SPEECH = frozenset({"accusation", "denial", "responsibility", "threat", "demand", "condemnation", "comment"})
_LASTING = frozenset({"clash", "siege", "offensive", "shelling"})


def modality(trigger: Trigger, lexicon: Lexicon) -> Modality:
    """How the words around a trigger put it; the strongest of several."""
    if trigger.type in SPEECH:
        return "negated" if "negated" in _own(trigger.head, lexicon) else "asserted"
    found: set[str] = set(_own(trigger.head, lexicon))
    below = trigger.head
    for above in trigger.head.ancestors:
        if _is_averted_in_vain(above, lexicon) or _is_done_by_gathering(trigger, above, below, lexicon):
            break
        found |= _from_above(above, below, lexicon)
        if below.dep_ in _COMPLEMENTS or (below.i == trigger.head.i and _shares_mood(below, above, lexicon)):
            found.update(_own(above, lexicon) - ({"negated"} if below.dep_ == "obl" else set()))
        elif below.dep_ == "advcl" and "planned" in _own(above, lexicon) and _waits(below):
            found.add("planned")
        elif below.dep_ in _CLAUSES or (below.dep_ == "conj" and below.pos_ == "VERB"):
            break
        below = above
    return next((name for name in _RANK if name in found), "asserted")


def _waits(clause: Token) -> bool:
    """ "will fight on until they are driven out": what is waited for has not happened."""
    return any(child.dep_ == "mark" and child.lower_ in {"until", "till"} for child in clause.children)


def _shares_mood(event: Token, above: Token, lexicon: Lexicon) -> bool:
    """ "The offensive will begin" has yet to come; one that "will allow" something is under way."""
    if event.dep_ == "nsubj":
        return above.pos_ != "VERB" or is_word(above, lexicon.happen_verbs)
    return event.dep_ in {"obj", "nsubj:pass", "obl"}


def is_purpose(token: Token) -> bool:
    """ "to capture the town": what is aimed at has not happened."""
    return (
        token.dep_ in {"advcl", "acl"}
        and token.tag_ == "VB"
        and any(child.lower_ == "to" for child in token.children)
    )


def _from_above(above: Token, below: Token, lexicon: Lexicon) -> set[str]:
    complement = below.dep_ in _COMPLEMENTS or roles.is_charge(below)
    if complement or (below.dep_ in _THROUGH and below.i > above.i):
        found = _of_governor(above, below, lexicon)
        scheduled = below.dep_ in _COMPLEMENTS and above.lemma_ == "be" and _is_infinitive(below)
        return found | {"planned"} if scheduled else found
    if is_purpose(below):
        return _of_governor(above, below, lexicon) or {"planned"}
    return set()


def _is_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(child.lower_ == "to" for child in token.children)


def _is_averted_in_vain(above: Token, lexicon: Lexicon) -> bool:
    """ "failed to prevent the attack": the attack took place."""
    if not is_word(above, lexicon.modality["averting"]):
        return False
    nearest = list(above.ancestors)[:3]
    return any(is_word(verb, lexicon.modality["failing"]) for verb in nearest)


def _is_done_by_gathering(trigger: Trigger, above: Token, below: Token, lexicon: Lexicon) -> bool:
    """ "gather to protest" is a protest that takes place."""
    return trigger.type == "protest" and is_purpose(below) and is_word(above, lexicon.modality["gathering"])


def _own(head: Token, lexicon: Lexicon) -> set[str]:
    """What a word's own auxiliaries, negations and adverbs say."""
    found: set[str] = set()
    for child in head.children:
        if child.i <= head.i + 2 or child.dep_ in {"advmod", "amod"}:
            found |= _of_child(child, lexicon)
    if _is_infinitive(head) and roles.children(head, "cop"):
        found.add("planned")
    subject = next(iter(roles.children(head, "nsubj", "nsubj:pass")), None)
    if subject is not None and _is_nobody(subject):
        found.add("negated")
    return found


def _is_nobody(subject: Token) -> bool:
    """ "no group", "nobody", "none of them"."""
    return subject.lower_ in {"nobody", "none", "neither"} or any(
        child.lower_ in {"no", "neither", "not"} for child in subject.children
    )


def _of_child(child: Token, lexicon: Lexicon) -> set[str]:
    word = child.lower_
    words = lexicon.modality
    if word in words["negators"] and child.dep_ in _NEGATED_BY:
        return {"negated"}
    if child.dep_ == "aux" and word in words["future"]:
        return {"planned"}
    if (child.dep_ == "aux" and word in words["possible_auxiliaries"]) or (
        child.dep_ == "mark" and word in words["conditionals"]
    ):
        return {"possible"}
    if child.dep_ in {"advmod", "amod"} and word in lexicon.governors:
        return {lexicon.governors[word]}
    return set()


def _of_governor(above: Token, below: Token, lexicon: Lexicon) -> set[str]:
    """What "vowed to …", "called for …", "reports of …" say of what they govern."""
    if _is_nobody(above) and is_word(above, lexicon.modality["truths"] | lexicon.modality["signs"]):
        return {"denied"} if is_word(above, lexicon.modality["truths"]) else {"negated"}
    if above.pos_ == "NOUN":
        return {lexicon.report_nouns[form] for form in forms(above) if form in lexicon.report_nouns}
    if above.pos_ not in {"VERB", "ADJ", "AUX"}:
        return set()
    found = {lexicon.governors[form] for form in forms(above) if form in lexicon.governors}
    if below.dep_ in {"nsubj", "conj", "obl", "nmod"} or (below.dep_ == "acl" and not is_purpose(below)):
        # "X called for an end" governs by its preposition; other dependents are not governed.
        return found & _by_preposition(below)
    return found


def _by_preposition(below: Token) -> set[str]:
    marks = roles.prepositions(below)
    asked = {"demanded"} if marks & {"for", "on"} else set()
    return asked | ({"possible", "alleged"} if marks & {"of", "about", "against"} else set())


def newness(trigger: Trigger, sentence: Sentence, lexicon: Lexicon) -> Newness:
    """The cue that the words themselves give; dates have their say when they are known."""
    labels = {label for match in sentence.find(lexicon.newness) for label in match.labels}
    if "background" in labels:
        return "background"
    aux = {child.lower_ for child in trigger.head.children if child.dep_ == "aux"}
    if trigger.head.tag_ == "VBG" and aux & {"is", "are", "been", "'re", "'s"}:
        return "ongoing"
    return "ongoing" if "ongoing" in labels and trigger.type in _LASTING else "new"
