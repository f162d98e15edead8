"""Which date of a sentence belongs to which of its happenings, and which to who speaks."""

from collections.abc import Sequence

from warmonitor.claims import roles
from warmonitor.claims.attach import followed, owner
from warmonitor.claims.newness import is_of_then
from warmonitor.claims.sentence import Sentence, compares
from warmonitor.claims.setting import setting_words
from warmonitor.claims.triggers import Trigger, is_word
from warmonitor.claims.voices import Attribution
from warmonitor.knowledge.calendar import TimeExpression
from warmonitor.language import Token
from warmonitor.model.noun import Span

_STATES = frozenset({"control"})

# A clause beside or below a verb of saying has its own date.
_SAID = frozenset({"ccomp", "advcl", "parataxis", "acl:relcl"})


_EARLIER = frozenset({"since", "after", "before", "when", "until"})

# So many dates under one verb are of several happenings.
_MANY_DATES = 3


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
        return _caused(trigger, token) or _is_occasion(trigger, token)
    if any(of(token, trigger) for of in (_is_of_since, _is_of_apposition, _is_of_relative)):
        return False
    return not (expression.text.lower().startswith("since") and compares(sentence.tokens))


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


def _is_of_relative(date: Token, trigger: Trigger) -> bool:
    """ "A man who ordered the attack of 2001 was killed": the day of what is told of him by the way."""
    relative = False
    for above in date.ancestors:
        if trigger.holds(above):
            return relative
        relative |= above.dep_ == "acl:relcl"
    return False


def _caused(trigger: Trigger, date: Token) -> bool:
    """ "The toll from yesterday's blasts": the day of what caused it."""
    if trigger.type != "casualties" or date.dep_ != "nmod:poss":
        return False
    return any(trigger.holds(above) for above in date.head.ancestors)


def _is_occasion(trigger: Trigger, date: Token) -> bool:
    """ "In Wednesday's raid, gunmen fired …": the day of what it was part of."""
    occasion = date.head
    within = date.dep_ == "nmod:poss" and roles.prepositions(occasion) & {"in", "during"}
    return bool(within) and occasion.head.i == trigger.head.i and is_word(occasion, setting_words().occasions)


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
        for linked in followed(trigger, triggers):
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
