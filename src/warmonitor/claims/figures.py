"""Figures: what a number counts, of whom, and which other figure it is part of."""

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec import UNSET
from spacy.tokens import Token

from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.quantities import Quantity, counting_words, quantities
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.model import Figure
from warmonitor.ontology import Numbers

_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "PUNCT", "DET", "ADV", "NUM"})
_OF_TO_AT = frozenset({"of", "to", "at"})
# How many words may stand between a cue and its figure.
_REACH = 14
_SINGLE = frozenset({"a", "an", "one"})
_AUXILIARIES = frozenset({"AUX", "ADV", "PART"})


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
    for phrase in _phrases(sentence, lexicon, numbers):
        whole = _whole_of(sentence, phrase, found)
        if whole is not None:
            found.append(_counted(sentence, phrase, found[whole].cue, found[whole].figure.measure, whole))
            continue
        cue = _cue_after(sentence, phrase, lexicon) or _cue_before(sentence, phrase, lexicon, found)
        if cue is not None and _plausible(phrase, cue):
            found.append(_counted(sentence, phrase, cue, _measure(sentence, cue, lexicon), None))
    return found


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
        if token.lower_ in _SINGLE:
            phrase = _phrase(sentence, Quantity(1, 1, token.i, token.i + 1), lexicon)
            if phrase.noun is not None and phrase.noun.tag_ != "NNS":
                yield phrase


def _phrase(sentence: Sentence, quantity: Quantity, lexicon: Lexicon) -> _Phrase:
    """Finds the noun that a number counts and the group it names."""
    at, end, group, noun = quantity.end, quantity.end, "people", None
    doc = sentence.doc
    if _text(sentence, at, at + 2) in counting_words().parts_after:
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
        match = next(sentence.match_at(lexicon.groups, at), None)
        if match is not None:
            group = match.labels[0] if match.labels[0] != "people" or noun is None else group
            noun, end = doc[match.end - 1], match.end
            at = match.end
        elif noun is not None and doc[at].pos_ not in {"NOUN", "PROPN"}:
            break
        else:
            at += 1
        steps += 1
    return _Phrase(quantity, quantity.start, end, group, noun)


def _whole_of(sentence: Sentence, phrase: _Phrase, found: list[Counted]) -> int | None:
    """The index of the figure that this one is part of, where the words say so."""
    if not found:
        return None
    last = len(found) - 1
    before = _text(sentence, max(found[last].end, phrase.start - 3), phrase.start)
    after = _text(sentence, phrase.quantity.end, phrase.quantity.end + 2)
    if after in counting_words().parts_after:
        return last
    if any(before.endswith(cue) for cue in counting_words().parts_before):
        return last
    between = _text(sentence, found[last].end, phrase.start)
    joined = between in counting_words().parts_joined
    parent = found[last].figure.part_of
    if joined and parent is not None and not _followed_by_verb(sentence, phrase):
        return parent
    return None


def _followed_by_verb(sentence: Sentence, phrase: _Phrase) -> bool:
    return phrase.end < sentence.span.end and sentence.doc[phrase.end].pos_ in {"AUX", "VERB"}


def _text(sentence: Sentence, start: int, end: int) -> str:
    end = min(end, sentence.span.end)
    return " ".join(token.lower_ for token in sentence.doc[start:end]) if start < end else ""


def _cue_after(sentence: Sentence, phrase: _Phrase, lexicon: Lexicon) -> Token | None:
    """ "12 people were killed", "12 dead", "30 others were reportedly wounded"."""
    doc, at = sentence.doc, phrase.end
    at = _past_parenthesis(sentence, at)
    for _ in range(6):
        if at >= sentence.span.end:
            return None
        token = doc[at]
        if _is_cue(token, lexicon) and token.pos_ != "NOUN" and token.tag_ != "VBG":
            return token
        if token.pos_ not in _AUXILIARIES and token.lower_ not in counting_words().fillers:
            return None
        at += 1
    return None


def _past_parenthesis(sentence: Sentence, at: int) -> int:
    """Skips ", including two students," between a figure and its verb."""
    doc = sentence.doc
    if at + 1 >= sentence.span.end or doc[at].text not in {",", "("}:
        return at
    if not any(
        _text(sentence, at + 1, at + 4).startswith(cue) or cue in _text(sentence, at + 1, at + 4)
        for cue in ("including", "of them", "of whom", "among")
    ):
        return at
    for closing in range(at + 2, min(at + 14, sentence.span.end)):
        if (
            doc[closing].text in {",", ")"}
            and closing + 1 < sentence.span.end
            and doc[closing + 1].pos_ in {"AUX", "VERB"}
        ):
            return closing + 1
    return at


def _cue_before(sentence: Sentence, phrase: _Phrase, lexicon: Lexicon, found: list[Counted]) -> Token | None:
    """ "killing at least 12", "killed 12 people and 30 soldiers", "the death toll rose to 49"."""
    doc, at = sentence.doc, phrase.start - 1
    if at < sentence.span.start or (doc[at].pos_ == "ADP" and doc[at].lower_ not in _OF_TO_AT):
        return None
    needs_noun = doc[at].lower_ in _OF_TO_AT
    for token in reversed(doc[max(sentence.span.start, at - _REACH) : at + 1]):
        if (
            _is_cue(token, lexicon)
            and (token.pos_ == "NOUN" or not needs_noun)
            and not _is_part(token, found)
        ):
            return token if _governs(token, phrase, needs_noun=needs_noun) else None
        if _stops(token, lexicon, needs_noun=needs_noun, near=token.i > at - 2):
            return None
    return None


def _stops(token: Token, lexicon: Lexicon, *, needs_noun: bool, near: bool) -> bool:
    """Whether looking back for a cue ends here: at another verb, a preposition, what else is numbered."""
    if needs_noun:
        return token.lower_ in {"number", "count"}
    if token.pos_ == "VERB":
        return token.lemma_.lower() not in lexicon.totals | lexicon.resultatives
    return (
        near
        and token.pos_ == "ADP"
        and token.lower_ not in _OF_TO_AT | {"as", "by", "including", "with", "least"}
    )


def _is_part(token: Token, found: list[Counted]) -> bool:
    return any(one.start <= token.i < one.end for one in found)


def _governs(cue: Token, phrase: _Phrase, *, needs_noun: bool) -> bool:
    """A passive "were killed" before a number does not take it; "killed 12" and "killing 12" do."""
    if cue.pos_ == "NOUN":
        return needs_noun or phrase.start - cue.i <= 2
    return not any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in cue.children)


def _is_cue(token: Token, lexicon: Lexicon) -> bool:
    return token.pos_ in {"VERB", "ADJ", "NOUN", "AUX"} and any(
        form in lexicon.measure_cues for form in forms(token)
    )


def _measure(sentence: Sentence, cue: Token, lexicon: Lexicon) -> str:
    """The measure of a cue; "killed or wounded" tells them not apart."""
    measure = (
        next(lexicon.measure_cues[form] for form in forms(cue) if form in lexicon.measure_cues)
        if _is_cue(cue, lexicon)
        else "killed"
    )
    if cue.i + 2 < sentence.span.end and sentence.doc[cue.i + 1].lower_ in {"or", "and"}:
        other = sentence.doc[cue.i + 2]
        joined = next(
            (lexicon.measure_cues[form] for form in forms(other) if form in lexicon.measure_cues), None
        )
        if (
            measure == "killed"
            and joined == "injured"
            and other.tag_ == cue.tag_
            and not _counts_next(sentence, cue.i + 3)
        ):
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
    if whole is not None and _text(sentence, quantity.end, quantity.end + 2) in counting_words().parts_after:
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
