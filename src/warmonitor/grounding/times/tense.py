"""A rough tense for a date expression, from the words of its sentence, where no parse tells it."""

import re
from functools import cache

from warmonitor.grounding.times.anchors import Tense
from warmonitor.knowledge.calendar.meaning import TimeExpression
from warmonitor.knowledge.calendar.vocabulary import words

_REACH = 240
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[A-Z\"“‘])|\n\n")
# "To be mutually imposed" is one word of the future, and its participle no past.
_PASSIVE = r"(?:(?:set|due|expected|scheduled|planned) )?(?:to|will|shall) (?:\w+ )?be (?:\w+ly )?\w+"
_DOTTED = re.compile(r"\b([A-Za-z])\.(?=[A-Za-z]\.|\s)")


def guess_tense(text: str, expression: TimeExpression) -> Tense | None:
    """Whether the nearest word before it that tells ("will", "was", a verb in -ed) says coming or past.

    A date that opens its sentence is read by the first such word after it. None where no word tells. `text`
    is the one whose offsets the expression has.
    """
    before = text[max(0, expression.start - _REACH) : expression.start]
    told = _told(_SENTENCE_END.split(_DOTTED.sub(r"\1 ", before))[-1])
    if told:
        return told[-1]
    after = text[expression.end : expression.end + _REACH]
    told = _told(_SENTENCE_END.split(after)[0])
    return told[0] if told else None


def _told(sentence: str) -> list[Tense]:
    return ["future" if match.lastgroup == "coming" else "past" for match in _cues().finditer(sentence)]


@cache
def _cues() -> re.Pattern[str]:
    coming, gone = (
        "|".join(re.escape(each) for each in sorted(cues, key=len, reverse=True))
        for cues in (words().coming, words().gone)
    )
    return re.compile(
        rf"\b(?:(?P<coming>{_PASSIVE}|{coming})|(?P<gone>{gone}|(?!need)[a-z]{{2,}}ed))\b", re.IGNORECASE
    )
