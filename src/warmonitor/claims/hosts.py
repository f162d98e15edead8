"""Which happening did a harm to people: one above its word, in its subject, below it, or told just before."""

from collections.abc import Callable, Sequence

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.measure_rules import own_type
from warmonitor.claims.takes_toll import those_that_may
from warmonitor.claims.triggers import Trigger, is_word, kills
from warmonitor.language import Token

# So few words before its verb tell no more than how many: "; nine others were hurt".
_SHORT = 7
_LATER = frozenset({"after", "following", "since", "despite"})
_SPANS = frozenset({"hour", "day", "week", "month", "year"})
_WHEN = frozenset({"before", "during", "after", "amid", "following"})
_WHERE = frozenset({"where", "whose", "after", "before"})
_FALLEN_AT = frozenset({"in", "at", "near"})
_TURNED = frozenset({"advcl", "ccomp", "parataxis"})
_OF_PLACE = frozenset({"where"})
_OTHER_DEEDS = frozenset({"sexual_violence", "destruction", "looting", "torture"})

_Way = Callable[[Token, Sequence[Trigger]], Trigger | None]


def host_of(cue: Token, triggers: Sequence[Trigger], measure: str, lexicon: Lexicon) -> Trigger | None:
    """The happening that a harm belongs to: above it, in its subject, below it, or told just before.

    People detained, released, displaced … are not the toll of a fight beside them.
    """
    if _is_apart(cue):
        return None
    triggers = _told_with(cue, _not_later(cue, triggers), lexicon)
    triggers = those_that_may(cue, triggers, lexicon)
    own = own_type(measure, lexicon)
    types = {own} if own else lexicon.hosts - {*lexicon.alone.values()}
    hosts = [t for t in triggers if t.type in types and not _is_other_deed(cue, t)]
    told_by = (_own, _told_by_it, _is_subject, _in_which)
    found = _nearest(cue, hosts, (*told_by, *_BESIDE, _before, _in_headline))
    if found is not None and found.type == "casualties":
        events = [trigger for trigger in hosts if trigger.type != "casualties"]
        # "lost nine men in the battle for the pass", "took the pass, losing nine men"
        return _below(found.head, events) or _above(found.head, events) or found
    if found is not None or own:
        return found
    others = [t for t in triggers if t.type in lexicon.other_hosts and not _is_in_passing(t)]
    return _nearest(cue, others, _BESIDE)


def _is_other_deed(cue: Token, trigger: Trigger) -> bool:
    """ "executed 32 men and raped 20 women", "burned the mill and killed nine": two deeds of one doer."""
    if cue.pos_ == "NOUN" and not trigger.is_verb:
        # "the burning of 90 villages and some 4,000 deaths"
        return cue.dep_ == "conj" and cue.head.i == trigger.head.i and cue.head.pos_ == "NOUN"
    if trigger.type == "killing" and trigger.head.dep_ == "conj" and trigger.head.head.i == cue.i:
        # "nine had died and five rebels had been neutralised"
        return bool(roles.children(trigger.head, "nsubj", "nsubj:pass"))
    if trigger.type not in _OTHER_DEEDS or cue.pos_ != "VERB" or not trigger.is_verb:
        return False
    first, second = sorted((cue, trigger.head), key=lambda token: token.i)
    joined = second.dep_ == "conj" and second.head.i == first.i
    return joined and bool(roles.children(cue, "obj")) and cue.tag_ != "VBG"


def _is_in_passing(trigger: Trigger) -> bool:
    """ "killed before the retreat": when it was, and not what killed them."""
    timed = not trigger.is_verb and bool(roles.prepositions(trigger.head) & _WHEN)
    return timed or (
        trigger.is_verb
        and trigger.head.tag_ == "VBG"
        and trigger.head.i > 0
        and trigger.head.nbor(-1).lower_ == "by"
    )


def _is_apart(cue: Token) -> bool:
    """ "vows to fight on after the deaths of nine", "sealed off the town two days after nine were killed": no
    effect of what is told above.
    """
    mark = next((child for child in roles.children(cue, "mark") if child.lower_ in _LATER), None)
    if mark is not None and mark.i > cue.sent.start and mark.nbor(-1).lemma_.lower() in _SPANS:
        return True
    return cue.pos_ == "NOUN" and cue.dep_ in {"obl", "nmod"} and bool(roles.prepositions(cue) & _LATER)


def _not_later(cue: Token, triggers: Sequence[Trigger]) -> list[Trigger]:
    """ "opened fire after nine were killed in a clash": what came before is no effect of what came after."""
    for clause in (cue, *cue.ancestors):
        if clause.dep_ == "advcl" and any(m.lower_ in _LATER for m in roles.children(clause, "mark")):
            inside = {token.i for token in clause.subtree}
            return [trigger for trigger in triggers if trigger.head.i in inside]
    return list(triggers)


def _told_with(cue: Token, triggers: list[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """ "took the town, it said, while a newspaper put the dead at 90": what another voice tells is apart."""
    cues, counting = lexicon.voices["cues"], lexicon.voices["counting"]
    for clause in (cue, *cue.ancestors):
        turned = clause.dep_ in _TURNED and _sets_against(clause)
        if turned and (is_word(clause, cues) or is_word(clause, counting)):
            inside = {token.i for token in clause.subtree}
            return [trigger for trigger in triggers if trigger.head.i in inside]
    return triggers


def _nearest(cue: Token, hosts: Sequence[Trigger], ways: Sequence[_Way]) -> Trigger | None:
    return next((found for way in ways if (found := way(cue, hosts)) is not None), None)


def _own(cue: Token, hosts: Sequence[Trigger]) -> Trigger | None:
    return next((trigger for trigger in hosts if trigger.holds(cue)), None)


def _told_by_it(cue: Token, hosts: Sequence[Trigger]) -> Trigger | None:
    """ "days of fighting that killed 100": what stands right before the relative pronoun."""
    if cue.dep_ == "ccomp" and cue.head.dep_ == "acl:relcl" and not roles.children(cue, "nsubj"):
        # "strikes on the town that officials said killed nine"
        return next((trigger for trigger in hosts if trigger.holds(cue.head.head)), None)
    pronoun = next((child for child in roles.children(cue, "nsubj") if child.tag_ in {"WDT", "WP"}), None)
    if pronoun is None or pronoun.i == cue.sent.start:
        return None
    return next((trigger for trigger in hosts if trigger.holds(pronoun.nbor(-1))), None)


def _in_which(cue: Token, hosts: Sequence[Trigger]) -> Trigger | None:
    """ "launched raids after nine died in bombings": that in which they did, in a clause of its own."""
    gerund = cue.tag_ == "VBG" and bool(
        roles.children(cue, "mark", "case")
    )  # "accused of killing nine in a raid"
    if cue.pos_ != "VERB" or not (gerund or roles.children(cue, "nsubj", "nsubj:pass")):
        return None
    within = {one.i for one in roles.children(cue, "obl") if "in" in roles.prepositions(one)}
    return next((trigger for trigger in hosts if not trigger.is_verb and trigger.head.i in within), None)


def _above(cue: Token, hosts: Sequence[Trigger]) -> Trigger | None:
    for token in cue.ancestors:
        found = next((trigger for trigger in hosts if trigger.holds(token)), None)
        if found is not None:
            return found
    return None


def _is_subject(cue: Token, hosts: Sequence[Trigger]) -> Trigger | None:
    """ "were shot, while separate clashes killed nine": the happening is what killed them."""
    agent = roles.agent(cue) if cue.pos_ == "VERB" else None
    return next((trigger for trigger in hosts if agent is not None and trigger.head.i == agent.i), None)


def _in_subject(cue: Token, hosts: Sequence[Trigger]) -> Trigger | None:
    agent = roles.agent(cue)
    if agent is None:
        return None
    inside = {token.i for token in agent.subtree}
    return next((trigger for trigger in hosts if trigger.head.i in inside), None)


def _below(top: Token, hosts: Sequence[Trigger]) -> Trigger | None:
    inside = {token.i for token in top.subtree}
    return next((t for t in hosts if t.head.i in inside and not _is_of_setting(t, top)), None)


def _is_of_setting(trigger: Trigger, top: Token) -> bool:
    """ "were killed in Kesra, where the army fights rebels": what is told of the place."""
    for token in (trigger.head, *trigger.head.ancestors):
        if token.i == top.i:
            return False
        if token.dep_ == "advcl" and token.head.i == top.i and _sets_against(token):
            return True
        if token.dep_ == "conj" and token.head.i == top.i and _is_told_again(token, top):
            return True
        if token.dep_ == "acl:relcl" and token.head.i != top.i and _opens_with(token, _WHERE):
            return True
        if token.dep_ == "advcl" and _opens_with(token, _OF_PLACE):
            return True
    return False


def _is_told_again(second: Token, first: Token) -> bool:
    """ "nine were killed in Kesra and two were killed at a rally in Dovrin": each where it was."""
    again = second.lemma_ == first.lemma_ and bool(roles.children(second, "nsubj:pass"))
    return again and any(roles.prepositions(one) & _FALLEN_AT for one in roles.children(first, "obl"))


def _sets_against(clause: Token) -> bool:
    """ ", while shelling killed nine others": what befell others."""
    mark = next((one for one in roles.children(clause, "mark") if one.lower_ in counting_words().turns), None)
    apart = mark is not None and mark.i > clause.sent.start and mark.nbor(-1).text == ","
    return apart and bool(roles.children(clause, "nsubj", "nsubj:pass"))


def _opens_with(clause: Token, words: frozenset[str]) -> bool:
    return clause.doc[clause.left_edge.i].lower_ in words


def _joined(cue: Token, hosts: Sequence[Trigger]) -> Trigger | None:
    """ "killed and wounded in a blast", "were reported missing after a raid": below the verb above."""
    if cue.dep_ == "xcomp":
        around = roles.children(cue.head, "obl", "advcl")
        return next((found for one in around if (found := _below(one, hosts)) is not None), None)
    return _below(cue.head, hosts) if cue.dep_ == "conj" else None


def _before(cue: Token, hosts: Sequence[Trigger]) -> Trigger | None:
    clause = next((token.i for token in reversed(cue.doc[cue.sent.start : cue.i]) if token.text == ";"), -1)
    if clause >= 0 and cue.i - clause <= _SHORT and not _is_set_apart(cue, clause):
        clause = -1
    earlier = [trigger for trigger in hosts if clause < trigger.start < cue.i]
    return earlier[-1] if earlier and not _is_other_killing(cue, earlier[-1]) else None


def _is_other_killing(cue: Token, trigger: Trigger) -> bool:
    """ "said they had killed dozens of rioters; 18 officers were killed": by somebody else."""
    own = trigger.type == "killing" and trigger.is_verb and bool(roles.children(trigger.head, "obj"))
    return own and kills(cue) and any(one.pos_ == "NOUN" for one in roles.children(cue, "nsubj:pass"))


def _in_headline(cue: Token, hosts: Sequence[Trigger]) -> Trigger | None:
    """ "Twelve dead, 26 hurt as twin blasts rock Jalalabad": no verb tells of the dead."""
    return hosts[0] if cue.sent.root.pos_ == "NUM" and len(hosts) == 1 else None


def _is_set_apart(cue: Token, clause: int) -> bool:
    """ "; in Tanzania seven were killed", "; troops killed nine": a place or a doer of its own."""
    own = cue.doc[clause + 1 : cue.sent.end]
    return bool(roles.children(cue, "obj")) or any(token.pos_ == "PROPN" for token in own)


_BESIDE = (_above, _in_subject, _below, _joined)
