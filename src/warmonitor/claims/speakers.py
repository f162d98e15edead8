"""Who speaks, read off a noun phrase: the person, the body spoken for, and what kind of voice it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import core, extent
from warmonitor.claims.setting import setting_words
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token, root
from warmonitor.ontology import Ontology

_AT_OFFICE = frozenset({"of", "for", "at", "with", "from"})
_AT = frozenset({"at", "with", "from"})
_JOINING = frozenset({"for", "of", "on", "and"})
_COURTESIES = frozenset({"mr", "mrs", "ms"})
_NAMING = frozenset({"NOUN", "PROPN"})
_TITLES = frozenset({"nmod:desc", "compound", "amod", "flat"})

Span = tuple[int, int]


@dataclass(frozen=True)
class Speaker:
    """A voice as words: tokens of the phrase, the person, the body or office, and the kind of voice."""

    span: Span
    person: str | None
    name: str | None
    kind: str


class SpeakerReader:
    """Reads speakers from the subjects of verbs of saying."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology) -> None:
        """Takes the words for offices and kinds of voices, and which kinds of actors speak as what."""
        self._offices = lexicon.voices["roles"]
        self._spokesmen = lexicon.voices["spokesmen"]
        self._ranks = lexicon.voices["ranks"]
        self._desks = lexicon.voices["desks"]
        self._learned = lexicon.voices["learned"]
        self._institutions = lexicon.voices["institutions"]
        self._lexicon = lexicon
        self._ontology = ontology

    def read(self, source: Token, nouns: Nouns) -> Speaker:
        """The speaker that a noun phrase names."""
        start, end = extent(source)
        while start > source.sent.start + 1 and source.doc[start].text == "-":
            start -= 1  # "OVD-Info", of which the parse has two words
        if source.doc[start].pos_ == "NUM" and source.doc[start].nbor().text == ",":
            start += 2  # "injuring 35, the rescue service said"
        start += source.doc[start].text == ","
        person = self._person(source, nouns)
        if person is not None:
            end = max(end, person[1])
            return self._of_person(source, person, (min(start, person[0]), end), nouns)
        own = self._name_or_phrase(source, nouns)
        own = self._with_country(source, own, nouns)
        end = max(end, own[1])
        if is_word(source, self._offices):
            body = self._body(source, source, nouns)
            if body is not None:
                kind = self._kind(body, nouns, own)
                return Speaker((start, end), None, self._words(body, nouns), kind)
        return Speaker((start, end), None, self._words(own, nouns), self._kind(own, nouns, (start, end)))

    def _of_person(self, source: Token, person: Span, span: Span, nouns: Nouns) -> Speaker:
        words = self._words(person, nouns)
        title = self._title(span[0], person[0], source)
        after = self._office_after(source, person)
        body = self._body(after, source, nouns) if after is not None else self._body(source, source, nouns)
        if body is not None and (title is None or body[0] >= person[1]):
            kind = self._kind_of_member(after if after is not None else source, body, nouns)
            return Speaker(span, words, self._words(body, nouns), kind)
        if after is not None and title is None:
            office = self._name_or_phrase(after, nouns)
            known = self._matched(office, nouns) or self._kind_of_name(after, nouns) or "eyewitness"
            return Speaker(span, words, self._words(office, nouns), known)
        if title is None:
            return Speaker(span, words, None, self._kind_of_unintroduced(person, source, nouns))
        kind = self._kind(title, nouns)
        if kind == "eyewitness" or self._is_rank(title, source):
            return Speaker(span, words, None, kind)
        return Speaker(span, words, self._words(self._without_spokesman(title, source), nouns), kind)

    def _kind_of_unintroduced(self, person: Span, source: Token, nouns: Nouns) -> str:
        """Whom a report need not introduce, and calls by one name, leads a country; else who comments."""
        known = self._registered(person, nouns)
        words = [word for word in source.doc[slice(*person)] if word.lower_.rstrip(".") not in _COURTESIES]
        alone = len(words) == 1 and self._kind_of_name(source, nouns) in {None, "analyst"}
        return known or ("government" if alone else self._kind_of_name(source, nouns) or "analyst")

    def _words(self, span: Span, nouns: Nouns) -> str:
        return nouns.sentence.words(*span)

    def _person(self, source: Token, nouns: Nouns) -> Span | None:
        """The person's name in or right after a phrase, without words of office."""
        sentence = nouns.sentence
        ends = {source.i, extent(source)[1], extent(source)[1] + 1}
        ends |= {child.i for child in source.children if child.dep_ == "appos"}
        common = source.pos_ == "NOUN" or is_word(source, self._offices)
        for start, end, name in sentence.names:
            own = start <= source.i < end
            is_person = name.kind == "person" and not nouns.is_body(start, end)
            if (own or (common and start in ends)) and is_person:
                return self._without_office((start, end), source)
        if source.pos_ == "PROPN" and any(
            child.dep_ in _TITLES and is_word(child, self._offices) for child in source.children
        ):
            return self._without_office(_run(source), source)
        return _said_by(source, nouns)

    def _without_office(self, span: Span, source: Token) -> Span | None:
        start, end = span
        for i in range(start, end):
            if source.doc[i].tag_ == "POS" or is_word(source.doc[i], self._offices):
                start = i + 1
        return (start, end) if start < end else None

    def _title(self, start: int, end: int, source: Token) -> Span | None:
        """Words of office before a name: "foreign ministry spokesman", "Iran's Foreign Minister"."""
        doc = source.doc
        while start < end and doc[start].pos_ in {"DET", "PUNCT", "ADP"}:
            start += 1
        while end > start and doc[end - 1].pos_ == "PUNCT":
            end -= 1
        return (start, end) if start < end else None

    def _is_rank(self, title: Span, source: Token) -> bool:
        """ "Lt. Gen. Musa Karim", "spokesman Brigadier Musa Karim": of which army is not said."""
        words = [word for word in source.doc[slice(*title)] if word.text != "-"]
        ranked = [word for word in words if word.lower_ in self._ranks]
        return bool(ranked) and all(word in ranked or is_word(word, self._spokesmen) for word in words)

    def _without_spokesman(self, title: Span, source: Token) -> Span:
        start, end = title
        told = end
        while told - 1 > start and source.doc[told - 1].lower_ in self._ranks:
            told -= 1
        if is_word(source.doc[told - 1], self._spokesmen):
            end = told  # "military spokesman Brigadier X"
        spoken_for = end - 1 > start and is_word(source.doc[end - 1], self._spokesmen)
        if not spoken_for or source.doc[end - 2].pos_ == "ADJ":
            return start, end
        return start, end - 2 if end - 2 > start and source.doc[end - 2].tag_ == "POS" else end - 1

    def _office_after(self, source: Token, person: Span) -> Token | None:
        """The office behind a name: "X, the director of Y"."""
        return next(
            (child for child in source.children if child.dep_ == "appos" and child.i >= person[1]), None
        )

    def _body(self, office: Token, source: Token, nouns: Nouns) -> Span | None:
        """The body in "head of the Observatory", "spokesman for the army", "the ministry's spokesman"."""
        within = [child for child in self._dependents(office, source) if self._is_body(child, nouns)]
        whole = [child for child in within if not is_word(child, self._desks)]
        initials = next((child for child in office.children if _is_initials(child, office)), None)
        if initials is not None and is_word(office, self._offices) and not whole:
            return initials.i, initials.i + 1
        if within:
            return self._whole_name((whole or within)[0], nouns)
        if not is_word(office, self._offices):
            return None
        owners = (child for child in roles.children(office, "nmod:poss") if child.pos_ in _NAMING)
        owner = next((child for child in owners if child.lower_ not in setting_words().known), None)
        if owner is not None:
            return self._name_or_phrase(owner, nouns)
        if is_word(office, self._spokesmen) and office.i > office.left_edge.i:
            return self._title(office.left_edge.i, office.i, office)
        return None

    def _is_body(self, child: Token, nouns: Nouns) -> bool:
        """Whether it is what an office is of or at; "director for Africa" says where, not of what."""
        marks = roles.prepositions(child)
        posted = marks == {"for"} and "place" in nouns.classes(child)
        return child.dep_ == "nmod" and bool(marks & _AT_OFFICE) and not posted

    def _whole_name(self, head: Token, nouns: Nouns) -> Span:
        """All of a body's name, of which a parse may see the beginning only: "United Against Arms" """
        start, end = self._name_or_phrase(head, nouns)
        doc, last = head.doc, head.sent.end
        if not doc[start].text[0].isupper() and doc[start].pos_ != "DET":
            return start, end
        learned = is_word(head, self._institutions)
        while end < last and (
            doc[end].text[0].isupper()
            or (learned and doc[end].lower_ in _JOINING and end + 1 < last and doc[end + 1].text[0].isupper())
        ):
            end += 1
        kind = nouns.sentence.match_at(self._lexicon.voice_kinds, end) if end < last else []
        return start, max([end, *(match.end for match in kind)])

    def _kind_of_member(self, office: Token, body: Span, nouns: Nouns) -> str:
        """The kind of a body's voice; who studies things for a body that is not known is an analyst."""
        registered = self._registered(body, nouns) is not None
        studies = any(is_word(word, self._learned) for word in (office, *office.children))
        named = self._matched(body, nouns)
        if studies and not registered and named in {None, "ngo"}:
            return "analyst"
        return self._kind(body, nouns)

    def _dependents(self, office: Token, source: Token) -> Iterator[Token]:
        for child in office.children:
            yield child
            if child.dep_ == "nmod" and (is_word(child, self._desks) or roles.prepositions(child) == {"for"}):
                yield from (below for below in child.children if roles.prepositions(below) & _AT)
        if office.i != source.i:
            yield from (child for child in source.children if child.i > office.i)

    def _name_or_phrase(self, head: Token, nouns: Nouns) -> Span:
        """What names a body: its phrase, and all of a name that the phrase only begins."""
        start, end = core(head)
        name = nouns.sentence.name_at(head)
        if name is None:
            return start, end
        return (min(start, name[0]) if nouns.is_body(*name[:2]) else start), max(end, name[1])

    def _with_country(self, head: Token, own: Span, nouns: Nouns) -> Span:
        """ "Ruritania's Defence Ministry" is not that of the country that a report mostly speaks of."""
        whose = next((child for child in roles.children(head, "nmod:poss") if child.i < own[0]), None)
        of_country = whose is not None and nouns.registry.state_of(whose.text) is not None
        return (whose.i, own[1]) if whose is not None and of_country else own

    def _kind(self, span: Span, nouns: Nouns, office: Span | None = None) -> str:
        """The kind of voice that words name; failing that, what the office says, then the sort of name."""
        head = root(nouns.sentence.doc[span[0] : span[1]])
        telling = head.pos_ == "NOUN" and not is_word(head, self._lexicon.partitives)  # "group of activists"
        armed = nouns.sentence.ending_at(self._lexicon.voice_kinds, head) if telling else None
        if armed is not None and armed.labels[0] == "armed_group" and self._registered(span, nouns) is None:
            return "armed_group"  # "fighters of the Kesra Brigade"
        known = self._matched(span, nouns) or (self._matched(office, nouns) if office is not None else None)
        return known or self._kind_of_name(head, nouns) or self._kind_of_class(head, nouns)

    def _matched(self, span: Span, nouns: Nouns) -> str | None:
        """The kind that the registry or the lexicon knows; a body's word goes before an office's."""
        sentence = nouns.sentence
        known = self._registered(span, nouns)
        if known is not None:
            return known
        united = (sentence.ending_at(self._lexicon.voice_kinds, sentence.doc[i]) for i in range(*span))
        if any(match is not None and match.labels[0] == "un" for match in united):
            return "un"
        office: str | None = None
        for i in range(span[1] - 1, span[0] - 1, -1):
            match = sentence.ending_at(self._lexicon.voice_kinds, sentence.doc[i])
            if match is None:
                continue
            withheld = match.labels[0] == "unnamed_official"
            if withheld or not is_word(sentence.doc[i], self._offices) or len(match.phrase) > 1:
                return match.labels[0]
            office = office or match.labels[0]
        return office

    def _registered(self, span: Span, nouns: Nouns) -> str | None:
        if not any(token.text[0].isupper() for token in nouns.sentence.doc[span[0] : span[1]]):
            return None
        head = root(nouns.sentence.doc[span[0] : span[1]])
        if head.pos_ == "NOUN" and nouns.sentence.ending_at(self._lexicon.voice_kinds, head) is not None:
            return None
        for entry in nouns.registry.candidates(nouns.sentence.words(*span)):
            voice = (
                self._ontology.actor_kinds[entry.kind].voice
                if entry.kind in self._ontology.actor_kinds
                else None
            )
            return voice or (entry.kind if entry.kind in self._ontology.voice_kinds else None)
        return None

    def _kind_of_name(self, head: Token, nouns: Nouns) -> str | None:
        name = nouns.sentence.name_at(head)
        kind = name[2].kind if name is not None else None
        return {"place": "government", "person": "analyst", "organisation": "ngo"}.get(kind or "")

    def _kind_of_class(self, head: Token, nouns: Nouns) -> str:
        """The kind that a common noun's class tells; a noun of no class ("the carpenter") is a person."""
        named = head.text[0].isupper() and head.i > head.sent.start
        if head.pos_ == "PROPN" or named or is_word(head, self._offices):
            return "ngo"
        classes = nouns.classes(head)
        if "armed" in classes and "people" not in classes and head.pos_ == "NOUN":
            return "military"
        return "ngo" if "party" in classes else "eyewitness"


def _is_initials(child: Token, office: Token) -> bool:
    """ "IRC director": a body by its initials before an office, "of" whatever desk the office is."""
    before = child.dep_ in _TITLES and child.i < office.i
    return before and child.text.isupper() and len(child) > 1


def _run(head: Token) -> Span:
    """A name that no recogniser marked: the head with its flat parts."""
    parts = [head.i, *(child.i for child in head.children if child.dep_ == "flat")]
    return min(parts), max(parts) + 1


def _said_by(source: Token, nouns: Nouns) -> Span | None:
    """ "…, said X Y of the Red Cross": two names that nothing else has, behind the verb, are a person's."""
    doc, start, end = source.doc, source.i, source.i + 1
    while start > source.sent.start and doc[start - 1].pos_ == "PROPN":
        start -= 1
    while end < source.sent.end and doc[end].pos_ == "PROPN":
        end += 1
    said = start > source.sent.start and doc[start - 1].pos_ == "VERB"
    of = end < source.sent.end and doc[end].lower_ == "of"
    known = nouns.is_known(nouns.sentence.words(start, end))
    return (start, end) if said and of and end - start == 2 and not known else None
