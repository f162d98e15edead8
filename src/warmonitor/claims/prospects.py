"""What has yet to happen, nearly happened, or is not known, where grammar hides it from the words above."""

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.sentence import forms
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.language import Token

# What is given or sent once it is promised: that it is approved is told, not that it came.
_GIVEN = frozenset({"support", "aid", "deployment"})
# Talks that fail were held, and so is a deal.
_HELD = frozenset({"talks", "agreement", "sanction", "restriction"})
# What an ultimatum asks of a foe; civilians who are given time to flee are let go.
_ASKED_OF_FOES = frozenset({"withdrawal", "surrender", "release"})
_TO_COME = frozenset({"due", "slated", "scheduled"})
_EVENTS = frozenset({"NOUN", "PROPN"})
_NOBODY = frozenset({"nobody", "none", "neither", "no"})
_ASKING = frozenset({"WRB", "WP", "WDT"})


def prospect(trigger: Trigger, lexicon: Lexicon) -> set[str]:
    """What stands in a trigger's own clause and beside it says of whether it happened."""
    head, words = trigger.head, lexicon.modality
    found: set[str] = set()
    promised = trigger.type in _GIVEN and trigger.is_verb and is_word(head, words["committing"])
    if promised or _is_called(trigger) or _is_timetabled(trigger, lexicon):
        found.add("planned")
    approved = head.dep_ == "obj" and is_word(head.head, words["approving"])
    # "the council authorised air strikes", of which a parse may make one noun phrase
    approved = approved or any(
        child.tag_ in {"VBD", "VBN"} and is_word(child, words["approving"])
        for child in roles.children(head, "amod")
    )
    if approved and trigger.type not in _HELD:
        found.add("planned")
    if head.tag_ == "VB" and any(child.lower_ in _TO_COME for child in roles.children(head, "case")):
        found.add("planned")  # "are due to land", where the parse has "due to" for a preposition
    if trigger.type in _ASKED_OF_FOES and _is_ultimatum(head, lexicon):
        found.add("demanded")
    if _comes_before_it_could(head):
        found.add("failed")
    if _nearly(head):
        found.add("failed")
    if not trigger.is_verb:
        found |= _of_event(trigger, lexicon)
    if _is_unverified(head):
        found.add("alleged")
    if _is_asked(head):
        found.add("possible")
    return found | _counterfactual(head) | _misread_infinitive(head, lexicon) | _unknown(head, lexicon)


def is_decreed(trigger: Trigger) -> bool:
    """ "The council voted to freeze their assets and to ban travel": by the vote they are frozen."""
    top = trigger.head
    while top.dep_ == "conj":
        top = top.head
    return trigger.type == "sanction" and top.dep_ in {"xcomp", "advcl"} and top.head.lemma_ == "vote"


def _is_called(trigger: Trigger) -> bool:
    """ "Unions called a march for Saturday"."""
    event = trigger.head
    return trigger.type == "protest" and event.dep_ == "obj" and event.head.lemma_ == "call"


def _is_timetabled(trigger: Trigger, lexicon: Lexicon) -> bool:
    """ "Talks resume on Monday", "the truce takes effect at midnight": what is to come, in the present."""
    verb = trigger.head.head if trigger.head.dep_ == "nsubj" and not trigger.is_verb else trigger.head
    if verb.tag_ not in {"VBZ", "VBP"} or not is_word(verb, lexicon.modality["timetabled"]):
        return False
    when = roles.children(verb, "obl", "obl:unmarked", "advmod")
    return any(is_word(time, lexicon.modality["days"]) for time in when if time.i > verb.i)


def would_if(head: Token) -> bool:
    """ "would withdraw if the army did the same": a condition, no plan."""
    would = any(child.lower_ in {"would", "'d"} for child in roles.children(head, "aux"))
    return would and any(_is_condition(clause) for clause in roles.children(head, "advcl", "parataxis"))


def _is_condition(clause: Token) -> bool:
    """ "if the army did the same", "should the army do so", "had it done so"."""
    if any(mark.lower_ in {"if", "unless"} for mark in roles.children(clause, "mark")):
        return True
    first = clause.left_edge
    first = first.nbor() if first.pos_ == "PUNCT" else first
    return first.lower_ in {"should", "had", "were"} and first.dep_.startswith(("aux", "cop"))


def _is_ultimatum(head: Token, lexicon: Lexicon) -> bool:
    """ "gave them 48 hours to leave", "was given until Friday to leave": a demand with a term."""
    if head.dep_ not in {"acl", "advcl", "xcomp"} or not any(
        mark.lower_ == "to" for mark in roles.children(head, "mark")
    ):
        return False
    verb = head.head.head if head.dep_ == "acl" else head.head
    if not is_word(verb, lexicon.modality["granting"]):
        return False
    times = [child for child in verb.children if child.i < head.i]
    return any(
        is_word(time, lexicon.modality["terms"]) or "until" in roles.prepositions(time) for time in times
    )


def _comes_before_it_could(head: Token) -> bool:
    """ "was shot before he could blow himself up"."""
    before = any(mark.lower_ == "before" for mark in roles.children(head, "mark"))
    return before and any(aux.lower_ in {"could", "can"} for aux in roles.children(head, "aux"))


def _before_it_can(verb: Token) -> bool:
    """ "Must free their captives before talks can begin"."""
    before = any(mark.lower_ in {"before", "until"} for mark in roles.children(verb, "mark"))
    return before and any(aux.lower_ == "can" for aux in roles.children(verb, "aux"))


def _nearly(head: Token) -> bool:
    """ "came close to taking the town", "were on the verge of taking it"."""
    above = head.head
    if head.tag_ != "VBG":
        return False
    close = any(child.lower_ in {"close", "near"} for child in roles.children(above, "advmod", "xcomp"))
    verge = above.lower_ in {"verge", "brink", "point"} and not roles.children(above, "nsubj")
    return (close and above.lemma_ in {"come", "go", "be", "get", "draw"}) or verge


def _of_event(trigger: Trigger, lexicon: Lexicon) -> set[str]:
    """ "The pullout, due to begin", "an assault is likely", "the raid failed": what is said of a noun."""
    head, found = trigger.head, set[str]()
    behind = [token for token in head.doc[trigger.end : trigger.end + 2] if token.text != ","]
    if behind and behind[0].lower_ in _TO_COME and behind[0].dep_ != "case":
        found.add("planned")
    if head.dep_ not in {"nsubj", "nsubj:pass"}:
        return found
    above = head.head
    if _is_due(above, lexicon):
        found.add("planned")
    if _before_it_can(above):
        found.add("possible")
    predicates = [above, *roles.children(above, "xcomp")]
    if any(is_word(each, lexicon.modality["likely"]) for each in predicates):
        found.add("possible")
    after = above.doc[min(above.i + 1, len(above.doc) - 1)].lower_
    failing = {verb for form in forms(above) for verb in (form, f"{form} {after}")}
    in_vain = not lexicon.modality["failing"].isdisjoint(failing) and not roles.children(
        above, "xcomp", "advcl"
    )
    return found | {"failed"} if in_vain and trigger.type not in _HELD else found


def _is_asked(head: Token) -> bool:
    """ "Did the army shell the town?"; "why did it?" takes it for a fact."""
    if head.doc[head.sent.end - 1].text != "?":
        return False
    subject = next(iter(roles.children(head, "nsubj", "nsubj:pass")), None)
    inverted = subject is not None and any(
        aux.i < subject.i for aux in roles.children(head, "aux", "aux:pass")
    )
    return inverted and not any(child.tag_ in _ASKING for child in head.children)


def _is_unverified(head: Token) -> bool:
    """ "According to unverified footage": a source that nobody stands up for."""
    return any(
        child.lower_ in {"unverified", "unconfirmed"}
        for source in roles.children(head, "obl")
        if "according" in roles.prepositions(source)
        for child in roles.children(source, "amod")
    )


def _is_due(above: Token, lexicon: Lexicon) -> bool:
    """ "The withdrawal is due on Monday", "… is scheduled for Monday"."""
    if above.lower_ in {"due", "supposed"} or any(
        child.lower_ == "due" and child.dep_ != "case" for child in above.children
    ):
        return True
    # "had been planned for weeks" tells of one that took place.
    perfect = any(aux.lower_ in {"had", "have", "has"} for aux in roles.children(above, "aux"))
    planned = perfect and above.lemma_ == "plan"
    return roles.is_passive(above) and not planned and is_word(above, lexicon.modality["scheduling"])


def _counterfactual(head: Token) -> set[str]:
    """ "Had the column reached the town, …", where a parse may take "had" for a verb of its own."""
    above = head.head
    hads = [child for child in roles.children(head, "aux") if child.lower_ == "had"]
    hads += [above] if head.dep_ == "ccomp" and above.lower_ == "had" and above.i < head.i else []
    subject = next(iter(roles.children(head, "nsubj", "nsubj:pass")), None)
    opens = subject is not None and any(
        had.i < subject.i and (had.is_sent_start or had.nbor(-1).pos_ == "PUNCT") for had in hads
    )
    return {"negated"} if opens else set()


def _misread_infinitive(head: Token, lexicon: Lexicon) -> set[str]:
    """ "promised to free 200 prisoners": a parse takes "free" for an adjective, "to" for a preposition."""
    if head.pos_ != "ADJ" or head.i == 0:
        return set()
    before, words = head.nbor(-1), lexicon.modality
    if before.tag_ == "MD" and before.dep_ == "aux":  # "would free 33 hostages"
        return {"possible"} if before.lower_ in words["possible_auxiliaries"] else {"planned"}
    if before.lower_ != "to":
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
    if head.dep_ == "ccomp" and any(mark.lower_ == "whether" for mark in roles.children(head, "mark")):
        return {"unknown"}  # "refused to say whether", "did not know whether"
    who = roles.children(above, "nsubj", "nsubj:pass")
    nobody = any(child.lower_ in _NOBODY for one in who for child in (one, *one.children))
    denied = nobody or any(child.lower_ in {"not", "n't", "never"} for child in above.children)
    return {"unknown"} if denied and is_word(above, lexicon.modality["knowing"]) else set()
