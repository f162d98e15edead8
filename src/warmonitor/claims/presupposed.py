"""What words above presuppose: it took place, whatever they say of it."""

from warmonitor.claims import roles
from warmonitor.claims.governors import COMPLEMENTS, is_purpose
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.outlook import is_answered
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.language import Token

_ENDED = frozenset({"nsubj", "nsubj:pass", "obj"})
_NAMED = frozenset({"obj", "nsubj:pass"})
# "agreed to withdraw after a day of shooting": what came before took place.
BESIDES = frozenset({"after", "following", "since", "despite", "amid", "during", "due", "because"})
# "Could not say how many had fled": they fled.
_ASKING = frozenset({"how", "why", "who", "where", "when"})
_RESPONSIBILITY = frozenset({"responsibility", "blame", "credit"})
# "Our forces rejected the offensive" withstood it.
_FIGHTING = frozenset({"offensive", "attack", "clash", "shelling", "airstrike"})
_DEFINITE = frozenset({"the", "this", "these", "that", "those"})
_ANY = frozenset({"a", "an", "any", "another", "no"})


def is_presupposed(trigger: Trigger, above: Token, below: Token, lexicon: Lexicon) -> bool:
    """Whether words above change nothing: the happening is presupposed, named, or under way."""
    ended = not trigger.is_verb and below.dep_ in _ENDED and is_word(above, lexicon.modality["ending"])
    relieved = below.dep_ == "obj" and any(
        is_word(clause, lexicon.modality["ending"]) for clause in roles.children(above, "xcomp")
    )
    plain = is_word(above, lexicon.modality["naming"]) and not roles.children(above, "compound:prt")
    named = plain and below.dep_ in _NAMED
    deemed = below.dep_ == "obj" and above.lemma_ == "consider" and _is_deemed(above, below)
    beside = below.dep_ in {"obl", "nmod"} and (
        bool(roles.prepositions(below) & BESIDES)
        or (trigger.type in lexicon.hosts and "over" in roles.prepositions(below))
        or (trigger.type == "protest" and "in" in roles.prepositions(below))
        or is_word(above, lexicon.modality["answering"])
    )
    linked = below.dep_ in {"nsubj", "nsubj:pass"} and (
        is_word(above, lexicon.modality["relating"]) or _is_judged(trigger, above)
    )
    of_it = below.dep_ == "nmod" and is_word(above, lexicon.modality["attributes"])
    withstood = (
        below.i == trigger.head.i
        and below.dep_ == "obj"
        and above.lemma_ == "reject"
        and trigger.type in _FIGHTING
    )
    later = below.dep_ in COMPLEMENTS and below.left_edge.lower_ in BESIDES
    asked_after = below.dep_ == "ccomp" and below.left_edge.lower_ in _ASKING and below.i > above.i
    apart = any(above.doc[i].text == ";" for i in range(min(above.i, below.i), max(above.i, below.i)))
    return (
        ended
        or named
        or deemed
        or beside
        or linked
        or withstood
        or (of_it and not trigger.start <= above.i < trigger.end)
        or later
        or asked_after
        or apart
        or (relieved and not trigger.is_verb)
        or is_answered(trigger, above, below)
        or _is_owned_up_to(above, below)
        or _is_of_the_past(trigger.head)
        or _shows(trigger, above, below, lexicon)
        or _is_averted_in_vain(above, lexicon)
        or _is_done_by_gathering(trigger, above, below, lexicon)
    )


def _is_judged(trigger: Trigger, above: Token) -> bool:
    """ "The attacks may be war crimes": what is judged took place; not "a strike would be a mistake"."""
    if trigger.is_verb or any(det.lower_ in _ANY for det in roles.children(trigger.head, "det")):
        return False
    return above.pos_ == "NOUN" and above.i > trigger.head.i and bool(roles.children(above, "cop"))


def _shows(trigger: Trigger, above: Token, below: Token, lexicon: Lexicon) -> bool:
    """ "The attack underscores the danger, the envoy warned": what shows something took place."""
    definite = any(det.lower_ in _DEFINITE for det in roles.children(below, "det"))
    told = below.i == trigger.head.i and below.dep_ == "nsubj" and above.tag_ in {"VBZ", "VBP"}
    return told and definite and is_word(above, lexicon.modality["showing"])


def _is_deemed(verb: Token, thing: Token) -> bool:
    """ "considers the attack an act of war": what is judged took place."""
    judged = [child for child in roles.children(verb, "obj", "xcomp") if child.i > thing.i]
    return bool(judged or roles.children(thing, "appos"))


def _is_of_the_past(event: Token) -> bool:
    """ "Yesterday's airstrike", "last week's raid": they took place, whatever is said of them now."""
    whose = roles.children(event, "nmod:poss") if event.pos_ == "NOUN" else []
    last = (child.lower_ for one in whose for child in one.children)
    return any(one.lower_ == "yesterday" for one in whose) or "last" in last


def _is_owned_up_to(above: Token, below: Token) -> bool:
    """ "No claim of responsibility for the bombing": whoever did it, it took place."""
    owned = any(of.lower_ in _RESPONSIBILITY for of in (above, *roles.children(above, "nmod", "obj")))
    return owned and below.i > above.i and bool(roles.prepositions(below) & {"for", "over"})


def _is_averted_in_vain(above: Token, lexicon: Lexicon) -> bool:
    """ "failed to prevent the attack": the attack took place."""
    if not is_word(above, lexicon.modality["averting"]):
        return False
    nearest = list(above.ancestors)[:3]
    return any(is_word(verb, lexicon.modality["failing"]) for verb in nearest)


def _is_done_by_gathering(trigger: Trigger, above: Token, below: Token, lexicon: Lexicon) -> bool:
    """ "gather to protest" is a protest that takes place."""
    return trigger.type == "protest" and is_purpose(below) and is_word(above, lexicon.modality["gathering"])
