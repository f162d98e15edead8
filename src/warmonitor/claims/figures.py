"""Figures: what a number counts, of whom, and which other figure it is part of."""

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from warmonitor.claims.beside import cue_for
from warmonitor.claims.counted import Counted, figure_of
from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.cues import tells_of_harm, told_measure
from warmonitor.claims.groups import group_of
from warmonitor.claims.inherited import inherited
from warmonitor.claims.joined import (
    is_share,
    with_besides,
    with_exchanged,
    with_joined,
    with_members,
    with_shares,
)
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.losses import side_of_losses
from warmonitor.claims.lots import OF_PEOPLE, is_caught, of_other_lot, part_of
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.parts import whole_of
from warmonitor.claims.phrases import Phrase, counted_phrases
from warmonitor.claims.quantities import quantities
from warmonitor.claims.recounted import recounted
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.shares import (
    are_minors,
    is_of_victims,
    told_share,
    who_it_was,
    who_they_were,
    who_was_said,
)
from warmonitor.claims.sources_counted import speaks
from warmonitor.claims.targets import group_of_target
from warmonitor.claims.totals import is_running_total, is_superseded, total_at
from warmonitor.claims.wholes import with_wholes
from warmonitor.claims.whose_toll import whose_toll
from warmonitor.language import Token
from warmonitor.model import Figure
from warmonitor.ontology import Ontology

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_AT = frozenset({"in", "at", "near"})
_REACH = 7


def casualties(nouns: Nouns, ontology: Ontology, before: Figure | None = None) -> list[Counted]:
    """Figures of people killed, injured, displaced …, in order, parts after their wholes.

    `before` is the figure that the report told last.
    """
    sentence, lexicon = nouns.sentence, nouns.lexicon
    harm = tells_of_harm(sentence, lexicon)
    if not harm and before is None:
        return []
    phrases = _phrases_that_hold(nouns, ontology)
    found = _of_those_before(nouns, phrases, before)
    if found or not harm:
        return found
    shares: set[int] = set()
    for nth, bare in enumerate(phrases):
        if is_share(sentence, bare, next(iter(phrases[nth + 1 :]), None)):
            continue
        phrase = _said_of(nouns, bare) or inherited(sentence, phrases, nth, found)
        whole = None
        if phrase.sort != "thing" and not speaks(sentence, phrase):
            figures = [one.figure for one in found]
            whole = whole_of(sentence, [phrase, *phrases[nth + 1 :]], figures, found[-1].end if found else 0)
        if whole is not None and is_caught(sentence, phrase, lexicon):
            continue
        if whole is not None:
            found.append(
                of_other_lot(nouns, phrase, found[whole]) or part_of(sentence, phrase, found[whole], whole)
            )
            continue
        share = told_share(sentence, phrase)
        if share is not None:
            words = sentence.words(phrase.start, phrase.end)
            of_all = next(
                (i for i, one in enumerate(found) if one.cue.i == share[0].i and i not in shares), None
            )
            shares.add(len(found))
            figure = figure_of(phrase, share[1], words, of_all, running=_is_total(before))
            found.append(Counted(figure, share[0], phrase.start, phrase.end, phrase.noun))
            continue
        one = _beside_its_cue(nouns, phrase, found, before) or recounted(sentence, phrase, found)
        if one is not None:
            found.append(one)
    found += with_exchanged(sentence, phrases, found)
    found += with_besides(sentence, phrases, found)
    found += with_members(sentence, phrases, found)
    found += with_shares(nouns, phrases, found)
    return with_wholes(sentence, _in_order([*found, *with_joined(sentence, phrases, found)]))


def _beside_its_cue(
    nouns: Nouns, phrase: Phrase, found: Sequence[Counted], before: Figure | None
) -> Counted | None:
    """The figure of a phrase beside the word that says what happened to the counted."""
    sentence, lexicon = nouns.sentence, nouns.lexicon
    taken = {i for one in found for i in range(one.start, one.end)}
    shared = _shared_fate(sentence, phrase, found)
    cue = shared or cue_for(sentence, phrase, lexicon, taken)
    if cue is None:
        return None
    taken_up = _taken_up(phrase, cue, found[-1].figure if found else before, sentence, lexicon)
    if taken_up is None:
        return None
    phrase, measure = taken_up
    if text(sentence, phrase.end, phrase.end + 2) in counting_words().hurt_after:
        measure = "injured"
    told = shared is not None or total_at(sentence, phrase.start, phrase.end, lexicon) == cue
    if not told and not _plausible(sentence, phrase, cue, measure):
        return None
    running = is_running_total(sentence, cue, phrase.end, before=_is_total(before))
    words = sentence.words(phrase.start, phrase.end)
    side = side_of_losses(nouns, phrase, cue) or whose_toll(sentence, phrase, cue, lexicon)
    if side is None and phrase.sort == "bare" and phrase.group == "people" and not found:
        side = group_of_target(nouns, cue)
    own = phrase if side is None else replace(phrase, group=side)
    return Counted(
        figure_of(own, measure, words, running=running), cue, phrase.start, phrase.end, phrase.noun
    )


def _is_total(figure: Figure | None) -> bool:
    return figure is not None and figure.cumulative is True


def _phrases_that_hold(nouns: Nouns, ontology: Ontology) -> list[Phrase]:
    """The counted phrases of a sentence without "both tolls" and those that another of them has replaced."""
    counted = counted_phrases(nouns, ontology, quantities(nouns.sentence, ontology.numbers))
    phrases = [one for one in counted if one.noun is None or one.noun.lemma_ not in counting_words().tallies]
    if len(phrases) < 2:
        return phrases
    return [one for one in phrases if not is_superseded(nouns.sentence, one.start, one.end)]


def _of_those_before(nouns: Nouns, phrases: Sequence[Phrase], before: Figure | None) -> list[Counted]:
    """ "Nine of them were children." """
    sentence = nouns.sentence
    share = who_they_were(sentence, phrases)
    told = before.measure if before is not None else None
    measure = (share.measure or told) if share is not None else None
    group = group_of(share.who, nouns) if share is not None else None
    if share is None or measure is None or group is None:
        return []
    phrase = replace(share.phrase, group=group, end=share.who.i + 1)
    words = sentence.words(phrase.start, phrase.end)
    figure = figure_of(phrase, measure, words, running=_is_total(before))
    whole = Counted(figure, share.who, phrase.start, phrase.end, share.who, of_before=True)
    found = [whole]
    for nth, one in enumerate(phrases[1:], start=1):
        bare = _said_of(nouns, one) if one.sort == "bare" else None
        if bare is not None:
            # "Seven of them were children, and two were women."
            own = figure_of(bare, measure, sentence.words(one.start, one.end), running=_is_total(before))
            found.append(Counted(own, share.who, one.start, one.end, None, of_before=True))
        elif whole_of(sentence, phrases[nth:], [each.figure for each in found], found[-1].end) == 0:
            found.append(part_of(sentence, one, whole, 0))
        else:
            break
    return found


def _shared_fate(sentence: Sentence, phrase: Phrase, found: Sequence[Counted]) -> Token | None:
    """ "two officers were killed along with dozens of soldiers", "the lives of five rebels and a soldier"."""
    if found and phrase.sort in {"bare", "others"} and _is_elsewhere(sentence, phrase, found[-1]):
        return found[-1].cue
    hurt = text(sentence, phrase.end, phrase.end + 2) in counting_words().hurt_after
    if found and hurt and phrase.sort in {"bare", "people"}:
        return found[-1].cue
    if not found or phrase.sort != "people":
        return None
    last, before = found[-1], text(sentence, phrase.start - 3, phrase.start)
    freed = last.figure.measure == "released" and before.endswith(counting_words().in_exchange)
    if freed or before.endswith(counting_words().along):
        return last.cue
    joined = text(sentence, last.end, phrase.start) == "and" and last.start > last.cue.i
    acts = phrase.end < sentence.span.end and sentence.doc[phrase.end].pos_ in {"VERB", "AUX"}
    return last.cue if joined and not acts and phrase.noun is not None and last.noun is not None else None


def _is_elsewhere(sentence: Sentence, phrase: Phrase, last: Counted) -> bool:
    """ "killed two people in Kesra and 15 in Torvik", "two were killed in Kesra and 15 more in Torvik"."""
    told = max(last.end, last.cue.i + 1 if last.cue.i < phrase.start else 0)
    between = text(sentence, told, phrase.start).split()
    end = phrase.end + (text(sentence, phrase.end, phrase.end + 1) in counting_words().others)
    after = text(sentence, end, end + 1)
    return 2 < len(between) <= _REACH and between[0] in _AT and between[-1] in {"and", ","} and after in _AT


def _in_order(found: Sequence[Counted]) -> list[Counted]:
    """The figures as they stand in the sentence, each still part of its whole."""
    order = sorted(range(len(found)), key=lambda nth: (found[nth].start, nth))
    place = {old: new for new, old in enumerate(order)}
    return [
        one
        if one.figure.part_of is None
        else replace(one, figure=structs.replace(one.figure, part_of=place[one.figure.part_of]))
        for one in (found[nth] for nth in order)
    ]


def _said_of(nouns: Nouns, phrase: Phrase) -> Phrase | None:
    """ "17 were women": a bare number with the group of those it is said to be of."""
    if are_minors(nouns.sentence, phrase):
        return replace(phrase, group="child", sort="people")
    who = who_it_was(nouns.sentence, phrase)
    if who is None and phrase.sort == "bare" and text(nouns.sentence, phrase.end, phrase.end + 1) == "of":
        who = who_was_said(nouns.sentence, phrase)
    group = group_of(who, nouns) if who is not None else None
    return None if group is None else replace(phrase, group=group, sort="people")


def _taken_up(
    phrase: Phrase, cue: Token, before: Figure | None, sentence: Sentence, lexicon: Lexicon
) -> tuple[Phrase, str] | None:
    """ "50 towns fell; the agency put the figure at about 70": what a bare total counts was told before.

    None where it was not: "bringing the total to 9,000".
    """
    bare = cue.lemma_.lower() in counting_words().bare_totals
    if not bare or phrase.sort != "bare":
        return phrase, told_measure(sentence, cue, lexicon)
    return None if before is None else (replace(phrase, group=before.group), before.measure)


def _plausible(sentence: Sentence, phrase: Phrase, cue: Token, measure: str) -> bool:
    """A number without a noun of people counts people only right beside its cue: "killing 12", "12 dead"."""
    if phrase.sort == "unknown":
        return measure in OF_PEOPLE
    if measure == "displaced" and phrase.group in counting_words().fighters:
        return False  # "200 rebels fled": a retreat
    # "Wiped out a family of six"
    within = text(sentence, phrase.start - 1, phrase.start) == "of" and phrase.start - cue.i <= _REACH
    near = within or abs(cue.i - phrase.start) <= 4 or abs(cue.i - phrase.end) <= 3
    # "108 are known to have died"
    number = sentence.doc[phrase.quantity.end - 1]
    near = near or (number.dep_ in _SUBJECTS and cue.dep_ == "xcomp" and cue.head.i == number.head.i)
    # "Two of the wounded have since died"
    near = near or (number.dep_ in _SUBJECTS and cue.i == number.head.i and is_of_victims(sentence, phrase))
    return phrase.sort in {"people", "others"} or near
