"""Did it happen, says the sentence, or is it denied, vowed, demanded, feared?"""

from collections.abc import Sequence

from warmonitor.claims import roles
from warmonitor.claims.governors import (
    COMPLEMENTS,
    from_above,
    is_called_false,
    is_effect,
    is_infinitive,
    is_told_of,
    is_undecided,
    of_governor,
    own,
    there_are,
    verb_forms,
    would_have,
)
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.outlook import is_aim, looked_to, of_relative
from warmonitor.claims.presupposed import is_presupposed
from warmonitor.claims.prospects import is_decreed, prospect
from warmonitor.claims.scare_quotes import scare_quoted
from warmonitor.claims.sentence import forms
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.language import Token
from warmonitor.model.claim import Modality

_CLAUSES = frozenset({"advcl", "acl:relcl", "parataxis"})
_RANK: tuple[Modality, ...] = ("denied", "negated", "failed", "demanded", "planned", "possible", "alleged")
# What has not happened is no history and does not go on.
UNREAL: frozenset[Modality] = frozenset({"planned", "demanded", "possible", "negated"})
# Acts of speech: what is said is another claim; that it is said is a fact.
SPEECH = frozenset({"accusation", "denial", "responsibility", "threat", "demand", "condemnation", "comment"})
# "close to capturing the town": not yet.
_NEARLY = frozenset({"close", "near", "closer"})
_TRYING = frozenset({"try", "attempt"})
# What is over once it is ended: deals. Sieges and strikes that end took place.
_AGREED = frozenset({"agreement", "talks"})
# What is that people come to harm.
_OF_HARM = frozenset({"casualties", "killing"})
# What is told by what is not allowed, or not kept.
_BY_NEGATION = frozenset({"restriction", "violation"})


def modality(trigger: Trigger, lexicon: Lexicon) -> Modality:
    """How the words around a trigger put it; the strongest of several."""
    if trigger.type in _BY_NEGATION and _forbids(trigger, lexicon):
        return "planned" if "planned" in own(trigger.head, lexicon) else "asserted"  # "will not allow"
    if trigger.type in SPEECH:
        said = own(trigger.head, lexicon)
        if _is_withheld(trigger.head) or ("negated" in said and not _negates(trigger, lexicon)):
            return "negated"
        return "alleged" if "alleged" in said else "asserted"  # "reportedly claimed responsibility"
    found = _climbed(trigger, lexicon) - _told_of_others(trigger, lexicon)
    found |= prospect(trigger, lexicon) | ({"planned"} if is_aim(trigger) else set())
    if is_undecided(trigger.head, lexicon):
        found.add("negated")
    if "unknown" in found:
        # "it was not clear whether": the negation is of the knowing.
        found = (found - {"negated"}) | {"possible"}
    unmet: Modality = "planned" if "aimed at" in found else "asserted"
    if trigger.rule.undone:  # "ended the truce", "did not end the truce"
        unmet = "asserted" if "negated" in found else "negated"
        found.discard("negated")
    return next((name for name in _RANK if name in found), unmet)


def _told_of_others(trigger: Trigger, lexicon: Lexicon) -> set[str]:
    """What the words around it say of something else."""
    if is_decreed(trigger):
        return {"planned"}
    barred = trigger.type == "restriction" and "negated" not in own(trigger.head, lexicon)
    without = trigger.type == "service_disruption" and _negates(trigger, lexicon)  # "is without water"
    # "nobody was hurt in the rocket attack": it took place
    harmless = trigger.is_verb and trigger.type not in _OF_HARM and _harms(trigger.head, lexicon)
    return {"negated"} if barred or without or harmless else set()


def _harms(verb: Token, lexicon: Lexicon) -> bool:
    return lexicon.measure_cues.get(verb.lemma_) in {"killed", "injured"}


def _negates(trigger: Trigger, lexicon: Lexicon) -> bool:
    """ "said that it was not true": a negation that is one of the words makes them no less said."""
    words = trigger.head.doc[trigger.start : trigger.end]
    return any(token.lower_ in lexicon.modality["negators"] for token in words)


def _forbids(trigger: Trigger, lexicon: Lexicon) -> bool:
    """ "Nobody was allowed to leave", "neither side kept to the truce": the negation is what tells it."""
    permits = is_word(trigger.head, lexicon.modality["permitting"])
    return (
        permits
        or _negates(trigger, lexicon)
        or not lexicon.modality["negators"].isdisjoint(trigger.rule.beside)
    )


def _climbed(trigger: Trigger, lexicon: Lexicon) -> set[str]:
    """What a trigger's own words say, and those above it as far as they govern it."""
    found: set[str] = set(own(trigger.head, lexicon)) | scare_quoted(trigger) | _within(trigger, lexicon)
    below = trigger.head
    for above in trigger.head.ancestors:
        settled = _settles(trigger, above, below, lexicon)
        if settled is not None:
            return found | settled
        if below.dep_ == "obj" and above.pos_ == "VERB" and is_word(above, lexicon.modality["knowing"]):
            return found  # "could not confirm allegations that": the negation is of the knowing
        said = _said_above(trigger, above, below, lexicon)
        if "denied" in said and _is_withheld(above):
            return (found - {"negated"}) | {"possible"}  # "would neither confirm nor deny that"
        if "negated" in said and above.pos_ == "VERB" and "negated" in own(above, lexicon):
            return (found - {"negated"}) | {"possible"}  # "did not rule out an attack"
        if "demanded" in found:
            said = said - {"denied"}  # "rejected a call to withdraw": it is still what is asked
        found = _foreseen(found, said, above, below, lexicon) | said
        if _is_governed(trigger, above, below, lexicon):
            found = _with_auxiliaries(found, above, below, lexicon)
        elif below.dep_ == "advcl" and _waits(below) and _is_unreal(above, lexicon):
            found.add("demanded")
        elif _stands_alone(below, lexicon):
            return found
        below = above
    return found


def _is_withheld(verb: Token) -> bool:
    """ "Would neither confirm nor deny", "declined to confirm or deny": neither is said."""
    return verb.dep_ == "conj" and {verb.lemma_, verb.head.lemma_} == {"confirm", "deny"}


def _with_auxiliaries(found: set[str], above: Token, below: Token, lexicon: Lexicon) -> set[str]:
    """With what the word above has for auxiliaries; "will try to take the town" is no attempt that failed."""
    meant = own(above, lexicon) - ({"negated"} if below.dep_ == "obl" else set())
    to_come = above.lemma_ in _TRYING and meant & UNREAL
    return (found - {"failed"} if to_come else found) | meant


def _stands_alone(clause: Token, lexicon: Lexicon) -> bool:
    """Whether a clause is no part of what is said above it."""
    if clause.dep_ in _CLAUSES:
        return not (is_told_of(clause, lexicon) or is_effect(clause))
    return (
        clause.dep_ == "conj"
        and clause.pos_ == "VERB"
        and not (is_infinitive(clause) or _is_joined_gerund(clause))
    )


def _is_joined_gerund(clause: Token) -> bool:
    """ "Accused of abducting, torturing and killing them": what is said of the first goes for each."""
    bare = not roles.children(clause, "aux", "nsubj")
    return bare and clause.tag_ == clause.head.tag_ == "VBG" and bool(roles.children(clause.head, "mark"))


def _said_above(trigger: Trigger, above: Token, below: Token, lexicon: Lexicon) -> set[str]:
    """What a word above says of the one below it; "a raid to capture" has its own aim."""
    near = below.tag_ == "VBG" or (trigger.type in _AGREED and "to" in roles.prepositions(below))
    if above.lower_ in _NEARLY and above.pos_ == "ADJ" and near:
        return {"possible"}
    if above.lemma_ == "aim" and below.tag_ == "VBG":
        return {"planned"}
    there = there_are(above, below, lexicon)
    if there is not None:
        return of_governor(there, below, lexicon)
    said = from_above(above, below, lexicon) | looked_to(trigger, above, below)
    return said - {"aimed at"} if trigger.start <= above.i < trigger.end else said


def _is_governed(trigger: Trigger, above: Token, below: Token, lexicon: Lexicon) -> bool:
    """Whether what a word's own auxiliaries say of it goes for the word below it too."""
    return (
        below.dep_ in COMPLEMENTS
        or is_effect(below)
        or _shares_auxiliary(below)
        or (_is_of_deed(trigger, below) and _shares_mood(below, above, lexicon))
    )


def _is_of_deed(trigger: Trigger, word: Token) -> bool:
    """Whether a word is the deed, or the first of the deeds joined: "killed in an attack and a bombing"."""
    head = trigger.head
    return word.i == head.i or (head.dep_ == "conj" and head.pos_ == "NOUN" and word.i == head.head.i)


def _foreseen(found: set[str], said: set[str], above: Token, clause: Token, lexicon: Lexicon) -> set[str]:
    """ "It is feared that troops will attack" is no plan; "warned that it would attack" is one."""
    doer = next(iter(roles.children(clause, "nsubj")), None)
    foreseen = (
        said == {"possible"} and above.lemma_.lower() != "warn" and doer is not None and doer.pos_ != "PRON"
    )
    return found - {"planned"} if foreseen and "planned" in own(clause, lexicon) else found


def is_denial(trigger: Trigger, cues: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a party that says what did not happen denies a deed: its own, or one that it insists on.

    `cues` are the words by which parties speak of it.
    """
    if any(is_word(above, lexicon.modality["averting"]) for above in trigger.head.ancestors):
        return False  # "sent men to stop troops from entering"
    if is_infinitive(trigger.head) or "planned" in own(trigger.head, lexicon):
        return False  # "said it would not attack", "has no plans to attack"
    above = trigger.head.head
    if above.i != trigger.head.i and "negated" in {lexicon.governors.get(form) for form in verb_forms(above)}:
        return False  # "suspended their raids"
    insists = any(is_word(cue, lexicon.modality["insisting"]) for cue in cues)
    # "lost nobody" and "would have fallen" deny no deed
    deed = trigger.type != "casualties" and not would_have(trigger.head)
    return insists or (deed and bool(cues) and roles.agent(trigger.head) is not None)


def _says_another(above: Token, below: Token) -> bool:
    """ "Shells fell on the town, meanwhile officials warned that fever may spread": two clauses."""
    before = below.dep_ in {"ccomp", "parataxis"} and below.i < above.i
    that = (one for one in roles.children(above, "ccomp") if one.i > above.i)
    return before and any(mark.lower_ == "that" for one in that for mark in roles.children(one, "mark"))


def _settles(trigger: Trigger, above: Token, below: Token, lexicon: Lexicon) -> set[str] | None:
    """What a word above says that those above it cannot change; None where they can."""
    if is_called_false(above, below, lexicon):
        return {"denied"}
    if _says_another(above, below):
        return set()
    if not is_presupposed(trigger, above, below, lexicon):
        return of_relative(trigger, below, lexicon)
    over = trigger.type == "talks" and below.dep_ == "nsubj"  # "talks ended without a deal": they were held
    ended = trigger.type in _AGREED and not over and is_word(above, lexicon.modality["ending"])
    return {"negated"} if ended else set()


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
    if trigger.type not in _AGREED:
        return set()
    if trigger.is_verb and not lexicon.modality["refusing"].isdisjoint(verb_forms(trigger.head)):
        return {"negated"}
    offers = trigger.is_verb and is_word(trigger.head, lexicon.modality["offering"])
    if offers and trigger.type == "agreement":
        return {"planned"}
    return _undone(words, lexicon)


def _undone(words: Sequence[Token], lexicon: Lexicon) -> set[str]:
    """Whether the words of a deal say that it is over: "broke off talks"; an end to a war is a deal."""
    if not any(token.pos_ == "NOUN" for token in words):
        return set()
    below = (child for token in words for child in roles.children(token, "nmod", "obj"))
    if any(is_word(token, lexicon.modality["fights"]) for token in (*words, *below)):
        return set()
    ended = any(is_word(token, lexicon.modality["ending"]) for token in words)
    undone = any(lexicon.governors.get(form) == "negated" for token in words for form in verb_forms(token))
    return {"negated"} if ended or undone else set()


def _is_unreal(verb: Token, lexicon: Lexicon) -> bool:
    """ "will fight on", "vowed to fight on", "are not let out"."""
    vowed = verb.dep_ in COMPLEMENTS and "planned" in of_governor(verb.head, verb, lexicon)
    return vowed or bool(own(verb, lexicon) & {"planned", "negated"})


def _waits(clause: Token) -> bool:
    """ "will fight on until they are driven out": what is waited for has not happened."""
    return any(child.dep_ == "mark" and child.lower_ in {"until", "till"} for child in clause.children)


def _shares_mood(event: Token, above: Token, lexicon: Lexicon) -> bool:
    """ "The offensive will begin", "there may be a raid": not yet; one that "will allow" it is under way.

    "There was no damage when rebels shelled the town": they did.
    """
    if roles.children(above, "expl"):
        return event.dep_ != "advcl"
    if event.dep_ == "nsubj":
        after = above.doc[min(above.i + 1, len(above.doc) - 1)].lower_
        happening = {verb for form in forms(above) for verb in (form, f"{form} {after}")}
        return above.pos_ != "VERB" or not happening.isdisjoint(lexicon.happen_verbs)
    return event.dep_ in {"obj", "nsubj:pass", "obl"}


def _shares_auxiliary(verb: Token) -> bool:
    """ "will attack and destroy": a bare second verb is meant as the first is."""
    own = roles.children(verb, "aux", "mark", "nsubj")
    return verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.tag_ == "VB" and not own
