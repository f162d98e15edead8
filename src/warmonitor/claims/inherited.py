"""What a bare number counts: what the numbers around it count."""

from collections.abc import Sequence
from dataclasses import replace

from warmonitor.claims.counted import Counted
from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.phrases import Phrase
from warmonitor.claims.sentence import Sentence

_ARMED = frozenset({"soldier", "combatant", "police"})
_HARMS = frozenset({"killed", "injured", "other", "missing"})
_SEXES = frozenset({"man", "woman", "boy", "girl"})


def inherited(sentence: Sentence, phrases: Sequence[Phrase], nth: int, found: Sequence[Counted]) -> Phrase:
    """The nth phrase with the group that the words around give it: "nine soldiers were killed and six
    wounded", "killed a major and two of his men", "killed 75 and wounded 12 rebels".
    """
    phrase = phrases[nth]
    if phrase.group == "man" and found and found[-1].figure.group in _ARMED and _is_theirs(phrase):
        return replace(phrase, group=found[-1].figure.group)
    if phrase.sort != "bare" or _follows_part(sentence, phrase):
        return phrase
    wholes = [one.figure for one in found if one.figure.part_of is None]
    if wholes:
        last = wholes[-1]
        if last.measure not in _HARMS and _turns(sentence, found[-1].end, phrase.start):
            return phrase
        alone = last.high == 1 and last.group in _SEXES and phrase.quantity.high != 1
        told_all = text(sentence, found[-1].end, found[-1].end + 2) == ", all"
        return phrase if alone or told_all else replace(phrase, group=last.group)
    group = _told_before(sentence, phrase, phrases[:nth]) or _told_after(sentence, phrase, phrases[nth + 1 :])
    return phrase if group is None else replace(phrase, group=group)


def _turns(sentence: Sentence, start: int, end: int) -> bool:
    """ "flew out 90 refugees while three planes were shot down, with 12 dead": others."""
    return any(
        token.text == ";" or token.lower_ in counting_words().turns for token in sentence.doc[start:end]
    )


def _told_before(sentence: Sentence, phrase: Phrase, before: Sequence[Phrase]) -> str | None:
    people = next((one for one in reversed(before) if one.sort == "people"), None)
    of_them = text(sentence, phrase.quantity.end, phrase.quantity.end + 2) in counting_words().parts_after
    if people is None or people.noun is None or _turns(sentence, people.end, phrase.start):
        return None
    if not (of_them or people.noun.dep_ in {"obj", "obl", "nmod"}):
        return None
    within = (phrase.quantity.low or 0) <= (people.quantity.low or 0)
    return people.group if within else None


def _told_after(sentence: Sentence, phrase: Phrase, after: Sequence[Phrase]) -> str | None:
    """ "killed 75 and wounded 12 rebels": the noun of the second number is the first's too."""
    if not after or after[0].sort != "people" or after[0].quantity.high == 1:
        return None
    between = sentence.doc[phrase.end : after[0].start]
    if text(sentence, phrase.end, after[0].start) in counting_words().out_of:
        return after[0].group  # "18 of the 35 men captured there"
    joined = len(between) == 2 and between[0].lower_ == "and" and between[1].pos_ == "VERB"
    return after[0].group if joined else None


def _is_theirs(phrase: Phrase) -> bool:
    """ "A major and two of his men"; not "killed 312 rebels for the loss of 27 of its own men"."""
    whose = phrase.noun.children if phrase.noun is not None else ()
    return any(child.tag_ == "PRP$" for child in whose) and all(child.lower_ != "own" for child in whose)


def _follows_part(sentence: Sentence, phrase: Phrase) -> bool:
    """ "three clerics among the 18 dead": the number is of all, not of clerics."""
    return "among" in text(sentence, phrase.start - 2, phrase.start).split()
