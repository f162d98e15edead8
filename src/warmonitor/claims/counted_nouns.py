"""The noun that a number counts: how far the words after the number go, and which of them are its nouns."""

from collections.abc import Sequence

from warmonitor.claims.counting import counting_words, suffers_itself, text
from warmonitor.claims.groups import NOUNS, is_nation, is_person
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.sentence import forms
from warmonitor.language import Token

SINGLE = frozenset({"a", "an", "one", "another"})
_QUOTES = frozenset("\"'“”‘’`") | {"``", "''"}
# How many words may stand between a number and the end of the phrase that it counts.
_REACH = 12


class CountedNouns:
    """Reads the nouns after the numbers of a sentence."""

    def __init__(self, nouns: Nouns) -> None:
        """Takes the nouns of the sentence and what is known of them."""
        self._nouns = nouns
        self._lexicon = nouns.lexicon
        self._sentence = nouns.sentence
        self._doc = nouns.sentence.doc
        self._end = nouns.sentence.span.end

    def past_links(self, at: int) -> int:
        """The first word after "of the 40", "of its", "of them", "more", "other"."""
        words = counting_words()
        if text(self._sentence, at, at + 2) in words.parts_after:
            at += 2
            while at < self._end and self._doc[at].lower_ in {"a", "an", *words.links}:
                at += 1
            return at
        if at + 2 < self._end and self._doc[at].lower_ == "of":
            near = [i for i in range(at + 1, min(at + 6, self._end)) if self._doc[i].pos_ == "NUM"]
            based = next((i for i in near if i <= at + 2 or self._doc[i - 1].tag_ == "POS"), None)
            if based is not None:
                return at if suffers_itself(self._doc[based]) else based + 1
        while at < self._end and (
            self._doc[at].lower_ in words.links | words.others
            or self._doc[at].tag_ == "PRP$"
            or self._doc[at].text in _QUOTES
        ):
            at += 1
        return at

    def run(self, at: int) -> list[Token]:
        """The nouns of the phrase that begins here, without its modifiers; the last is its head.

        A people's name without a noun ("one Palestinian is killed") stands for its noun.
        """
        run: list[Token] = []
        name: Token | None = None
        end = min(at + _REACH, self._end)
        while at < end:
            token = self._doc[at]
            following = self._past(at, run)
            if following is None or (not run and self._is_made_captive(at)):
                break
            if token.tag_ == "POS" and following < self._end and self._doc[following].pos_ in NOUNS | {"ADJ"}:
                run.clear()
            elif text(self._sentence, at + 1, at + 3) == "- by" and not token.whitespace_:
                run.append(self._doc[at + 2])  # "four passers-by"
                break
            elif following == at + 1 and (token.pos_ in NOUNS or is_person(token, self._nouns)):
                if run and self._ends(run[-1], token):
                    break
                run.append(token)
            elif token.pos_ == "ADJ" and token.text[0].isupper():
                name = token
            at = following
        return run or ([name] if name is not None else [])

    def _past(self, at: int, run: Sequence[Token]) -> int | None:  # noqa: PLR0911
        """Where to read on after this word; None where the phrase ends before it."""
        token, words = self._doc[at], counting_words()
        following = self._doc[at + 1] if at + 1 < self._end else None
        if token.lower_ in words.weekdays | words.months | words.stops:
            return None
        if token.pos_ in NOUNS or (token.pos_ == "X" and token.text[0].isupper()):
            return at + 1
        if token.tag_ == "POS":
            return at + 1 if run else None
        if token.text in _QUOTES:
            return at + 1 if not run else None
        if token.pos_ == "NUM" or token.text == "-":
            return self._past_calibre(at) or self._past_compound(at)
        if token.text == "(":
            return self._past_brackets(at) if run else None
        if token.pos_ == "ADJ" or (token.pos_ == "VERB" and token.dep_ == "amod" and token.head.i > at):
            told = token.pos_ == "VERB" and self._sentence.loosely_at(self._lexicon.measure_phrases, at)
            return None if told or self._is_predicate(token) else at + 1
        if token.pos_ == "ADV":
            return at + 1 if not run and following is not None and following.pos_ in {"ADJ", "VERB"} else None
        joins = token.lower_ in {"and", ","} and not run and self._doc[at - 1].pos_ != "NUM"
        return at + 1 if joins and following is not None and following.pos_ in {"ADJ", "PROPN"} else None

    def _is_predicate(self, token: Token) -> bool:
        """ "182 fighters dead": what is told of the counted, not which are counted."""
        return token.head.i <= token.i and token.lower_ in self._lexicon.measure_cues

    def _past_calibre(self, at: int) -> int | None:
        """Past "155mm" in "six 155mm shells"."""
        end = at + 2 + (self._doc[at + 1].text == "-" if at + 1 < self._end else 0)
        measured = end < self._end and self._doc[end - 1].lower_ in counting_words().calibres
        return end if measured and self._doc[end].pos_ in NOUNS else None

    def _past_compound(self, at: int) -> int | None:
        """Past "13-year-old", "Al-" and other words joined by hyphens."""
        while at + 1 < self._end and "-" in (self._doc[at].text, self._doc[at + 1].text):
            if self._doc[at].whitespace_:
                return at + 1 if self._doc[at].text != "-" else None
            at += 1
            if self._doc[at].text != "-" and (at + 1 >= self._end or self._doc[at + 1].text != "-"):
                return at + 1 if self._doc[at].pos_ not in NOUNS else at
        return None

    def _past_brackets(self, at: int) -> int | None:
        for i in range(at + 1, min(at + 5, self._end - 1)):
            if self._doc[i].text == ")":
                return i + 1 if self._doc[i + 1].pos_ in NOUNS else None
        return None

    def _ends(self, noun: Token, token: Token) -> bool:
        """Whether a noun of people ends the phrase, although a noun follows.

        "nine people Sunday", "took 70 troops prisoner", "takes a woman hostage"
        """
        if not (is_person(noun, self._nouns) or is_nation(noun, self._nouns)):
            return False
        if token.lower_ in counting_words().captive and self._is_taken(token):
            return True
        return noun.tag_ == "NNS" and noun.head.i < token.i

    def _is_made_captive(self, at: int) -> bool:
        """ "taking a dozen prisoner": what they were made, nobody counted."""
        token = self._doc[at]
        numbered = self._doc[at - 1].lower_ not in SINGLE and token.tag_ == "NN"
        return token.lower_ in counting_words().captive and numbered and self._is_taken(token)

    def _is_taken(self, token: Token) -> bool:
        """Whether "prisoner" says what was done to the counted: "taking 12 prisoner"."""
        words = counting_words()
        before = self._doc[max(self._sentence.span.start, token.i - _REACH) : token.i]
        return any(not words.captors.isdisjoint(forms(verb)) for verb in before if verb.pos_ == "VERB")
