"""Figures: what a number counts, of whom, and which other figure it is part of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from msgspec import UNSET
from spacy.tokens import Token

from warmonitor.claims.cues import cue_for, measure_of, text
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.quantities import Quantity, counting_words, quantities
from warmonitor.claims.sentence import Match, Sentence
from warmonitor.model import Figure
from warmonitor.ontology import Numbers

_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "PUNCT", "DET", "ADV", "NUM"})
_SINGLE = frozenset({"a", "an", "one"})


@dataclass(frozen=True)
class Counted:
    """A figure in its sentence: the cue that says what happened to the counted, and where its words stand."""

    figure: Figure
    cue: Token
    start: int
    end: int
    noun: Token | None


@dataclass(frozen=True)
class _Phrase:
    """A quantity with its noun: tokens [start, end), the group counted, the noun."""

    quantity: Quantity
    start: int
    end: int
    group: str
    noun: Token | None


def casualties(sentence: Sentence, lexicon: Lexicon, numbers: Numbers) -> list[Counted]:
    """Figures of people killed, injured, displaced …, in order, parts after their wholes."""
    found: list[Counted] = []
    if lexicon.cue_words.isdisjoint(sentence.vocabulary):
        return found
    for bare in _phrases(sentence, lexicon, numbers):
        phrase = _inherited(sentence, bare, found)
        whole = _whole_of(sentence, phrase, found)
        if whole is not None:
            found.append(_counted(sentence, phrase, found[whole].cue, found[whole].figure.measure, whole))
            continue
        taken = {i for one in found for i in range(one.start, one.end)}
        head = phrase.noun or sentence.doc[phrase.quantity.end - 1]
        cue = cue_for(sentence, (phrase.start, phrase.end), head, lexicon, taken)
        if cue is not None and _plausible(phrase, cue):
            found.append(_counted(sentence, phrase, cue, _measure(sentence, cue, lexicon), None))
    return found


def _inherited(sentence: Sentence, phrase: _Phrase, found: list[Counted]) -> _Phrase:
    """ "nine soldiers were killed and six wounded": a bare number counts what the one before it counts."""
    wholes = [one.figure for one in found if one.figure.part_of is None]
    told = text(sentence, phrase.quantity.end, phrase.quantity.end + 1) in {"others", "more", "other"}
    if phrase.noun is not None or told or not wholes:
        return phrase
    return replace(phrase, group=wholes[-1].group)


def counted_things(sentence: Sentence, numbers: Numbers) -> dict[int, Quantity]:
    """For each noun that a number counts, that number: token index of the noun → quantity."""
    found = {}
    for quantity in quantities(sentence, numbers):
        noun = _noun_after(sentence, quantity.end)
        if noun is not None:
            found[noun.i] = quantity
    return found


def _noun_after(sentence: Sentence, at: int) -> Token | None:
    """The last noun of the run of modifiers and nouns that begins here; "dozens of X" counts X."""
    doc, last = sentence.doc, None
    if at < sentence.span.end and doc[at].lower_ == "of":
        at += 1
    while at < sentence.span.end and doc[at].pos_ in {"ADJ", "NOUN", "PROPN", "DET", "NUM", "VERB", "ADV"}:
        if doc[at].pos_ == "VERB" and doc[at].dep_ != "amod":
            break
        if doc[at].pos_ in {"NOUN", "PROPN"}:
            last = doc[at]
        at += 1
    return last


def _phrases(sentence: Sentence, lexicon: Lexicon, numbers: Numbers) -> list[_Phrase]:
    phrases = [_phrase(sentence, quantity, lexicon) for quantity in quantities(sentence, numbers)]
    taken = {i for phrase in phrases for i in range(phrase.start, phrase.end)}
    phrases.extend(
        phrase
        for phrase in _single_people(sentence, lexicon)
        if phrase.start not in taken and phrase.end - 1 not in taken
    )
    return sorted(phrases, key=lambda phrase: phrase.start)


def _single_people(sentence: Sentence, lexicon: Lexicon) -> Iterable[_Phrase]:
    """ "a soldier", "an eight-year-old girl": one person; counts only beside a cue."""
    for token in sentence.tokens:
        if token.lower_ in _SINGLE and not _holds_number(sentence, token.i + 1):
            phrase = _phrase(sentence, Quantity(1, 1, token.i, token.i + 1), lexicon)
            if phrase.noun is not None and phrase.noun.tag_ != "NNS" and phrase.noun.dep_ != "appos":
                yield phrase


def _holds_number(sentence: Sentence, at: int) -> bool:
    """ "a family of six": the number counts them, not the article."""
    end = min(at + 3, sentence.span.end)
    return end - at == 3 and sentence.doc[at + 1].lower_ == "of" and sentence.doc[at + 2].pos_ == "NUM"


def _phrase(sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> _Phrase:
    """Finds the noun that a number counts and the group it names."""
    at, end, group, noun = quantity.end, quantity.end, "people", None
    doc = sentence.doc
    if text(sentence, at, at + 2) in counting_words().parts_after:
        at += 2
    elif at < sentence.span.end and doc[at].lower_ == "of":
        at += 1
    steps = 0
    while (
        at < sentence.span.end
        and steps < 7
        and doc[at].pos_ in _BETWEEN
        and doc[at].text not in {",", ".", ";", "(", ":"}
    ):
        match = next(sentence.match_at(lexicon.groups, at), None) or _class_of_people(sentence, lexicon, at)
        if match is not None:
            named = match.labels[0] if match.labels[0] in lexicon.group_names else "people"
            group = named if named != "people" or noun is None else group
            noun, end = doc[match.end - 1], match.end
            at = match.end
        elif noun is not None and doc[at].pos_ not in {"NOUN", "PROPN"}:
            break
        else:
            at += 1
        steps += 1
    if noun is None:
        noun = _nation(sentence, quantity)
        end = noun.i + 1 if noun is not None else end
    return _Phrase(quantity, quantity.start, end, group, noun)


def _nation(sentence: Sentence, quantity: Quantity) -> Token | None:
    """ "ten Palestinians", "four indigenous Papuans": names of peoples."""
    for token in sentence.doc[quantity.end : min(quantity.end + 3, sentence.span.end)]:
        if token.pos_ in {"PROPN", "NOUN", "ADJ"} and token.text[0].isupper() and token.text.endswith("s"):
            return token
        if token.pos_ != "ADJ":
            return None
    return None


def _class_of_people(sentence: Sentence, lexicon: Lexicon, at: int) -> Match | None:
    """A noun that no group names but that is said of people: "leaders"; bodies only in the plural."""
    match = next(sentence.match_at(lexicon.classes, at), None)
    if match is None:
        return None
    head = sentence.doc[match.end - 1]
    plural = head.tag_ == "NNS"
    counts = "people" in match.labels or (plural and "party" in match.labels)
    collective = head.lemma_.lower() in counting_words().collectives
    return match if counts and not collective and head.pos_ == "NOUN" else None


def _whole_of(sentence: Sentence, phrase: _Phrase, found: list[Counted]) -> int | None:
    """The index of the figure that this one is part of, where the words say so."""
    if not found:
        return None
    last = len(found) - 1
    before = text(sentence, max(found[last].end, phrase.start - 3), phrase.start)
    after = text(sentence, phrase.quantity.end, phrase.quantity.end + 2)
    if after in counting_words().parts_after:
        return last
    if any(before.endswith(cue) for cue in counting_words().parts_before):
        return last
    between = text(sentence, found[last].end, phrase.start)
    joined = between in counting_words().parts_joined
    parent = found[last].figure.part_of
    if joined and parent is not None and not _followed_by_verb(sentence, phrase):
        return parent
    return None


def _followed_by_verb(sentence: Sentence, phrase: _Phrase) -> bool:
    return phrase.end < sentence.span.end and sentence.doc[phrase.end].pos_ in {"AUX", "VERB"}


def _measure(sentence: Sentence, cue: Token, lexicon: Lexicon) -> str:
    """The measure of a cue; "killed or wounded" tells them not apart."""
    measure = measure_of(sentence, cue, lexicon) or "killed"
    if measure == "killed" and cue.i + 2 < sentence.span.end and cue.nbor().lower_ in {"or", "and"}:
        other = cue.nbor(2)
        joined = measure_of(sentence, other, lexicon)
        if joined == "injured" and other.tag_ == cue.tag_ and not _counts_next(sentence, cue.i + 3):
            return "other"
    return measure


def _counts_next(sentence: Sentence, at: int) -> bool:
    return any(token.pos_ == "NUM" for token in sentence.doc[at : min(at + 3, sentence.span.end)])


def _plausible(phrase: _Phrase, cue: Token) -> bool:
    """A number without a noun of people counts people only right beside its cue: "killing 12", "12 dead"."""
    return phrase.noun is not None or abs(cue.i - phrase.start) <= 4 or abs(cue.i - phrase.end) <= 3


def _counted(sentence: Sentence, phrase: _Phrase, cue: Token, measure: str, whole: int | None) -> Counted:
    quantity = phrase.quantity
    end = phrase.end
    if whole is not None and text(sentence, quantity.end, quantity.end + 2) in counting_words().parts_after:
        end = max(end, quantity.end + 2)
    figure = Figure(
        measure=measure,
        low=quantity.low,
        high=quantity.high,
        group=phrase.group,
        text=sentence.words(phrase.start, end),
        part_of=whole,
        approx=True if quantity.approx else UNSET,
        cumulative=True if _is_running_total(cue) else UNSET,
    )
    return Counted(figure, cue, phrase.start, end, phrase.noun)


def _is_running_total(cue: Token) -> bool:
    """ "bringing the toll to 90", "4,000 have been killed since March"."""
    bringing = any(above.lemma_.lower() == "bring" for above in (cue.head, cue.head.head))
    since = any(
        child.lower_ in {"since", "far"} for phrase in cue.children for child in (phrase, *phrase.children)
    )
    return (cue.pos_ == "NOUN" and bringing) or since
