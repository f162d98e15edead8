"""A rough tense for a date expression, from the words before it, where no parse tells it."""

import re

from warmonitor.grounding.times.anchoring import Tense
from warmonitor.knowledge.calendar.meaning import TimeExpression
from warmonitor.knowledge.calendar.vocabulary import words

_LOOK_BACK = 60
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[A-Z])|\n\n")


def guess_tense(text: str, expression: TimeExpression) -> Tense | None:
    """ "future" after words such as "scheduled for" in the same sentence, else None.

    `text` is the one whose offsets the expression has.
    """
    before = text[max(0, expression.start - _LOOK_BACK) : expression.start]
    sentence = _SENTENCE_END.split(before)[-1].lower()
    cues = "|".join(map(re.escape, words().coming))
    return "future" if re.search(rf"\b(?:{cues})\b(?:\W+\w+){{0,4}}\W+\Z", sentence) else None
