"""One happening, one trigger: which of the words that tell of happenings are taken in by others."""

from warmonitor.claims import asides, roles
from warmonitor.claims.governors import verb_forms
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.restated import without_restated
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import forms
from warmonitor.claims.triggers import Trigger
from warmonitor.language import Token

_COMPLEMENTS = frozenset({"obj", "nsubj:pass", "obl", "nsubj", "nsubj:outer"})
# "gather to protest", "fired, hitting": one happening in two verbs.
_CLAUSES = frozenset({"advcl", "xcomp"})
# "noted that it was a turning point": one judgement in two verbs.
_SAID = frozenset({"ccomp", "parataxis"})
# What a crowd demands is part of its protest: "marched to demand …", "rallied, calling for …".
_PURPOSES = frozenset({"advcl", "xcomp", "acl", "conj"})
_APART = frozenset({"advcl", "acl:relcl", "parataxis"})
# What these tell takes in the happenings that they govern.
_ABSORBS = {
    "repelled": frozenset({"attack", "offensive", "entry", "clash", "capture"}),
    "violation": frozenset({"agreement", "sanction"}),
    "talks": frozenset({"agreement"}),
    "agreement": frozenset({"agreement", "clash"}),
    "destruction": frozenset({"destruction"}),
    "offensive": frozenset({"capture"}),
    "release": frozenset({"detention", "abduction", "control"}),
}
# What these tell takes in nouns only: "banned the sale of arms", "sold a million artillery rounds".
_ABSORBS_NOUNS = {
    "sanction": frozenset({"sanction", "support"}),
    "support": frozenset({"bombing", "shelling"}),
}
# Weapons found or stopped have done nothing.
_OF_ARMS = frozenset({"seizure", "interception"})
_ENDS = frozenset({"repelled", "interception"})
# Of these each object makes another claim: "imposed a curfew and closed the borders".
_EACH_ITS_OWN = frozenset({"restriction", "riot"})
_FIGHTING = frozenset({"attack", "airstrike", "drone_strike", "shelling", "bombing", "chemical_attack"})
# "lost nine men in the battle for the pass", whatever the parse hangs the pass on.
_FOUGHT_OVER = frozenset({"for", "over"})
_GATHERED = frozenset({"deployment", "talks", "displacement"})
_TAKING = frozenset({"capture", "detention", "abduction", "seizure"})
_GIVEN = frozenset({"support", "aid"})
# "the release of all prisoners": who goes free is told by what peace would call a thing.
_OF_WHOM = frozenset({"release", "evacuation", "displacement", "return"})
_SPOKEN = frozenset({"accusation", "denial", "demand", "condemnation", "responsibility", "threat"})
_TO_WHOM = frozenset({"to", "for", "into"})
_BY_WHOM = frozenset({"from", "by"})
# "captured him after shooting down his jet": two deeds.
_EARLIER = frozenset({"after", "before", "since", "until"})
# What a happening stirs up is not what it hit: "the raid drew condemnation".
_TARGETING = frozenset({"on", "against", "at", "near", "in", "between"})


def settled(triggers: list[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """Leaves out fallbacks beside firmer words, and what another trigger takes in."""
    firm = any(
        t.type in lexicon.hosts | _OF_ARMS and not t.rule.fallback and not _is_mention(t) for t in triggers
    )
    kept = [
        one for one in triggers if not (firm and one.rule.fallback) or _is_joined_to_taking(one, triggers)
    ]
    kept = [trigger for trigger in kept if not any(_takes_in(other, trigger) for other in kept)]
    return without_restated(kept, lexicon)


def _is_joined_to_taking(deed: Trigger, triggers: list[Trigger]) -> bool:
    """ "destroyed four tanks and took 80 prisoners": two deeds, each with what it was done to."""
    verbs = [t.head for t in triggers if t.is_verb and t.type in _TAKING]
    pairs = (sorted((deed.head, verb), key=lambda word: word.i) for verb in verbs if deed.is_verb)
    return any(
        second.dep_ == "conj"
        and second.head.i == first.i
        and all(roles.children(verb, "obj") for verb in (first, second))
        for first, second in pairs
    )


def _is_mention(trigger: Trigger) -> bool:
    """ "destroyed in the fighting": an event noun in passing, of which nothing is told."""
    if trigger.is_verb or trigger.head.dep_ not in {"obl", "nmod"}:
        return False
    if trigger.end < len(trigger.head.doc) and trigger.head.doc[trigger.end].lower_ in _FOUGHT_OVER:
        return False
    return all(child.dep_ in {"det", "case", "amod", "punct"} for child in trigger.head.children)


def _takes_in(outer: Trigger, inner: Trigger) -> bool:
    if outer is inner or (_counts_its_own(outer) and _counts_its_own(inner)):
        return False
    if outer.type == inner.type and outer.is_verb and not inner.is_verb:
        noun = inner.head
        while noun.dep_ in {"conj", "compound", "amod"} and noun.head.pos_ in {"NOUN", "PROPN"}:
            noun = noun.head
        return outer.holds(noun.head) and noun.dep_ in _COMPLEMENTS
    if outer.type == inner.type and inner.is_verb and inner.head.head.i == outer.head.i:
        judged = outer.type == "comment" and inner.head.dep_ in _SAID
        return inner.head.dep_ in _CLAUSES or judged or _says_the_same(inner)
    if outer.type == "protest" and inner.type == "demand" and inner.is_verb:
        carrying = outer.head if outer.is_verb else _carrying(outer.head)
        return inner.head.head.i in {outer.head.i, carrying.i} and inner.head.dep_ in _PURPOSES
    told_once = (_is_ended, _is_turned, _is_hit, _is_aim, _is_barred, _is_ordered, _is_tried)
    if any(holds(outer, inner) for holds in told_once):
        return True
    within = _ABSORBS.get(outer.type, frozenset())
    if outer.is_verb and not inner.is_verb:
        within = within | _ABSORBS_NOUNS.get(outer.type, frozenset())
    absorbed = inner.type in within and _is_in_clause_of(outer, inner.head)
    return absorbed and not (outer.type == "release" and _tells_of_its_own(inner))


def _counts_its_own(trigger: Trigger) -> bool:
    """ "has sent 3,000 soldiers and plans to send another 7,000": two numbers are two deeds."""
    objects = roles.children(trigger.head, "obj") if trigger.is_verb else []
    return any(roles.children(one, "nummod") and not trigger.holds(one) for one in objects)


def _carrying(noun: Token) -> Token:
    """ "launched a wave of protests": the verb that carries an event noun."""
    while noun.dep_ in {"nmod", "conj"} and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun.head


def _says_the_same(trigger: Trigger) -> bool:
    """ "gave up and laid down their arms", "was kicked and beaten": the same deed in another verb, of the
    same people in the same place.
    """
    if trigger.head.dep_ != "conj":
        return False
    own = roles.children(trigger.head, "obj", "obl", "nsubj", "nsubj:pass")
    if trigger.type in _EACH_ITS_OWN and any(trigger.holds(word) for word in own):
        return False
    return all(trigger.holds(word) or word.pos_ == "PRON" for word in own)


def _is_turned(outer: Trigger, inner: Trigger) -> bool:
    """ "The protest turned violent": a riot."""
    if outer.type != "riot" or inner.type != "protest" or inner.is_verb:
        return False
    return inner.head.dep_ == "nsubj" and inner.head.head.i == outer.head.i


def _is_aim(outer: Trigger, inner: Trigger) -> bool:
    """ "a campaign to flush them out"."""
    aim = inner.head.dep_ == "acl" and inner.head.tag_ == "VB"
    return aim and outer.type == inner.type and outer.holds(inner.head.head)


def _is_barred(outer: Trigger, inner: Trigger) -> bool:
    """ "barred reporters from entering the town": nobody entered; "outlawed rallies": none was held."""
    if outer.type != "restriction" or inner.head.head.i != outer.head.i:
        return False
    entered = inner.type == "entry" and inner.head.tag_ == "VBG"
    return entered or (inner.type == "protest" and not inner.is_verb and inner.head.dep_ == "obj")


def _is_ordered(outer: Trigger, inner: Trigger) -> bool:
    """ "ordered the army to retake the town": the retaking."""
    ordered = inner.type == "deployment" and inner.is_verb
    return ordered and outer.head.dep_ in {"xcomp", "ccomp"} and outer.head.head.i == inner.head.i


def _is_tried(outer: Trigger, inner: Trigger) -> bool:
    """ "An attempt to free the hostages failed": the freeing."""
    tried = outer.head.head
    below = outer.head.dep_ == "acl" and tried.dep_ == "nsubj" and tried.head.i == inner.head.i
    return inner.type == "repelled" and below


def _is_hit(outer: Trigger, inner: Trigger) -> bool:
    """ "ambushed a military convoy", "fired at a meeting": what was attacked, and nothing told of it."""
    if inner.type not in _GATHERED or inner.is_verb or not outer.is_verb or outer.type not in _FIGHTING:
        return False
    return inner.head.dep_ in _COMPLEMENTS and outer.holds(inner.head.head)


def _tells_of_its_own(trigger: Trigger) -> bool:
    """ "freed two men seized near Gao in May": where, when or by whom those who go free were taken."""
    told = trigger.type == "abduction" and trigger.is_verb and trigger.head.dep_ in {"acl", "acl:relcl"}
    return told and bool(roles.children(trigger.head, "obl", "obl:agent", "obl:unmarked"))


def _is_in_clause_of(outer: Trigger, token: Token) -> bool:
    """Whether a trigger governs a word without a clause of its own between them."""
    while token.dep_ not in _APART and token.head.i != token.i:
        token = token.head
        if outer.holds(token):
            return True
    return False


def _is_ended(outer: Trigger, inner: Trigger) -> bool:
    """The attack of "repels an attack" has no doer of its own; "attacked but were repulsed" is one."""
    if outer.type not in _ENDS:
        return False
    if inner.is_verb:
        beaten = inner.type in _ABSORBS["repelled"] and outer.head.dep_ == "conj"
        return beaten and outer.type == "repelled" and outer.head.head in (inner.head, inner.head.head)
    plain = inner.head.dep_ in {"obj", "nsubj:pass"} and roles.by_agent(inner.head) is None
    return plain and outer.holds(inner.head.head)


def is_bare(trigger: Trigger, *, who: bool, where: bool, lexicon: Lexicon) -> bool:
    """Words that mention a happening told before claim nothing: "after the attack", not "after a raid"."""
    if _is_kept_from(trigger):
        return True
    if trigger.type == "casualties" or (trigger.type == "torture" and trigger.end - trigger.start > 1):
        return False
    if who or (where and not (trigger.type == "clash" and trigger.head.dep_ in {"obj", "obl"})):
        return False
    if trigger.is_verb or trigger.head.doc[trigger.start].pos_ in {"VERB", "AUX"}:
        return trigger.head.dep_ == "acl" and trigger.head.tag_ == "VBG"
    if _says_more(trigger) or not (asides.is_known(trigger.head) or _is_averted(trigger.head, lexicon)):
        return False
    return not _is_carried(trigger.head, lexicon)


def _is_kept_from(trigger: Trigger) -> bool:
    """ "to avoid clashing"."""
    return trigger.is_verb and trigger.head.dep_ == "xcomp" and trigger.head.head.lemma_ == "avoid"


def _is_carried(noun: Token, lexicon: Lexicon) -> bool:
    """ "there was …", "the attack began", "called it off"; not "fled before the operation began"."""
    above: Token = noun.head
    if any(child.dep_ == "expl" for token in (noun, above) for child in token.children):
        return True
    if any(mark.lower_ in _EARLIER for mark in roles.children(above, "mark")):
        return False
    if "negated" in map(lexicon.governors.get, verb_forms(above)) and not _is_averted(noun, lexicon):
        return noun.dep_ in _COMPLEMENTS
    carriers = lexicon.happen_verbs | lexicon.light_verbs
    return above.pos_ in {"VERB", "AUX"} and not carriers.isdisjoint(forms(above))


def _is_averted(noun: Token, lexicon: Lexicon) -> bool:
    """ "to avoid clashes"; not "foiled a coup attempt", of which it is told that there was one."""
    averting = lexicon.modality["averting"] - lexicon.modality["uncovering"]
    return noun.dep_ == "obj" and not averting.isdisjoint(forms(noun.head))


def _names_other_side(trigger: Trigger) -> bool:
    """ "arms shipments to Kinshasa", "condemnation came from Cairo": who receives it, or whose word it is."""
    marks = _TO_WHOM if trigger.type in _GIVEN else _BY_WHOM
    carried = trigger.head.dep_ == "nsubj" or (trigger.type in _GIVEN and trigger.head.dep_ == "obj")
    above = [trigger.head, *([trigger.head.head] if carried else [])]
    told = (child for word in above for child in roles.children(word, "nmod", "obl"))
    return any(roles.prepositions(child) & marks and not trigger.holds(child) for child in told)


def _says_more(trigger: Trigger) -> bool:
    """Whether an event noun tells its target, its day, or as a subject what it hit."""
    head = trigger.head
    arouses = head.head.lemma_ in role_words().arousing
    if head.dep_ == "nsubj" and roles.children(head.head, "obj") and not arouses:
        return True
    if trigger.type in _GIVEN | _SPOKEN and _names_other_side(trigger):
        return True
    marks = _TARGETING | {"of"} if trigger.type in _OF_WHOM else _TARGETING
    told = (child for child in roles.children(head, "nmod") if not trigger.holds(child))
    return any(roles.prepositions(child) & marks for child in told)
