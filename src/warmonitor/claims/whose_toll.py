"""Whose toll a bare number is: the group that the word for a toll names itself."""

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.phrases import Phrase
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.claims.totals import total_at
from warmonitor.language import Token

_REACH = 7
# Words for those lost; a toll or a count may be whose word it is.
_LOST = frozenset({"casualty", "death", "fatality", "loss"})
_MODIFIERS = frozenset({"amod", "compound"})


def whose_toll(sentence: Sentence, phrase: Phrase, cue: Token, lexicon: Lexicon) -> str | None:
    """ "civilian casualties rose to 40", "the number of soldiers killed rose to 40": the group that the word
    for a toll names itself.
    """
    if phrase.sort != "bare":
        return None
    counted = _number_of(sentence, phrase, cue) if abs(cue.i - phrase.start) > 1 else None
    if counted is not None:
        # "The toll of civilian casualties"
        losses = not counting_words().tolls.isdisjoint(forms(counted))
        whose = [*(child for child in counted.children if losses and child.dep_ in _MODIFIERS), counted]
        told = (sentence.ending_at(lexicon.groups, one) for one in whose)
        return next((match.labels[0] for match in told if match is not None), None)
    total = total_at(sentence, phrase.start, phrase.end, lexicon)
    if total is not None and total.i != cue.i:
        # "The toll of civilian casualties rose to 50 dead"; not "the official toll of 50 dead"
        if total.lemma_.lower() not in _LOST:
            return None
        told = (sentence.ending_at(lexicon.groups, one) for one in total.children if one.dep_ in _MODIFIERS)
        return next((match.labels[0] for match in told if match is not None), None)
    if cue.pos_ != "NOUN":
        return None
    among = [child for child in roles.children(cue, "nmod") if "among" in roles.prepositions(child)]
    # Not "the official toll": who counts
    beside = [*(one for one in cue.children if one.dep_ in _MODIFIERS and one.lower_ != "official"), *among]
    told = (sentence.ending_at(lexicon.groups, child) for child in beside)
    return next((match.labels[0] for match in told if match is not None), None)


def _number_of(sentence: Sentence, phrase: Phrase, cue: Token) -> Token | None:
    """ "the number of soldiers killed rose to 61", "brought to 61 the number of soldiers killed"."""
    doc = sentence.doc
    words = (*doc[max(sentence.span.start, cue.i - _REACH) : cue.i], *doc[phrase.end : phrase.end + 2])
    named = (token for token in words if not counting_words().tolls.isdisjoint(forms(token)))
    whom = (child for token in named for child in token.children if child.dep_ == "nmod")
    return next((child for child in whom if any(case.lower_ == "of" for case in child.children)), None)
