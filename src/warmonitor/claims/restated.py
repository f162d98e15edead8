"""Words that only say more of a happening told beside them: the same deed, what it hit, whom it killed."""

from collections.abc import Iterator, Sequence

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import forms
from warmonitor.claims.triggers import Trigger
from warmonitor.language import Token

# "…, destroying a helicopter" tells what the attack above it did.
_EFFECTS = frozenset({"destruction", "interception", "killing"})
# "In an attack" beside a suicide bombing is that bombing.
_SPECIFIC = frozenset(
    {"airstrike", "drone_strike", "shelling", "bombing", "chemical_attack", "killing", "abduction"}
)
_FIGHTING = frozenset({"attack", "airstrike", "drone_strike", "shelling", "bombing", "chemical_attack"})
_HURTS = frozenset({"killed", "injured"})
_KILLS = frozenset({"kill", "slay", "shoot"})
_WHEN = frozenset({"when", "as", "while"})
_ONE = frozenset({"a", "an", "one", "another"})
# "captured him after shooting down his jet": two deeds.
_EARLIER = frozenset({"after", "before", "since", "until"})


def without_restated(triggers: list[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """Drops "attack" as a noun beside words that say what attack it was."""
    kept = [t for t in triggers if t.type != "killing" or not _restates(t, triggers, lexicon)]
    specific = [trigger for trigger in kept if trigger.type in _SPECIFIC]
    if specific and not all(_came_before(trigger) for trigger in specific):
        kept = [t for t in kept if t.type != "attack" or t.is_verb or _stands_apart(t, lexicon, specific)]
    return [t for t in kept if not _restates(t, kept, lexicon)]


def _stands_apart(attack: Trigger, lexicon: Lexicon, specific: Sequence[Trigger]) -> bool:
    """ "The raid left nine dead; two women were carried off": what the noun did, beside an abduction."""
    above = forms(attack.head.head)
    if roles.prepositions(attack.head) & _EARLIER and not roles.children(attack.head, "det"):
        return True  # "fired rockets, a day after strikes on the port"
    if _is_one_of(attack, specific):
        return True
    if any(_has_measure(clause, lexicon) for clause in roles.children(attack.head, "acl:relcl")):
        # "an attack that killed nine, and a bombing"; not "blew himself up in an attack that killed nine"
        return not any(other.holds(above) for above in attack.head.ancestors for other in specific)
    harms = not lexicon.resultatives.isdisjoint(above) or _has_measure(attack.head.head, lexicon)
    taken = {other.type for other in specific} == {"abduction"}
    return attack.head.dep_ == "conj" or (taken and harms and attack.head.dep_ == "nsubj")


def _is_one_of(attack: Trigger, specific: Sequence[Trigger]) -> bool:
    """ "Attacks across Iraq killed 18, nine of them in a bombing in Mosul": one of many."""
    if attack.head.tag_ != "NNS":
        return False
    return any(
        other.head.tag_ == "NN"
        and other.start > attack.end
        and any(child.lower_ in _ONE for child in other.head.children)
        and bool(roles.children(other.head, "nmod"))
        for other in specific
        if not other.is_verb
    )


def _has_measure(token: Token, lexicon: Lexicon) -> bool:
    return any(form in lexicon.measure_cues for form in forms(token))


def _came_before(trigger: Trigger) -> bool:
    """ "58 died in the attacks, following bombings that killed 74"."""
    told = any(child.lower_ == "following" for child in trigger.head.children)
    return told and bool(roles.children(trigger.head, "acl:relcl"))


def _restates(trigger: Trigger, triggers: Sequence[Trigger], lexicon: Lexicon) -> bool:
    """Whether a verb only says more of a happening above it: "attacks targeting …", "landed, killing …"."""
    if _has_event_subject(trigger, triggers, lexicon) or _says_which(trigger, triggers):
        return True
    if _goes_on(trigger, triggers) or _is_done_by(trigger, triggers):
        return True
    if trigger.type == "killing" and _is_told_when(trigger, triggers):
        return True
    if any(mark.lower_ in _EARLIER for mark in roles.children(trigger.head, "mark")):
        return False
    effect = trigger.head.dep_ == "advcl" and trigger.head.tag_ == "VBG" and trigger.type in _EFFECTS
    told = trigger.head.doc[trigger.start : trigger.end] if _has_same_doer(trigger) else [trigger.head]
    hurts = any(lexicon.measure_cues.get(form) in _HURTS for token in told for form in forms(token))
    first = trigger.head.head if trigger.head.dep_ == "conj" else trigger.head
    ends = trigger.type == "killing" and first.dep_ == "advcl" and first.tag_ == "VBG" == trigger.head.tag_
    harm = trigger.is_verb and (effect or hurts or ends)
    generic = trigger.type == "attack" and trigger.is_verb and trigger.head.dep_ in {"acl", "acl:relcl"}
    taking = lexicon.hosts | (lexicon.other_hosts if ends else frozenset())
    hosts = [other for other in triggers if other.type in taking and other is not trigger]
    if generic or (trigger.type == "killing" and trigger.head.dep_ == "conj"):
        # "abducted and killed", "broke into the camp and killed", "who attacked the bus abducted": two deeds.
        apart = {*lexicon.alone.values(), "entry"}
        hosts = [other for other in hosts if other.type not in apart]
    return (harm or generic) and any(
        other.holds(above) or (harm and trigger.head.dep_ == "advcl" and _is_below(other, above))
        for above in trigger.head.ancestors
        for other in hosts
    )


def _has_same_doer(trigger: Trigger) -> bool:
    """ "raided four villages and shot dead 37 people"; not "…, and five policemen were shot dead"."""
    return trigger.head.dep_ == "conj" and not roles.children(trigger.head, "nsubj", "nsubj:pass")


def _is_told_when(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """ "Killed nine soldiers when they stormed a base": the raid in which those who killed did so."""
    if _KILLS.isdisjoint(forms(trigger.head)):
        return False
    return any(
        t.is_verb
        and t.type in _FIGHTING
        and t.head.dep_ == "advcl"
        and trigger.head.i in {t.head.head.i, t.head.head.head.i}
        and any(mark.lower_ in _WHEN for mark in roles.children(t.head, "mark", "advmod"))
        for t in triggers
    )


def _says_which(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """ "A shell that struck the bus": what the happening's own noun did."""
    noun = trigger.head.head
    told = trigger.is_verb and trigger.head.dep_ == "acl:relcl" and trigger.type in _FIGHTING
    return told and any(
        other is not trigger and other.type == trigger.type and not other.is_verb and other.head.i == noun.i
        for other in triggers
    )


def _is_done_by(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """ "A hospital was hit in an airstrike": the airstrike hit it."""
    if not trigger.is_verb or trigger.type != "attack" or not roles.is_passive(trigger.head):
        return False
    return any(
        other.head.head.i == trigger.head.i
        and other.type in _FIGHTING
        and other.head.dep_ in {"obl", "obl:agent"}
        and bool(roles.prepositions(other.head) & {"by", "in"})
        for other in triggers
        if not other.is_verb
    )


def _goes_on(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """ "attacked the port and damaged two warehouses": what the same deed did."""
    if trigger.is_verb and trigger.head.dep_ in {"advcl", "acl"} and trigger.head.tag_ in {"VBG", "VBN"}:
        return any(_is_same_deed(t, trigger) for t in triggers if t.type == trigger.type and t is not trigger)
    if (
        not trigger.is_verb
        or trigger.head.dep_ != "conj"
        or role_words().works.isdisjoint(forms(trigger.head))
    ):
        return False
    return any(t is not trigger and t.type == trigger.type and t.holds(trigger.head.head) for t in triggers)


def _is_same_deed(told: Trigger, participle: Trigger) -> bool:
    """ "carried out 58 strikes, dropping 98 bombs", "a van rigged with explosives went off"."""
    above = participle.head.head
    if participle.head.tag_ == "VBG":
        return participle.head.dep_ == "advcl" and _is_below(told, above)
    return told.is_verb and participle.head.dep_ == "acl" and above.dep_ == "nsubj" and told.holds(above.head)


def _is_below(trigger: Trigger, verb: Token) -> bool:
    """Whether a verb only carries an event noun: "carried out airstrikes"."""
    return not trigger.is_verb and trigger.head.head.i == verb.i and trigger.head.dep_ in {"obj", "nsubj"}


def _has_event_subject(trigger: Trigger, triggers: Sequence[Trigger], lexicon: Lexicon) -> bool:
    """ "airstrikes hit a factory, killing nine", "clashes led to the killing of nine": what it did."""
    own = frozenset(lexicon.alone.values())
    outcome = trigger.type == "killing" and not counting_words().ending_in.isdisjoint(
        forms(trigger.head.head)
    )
    if not (trigger.is_verb or outcome) or trigger.type not in lexicon.hosts - own:
        return False
    above = trigger.head if trigger.is_verb else trigger.head.head
    subjects = [agent for verb in _sharing(above) if (agent := roles.agent(verb)) is not None]
    # Not the "by" of "were shot as a march by the opposition ended".
    words = {word.i for agent in subjects for word in (agent, *agent.children) if word.dep_ != "case"}
    return any(
        not t.is_verb and t.type in lexicon.hosts and not words.isdisjoint(range(t.start, t.end))
        for t in triggers
    )


def _sharing(verb: Token) -> Iterator[Token]:
    """The verb and those above it, up to the first that has a subject of its own."""
    for word in (verb, *verb.ancestors):
        if word.pos_ == "VERB":
            yield word
            # "killed nine, residents said, and set fire to the mill"
            told = roles.children(word, "ccomp") if verb.dep_ == "conj" else []
            yield from (before for before in told if before.i < word.i)
        if roles.children(word, "nsubj", "nsubj:pass"):
            return
