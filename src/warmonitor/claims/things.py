"""Objects: what was used, struck, damaged, destroyed or seized."""

from collections.abc import Mapping, Sequence

from warmonitor.claims import roles
from warmonitor.claims.carriers import hit_by
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.noun_phrases import conjuncts, core
from warmonitor.claims.quantities import Quantity
from warmonitor.claims.sentence import Match, Sentence
from warmonitor.claims.triggers import Trigger, is_word, patients
from warmonitor.language import Token
from warmonitor.model import Object
from warmonitor.model.claim import ObjectRole

_DONE: Mapping[str, ObjectRole] = {
    "destruction": "destroyed",
    "seizure": "seized",
    "interception": "destroyed",
    "looting": "seized",
}
_DONE_TO = frozenset({"obj", "nsubj:pass", "conj", "nmod"})
_BY_MEANS = frozenset({"obl", "obl:agent"})
_DAMAGES = frozenset({"damage", "hit"})
_DESTROYS = frozenset({"destroy", "demolish", "raze", "wreck", "flatten"})
_SUFFERED = frozenset({"bombing", "interception", "destruction"})
_STRIKES = frozenset({"attack", "airstrike", "drone_strike", "shelling", "bombing", "offensive"})


def find_objects(
    trigger: Trigger,
    sentence: Sentence,
    lexicon: Lexicon,
    counts: Mapping[int, Quantity],
    triggers: Sequence[Trigger],
) -> tuple[Object, ...]:
    """The things around a trigger with their roles."""
    others = {other.head.i for other in triggers if other is not trigger}
    found: dict[tuple[int, int], Object] = {}
    for top in _near(trigger, others):
        fires = lexicon.platforms if _fires(trigger, top) else frozenset()
        for head in conjuncts(top):
            match = _longer(sentence, lexicon, head) or sentence.ending_at(lexicon.kinds, head)
            # "missiles struck" are words that tell, and a thing.
            told = trigger.holds(head) and head.dep_ != "nsubj"
            if match is None or head.i in others or told or _is_limb(head, top):
                continue
            kind = match.labels[0]
            role = _role(trigger, top, weapon=kind in lexicon.weapons | fires)
            if role is None:
                continue
            start, end = core(head)
            span = sentence.offsets(start, end)
            found.setdefault(
                span,
                Object(
                    role=role,
                    kind=kind,
                    text=sentence.words(start, end),
                    span=span,
                    count=_count(head, counts),
                ),
            )
    return tuple(found.values())


def _longer(sentence: Sentence, lexicon: Lexicon, head: Token) -> Match | None:
    """ "a lorry packed with explosives": more than a lorry."""
    return next((match for match in sentence.match_at(lexicon.kinds, head.i) if match.end > head.i + 1), None)


def _fires(trigger: Trigger, top: Token) -> bool:
    """ "Tanks shelled the town", "was strafed by a helicopter"; a truck that hit a mine fires nothing."""
    doer = roles.agent(trigger.head) if trigger.is_verb and patients(trigger) else None
    by = top.dep_ == "obl:agent" and trigger.type != "bombing"
    return by or (doer is not None and doer.i == top.i and trigger.type not in _SUFFERED)


def _is_limb(head: Token, top: Token) -> bool:
    """ "shot in the legs and arms"."""
    return head.lemma_ == "arm" and "in" in roles.prepositions(top)


def _near(trigger: Trigger, others: set[int]) -> list[Token]:
    """Noun phrases of the trigger's clause, and of clauses that say what it did."""
    near = list(patients(trigger))
    near += [
        means
        for struck in near
        for means in roles.children(struck, "nmod")
        if roles.prepositions(means) & {"with", "by"}
    ]
    subject = roles.agent(trigger.head) if trigger.is_verb else None
    if subject is not None:
        near.append(subject)
    near += hit_by(trigger) if trigger.head.head.i not in others else []
    near += roles.children(trigger.head, "obl", "nmod", "obl:agent", "compound", "obl:with")
    for clause in roles.children(trigger.head, "advcl", "conj", "xcomp"):
        if clause.i not in others and is_word(clause, _DESTROYS | _DAMAGES):
            near += roles.objects(clause)
    return near


def _role(trigger: Trigger, top: Token, *, weapon: bool) -> ObjectRole | None:
    """What became of the things that a noun phrase names; `top` is its first noun, which stands for all."""
    if is_word(top.head, _DESTROYS) and not (weapon and top.dep_ in _BY_MEANS | {"nsubj"}):
        return "destroyed"
    if top.head.lemma_.lower() == "damage":
        return "damaged"
    if trigger.type in _DONE and (top.dep_ in _DONE_TO or _is_left_so(trigger, top, weapon=weapon)):
        return _DONE[trigger.type]
    if weapon:
        return "weapon" if trigger.type in _STRIKES or top.dep_ in _BY_MEANS else "used"
    if trigger.type in _STRIKES:
        return "struck"
    return None


def _is_left_so(trigger: Trigger, top: Token, *, weapon: bool) -> bool:
    """ "The school lies in ruins", "made off with a howitzer"."""
    if top.dep_ == "nsubj":
        return trigger.type == "destruction" and not weapon and not patients(trigger)
    marks = roles.children(top, "case")
    return trigger.is_verb and top.dep_ == "obl" and any(trigger.holds(mark) for mark in marks)


def _count(head: Token, counts: Mapping[int, Quantity]) -> int | None:
    quantity = counts.get(head.i)
    if quantity is not None:
        return quantity.low if quantity.low == quantity.high else None
    return (
        1
        if any(
            child.lower_ in {"a", "an", "one"} and child.dep_ in {"det", "nummod"} for child in head.children
        )
        else None
    )
