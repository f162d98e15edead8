"""Numbers in a sentence as intervals: digits and words, bounds, ranges, approximations.

How a word reads ("dozens" is 24 or more) is the contract's, kept in the ontology.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

import msgspec
from spacy.tokens import Token

from warmonitor.claims.sentence import Sentence
from warmonitor.ontology import Numbers, read_yaml

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_ARTICLES = frozenset({"a", "an", "some"})


@dataclass(frozen=True)
class Quantity:
    """A number read as an interval, and the document's tokens [start, end) of its words, bounds included."""

    low: int | None
    high: int | None
    start: int
    end: int
    approx: bool = False


class CountingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of counting.yaml."""

    units: frozenset[str]
    currency: frozenset[str]
    labels: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    parts_before: tuple[str, ...]
    parts_after: tuple[str, ...]
    parts_joined: frozenset[str]
    fillers: frozenset[str]
    collectives: frozenset[str]
    share_of: frozenset[str]


@cache
def counting_words() -> CountingWords:
    """The packaged words around numbers."""
    return read_yaml("warmonitor.claims.rules", "counting.yaml", CountingWords)


def quantities(sentence: Sentence, numbers: Numbers) -> list[Quantity]:
    """All counts of the sentence, in order; ages, dates, money, measures and labels are left out."""
    found: list[Quantity] = []
    at = sentence.span.start
    while at < sentence.span.end:
        quantity = _quantity_at(sentence, at, numbers)
        if quantity is not None and _counts(sentence, quantity):
            found.append(_with_bounds(sentence, quantity, numbers))
        at = quantity.end if quantity is not None else at + 1
    return found


def _quantity_at(sentence: Sentence, at: int, numbers: Numbers) -> Quantity | None:
    first = _number_at(sentence, at, numbers)
    if first is None or first.high is None or first.end + 1 >= sentence.span.end:
        return first
    joint = sentence.doc[first.end].lower_
    if joint in {"to", "-", "–", "—", "or"} or (joint == "and" and _after_between(sentence, at)):
        second = _number_at(sentence, first.end + 1, numbers)
        if second is not None and second.high is not None and second.high > (first.low or 0):
            return Quantity(first.low, second.high, at, second.end)
    return first


def _after_between(sentence: Sentence, at: int) -> bool:
    return at > sentence.span.start and sentence.doc[at - 1].lower_ == "between"


def _number_at(sentence: Sentence, at: int, numbers: Numbers) -> Quantity | None:
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
        scale = numbers.scales.get(token.lower_)
        if scale is not None and current is not None:
            total, current = (total + current * scale, 0.0) if scale >= 1000 else (total, current * scale)
        else:
            value = _cardinal(token, numbers)
            if value is None or (current and not _adds(current, token, numbers)):
                break
            current = (current or 0.0) + value
        end += 1
    if current is None or (total + current) != int(total + current):
        return None
    count = int(total + current)
    return Quantity(count, count, at, end)


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
        words = _words(sentence, at, at + length)
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


def _words(sentence: Sentence, start: int, end: int) -> str:
    first = sentence.span.start
    return " ".join(sentence.lowers[max(start - first, 0) : max(end - first, 0)])


def _with_bounds(sentence: Sentence, quantity: Quantity, numbers: Numbers) -> Quantity:
    """Reads "at least", "up to", "about" before a number, and "or more" after it."""
    start, approx = quantity.start, False
    bound: str | None = None
    while True:
        phrase = _before(sentence, start, (*numbers.at_least, *numbers.at_most, *numbers.about))
        if phrase is None:
            break
        start -= len(phrase.split())
        approx = approx or phrase in numbers.about
        bound = "low" if phrase in numbers.at_least else "high" if phrase in numbers.at_most else bound
    low, high, end = quantity.low, quantity.high, quantity.end
    if _words(sentence, end, end + 2) in numbers.at_least:
        bound, end = "low", end + 2
    if bound == "low":
        high = None
    elif bound == "high":
        low, high = None, high if high is not None else low
    return replace(quantity, low=low, high=high, start=start, end=end, approx=approx)


def _before(sentence: Sentence, start: int, phrases: tuple[str, ...]) -> str | None:
    for length in (4, 3, 2, 1):
        if start - length >= sentence.span.start:
            words = _words(sentence, start - length, start)
            if words in phrases:
                return words
    return None


def _counts(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the number counts something: no age, date, money, distance, label or year."""
    doc, start, end = sentence.doc, quantity.start, quantity.end
    words = counting_words()
    before = doc[start - 1] if start > sentence.span.start else None
    after = doc[end] if end < sentence.span.end else None
    if before is not None and before.lower_ in words.currency | words.months | words.labels:
        return False
    if _is_base_of_share(sentence, start):
        return False
    if after is not None and (
        after.lemma_.lower() in words.units or after.lower_ in words.months or after.text == ":"
    ):
        return False
    if after is not None and after.text in {"-", "–"} and end + 1 < sentence.span.end:
        return (
            doc[end + 1].lemma_.lower() not in words.units | {"old", "strong"} and doc[end + 1].pos_ != "NUM"
        )
    if _is_year(doc[start]) and end - start == 1:
        return _counts_although_a_year(before, after)
    name = sentence.name_at(doc[start])
    return name is None or name[1] - name[0] == 1


def _is_base_of_share(sentence: Sentence, start: int) -> bool:
    """The second number of "12 of the 40" and "half of the 40" is what the first was taken from."""
    if start - 2 < sentence.span.start or sentence.doc[start - 1].pos_ not in {"DET", "PRON"}:
        return False
    at = start - 2
    if sentence.doc[at].lower_ == "of" and at > sentence.span.start:
        at -= 1
    share = sentence.doc[at]
    return share.pos_ == "NUM" or share.lower_ in counting_words().share_of


def _counts_although_a_year(before: Token | None, after: Token | None) -> bool:
    """ "killed 2000 people", not "the 2016 battle" or "in 2016 rebels"."""
    told = before is not None and before.pos_ not in {"ADP", "DET"}
    return told and after is not None and after.pos_ in {"NOUN", "ADJ"}


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and 1900 <= int(token.text) <= 2100
