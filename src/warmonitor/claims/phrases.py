"""A number with what it counts: its noun, and the group of people that the two speak of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from warmonitor.claims.counted_nouns import SINGLE, CountedNouns
from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.groups import NOUNS, group_of_run, is_nation, is_person, is_thing, named_group
from warmonitor.claims.members import common_group, group_of_strength, is_one_person, only_tells_whose
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.quantities import Quantity
from warmonitor.language import Token
from warmonitor.ontology import Ontology

Sort = Literal["people", "others", "bare", "unknown", "thing"]


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


class _Reader:
    """Reads the words after a number."""

    def __init__(self, nouns: Nouns, ontology: Ontology) -> None:
        self._nouns = nouns
        self._ontology = ontology
        self._counted = CountedNouns(nouns)
        self._sentence = nouns.sentence
        self._doc = nouns.sentence.doc
        self._end = nouns.sentence.span.end

    def phrase(self, quantity: Quantity) -> Phrase:
        """The phrase that a number begins."""
        words = counting_words()
        others = text(self._sentence, quantity.end, quantity.end + 1) in words.others
        bare = Phrase(quantity, quantity.start, quantity.end, "people", None, "others" if others else "bare")
        moved = text(self._sentence, quantity.end, quantity.end + 1) == "the"  # "brings to 61 the number"
        run = [] if moved else self._counted.run(self._counted.past_links(quantity.end))
        if not run:
            return bare
        noun = run[-1]
        of_members = self._is_of_members(self._doc[quantity.start])
        group = None if of_members else self._group(quantity.end, run)
        if group is None:
            sort: Sort = "thing" if of_members or is_thing(noun, self._nouns) else "unknown"
            return Phrase(quantity, quantity.start, noun.i + 1, "people", noun, sort)
        joined = self._joined(noun)
        group = self._described(noun, group)
        for other in joined:
            group = common_group(group, group_of_run([other], self._nouns) or "people", self._ontology)
        end = max([noun, *joined], key=lambda token: token.i).i + 1
        return Phrase(quantity, quantity.start, end, group, noun, "people")

    def _group(self, end: int, run: Sequence[Token]) -> str | None:
        """The group that the nouns after a number, which ends at `end`, name."""
        return group_of_strength(end, run[-1], self._nouns) or group_of_run(run, self._nouns)

    def single_people(self) -> Iterator[Phrase]:
        """ "a soldier", "an eight-year-old girl", "another officer": one person; counts only beside a cue."""
        for token in self._sentence.tokens:
            if token.lower_ not in SINGLE or self._holds_number(token.i):
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
        return of_them and token.lower_ in SINGLE and before[0].lemma_.lower() in counting_words().members

    def _is_next_one(self, at: int) -> bool:
        """ "killed two soldiers and wounded a third"."""
        if at + 2 >= self._end or self._doc[at + 1].lower_ not in counting_words().ordinals:
            return False
        after = self._doc[at + 2]
        return after.lower_ != "of" and after.pos_ not in NOUNS | {"ADJ", "NUM"}

    def sharing(self, phrases: Sequence[Phrase]) -> list[Phrase]:
        """ "four American and five Nigerien soldiers": the first number shares the noun of the second."""
        return [self._shared(one, after) for one, after in pairwise(phrases)] + list(phrases[-1:])

    def _shared(self, phrase: Phrase, after: Phrase) -> Phrase:
        whose = list(self._doc[phrase.quantity.end : after.start])
        noun = phrase.noun
        named = noun is not None and named_group(noun, self._nouns) is not None
        if noun is not None and named and (noun.text.endswith("s") or not is_nation(noun, self._nouns)):
            return phrase
        if after.sort != "people" or not only_tells_whose(whose):
            return phrase
        return replace(phrase, group=after.group, noun=after.noun, sort="people", end=after.start - 1)

    def _joined(self, noun: Token) -> list[Token]:
        """ "40 women and children": nouns of people under the same number."""
        beside = [*noun.children]
        if noun.dep_ == "conj" and text(self._sentence, noun.i + 1, noun.i + 2) == "and":
            beside += [one for one in noun.head.children if one.i == noun.i + 2]
        later = [child for child in beside if child.dep_ == "conj" and child.i > noun.i]
        if later and text(self._sentence, later[-1].i + 1, later[-1].i + 3) in counting_words().parts_before:
            return []  # "dozens of villagers, women and children among them"
        return [child for child in later if is_person(child, self._nouns) and self._is_uncounted(child, noun)]

    def _described(self, noun: Token, group: str) -> str:
        """ "six people, all civilians, were killed", "29 bodies, all of boys": who all of them were."""
        after = [token.lower_ for token in self._doc[noun.i + 1 : min(noun.i + 3, self._end)]]
        mixed = "and" in text(self._sentence, noun.i + 3, min(noun.i + 7, self._end)).split()
        if group != "people" or after not in ([",", "all"], [",", "both"]) or (after[-1] == "both" and mixed):
            return group
        run = self._counted.run(self._counted.past_links(noun.i + 3))
        told = group_of_run(run, self._nouns) if run else None
        if told is not None:
            for other in self._joined(run[-1]):
                told = common_group(told, group_of_run([other], self._nouns) or "people", self._ontology)
        return group if told in {None, "family"} else str(told)  # not "16 people, all of one family"

    def _is_uncounted(self, child: Token, noun: Token) -> bool:
        between = self._doc[noun.i + 1 : child.i]
        counted = any(token.pos_ in {"NUM", "DET", "VERB"} for token in between)
        plural = {child.tag_, noun.tag_} <= {"NNS", "NNPS"}
        return plural and not counted and len(between) <= 3

    def _holds_number(self, at: int) -> bool:
        """ "a family of six", "another six": the number counts them, not the article."""
        following = list(self._doc[at + 1 : min(at + 4, self._end)])
        family = len(following) == 3 and following[1].lower_ == "of" and following[2].pos_ == "NUM"
        family = family and not is_one_person(following[0], named_group(following[0], self._nouns))
        numbered = bool(following) and following[0].pos_ == "NUM"
        return family or (numbered and not (len(following) > 1 and following[1].text == "-"))
