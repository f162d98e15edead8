"""A number with what it counts: how far its words go, the noun, and the group of people it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from warmonitor.claims.counting import counting_words, suffers_itself, text
from warmonitor.claims.members import (
    common_group,
    group_of_members,
    group_of_strength,
    is_armed_body,
    is_one_person,
    only_tells_whose,
)
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.quantities import Quantity
from warmonitor.claims.sentence import Match, forms
from warmonitor.language import Token
from warmonitor.ontology import Ontology

Sort = Literal["people", "others", "bare", "unknown", "thing"]

_SINGLE = frozenset({"a", "an", "one", "another"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_QUOTES = frozenset("\"'“”‘’`") | {"``", "''"}
_THINGS = frozenset({"thing", "weapon", "place", "post", "event", "deal", "home_words"})
# How many words may stand between a number and the end of the phrase that it counts.
_REACH = 12


@dataclass(frozen=True)
class Phrase:
    """A quantity with its noun: tokens [start, end), the group counted, and the noun where there is one.

    `sort`: people; others ("seven more"); bare (no noun); unknown (a noun of no class: people, where only
    people can be meant); thing.
    """

    quantity: Quantity
    start: int
    end: int
    group: str
    noun: Token | None
    sort: Sort


def counted_phrases(nouns: Nouns, ontology: Ontology, counts: Sequence[Quantity]) -> list[Phrase]:
    """What the numbers of a sentence count, single people ("a soldier") among them, in order."""
    reader = _Reader(nouns, ontology)
    phrases = [reader.phrase(quantity) for quantity in counts]
    taken = {i for phrase in phrases for i in range(phrase.start, phrase.end)}
    single = [one for one in reader.single_people() if taken.isdisjoint((one.start, one.end - 1))]
    return reader.sharing(sorted([*phrases, *single], key=lambda phrase: phrase.start))


def group_of(noun: Token, nouns: Nouns, ontology: Ontology) -> str | None:
    """The group of people that a noun and those before it name; None where it names no people."""
    first = noun.i
    while (
        first > nouns.sentence.span.start
        and noun.doc[first - 1].head == noun
        and noun.doc[first - 1].pos_ in _NOUNS
    ):
        first -= 1
    return _Reader(nouns, ontology).group(list(noun.doc[first : noun.i + 1]))


class _Reader:
    """Reads the words after a number."""

    def __init__(self, nouns: Nouns, ontology: Ontology) -> None:
        self._nouns = nouns
        self._ontology = ontology
        self._lexicon = nouns.lexicon
        self._sentence = nouns.sentence
        self._doc = nouns.sentence.doc
        self._end = nouns.sentence.span.end

    def phrase(self, quantity: Quantity) -> Phrase:
        """The phrase that a number begins."""
        words = counting_words()
        others = text(self._sentence, quantity.end, quantity.end + 1) in words.others
        bare = Phrase(quantity, quantity.start, quantity.end, "people", None, "others" if others else "bare")
        moved = text(self._sentence, quantity.end, quantity.end + 1) == "the"  # "brings to 61 the number"
        run = [] if moved else self._run(self._past_links(quantity.end))
        if not run:
            return bare
        noun = run[-1]
        of_members = self._is_of_members(self._doc[quantity.start])
        group = None if of_members else group_of_strength(quantity.end, noun, self._nouns) or self.group(run)
        if group is None:
            sort: Sort = "thing" if of_members or self._is_thing(noun) else "unknown"
            return Phrase(quantity, quantity.start, noun.i + 1, "people", noun, sort)
        joined = self._joined(noun)
        group = self._described(noun, group)
        for other in joined:
            group = common_group(group, self.group([other]) or "people", self._ontology)
        end = max([noun, *joined], key=lambda token: token.i).i + 1
        return Phrase(quantity, quantity.start, end, group, noun, "people")

    def single_people(self) -> Iterator[Phrase]:
        """ "a soldier", "an eight-year-old girl", "another officer": one person; counts only beside a cue."""
        for token in self._sentence.tokens:
            if token.lower_ not in _SINGLE or self._holds_number(token.i):
                continue
            phrase = self.phrase(Quantity(1, 1, token.i, token.i + 1))
            if phrase.noun is not None and phrase.sort == "people":
                if phrase.noun.tag_ not in {"NNS", "NNPS"} and not self._is_named_so(phrase):
                    yield phrase
            elif token.lower_ == "another" and phrase.sort == "bare":
                if not self._is_each_other(token.i):
                    yield phrase
            elif self._is_next_one(token.i):
                yield Phrase(
                    Quantity(1, 1, token.i, token.i + 2), token.i, token.i + 2, "people", None, "bare"
                )

    def _is_named_so(self, phrase: Phrase) -> bool:
        """ "Omar Malek, a nurse"; not "five people, a nurse among them"."""
        noun = phrase.noun
        among = text(self._sentence, phrase.end, phrase.end + 2) in counting_words().parts_before
        # "killed three women, a baby and a donkey": one of a list
        told = noun is not None and noun.dep_ == "appos" and noun.head.tag_ != "NNS"
        return told and not among

    def _is_each_other(self, at: int) -> bool:
        """ "kill one another"."""
        return at > self._sentence.span.start and self._doc[at - 1].lower_ == "one"

    def _is_of_members(self, token: Token) -> bool:
        """ "nine members of one family": the members are counted."""
        before = self._doc[max(self._sentence.span.start, token.i - 2) : token.i]
        of_them = len(before) == 2 and before[1].lower_ == "of"
        return of_them and token.lower_ in _SINGLE and before[0].lemma_.lower() in counting_words().members

    def _is_next_one(self, at: int) -> bool:
        """ "killed two soldiers and wounded a third"."""
        if at + 2 >= self._end or self._doc[at + 1].lower_ not in counting_words().ordinals:
            return False
        after = self._doc[at + 2]
        return after.lower_ != "of" and after.pos_ not in _NOUNS | {"ADJ", "NUM"}

    def sharing(self, phrases: Sequence[Phrase]) -> list[Phrase]:
        """ "four American and five Nigerien soldiers": the first number shares the noun of the second."""
        return [self._shared(one, after) for one, after in pairwise(phrases)] + list(phrases[-1:])

    def _shared(self, phrase: Phrase, after: Phrase) -> Phrase:
        whose = list(self._doc[phrase.quantity.end : after.start])
        noun = phrase.noun
        named = noun is not None and self._named_group(noun) is not None
        if noun is not None and named and (noun.text.endswith("s") or not self._is_nation(noun)):
            return phrase
        if after.sort != "people" or not only_tells_whose(whose):
            return phrase
        return replace(phrase, group=after.group, noun=after.noun, sort="people", end=after.start - 1)

    def _past_links(self, at: int) -> int:
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

    def _run(self, at: int) -> list[Token]:
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
            if (
                token.tag_ == "POS"
                and following < self._end
                and self._doc[following].pos_ in _NOUNS | {"ADJ"}
            ):
                run.clear()
            elif text(self._sentence, at + 1, at + 3) == "- by" and not token.whitespace_:
                run.append(self._doc[at + 2])  # "four passers-by"
                break
            elif following == at + 1 and (token.pos_ in _NOUNS or self._is_person(token)):
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
        if token.pos_ in _NOUNS or (token.pos_ == "X" and token.text[0].isupper()):
            return at + 1
        if token.tag_ == "POS":
            return at + 1 if run else None
        if token.text in _QUOTES:
            return at + 1 if not run else None
        if token.pos_ == "NUM" or token.text == "-":
            return self._past_compound(at)
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

    def _past_compound(self, at: int) -> int | None:
        """Past "13-year-old", "Al-" and other words joined by hyphens."""
        while at + 1 < self._end and "-" in (self._doc[at].text, self._doc[at + 1].text):
            if self._doc[at].whitespace_:
                return at + 1 if self._doc[at].text != "-" else None
            at += 1
            if self._doc[at].text != "-" and (at + 1 >= self._end or self._doc[at + 1].text != "-"):
                return at + 1 if self._doc[at].pos_ not in _NOUNS else at
        return None

    def _past_brackets(self, at: int) -> int | None:
        for i in range(at + 1, min(at + 5, self._end - 1)):
            if self._doc[i].text == ")":
                return i + 1 if self._doc[i + 1].pos_ in _NOUNS else None
        return None

    def _ends(self, noun: Token, token: Token) -> bool:
        """Whether a noun of people ends the phrase, although a noun follows.

        "nine people Sunday", "took 70 troops prisoner", "takes a woman hostage"
        """
        if not (self._is_person(noun) or self._is_nation(noun)):
            return False
        if token.lower_ in counting_words().captive and self._is_taken(token):
            return True
        return noun.tag_ == "NNS" and noun.head.i < token.i

    def _is_made_captive(self, at: int) -> bool:
        """ "taking a dozen prisoner": what they were made, nobody counted."""
        token = self._doc[at]
        numbered = self._doc[at - 1].lower_ not in _SINGLE and token.tag_ == "NN"
        return token.lower_ in counting_words().captive and numbered and self._is_taken(token)

    def _is_taken(self, token: Token) -> bool:
        """Whether "prisoner" says what was done to the counted: "taking 12 prisoner"."""
        words = counting_words()
        before = self._doc[max(self._sentence.span.start, token.i - _REACH) : token.i]
        return any(not words.captors.isdisjoint(forms(verb)) for verb in before if verb.pos_ == "VERB")

    def _is_person(self, token: Token) -> bool:
        return token.pos_ != "VERB" and self._named_group(token) is not None

    def _named_group(self, token: Token) -> str | None:
        match = self._sentence.ending_at(self._lexicon.groups, token)
        if match is not None:
            return match.labels[0]
        return "people" if self._class_of_people(token) is not None else None

    def _class_of_people(self, noun: Token) -> Match | None:
        """A noun that no group names but that is said of people: "leaders"; bodies only in the plural."""
        match = self._sentence.ending_at(self._lexicon.classes, noun)
        if match is None or noun.pos_ not in _NOUNS:
            return None
        plural = noun.tag_ in {"NNS", "NNPS"}
        counts = "people" in match.labels or (plural and "party" in match.labels)
        return match if counts and noun.lemma_.lower() not in counting_words().collectives else None

    def group(self, run: Sequence[Token]) -> str | None:
        """The group that a run of nouns names by its last one; None where that is no word for people."""
        noun = run[-1]
        group = self._named_group(noun) if noun.pos_ != "VERB" else None
        if group is None:
            if not self._is_nation(noun):
                return None
            return "combatant" if is_armed_body(noun, self._nouns) else "people"
        if noun.lemma_.lower() in counting_words().members:
            return group_of_members(noun, run, self._nouns, group)
        return self._told_by(run, group)

    def _told_by(self, run: Sequence[Token], group: str) -> str:
        """The group of a noun, as the words beside it tell it."""
        if run[-1].lemma_.lower() == "officer" and len(run) == 1 and self._is_of_army():
            return "soldier"
        if group == "soldier" and any(self._is_irregular(token) for token in run[:-1]):
            return "combatant"
        if group in {"people", "man"} and any(is_armed_body(token, self._nouns) for token in run[:-1]):
            return "combatant"  # "FARC dissidents", "nine Hezbollah men"
        if group == "people":
            told = (self._sentence.ending_at(self._lexicon.groups, token) for token in reversed(run[:-1]))
            return next((m.labels[0] for m in told if m is not None), group)
        return group

    def _is_irregular(self, token: Token) -> bool:
        """ "a rebel colonel", "three Houthi officers"."""
        match = self._sentence.ending_at(self._lexicon.groups, token)
        named = match is not None and match.labels[0] == "combatant"
        return named or is_armed_body(token, self._nouns)

    def _is_of_army(self) -> bool:
        """ "two officers" of a brigade, not of the police."""
        told, words = self._sentence.vocabulary, counting_words()
        return not words.soldierly.isdisjoint(told) and words.police.isdisjoint(told)

    def _joined(self, noun: Token) -> list[Token]:
        """ "40 women and children": nouns of people under the same number."""
        later = [child for child in noun.children if child.dep_ == "conj" and child.i > noun.i]
        if later and text(self._sentence, later[-1].i + 1, later[-1].i + 3) in counting_words().parts_before:
            return []  # "dozens of villagers, women and children among them"
        return [child for child in later if self._is_person(child) and self._is_uncounted(child, noun)]

    def _described(self, noun: Token, group: str) -> str:
        """ "six people, all civilians, were killed", "29 bodies, all of boys": who all of them were."""
        after = [token.lower_ for token in self._doc[noun.i + 1 : min(noun.i + 3, self._end)]]
        if group != "people" or after not in ([",", "all"], [",", "both"]):
            return group
        run = self._run(self._past_links(noun.i + 3))
        told = self.group(run) if run else None
        return group if told in {None, "family"} else str(told)  # not "16 people, all of one family"

    def _is_uncounted(self, child: Token, noun: Token) -> bool:
        between = self._doc[noun.i + 1 : child.i]
        counted = any(token.pos_ in {"NUM", "DET", "VERB"} for token in between)
        plural = {child.tag_, noun.tag_} <= {"NNS", "NNPS"}
        return plural and not counted and len(between) <= 3

    def _is_nation(self, noun: Token) -> bool:
        """ "ten Palestinians", "one Palestinian", "40 Taliban": names of peoples and of armed bodies."""
        if not noun.text[0].isupper() or noun.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return False
        if noun.text.endswith("s") or noun.pos_ == "ADJ" or is_armed_body(noun, self._nouns):
            return True
        return self._nouns.gazetteer.demonym(noun.text) is not None

    def _is_thing(self, noun: Token) -> bool:
        if noun.lemma_.lower() in counting_words().collectives:
            return True
        classes = self._nouns.classes(noun)
        return bool(classes & _THINGS) and "person" not in classes

    def _holds_number(self, at: int) -> bool:
        """ "a family of six", "another six": the number counts them, not the article."""
        following = list(self._doc[at + 1 : min(at + 4, self._end)])
        family = len(following) == 3 and following[1].lower_ == "of" and following[2].pos_ == "NUM"
        family = family and not is_one_person(following[0], self._named_group(following[0]))
        numbered = bool(following) and following[0].pos_ == "NUM"
        return family or (numbered and not (len(following) > 1 and following[1].text == "-"))
