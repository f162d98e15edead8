"""Harm that no happening takes: what it shares with the harm beside it, and the claims that it makes."""

from collections.abc import Sequence

from warmonitor.claims import roles
from warmonitor.claims.counted import Counted
from warmonitor.claims.harm import HURTS, Harm, measure_of
from warmonitor.claims.lexicon import EventRule, Lexicon
from warmonitor.claims.measure_rules import own_type
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.role_words import role_words
from warmonitor.claims.standing import OF_PEACE
from warmonitor.claims.triggers import Trigger, is_word, kills
from warmonitor.language import Token

_DRIVEN = frozenset({"displacement", "abduction", "surrender", "siege"})
# Who is taken first and killed then is killed by those who took them.


def left_alone(
    alone: Sequence[Harm], hosted: dict[int, list[Harm]], counted: Sequence[Counted]
) -> list[Harm]:
    """The harms that no happening takes; one joined to a hosted one ("nineteen dead, 63 wounded: the toll of
    two blasts") shares its host.
    """
    left: list[Harm] = []
    for harm in alone:
        beside = (
            others for others in hosted.values() if any(_is_beside(harm, one, counted) for one in others)
        )
        others = next(beside, None) if measure_of(harm, counted) in HURTS else None
        (left if others is None else others).append(harm)
    return left


def of_arms(alone: Sequence[Harm], armed: Sequence[bool], counted: Sequence[Counted]) -> list[Harm]:
    """The harms that arms did (`armed`, one a harm), and those joined to one of these."""
    sure = [harm for harm, told in zip(alone, armed, strict=True) if told]
    return [
        harm
        for harm, told in zip(alone, armed, strict=True)
        if told
        or (measure_of(harm, counted) in HURTS and any(_is_beside(harm, one, counted) for one in sure))
    ]


def _is_beside(harm: Harm, other: Harm, counted: Sequence[Counted]) -> bool:
    """Whether only a comma or "and" parts the words of two harms, both with a number."""
    if not (harm.figures and other.figures) or measure_of(other, counted) not in HURTS:
        return False
    (_, end), (start, _) = sorted((_extent(harm, counted), _extent(other, counted)))
    between = harm.cue.doc[end:start] if end < start else ()
    return bool(between) and all(token.lower_ in {",", "and"} for token in between)


def _extent(harm: Harm, counted: Sequence[Counted]) -> tuple[int, int]:
    own = [counted[index] for index in harm.figures]
    starts, ends = [one.start for one in own], [one.end for one in own]
    return min(harm.cue.i, *starts), max(harm.cue.i + 1, *ends)


def without_emptied(triggers: Sequence[Trigger], hosted: dict[int, list[Harm]]) -> list[Trigger]:
    """The triggers without the bare words for losses whose figures another happening has taken."""
    cues = {token.i for harms in hosted.values() for harm in harms for token in (harm.cue, harm.cue.head)}
    return [
        trigger
        for trigger in triggers
        if trigger.type != "casualties" or trigger.start in hosted or trigger.head.i not in cues
    ]


def is_beside_flight(triggers: Sequence[Trigger], context: frozenset[str]) -> bool:
    """ "40,000 have been uprooted and 90 killed": who are driven out or carried off are so by arms."""
    return any(trigger.type in _DRIVEN for trigger in triggers) and not context & OF_PEACE


def standalone(
    harms: Sequence[Harm], counted: Sequence[Counted], lexicon: Lexicon, nouns: Nouns
) -> list[tuple[Trigger, list[Harm]]]:
    """The claims that harms without a happening make: one of the dead and hurt, one of each other measure."""
    sorts: dict[str | None, list[Harm]] = {}
    for harm in harms:
        measure = measure_of(harm, counted)
        if measure not in lexicon.within:
            sorts.setdefault(own_type(measure, lexicon), []).append(harm)
    return [(_made_by(group, own, nouns), group) for own, group in sorts.items()]


def _made_by(harms: Sequence[Harm], own: str | None, nouns: Nouns) -> Trigger:
    first = harms[0].cue
    if own is not None:
        return Trigger(EventRule(type=own), first, first.i, first.i + 1)
    killer = next((harm.cue for harm in harms if _has_killer(harm.cue, nouns)), None)
    if killer is not None:
        return Trigger(EventRule(type="killing"), killer, killer.i, killer.i + 1)
    return Trigger(EventRule(type="casualties"), first, first.i, first.i + 1)


def _has_killer(cue: Token, nouns: Nouns) -> bool:
    agent = roles.agent(cue) if kills(cue) and cue.pos_ == "VERB" else None
    if agent is None and cue.dep_ == "conj" and kills(cue) and roles.is_passive(cue):
        agent = roles.by_agent(cue.head)
    taken = kills(cue) and cue.dep_ == "conj" and is_word(cue.head, role_words().taking)
    agent = agent or _subject_before(cue)
    if taken or agent is None:
        return taken
    if is_word(agent, role_words().gunfire):
        return any(_is_whose(child, nouns) for child in agent.children)
    return nouns.is_actor(nouns.antecedent(agent))


def _subject_before(verb: Token) -> Token | None:
    """The subject of a verb that the parse hangs on a noun: "went through the church and killed nine"."""
    active = verb.dep_ == "conj" and verb.head.pos_ in {"NOUN", "PROPN"} and bool(roles.children(verb, "obj"))
    if not active or not kills(verb) or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    before = reversed(verb.doc[verb.sent.start : verb.i])
    return next((token for token in before if token.dep_ == "nsubj"), None)


def _is_whose(word: Token, nouns: Nouns) -> bool:
    """ "Israeli fire", "army gunfire"."""
    return nouns.gazetteer.demonym(word.text) is not None or nouns.is_actor(word)
