"""Whose word it is: attributions in a sentence, and what each of them covers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from warmonitor.claims import roles
from warmonitor.claims.citation import Citation, Citations
from warmonitor.claims.coreference import Discourse
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.quotation import running
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.speakers import Speaker, SpeakerReader
from warmonitor.claims.speech import Speech, is_nobody
from warmonitor.claims.speech_content import SpeechContent, as_saying, takes_credit
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token
from warmonitor.model import Voice
from warmonitor.ontology import Ontology

# Tokens [start, end).
Words = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Attribution:
    """Somebody's word in a sentence: the voice, the verb, the tokens of the document that it covers.

    `span` are the tokens [start, end) of the voice's own words, `source` their head; empty and None where a
    running quotation goes on, which the attribution `quoted` tells whose it is.
    """

    voice: Voice
    cue: Token
    covers: frozenset[int]
    span: Words
    distancing: bool = False
    source: Token | None = None
    quoted: "Attribution | None" = None


class VoiceFinder:
    """Finds the voices of a report, sentence by sentence; remembers who spoke, for "he" and "the monitor"."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology) -> None:
        """Starts a report: nobody has spoken yet."""
        self._lexicon = lexicon
        self._reader = SpeakerReader(ontology)
        self._speech = Speech(lexicon)
        self._content = SpeechContent(lexicon, self._speech)
        self._citations = Citations(lexicon)
        self.discourse = Discourse(lexicon, self._reader)

    def hear(self, told: Sequence[tuple[Sentence, Nouns]]) -> list[list[Attribution]]:
        """The attributions of a report's sentences, those of each that cover least first (innermost first).

        Call it once, with all of them in order: a quotation may be attributed where it ends.
        """
        heard = [self._attributions(sentence, nouns) for sentence, nouns in told]
        sentences = [sentence for sentence, _ in told]
        last: Attribution | None = None
        for at, quoted in enumerate(running(sentences)):
            found = heard[at]
            speaker = None
            if not found and quoted is not None:
                told_later = map(_outermost, heard[at + 1 : quoted + 1])
                speaker = next((one for one in told_later if one is not None), last)
            elif not found and at and sentences[at].offset == sentences[at - 1].offset:
                speaker = next((one.quoted or one for one in heard[at - 1] if _holds_floor(one)), None)
            found += [_goes_on(sentences[at], speaker)] if speaker is not None else []
            last = _outermost(found) or last
        return heard

    def _attributions(self, sentence: Sentence, nouns: Nouns) -> list[Attribution]:
        self.discourse.read(sentence, nouns)
        found = [
            *self._by_verbs(sentence, nouns),
            *self._by_citation(sentence, nouns),
            *self._quoted_by(sentence, nouns),
        ]
        return sorted(found, key=lambda one: self._depth(one, found))

    def _depth(self, one: Attribution, found: Sequence[Attribution]) -> tuple[int, bool]:
        """How much an attribution covers; who is cited covers no more than who cites."""
        if not is_word(one.cue, self._lexicon.voices["quoting"]):
            return len(one.covers), True
        above = one.cue.head.i
        citing = [
            other
            for other in found
            if other is not one and above in {other.cue.i, other.source.i if other.source is not None else -1}
        ]
        return min(len(each.covers) for each in (one, *citing)), False

    def speech(self, sentence: Sentence, verb: Token, nouns: Nouns) -> Attribution | None:
        """The attribution of an act of speech that no verb of saying tells: "Armenia rejects the report"."""
        source = roles.agent(verb)
        if source is None or is_nobody(source) or not self._speaks(nouns, nouns.antecedent(source)):
            return None
        return self._attribution(Citation(nouns.antecedent(source), verb, frozenset()), sentence, nouns)

    def _by_verbs(self, sentence: Sentence, nouns: Nouns) -> Iterator[Attribution]:
        for token in sentence.tokens:
            source = self._speech.source(token) if self._speech.is_cue(token) else None
            if source is None:
                continue
            speaker = nouns.antecedent(source)
            author = self._speech.author(speaker)
            if author is None and self._speech.depicts(token):
                continue
            speaker = author or speaker
            covers = self._content.covers(sentence, token, source)
            tells = covers or takes_credit(token) or (_opens(sentence) and self._speech.is_plain(token))
            if self._may_say(nouns, speaker, token) and tells:
                cited = Citation(speaker, token, covers, self._speech.is_distancing(token))
                yield self._attribution(cited, sentence, nouns)

    def _by_citation(self, sentence: Sentence, nouns: Nouns) -> Iterator[Attribution]:
        for one in self._citations.find(sentence):
            source = self._speech.author(one.source) or one.source
            one = replace(one, covers=one.covers - self._content.beyond(sentence, one.cue))  # noqa: PLW2901
            speaks = one.is_sure or self._speaks(nouns, source)
            if speaks and (one.cue.text.isalpha() or self._is_body(nouns, one)):
                yield self._attribution(replace(one, source=source), sentence, nouns)

    def _is_body(self, nouns: Nouns, one: Citation) -> bool:
        """Before a colon stands who speaks, or a place from where is told."""
        if "place" in nouns.classes(one.source):
            return False
        name = nouns.sentence.name_at(one.source)
        named = name is not None and name[2].kind in {"person", "organisation"}
        named = named or is_word(one.source, self._lexicon.voices["roles"])
        return named or nouns.sentence.ending_at(self._lexicon.voice_kinds, one.source) is not None

    def _quoted_by(self, sentence: Sentence, nouns: Nouns) -> Iterator[Attribution]:
        """The medium that carries a quotation: "was quoted by the agency as saying that …",
        "the agency quoted him as saying …".
        """
        for token in sentence.tokens if self._speech.quotes(sentence) else ():
            carrier = roles.by_agent(token) if self._speech.is_quoting(token) else None
            if self._speech.is_quoting(token) and as_saying(token):
                carrier = carrier or roles.agent(token)
            if carrier is not None and self._speaks(nouns, carrier):
                covers = frozenset(t.i for t in sentence.tokens)
                yield self._attribution(Citation(carrier, token, covers), sentence, nouns)

    def _attribution(self, one: Citation, sentence: Sentence, nouns: Nouns) -> Attribution:
        voice, span = self._voice(sentence, one.source, one.cue, nouns)
        return Attribution(voice, one.cue, one.covers, span, one.distancing, one.source)

    def _may_say(self, nouns: Nouns, source: Token, cue: Token) -> bool:
        """Who speaks; with a plain verb of saying any noun does that is no thing, place or happening."""
        if self._speaks(nouns, source):
            return True
        plain = self._speech.is_plain(cue) and cue.tag_ != "VBN"  # "with four deaths reported"
        beside = cue.i in {source.i + 1, source.right_edge.i + 1}  # "the office of the president said"
        common = source.pos_ in {"NOUN", "PROPN"} and plain and beside
        return common and not nouns.classes(source) & {"thing", "weapon", "event", "place"}

    def _speaks(self, nouns: Nouns, source: Token) -> bool:
        if source.pos_ == "PRON":
            return source.lower_ in self._lexicon.voices["pronouns"] | self._lexicon.voices["indefinite"]
        return (
            nouns.is_actor(source)
            or source.tag_ in {"NNP", "NNPS"}
            or is_word(source, self._lexicon.voices["roles"])
            or source.lower_ in self._lexicon.voices["indefinite"]
            or nouns.sentence.ending_at(self._lexicon.voice_kinds, source) is not None
        )

    def _voice(self, sentence: Sentence, source: Token, cue: Token, nouns: Nouns) -> tuple[Voice, Words]:
        """The voice as words; where it takes up somebody named before, that one's name and kind."""
        medium = self._medium(sentence, cue)
        known = self.discourse.antecedent(source, nouns)
        meant = known.speaker(self._reader) if known is not None else None
        if source.pos_ == "PRON":
            kind = "media" if source.lower_ == "it" else "eyewitness"
            heard = Voice(text=source.text, kind=kind, medium=medium)
            if meant is not None:
                heard = msgspec.structs.replace(heard, speaker=meant.person, name=meant.name, kind=meant.kind)
            return heard, (source.i, source.i + 1)
        read = self._reader.read(source, nouns)
        person, name, kind = read.person, read.name, read.kind
        owner = self._owner(source, nouns)
        if owner is not None:
            name, kind = owner.name, owner.kind
        elif meant is not None:
            person = meant.person
            named = read.person is not None and read.name is not None
            name, kind = (name, kind) if named else (meant.name, meant.kind)
        text = sentence.words(*read.span)
        return Voice(text=text, speaker=person, name=name, kind=kind, medium=medium), read.span

    def _owner(self, source: Token, nouns: Nouns) -> Speaker | None:
        """For whom "their spokesman", "its director" speaks."""
        if not is_word(source, self._lexicon.voices["owners"]):
            return None
        whose = next((t for t in roles.children(source, "nmod:poss") if t.pos_ == "PRON"), None)
        owner = self.discourse.antecedent(whose, nouns) if whose is not None else None
        return owner.speaker(self._reader) if owner is not None else None

    def _medium(self, sentence: Sentence, cue: Token) -> str | None:
        for child in cue.children:
            if child.dep_ in {"obl", "advmod", "obj"}:
                match = sentence.ending_at(self._lexicon.voice_media, child)
                if match is not None:
                    return match.labels[0]
        return None


def _outermost(found: Sequence[Attribution]) -> Attribution | None:
    """The attribution that covers most of a sentence."""
    return max(found, key=lambda one: len(one.covers), default=None)


def _goes_on(sentence: Sentence, speaker: Attribution) -> Attribution:
    """A sentence that is all quotation: its speaker is named before or after it."""
    start = sentence.span.start
    return Attribution(
        voice=msgspec.structs.replace(speaker.voice, text=None),
        cue=sentence.tokens[0],
        covers=frozenset(token.i for token in sentence.tokens),
        span=(start, start),
        quoted=speaker.quoted or speaker,
    )


def _opens(sentence: Sentence) -> bool:
    """ "The minister said:": what is said stands in the next paragraph."""
    return sentence.tokens[-1].text == ":"


def _holds_floor(one: Attribution) -> bool:
    """ "General staff: …": the whole paragraph is theirs."""
    return (one.quoted or one).cue.text == ":"
