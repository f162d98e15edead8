"""Which figure another one is part of: "including 28 civilians, eight of them children"."""

from collections.abc import Sequence

from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.phrases import Phrase
from warmonitor.claims.quantities import Quantity
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.shares import are_minors, who_it_was
from warmonitor.model import Figure

# So few words tell whose the counted are.
_WHOSE = 5


def whole_of(
    sentence: Sentence, phrases: Sequence[Phrase], figures: Sequence[Figure], end: int
) -> int | None:
    """The index of the figure that the first of these phrases is part of, where the words say so.

    `figures` are those found before, and `end` is where the words of the last one end.
    """
    phrase, words = phrases[0], counting_words()
    if not figures or phrase.start < end:
        return None
    last = len(figures) - 1
    before = text(sentence, max(end, phrase.start - 4), phrase.start)
    before = before.removesuffix(" those of")  # "126 bodies, among them those of 24 children"
    told_before = sentence.lowers[0] == "of" and (
        who_it_was(sentence, phrase) is not None or are_minors(sentence, phrase)
    )
    parent = figures[last].part_of
    between = text(sentence, _past_whose(sentence, end, phrase.start), phrase.start)
    if _is_listed_among(sentence, phrases):
        joined = parent is not None and between in words.parts_joined
        return parent if joined else _that_holds(phrase.quantity, last, figures)
    told_after = told_before or (
        text(sentence, phrase.quantity.end, phrase.quantity.end + 2) in words.parts_after
        or text(sentence, phrase.end, phrase.end + 2) in words.parts_before
    )
    first = figures[last].part_of is None and _is_in_list(sentence, end, phrase.start)
    if told_after or first or any(before.endswith(cue) for cue in words.parts_before):
        return _that_holds(phrase.quantity, 0 if told_before else last, figures)
    if _tells_how_badly(sentence, phrase) and figures[last].measure == "injured":
        return last
    listed = between in words.parts_joined and phrase.sort != "others"
    if (
        listed
        and parent is not None
        and _fits(phrase, figures[parent])
        and not _followed_by_verb(sentence, phrase)
    ):
        return parent
    return last if _adds_up(sentence, phrases, figures[last]) else None


def _is_in_list(sentence: Sentence, start: int, end: int) -> bool:
    """ "including the mayor of Kesra, 14 students": behind one who is not counted."""
    words = text(sentence, start, end)
    opened = words.removeprefix(", ").startswith(counting_words().listing)
    named = all(
        token.pos_ not in {"VERB", "AUX"} or token.lower_ == "including" for token in sentence.doc[start:end]
    )
    return opened and named and words.endswith(tuple(counting_words().parts_joined))


def _past_whose(sentence: Sentence, at: int, end: int) -> int:
    """Past "of the minister" in "seven bodyguards of the minister and five civilians"."""
    if text(sentence, at, at + 1) != "of":
        return at
    words = sentence.doc[at + 1 : end]
    joint = next((word.i for word in words if word.text == "," or word.lower_ == "and"), at)
    return joint if joint - at <= _WHOSE else at


def _is_listed_among(sentence: Sentence, phrases: Sequence[Phrase]) -> bool:
    """ "killing 20 people, five women and three nurses among them"."""
    end = phrases[0].start
    for nth, phrase in enumerate(phrases):
        joined = text(sentence, end, phrase.start) in counting_words().parts_joined
        if phrase.sort != "people" or (nth and not joined):
            return False
        end = phrase.end
        if text(sentence, end, end + 2) in counting_words().parts_before:
            return True
    return False


def _fits(phrase: Phrase, whole: Figure) -> bool:
    return whole.high is None or (phrase.quantity.low or 0) <= whole.high


def _that_holds(part: Quantity, last: int, figures: Sequence[Figure]) -> int | None:
    """The last figure that is no smaller than its part."""
    least = part.low or part.high or 0
    while figures[last].high is not None and (figures[last].high or 0) < least:
        parent = figures[last].part_of
        if parent is None:
            return last - 1 if last > 0 else None
        last = parent
    return last


def _tells_how_badly(sentence: Sentence, phrase: Phrase) -> bool:
    """ "ten were wounded, two seriously", "ten are in hospital, two in intensive care"."""
    after = {text(sentence, phrase.end, phrase.end + 1), text(sentence, phrase.end, phrase.end + 2)}
    return phrase.sort == "bare" and not after.isdisjoint(counting_words().badly)


def _followed_by_verb(sentence: Sentence, phrase: Phrase) -> bool:
    if phrase.end >= sentence.span.end:
        return False
    following = sentence.doc[phrase.end]
    return following.pos_ in {"AUX", "VERB"} or (following.pos_ == "ADJ" and following.head.i < following.i)


def _adds_up(sentence: Sentence, phrases: Sequence[Phrase], whole: Figure) -> bool:
    """ "14 people were killed, nine men and five women": a list that comes to exactly the whole."""
    if whole.low is None or whole.low != whole.high or whole.part_of is not None:
        return False
    total, count, end = 0, 0, phrases[0].start
    for phrase in phrases:
        exact = phrase.quantity.low == phrase.quantity.high and phrase.sort == "people"
        linked = count == 0 or text(sentence, end, phrase.start) in counting_words().parts_joined
        if not exact or not linked:
            break
        total, count, end = total + (phrase.quantity.low or 0), count + 1, phrase.end
    return count > 1 and total == whole.low
