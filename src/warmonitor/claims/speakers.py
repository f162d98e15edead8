"""Who speaks, read off a noun phrase: the person, the body spoken for, and what kind of voice it is."""

from dataclasses import dataclass

from warmonitor.claims import roles
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import extent
from warmonitor.claims.offices import (
    TITLES,
    Span,
    body_of,
    is_office,
    is_rank,
    name_or_phrase,
    office_after,
    title_in,
    without_spokesman,
)
from warmonitor.claims.triggers import is_word
from warmonitor.claims.voice_kinds import VoiceKinds
from warmonitor.language import Token
from warmonitor.ontology import Ontology


@dataclass(frozen=True)
class Speaker:
    """A voice as words: tokens of the phrase, the person, the body or office, and the kind of voice."""

    span: Span
    person: str | None
    name: str | None
    kind: str


class SpeakerReader:
    """Reads speakers from the subjects of verbs of saying."""

    def __init__(self, ontology: Ontology) -> None:
        """Takes the kinds of voices that there are, and which kinds of actors speak as what."""
        self._kinds = VoiceKinds(ontology)

    def read(self, source: Token, nouns: Nouns) -> Speaker:
        """The speaker that a noun phrase names."""
        start, end = extent(source)
        while start > source.sent.start + 1 and source.doc[start].text == "-":
            start -= 1  # "OVD-Info", of which the parse has two words
        if source.doc[start].pos_ == "NUM" and source.doc[start].nbor().text == ",":
            start += 2  # "injuring 35, the rescue service said"
        start += source.doc[start].text == ","
        person = _person(source, nouns)
        if person is not None:
            end = max(end, person[1])
            return self._of_person(source, person, (min(start, person[0]), end), nouns)
        own = name_or_phrase(source, nouns)
        own = _with_country(source, own, nouns)
        end = max(end, own[1])
        if is_office(source, nouns) or is_word(source, nouns.lexicon.voices["belonging"]):
            body = body_of(source, source, nouns)
            if body is not None:
                kind = self._kinds.of(body, nouns, own)
                return Speaker((start, end), None, self._words(body, nouns), kind)
        return Speaker((start, end), None, self._words(own, nouns), self._kinds.of(own, nouns, (start, end)))

    def _of_person(self, source: Token, person: Span, span: Span, nouns: Nouns) -> Speaker:
        words = self._words(person, nouns)
        title = title_in(span[0], person[0], source)
        after = office_after(source, person)
        body = body_of(after, source, nouns) if after is not None else body_of(source, source, nouns)
        if body is not None and (title is None or body[0] >= person[1]):
            kind = self._kinds.of_member(after if after is not None else source, body, nouns)
            return Speaker(span, words, self._words(body, nouns), kind)
        if after is not None and title is None:
            office = name_or_phrase(after, nouns)
            known = self._kinds.matched(office, nouns) or self._kinds.of_name(after, nouns) or "eyewitness"
            return Speaker(span, words, self._words(office, nouns), known)
        if title is None:
            return Speaker(span, words, None, self._kinds.of_unintroduced(person, source, nouns))
        kind = self._kinds.of(title, nouns)
        if kind == "eyewitness" or is_rank(title, source, nouns):
            return Speaker(span, words, None, kind)
        return Speaker(span, words, self._words(without_spokesman(title, source, nouns), nouns), kind)

    def _words(self, span: Span, nouns: Nouns) -> str:
        return nouns.sentence.words(*span)


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


def _without_office(span: Span, source: Token, nouns: Nouns) -> Span | None:
    start, end = span
    for i in range(start, end):
        if source.doc[i].tag_ == "POS" or is_office(source.doc[i], nouns):
            start = i + 1
    return (start, end) if start < end else None


def _with_country(head: Token, own: Span, nouns: Nouns) -> Span:
    """ "Ruritania's Defence Ministry" is not that of the country that a report mostly speaks of."""
    whose = next((child for child in roles.children(head, "nmod:poss") if child.i < own[0]), None)
    of_country = whose is not None and nouns.registry.state_of(whose.text) is not None
    return (whose.i, own[1]) if whose is not None and of_country else own


def _person(source: Token, nouns: Nouns) -> Span | None:
    """The person's name in or right after a phrase, without words of office."""
    sentence = nouns.sentence
    ends = {source.i, extent(source)[1], extent(source)[1] + 1}
    ends |= {child.i for child in source.children if child.dep_ == "appos"}
    common = source.pos_ == "NOUN" or is_office(source, nouns)
    for start, end, name in sentence.names:
        own = start <= source.i < end
        is_person = name.kind == "person" and not nouns.is_body(start, end)
        if (own or (common and start in ends)) and is_person:
            return _without_office((start, end), source, nouns)
    if source.pos_ == "PROPN" and any(
        child.dep_ in TITLES and is_office(child, nouns) for child in source.children
    ):
        return _without_office(_run(source), source, nouns)
    return _said_by(source, nouns)
