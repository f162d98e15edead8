"""Mends slips of the parser about verbs that are nouns and nouns that are verbs, most of them of headlines.

"India, Pakistan agree", whose second subject a parse hangs beside the first; "Protesters shot dead", where it
lets them shoot; "Fighting resumes", of which it makes one noun; "flee fighting" and "after the general's
killing", where it lets those fight and kill who flee and speak.
"""

from spacy.tokens import Token

from warmonitor.language.trees import put_in_place
from warmonitor.language.word_lists import word_lists

_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_NOUNS = frozenset({"NNP", "NNPS", "NN", "NNS"})


def join_subjects(second: Token) -> None:
    """ "India, Pakistan agree to a truce": the second of two subjects is joined to the first."""
    comma = second.left_edge.i - 1
    if comma <= second.sent.start:
        return
    joint = second.doc[comma]  # "Two policemen and four soldiers had been caught"
    counted = joint.lower_ == "and" and joint.dep_ == "cc" and second.left_edge.tag_ == "CD"
    if not counted and joint.text != ",":
        return
    first = next((one for one in second.head.lefts if one.dep_ in _SUBJECT and one.i < second.i), None)
    if first is None or first.right_edge.i not in {comma, comma - 1}:
        return
    telling = second.head.lower_ in word_lists("reduced")["saying"]  # "…, X says": who tells it
    plain = not any(word.tag_.startswith("VB") for word in first.subtree)
    if plain and not telling and {first.tag_, second.tag_} <= _NOUNS:
        second.head, second.dep_ = first, "conj"
        joint.head = second


def own_subject(mark: Token) -> None:
    """ "Yemen's Houthis release prisoners", where a parse lets Yemen release them."""
    owner, verb = mark.head, mark.head.head
    after = mark.i + 1
    second = next((one for one in verb.lefts if one.dep_ in _SUBJECT and one.left_edge.i == after), None)
    if owner.dep_ in _SUBJECT and second is not None:
        owner.head, owner.dep_ = second, "nmod:poss"


def pair_before(verb: Token) -> None:
    """ "Army troops, rebels clash": both do, where a parse hangs the verb on the first."""
    first = verb.head
    second = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if second is None or first.dep_ != "ROOT" or first.tag_ not in _NOUNS or second.tag_ not in _NOUNS:
        return
    comma = second.left_edge.i - 1
    if first.right_edge.i < comma or verb.doc[comma].text != "," or first.i != comma - 1:
        return
    verb.head, verb.dep_ = verb, "ROOT"
    first.head, first.dep_ = verb, "nsubj"
    second.head, second.dep_ = first, "conj"
    for child in first.rights:
        child.head = verb if child.i > second.i else child.head


def between_two(between: Token) -> None:
    """ "Clashes between the army and the rebels killed nine": the clashes did, and not the rebels."""
    _part_two(between)
    first, event = between.head, between.head.head
    at = first.right_edge.i + 1
    if at + 1 >= first.sent.end or first.doc[at].lower_ != "and" or first.dep_ != "nmod":
        return
    joint, verb = first.doc[at], first.doc[at].head
    second = next((one for one in verb.lefts if one.dep_ in _SUBJECT and one.left_edge.i == at + 1), None)
    if second is None or joint.dep_ != "cc" or event.i > between.i:
        return
    relation, second.dep_ = second.dep_, "conj"
    second.head, joint.head = first, second
    if verb.dep_ == "conj" and verb.head.i == event.i:
        put_in_place(verb, event)
        for child in [*event.rights]:
            child.head = verb if child.i > verb.i else child.head
        event.head, event.dep_ = verb, relation
    elif verb.head.i == event.head.i and event.dep_ in {"ccomp", "obj"}:
        verb.dep_ = "ccomp"
        event.head, event.dep_ = verb, relation


def with_done(case: Token) -> None:
    """ "With forces loyal to X believed to be behind it": they are believed so, and believe nothing."""
    noun, verb = case.head, case.head.head
    done = verb.tag_ == "VBD" and noun.dep_ == "nsubj" and case.i == noun.left_edge.i and verb.i > noun.i
    if done and verb.lower_ in word_lists("reduced")["believed"]:
        verb.tag_, noun.dep_ = "VBN", "nsubj:pass"


def aim_of(infinitive: Token) -> None:
    """ "Killed amid an offensive to retake the town": that is what the offensive is for."""
    start = infinitive.left_edge.i
    noun = infinitive.doc[start - 1] if start > infinitive.sent.start else infinitive
    meant = noun.lower_ in word_lists("reduced")["plans"] | word_lists("reduced")["campaigns"]
    if not meant or noun.dep_ not in {"obl", "nmod", "obj"} or not infinitive.head.is_ancestor(noun):
        return
    if any(child.tag_ == "TO" for child in infinitive.lefts):
        infinitive.head, infinitive.dep_ = noun, "acl"


def place_beside(name: Token) -> None:
    """ "Attacked a vessel near Tarmo, Marovia": the country is where Tarmo is, and was not attacked."""
    comma = name.left_edge.i - (name.left_edge.text != ",")
    if comma <= name.sent.start or name.doc[comma].text != "," or any(c.dep_ == "cc" for c in name.lefts):
        return
    place = name.doc[comma - 1]
    place = place.head if place.dep_ == "flat" else place
    after = name.doc[name.right_edge.i + 1] if name.right_edge.i + 1 < name.sent.end else name
    if place.tag_ != "NNP" or place.i <= name.head.i or after.dep_ == "cc" or after.text == "and":
        return
    where = any(token.dep_ == "case" for token in place.subtree if token.i < place.i)
    if where and name.head.is_ancestor(place):
        name.head, name.dep_ = place, "appos"


def total_of(total: Token) -> None:
    """ "A total of 22 people were killed": the people were, and 22 is how many."""
    of = total.nbor() if total.i + 1 < total.sent.end else total
    noun = of.head
    number = next((child for child in noun.lefts if child.tag_ == "CD" and child.i > of.i), None)
    if of.lower_ != "of" or of.dep_ != "case" or number is None or noun.i < of.i:
        return
    if noun.head.i == total.i:
        put_in_place(noun, total)
    elif noun.dep_ not in _SUBJECT or noun.head.i != total.head.i:
        return
    for child in [*total.rights]:
        child.head = noun
    of.head, of.dep_ = total, "fixed"
    total.head, total.dep_ = number, "advmod"


def list_on(first: Token) -> None:
    """ "Lost nine tanks, as well as two jets", "destroyed a jet, as many as 20 tanks and a depot": one list,
    of which a parse hangs the later ones on the verb.
    """
    noun, verb = first.head, first.head.head
    much = first.i + 1 < first.sent.end and first.nbor().lower_ in {"many", "much", "well"}
    thing = next((child for child in verb.rights if child.dep_ == "obj" and child.i < first.i), None)
    if not much or noun.i < first.i or noun.dep_ != "obl" or noun.tag_ not in _NOUNS:
        return
    if thing is not None and noun.doc[first.i - 1].text == ",":
        noun.head, noun.dep_ = thing, "conj"
    elif thing is None and first.nbor().lower_ == "many":
        noun.dep_ = "obj"


def _part_two(between: Token) -> None:
    """ "Between Hamas and security forces": two sides, where a parse has one kind of forces."""
    noun = between.head
    joint = next((one for one in noun.doc[between.i + 1 : noun.i] if one.dep_ == "cc"), None)
    before = [child for child in noun.lefts if joint is not None and between.i < child.i < joint.i]
    if joint is None or not before or before[-1].dep_ != "compound" or noun.dep_ not in {"nmod", "obl"}:
        return
    side = before[-1]
    side.head, side.dep_ = noun.head, noun.dep_
    for child in (between, *before[:-1]):
        child.head = side
    noun.head, noun.dep_, joint.head = side, "conj", noun


def by_fighting(by: Token) -> None:
    """ "Displaced by fighting", "dead in fighting", where a parse lets them fight."""
    deed = by.head
    undergone = any(child.dep_ in {"aux:pass", "cop"} for child in deed.head.lefts)
    suffered = (
        undergone and deed.head.tag_ in {"VBN", "JJ"} and (by.lower_ == "by" or deed.lower_ == "fighting")
    )
    bare = deed.tag_ == "VBG" and deed.dep_ == "advcl" and deed.i == by.i + 1
    if suffered and bare and not any(child.dep_ in {"obj", "xcomp", "ccomp"} for child in deed.rights):
        _name_deed(deed)


def shot_dead(dead: Token) -> None:
    """ "Protesters shot dead in Yangon": it was done to them."""
    verb = dead.head
    whom = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    after = dead.doc[dead.i + 1 : dead.i + 3]
    bounded = any(word.lower_ in {"least", "most"} for word in after)  # "shot dead at least nine people"
    followed = len(after) > 0 and after[0].pos_ not in {"ADP", "PUNCT"}
    if whom is not None and dead.i == verb.i + 1 and not (bounded or followed):
        whom.dep_, verb.tag_, verb.pos_ = "nsubj:pass", "VBN", "VERB"


def tell_happening(happening: Token) -> None:
    """ "Fighting resumes in Kesra": a verb, taken for a noun that the first word says more of."""
    first = happening.nbor(-1) if not happening.is_sent_start else happening
    noun = happening.tag_ == "NNS" and first.dep_ == "compound" and first.head.i == happening.i
    if not noun or not first.left_edge.is_sent_start:
        return
    first.dep_, happening.tag_, happening.pos_ = "nsubj", "VBZ", "VERB"
    for child in happening.rights:
        child.dep_ = "obl" if child.dep_ == "nmod" else child.dep_
    for child in happening.lefts:
        child.head = first if child.i < first.i else child.head


def flee_fighting(fled: Token) -> None:
    """ "Thousands flee fighting": what they flee."""
    if fled.head.i < fled.i and fled.head.lower_ in word_lists("reduced")["fleeing"]:
        fled.dep_, fled.tag_, fled.pos_ = "obj", "NN", "NOUN"


def whose_deed(whose: Token) -> None:
    """ "Vowed revenge after the general's killing": a noun, of which nobody else is the doer."""
    deed = whose.head
    if deed.tag_ != "VBG" or deed.dep_ not in {"advcl", "acl"} or deed.i < whose.i:
        return
    _name_deed(deed)


def taken_for_is(mark: Token) -> None:
    """ "After the general's killing", of which a parse may make "after the general is killing"."""
    deed = mark.head
    short = next(
        (child for child in deed.lefts if child.dep_ == "aux" and child.lower_ in {"'s", "’s"}), None
    )
    whose = next((child for child in deed.lefts if child.dep_ == "nsubj"), None)
    if short is None or whose is None or deed.tag_ != "VBG" or deed.i != short.i + 1:
        return
    whose.dep_, short.head, short.dep_, short.tag_, short.pos_ = "nmod:poss", whose, "case", "POS", "PART"
    _name_deed(deed)


def _name_deed(deed: Token) -> None:
    deed.dep_, deed.tag_, deed.pos_ = "obl" if deed.dep_ == "advcl" else "nmod", "NN", "NOUN"
    for child in deed.lefts:
        child.dep_ = "case" if child.dep_ == "mark" else child.dep_
