"""Running totals: "bringing the toll to 90", "the number of injured stands at 73", "4,000 since March"."""

from collections.abc import Iterator, Sequence

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.sentence import Sentence, compares, forms
from warmonitor.language import Token

_REACH = 24
_SOON = 7
_WITHIN = frozenset({"in", "over", "within", "during"})
_LONG = frozenset({"week", "month", "year"})
_LINKS = frozenset({"to", "at", "as", "of", "with", "now", "is", "was", "be", "reached", "from"})


def total_at(sentence: Sentence, start: int, end: int, lexicon: Lexicon) -> Token | None:
    """The word for what a total counts whose number has the tokens [start, end): "toll", "injured"."""
    return _total_before(sentence, start, lexicon) or _total_after(sentence, end, lexicon)


def _total_before(sentence: Sentence, start: int, lexicon: Lexicon) -> Token | None:
    """ "bringing the toll to 90"."""
    at = (
        start if sentence.words(start, min(start + 2, len(sentence.doc))).lower() == "as high" else start - 1
    )  # "as high as 90"
    if at > sentence.span.start and sentence.doc[at].is_quote:
        at -= 1  # "put the toll at “at least 12”"
    if at > sentence.span.start and sentence.doc[at].lower_ == "between":
        at -= 1  # "put the number of dead at between 300 and 500"
    if at <= sentence.span.start:
        return None
    link = sentence.doc[at]
    if link.lower_ not in _LINKS and link.lemma_.lower() not in lexicon.totals:
        return None
    for token in reversed(sentence.doc[max(sentence.span.start, at - _REACH) : at]):
        if token.text in {";", ":"}:
            return None
        named = _counts(sentence, token, lexicon)
        if named is not None:
            return named
        if link.lower_ in {"of", "with"} and token.i < at - 1:
            return None
    return None


def _total_after(sentence: Sentence, end: int, lexicon: Lexicon) -> Token | None:
    """ "brings to 61 the number of soldiers killed"."""
    if end + 1 >= sentence.span.end or sentence.doc[end].lower_ != "the":
        return None
    return _counts(sentence, sentence.doc[end + 1], lexicon)


def is_superseded(sentence: Sentence, start: int, end: int) -> bool:
    """ "had first spoken of 11 dead", "an earlier police count of 27 dead", "not three as first reported",
    "down to 19 from 25".

    Of a number that stands beside another in its sentence.
    """
    words = counting_words()
    for token in reversed(sentence.doc[max(sentence.span.start, start - _SOON) : start]):
        if token.text in {",", ";"}:
            break
        above = token.head.head if token.head.dep_ == "compound" else token.head
        if token.lower_ in words.earlier and not words.telling.isdisjoint(forms(above)):
            return True
    if text(sentence, start - 1, start) == "from" and text(sentence, start - 3, start - 2) == "to":
        return True
    after = [token.lower_ for token in sentence.doc[end : min(end + 2, sentence.span.end)]]
    return len(after) == 2 and after[0] == "as" and after[1] in words.earlier


def _is_bare(token: Token) -> bool:
    """ "The number", "a total": words that count whatever is told to be counted."""
    return token.lemma_.lower() in counting_words().bare_totals


def _counts(sentence: Sentence, token: Token, lexicon: Lexicon) -> Token | None:
    """A toll, or the dead or injured whose number is told; an earlier count is none."""
    earlier = any(word.lower_ in counting_words().past for word in token.doc[max(0, token.i - 2) : token.i])
    if earlier or not any(form in counting_words().tolls for form in forms(token)):
        return None
    whom = _of_whom(token, sentence, lexicon)
    # "The number of protesters", "a total of 5,200 men": nothing is told to have been done to them.
    plain = (
        token.lemma_.lower() in counting_words().bare_totals
        and text(sentence, token.i + 1, token.i + 2) == "of"
    )
    return whom or (None if plain else token)


def _of_whom(noun: Token, sentence: Sentence, lexicon: Lexicon) -> Token | None:
    """ "the number of its wounded", "injury toll": the word that says what was done to the counted."""
    for token in sentence.doc[noun.i + 1 : min(noun.i + 6, sentence.span.end)]:
        if any(form in lexicon.measure_cues for form in forms(token)):
            return token
        if token.pos_ not in {"ADP", "DET", "PRON", "NOUN", "ADJ", "ADV", "AUX"}:
            break
    return None


def is_running_total(sentence: Sentence, cue: Token, end: int, *, before: bool = False) -> bool:
    """Whether a figure whose words end at `end` is a running total, and not the toll of one happening.

    `before`: whether the one that the report told last is.
    """
    if before and cue.lemma_.lower() in counting_words().tolls and roles.children(cue, "det"):
        return True  # "it had put the toll at 704"
    if _moves(cue):
        return True
    if text(sentence, end, end + 2) == "so far" or text(sentence, end, end + 1) == "since":
        return True
    if _of_a_war(cue) or any(_is_span(child) for child in (*cue.children, *_shared(cue))):
        return True
    return text(sentence, end, end + 2) == "to date" or any(
        # Not "eleven have since died", nor "killed in the worst attack since 2016".
        child.lower_ in {"since", "far"}
        and (child.i != phrase.i or child.i > cue.i or child.i == sentence.tokens[0].i)
        and not compares(sentence.doc[cue.i : child.i])
        for phrase in (*cue.children, *_shared(cue), *_behind(cue))
        for child in (phrase, *phrase.children)
    )


def _shared(cue: Token) -> Iterator[Token]:
    """ "Between May and July nine were killed and 30 hurt": what opens the first clause holds for both."""
    first = cue.head
    if cue.dep_ == "conj" and cue.pos_ == first.pos_ == "VERB":
        subject = min((one.i for one in roles.children(first, "nsubj", "nsubj:pass")), default=first.i)
        yield from (child for child in first.children if child.i < subject)


def _behind(cue: Token) -> list[Token]:
    """ "Nine were killed and 30 injured since rebels attacked": what closes the second clause too."""
    shared = cue.dep_ == "conj" and cue.pos_ == cue.head.pos_ == "VERB"
    return [one for one in roles.children(cue.head, "obl", "advcl") if one.i > cue.i] if shared else []


def _is_span(when: Token) -> bool:
    """ "in two days", "over the past week", "in a week of war"; not "in two days of clashes"."""
    if when.dep_ not in {"obl", "nmod"}:
        return False
    marks = roles.prepositions(when)
    if marks & {"between", "from"}:
        words = counting_words()
        return when.lower_ in words.months | words.weekdays or (
            when.pos_ == "NUM" and any(token.lower_ in words.months for token in when.subtree)
        )
    lasting = when.lemma_.lower() in _LONG or when.lower_ == "days"
    of = roles.children(when, "nmod")
    return (
        lasting and bool(marks & _WITHIN) and all(one.lemma_.lower() in counting_words().wars for one in of)
    )


def _of_a_war(cue: Token) -> bool:
    """ "have been killed in the war", "the conflict has left 40 dead": what a war has done it did in all."""
    # The tagger may take "has cost" for a noun.
    verb = cue if cue.pos_ == "VERB" or roles.children(cue, "aux") else cue.head
    if verb.dep_ == "acl:relcl" and verb.head.lemma_.lower() in counting_words().wars:
        return True  # "a war that killed thousands"
    # "a war that has lasted a decade and left 40 dead"
    shared = verb.head.children if verb.dep_ == "conj" else ()
    done = any(c.dep_.startswith("aux") and c.lemma_ == "have" for c in (*verb.children, *shared))
    if not done and not (roles.is_passive(verb) and not any(map(_is_day, roles.children(verb, "obl")))):
        return False
    around = [
        child
        for child in (*verb.children, *shared)
        if child.dep_ in {"nsubj", "nsubj:pass", "obl", "obl:agent"}
    ]
    below = (one for child in around for one in _named_by(child))
    named = (*around, *below, *([verb.head] if verb.dep_ == "acl:relcl" else []))
    return any(word.lemma_.lower() in counting_words().wars for word in named)


def _named_by(child: Token) -> Sequence[Token]:
    """ "in a year of war", and what a parse hangs on a preposition."""
    lasting = child.lemma_.lower() in {*_LONG, "day", "decade"}
    return roles.children(child, "nmod") if lasting else list(child.children) if child.pos_ == "ADP" else []


def _is_day(when: Token) -> bool:
    return when.pos_ == "NUM" or when.lower_ in counting_words().weekdays


def _moves(cue: Token) -> bool:
    """ "rises to", "brings to", "raised the number of soldiers killed to": a total that grew; not one that
    "stands at 90".
    """
    above = [cue.head, cue.head.head, cue.head.head.head]
    moved = any(word.pos_ == "VERB" and word.lemma_.lower() in counting_words().rising for word in above)
    if cue.pos_ == "VERB":
        counted = cue.dep_ in {"acl", "acl:relcl"} and any(
            word.lemma_.lower() in counting_words().bare_totals for word in above
        )
        return moved and counted
    # "brought to light the bodies of nine": no total.
    total = any(not counting_words().tolls.isdisjoint(forms(word)) for word in (cue, *above[:2]))
    return moved and cue.pos_ in {"NOUN", "ADJ"} and (total or cue.pos_ == "ADJ")
