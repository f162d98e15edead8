"""Mends slips of the parser about words and clauses, each of one kind of phrase.

Nouns taken for verbs ("Human Rights Watch urged …") and verbs for nouns; "an attempt by two men to plant a
bomb", whose men a parse hangs on the verb above; "a shell fired by rebels hit the compound", where it lets
the rebels hit it; weapons and headlines.
"""

from spacy.tokens import Token

from warmonitor.language.speaker_slips import OF_A_CLAUSE, beginning
from warmonitor.language.word_lists import word_lists

_NOMINAL = frozenset({"det", "amod", "compound", "nmod:poss", "nummod"})
_VERBAL = frozenset({"aux", "aux:pass", "mark", "nsubj", "nsubj:pass", "obj", "cop", "advmod", "ccomp"})
_NOUNS = frozenset({"NNP", "NNPS", "NN", "NNS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_WHO = _SUBJECT | {"compound", "amod", "nmod:poss"}


def name_noun(word: Token) -> None:
    """A subject or object with an article or a name before it is a noun, whatever a tagger takes it for."""
    before = [child for child in word.lefts if child.dep_ in _NOMINAL]
    if not before or any(child.dep_ in _VERBAL for child in word.children):
        return
    named = word.text[0].isupper() and all(child.text[0].isupper() for child in before)
    word.pos_, word.tag_ = ("PROPN", "NNP") if named else ("NOUN", "NN")


def is_verb(word: Token) -> None:
    """ "… and set houses on fire": what has a verb's form and a verb's place is one."""
    word.pos_ = "VERB"


def describe_many(gerund: Token) -> None:
    """ "captured 3,000 fleeing villagers": which villagers, where a parse lets somebody flee them."""
    number = gerund.nbor(-1) if gerund.i > gerund.sent.start else gerund
    done_to = next((child for child in gerund.rights if child.dep_ == "obj"), None)
    if number.tag_ != "CD" or number.head.i != gerund.head.i or done_to is None or done_to.tag_ != "NNS":
        return
    done_to.head, done_to.dep_ = number.head, "obj"
    number.head, number.dep_ = done_to, "nummod"
    gerund.head, gerund.dep_ = done_to, "amod"


def relate(verb: Token) -> None:
    """ "a blast on Sunday that killed five": said of the blast, where a parse has a clause without a noun."""
    first = next(iter(verb.lefts), None)
    if first is None or first.tag_ != "WDT" or first.dep_ not in _SUBJECT or first.i == verb.sent.start:
        return
    noun, times = first.nbor(-1), word_lists("reduced")["times"]
    while noun.i > verb.sent.start and (noun.lower_ in times or noun.tag_ == "IN"):
        noun = noun.nbor(-1)
    if noun.tag_ in _NOUNS and not verb.is_ancestor(noun):
        verb.head, verb.dep_ = noun, "acl:relcl"


def due_to(infinitive: Token) -> None:
    """ "The rebels are due to leave": theirs is the leaving, where a parse has a clause of its own."""
    above = infinitive.head
    theirs = any(child.dep_ in _SUBJECT for child in above.lefts)
    own = any(child.dep_ in _SUBJECT for child in infinitive.lefts)
    if above.tag_ == "JJ" and theirs and not own and any(child.tag_ == "TO" for child in infinitive.lefts):
        infinitive.dep_ = "xcomp"


def part_of_verb(particle: Token) -> None:
    """ "called off the truce": the truce was called off, and nothing called off from it."""
    noun, verb = particle.head, particle.nbor(-1) if particle.i > particle.sent.start else particle
    alone = sum(child.dep_ == "case" for child in noun.lefts) == 1
    if noun.dep_ == "obl" and noun.head.i == verb.i and alone and particle.lower_ not in {"on", "in"}:
        particle.head, particle.dep_ = verb, "compound:prt"
        noun.dep_ = "obj"


def describe_subject(word: Token) -> None:
    """ "Fighters loyal to X are reported …": the fighters are, not "loyal"."""
    noun = word.nbor(-1) if word.i > word.sent.start else word
    if noun.dep_ in OF_A_CLAUSE and noun.tag_ in _NOUNS and noun.head.i in {word.i, word.head.i}:
        noun.head, noun.dep_ = word.head, word.dep_
        word.head, word.dep_ = noun, "amod"


def tell_verb(word: Token) -> None:
    """ "Human Rights Watch claims there was …", "The Houthis launch a missile": verbs taken for nouns."""
    if word.is_sent_start:
        return
    before, above = word.nbor(-1), word.head
    who = next((child for child in word.lefts if child.dep_ in _WHO and child.right_edge.i == before.i), None)
    if who is None or who.tag_ not in _NOUNS or any(token.tag_ == "TO" for token in who.subtree):
        return
    doubled = [child for child in above.lefts if child.dep_ in _SUBJECT and child.i > word.i]
    said = {"ccomp", "obj"} if who.text.endswith("s") else {"ccomp"}
    if word.dep_ == "ROOT" and any(child.dep_ in said for child in word.rights):
        who.dep_ = "nsubj"
    elif word.dep_ in _SUBJECT and doubled and above.dep_ == "ROOT" and who.text.endswith("s"):
        word.head, word.dep_, who.dep_ = word, "ROOT", "nsubj"
        above.head, above.dep_ = word, "ccomp"
    else:
        return
    word.pos_, word.tag_ = "VERB", "VBZ" if word.tag_ == "NNS" else "VBP"


def plan_by(clause: Token) -> None:
    """ "foiled an attempt by two men to plant a bomb": theirs is the attempt, and what it was to do."""
    planner = clause.head
    by = next((child for child in planner.lefts if child.dep_ == "case" and child.lower_ == "by"), None)
    if clause.tag_ != "VB" or by is None or planner.left_edge.is_sent_start:
        return
    plan = planner.left_edge.nbor(-1)
    planned = plan.pos_ == "NOUN" and plan.lower_ in word_lists("reduced")["plans"]
    if planned and not planner.is_ancestor(plan):
        planner.head, planner.dep_ = plan, "nmod"
        clause.head = plan


def name_taken(word: Token) -> None:
    """ "They seized Toulepleu": what is written like a name, right after its verb, is no small word."""
    if word.text.istitle() and word.head.i == word.i - 1 and word.head.text.islower():
        word.pos_, word.tag_ = "PROPN", "NNP"


def believed_man(verb: Token) -> None:
    """ "Police arrested Abel Ahmar, the man believed responsible for it": they did, he was believed so."""
    man = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    first = next((child for child in verb.lefts if child.dep_ in {"ccomp", "parataxis"}), None)
    if verb.dep_ != "ROOT" or verb.is_sent_start or man is None or first is None or first.i > man.i:
        return
    after = verb.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else verb
    if man.right_edge.i != verb.i - 1 or (after.tag_ != "TO" and after.pos_ != "ADJ"):
        return
    before = verb.doc[man.left_edge.i - 2]
    for child in list(verb.children):
        if child.i < man.left_edge.i and child.i != first.i:
            child.head = first
    first.head, first.dep_ = first, "ROOT"
    man.head, man.dep_ = (before.head if before.dep_ == "flat" else before), "appos"
    verb.head, verb.dep_, verb.tag_ = man, "acl", "VBN"


def propel(participle: Token) -> None:
    """ "with rocket propelled grenades": what the participle has for its object are the weapons."""
    means = participle.nbor(-1) if not participle.is_sent_start else participle
    weapons = next((child for child in participle.rights if child.dep_ == "obj"), None)
    case = next((child for child in means.lefts if child.dep_ == "case"), None)
    if case is None or not means.left_edge.i == case.i == means.i - 1 or means.tag_ != "NN":
        return
    if weapons is None or weapons.i != participle.i + 1 or means.dep_ not in {"obl", "nmod"}:
        return
    if any(child.i != means.i for child in participle.lefts) or participle.is_ancestor(means.head):
        return
    above = means.head if means.head.i != participle.i else participle.head
    weapons.head, weapons.dep_ = above, means.dep_
    participle.head, participle.dep_, participle.tag_ = weapons, "amod", "VBN"
    means.head, means.dep_ = participle, "compound"
    case.head = weapons


def told_by(verb: Token) -> None:
    """ "A shell fired by Serbs hit the compound": they fired it; the verb is left without a subject."""
    by = next((child for child in verb.lefts if child.lower_ == "by"), None)
    doer = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if by is not None and doer is not None and verb.head.i < by.i:
        doer.head, doer.dep_ = verb.head, "obl:agent"
        by.head, by.dep_ = doer, "case"
        verb.dep_ = "ccomp"


def fronted(setting: Token) -> None:
    """ "In a message to the radio, a resident described how …": the resident did, the message is where."""
    if not any(child.dep_ == "case" and child.is_sent_start for child in setting.lefts):
        return
    noun = next((token for token in setting.subtree if token.dep_ == "appos"), None)
    verb = next((child for child in noun.rights if child.dep_ == "acl"), None) if noun is not None else None
    if noun is None or verb is None or verb.tag_ not in _FINITE or verb.i != noun.i + 1:
        return
    moved = [child for child in setting.rights if child.i > verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, "nsubj"
    setting.head, setting.dep_ = verb, "obl"
    for child in moved:
        child.head = verb


def at_once(gerund: Token) -> None:
    """ "Nine were killed when gunmen attacked the village, burning homes": who attacked it burned them."""
    suffered = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in gerund.head.lefts)
    if not suffered or gerund.head.i > gerund.i or beginning(gerund) != gerund.i:
        return
    clauses = [child for child in gerund.head.rights if child.dep_ == "advcl" and child.i < gerund.i]
    last = clauses[-1] if clauses else gerund
    comma = gerund.nbor(-1)
    right_before = comma.text == "," and last.right_edge.i in {comma.i, comma.i - 1}
    if right_before and any(child.dep_ == "nsubj" for child in last.lefts):
        gerund.head = last
