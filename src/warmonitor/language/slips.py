"""Mends slips of the parser that hide who is asked, who speaks and whose plan it is.

Nouns taken for verbs ("Human Rights Watch urged …"); whom somebody "called on to leave"; "an attempt by
two men to plant a bomb", whose men a parse hangs on the verb above; and "The mayor said troops were coming
and appealed for help", where it lets the troops appeal; and "…, the minister Abel Ahmar warned", of whom it
makes no subject; a speaker's name of which it leaves the first half in the quotation; and "said in a
statement posted online that …", where it lets the posting say so; and small ones of weapons and headlines.
"""

from spacy.tokens import Token

from warmonitor.language.word_lists import word_lists

_NOMINAL = frozenset({"det", "amod", "compound", "nmod:poss", "nummod"})
_VERBAL = frozenset({"aux", "aux:pass", "mark", "nsubj", "nsubj:pass", "obj", "cop", "advmod", "ccomp"})
_NOUNS = frozenset({"NNP", "NNPS", "NN", "NNS"})
_NOMINAL_TAGS = _NOUNS | {"DT", "JJ", "POS", "PRP$", "HYPH"}
_TAKEN = frozenset({"nsubj", "nsubj:pass", "csubj", "expl", "mark", "aux", "aux:pass", "cc", "obj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_WHO = _SUBJECT | {"compound", "amod", "nmod:poss"}
_SAID = frozenset({"obj", "ccomp", "xcomp"})
_WHEN = frozenset({"as", "after", "when", "while", "before"})
_CLOSING = frozenset({'"', "”", "''", "’", "'"})
_ASKED = frozenset({"obj", "xcomp", "iobj"})


def name_noun(word: Token) -> None:
    """A subject or object with an article or a name before it is a noun, whatever a tagger takes it for."""
    before = [child for child in word.lefts if child.dep_ in _NOMINAL]
    if not before or any(child.dep_ in _VERBAL for child in word.children):
        return
    named = word.text[0].isupper() and all(child.text[0].isupper() for child in before)
    word.pos_, word.tag_ = ("PROPN", "NNP") if named else ("NOUN", "NN")


def describe_subject(word: Token) -> None:
    """ "Fighters loyal to X are reported …": the fighters are, not "loyal"."""
    noun = word.nbor(-1) if word.i > word.sent.start else word
    if noun.dep_ in _TAKEN and noun.tag_ in _NOUNS and noun.head.i in {word.i, word.head.i}:
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


def call_on(particle: Token) -> None:
    """ "called on both parties to allow …": they are called on, nothing is put on."""
    verb = particle.head
    if particle.lower_ not in {"on", "upon"} or verb.lower_ not in word_lists("reduced")["calling"]:
        return
    asked = next((child for child in verb.rights if child.dep_ in _ASKED and child.i > particle.i), None)
    if asked is not None and asked.pos_ in {"NOUN", "PROPN", "PRON", "DET"}:
        particle.head, particle.dep_ = asked, "case"
        particle.pos_, particle.tag_ = "ADP", "IN"
        asked.dep_ = "obl"


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


def speaker_asks(verb: Token) -> None:
    """ "The mayor said troops were coming and appealed for help": a past does not share their "were"."""
    told = verb.head
    own = any(child.dep_ in {"nsubj", "nsubj:pass", "aux"} for child in verb.lefts)
    helped = told.tag_ in {"VB", "VBG"} and any(child.dep_ == "aux" for child in told.lefts)
    words = word_lists("reduced")
    said = told.dep_ == "ccomp" and told.head.i < told.i and told.head.lower_ in words["saying"]
    if helped and said and not own:
        verb.head = told.head


def trailing_speaker(verb: Token) -> None:
    """ "…, Defence Minister Abel Ahmar warned", "…, an aide, Major Abel Ahmar, said": theirs is the word."""
    if (
        verb.tag_ not in _FINITE
        or any(c.dep_ in _TAKEN for c in verb.lefts)
        or any(c.dep_ in _SAID for c in verb.rights)
    ):
        return
    enclosed = verb.i > verb.sent.start + 4 and verb.nbor(-1).text == ","
    name = _run_before(verb.nbor(-1) if enclosed else verb)
    office = _run_before(name[0].nbor(-1)) if enclosed and name else []
    words = [*office, *name]
    if not name or (enclosed and not office) or any(word.is_ancestor(verb) for word in words):
        return
    if any(word.dep_ == "conj" for word in words if not office) or name[-1].tag_ not in _NOUNS:
        return
    _hang(office or name, verb, "nsubj")
    if office:
        _hang(name, _top(office), "appos")
    if verb.dep_ != "ROOT":
        verb.dep_ = "parataxis"


def _run_before(word: Token) -> list[Token]:
    """The nouns, and what describes them, between a comma and a word; none at the start of a sentence."""
    start = word.i
    while start > word.sent.start and word.doc[start - 1].tag_ in _NOMINAL_TAGS:
        start -= 1
    opened = start > word.sent.start + 1 and word.doc[start - 1].text == ","
    return list(word.doc[start : word.i]) if opened else []


def _top(words: list[Token]) -> Token:
    """The last of a run's words that hang on none of its own."""
    inside = {word.i for word in words}
    return next(word for word in reversed(words) if word.head.i not in inside or word.head.i == word.i)


def _hang(words: list[Token], above: Token, relation: str) -> None:
    """Hang a run's top word on a word, and those of its words that hang elsewhere on its top."""
    top, inside = _top(words), {word.i for word in words}
    for word in words:
        if word.i != top.i and word.head.i not in inside:
            word.head, word.dep_ = top, "nmod:desc"
    top.head, top.dep_ = above, relation


def name_taken(word: Token) -> None:
    """ "They seized Toulepleu": what is written like a name, right after its verb, is no small word."""
    if word.text.istitle() and word.head.i == word.i - 1 and word.head.text.islower():
        word.pos_, word.tag_ = "PROPN", "NNP"


def join_name(last: Token) -> None:
    """ "“… the town,” spokesman Abel Ahmar said": his first name is no part of what he says."""
    if last.left_edge.i < last.i or last.is_sent_start or last.head.i < last.i:
        return
    first = last.nbor(-1)
    start = first.left_edge.i
    if first.tag_ != "NNP" or not first.head.i < start or first.doc[start - 1].text not in _CLOSING:
        return
    for child in list(last.children):
        child.head = first
    first.head, first.dep_ = last.head, last.dep_
    last.head, last.dep_ = first, "flat"


def said_in(clause: Token) -> None:
    """ "The minister said in a statement read on the radio that …": he says so, not the reading."""
    told = clause.head
    that = next((child for child in clause.lefts if child.lower_ == "that"), None)
    if clause.dep_ == "ccomp" and told.tag_ in {"VBN", "VBD"} and told.dep_ in {"acl", "ccomp"}:
        alone = told.left_edge.i == told.i > told.sent.start  # "in a statement read on the radio"
        told = told.nbor(-1) if alone else told
    elif not _is_content(clause):
        return
    while told.dep_ == "nmod":  # "in a statement on its website that …"
        told = told.head
    said = told.head
    if that is not None and told.dep_ == "obl" and said.lower_ in word_lists("reduced")["saying"]:
        clause.head, clause.dep_, that.dep_ = said, "ccomp", "mark"


def _is_content(clause: Token) -> bool:
    """ "… in a statement that they had taken the town": what has an object of its own does not lack one."""
    objects = [child for child in clause.children if child.dep_ == "obj" and child.lower_ != "that"]
    joined = any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.lefts)
    return (bool(objects) or joined) and any(
        child.dep_ == "nsubj" and child.lower_ != "that" for child in clause.lefts
    )


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


def verb_in_name(verb: Token) -> None:
    """ "… killed as militants ambush army convoy": a verb with a subject is no part of a noun."""
    noun = verb.head
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or noun.i < verb.i:
        return
    verb.head, verb.dep_ = (noun.head, "advcl") if noun.dep_ != "ROOT" else (verb, "ROOT")
    for child in noun.children:
        if child.i < subject.left_edge.i or child.dep_ == "nmod":
            child.dep_ = "mark" if child.lower_ in _WHEN else child.dep_
            child.head = verb
    noun.head, noun.dep_ = verb, "obj"


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


def _start(word: Token) -> int:
    """Where its phrase begins, behind a comma that the parse hangs on it."""
    return word.left_edge.i + (word.left_edge.text == ",")


def at_once(gerund: Token) -> None:
    """ "Nine were killed when gunmen attacked the village, burning homes": who attacked it burned them."""
    suffered = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in gerund.head.lefts)
    if not suffered or gerund.head.i > gerund.i or _start(gerund) != gerund.i:
        return
    clauses = [child for child in gerund.head.rights if child.dep_ == "advcl" and child.i < gerund.i]
    last = clauses[-1] if clauses else gerund
    comma = gerund.nbor(-1)
    right_before = comma.text == "," and last.right_edge.i in {comma.i, comma.i - 1}
    if right_before and any(child.dep_ == "nsubj" for child in last.lefts):
        gerund.head = last


def office_before(name: Token) -> None:
    """ "…, a leader of the militia, Abel Ahmar said": the leader is Ahmar, and nobody to whom it was done."""
    comma = _start(name) - 1
    if comma <= name.sent.start or name.doc[comma].text != ",":
        return
    office = name.doc[comma - 1]
    while office.left_edge.i > 0 and office.head.i < office.i and office.dep_ not in {"obj", "conj", "obl"}:
        office = office.head
    start = _start(office)
    second = office.dep_ == "obj" and any(
        child.dep_ == "obj" and child.i < start for child in office.head.children
    )
    if second and name.doc[start - 1].text == "," and office.right_edge.i >= comma - 1:
        office.head, office.dep_ = name, "nmod:desc"
