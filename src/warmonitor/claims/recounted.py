"""A count set against another's: "the army said 30 rebels had died; the rebels spoke of 12"."""

from collections.abc import Sequence
from dataclasses import replace

from warmonitor.claims.counted import Counted, figure_of
from warmonitor.claims.counting import counting_words
from warmonitor.claims.phrases import Phrase
from warmonitor.claims.sentence import Sentence, forms

_HEDGES = frozenset({"ADP", "ADV", "ADJ", "DET"})


def recounted(sentence: Sentence, phrase: Phrase, found: Sequence[Counted]) -> Counted | None:
    """The count that another gives for the figure told last, the number itself as its cue.

    A bare number behind a verb of saying or counting, at the end of a clause of its own.
    """
    if not found or phrase.sort != "bare" or not _ends_clause(sentence, phrase):
        return None
    last, doc = found[-1], sentence.doc
    verb = next((doc[i] for i in range(phrase.start - 1, last.end, -1) if doc[i].pos_ not in _HEDGES), None)
    if verb is None or counting_words().recounting.isdisjoint(forms(verb)):
        return None
    between = {doc[i].lower_ for i in range(last.end, verb.i)}
    if between.isdisjoint(counting_words().against) or last.figure.measure not in counting_words().disputed:
        return None
    own = replace(phrase, group=last.figure.group)
    running = last.figure.cumulative is True
    figure = figure_of(own, last.figure.measure, sentence.words(phrase.start, phrase.end), running=running)
    return Counted(figure, doc[phrase.end - 1], phrase.start, phrase.end, phrase.noun)


def _ends_clause(sentence: Sentence, phrase: Phrase) -> bool:
    return phrase.end >= sentence.span.end or sentence.doc[phrase.end].pos_ == "PUNCT"
