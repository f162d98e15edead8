"""Which place, which date of a sentence belongs to which of its happenings."""

from collections.abc import Iterator, Sequence

from warmonitor.claims import roles
from warmonitor.claims.newness import is_of_then
from warmonitor.claims.places import PlaceWords, is_topic
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.setting import setting_words
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.claims.voices import Attribution
from warmonitor.knowledge.calendar import TimeExpression
from warmonitor.language import Token, root
from warmonitor.model.noun import Span

# Acts of speech and of policy happen where their own words say, not where what they speak of happened.
_SPOKEN = frozenset(
    {
        "accusation",
        "denial",
        "responsibility",
        "threat",
        "demand",
        "condemnation",
        "comment",
        "sanction",
        "support",
    }
)
_TO_PEOPLE = frozenset(
    {"killing", "detention", "abduction", "release", "torture", "sexual_violence", "surrender"}
)
_BETWEEN_PARTIES = frozenset({"agreement", "talks"})
_STATES = frozenset({"control"})
_LEAVES = frozenset({"withdrawal", "evacuation", "displacement"})
_TAKES = frozenset({"capture", "release", "abduction", "looting", "seizure"})
_GOES = frozenset({"return", "deployment", "entry", "aid", "offensive"})
_LINKS = frozenset({"conj", "advcl", "xcomp", "acl", "ccomp", "acl:relcl", "parataxis"})

# A clause beside or below a verb of saying has its own date.
_SAID = frozenset({"ccomp", "advcl", "parataxis", "acl:relcl"})

_DURING = frozenset({"in", "during"})
_CARRIED = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})
_MEANWHILE = frozenset({"as", "while", "when"})
_RELATING = frozenset({"which", "that", "where"})
_NOMINAL = frozenset({"obl", "nmod", "fixed"})

_EARLIER = frozenset({"since", "after", "before", "when", "until"})

# So many dates under one verb are of several happenings.
_MANY_DATES = 3


def owner(token: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """The nearest trigger at or above a token; of two, that of which it is the first word.

    "Claimed responsibility for the bombing" holds the bombing too.
    """
    for above in (token, *token.ancestors):
        holders = [trigger for trigger in triggers if trigger.holds(above)]
        if holders:
            return next((one for one in holders if one.head.i == above.i), holders[0])
    return None


def own_places(
    trigger: Trigger,
    triggers: Sequence[Trigger],
    places: Sequence[PlaceWords],
    voices: Sequence[Attribution],
) -> list[PlaceWords]:
    """The places of a happening: under its words, else those that a linked happening or nothing has.

    Where somebody said it ("told reporters in Geneva") is none of them.
    """
    if trigger.type in _SPOKEN:
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
    for linked in () if _has_ground_of_its_own(trigger) else _followed(trigger, triggers):
        shared = [words for words, holder in owners if holder is linked]
        if shared:
            return shared
    return [words for words in places if is_topic(words)]


def _has_ground_of_its_own(trigger: Trigger) -> bool:
    """ "Left Kesra but still hold parts of the south": what is held is another place."""
    return trigger.type == "control" and trigger.is_verb and bool(roles.children(trigger.head, "obj"))


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
        return trigger.type in _LEAVES or (trigger.type in _TAKES and token.head.i == trigger.head.i)
    if marks == {"between"} and trigger.type in _BETWEEN_PARTIES:
        return False
    if marks in ({"to"}, {"with"}, {"against"}):
        return marks == {"to"} and (trigger.type in _GOES or _is_way(token))
    bordering = token.dep_ in {"obj", "conj"} and token.head.dep_ in {"acl", "acl:relcl"}
    return not bordering or token.head.tag_ != "VBG" or trigger.holds(token.head)


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


def _linked(trigger: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """The happening that this one follows in one breath: "attacked X, killing …", "shelled and stormed X"."""
    if trigger.head.pos_ == "NUM":  # "70 died in July; the rebels said 34"
        return max((t for t in triggers if t.start < trigger.start), key=lambda t: t.start, default=None)
    head = _told_by(trigger)
    if head.dep_ in _LINKS and head.head.i != head.i:
        above = owner(head.head, triggers)
        return above if above is not None and above.type not in _SPOKEN else None
    return next(
        (t for t in triggers if t.head.dep_ in {"conj", "advcl"} and t.head.head.i == trigger.head.i), None
    )


def _told_by(trigger: Trigger) -> Token:
    """The verb of "as the march ended in fighting", "ending a siege"; else what governs the words."""
    verb = trigger.head.head
    if trigger.is_verb or trigger.head.dep_ not in _CARRIED or verb.dep_ != "advcl":
        return trigger.head
    marks = {mark.lower_ for mark in roles.children(verb, "mark")}
    return verb if marks & _MEANWHILE or (not marks and verb.tag_ == "VBG") else trigger.head


def _within(trigger: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """ "arrested three men in a raid on X": what it happened in."""
    return next((t for t in triggers if _is_during(t.head, trigger)), None)


def _is_during(deed: Token, trigger: Trigger) -> bool:
    return deed.dep_ == "obl" and deed.head.i == trigger.head.i and bool(roles.prepositions(deed) & _DURING)


def _followed(trigger: Trigger, triggers: Sequence[Trigger]) -> Iterator[Trigger]:
    """What it follows, and in "held X until May, when the army shelled and took it" what that follows."""
    linked = _linked(trigger, triggers) or _within(trigger, triggers)
    if linked is not None:
        yield linked
        above = _linked(linked, triggers) if trigger.head.dep_ == "conj" else None
        if above is not None and above is not trigger:
            yield above


def _is_earlier(trigger: Trigger) -> bool:
    """ "since losing it in 2014", "after taking it on Friday": the clause has a date of its own."""
    return trigger.head.dep_ == "advcl" and any(
        child.lower_ in _EARLIER for child in trigger.head.children if child.dep_ in {"mark", "case"}
    )


def _token_of(expression: TimeExpression, sentence: Sentence) -> Token | None:
    start = sentence.span.start_char + expression.start
    end = sentence.span.start_char + expression.end
    chars = sentence.doc.char_span(start, end)
    return chars.root if chars is not None else None


def span_of(expression: TimeExpression, sentence: Sentence) -> Span:
    """Where a date expression of a sentence stands in the report's text."""
    base = sentence.offset + sentence.span.start_char
    return base + expression.start, base + expression.end


def _speech_of(
    token: Token, voices: Sequence[Attribution], triggers: Sequence[Trigger]
) -> Attribution | None:
    """The attribution whose own words a token belongs to: "said in a statement Friday".

    In "claimed Friday's attack" the day is the attack's.
    """
    for above in (token, *token.ancestors):
        if above.pos_ != "VERB" and any(t.holds(above) and not t.is_verb for t in triggers):
            return None
        for one in voices:
            if above.i == one.cue.i and token.i not in one.covers:
                return one
        if above.pos_ == "VERB" and above.dep_ in _SAID:
            return None
    return None


def _dates(expression: TimeExpression, token: Token, trigger: Trigger, sentence: Sentence) -> bool:
    """Whether it can date the happening: not "a 2019 agreement", nor "the first time since 2016"."""
    modifies = token.dep_ in {"nummod", "compound", "amod", "nmod:poss"} and token.head.i > token.i
    if modifies and token.head.pos_ in {"NOUN", "PROPN"} and not trigger.holds(token.head):
        return _caused(trigger, token)
    if _is_of_since(token, trigger) or _is_of_apposition(token, trigger):
        return False
    compared = any(other.tag_ in {"JJS", "RBS"} or other.lower_ == "first" for other in sentence.tokens)
    return not (compared and expression.text.lower().startswith("since"))


def _is_present(trigger: Trigger) -> bool:
    """ "Took the town in June and now holds the bridge": holding it is of no day in June."""
    return any(is_word(child, setting_words().present) for child in trigger.head.children)


def _is_of_apposition(date: Token, trigger: Trigger) -> bool:
    """ "Left the city, their stronghold since April": the day of what it was."""
    before = date.doc[date.left_edge.i - 1] if date.left_edge.i > date.sent.start else date
    if before.dep_ == "appos" and before.pos_ == "NOUN" and any(c.lower_ == "since" for c in date.children):
        return True
    over = {trigger.head.i, *(above.i for above in trigger.head.ancestors)}
    above = next((one for one in date.ancestors if one.dep_ == "appos" or one.i in over), None)
    return above is not None and above.dep_ == "appos" and above.i not in over


def _is_of_since(date: Token, trigger: Trigger) -> bool:
    """ "for the first time since losing it in 2014": a day that is only looked back on."""
    over = {trigger.head.i, *(above.i for above in trigger.head.ancestors)}
    for above in date.ancestors:
        if above.i in over:
            return False
        if above.dep_ == "advcl" and any(child.lower_ == "since" for child in above.children):
            return True
    return False


def _caused(trigger: Trigger, date: Token) -> bool:
    """ "The toll from yesterday's blasts": the day of what caused it."""
    if trigger.type != "casualties" or date.dep_ != "nmod:poss":
        return False
    return any(trigger.holds(above) for above in date.head.ancestors)


def own_time(
    trigger: Trigger,
    triggers: Sequence[Trigger],
    voices: Sequence[Attribution],
    times: Sequence[TimeExpression],
    sentence: Sentence,
) -> Span | None:
    """The date expression that belongs to a happening; the day on which somebody spoke does not.

    None where a list of dates hangs on one verb ("X fell on Monday, Y on Tuesday and Z on Friday").
    """
    if is_of_then(trigger):
        return None
    placed = [(expression, _token_of(expression, sentence)) for expression in times]
    dating = [(e, token) for e, token in placed if token is not None and _dates(e, token, trigger, sentence)]
    speaks = next((one for one in voices if trigger.holds(one.cue)), None)
    open_ones = [(e, token) for e, token in dating if _speech_of(token, voices, triggers) in {None, speaks}]
    mine = [e for e, token in open_ones if _dated_by(token, triggers) is trigger]
    free = [e for e, token in open_ones if _dated_by(token, triggers) is None]
    shared: list[TimeExpression] = []
    if trigger.type not in _STATES and not _is_earlier(trigger) and not _is_present(trigger):
        for linked in _followed(trigger, triggers):
            if _is_earlier(linked) or shared:
                break
            shared = [e for e, token in open_ones if owner(token, triggers) is linked]
    if len(mine) >= _MANY_DATES:
        return None
    chosen = mine or free or shared
    return span_of(chosen[0], sentence) if chosen else None


def _dated_by(date: Token, triggers: Sequence[Trigger]) -> Trigger | None:
    """The happening that a date belongs to; "following the raids last week" dates the raids."""
    if date.head.lower_ == "following":
        before = next((one for one in triggers if one.end == date.left_edge.i), None)
        if before is not None:
            return before
    return owner(date, triggers)


def said_on(
    one: Attribution,
    triggers: Sequence[Trigger],
    times: Sequence[TimeExpression],
    sentence: Sentence,
) -> Span | None:
    """The day on which a voice is said to have spoken."""
    for expression in times:
        token = _token_of(expression, sentence)
        if token is not None and _speech_of(token, [one], triggers) is one:
            return span_of(expression, sentence)
    return None
