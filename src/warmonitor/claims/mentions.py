"""The noun phrases of a report that pronouns and descriptions can take up, with what has to agree."""

from collections.abc import Iterator
from functools import cached_property

from warmonitor.claims import roles
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import core
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.claims.speakers import Speaker, SpeakerReader
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token

_NAMING = frozenset({"compound", "flat", "amod", "nmod:desc", "goeswith"})
_PARTS_OF_NAMES = frozenset({"compound", "flat", "amod", "nmod:desc", "goeswith", "fixed", "nummod"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PLURAL = frozenset({"NNS", "NNPS"})


class Mention:
    """A noun phrase or pronoun.

    `root` is the first mention of whom it stands for (itself, if of none); `called`, of a root, whether "he"
    or "she" has stood for it.
    """

    def __init__(self, head: Token, nouns: Nouns, at: int, *, joined: bool = False) -> None:
        """Takes the head of the phrase, the sentence's place in the report, whether "and" is meant."""
        self.head = head
        self.nouns = nouns
        self.at = at
        self.joined = joined
        self.root = self
        self.called: str | None = None

    @property
    def start(self) -> int:
        """Offset of the head in the report."""
        return self.nouns.sentence.offset + self.head.idx

    @cached_property
    def words(self) -> frozenset[str]:
        """What names it: lemmas of the head, of what is before it, of its name, of an apposition."""
        parts = list(_naming(self.head))
        for child in roles.children(self.head, "appos"):
            parts += _naming(child)
        name = self.name
        parts += list(self.head.doc[name[0] : name[1]]) if name is not None else []
        return frozenset(form for part in parts for form in forms(part))

    @cached_property
    def name(self) -> tuple[int, int, str] | None:
        """The name that its head is part of: tokens [start, end), and the kind."""
        found = self.nouns.sentence.name_at(self.head)
        return (found[0], found[1], found[2].kind) if found is not None else None

    @cached_property
    def spelled(self) -> str | None:
        """The words of its name."""
        return self.head.doc.words(*self.name[:2]) if self.name is not None else None

    @cached_property
    def last_name(self) -> str | None:
        """The last word of the full name of a person."""
        head = self.head
        run = [head, *roles.children(head, "flat")] if head.pos_ == "PROPN" else []
        name = self.name
        if name is not None and name[2] == "person":
            run = list(head.doc[name[0] : name[1]])
        return max(run, key=lambda token: token.i).text if len(run) > 1 else None

    @property
    def is_subject(self) -> bool:
        """Whether it is the subject of its clause."""
        return self.head.dep_ in _SUBJECTS

    @cached_property
    def is_many(self) -> bool:
        """Whether "they" can take it up: a plural, or several joined."""
        return self.joined or (self.head.tag_ in _PLURAL and self._is_common())

    def _is_common(self) -> bool:
        """The United Nations and Doctors Without Borders are plural in form only."""
        return self.name is None or self.name[2] != "organisation" or self.head.pos_ == "NOUN"

    def is_person(self, offices: frozenset[str]) -> bool:
        """Whether it is one person: a name of one, or a word for an office."""
        if self.joined or self.head.tag_ in _PLURAL:
            return False
        if self.name is not None and self.name[2] == "person":
            return not (self.nouns.is_body(self.name[0], self.name[1]) or self.nouns.is_country(self.head))
        titled = any(is_word(part, offices) for part in _naming(self.head))
        return is_word(self.head, offices) or (titled and self.head.pos_ == "PROPN")

    def speaker(self, reader: SpeakerReader) -> Speaker:
        """The phrase read as somebody who speaks."""
        return reader.read(self.head, self.nouns)

    @cached_property
    def governor(self) -> Token:
        """The verb or noun that it hangs on."""
        return self.head.head


def _naming(head: Token) -> Iterator[Token]:
    """The words that make up a name or a description, from its head down."""
    yield head
    for child in roles.children(head, *_NAMING):
        yield from _naming(child)


def phrases(sentence: Sentence, nouns: Nouns, at: int, times: frozenset[str]) -> Iterator[Mention]:
    """The noun phrases of a sentence in order, but for `times`; several joined by "and" also as one."""
    for token in sentence.tokens:
        inside = _is_inside_name(token) and not _is_body_before(token, sentence)
        if token.pos_ not in _NOUNS or inside or is_word(token, times):
            continue
        yield Mention(token, nouns, at)
        if roles.children(token, "conj") and token.dep_ != "conj":
            yield Mention(token, nouns, at, joined=True)


def _is_inside_name(token: Token) -> bool:
    return token.dep_ in _PARTS_OF_NAMES and token.head.pos_ in _NOUNS


def _is_body_before(token: Token, sentence: Sentence) -> bool:
    """ "Hill Front spokesman Yusuf Karel" speaks of the Hill Front too."""
    name = sentence.name_at(token)
    return name is not None and name[2].kind == "organisation" and name[1] == token.i + 1


def is_description(token: Token) -> bool:
    """ "the monitor", "the foreign ministry": a definite noun that nothing behind it tells apart."""
    if token.pos_ != "NOUN":
        return False
    definite = any(child.lower_ in {"the", "both", "that", "those"} for child in roles.children(token, "det"))
    told = roles.children(token, "nmod", "nmod:poss", "acl", "acl:relcl", "appos", "nummod", "conj")
    return definite and not told


def is_definite(token: Token) -> bool:
    """ "the army", "state television": not one of many."""
    return token.pos_ == "PROPN" or all(child.lower_ == "the" for child in roles.children(token, "det"))


def surname(token: Token) -> str | None:
    """A single proper noun, as people are called after their full name."""
    start, end = core(token)
    return token.text if token.pos_ == "PROPN" and end - start == 1 else None
