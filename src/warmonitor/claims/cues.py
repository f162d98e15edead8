"""Cue words beside a number of people, "killed", "wounded", "dead": what they say was done to them."""

from itertools import chain, takewhile

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.language import Token

_COSTING = frozenset({"cost", "costs", "costing"})
_BEFORE_COSTS = frozenset({"DET", "ADJ", "ADP", "PRON"})
COST_REACH = 8
"""How many words may stand between "cost" and those whom it cost."""
_UNDERGONE = frozenset({"VBN", "JJ"})
_FALLEN_IN = frozenset({"in", "at", "near", "on", "around", "during", "outside", "since", "while"})


def measure_of(sentence: Sentence, token: Token, lexicon: Lexicon) -> str | None:
    """What a word says was done to people ("killed", "shot dead", "wounded"); None for other words."""
    if token.pos_ not in {"VERB", "ADJ", "NOUN", "AUX"}:
        return None
    single = next((lexicon.measure_cues[form] for form in forms(token) if form in lexicon.measure_cues), None)
    if single == "returned" and _gives_back(sentence, token, lexicon):
        return None
    if single == "missing" and roles.children(token, "obj"):
        single = None  # "narrowly missing a family"
    if _is_deadly(token, single):
        return "killed"
    if single is not None:
        return single
    lost = costs_fighters(sentence, token, lexicon) or _is_loss_of_people(sentence, token, lexicon)
    if lost or token.pos_ != "VERB":
        return "killed" if lost else None
    phrases = lexicon.measure_phrases
    # "Burned nine people to death": the words behind the object are the verb's
    told = chain(sentence.loosely_at(phrases, token.i), sentence.parted_at(phrases, token.i))
    phrase = next(told, None)
    return phrase.labels[0] if phrase is not None else _told_with(sentence, token, lexicon)


def told_measure(sentence: Sentence, cue: Token, lexicon: Lexicon) -> str:
    """The measure of a cue; "killed or wounded" tells them not apart."""
    measure = measure_of(sentence, cue, lexicon) or "killed"
    at = cue.i + 1
    if text(sentence, at, at + 1) == "," and text(sentence, at + 2, at + 3) in {"or", "and"}:
        at += 2  # "killed, wounded or missing"
    if measure == "killed" and at + 1 < sentence.span.end and sentence.doc[at].lower_ in {"or", "and"}:
        other = cue.nbor(2)
        alike = _are_alike(cue, other) and not _counts_next(sentence, cue.i + 3)
        if measure_of(sentence, other, lexicon) == "injured" and (alike or _share_object(cue, other)):
            return "other"
    if measure == "injured" and cue.i - 2 >= sentence.span.start and cue.nbor(-1).lower_ in {"or", "and"}:
        first = cue.nbor(-2)
        alike = _are_alike(first, cue) and not _counts_next(sentence, cue.i + 1)
        if (alike or _share_object(first, cue)) and measure_of(sentence, first, lexicon) == "killed":
            return "other"
    return measure


def _are_alike(first: Token, second: Token) -> bool:
    """ "50 rebels killed or wounded", whichever of them the tagger takes for an adjective."""
    return first.tag_ == second.tag_ or {first.tag_, second.tag_} <= _UNDERGONE


def _share_object(first: Token, second: Token) -> bool:
    """ "killed and wounded nine", whichever verb the parse hangs the nine on; those mutilated are dead."""
    if first.pos_ != "VERB" or second.lemma_ not in role_words().hurting or roles.is_passive(first):
        return False
    return any(one.i > second.i for verb in (first, second) for one in roles.children(verb, "obj"))


def _counts_next(sentence: Sentence, at: int) -> bool:
    following = takewhile(_is_no_place, sentence.doc[at : min(at + 3, sentence.span.end)])
    return any(token.pos_ == "NUM" for token in following)


def _is_no_place(token: Token) -> bool:
    """Not "in" in "were killed and wounded in two raids"."""
    return token.pos_ != "ADP" or token.lower_ not in _FALLEN_IN


def _is_deadly(verb: Token, measure: str | None) -> bool:
    """ "fatally shot", "mortally wounded"."""
    words = counting_words()
    hurts = measure == "injured" or (verb.pos_ == "VERB" and verb.lemma_.lower() in words.hurting)
    return hurts and any(child.lower_ in words.deadly for child in verb.children)


def _is_loss_of_people(sentence: Sentence, loss: Token, lexicon: Lexicon) -> bool:
    """ "the loss of nine", "the loss of two officers"; not "the loss of two villages"."""
    if loss.lemma_.lower() != "loss" or loss.pos_ == "VERB":
        return False
    lost = (child for child in roles.children(loss, "nmod") if "of" in roles.prepositions(child))
    matches = ((one, sentence.ending_at(lexicon.groups, one)) for one in lost)
    return any(
        one.pos_ == "NUM" or (match is not None and match.labels[0] in counting_words().fighters)
        for one, match in matches
    )


def costs_fighters(sentence: Sentence, cost: Token, lexicon: Lexicon) -> bool:
    """ "The retreat cost the brigade 300 men", which a parse may take for a noun; not "at a cost of"."""
    if cost.lower_ not in _COSTING or cost.i == sentence.span.start or cost.nbor(-1).pos_ in _BEFORE_COSTS:
        return False
    if not any(match.end <= cost.i for match in sentence.find(lexicon.noun_triggers)):
        return False
    numbers = (
        token
        for token in cost.doc[cost.i + 1 : min(cost.i + COST_REACH, sentence.span.end)]
        if token.pos_ == "NUM"
    )
    number = next(numbers, None)
    if number is None or number.i + 1 >= sentence.span.end:
        return False
    lost = number.nbor()
    match = sentence.ending_at(lexicon.groups, lost)
    owning = lost.i + 1 < sentence.span.end and lost.nbor().tag_ == "POS"
    return match is not None and match.labels[0] in counting_words().fighters and not owning


def _gives_back(sentence: Sentence, verb: Token, lexicon: Lexicon) -> bool:
    """ "returned 95 prisoners": they were let go."""
    matches = (sentence.ending_at(lexicon.groups, one) for one in roles.children(verb, "obj", "nsubj:pass"))
    return any(match is not None and match.labels[0] in counting_words().captives for match in matches)


def _told_with(sentence: Sentence, verb: Token, lexicon: Lexicon) -> str | None:
    """What a verb says was done to people by the words beside it."""
    if _loses_fighters(sentence, verb, lexicon) or _buries(verb):
        return "killed"
    if _treats(verb) or _is_hit_in_limb(verb):
        return "killed" if _is_done_to_bodies(verb, lexicon) else "injured"
    return "displaced" if _drives_out(verb) or _drives_abroad(sentence, verb, lexicon) else None


def _loses_fighters(sentence: Sentence, verb: Token, lexicon: Lexicon) -> bool:
    """ "the brigade lost two officers", "two officers fell"; not "lost two seats", "fell back"."""
    lemma = verb.lemma_.lower()
    if lemma not in {"lose", "fall"} or (lemma == "fall" and _goes_somewhere(verb)):
        return False
    fallen = roles.children(verb, "obj" if lemma == "lose" else "nsubj")
    if lemma == "lose" and any(one.pos_ == "NUM" and _is_own(one) for one in fallen):
        return True
    # "lost 13 of its soldiers"
    counted = (below for one in fallen if one.pos_ == "NUM" for below in roles.children(one, "nmod"))
    fallen += [below for below in counted if "of" in roles.prepositions(below)]
    matches = [sentence.ending_at(lexicon.groups, one) for one in fallen]
    lost = counting_words().fighters | ({"people"} if lemma == "lose" and _is_of_side(verb) else set())
    return any(match is not None and match.labels[0] in lost for match in matches)


def _is_of_side(verb: Token) -> bool:
    """ "Norvania lost 270 people": who loses them has a name."""
    return any(one.pos_ == "PROPN" for one in roles.children(verb, "nsubj"))


def _is_own(number: Token) -> bool:
    """ "losing five of their own"."""
    after = [token.lower_ for token in number.doc[number.i + 1 : number.i + 4]]
    return len(after) == 3 and after[0] == "of" and after[2] == "own"


def _buries(verb: Token) -> bool:
    """ "buried eleven of their own"; not "buried 40 people under the rubble", "were buried alive"."""
    told = verb.lemma_.lower() == "bury" and bool(roles.children(verb, "obj"))
    below = {case for child in roles.children(verb, "obl", "nmod") for case in roles.prepositions(child)}
    return told and not below & {"under", "beneath", "below"}


def _goes_somewhere(verb: Token) -> bool:
    beside = {case for child in roles.children(verb, "obl") for case in roles.prepositions(child)}
    return bool(beside - _FALLEN_IN) or bool(roles.children(verb, "compound:prt", "advmod", "xcomp", "obj"))


def _is_hit_in_limb(verb: Token) -> bool:
    """ "hit in the leg", "shot in both arms"."""
    words = counting_words()
    return verb.lemma_.lower() in words.hurting and any(
        child.lemma_.lower() in words.limbs and "in" in roles.prepositions(child)
        for child in roles.children(verb, "obl")
    )


def _treats(verb: Token) -> bool:
    """ "treated 40 people for shrapnel wounds", "nine were taken to hospital"."""
    words = counting_words()
    return verb.lemma_.lower() in words.treaters and any(
        not words.treated.isdisjoint({child.lower_, child.lemma_.lower()})
        and roles.prepositions(child) & {"to", "for", "with", "in"}
        for child in (
            *(
                below
                for child in roles.children(verb, "obl", "obj", "nmod")
                for below in (child, *child.children)
            ),
            # "20 were killed and 117 treated for wounds", whatever the parse hangs them on
            *verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)],
        )
    )


def _is_done_to_bodies(verb: Token, lexicon: Lexicon) -> bool:
    """ "The bodies of six fishermen were brought to hospital"."""
    done_to = roles.children(verb, "obj", "nsubj:pass")
    return any(lexicon.measure_cues.get(one.lemma_.lower()) == "killed" for one in done_to)


def tells_of_harm(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence has a word that a figure of people could stand beside."""
    words = counting_words()
    return any(
        not known.isdisjoint(sentence.vocabulary)
        for known in (
            lexicon.cue_words,
            words.drivers,
            words.tolls,
            words.life_takers,
            words.treated,
            words.limbs,
        )
    )


def _drives_out(verb: Token) -> bool:
    """ "drove 2,000 from their homes"."""
    words = counting_words()
    return verb.lemma_.lower() in words.drivers and any(
        child.lemma_.lower() in words.homes and roles.prepositions(child) & {"from", "out"}
        for child in roles.children(verb, "obl")
    )


def _drives_abroad(sentence: Sentence, verb: Token, lexicon: Lexicon) -> bool:
    """ "drove 2,000 families into Norvania", "forced 2,000 across the border"; not of fighters."""
    words = counting_words()
    if verb.lemma_.lower() not in words.drivers:
        return False
    driven = roles.children(verb, "obj", "nsubj:pass")
    matches = (sentence.ending_at(lexicon.groups, one) for one in driven)
    if any(match is not None and match.labels[0] in words.fighters for match in matches):
        return False
    return any(
        (child.pos_ == "PROPN" or child.lemma_.lower() in words.abroad)
        and roles.prepositions(child) & {"into", "across", "over"}
        for above in (verb, *driven)
        for child in roles.children(above, "obl", "nmod")
    )
