"""Numbers in a sentence as intervals: digits and words, bounds, ranges, approximations.

How a word reads ("dozens" is 24 or more) is the contract's, kept in the ontology.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from warmonitor.claims.counting import counting_words, counts_something, text
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.language import Token
from warmonitor.ontology import Numbers

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_WHOLES = frozenset({"whom", "which", "them"})
_STOPS = frozenset({"PUNCT", "VERB", "AUX"})
_ARTICLES = frozenset({"a", "an", "some"})


@dataclass(frozen=True)
class Quantity:
    """A number read as an interval, and the document's tokens [start, end) of its words, bounds included."""

    low: int | None
    high: int | None
    start: int
    end: int
    approx: bool = False


def quantities(sentence: Sentence, numbers: Numbers) -> Sequence[Quantity]:
    """All counts of the sentence, in order; ages, dates, money, measures and labels are left out."""
    if sentence.counts is None:
        sentence.counts = _read(sentence, numbers)
    return sentence.counts


def _read(sentence: Sentence, numbers: Numbers) -> list[Quantity]:
    found: list[Quantity] = []
    at = sentence.span.start
    while at < sentence.span.end:
        quantity = _quantity_at(sentence, at, numbers) if _may_begin(sentence.doc[at], numbers) else None
        if quantity is not None and _is_count(sentence, quantity, numbers):
            found.append(_with_bounds(sentence, quantity, numbers))
        at = quantity.end if quantity is not None else at + 1
    return found


def _may_begin(token: Token, numbers: Numbers) -> bool:
    """Whether a word can be the first of a number; most cannot."""
    word = token.lower_
    return word in numbers.beginnings or word in numbers.cardinals or word in _ARTICLES or word[0].isdigit()


def _is_count(sentence: Sentence, quantity: Quantity, numbers: Numbers) -> bool:
    counts = counts_something(sentence, quantity.start, quantity.end) and not _is_of_each(sentence, quantity)
    return counts and not _is_past_value(sentence, quantity, numbers)


def _is_of_each(sentence: Sentence, quantity: Quantity) -> bool:
    """ "both civilians and rebels", "two men, both policemen, died": no two people more."""
    if text(sentence, quantity.start, quantity.end) != "both":
        return False
    following = list(sentence.doc[quantity.end : min(quantity.end + 4, sentence.span.end)])
    stop = next((token for token in following if token.pos_ in _STOPS), None)
    apposed = text(sentence, quantity.start - 1, quantity.start) == ","
    ends = stop is not None and stop.pos_ == "PUNCT"
    return "and" in [token.lower_ for token in following[1:]] or (apposed and ends)


def _quantity_at(sentence: Sentence, at: int, numbers: Numbers) -> Quantity | None:
    first = number_at(sentence, at, numbers)
    if first is not None and text(sentence, first.end, first.end + 2) == "- strong":
        return replace(first, end=first.end + 2)  # "a 400-strong column"
    if first is None or first.high is None or first.end + 1 >= sentence.span.end:
        return first
    joint = sentence.doc[first.end].lower_
    before = sentence.doc[at - 1].lower_ if at > sentence.span.start else ""
    moved = joint == "to" and before == "from" and not _wavers(sentence, at)
    if not moved and (joint in {"to", "-", "–", "—", "or"} or (joint == "and" and before == "between")):
        second = number_at(sentence, first.end + 1, numbers)
        if second is not None and second.high is not None and second.high > (first.low or 0):
            return Quantity(first.low, second.high, at, second.end)
    return first


def _wavers(sentence: Sentence, at: int) -> bool:
    """ "estimates range from 30 to 40" is an interval; "rose from 30 to 40" is what was and what is."""
    nearby = sentence.doc[max(sentence.span.start, at - 4) : at]
    return any(token.lemma_.lower() in counting_words().wavering for token in nearby)


def _is_past_value(sentence: Sentence, quantity: Quantity, numbers: Numbers) -> bool:
    """The first number of "from 20 to 33", "from 14 people to 16"."""
    before = sentence.doc[quantity.start - 1].lower_ if quantity.start > sentence.span.start else ""
    if before != "from":
        return False
    raised = sentence.doc[max(sentence.span.start, quantity.start - 2)]
    if not counting_words().tolls.isdisjoint(forms(raised)):
        return True  # "raising the toll from one"
    for at in range(quantity.end, min(quantity.end + 3, sentence.span.end - 1)):
        if sentence.doc[at].lower_ == "to":
            return number_at(sentence, at + 1, numbers) is not None
    return False


def number_at(sentence: Sentence, at: int, numbers: Numbers) -> Quantity | None:
    """A number that begins at this token: "1,500", "2 million", "twenty-five", "several dozen"."""
    worded = _worded_at(sentence, at, numbers)
    if worded is not None:
        return worded
    total, current, end = 0.0, None, at
    while end < sentence.span.end:
        token = sentence.doc[end]
        if token.text == "-" and current and end + 1 < sentence.span.end:
            if _cardinal(sentence.doc[end + 1], numbers) is None or not _adds(
                current, sentence.doc[end + 1], numbers
            ):
                break
            end += 1
            continue
        if token.lower_ == "and" and _goes_on_after_and(sentence, end, numbers):
            end += 1
            continue
        scale = numbers.scales.get(token.lower_)
        half = _half_after(sentence, end)
        if scale is not None and current is not None:
            many = scale >= 1000
            total, current = (total + (current + half) * scale, 0.0) if many else (total, current * scale)
        else:
            value = _cardinal(token, numbers)
            if value is None or (current and not _adds(current, token, numbers)):
                break
            current = (current or 0.0) + value + half
        end += 4 if half else 1
    if current is None or (total + current) != int(total + current):
        return None
    count = int(total + current)
    return Quantity(count, count, at, end)


def count_at(sentence: Sentence, at: int, numbers: Numbers) -> Quantity | None:
    """A number that begins at this token with its bounds, whatever stands behind it."""
    quantity = number_at(sentence, at, numbers)
    return None if quantity is None else _with_bounds(sentence, quantity, numbers)


def _half_after(sentence: Sentence, at: int) -> float:
    """ "two and a half million", "a million and a half"."""
    return 0.5 if text(sentence, at + 1, at + 4) == "and a half" else 0.0


def _goes_on_after_and(sentence: Sentence, at: int, numbers: Numbers) -> bool:
    """ "one hundred and six", "two thousand and twenty"."""
    if at == sentence.span.start or at + 1 >= sentence.span.end:
        return False
    scale = numbers.scales.get(sentence.doc[at - 1].lower_, 0)
    return scale in {100, 1000} and 0 < numbers.cardinals.get(sentence.doc[at + 1].lower_, 0) < 100


def _cardinal(token: Token, numbers: Numbers) -> float | None:
    if _DIGITS.fullmatch(token.text):
        return float(token.text.replace(",", ""))
    if token.lower_ in {"a", "an"} and token.i + 1 < len(token.doc) and token.nbor().lower_ in numbers.scales:
        return 1.0
    return numbers.cardinals.get(token.lower_)


def _adds(current: float, token: Token, numbers: Numbers) -> bool:
    """Whether "twenty" "five" or "hundred" "twelve" make one number; two figures side by side do not."""
    value = numbers.cardinals.get(token.lower_)
    if value is None:
        return False
    return (value < 10 and current % 100 >= 20 and current % 10 == 0) or (value < 100 and current % 100 == 0)


def _worded_at(sentence: Sentence, at: int, numbers: Numbers) -> Quantity | None:
    """Words that are a number by themselves: "dozens of", "several hundred", "both", "a dozen"."""
    if at >= sentence.span.end or sentence.lowers[at - sentence.span.start] not in numbers.beginnings:
        return None
    for length in (4, 3, 2, 1):
        if at + length > sentence.span.end:
            continue
        words = text(sentence, at, at + length)
        if words.endswith(" of") and text(sentence, at + length, at + length + 1) in _WHOLES:
            continue  # "a handful of whom"
        vague = numbers.vague.get(words)
        if vague is not None and not _number_follows(sentence, at + length, numbers):
            return Quantity(vague.low, vague.high, at, at + length)
        exact = numbers.exact.get(words)
        if (
            exact is not None
            and words not in _ARTICLES
            and not _number_follows(sentence, at + length, numbers)
        ):
            return Quantity(exact, exact, at, at + length)
    return None


def _number_follows(sentence: Sentence, at: int, numbers: Numbers) -> bool:
    """ "some 50" and "a few dozen" are read from their second word."""
    return at < sentence.span.end and (
        _cardinal(sentence.doc[at], numbers) is not None or sentence.doc[at].lower_ in numbers.scales
    )


def _with_bounds(sentence: Sentence, quantity: Quantity, numbers: Numbers) -> Quantity:
    """Reads "at least", "up to", "about" before a number, and "or more" after it."""
    start, approx = quantity.start, False
    bound: str | None = None
    while True:
        start = _past_more(sentence, start, numbers)
        phrase = _before(sentence, start, (*numbers.at_least, *numbers.at_most, *numbers.about))
        if phrase is None or _bounds_nothing(sentence, start, phrase):
            break
        start -= len(phrase.split())
        approx = approx or phrase in numbers.about
        bound = "low" if phrase in numbers.at_least else "high" if phrase in numbers.at_most else bound
    if start > sentence.span.start and sentence.doc[start - 1].lemma_.lower() in counting_words().passing:
        bound = "low"
    low, high, end = quantity.low, quantity.high, quantity.end
    if text(sentence, end, end + 2) in numbers.at_least:
        bound, end = "low", end + 2
    elif text(sentence, end, end + 1) == "+":
        bound, end = "low", end + 1
    if bound == "low":
        high = None
    elif bound == "high":
        low, high = None, high if high is not None else low
    return replace(quantity, low=low, high=high, start=start, end=end, approx=approx)


def _past_more(sentence: Sentence, start: int, numbers: Numbers) -> int:
    """ "at least another 12", "up to a further 40": the words between a bound and its number."""
    at = start
    while at > sentence.span.start and sentence.doc[at - 1].lower_ in counting_words().between_bounds:
        at -= 1
    bounds = (*numbers.at_least, *numbers.at_most, *numbers.about)
    return at if at < start and _before(sentence, at, bounds) is not None else start


def _bounds_nothing(sentence: Sentence, start: int, phrase: str) -> bool:
    """ "bringing the toll up to 90", "handed over two men": where it moved, and the rest of a verb."""
    if phrase == "over":
        verb = sentence.doc[max(sentence.span.start, start - 2)]
        return verb.i < start - 1 and not counting_words().with_over.isdisjoint(forms(verb))
    words = sentence.doc[max(sentence.span.start, start - 5) : start - 2]
    # Not "the deaths of up to 90".
    return (
        phrase == "up to"
        and text(sentence, start - 3, start - 2) != "of"
        and any(form in counting_words().tolls for token in words for form in forms(token))
    )


def _before(sentence: Sentence, start: int, phrases: tuple[str, ...]) -> str | None:
    for length in (4, 3, 2, 1):
        if start - length >= sentence.span.start:
            words = text(sentence, start - length, start)
            if words in phrases:
                return words
    return None
