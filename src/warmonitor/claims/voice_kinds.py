"""What kind of voice somebody is: by the registry, the words for kinds of voices, the office or the name."""

from warmonitor.claims.nominal import Nouns
from warmonitor.claims.offices import Span, is_office
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token, root
from warmonitor.ontology import Ontology

_COURTESIES = frozenset({"mr", "mrs", "ms"})


class VoiceKinds:
    """Tells kinds of voices."""

    def __init__(self, ontology: Ontology) -> None:
        """Takes the kinds of voices that there are, and which kinds of actors speak as what."""
        self._ontology = ontology

    def of(self, span: Span, nouns: Nouns, office: Span | None = None) -> str:
        """The kind of voice that words name; failing that, what the office says, then the sort of name."""
        head = root(nouns.sentence.doc[span[0] : span[1]])
        telling = head.pos_ == "NOUN" and not is_word(head, nouns.lexicon.partitives)  # "group of activists"
        armed = nouns.sentence.ending_at(nouns.lexicon.voice_kinds, head) if telling else None
        if armed is not None and armed.labels[0] == "armed_group" and self._registered(span, nouns) is None:
            return "armed_group"  # "fighters of the Kesra Brigade"
        known = self.matched(span, nouns) or (self.matched(office, nouns) if office is not None else None)
        return known or self.of_name(head, nouns) or self._of_class(head, nouns)

    def of_member(self, office: Token, body: Span, nouns: Nouns) -> str:
        """The kind of a body's voice; who studies things for a body that is not known is an analyst."""
        registered = self._registered(body, nouns) is not None
        studies = any(is_word(word, nouns.lexicon.voices["learned"]) for word in (office, *office.children))
        named = self.matched(body, nouns)
        if studies and not registered and named in {None, "ngo"}:
            return "analyst"
        return self.of(body, nouns)

    def of_unintroduced(self, person: Span, source: Token, nouns: Nouns) -> str:
        """Whom a report need not introduce, and calls by one name, leads a country; others saw it."""
        known = self._registered(person, nouns)
        words = [word for word in source.doc[slice(*person)] if word.lower_.rstrip(".") not in _COURTESIES]
        alone = len(words) == 1 and self.of_name(source, nouns) in {None, "analyst"}
        return known or ("government" if alone else "eyewitness")

    def matched(self, span: Span, nouns: Nouns) -> str | None:
        """The kind that the registry or the lexicon knows; a body's word goes before an office's."""
        sentence = nouns.sentence
        known = self._registered(span, nouns)
        if known is not None:
            return known
        united = (sentence.ending_at(nouns.lexicon.voice_kinds, sentence.doc[i]) for i in range(*span))
        if any(match is not None and match.labels[0] == "un" for match in united):
            return "un"
        office: str | None = None
        for i in range(span[1] - 1, span[0] - 1, -1):
            match = sentence.ending_at(nouns.lexicon.voice_kinds, sentence.doc[i])
            if match is None:
                continue
            withheld = match.labels[0] == "unnamed_official"
            if withheld or not is_office(sentence.doc[i], nouns) or len(match.phrase) > 1:
                return match.labels[0]
            office = office or match.labels[0]
        return office

    def of_name(self, head: Token, nouns: Nouns) -> str | None:
        """The kind that the sort of a name tells, where nothing else is known of it."""
        name = nouns.sentence.name_at(head)
        kind = name[2].kind if name is not None else None
        return {"place": "government", "person": "analyst", "organisation": "ngo"}.get(kind or "")

    def _registered(self, span: Span, nouns: Nouns) -> str | None:
        if not any(token.text[0].isupper() for token in nouns.sentence.doc[span[0] : span[1]]):
            return None
        head = root(nouns.sentence.doc[span[0] : span[1]])
        if head.pos_ == "NOUN" and nouns.sentence.ending_at(nouns.lexicon.voice_kinds, head) is not None:
            return None
        for entry in nouns.registry.candidates(nouns.sentence.words(*span)):
            voice = (
                self._ontology.actor_kinds[entry.kind].voice
                if entry.kind in self._ontology.actor_kinds
                else None
            )
            return voice or (entry.kind if entry.kind in self._ontology.voice_kinds else None)
        return None

    def _of_class(self, head: Token, nouns: Nouns) -> str:
        """The kind that a common noun's class tells; a noun of no class ("the carpenter") is a person."""
        named = head.text[0].isupper() and head.i > head.sent.start
        if head.pos_ == "PROPN" or named or is_office(head, nouns):
            return "ngo"
        classes = nouns.classes(head)
        if "armed" in classes and "people" not in classes and head.pos_ == "NOUN":
            return "military"
        return "ngo" if "party" in classes else "eyewitness"
