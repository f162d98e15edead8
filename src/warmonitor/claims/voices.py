"""Whose word it is: attributions in a sentence, and what each of them covers."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from spacy.tokens import Token

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.modality import is_purpose
from warmonitor.claims.nominal import Nouns, core
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.speakers import SpeakerReader
from warmonitor.claims.triggers import is_word
from warmonitor.model import Voice
from warmonitor.ontology import Ontology

# Tokens [start, end).
Words = tuple[int, int]
_SAID = frozenset({"ccomp", "parataxis", "xcomp", "acl:relcl", "acl"})
_NOT = frozenset({"not", "n't", "never", "without"})


@dataclass(frozen=True, eq=False)
class Attribution:
    """Somebody's word in a sentence: the voice, the verb, the tokens of the document that it covers.

    `span` are the tokens [start, end) of the voice's own words; empty where a running quotation goes on.
    """

    voice: Voice
    cue: Token
    covers: frozenset[int]
    span: Words
    distancing: bool = False


class VoiceFinder:
    """Finds the voices of a report, sentence by sentence; remembers who spoke, for "he" and "the monitor"."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology) -> None:
        """Starts a report: nobody has spoken yet."""
        self._lexicon = lexicon
        self._reader = SpeakerReader(lexicon, ontology)
        self._cues = lexicon.voices["cues"]
        self._quoting = lexicon.voices["quoting"]
        self._plain = lexicon.voices["plain"]
        self._distancing = lexicon.voices["distancing"]
        self._spoken: list[Voice] = []
        self._open_quote: Voice | None = None

    def attributions(self, sentence: Sentence, nouns: Nouns) -> list[Attribution]:
        """The attributions of a sentence, those that cover least first (innermost first)."""
        found = [
            *self._by_verbs(sentence, nouns),
            *self._by_phrases(sentence, nouns),
            *self._quoted_by(sentence, nouns),
        ]
        found += self._running_quote(sentence, found)
        self._spoken.extend(one.voice for one in found)
        self._open_quote = _still_open(sentence, found, self._open_quote)
        return sorted(found, key=lambda one: len(one.covers))

    def _by_verbs(self, sentence: Sentence, nouns: Nouns) -> list[Attribution]:
        found = []
        for token in sentence.tokens:
            if token.pos_ not in {"VERB", "AUX"} or not is_word(token, self._cues):
                continue
            source = self._source(token)
            if source is None or not self._may_say(nouns, nouns.antecedent(source), token):
                continue
            covers = self._content(sentence, token)
            if covers or _takes_credit(token):
                voice, span = self._voice(sentence, nouns.antecedent(source), token, nouns)
                distancing = is_word(token, self._distancing)
                found.append(Attribution(voice, token, covers, span, distancing))
        return found

    def speech(self, sentence: Sentence, verb: Token, nouns: Nouns) -> Attribution | None:
        """The attribution of an act of speech that no verb of saying tells: "Armenia rejects the report"."""
        source = roles.agent(verb)
        if source is None or _is_nobody(source) or not self._speaks(nouns, nouns.antecedent(source)):
            return None
        voice, span = self._voice(sentence, nouns.antecedent(source), verb, nouns)
        self._spoken.append(voice)
        return Attribution(voice, verb, frozenset(), span)

    def _source(self, cue: Token) -> Token | None:
        """Whose word a verb carries; nobody's where it is negated."""
        if is_word(cue, self._quoting):
            cited = roles.objects(cue)
            return cited[0] if cited else None
        source = roles.agent(cue) or next(iter(roles.children(cue, "expl")), None)
        if any(mark.lower_ == "as" for mark in roles.children(cue, "mark")):
            return None
        negated = any(child.lower_ in _NOT for child in roles.children(cue, "advmod", "mark"))
        return None if negated or source is None or _is_nobody(source) else source

    def _quoted_by(self, sentence: Sentence, nouns: Nouns) -> list[Attribution]:
        """The medium that carries a quotation: "was quoted by the agency as saying that …"."""
        found = []
        for token in sentence.tokens:
            carrier = roles.by_agent(token) if is_word(token, self._quoting) else None
            if carrier is not None and self._speaks(nouns, carrier):
                covers = frozenset(t.i for t in sentence.tokens)
                voice, span = self._voice(sentence, carrier, token, nouns)
                found.append(Attribution(voice, token, covers, span))
        return found

    def _may_say(self, nouns: Nouns, source: Token, cue: Token) -> bool:
        """Who speaks; with a plain verb of saying any noun does that is no thing, place or happening."""
        if self._speaks(nouns, source):
            return True
        common = source.pos_ in {"NOUN", "PROPN"} and is_word(cue, self._plain) and cue.i == source.i + 1
        return common and not nouns.classes(source) & {"thing", "weapon", "event", "place"}

    def _speaks(self, nouns: Nouns, source: Token) -> bool:
        if source.pos_ == "PRON":
            return source.lower_ in self._lexicon.voices["pronouns"]
        return (
            nouns.is_actor(source)
            or source.tag_ in {"NNP", "NNPS"}
            or is_word(source, self._lexicon.voices["roles"])
            or nouns.sentence.ending_at(self._lexicon.voice_kinds, source) is not None
        )

    def _content(self, sentence: Sentence, cue: Token) -> frozenset[int]:
        """What a verb of saying covers: its clause, or the sentence that it trails or stands in."""
        if _takes_credit(cue):
            return frozenset()
        if is_word(cue, self._quoting):
            return _quoted(sentence, cue)
        if is_word(cue, self._plain) and cue.dep_ == "ROOT" and _trails(sentence, cue):
            return frozenset(t.i for t in sentence.tokens) - _region(cue)
        own = [
            child
            for child in cue.children
            if child.dep_ in {"ccomp", "parataxis", "obj", "xcomp", "obl"}
            or (child.dep_ == "advcl" and not roles.children(child, "mark"))
            or is_purpose(child)
        ]
        own += [
            clause
            for child in cue.children
            if child.dep_ in {"iobj", "obj"}
            for clause in roles.children(child, "acl:relcl", "acl")
            if clause.left_edge.lower_ == "that" and clause.left_edge.dep_ == "mark"
        ]
        said = {t.i for child in own if child.dep_ in _SAID for t in child.subtree}
        if said:
            return frozenset(said)
        trailing = cue.dep_ in {"parataxis", "advcl"} or (
            cue.dep_ == "conj" and not roles.children(cue, "cc")
        )
        if trailing and not roles.children(cue, "obj") and is_word(cue, self._plain):
            mine = {t.i for t in cue.subtree}
            return frozenset(t.i for t in cue.head.subtree) - mine
        return frozenset(t.i for child in own for t in child.subtree)

    def _by_phrases(self, sentence: Sentence, nouns: Nouns) -> list[Attribution]:
        """ "according to X", "citing X"."""
        found = []
        for token in sentence.tokens:
            if (
                token.lower_ == "according"
                and token.i + 1 < sentence.span.end
                and token.nbor().lower_ == "to"
            ):
                source = self._after(sentence, token, nouns)
                if source is not None:
                    mine = {t.i for t in source.subtree} | {token.i, token.i + 1}
                    covers = frozenset(t.i for t in sentence.tokens) - mine
                    voice, span = self._voice(sentence, source, token, nouns)
                    found.append(Attribution(voice, token, covers, span))
        return found

    def _after(self, sentence: Sentence, token: Token, nouns: Nouns) -> Token | None:
        governed = token.head if token.head.i > token.i else None
        ahead = [t for t in sentence.tokens if t.i > token.i + 1 and t.pos_ in {"NOUN", "PROPN"}]
        source = governed if governed is not None and governed.pos_ in {"NOUN", "PROPN"} else None
        if source is None and ahead:
            source = ahead[0]
            while source.dep_ in {"compound", "amod", "nmod:poss", "flat"} and source.head.i > source.i:
                source = source.head
        return source if source is not None and self._speaks(nouns, source) else None

    def _running_quote(self, sentence: Sentence, found: Sequence[Attribution]) -> list[Attribution]:
        """A sentence inside a quotation that an earlier one opened is still its speaker's word."""
        if found or self._open_quote is None:
            return []
        covers = frozenset(token.i for token in sentence.tokens)
        voice = replace_text(self._open_quote)
        return [Attribution(voice, sentence.tokens[0], covers, (sentence.span.start, sentence.span.start))]

    def _voice(
        self, sentence: Sentence, source: Token, cue: Token, nouns: Nouns
    ) -> tuple[Voice, tuple[int, int]]:
        medium = self._medium(sentence, cue)
        if source.pos_ == "PRON":
            heard = Voice(
                text=source.text, kind="media" if source.lower_ == "it" else "eyewitness", medium=medium
            )
            return self._antecedent(heard, source), (source.i, source.i + 1)
        read = self._reader.read(source, nouns)
        voice = Voice(
            text=sentence.words(*read.span),
            speaker=read.person,
            name=read.name,
            kind=read.kind,
            medium=medium,
        )
        return self._known(sentence, voice, source), read.span

    def _known(self, sentence: Sentence, voice: Voice, source: Token) -> Voice:
        """ "the monitor", "the agency" after somebody of that kind has spoken are that somebody;
        a surname alone is the person who had a full name before."""
        if voice.speaker is not None:
            return self._same_person(voice)
        surname = self._surname(source)
        if surname is not None:
            return _named(voice, surname.speaker, surname.name, surname.kind)
        if not self._is_definite(sentence, source):
            return voice
        person = is_word(source, self._lexicon.voices["roles"])
        for earlier in reversed(self._spoken):
            same = earlier.kind == voice.kind or source.lower_ in self._lexicon.voices["bodies"]
            again = (earlier.text or "").lower().endswith(source.lower_)
            if same and earlier.name and (again or earlier.speaker or not person):
                return _named(voice, earlier.speaker if person else None, earlier.name, earlier.kind)
        return voice

    def _is_definite(self, sentence: Sentence, source: Token) -> bool:
        """ "the monitor", "the organisation": a bare noun that must have been named before."""
        definite = any(child.lower_ == "the" for child in source.children)
        bare = end_minus_start(core(source)) == 1
        return definite and bare and source.pos_ == "NOUN" and sentence.name_at(source) is None

    def _surname(self, source: Token) -> Voice | None:
        """The person of that last name who spoke before."""
        if source.pos_ != "PROPN" or end_minus_start(core(source)) > 1:
            return None
        return next(
            (v for v in reversed(self._spoken) if v.speaker and v.speaker.split()[-1] == source.text), None
        )

    def _same_person(self, voice: Voice) -> Voice:
        last = voice.speaker.split()[-1] if voice.speaker else ""
        for earlier in reversed(self._spoken):
            if (
                earlier.speaker
                and earlier.speaker.split()[-1] == last
                and (voice.name is None or len(earlier.speaker) > len(voice.speaker or ""))
            ):
                return _named(
                    voice,
                    earlier.speaker,
                    voice.name or earlier.name,
                    earlier.kind if voice.name is None else voice.kind,
                )
        return voice

    def _antecedent(self, voice: Voice, pronoun: Token) -> Voice:
        personal = pronoun.lower_ in {"he", "she"}
        for earlier in reversed(self._spoken):
            if personal and earlier.speaker is None and not self._is_officer(earlier):
                continue
            if earlier.name or earlier.speaker:
                return _named(voice, earlier.speaker if personal else None, earlier.name, earlier.kind)
        return voice

    def _is_officer(self, voice: Voice) -> bool:
        """Whether a voice without a name is one person: "the army's spokesman"."""
        return any(word in self._lexicon.voices["roles"] for word in (voice.text or "").lower().split())

    def _medium(self, sentence: Sentence, cue: Token) -> str | None:
        for child in cue.children:
            if child.dep_ in {"obl", "advmod", "obj"}:
                match = sentence.ending_at(self._lexicon.voice_media, child)
                if match is not None:
                    return match.labels[0]
        return None


def _is_nobody(source: Token) -> bool:
    """ "No group has claimed …": nobody's word."""
    return any(child.lower_ in {"no", "neither", "not"} for child in source.children)


def _takes_credit(cue: Token) -> bool:
    """ "claimed responsibility for the blast": the blast itself is not on the claimant's word."""
    return any(child.lower_ in {"responsibility", "credit"} for child in cue.children)


def _quoted(sentence: Sentence, cue: Token) -> frozenset[int]:
    """What a cited voice vouches for: the clause "as saying that …", else all but the citation itself."""
    clauses = [child for child in cue.children if child.dep_ in {"advcl", "ccomp", "xcomp"}]
    if roles.is_passive(cue) and clauses:
        return frozenset(t.i for child in clauses for t in child.subtree)
    above = cue.head if cue.dep_ in {"advcl", "conj"} else cue
    speaker = roles.subject(above)
    mine = {t.i for t in cue.subtree} | {above.i}
    mine |= (
        {t.i for t in speaker.subtree}
        if speaker is not None and is_word(above, frozenset({"say"}))
        else set()
    )
    return frozenset(t.i for t in sentence.tokens) - mine


def end_minus_start(span: tuple[int, int]) -> int:
    """How many tokens a span has."""
    return span[1] - span[0]


def replace_text(voice: Voice) -> Voice:
    """The same voice where the words do not name it again."""
    return _with(voice, text=None)


def _named(voice: Voice, speaker: str | None, name: str | None, kind: str) -> Voice:
    return _with(voice, speaker=speaker, name=name, kind=kind)


def _with(voice: Voice, **fields: object) -> Voice:
    return msgspec.structs.replace(voice, **fields)


def _trails(sentence: Sentence, cue: Token) -> bool:
    """Whether what was said stands before the verb: "…, the army said"."""
    first = min([cue.i, *(child.left_edge.i for child in cue.children if child.dep_ in {"nsubj", "aux"})])
    before = sentence.doc[first - 1] if first > sentence.span.start else None
    after = [child for child in cue.children if child.dep_ in {"ccomp", "xcomp", "obj"} and child.i > cue.i]
    return (
        before is not None
        and before.text in {",", "’", "'", "”", '"'}
        and first - sentence.span.start > 3
        and not after
    )


def _region(cue: Token) -> set[int]:
    """The words of the attribution itself: the verb, its subject, its adverbials."""
    mine = {cue.i}
    for child in cue.children:
        if child.dep_ in {"nsubj", "obl", "advmod", "aux", "obl:unmarked"}:
            mine |= {t.i for t in child.subtree}
    return mine


def _still_open(sentence: Sentence, found: Sequence[Attribution], before: Voice | None) -> Voice | None:
    """Who is being quoted where the sentence ends, if a quotation is open there."""
    speaker = max(found, key=lambda one: len(one.covers)).voice if found else before
    opened = before is not None
    for token in sentence.tokens:
        if token.text in {"“", "``"} or (
            token.text in {'"', "‘", "'"}
            and not opened
            and token.whitespace_ == ""
            and token.i + 1 < len(token.doc)
            and token.nbor().is_title
        ):
            opened = True
        elif token.text in {"”", "''", "’", '"', "'"} and token.dep_ == "punct":
            opened = False
    return speaker if opened else None
