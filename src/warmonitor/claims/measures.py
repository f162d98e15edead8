"""Figures that a happening's own words count: towns taken, soldiers sent, tanks destroyed."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import UNSET

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words
from warmonitor.claims.measure_rules import MeasureRule, rules_for
from warmonitor.claims.measured_parts import Measured, with_parts
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import conjuncts
from warmonitor.claims.numbered import Numbered
from warmonitor.claims.phrase_index import PhraseIndex
from warmonitor.claims.quantities import Quantity, number_at
from warmonitor.claims.sentence import Match
from warmonitor.claims.setting import setting_words
from warmonitor.claims.totals import is_running_total
from warmonitor.claims.triggers import Trigger, patients
from warmonitor.language import Token
from warmonitor.model import Figure
from warmonitor.ontology import load_ontology, read_yaml


def measured(
    trigger: Trigger,
    triggers: Sequence[Trigger],
    nouns: Nouns,
    counts: Mapping[int, Numbered],
    told: Sequence[Figure],
) -> tuple[Figure, ...]:
    """The figures that the trigger's own words count; a measure that is `told` already is not told again."""
    # "12 were flown out, bringing to 95 the number evacuated": a running total is not this one's.
    known = {figure.measure for figure in told if figure.cumulative is not True}
    counted = {(figure.measure, figure.low, figure.high) for figure in told}
    # "Neutralised" may be dead or caught: casualties that are not told apart are not the dead too.
    known |= {"killed"} if "other" in known else set()
    found = [
        figure
        for rule in rules_for(trigger)
        if rule.measure not in known
        for figure in _figures(rule, _heads(trigger, rule.of, nouns, counts), nouns, counts, trigger.head)
        if (rule.measure, figure.figure.low, figure.figure.high) not in counted
    ]
    lexicon = nouns.lexicon
    doing = lexicon.hosts - set(lexicon.alone.values()) | lexicon.other_hosts
    if trigger.type in _TAKING or (not found and trigger.type in doing):
        found += _deeds(trigger, triggers, nouns, counts)
    return with_parts(found, [one.phrase for one in counts.values()], nouns, len(told))


@cache
def _verbs_of_deeds() -> PhraseIndex:
    """Verbs that say what was done to things, each with its measure."""
    deeds = read_yaml("warmonitor.claims.rules", "deeds.yaml", dict[str, tuple[str, ...]])
    return PhraseIndex((verb, measure) for measure, verbs in deeds.items() for verb in verbs)


def _deeds(
    trigger: Trigger, triggers: Sequence[Trigger], nouns: Nouns, counts: Mapping[int, Numbered]
) -> Iterator[Measured]:
    """Things that the verbs of a happening's clause count: "struck the depot, destroying four tanks"."""
    others = {other.head.i for other in triggers if other is not trigger}
    for verb in _verbs_of(trigger):
        if verb.i in others or verb.pos_ != "VERB":
            continue
        match = next(iter(nouns.sentence.loosely_at(_verbs_of_deeds(), verb.i)), None)
        if match is not None:
            meant = [_meant(head) for head in (*roles.objects(verb), *_within(match, verb))]
            heads = [head if head.i in counts else nouns.antecedent(head) for head in meant]
            rule = MeasureRule(trigger.type, "patient", "objects", match.labels[0])
            yield from _figures(rule, heads, nouns, counts, verb)


def _within(match: Match, verb: Token) -> list[Token]:
    """ "set fire to a dozen houses": what the last word of the phrase governs."""
    beside = roles.children(verb, "obl")
    return [one for one in beside if any(c.dep_ == "case" and verb.i < c.i < match.end for c in one.children)]


def _verbs_of(trigger: Trigger) -> list[Token]:
    """The verbs of a happening: its own or the one it hangs on, and those that tell its effects."""
    top: Token = trigger.head
    if not trigger.is_verb:
        top = next((above for above in trigger.head.ancestors if above.pos_ == "VERB"), trigger.head)
    # "killed nine, residents said, and set fire to the mill"
    said = roles.children(top.head, "conj") if top.dep_ == "ccomp" and top.i < top.head.i else []
    joined = [verb for verb in roles.children(top, "conj") if verb.pos_ == "VERB"]
    below = [after for verb in joined for after in roles.children(verb, "conj")]
    return [
        top,
        *roles.children(top, "advcl", "conj", "xcomp"),
        *below,
        *said,
        *roles.children(trigger.head, "acl"),
    ]


def _heads(trigger: Trigger, of: str, nouns: Nouns, counts: Mapping[int, Numbered]) -> list[Token]:
    if of == "patient":
        within = (token for token in _objects_within(trigger) if token.i in counts)
        heads = [_meant(head) for head in (*within, *patients(trigger))]
        told = {at for at, one in counts.items() if one.noun is not None}
        heads = [head if head.i in told else nouns.antecedent(head) for head in heads]
        return (
            heads if told.intersection(head.i for head in heads) else heads + _right_behind(trigger, counts)
        )
    if of == "beneficiary":
        beside = (
            child
            for token in trigger.head.doc[trigger.start : trigger.end]
            # "reached the camp, enough for 9,000 people"
            for above in (token, *roles.children(token, "advmod", "nsubj", "obj", "conj"))
            for child in roles.children(above, "obl", "nmod")
        )
        return [child for child in beside if roles.prepositions(child) & _GIVEN_TO]
    agent = roles.agent(trigger.head) if trigger.is_verb else _named_after(trigger)
    if trigger.type in _GATHERINGS and _is_aim_of_harm(trigger.head):
        return []
    return [nouns.antecedent(agent)] if agent is not None else []


def _is_aim_of_harm(verb: Token) -> bool:
    """ "Nine were hurt at a rally to protest against the war": they are not told to be all who did."""
    return verb.dep_ == "advcl" and verb.tag_ == "VB" and roles.is_passive(verb.head)


def _right_behind(trigger: Trigger, counts: Mapping[int, Numbered]) -> list[Token]:
    """ "shot down 11 of 14 drones": what stands right behind an active verb, whatever the parse says."""
    if not trigger.is_verb or roles.is_passive(trigger.head):
        return []
    nouns = (one.noun for one in counts.values() if one.quantity.start == trigger.end)
    return [noun for noun in nouns if noun is not None][:1]


def _named_after(trigger: Trigger) -> Token | None:
    """ "A march by 5,000 people": whatever the parse hangs them on."""
    doc, end = trigger.head.doc, trigger.end
    marks = (word for word in doc[end - 1 : end + 1] if word.lower_ == "by" and word.dep_ == "case")
    return next((mark.head for mark in marks), roles.by_agent(trigger.head))


def _objects_within(trigger: Trigger) -> Iterator[Token]:
    """ "exchanged 215 prisoners", "exchange of 215 prisoners": it may be one of the words that tell it."""
    for token in trigger.head.doc[trigger.start : trigger.end]:
        if token.dep_ in {"obj", "nsubj:pass", "nmod"} and token.i != trigger.head.i:
            yield token


def _meant(head: Token) -> Token:
    """ "fired more than a dozen missiles", "took a woman hostage": the parse may take the bound of a number,
    or what people are made, for what is counted.
    """
    if head.lower_ in counting_words().captive:
        return next(iter(roles.children(head, "compound", "nsubj", "obj")), head)
    than = (child for child in roles.children(head, "obl", "nmod") if "than" in roles.prepositions(child))
    return next(than, head) if head.lower_ in _COMPARED else head


def _figures(
    rule: MeasureRule, heads: Sequence[Token], nouns: Nouns, counts: Mapping[int, Numbered], cue: Token
) -> Iterator[Measured]:
    told: set[int] = set()
    for head in heads:
        for run in _runs(_counted(head, counts), counts):
            first = counts[run[0].i]
            alone = rule.of != "agent" and rule.measure in _DONE_TO_ONE
            # "Took nine drivers hostage": both words are what was taken, under one number.
            if first.quantity.start in told or (_is_single(first.quantity) and not alone):
                continue
            told.add(first.quantity.start)
            wrecked = rule.measure in _WRECKED
            groups = {_group(noun, rule.counts, nouns, counts, wrecked=wrecked) for noun in run}
            if rule.type == "airstrike" and groups == {"bomb"}:
                groups = {"air_bomb"}
            if None in groups:
                continue
            group = groups.pop() if len(groups) == 1 else _WHOLES[rule.counts]
            quantity = _of_all(cue, first, run[0], nouns) or first.quantity
            running = is_running_total(nouns.sentence, cue, quantity.end)
            figure = Figure(
                measure=rule.measure,
                low=quantity.low,
                high=quantity.high,
                group=str(group),
                text=nouns.sentence.words(quantity.start, max(quantity.end, run[-1].i + 1)),
                approx=True if quantity.approx else UNSET,
                cumulative=True if running else UNSET,
            )
            yield Measured(figure, quantity.start, max(quantity.end, run[-1].i + 1), rule.counts == "people")


_WHOLES = {"people": "people", "places": "place", "objects": "object"}
_GIVEN_TO = frozenset({"to", "for"})
# "Captured 15 soldiers and two tanks": who takes people takes things with them.
_TAKING = frozenset({"abduction", "detention"})
_GATHERINGS = frozenset({"protest", "riot"})
_DONE_TO = frozenset({"obj", "conj", "nsubj:pass"})
_WRECKED = frozenset({"objects_destroyed", "objects_damaged"})
_COMPARED = frozenset({"more", "fewer", "less"})
# What one person suffers counts one; who goes or comes alone does not.
_DONE_TO_ONE = frozenset({"killed", "abducted", "detained", "released", "tortured", "sexually_assaulted"})


def _of_all(cue: Token, one: Numbered, noun: Token, nouns: Nouns) -> Quantity | None:
    """ "Freed 11 of the 12 observers they had seized": the 12 were seized, of whom the 11 are."""
    if cue.dep_ != "acl:relcl" or cue.head.i != noun.i:
        return None
    between = (token for token in noun.doc[one.quantity.end : noun.i] if token.pos_ == "NUM")
    base = next(between, None)
    return None if base is None else number_at(nouns.sentence, base.i, load_ontology().numbers)


def _is_single(quantity: Quantity) -> bool:
    return quantity.low == quantity.high == 1


def _counted(head: Token, counts: Mapping[int, Numbered]) -> list[Token]:
    """The words under one relation that may be counted: "a barrage of 60 missiles", "throats of three"."""
    if head.i in counts and not _is_single(counts[head.i].quantity):
        return conjuncts(head)
    held = [child for child in roles.children(head, "nmod") if "of" in roles.prepositions(child)]
    return conjuncts(held[0]) if held and held[0].i in counts else conjuncts(head)


def _runs(joined: Sequence[Token], counts: Mapping[int, Numbered]) -> list[list[Token]]:
    """Nouns under one number: "50 towns and villages" is one run, "100 outposts and four towns" are two."""
    runs: list[list[Token]] = []
    for noun in joined:
        if noun.i in counts:
            runs.append([noun])
        elif runs and not roles.children(noun, "det"):
            runs[-1].append(noun)
    return runs


def _group(
    noun: Token, what: str, nouns: Nouns, counts: Mapping[int, Numbered], *, wrecked: bool
) -> str | None:
    """The group of the ontology that a counted noun names; None when it is nothing of the kind. What is
    `wrecked` is a thing, whatever it is.
    """
    one = counts.get(noun.i)
    if what == "people" and one is not None and one.group is not None:
        return one.group
    counted = one.noun if one is not None else noun
    if counted is None:
        return None
    if what == "places":
        return setting_words().counted.get(counted.lemma_.lower())
    lexicon = nouns.lexicon
    if what == "objects":
        # "of 158 missiles and drones, 114": of both.
        meant = [counted, *(other for other in conjuncts(counted) if _is_under_same(other, counts))]
        kinds = {_kind(one, nouns) or setting_words().counted.get(one.lemma_.lower()) for one in meant} - {
            None
        }
        plain = wrecked and counted.dep_ in _DONE_TO and counted.tag_ == "NNS" and not nouns.classes(counted)
        return _WHOLES[what] if len(kinds) > 1 or (plain and not kinds) else next(iter(kinds), None)
    match = nouns.sentence.ending_at(lexicon.groups, counted)
    if match is not None:
        return match.labels[0]
    return "people" if "person" in nouns.classes(counted) else None


def _is_under_same(noun: Token, counts: Mapping[int, Numbered]) -> bool:
    """Not "a howitzer" in "five tanks and a howitzer"."""
    return noun.i not in counts and not roles.children(noun, "det")


def _kind(noun: Token, nouns: Nouns) -> str | None:
    match = nouns.sentence.ending_at(nouns.lexicon.kinds, noun)
    return match.labels[0] if match is not None else None
