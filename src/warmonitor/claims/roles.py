"""Who does what to whom around a verb or a noun, read off the Universal Dependencies tree.

Relations as in https://universaldependencies.org/en/dep/.
"""

from collections.abc import Sequence

from warmonitor.claims.role_words import role_words
from warmonitor.language import Token, once

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
_FINITE = frozenset({"VBN", "VBD", "VBZ", "VBP"})
_LEAVING = frozenset({"see", "leave"})
_RELATING = frozenset({"WDT", "WP", "WRB"})
_SHARING = frozenset({"conj", "xcomp", "advcl"})
_UPON = frozenset({"on", "upon"})
# "called for the army to leave", "appealed to the rebels to leave", "pleaded with them to leave".
_ASKED = {
    "call": _UPON | {"for"},
    "appeal": _UPON | {"for", "to"},
    "plead": _UPON | {"for", "with"},
    "push": _UPON | {"for"},
    "press": _UPON | {"for"},
    "ask": _UPON | {"for"},
    "wait": _UPON | {"for"},
}


def children(token: Token, *relations: str) -> list[Token]:
    """Dependents with one of these relations, in order."""
    found = []
    for child in token.children:  # asked for so often that a comprehension of its own costs a tenth more
        if child.dep_ in relations:
            found.append(child)
    return found


@once
def prepositions(token: Token) -> frozenset[str]:
    """The prepositions that mark a noun phrase."""
    return frozenset([child.lower_ for child in token.children if child.dep_ == "case"])


@once
def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, bare participles after a noun and in headlines included."""
    if verb.lower_ in role_words().pasts:
        return False
    told = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in verb.children)
    if told or _is_taken_captive(verb) or _is_seen_done(verb) or _is_done_by(verb) or _is_set_off(verb):
        return True
    # No finite verb hangs on a noun without a pronoun: "members killed at the gate" is tagged so by mistake.
    if verb.tag_ != "VBN" and not (verb.tag_ == "VBD" and verb.dep_ == "acl"):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ in _FINITE and not children(verb, "aux", "nsubj"):
        return verb.head.tag_ == "VBN" and is_passive(verb.head)
    return not children(verb, "aux", "nsubj", "obj")


def _is_taken_captive(verb: Token) -> bool:
    """ "an engineer taken hostage by gunmen": the captive is what is taken, not what he was taken as."""
    taken = verb.tag_ == "VBN" and verb.dep_ == "acl" and not children(verb, "aux", "nsubj")
    return taken and any(one.lower_ in role_words().captives for one in children(verb, "obj", "xcomp"))


def _is_done_by(verb: Token) -> bool:
    """ "Two nuns, seized by rebels, were freed", of which a parse may make "two nuns seized"."""
    told = verb.tag_ == "VBD" and not children(verb, "obj", "aux", "xcomp", "ccomp")
    return told and bool(children(verb, "obl:agent"))


def _is_set_off(verb: Token) -> bool:
    """ "The truce, broken twice, holds": a participle between commas, which a parse may take for the verb."""
    named = children(verb, "nsubj")
    if verb.tag_ not in {"VBN", "VBD"} or not named or children(verb, "obj", "aux", "ccomp", "xcomp"):
        return False
    comma = verb.i > 0 and verb.nbor(-1).text == "," and named[-1].right_edge.i in {verb.i - 1, verb.i - 2}
    later = any(
        child.i > verb.i and not children(child, *_SUBJECTS) for child in children(verb, "parataxis", "conj")
    )
    return comma and later


def _is_seen_done(verb: Token) -> bool:
    """ "offensive sees 50 villages captured": a participle whose subject is what it is done to."""
    under = verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ in _LEAVING
    return under and verb.tag_ == "VBN" and not children(verb, "obj", "aux", "mark")


@once
def subject(verb: Token) -> Token | None:
    """The grammatical subject, also when it is shared with a verb above or is the noun modified."""
    # "Soldiers had by Monday moved in", "troops carpet-bombed X": a parse may hang it on the first word.
    own = children(verb, *_SUBJECTS) or [
        who for first in children(verb, "aux", "compound") for who in children(first, "nsubj")
    ]
    if own:
        # Of two subjects far apart, as in "…, police said", the one beside the verb is its own.
        start = own[-1].left_edge.i
        joined = any(child.dep_ == "cc" and child.i < own[-1].i for child in own[-1].children)
        # "Hundreds of men, some on crutches, gave up"
        enclosed = verb.i > 0 and verb.nbor(-1).text == "," and start < verb.i
        trails = start > own[0].i + 2 and verb.doc[start - 1].text == "," and not (joined or enclosed)
        # "Libya: gunmen raze a mosque": what stands before a colon is a topic.
        trails = trails or (own[-1] is not own[0] and own[0].nbor().text == ":")
        return own[-1] if trails else own[0]
    if verb.pos_ == "NOUN" or verb.dep_ == "compound":
        return next(iter(children(verb, "compound")), None)
    above = verb.head
    if above.i == verb.i:
        return None
    if verb.dep_ in {"acl", "acl:relcl"}:
        return _seen(verb, above) or _described(verb, above)
    if verb.dep_ == "conj" and verb.tag_ in _FINITE and above.tag_ == "VB":
        # "called on them to resist and threatened to strike": a parse joins it to the nearer verb
        above = next((one for one in above.ancestors if one.tag_ != "VB"), above)
    gerund = verb.dep_ == "ccomp" and verb.tag_ == "VBG"  # "denied backing the rebels"
    due = verb.dep_ == "csubj" and verb.tag_ == "VB" and verb.i > above.i  # "is due to meet"
    sharing = verb.dep_ in _SHARING or gerund or due
    if sharing and (above.pos_ in {"VERB", "AUX", "ADJ"} or _is_opening(verb)):
        return _shared_subject(verb, above)
    return None


def _is_opening(verb: Token) -> bool:
    """ "Taken by the rebels in May, Kesra is a ruin": a participle before a subject that is something."""
    return verb.i < verb.head.i and verb.dep_ == "advcl" and bool(children(verb.head, "cop"))


def _described(verb: Token, noun: Token) -> Token | None:
    """The noun of "men carrying arms"; who wrote it of "released a statement rejecting talks"."""
    if (
        verb.dep_ == "acl"
        and verb.tag_ == "VBG"
        and noun.lemma_ in role_words().writings
        and noun.head.pos_ == "VERB"
    ):
        return subject(noun.head)
    if noun.head.lemma_.lower() in role_words().charging and noun.dep_ == "obj":
        return noun
    if verb.tag_ == "VB" or (verb.tag_ == "VBG" and any(of.lower_ == "of" for of in children(verb, "mark"))):
        return _planner(noun) if verb.dep_ == "acl" else None
    return noun if verb.tag_ in {"VBG", "VBN", "VBD"} else None


def _seen(verb: Token, above: Token) -> Token | None:
    """ "reports of troops melting away", "footage of tanks burning": those whose doing is told or shown."""
    told = verb.dep_ == "acl" and verb.tag_ == "VBG" and above.lemma_ in role_words().showing
    shown = (child for child in children(above, "nmod") if child.i < verb.i and "of" in prepositions(child))
    return next(shown, None) if told else None


def _planner(plan: Token) -> Token | None:
    """ "France has plans to withdraw", "the decision by France to withdraw", "died in a bid to take it":
    whose plan it is does it.
    """
    if plan.lemma_ in role_words().asking:  # "rejected Moscow's demand to withdraw": who is asked
        answered = plan.dep_ == "obj" and plan.head.lemma_ in role_words().heeding
        return subject(plan.head) if answered else None
    owner = next((whose for whose in children(plan, "nmod:poss") if whose.pos_ != "PRON"), by_agent(plan))
    if owner is None and plan.head.lemma_ in role_words().foiling:
        return None
    sought = plan.dep_ == "obj" or (plan.dep_ == "obl" and "in" in prepositions(plan))
    if owner is None and sought and plan.head.pos_ == "VERB":
        return subject(plan.head)
    return owner


def is_charge(verb: Token) -> bool:
    """ "accused them of shelling", "charged them with shelling": who is charged did it."""
    having = any(aux.lower_ == "having" for aux in children(verb, "aux"))
    # "accused them of neglect and of arming militias": a parse joins the second charge to the verb above
    added = verb.dep_ == "conj" and verb.head.lemma_.lower() in role_words().charging
    if not (verb.dep_ == "advcl" or added) or not (verb.tag_ == "VBG" or having):
        return False
    marks = {mark.lower_ for mark in children(verb, "mark")}
    return bool(marks & {"of", "for", "from"}) or ("with" in marks and verb.head.lemma_.lower() == "charge")


def _shared_subject(verb: Token, above: Token) -> Token | None:
    called = verb.dep_ == "advcl" and verb.tag_ == "VB" and above.lemma_.lower() in role_words().making
    quoted = verb.tag_ == "VBG" and above.lemma_.lower() in {"cite", "quote"}  # "cites a source saying that"
    if verb.dep_ == "xcomp" or called or quoted or is_charge(verb):
        controller = children(above, "obj", "iobj") or [
            t for t in children(above, "obl") if prepositions(t) & _ASKED.get(above.lemma_.lower(), _UPON)
        ]
        if controller:
            return controller[0]
    being = any(aux.lower_ == "being" for aux in children(verb, "aux:pass"))
    if verb.dep_ == "advcl" and children(verb, "mark") and verb.tag_ not in {"VB", "VBG"} and not being:
        return None
    return subject(above)


def by_agent(token: Token) -> Token | None:
    """The noun after "by" of a passive verb or an event noun."""
    for child in token.children:
        by = child.dep_ == "obl:agent" or (child.dep_ in {"obl", "nmod"} and "by" in prepositions(child))
        if by and child.lower_ not in role_words().terms:
            return child
        if child.dep_ == "advmod" and child.i > token.i and (found := children(child, "obl:agent")):
            return found[0]  # "set alight by a mob"
    return next(
        (by for one in _beside(token) for by in children(one, "nmod") if prepositions(by) == {"by"}), None
    )


def _beside(deed: Token) -> list[Token]:
    """On what a parse may hang who did it: "the mining of the line by Boers", "driven from Kesra by rebels",
    "a month of shelling by gunners".
    """
    if deed.tag_ == "VBN":
        return children(deed, "obl")
    if deed.pos_ != "NOUN":
        return []
    counting = [deed.head] if deed.dep_ == "nmod" and prepositions(deed) == {"of"} else []
    return [child for child in children(deed, "nmod") if "of" in prepositions(child)] + counting


@once
def agent(verb: Token) -> Token | None:
    """Who does it, as the grammar has it."""
    if not is_passive(verb):
        return subject(verb) or _taken_for_adjective(verb)
    return by_agent(verb)


def _taken_for_adjective(verb: Token) -> Token | None:
    """ "The Borland military retakes …", where the parse makes one noun phrase of it."""
    if verb.tag_ not in {"VBZ", "VBP", "VBD"} or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    own = before.head.i == verb.i and before.dep_ in {"amod", "compound"}
    return before if own and before.tag_ in {"NN", "NNS", "NNP", "NNPS"} else None


@once
def objects(verb: Token) -> Sequence[Token]:
    """To what it is done, as the grammar has it."""
    if is_passive(verb):
        patient = subject(verb)
        return [patient] if patient is not None else []
    found = children(verb, "obj") or [child for child in children(verb, "obl") if _is_bounded(child)]
    found = found or _left_out(verb)
    # "seized Kesra, the second city": a name that the parse takes for an adverb.
    return found or [name for name in children(verb, "advmod") if name.pos_ == "PROPN" and name.i > verb.i]


def _left_out(verb: Token) -> list[Token]:
    """ "The village the rebels seized": what a clause without a pronoun tells of its noun."""
    if verb.lemma_ in role_words().holding:  # "17 percent of the area it controls"
        return []
    told = verb.dep_ == "acl:relcl" and not children(verb, "ccomp", "xcomp", "compound:prt", "iobj", "cop")
    doer = next(iter(children(verb, "nsubj")), None) if told and not is_passive(verb) else None
    related = doer is None or doer.tag_ in _RELATING or doer.i < verb.head.i
    related = related or any(child.tag_ in _RELATING for child in verb.children)
    return [] if related or verb.head.lemma_.lower() in role_words().settings else [verb.head]


def _is_bounded(phrase: Token) -> bool:
    """ "captured at least ten villages": "at least" bounds a number, whatever the parse takes "at" for."""
    return any(child.lower_ == "at" and child.nbor().lower_ in {"least", "most"} for child in phrase.children)


def is_hyphened(token: Token) -> bool:
    """ "rebel-held", "Russian-occupied": a participle that says of a place or a party which is meant."""
    joined = token.i > token.sent.start and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    return joined and token.tag_ in {"VBN", "VBD", "JJ"}
