"""Who does, and who suffers, what a noun tells, by the verb that carries it."""

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon, Parts
from warmonitor.claims.role_words import role_words
from warmonitor.claims.triggers import UNDERGOING, Trigger, is_word
from warmonitor.language import Token

_CHARGED = frozenset({"of", "for", "with"})
_LASTING = frozenset({"in", "during", "with"})


def sufferers(trigger: Trigger, parts: Parts) -> list[Token]:
    """ "suffered an attack", "came under attack": the subject is whom it is done to."""
    above = trigger.head.head
    under = "under" in roles.prepositions(trigger.head) and is_word(above, UNDERGOING)
    suffers = trigger.head.dep_ in {"obj", "obl"} and (under or is_word(above, parts.suffering))
    subject = roles.subject(above) if suffers and not trigger.is_verb else None
    return [subject] if subject is not None else hit_by(trigger)


def hit_by(trigger: Trigger) -> list[Token]:
    """ "An airstrike hit a hospital", "a hospital was hit by an airstrike": what its verb does it to."""
    event, verb = trigger.head, trigger.head.head
    if trigger.is_verb or not is_word(verb, role_words().hitting):
        return []
    if event.dep_ == "nsubj":
        return [*roles.objects(verb)]
    by = event.dep_ in {"obl", "obl:agent"} and roles.prepositions(event) & {"by", "in"}
    return roles.children(verb, "nsubj:pass") if by else []


def carrier(trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """Who does it, in "launched an offensive", "strikes carried out by X", "the attack staged by X"."""
    answering = _answering(trigger, lexicon)
    if answering is not None:
        return roles.agent(answering)
    return _carrier(trigger, lexicon) or _harmer(trigger, lexicon)


def _carrier(trigger: Trigger, lexicon: Lexicon) -> Token | None:
    deed = _first_of(_number_of(trigger.head, lexicon) or trigger.head)
    above = deed.head
    charged = _charged(deed)
    if charged is not None:
        return charged
    carries = is_word(above, lexicon.light_verbs) and not is_word(above, lexicon.parts.suffering)
    if carries and above.pos_ != "ADJ":
        if deed.dep_ == "obj":
            return roles.agent(above)
        if deed.dep_ in {"nsubj:pass", "nsubj"} and roles.is_passive(above):
            return roles.by_agent(above)
        # "subjected the town to shelling", "responded with airstrikes"
        if deed.dep_ == "obl" and roles.prepositions(deed) & {"to", "with"}:
            return roles.agent(above)
    return _misread(trigger, lexicon) or _told_after(trigger, lexicon)


def _charged(deed: Token) -> Token | None:
    """ "Accuses the rebels of nine breaches": the rebels, of whom a parse may take the breaches to be."""
    above = deed.head
    laid = _laid_at(deed)
    if laid is not None:
        return laid
    charging = role_words().charging
    if deed.dep_ == "obl" and is_word(above, charging):
        return next(iter(roles.objects(above)), None)
    theirs = deed.dep_ == "nmod" and above.dep_ == "obj" and roles.prepositions(deed) & _CHARGED
    return above if theirs and is_word(above.head, charging) else None


def _laid_at(deed: Token) -> Token | None:
    """At whose door a deed is laid: "blamed the attack on X", "X was behind it", "the work of X"."""
    words, above = role_words(), deed.head
    if roles.children(deed, "cop") and "behind" in roles.prepositions(deed):
        return next(iter(roles.children(deed, "nsubj")), None)
    answerable = is_word(above, words.answerable) and not roles.objects(above)  # "blamed X for it": X
    if deed.dep_ == "obl" and "for" in roles.prepositions(deed) and answerable:
        # "holds X responsible for it", where a parse may hang the adjective on X
        held = roles.objects(above.head) if above.dep_ == "xcomp" else []
        held = [above.head] if above.dep_ == "amod" else held
        return next(iter([*held, *roles.children(above, "nsubj", "nsubj:outer")]), None)
    if deed.dep_ == "nsubj" and is_word(above, words.handiwork) and roles.children(above, "cop"):
        return next((one for one in roles.children(above, "nmod") if "of" in roles.prepositions(one)), None)
    told = [above] if deed.dep_ in {"obj", "nsubj:pass"} else roles.children(deed, "acl:relcl", "acl")
    blaming = next((verb for verb in told if is_word(verb, words.blaming)), None)
    if blaming is None:
        return None
    whom = [one for one in roles.children(blaming, "obl", "nmod") if roles.prepositions(one) & {"on", "to"}]
    whom += [one for one in roles.children(deed, "nmod") if roles.prepositions(one) & {"on", "to"}]
    # "blamed the raid on Kesra on rebels": the last
    return next((one for one in reversed(whom) if one.lower_ not in words.terms), None)


def _number_of(deed: Token, lexicon: Lexicon) -> Token | None:
    """ "scores of air strikes", "a series of raids": the word that stands for them in their clause."""
    many = deed.dep_ == "nmod" and roles.prepositions(deed) == {"of"}
    return deed.head if many and is_word(deed.head, lexicon.partitives) else None


def _first_of(deed: Token) -> Token:
    """ "unleashed artillery and sniper fire": what is done with the first is done with each."""
    while deed.dep_ == "conj" and deed.pos_ == "NOUN" and deed.head.pos_ == "NOUN":
        deed = deed.head
    return deed


def _misread(trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """ "Jets launch airstrikes", of which a parse may make one noun, or of its verb a noun."""
    verbs = [verb for verb in roles.children(trigger.head, "compound") if is_word(verb, lexicon.light_verbs)]
    whose = roles.children(trigger.head, "nsubj")
    for verb in verbs:
        whose += roles.children(verb, "nsubj")
    told = verbs or trigger.head.dep_ == "ROOT" or roles.children(trigger.head, "obj")
    return next(iter(whose), None) if told and not roles.children(trigger.head, "cop") else None


def _told_after(trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """ "the attack staged by X", "strikes that X carried out"."""
    clauses = roles.children(trigger.head, "acl", "acl:relcl")
    return next((roles.agent(clause) for clause in clauses if is_word(clause, lexicon.light_verbs)), None)


def _answering(trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """The verb of "responded (to the rockets) with air strikes"."""
    if "with" not in roles.prepositions(trigger.head):
        return None
    verb = next((above for above in trigger.head.ancestors if above.pos_ == "VERB"), None)
    return verb if verb is not None and is_word(verb, lexicon.parts.answering) else None


def _harmer(trigger: Trigger, lexicon: Lexicon) -> Token | None:
    """ "Gunmen killed nine people in two attacks", "two were killed by soldiers during a raid"."""
    above = trigger.head.head
    lasts = trigger.head.dep_ in {"obl", "nmod"} and roles.prepositions(trigger.head) & _LASTING
    harms = lexicon.measure_cues.get(above.lemma_) in {"killed", "injured"}
    return roles.agent(above) if lasts and harms and roles.children(above, "obj", "nsubj:pass") else None
