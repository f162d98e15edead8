"""Which place of a sentence belongs to which of its happenings."""

from collections.abc import Sequence

from warmonitor.claims import roles
from warmonitor.claims.attach import SPOKEN, followed, owner
from warmonitor.claims.places import PlaceWords, is_topic
from warmonitor.claims.sentence import forms
from warmonitor.claims.setting import setting_words
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.claims.voices import Attribution
from warmonitor.language import Token, root

_TO_PEOPLE = frozenset(
    {"killing", "detention", "abduction", "release", "torture", "sexual_violence", "surrender"}
)
_BETWEEN_PARTIES = frozenset({"agreement", "talks"})
_LEAVES = frozenset({"withdrawal", "evacuation", "displacement"})
_TAKES = frozenset({"capture", "release", "abduction", "looting", "seizure"})
_GOES = frozenset({"return", "deployment", "entry", "aid", "offensive"})


_RELATING = frozenset({"which", "that", "where"})
_NOMINAL = frozenset({"obl", "nmod", "fixed"})


def own_places(
    trigger: Trigger,
    triggers: Sequence[Trigger],
    places: Sequence[PlaceWords],
    voices: Sequence[Attribution],
) -> list[PlaceWords]:
    """The places of a happening: under its words, else those that a linked happening or nothing has.

    Where somebody said it ("told reporters in Geneva") is none of them.
    """
    if trigger.type in SPOKEN:
        return []
    owners = [
        (words, owner(words.top, triggers))
        for words in places
        if (words.inside or _leads_there(words.top, trigger) or _is_what(words.top, trigger))
        and not _is_where_said(words.top, triggers, voices)
        and not _is_somebody(words, trigger)
        and not (not trigger.is_verb and trigger.holds(words.top.doc[words.start]))  # "Car bombings"
    ]
    mine = [
        words
        for words, holder in owners
        if (holder is trigger or _is_what(words.top, trigger)) and not _is_of_cause(words.top, trigger)
    ]
    if mine:
        return _nearest(mine, trigger)
    free = [words for words, holder in owners if holder is None and _shares_clause(words.top, trigger)]
    free = [words for words in free if not _is_of_cause(words.top, trigger)]
    if free:
        return _nearest(free, trigger)
    for linked in () if _has_ground_of_its_own(trigger) else followed(trigger, triggers):
        shared = [words for words, holder in owners if holder is linked]
        if shared:
            return shared
    return [words for words in places if is_topic(words)]


def _has_ground_of_its_own(trigger: Trigger) -> bool:
    """ "Left Kesra but still hold parts of the south", "beaten off near Kesra, while guns shelled nine
    villages": what is held or struck is another place.
    """
    done_to = roles.children(trigger.head, "obj") if trigger.is_verb else []
    if trigger.type == "control":
        return bool(done_to)
    aside = any(mark.lower_ == "while" for mark in roles.children(trigger.head, "mark"))
    return aside and any(
        one.tag_ == "NNS" and not setting_words().counted.keys().isdisjoint(forms(one)) for one in done_to
    )


def _is_what(place: Token, trigger: Trigger) -> bool:
    """ "The plant, which soldiers seized", "the town where they died": of which place a clause tells."""
    if trigger.head.dep_ != "acl:relcl" or trigger.head.head.i != place.i:
        return False
    words = roles.children(trigger.head, "obj", "nsubj:pass", "advmod")
    return any(word.lower_ in _RELATING for word in words)


def _is_where_said(place: Token, triggers: Sequence[Trigger], voices: Sequence[Attribution]) -> bool:
    """ "told reporters in Geneva", not "claimed the attack in Karachi"."""
    for above in place.ancestors:
        if any(trigger.holds(above) for trigger in triggers):
            return False
        if above.pos_ == "VERB":
            return any(one.cue.i == above.i < place.i and place.i not in one.covers for one in voices)
    return False


def _is_somebody(words: PlaceWords, trigger: Trigger) -> bool:
    """ "arrested Yusuf Karel": a name that no place is known by, of what is done to people only."""
    patient = words.top.dep_ in {"obj", "nsubj:pass"} and trigger.holds(words.top.head)
    return patient and not words.known and trigger.type in _TO_PEOPLE


def _is_of_cause(token: Token, trigger: Trigger) -> bool:
    """ "in retaliation for the raid on Kesra": where what it answers was."""
    above = token
    while above.head.i != above.i and not trigger.holds(above):
        if above.dep_ in _NOMINAL and is_word(above, setting_words().causes):
            return True
        above = above.head
    return False


def _nearest(places: list[PlaceWords], trigger: Trigger) -> list[PlaceWords]:
    """Without the places that only tell where the doer is or whose a thing is, where others are told.

    "Militants in Gaza fired rockets at Ashkelon", "hit Ukraine's headquarters in Kherson".
    """
    doer = roles.agent(trigger.head) if trigger.type not in _LEAVES else None
    beside = [words for words in places if not _only_tells_whose(words, doer, trigger)]
    return beside or places


def _only_tells_whose(words: PlaceWords, doer: Token | None, trigger: Trigger) -> bool:
    name = root(words.top.doc[words.start : words.end])
    if name.dep_ == "nmod:poss":
        return True
    top = next((t for t in (words.top, *words.top.ancestors) if t.dep_ != "conj"), words.top)
    above = top.head if top.dep_ in {"nmod", "obl"} else None
    return doer is not None and above is not None and above.i == doer.i and not trigger.holds(doer)


def _leads_there(token: Token, trigger: Trigger) -> bool:
    """Whether the preposition sets this type of happening there: one comes "from" where one withdraws."""
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"} and not roles.prepositions(token):
        token = token.head
    marks = {child.lower_ for child in token.children if child.dep_ == "case" and not _is_beside(child)}
    if marks == {"from"}:
        taken = trigger.type in _TAKES and token.head.i == trigger.head.i
        whole = trigger.type == "capture" and bool(roles.children(trigger.head, "obj"))  # "took X from Y"
        return trigger.type in _LEAVES or (taken and not whole)
    if marks == {"between"} and trigger.type in _BETWEEN_PARTIES:
        return False
    if marks in ({"to"}, {"with"}, {"against"}):
        return marks == {"to"} and (trigger.type in _GOES or _is_way(token))
    return token.dep_ not in {"obj", "conj"} or not _is_beyond(token.head) or trigger.holds(token.head)


def _is_beyond(verb: Token) -> bool:
    """ "in the valley overlooking Kesra", "in Zaroun, which borders Iran": what is on the other side."""
    described = verb.tag_ == "VBG" and verb.dep_ in {"acl", "acl:relcl"}
    return described or (verb.pos_ == "VERB" and is_word(verb, setting_words().bordering))


def _is_way(token: Token) -> bool:
    """ "on the road to Ajdabiya", "at the entrance to Kesra": it was on the way there."""
    return token.dep_ == "nmod" and is_word(token.head, setting_words().ways)


def _is_beside(case: Token) -> bool:
    """ "next to", "close to": no way that anybody goes."""
    return case.i > 0 and case.nbor(-1).lower_ in setting_words().beside


def _shares_clause(token: Token, trigger: Trigger) -> bool:
    """Whether a phrase belongs to a verb that also governs the trigger, or is joined to one that does."""
    above = {trigger.head.i, *(token.i for token in trigger.head.ancestors)}
    verb = next((above for above in token.ancestors if above.pos_ in {"VERB", "AUX"}), token.sent.root)
    while verb.i not in above and verb.dep_ == "conj" and not roles.children(verb, "nsubj", "nsubj:pass"):
        verb = verb.head
    return verb.i in above
