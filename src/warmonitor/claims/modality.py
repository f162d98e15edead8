"""Did it happen, says the sentence, or is it denied, vowed, demanded, feared?"""

from collections.abc import Sequence

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.prospects import prospect, would_if
from warmonitor.claims.sentence import forms
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.language import Token
from warmonitor.model.claim import Modality

# Over these relations the word above says how the word below is meant.
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj"})
_THROUGH = frozenset({"obj", "nsubj:pass", "acl", "obl", "nmod", "conj", "nsubj"})
_CLAUSES = frozenset({"advcl", "acl:relcl", "parataxis"})
_NEGATED_BY = frozenset({"advmod", "det", "neg", "cc:preconj", "case", "mark"})
_RANK: tuple[Modality, ...] = ("denied", "negated", "failed", "demanded", "planned", "possible", "alleged")
# What has not happened is no history and does not go on.
UNREAL: frozenset[Modality] = frozenset({"planned", "demanded", "possible", "negated"})
# Acts of speech: what is said is another claim; that it is said is a fact.
SPEECH = frozenset({"accusation", "denial", "responsibility", "threat", "demand", "condemnation", "comment"})
_ENDED = frozenset({"nsubj", "nsubj:pass", "obj"})
_NAMED = frozenset({"obj", "nsubj:pass"})
_FINITE_BE = frozenset({"is", "are", "was", "were", "'s", "'re"})
# "agreed to withdraw after a day of shooting": what came before took place.
_BESIDES = frozenset({"after", "following", "since", "despite", "amid", "during"})
# "close to capturing the town": not yet.
_NEARLY = frozenset({"close", "near", "closer"})
_ORDERED = frozenset({"xcomp", "ccomp", "advcl"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
# What is over once it is ended: deals. Sieges and strikes that end took place.
_AGREED = frozenset({"agreement", "talks"})


def modality(trigger: Trigger, lexicon: Lexicon) -> Modality:
    """How the words around a trigger put it; the strongest of several."""
    if trigger.type == "restriction" and is_word(trigger.head, lexicon.modality["permitting"]):
        return "asserted"
    if trigger.type in SPEECH:
        return "negated" if "negated" in _own(trigger.head, lexicon) else "asserted"
    found: set[str] = set(_own(trigger.head, lexicon)) | _scare(trigger) | _within(trigger, lexicon)
    below = trigger.head
    for above in trigger.head.ancestors:
        if _is_settled(trigger, above, below, lexicon):
            ended = trigger.type in _AGREED and is_word(above, lexicon.modality["ending"])
            found |= {"negated"} if ended else set()
            break
        nearly = above.lower_ in _NEARLY and above.pos_ == "ADJ" and below.tag_ == "VBG"
        aimed = above.lemma_ == "aim" and below.tag_ == "VBG"
        found |= {"possible"} if nearly else {"planned"} if aimed else _from_above(above, below, lexicon)
        if (
            below.dep_ in _COMPLEMENTS
            or _shares_auxiliary(below)
            or (below.i == trigger.head.i and _shares_mood(below, above, lexicon))
        ):
            found.update(_own(above, lexicon) - ({"negated"} if below.dep_ == "obl" else set()))
        elif below.dep_ == "advcl" and _waits(below) and _is_unreal(above, lexicon):
            found.add("demanded")
        elif below.dep_ in _CLAUSES or (
            below.dep_ == "conj" and below.pos_ == "VERB" and not _is_infinitive(below)
        ):
            break
        below = above
    if trigger.type == "restriction" and "negated" not in _own(trigger.head, lexicon):
        found.discard("negated")
    found |= prospect(trigger, lexicon)
    if "unknown" in found:
        # "it was not clear whether": the negation is of the knowing.
        found = (found - {"negated"}) | {"possible"}
    return next((name for name in _RANK if name in found), "asserted")


def is_denial(trigger: Trigger, cues: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a party that says what did not happen denies a deed: its own, or one that it insists on.

    `cues` are the words by which parties speak of it.
    """
    insists = any(is_word(cue, lexicon.modality["insisting"]) for cue in cues)
    return insists or (bool(cues) and roles.agent(trigger.head) is not None)


def _is_settled(trigger: Trigger, above: Token, below: Token, lexicon: Lexicon) -> bool:
    """Whether words above change nothing: the happening is presupposed, named, or under way."""
    ended = not trigger.is_verb and below.dep_ in _ENDED and is_word(above, lexicon.modality["ending"])
    relieved = below.dep_ == "obj" and any(
        is_word(clause, lexicon.modality["ending"]) for clause in roles.children(above, "xcomp")
    )
    plain = is_word(above, lexicon.modality["naming"]) and not roles.children(above, "compound:prt")
    named = plain and below.dep_ in _NAMED
    deemed = below.dep_ == "obj" and above.lemma_ == "consider" and _is_deemed(above, below)
    beside = below.dep_ in {"obl", "nmod"} and (
        bool(roles.prepositions(below) & _BESIDES) or is_word(above, lexicon.modality["answering"])
    )
    apart = any(above.doc[i].text == ";" for i in range(min(above.i, below.i), max(above.i, below.i)))
    return (
        ended
        or named
        or deemed
        or beside
        or apart
        or (relieved and not trigger.is_verb)
        or _is_averted_in_vain(above, lexicon)
        or _is_done_by_gathering(trigger, above, below, lexicon)
    )


def _is_deemed(verb: Token, thing: Token) -> bool:
    """ "considers the attack an act of war": what is judged took place."""
    judged = [child for child in roles.children(verb, "obj", "xcomp") if child.i > thing.i]
    return bool(judged or roles.children(thing, "appos"))


def _within(trigger: Trigger, lexicon: Lexicon) -> set[str]:
    """ "called off talks", "an assassination attempt": where the words of the trigger say so themselves."""
    words = trigger.head.doc[trigger.start : trigger.end]
    if any(token.lemma_ == "threaten" for token in words):
        return {"planned"}
    if trigger.type == "killing":
        return {
            lexicon.report_nouns[form]
            for token in words
            for form in forms(token)
            if form in lexicon.report_nouns
        }
    if trigger.type not in _AGREED or not any(token.pos_ == "NOUN" for token in words):
        return set()
    if any(is_word(token, lexicon.modality["fights"]) for token in words):
        return set()
    ended = any(is_word(token, lexicon.modality["ending"]) for token in words)
    undone = any(lexicon.governors.get(form) == "negated" for token in words for form in _verb_forms(token))
    return {"negated"} if ended or undone else set()


def _scare(trigger: Trigger) -> set[str]:
    """ "the so-called liberation", "the 'liberation' of Kesra": in somebody else's words."""
    first, last = trigger.head.doc[trigger.start], trigger.end
    if trigger.is_verb or first.i == 0 or last >= len(first.doc):
        return set()
    quoted = first.nbor(-1).text in _QUOTES and first.doc[last].text in _QUOTES
    so_called = any(child.lower_ == "called" and child.i < trigger.head.i for child in trigger.head.children)
    return {"alleged"} if quoted or so_called else set()


def _is_unreal(verb: Token, lexicon: Lexicon) -> bool:
    """ "will fight on", "vowed to fight on", "are not let out"."""
    vowed = verb.dep_ in _COMPLEMENTS and "planned" in _of_governor(verb.head, verb, lexicon)
    return vowed or bool(_own(verb, lexicon) & {"planned", "negated"})


def _waits(clause: Token) -> bool:
    """ "will fight on until they are driven out": what is waited for has not happened."""
    return any(child.dep_ == "mark" and child.lower_ in {"until", "till"} for child in clause.children)


def _shares_mood(event: Token, above: Token, lexicon: Lexicon) -> bool:
    """ "The offensive will begin" has yet to come; one that "will allow" something is under way."""
    if event.dep_ == "nsubj":
        return above.pos_ != "VERB" or is_word(above, lexicon.happen_verbs)
    return event.dep_ in {"obj", "nsubj:pass", "obl"}


def _shares_auxiliary(verb: Token) -> bool:
    """ "will attack and destroy": a bare second verb is meant as the first is."""
    own = roles.children(verb, "aux", "mark", "nsubj")
    return verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.tag_ == "VB" and not own


def is_purpose(token: Token) -> bool:
    """ "to capture the town": what is aimed at has not happened."""
    return token.dep_ in {"advcl", "acl"} and _is_infinitive(token)


def _from_above(above: Token, below: Token, lexicon: Lexicon) -> set[str]:
    if above.lower_ == "short" and above.head.lemma_ in {"stop", "fall"}:
        return {"negated"}
    heard = above.lemma_ in {"report", "say"} and roles.is_passive(above) and roles.by_agent(above) is None
    if heard and below.dep_ in {"nsubj:pass", "xcomp"}:
        return {"alleged"}
    if below.dep_ == "nsubj:pass":
        return _of_governor(above, below, lexicon) & {"failed", "negated"}
    complement = below.dep_ in _COMPLEMENTS or roles.is_charge(below) or _is_told_of(below)
    if complement or (below.dep_ in _THROUGH and below.i > above.i):
        found = _of_governor(above, below, lexicon)
        scheduled = below.dep_ in _COMPLEMENTS and above.lemma_ == "be" and _is_infinitive(below)
        return found | {"planned"} if scheduled else found
    if is_purpose(below):
        return _of_governor(above, below, lexicon) or {"planned"}
    return set()


def _is_told_of(clause: Token) -> bool:
    """ "reports that the town had fallen", which a parse may take for a relative clause."""
    that = any(mark.lower_ == "that" for mark in roles.children(clause, "mark"))
    return clause.dep_ == "acl:relcl" and that


def _is_infinitive(token: Token) -> bool:
    """ "to capture", "to be released"."""
    bare = token.tag_ == "VB" or any(child.lower_ == "be" for child in roles.children(token, "aux:pass"))
    return bare and any(child.lower_ == "to" for child in token.children)


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
    to = any(child.lower_ == "to" for child in roles.children(head, "mark"))
    if to and any(child.lower_ in _FINITE_BE for child in roles.children(head, "cop", "aux", "aux:pass")):
        found.add("planned")
    if would_if(head):
        found = (found - {"planned"}) | {"possible"}
    if {"would", "have"} <= {child.lower_ for child in roles.children(head, "aux")}:
        found.add("negated")
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
    if child.dep_ == "aux" and word in words["obliging"]:
        had = any(aux.lower_ == "have" for aux in roles.children(child.head, "aux"))
        return {"possible"} if had else {"demanded"}
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
    found = {lexicon.governors[form] for form in _verb_forms(above) if form in lexicon.governors}
    if above.lemma_ == "have" and below.dep_ == "xcomp" and any(c.lower_ == "yet" for c in above.children):
        found.add("negated")
    if is_word(above, lexicon.modality["commanding"]) and below.dep_ in _ORDERED and _is_infinitive(below):
        found.add("demanded")
    if below.dep_ in {"nsubj", "conj", "obl", "nmod"} or (below.dep_ == "acl" and not is_purpose(below)):
        # "X called for an end" governs by its preposition; other dependents are not governed.
        return found & _by_preposition(below)
    return found


def _verb_forms(verb: Token) -> tuple[str, ...]:
    """A verb under its forms; with its particle where it has one: "call off" is not "call"."""
    particles = [child.lower_ for child in roles.children(verb, "compound:prt")]
    return tuple(f"{form} {particles[0]}" for form in forms(verb)) if particles else forms(verb)


def _by_preposition(below: Token) -> set[str]:
    marks = roles.prepositions(below)
    asked = {"demanded"} if marks & {"for", "on"} else set()
    return asked | ({"possible", "alleged"} if marks & {"of", "about", "against"} else set())
