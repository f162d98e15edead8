"""How far a "no" reaches: to which deed, on whose part, to whom; and whether it tells of the past at all."""

import re
from functools import cache

import msgspec

from warmonitor.incidents import settings
from warmonitor.incidents.one_matter import agents, in_one_sentence, kin
from warmonitor.incidents.origins import Origin
from warmonitor.incidents.wording import common, content, names
from warmonitor.knowledge.registry import Registry
from warmonitor.model import Claim
from warmonitor.ontology import load_ontology, read_yaml

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_GAP = 4
"""So many characters stand between two sentences of one passage."""
_SENTENCE = 160
"""As many have a sentence of the usual length, which may stand between two others."""
_AUXILIARIES = 2
_CLAUSE = 12
_COUNTED = 4
"""So many words before a negator its auxiliary, and its condition; after it whom it counts."""
_HARMED = frozenset({"target", "victim"})
_HURT = frozenset({"killed", "injured"})


class DenialWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of denials.yaml."""

    taking_up: frozenset[str]
    pointing: frozenset[str]
    involvement: frozenset[str]
    negators: frozenset[str]
    to_come: frozenset[str]
    conditions: frozenset[str]
    unnamed: frozenset[str]
    turning: frozenset[str]
    relative: frozenset[str]
    counts: frozenset[str]
    others: frozenset[str]


@cache
def words() -> DenialWords:
    """The packaged words of denials."""
    return read_yaml("warmonitor.incidents", "denials.yaml", DenialWords)


def says_no_more(denial: Claim) -> bool:
    """Whether a denial leaves open what it denies: "denied it", "rejected the accusations"."""
    if denial.about is None:
        return True
    known = words()
    told = [word for word in _words(denial.about.text) if word not in known.pointing]
    again = known.taking_up | settings.words().happening
    return bool(told) and told[0] in known.taking_up and again.issuperset(told)


def is_of_part(denial: Claim) -> bool:
    """Whether somebody denies a part in something: "denied involvement in the attack"."""
    return denial.about is not None and not words().involvement.isdisjoint(_words(denial.about.text))


def is_of_count(denial: Claim) -> bool:
    """Whether somebody denies a number: "disputed the death toll of the raid"."""
    return denial.about is not None and not words().counts.isdisjoint(_words(denial.about.text)[:_COUNTED])


def is_relative(denial: Claim) -> bool:
    """Whether a denial speaks of its own sentence: "…, which the army denies"."""
    speakers = [actor.span[0] - denial.span[0] for actor in denial.actors if actor.role == "agent"]
    before = _words(denial.quote[: min(speakers)])[-_AUXILIARIES:] if speakers else []
    return not words().relative.isdisjoint(before)


def is_unnamed(claim: Claim) -> bool:
    """Whether a claim is the word of a "he" of whom nothing more is known."""
    voice = claim.voices[0]
    return (voice.text or "").lower() in words().unnamed and not (voice.id or voice.name)


def turns(between: str) -> bool:
    """Whether what was told has ended in these words: "the town fell, which the army denies"."""
    return "," in between or ";" in between or not words().turning.isdisjoint(_words(between))


def is_of_the_past(denial: Claim) -> bool:
    """Whether a plain "no" says that something did not happen, and not what will, should or may not."""
    told = _words(denial.quote)
    noes = (at for at, word in enumerate(told) if _negates(word) and not _is_to_come(told, at))
    return any(words().others.isdisjoint(told[at + 1 : at + 2]) for at in noes)


def _is_to_come(told: list[str], at: int) -> bool:
    known = words()
    before = {
        word.removesuffix("n't").removesuffix("n’t") for word in told[max(0, at - _AUXILIARIES) : at + 1]
    }
    conditions = known.conditions.intersection(told[max(0, at - _CLAUSE) : at])
    return told[at + 1 : at + 2] == ["to"] or bool(before & known.to_come) or bool(conditions)


def _negates(word: str) -> bool:
    return word in words().negators or word.endswith(("n't", "n’t"))


def is_beside(one: Claim, other: Claim) -> bool:
    """Whether one report tells both in one sentence, or in two that follow each other.

    Two of one type may have a sentence between them.
    """
    first, last = sorted((one, other), key=lambda claim: claim.span)
    far = _SENTENCE if one.type == other.type else _GAP
    return in_one_sentence(one, other) or (
        one.report == other.report and 0 <= last.span[0] - first.span[1] <= far
    )


def counts_them(denial: Claim, told: Claim) -> bool:
    """Whether "no casualties" speaks of those that are counted: civilians of no soldiers."""
    hurt = [
        one
        for one in told.figures
        if one.measure in _HURT and (one.low or one.high) and one.cumulative is not True
    ]
    nobody = _nobody(denial)
    return any(nobody <= {common(one.group), *content(one.text)} for one in hurt)


def _nobody(denial: Claim) -> frozenset[str]:
    """The groups of people that a "no" names."""
    told = _words(denial.quote)
    behind = (told[at + 1 : at + 1 + _COUNTED] for at, word in enumerate(told) if _negates(word))
    return frozenset(word for each in behind for token in each if (word := common(token)) in _groups())


@cache
def _groups() -> frozenset[str]:
    known = load_ontology().groups.items()
    return frozenset(common(name) for name, group in known if group.unit == "people" and group.parent)


def may_be_one_deed(denial: Claim, told: Claim, denier: Origin, registry: Registry) -> bool:
    """Whether those who did not do it are those who are said to have done it, to the same people."""
    return _same_doers(denial, told, denier, registry) and not _others_harmed(denial, told, registry)


def doers_denied(denial: Claim, denier: Origin) -> frozenset[str]:
    """Of whom it is denied: those it names; else, as of "its planes", those for whom its voice speaks."""
    others = any(text[:1].isupper() for text in _of_role(denial, frozenset({"agent"})))
    return agents(denial) or (frozenset() if others else denier.sides)


def _same_doers(denial: Claim, told: Claim, denier: Origin, registry: Registry) -> bool:
    part = not words().involvement.isdisjoint(_words(denial.quote))
    doers = _of_role(told, frozenset({"agent"}))
    if not doers:
        return not part and (not agents(denial) or is_beside(denial, told))
    if kin(doers_denied(denial, denier), agents(told), registry):
        return True
    said = (
        frozenset((denier.label,)) if part and not agents(denial) else _of_role(denial, frozenset({"agent"}))
    )
    if not any(text[:1].isupper() for text in said):
        return True  # "enemy troops", "its planes" may be anybody's
    return not content(" ".join(said)).isdisjoint(content(" ".join(doers)))


def _others_harmed(denial: Claim, told: Claim, registry: Registry) -> bool:
    """Whether both name to whom it was done, and not the same."""
    first, second = (_of_role(claim, _HARMED) for claim in (denial, told))
    named = [names(f"to {' and to '.join(each)}") for each in (first, second)]
    if not all(named) or not named[0].isdisjoint(named[1]):
        return False
    ids = [
        frozenset(actor.id for actor in claim.actors if actor.role in _HARMED and actor.id)
        for claim in (denial, told)
    ]
    return not kin(ids[0], ids[1], registry)


def _of_role(claim: Claim, roles: frozenset[str]) -> frozenset[str]:
    return frozenset(actor.name or actor.text for actor in claim.actors if actor.role in roles)


def _words(text: str) -> list[str]:
    return [found.lower() for found in _WORD.findall(text)]
