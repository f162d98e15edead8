"""Who the dead and hurt were: "two of the dead were nurses", "among the wounded is a child"."""

from collections.abc import Sequence
from dataclasses import dataclass

from warmonitor.claims.counting import counting_words
from warmonitor.claims.phrases import Phrase
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.language import Token

_NAMING = frozenset({"the", "those", "these"})
_THEY = frozenset({"them", "these", "those", "whom"})
_YOUNGER = frozenset({"under", "below", "younger"})
_BEFORE_AGE = frozenset({"were", "are", "was", "is", "of", "them", "whom", "aged", ","})
_WERE = frozenset({"were", "are", "was", "is"})
_REACH = 6
_JOINED = frozenset({"CCONJ", "DET", "NUM", "NOUN", "PROPN", "ADJ"})


def told_share(sentence: Sentence, phrase: Phrase) -> tuple[Token, str] | None:
    """The word for the whole that a counted phrase is told to be of, and what was done to it."""
    if phrase.sort != "people" or phrase.noun is None:
        return None
    for at in _near(sentence, phrase):
        victims = sentence.doc[at]
        measure = _measure(victims)
        if measure is not None and _is_named(sentence, at) and _is_about(sentence, phrase, at):
            return victims, measure
    return None


def _is_named(sentence: Sentence, at: int) -> bool:
    """ "the wounded", "the 24 wounded"."""
    before = sentence.doc[at - 2 : at] if at - 2 >= sentence.span.start else sentence.doc[at - 1 : at]
    words = [token for token in before if token.pos_ != "NUM"]
    return bool(words) and words[-1].lower_ in _NAMING


@dataclass(frozen=True)
class Share:
    """A number of those harmed, the noun that says who they were, and what befell them where it is told."""

    phrase: Phrase
    who: Token
    measure: str | None


def who_they_were(sentence: Sentence, phrases: Sequence[Phrase]) -> Share | None:
    """ "Nine of them were children", "two of the dead were nurses", "four were women"; what befell "them" was
    told before.
    """
    if not phrases or phrases[0].quantity.start != _past_adverb(sentence):
        return None
    first = phrases[0]
    alone = who_it_was(sentence, first) if first.sort == "bare" else None
    if alone is not None and sentence.doc[first.end].lower_ in _WERE:
        return Share(first, alone, None)
    words = list(sentence.doc[first.quantity.end : min(first.quantity.end + 2 * _REACH, sentence.span.end)])
    be = next((nth for nth, token in enumerate(words[:4]) if token.lower_ in _WERE), 0)
    if be < 2 or words[0].lower_ != "of" or words[1].lower_ not in _THEY | _NAMING:
        return None
    measure = _measure(words[2]) if be == 3 else None
    who = next((token for token in words[be:] if token.pos_ in {"NOUN", "PROPN"} and _is_said(token)), None)
    if who is None or (be == 3 and measure is None):
        return None
    return Share(first, who, measure)


def _past_adverb(sentence: Sentence) -> int:
    """The first word of a sentence, or of what follows "Reportedly,"."""
    at: int = sentence.tokens[0].i
    adverb = (
        sentence.tokens[0].pos_ == "ADV" and len(sentence.tokens) > 2 and sentence.doc[at + 1].text == ","
    )
    return at + 2 if adverb else at


def who_it_was(sentence: Sentence, phrase: Phrase) -> Token | None:
    """ "17 were women", "97 of whom were policemen": the noun that says who a bare number of people were."""
    if phrase.noun is not None or phrase.sort == "others":
        return None
    words = list(sentence.doc[phrase.end : min(phrase.end + _REACH, sentence.span.end)])
    if len(words) > 1 and words[0].lower_ == "of" and words[1].lower_ in _THEY:
        words = words[2:]
    if not words or words[0].lower_ not in _WERE:
        return None
    return next((token for token in words[1:] if token.pos_ in {"NOUN", "PROPN"} and _is_said(token)), None)


def who_was_said(sentence: Sentence, phrase: Phrase) -> Token | None:
    """ "17 of the 40 people killed were women", "four of those killed were": the noun said of the number."""
    number = sentence.doc[phrase.quantity.end - 1]
    told = number.head if number.head.dep_ == "csubj" and number.dep_ in {"nsubj", "nsubj:pass"} else number
    who = told.head
    plural = who.pos_ in {"NOUN", "PROPN"} and told.dep_ in {"nsubj", "csubj"}
    return who if plural and who.i > number.i and _is_said(who) else None


def is_of_victims(sentence: Sentence, phrase: Phrase) -> bool:
    """ "two of the wounded", "four of those hurt"."""
    words = list(sentence.doc[phrase.quantity.end : min(phrase.quantity.end + 3, sentence.span.end)])
    named = len(words) == 3 and words[0].lower_ == "of" and words[1].lower_ in _NAMING
    return named and _measure(words[2]) is not None


def are_minors(sentence: Sentence, phrase: Phrase) -> bool:
    """ "12 were under five", "nine of them under the age of ten": children, by their age."""
    words = list(sentence.doc[phrase.end : min(phrase.end + 2 * _REACH, sentence.span.end)])
    at = next((nth for nth, token in enumerate(words[:4]) if token.lower_ in _YOUNGER), None)
    if at is None or phrase.noun is not None:
        return False
    if any(token.lower_ not in _BEFORE_AGE for token in words[:at]):
        return False
    after = [token for token in words[at + 1 :] if token.lower_ not in {"the", "age", "of", "than", "years"}]
    return bool(after) and after[0].pos_ == "NUM"


def _is_said(noun: Token) -> bool:
    return any(child.dep_ == "cop" for child in noun.children)


def _near(sentence: Sentence, phrase: Phrase) -> range:
    start = max(sentence.span.start + 1, phrase.start - 2 * _REACH)
    return range(start, min(phrase.end + _REACH, sentence.span.end))


def _measure(token: Token) -> str | None:
    words = counting_words().victims
    if token.pos_ not in {"ADJ", "NOUN", "VERB"}:
        return None
    return next((words[form] for form in forms(token) if form in words), None)


def _is_about(sentence: Sentence, phrase: Phrase, at: int) -> bool:
    """Whether the words between say that the counted are of the victims at this token."""
    doc = sentence.doc
    among = "among" in (token.lower_ for token in doc[max(at - 3, sentence.span.start) : at])
    if at >= phrase.end:
        # "12 soldiers and a medic were among the dead"
        beside = range(phrase.end, min(phrase.end + _REACH, at))
        be = next((nth for nth in beside if doc[nth].pos_ not in _JOINED), at)
        return among and doc[be].lemma_ == "be" and at - be <= 4
    # "Among the dead there were three children"
    following = [token for token in doc[at + 1 : phrase.start] if token.pos_ != "ADV" and token.tag_ != "EX"]
    if not following:
        return False
    said = following[0].lemma_.lower()
    return said == "include" or (said == "be" and (among or at - 2 <= sentence.tokens[0].i))
