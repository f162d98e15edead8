"""The words around numbers (counting.yaml), and which numbers count nothing: ages, dates, money, labels."""

from collections.abc import Mapping
from functools import cache

import msgspec

from warmonitor.claims.sentence import Sentence
from warmonitor.language import Token
from warmonitor.ontology import read_yaml

# Nobody is older.
_OLDEST = 115
_NEAR = 3


class CountingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of counting.yaml."""

    units: frozenset[str]
    unit_names: frozenset[str]
    calibres: frozenset[str]
    currency: frozenset[str]
    labels: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    parts_before: tuple[str, ...]
    listing: tuple[str, ...]
    parts_after: tuple[str, ...]
    parts_joined: frozenset[str]
    fillers: frozenset[str]
    collectives: frozenset[str]
    share_of: frozenset[str]
    ordinals: frozenset[str]
    others: frozenset[str]
    links: frozenset[str]
    stops: frozenset[str]
    members: frozenset[str]
    captive: frozenset[str]
    captors: frozenset[str]
    describing: frozenset[str]
    earlier: frozenset[str]
    telling: frozenset[str]
    bodies: Mapping[str, str]
    soldierly: frozenset[str]
    police: frozenset[str]
    badly: frozenset[str]
    tolls: frozenset[str]
    recounting: frozenset[str]
    against: frozenset[str]
    disputed: frozenset[str]
    bare_totals: frozenset[str]
    tallies: frozenset[str]
    wars: frozenset[str]
    life_takers: frozenset[str]
    drivers: frozenset[str]
    homes: frozenset[str]
    abroad: frozenset[str]
    signs: frozenset[str]
    spans: frozenset[str]
    rising: frozenset[str]
    wavering: frozenset[str]
    between_bounds: frozenset[str]
    nobody: frozenset[str]
    everybody: frozenset[str]
    fighters: frozenset[str]
    turns: frozenset[str]
    hurt_after: frozenset[str]
    limbs: frozenset[str]
    treaters: frozenset[str]
    treated: frozenset[str]
    victims: Mapping[str, str]
    own_losses: frozenset[str]
    deadly: frozenset[str]
    hurting: frozenset[str]
    captives: frozenset[str]
    says: frozenset[str]
    along: tuple[str, ...]
    receiving: frozenset[str]
    aiming: frozenset[str]
    in_exchange: tuple[str, ...]
    besides: tuple[str, ...]
    passing: frozenset[str]
    aged: frozenset[str]
    with_over: frozenset[str]
    ending_in: frozenset[str]
    past: frozenset[str]
    bands: frozenset[str]
    quantities: frozenset[str]
    uncounted: frozenset[str]
    out_of: frozenset[str]


@cache
def counting_words() -> CountingWords:
    """The packaged words around numbers."""
    return read_yaml("warmonitor.claims.rules", "counting.yaml", CountingWords)


def text(sentence: Sentence, start: int, end: int) -> str:
    """The words of tokens [start, end), lower-cased, spaces between them."""
    first = sentence.span.start
    return " ".join(sentence.lowers[max(start - first, 0) : max(end - first, 0)])


def counts_something(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the number of tokens [start, end) counts: no age, date, money, distance, label or year."""
    doc, words = sentence.doc, counting_words()
    before = doc[start - 1] if start > sentence.span.start else None
    after = doc[end] if end < sentence.span.end else None
    if before is not None and (
        _is_label(before, words) or text(sentence, start - 1, end) in {"as many", "how many"}
    ):
        return False
    if _is_idiom(sentence, start, end):
        return False
    if (
        _is_out_of(sentence, start)
        or _is_base_of_share(sentence, start)
        or _is_age(sentence, start, end)
        or _is_age_of(sentence, start)
    ):
        return False
    if after is not None and _is_measured(after, words):
        return False
    if _is_year(doc[start]) and end - start == 1:
        return _counts_although_a_year(before, after)
    name = sentence.name_at(doc[start])
    return name is None or name[1] - name[0] == 1 or _begins(sentence, start, name[0])


def _is_idiom(sentence: Sentence, start: int, end: int) -> bool:
    """ "killed one another", "shot them one by one"."""
    around = (text(sentence, start, end + 1), text(sentence, start, end + 2), text(sentence, start - 2, end))
    return not {"one another", "one by one"}.isdisjoint(around)


def _begins(sentence: Sentence, start: int, named: int) -> bool:
    """ "Fourteen Norvan soldiers": a capital at the start of a sentence makes no name of a number word."""
    return start == named == sentence.tokens[0].i and not sentence.doc[start].text.isdigit()


def _is_label(before: Token, words: CountingWords) -> bool:
    """Whether what precedes makes the number a price, a date, a name ("Su-24") or nobody at all."""
    if before.lower_ in words.currency | words.months | words.labels | words.nobody:
        # "all but one of them"; not "took the hill, but nine rebels died".
        near = before.doc[max(before.sent.start, before.i - _NEAR) : before.i]
        return before.lower_ != "but" or any(token.lower_ in words.everybody for token in near)
    return before.text == "-" and before.i > 0 and not (before.whitespace_ or before.nbor(-1).whitespace_)


def _is_measured(after: Token, words: CountingWords) -> bool:
    """Whether what follows is a unit, a month, the rest of a clock or of a compound ("14-member")."""
    if after.lower_ in words.months or after.text == ":":
        return True
    if (
        after.lower_ in {"quarter", "quarters"}
        and after.i + 1 < len(after.doc)
        and after.nbor().lower_ == "of"
    ):
        return True  # "three quarters of them"
    if after.lemma_.lower() in words.units:
        return not (after.i + 1 < len(after.doc) and _names_no_unit(after, words))
    if after.text == "-":
        return not after.whitespace_ and after.nbor().lower_ != "strong"
    return after.text == "–" and after.i + 1 < len(after.doc) and after.nbor().pos_ == "NUM"


def _names_no_unit(unit: Token, words: CountingWords) -> bool:
    """ "30 barrel bombs", "50 foot soldiers"."""
    return f"{unit.lower_} {unit.nbor().lemma_.lower()}" in words.unit_names


def _is_age(sentence: Sentence, start: int, end: int) -> bool:
    """ "Omar Malek, 34, was killed", "Omar Malek (34)", "boys aged 12 and 15"."""
    doc = sentence.doc
    first = start
    while first > sentence.span.start and (
        doc[first - 1].pos_ == "NUM" or doc[first - 1].lower_ in {",", "and", "or", "to", "between"}
    ):
        first -= 1
    counts = end < sentence.span.end and doc[end].pos_ == "NOUN"
    if first < start and text(sentence, first - 1, first) in {"aged", "age", "ages"} and not counts:
        return True
    if end - start != 1 or not doc[start].text.isdecimal() or int(doc[start].text) > _OLDEST:
        return False
    if start - 2 < sentence.span.start or end >= sentence.span.end:
        return False
    person = doc[start - 2]
    if doc[start - 1].text == doc[end].text == "," and person.tag_ == "NN":
        return any(child.dep_ == "det" for child in person.children)
    name = sentence.name_at(person)
    enclosed = (doc[start - 1].text, doc[end].text) in {(",", ","), ("(", ")"), (",", "."), (",", "and")}
    return enclosed and name is not None and name[2].kind == "person"


def _is_age_of(sentence: Sentence, start: int) -> bool:
    """ "a boy of 15", "a woman of 70"."""
    if start - 3 < sentence.span.start or sentence.doc[start - 1].lower_ != "of":
        return False
    person = sentence.doc[start - 2]
    one = any(child.lower_ in {"a", "an", "one", "another"} for child in person.children)
    return one and person.lower_ in counting_words().aged


def _is_base_of_share(sentence: Sentence, start: int) -> bool:
    """The second number of "12 of the 40" and "half of the 40" is what the first was taken from."""
    doc, at = sentence.doc, start - 1
    if at - 1 < sentence.span.start:
        return False
    told = doc[at].pos_ in {"DET", "PRON"} or doc[at].tag_ == "POS"
    # "14 of the state's 27 districts"
    at = doc[at].head.left_edge.i - 1 if doc[at].tag_ == "POS" else at - told
    if at < sentence.span.start:
        return False
    if doc[at].lower_ == "of" and at > sentence.span.start:
        at -= 1
    elif not told:
        return doc[at].lower_ in {"in", "out"} and doc[at - 1].pos_ == "NUM" and doc[at + 1].pos_ == "NUM"
    share = doc[at]
    if suffers_itself(doc[start]):
        return False
    if at > sentence.span.start and doc[at - 1].lower_ in counting_words().nobody:
        return False
    told_share = {share.lower_, share.lemma_.lower()} & counting_words().share_of
    return share.pos_ == "NUM" or bool(told_share)


def _is_out_of(sentence: Sentence, start: int) -> bool:
    """The second number of "nine drones out of 12 drones"."""
    if text(sentence, start - 2, start) != "out of":
        return False
    before = sentence.doc[max(start - 2 - _NEAR, sentence.span.start) : start - 2]
    return any(token.pos_ == "NUM" for token in before)


def suffers_itself(number: Token) -> bool:
    """ "17 of the 40 people killed were women": what befell the whole stands beside it."""
    if number.i + 1 < len(number.doc) and number.nbor().lower_ in counting_words().victims:
        return True  # "27 of the 60 dead were soldiers"
    noun = number.head
    after = noun.nbor() if noun.i > number.i and noun.i + 1 < len(noun.doc) else None
    return after is not None and after.tag_ == "VBN" and after.dep_ == "acl" and after.head.i == noun.i


def _counts_although_a_year(before: Token | None, after: Token | None) -> bool:
    """ "killed 2000 people", not "the 2016 battle" or "in 2016 rebels"."""
    told = before is not None and before.pos_ not in {"ADP", "DET"}
    return told and after is not None and after.pos_ in {"NOUN", "ADJ"}


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and 1900 <= int(token.text) <= 2100
