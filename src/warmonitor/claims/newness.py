"""Is it news, does it go on, or is it history, say the words around a trigger."""

from collections.abc import Iterator

from warmonitor.claims import roles
from warmonitor.claims.asides import YEAR, is_known
from warmonitor.claims.counting import counting_words
from warmonitor.claims.governors import verb_forms
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import Sentence, compares
from warmonitor.claims.triggers import Trigger
from warmonitor.language import Token
from warmonitor.model.claim import Newness

# What goes on for days, and is told so by "still", "for a third day", "since May".
_LASTING = frozenset(
    {
        "clash",
        "siege",
        "offensive",
        "shelling",
        "airstrike",
        "looting",
        "riot",
        "protest",
        "talks",
        "restriction",
    }
)
_PRESENCE = frozenset({"support", "deployment", "control"})
# A total since a date is of the past.
_TOTALS = frozenset({"casualties", "killing", "displacement", "bombing", "airstrike", "shelling", "attack"})
_BE = frozenset({"is", "are", "was", "were", "been", "'re", "'s"})
_SAID = frozenset({"accusation", "denial", "responsibility", "threat", "demand", "condemnation", "comment"})
# What is told as a condition that holds: "the internet is down", "are held", "lies in ruins".
_CONDITIONS = frozenset(
    {"service_disruption", "restriction", "detention", "abduction", "deployment", "destruction", "sanction"}
)
# What is told of one moment in the passive too: "is arrested", "are torched"; "is held" is a condition.
_MOMENTS = frozenset({"detention", "abduction", "destruction"})
_NOW = frozenset({"is", "are", "'s", "'re", "lies", "lie", "remains", "stays", "stay"})
_SPANS = frozenset({"day", "night", "week", "month", "year", "decade", "hour", "morning", "evening"})
# So many words lie at most between "the worst" and "in recent years".
_NEAR = 3
# So many words a date and its comma have at most.
_DATE_WORDS = 6
_DESCRIBING = frozenset({"ADJ", "NOUN", "PROPN"})
_BEFORE = frozenset({"earlier", "previously"})
_CARRIED = frozenset({"obj", "nsubj", "nsubj:pass"})
_STEADY = frozenset({"continued", "continuing", "ongoing"})
_OFTEN = frozenset({"often", "frequently", "regularly", "routinely", "repeatedly"})
_OF_WARS = frozenset({"casualties", "displacement", "killing"})
_CLAUSES = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis"})
_OVER = frozenset({"begin", "lay", "lift", "break", "end", "impose", "start", "fall"})


def newness(trigger: Trigger, sentence: Sentence, lexicon: Lexicon) -> Newness:
    """The cue that the words themselves give; dates have their say when they are known."""
    labels = set(_labels(trigger, sentence, lexicon))
    if _is_of_a_year(trigger) or is_of_then(trigger) or _had_been(trigger) or _has_been_often(trigger.head):
        return "background"
    if _is_earlier(trigger, lexicon) or _is_of_war(trigger):
        return "background"
    if "background" in labels or (
        trigger.type in _TOTALS
        and _has_been(trigger.head)
        and _since(trigger.head)
        and not (_is_first(trigger.head) or _for_long(trigger.head))
    ):
        return "background"
    return "ongoing" if _goes_on(trigger, labels, lexicon) else "new"


def is_of_then(trigger: Trigger) -> bool:
    """ "The worst since 2016, when the town fell": what the clause tells was then, and is history."""
    for above in (trigger.head, *trigger.head.ancestors):
        when = next((child for child in above.children if child.lower_ == "when"), None)
        if when is not None:
            before = above.doc[max(above.sent.start, when.i - _DATE_WORDS) : when.i]
            return any(token.lower_ == "since" for token in before)
    return False


def _has_been_often(verb: Token) -> bool:
    """ "Has changed hands three times", "has been attacked twice", "once held": of other days."""
    if any(child.lower_ == "once" and child.dep_ == "advmod" and child.i < verb.i for child in verb.children):
        return True
    counted = any(child.lower_ in {"twice", "times"} for child in verb.children)
    return counted and _has_been(verb)


def _is_of_a_year(trigger: Trigger) -> bool:
    """ "the 2017 attack", "the deadly 2003 invasion killed": a year tells which one of the past is meant."""
    noun = trigger.doer if trigger.is_verb else trigger.head
    if noun is None or noun.pos_ != "NOUN":
        return False
    at = noun.i - 1
    while at > noun.sent.start and noun.doc[at].pos_ in _DESCRIBING and not _is_year(noun.doc[at]):
        at -= 1
    return at >= noun.sent.start and _is_year(noun.doc[at])


def _is_of_war(trigger: Trigger) -> bool:
    """ "The war has killed 9,000", "9,000 have died in the insurgency": all that it did so far."""
    if trigger.type not in _OF_WARS or not trigger.is_verb or not _has_been(trigger.head):
        return False
    within = (child for child in roles.children(trigger.head, "obl") if roles.prepositions(child) == {"in"})
    return any(
        one.lemma_.lower() in counting_words().wars and is_known(one)
        for one in (trigger.doer, trigger.sufferer, *within)
        if one is not None
    )


def _is_earlier(trigger: Trigger, lexicon: Lexicon) -> bool:
    """ "Two previous attacks", "has carried out similar attacks": others than those that are news."""
    if trigger.is_verb:
        return False
    told = {child.lower_ for child in roles.children(trigger.head, "amod")}
    alike = "similar" in told and _has_been(trigger.head.head)
    return alike or not told.isdisjoint(lexicon.modality["earlier"])


def _is_year(token: Token) -> bool:
    return YEAR.fullmatch(token.text) is not None


def _labels(trigger: Trigger, sentence: Sentence, lexicon: Lexicon) -> Iterator[str]:
    """The labels of the phrases that stand in the trigger's own clause, or above it."""
    above = {trigger.head.i, *(token.i for token in trigger.head.ancestors)}
    for match in sentence.find(lexicon.newness):
        if _is_compared(sentence, match.start):
            continue
        top = next(
            (t for t in sentence.doc[match.start : match.end] if not match.start <= t.head.i < match.end),
            None,
        )
        clause = top
        while clause is not None and not _is_clause(clause):
            clause = clause.head
        below = clause is not None and _stands_below(clause, trigger)
        if clause is None or clause.i in above or top is trigger.head or not (trigger.is_verb or below):
            yield from match.labels


def _is_compared(sentence: Sentence, at: int) -> bool:
    """ "among the largest in recent years": what is told is news, whatever it is compared with."""
    before = sentence.doc[max(sentence.span.start, at - _NEAR) : at]
    return compares(list(before))


def _is_first(clause: Token) -> bool:
    """ "the first time that rebels have shelled the town since 2016": a clause of what is first."""
    noun = clause.head
    return clause.dep_ == "acl:relcl" and any(child.lower_ == "first" for child in noun.children)


def _stands_below(clause: Token, trigger: Trigger) -> bool:
    """ "declared a curfew as the riots continued": of what another clause than the trigger's own tells."""
    own = {trigger.head.i}
    if not trigger.is_verb:
        carrier = next((above for above in trigger.head.ancestors if above.pos_ == "VERB"), None)
        own |= {carrier.i} if carrier is not None else set()
    return any(token.i in own for token in clause.ancestors)


def _is_clause(token: Token) -> bool:
    """A verb, or what stands for one: "its jets were in the area"."""
    return token.pos_ in {"VERB", "AUX"} or token.dep_ in _CLAUSES or token.head.i == token.i


def _had_been(trigger: Trigger) -> bool:
    """ "the town, which rebels had held since May", "had seized a week earlier": before what is told."""
    head = trigger.head
    verb = head if trigger.is_verb else head.head
    if any(mark.lower_ == "since" for mark in roles.children(verb, "mark")):
        return True  # "since fighting broke out"
    had = any(child.lower_ in {"had", "'d"} for child in roles.children(head, "aux"))
    earlier = any(child.lower_ in _BEFORE for each in (head, *head.children) for child in each.children)
    return had and head.dep_ == "acl:relcl" and (_since(head) or earlier)


def _goes_on(trigger: Trigger, labels: set[str], lexicon: Lexicon) -> bool:
    head = trigger.head
    lasting = trigger.type in _LASTING
    if trigger.type not in _SAID and _is_continued(trigger):
        return True
    if (lasting or trigger.type in _CONDITIONS) and _has_been(head) and _for_long(head):
        return True
    carried = not trigger.is_verb and _is_carried_on(head, lexicon)
    if carried or _is_progressive(head) or _is_frequent(head):
        return True
    if _is_state(trigger):
        return True
    if trigger.type in _PRESENCE and head.dep_ == "acl:relcl" and head.tag_ in {"VBP", "VBZ"}:
        return True
    return lasting and ("ongoing" in labels or (_has_been(head) and _since(head)))


def _is_progressive(verb: Token) -> bool:
    """ "are shelling", "has been shelling", "was being held"."""
    helped = roles.children(verb, "aux", "aux:pass")
    going = verb.tag_ == "VBG" or any(child.lower_ == "being" for child in helped)
    return going and any(child.lower_ in _BE for child in helped)


def _is_carried_on(noun: Token, lexicon: Lexicon) -> bool:
    """ "are carrying out strikes", "talks are taking place", "continued raids"; not "is probing a strike"."""
    if any(child.lower_ in _STEADY for child in roles.children(noun, "amod")):
        return True
    carries = not (lexicon.light_verbs | lexicon.happen_verbs).isdisjoint(verb_forms(noun.head))
    return carries and noun.dep_ in _CARRIED and _is_progressive(noun.head)


def _is_frequent(verb: Token) -> bool:
    """ "rebels often attack the pipeline"."""
    often = any(child.lower_ in _OFTEN for child in roles.children(verb, "advmod"))
    return often and verb.tag_ in {"VBP", "VBZ"}


def _is_state(trigger: Trigger) -> bool:
    """ "is under the control of", "is besieged", "in custody"; to ring a town is an act."""
    head = trigger.head
    if trigger.type in _CONDITIONS and _is_now(trigger):
        return True
    if trigger.type == "detention":
        return head.doc[trigger.start].lower_ in {"in", "under"}
    if trigger.type == "siege":
        begun = bool({head.lemma_, head.head.lemma_} & _OVER)
        return not begun and (not trigger.is_verb or roles.is_passive(head))
    return trigger.type == "control"


def _is_now(trigger: Trigger) -> bool:
    """ "is switched off", "are under curfew", "remain behind bars": the present tense of a condition."""
    head = trigger.head
    now = {child.lower_ for child in roles.children(head, "aux:pass", "cop")}
    first = head.doc[trigger.start]
    stays = first.lower_ in _NOW or (first.lemma_ == "remain" and first.tag_ != "VB")
    moment = trigger.type in _MOMENTS and head.lemma_.lower() not in role_words().locking
    if moment or head.lemma_.lower() in role_words().imposing:
        return stays and head.tag_ not in {"VBN", "VBD"}
    return stays or bool(now & _NOW and head.tag_ != "VBG")


def _is_continued(trigger: Trigger) -> bool:
    """ "keeps pounding the town", "continue to flee", "violations continue"."""
    head = trigger.head
    above = head.head
    return above.lemma_.lower() in role_words().continuing and (
        head.dep_ == "xcomp" or (head.dep_ == "nsubj" and not trigger.is_verb)
    )


def _for_long(verb: Token) -> bool:
    """ "for 200 days", "for a month", "every night this week"."""
    spans = (child for each in _joined(verb) for child in each.children if child.lemma_.lower() in _SPANS)
    return any(
        roles.prepositions(span) & {"for"} or any(c.lower_ in {"every", "each"} for c in span.children)
        for span in spans
    )


def _joined(verb: Token) -> list[Token]:
    """A verb and those that share its auxiliaries: "has left 20 dead and driven 90 from their homes"."""
    first = verb.head if verb.dep_ == "conj" else verb
    return [first, *roles.children(first, "conj")]


def _has_been(verb: Token) -> bool:
    """The present perfect."""
    return any(
        child.lower_ in {"has", "have", "'ve"}
        for each in _joined(verb)
        for child in roles.children(each, "aux")
    )


def _since(verb: Token) -> bool:
    """ "since May", "since the war began"."""
    marked = (
        mark
        for each in _joined(verb)
        for child in each.children
        for mark in roles.children(child, "case", "mark")
    )
    return any(mark.lower_ == "since" for mark in marked)
