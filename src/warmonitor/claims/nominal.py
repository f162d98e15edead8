"""Noun phrases: what they could be, and who the words mean."""

from collections.abc import Iterator

from warmonitor.claims.counting import counting_words
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.noun_phrases import core
from warmonitor.claims.roles import prepositions
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.claims.takable import is_taken
from warmonitor.knowledge.gazetteer import Gazetteer
from warmonitor.knowledge.registry import Registry
from warmonitor.language import Token

# Bodies of the registry that bear arms.
_ARMED = frozenset({"armed_group", "militia", "military"})
_PEOPLE_PRONOUNS = frozenset(
    {"they", "he", "she", "who", "them", "him", "her", "we", "i", "us", "someone", "anyone"}
)
# Of whom an army may be meant; he and she bear no arms by themselves.
_SIDES = frozenset({"they", "them", "we", "us", "who"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
# "the raid that killed nine": who did it is what the pronoun stands for, if anybody.
_OF_THINGS = frozenset({"that", "which"})
_PERSONS = frozenset({"people", "party", "outlaw", "nation_people"})
# What says of somebody which is meant: "a captured soldier", "the soldiers whom they captured".
_OF_WHOM = frozenset({"amod", "acl", "acl:relcl"})
# Bodies of the registry that stand for a country.
_STATE = frozenset({"state", "government"})


def _is_more(head: Token) -> bool:
    """ "Five more were captured"."""
    return head.lower_ in {"more", "another"} and any(child.dep_ == "nummod" for child in head.children)


def _pronoun_classes(head: Token) -> Iterator[str]:
    yield from ("person", "party") if head.lower_ in _PEOPLE_PRONOUNS else ("thing", "party")
    if head.lower_ in _SIDES:
        yield "armed"
    if head.tag_ == "PRP":
        yield "self_words"


# What may stand between an office and who holds it: "the mayor of the old town of Kesra, …".
_BY_KIND = frozenset({"compound", "nmod:poss"})


class Nouns:
    """Says what the noun phrases of a sentence could be."""

    def __init__(
        self,
        sentence: Sentence,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        registry: Registry,
        surnames: frozenset[str],
    ) -> None:
        """Looks words up in the lexicon, names in the gazetteer and the registry; decides nothing.

        `surnames` are the last words of the full names of people in the report.
        """
        self.sentence = sentence
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.registry = registry
        self.surnames = surnames
        self._seen: dict[int, frozenset[str]] = {}

    def classes(self, head: Token) -> frozenset[str]:
        """What a phrase could be: place, party, person, thing, weapon, event, deal … and kinds of objects."""
        if head.i not in self._seen:
            self._seen[head.i] = frozenset(self._classes(head))
        return self._seen[head.i]

    def _classes(self, head: Token) -> Iterator[str]:
        if head.pos_ == "PRON" and head.lower_ in _OF_THINGS:
            meant = self.antecedent(head)
            yield from ("thing",) if meant.i == head.i else self.classes(meant)
            return
        if head.pos_ == "PRON":
            yield from _pronoun_classes(head)
            return
        if head.pos_ == "NUM" or head.lower_ in counting_words().uncounted or _is_more(head):
            yield "person"
        labels = self.sentence.labels_ending_at(self.lexicon.classes, head)
        yield from ("person",) if not _PERSONS.isdisjoint(labels) else ()
        for label in labels:
            yield label
            if label == "party" and "civil" not in labels:
                yield "armed"
        if self.sentence.ending_at(self.lexicon.groups, head) is not None and head.pos_ == "NOUN":
            yield "person"
        if self._is_held(head):
            yield "held"
        yield from self._object_classes(head)
        yield from self._name_classes(head, known=bool(labels))
        for other in self._meant(head):
            yield from self.classes(other)

    def _is_held(self, head: Token) -> bool:
        """ "A captured soldier", "the nuns whom they had abducted": people by what was done to them."""
        held = self.lexicon.captivity
        return any(
            child.dep_ in _OF_WHOM and not held.isdisjoint((child.lower_, child.lemma_.lower()))
            for child in head.children
        )

    def _meant(self, head: Token) -> Iterator[Token]:
        """What a phrase is by what follows it: "a string of villages", "roadside mine", "missile battery"."""
        partitive = not self.lexicon.partitives.isdisjoint(forms(head))
        thing = self.sentence.ending_at(self.lexicon.kinds, head) is not None  # "the tanker Stena Impero"
        for child in head.children:
            beside = child.dep_ == "appos" and child.i == head.i + 1 and not thing
            part = partitive and child.dep_ == "nmod" and child.i > head.i and "of" in prepositions(child)
            kind = partitive and child.dep_ == "compound" and child.i == head.i - 1
            if beside or part or kind or self._is_by_kind(head, child):
                yield child

    def _is_by_kind(self, head: Token, before: Token) -> bool:
        """ "The frigate Hessen" is a ship, "Wagner men" bear arms."""
        if before.dep_ not in _BY_KIND or before.i > head.i:
            return False
        if head.pos_ == "PROPN" and before.pos_ == "NOUN":
            match = self.sentence.ending_at(self.lexicon.kinds, before)
            return match is not None and match.labels[0] == "ship"
        return head.lower_ == "men" and "armed" in self.classes(before)

    def _object_classes(self, head: Token) -> Iterator[str]:
        match = self.sentence.ending_at(self.lexicon.kinds, head)
        if match is not None:
            yield from match.labels
            yield "weapon" if match.labels[0] in self.lexicon.weapons else "thing"

    def _name_classes(self, head: Token, *, known: bool) -> Iterator[str]:
        name = self.sentence.name_at(head)
        if name is not None:
            yield from self._registered(*name[:2])
        if name is not None and self.is_body(*name[:2]):
            yield "party"
        elif name is not None and (
            name[2].kind == "place" or self._could_be_town(name) or self._is_told_a_place(head)
        ):
            yield "place"
        elif name is not None and name[2].kind in {"person", "organisation"}:
            known = bool(self.gazetteer.candidates(self.sentence.words(*name[:2])))
            single = name[1] - name[0] == 1 and head.text not in self.surnames
            taken = (known or single) and is_taken(head, self.lexicon.taking)
            yield from ("place", "party") if taken else ("party",)
            yield from ("person",) if name[2].kind == "person" else ()
        elif head.pos_ == "PROPN" and not known:
            yield from self._unknown(head)
        elif head.pos_ == "PROPN" and (head.lower_.endswith("s") or self.gazetteer.demonym(head.text)):
            yield "party"  # "the Serbs", "the Japanese"
        elif self._is_disguised(head):
            yield "place"

    def _is_disguised(self, head: Token) -> bool:
        """ "Rebels seized Man": a town whose name is another word, right after a verb written small."""
        taken = head.dep_ == "obj" and head.head.i == head.i - 1 and head.head.text.islower()
        capital = head.pos_ == "NOUN" and head.text.istitle()
        return taken and capital and bool(self.gazetteer.candidates(head.text))

    def _is_told_a_place(self, head: Token) -> bool:
        """ "Kesra, the last stronghold of …"; persons mostly have two names."""
        if any(child.dep_ == "flat" for child in head.children):
            return False
        nouns = (child for child in head.children if child.dep_ == "appos" and child.pos_ == "NOUN")
        told = map(self.classes, nouns)
        return any("place" in classes and not classes & {"party", "person"} for classes in told)

    def _unknown(self, head: Token) -> Iterator[str]:
        """A name that nobody knows: the words around it say what it could be."""
        if head.text in self.surnames:
            yield from ("person", "party")
            return
        start, end = core(head)
        located = prepositions(head) & self.lexicon.locating and head.dep_ in {"obl", "nmod"}
        above = self.sentence.ending_at(self.lexicon.classes, head.head) if head.dep_ == "nmod" else None
        part_of_place = above is not None and "place" in above.labels
        if located or part_of_place or self.gazetteer.candidates(self.sentence.words(start, end)):
            yield "place"
        elif head.dep_ in {"obj", "nsubj:pass"} or self._names_taken(head):
            yield from ("place", "party")
        else:
            yield "party"

    def _names_taken(self, head: Token) -> bool:
        """ "The takeover of X"."""
        if head.dep_ != "nmod" or "of" not in prepositions(head):
            return False
        deed: Token = head.head
        told = deed.i + 1 < self.sentence.span.end and self.sentence.ending_at(
            self.lexicon.noun_triggers, deed.nbor()
        )
        return bool(told) or self._is_happening(deed)

    def _registered(self, start: int, end: int) -> Iterator[str]:
        """What the registry adds to a name: it bears arms, or is a state or its government ("Kyiv")."""
        kinds = {entry.kind for entry in self.registry.candidates(self.sentence.words(start, end))}
        if kinds & _ARMED:
            yield "armed"
        if kinds and kinds <= _STATE:
            yield "state"

    def is_actor(self, head: Token) -> bool:
        """Whether a phrase can act: a party, people, a named body, or a country."""
        classes = self.classes(head)
        if "event" in classes or "weapon" in classes or self._is_happening(head):
            return False
        return bool(classes & {"party", "person"}) or ("place" in classes and head.pos_ == "PROPN")

    def _is_happening(self, head: Token) -> bool:
        """ "Battle of X", "airstrikes": what happens does not act."""
        return head.pos_ in {"NOUN", "PROPN"} and (
            self.sentence.ending_at(self.lexicon.noun_triggers, head) is not None
        )

    def is_body(self, start: int, end: int) -> bool:
        """Whether the registry knows a name as a body or group: then it is no place."""
        entries = self.registry.candidates(self.sentence.words(start, end))
        kinds = {entry.kind for entry in entries} - {"state"}
        # A capital stands for its government too ("Baghdad said"); as a name it is a place first.
        if kinds == {"government"} and self.gazetteer.candidates(self.sentence.words(start, end)):
            return False
        return bool(kinds)

    def _could_be_town(self, name: tuple[int, int, object]) -> bool:
        """A single name that the gazetteer knows, and that no full name of a person in the report ends in."""
        start, end = name[0], name[1]
        if self.sentence.doc[end - 1].text in self.surnames:
            return False
        return end - start == 1 and bool(self.gazetteer.candidates(self.sentence.words(start, end)))

    def is_state(self, head: Token) -> bool:
        """Whether a name could stand for a state: a country, or a capital for its government."""
        return self.is_country(head) or any(
            entry.kind == "government" for entry in self.registry.candidates(head.text)
        )

    def is_country(self, head: Token) -> bool:
        """Whether a name could be a country's."""
        return any(entry.kind == "country" for entry in self.gazetteer.candidates(head.text))

    def is_known(self, name: str) -> bool:
        """Whether the registry or the gazetteer knows a name: "Russian", not "Heavy" as a first word."""
        found = self.registry.candidates(name) or self.gazetteer.candidates(name)
        return bool(found) or self.gazetteer.demonym(name) is not None

    def antecedent(self, head: Token) -> Token:
        """The noun that a relative pronoun stands for, that "thousands of" counts or, of the things counted
        before, a number alone: "fired 70 drones; 65 were shot down". Itself otherwise.
        """
        if head.lower_ in counting_words().quantities or head.pos_ == "NUM":
            counted = [child for child in head.children if child.dep_ == "nmod" and child.i > head.i]
            return counted[0] if counted else self._counted_before(head)
        if head.lower_ in _RELATIVE:
            for above in head.ancestors:
                if above.dep_ in {"acl:relcl", "acl"} and above.head.i < head.i:
                    return above.head
        return head

    def _counted_before(self, number: Token) -> Token:
        """The thing that the number before a number alone counts; itself where that is no thing."""
        if number.dep_ not in {"obj", "nsubj:pass"}:
            return number
        before = number.doc[self.sentence.span.start : number.i]
        counted = (token.head for token in reversed(before) if token.dep_ == "nummod")
        return next((noun for noun in counted if self.sentence.ending_at(self.lexicon.kinds, noun)), number)
