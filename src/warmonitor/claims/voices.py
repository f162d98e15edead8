"""Whose word it is: attributions in a sentence, and what each of them covers."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from spacy.tokens import Token

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.nominal import Nouns, core, extent
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import is_word
from warmonitor.model import Voice

_AT_OFFICE = frozenset({"of", "for", "at", "with", "from"})


@dataclass(frozen=True, eq=False)
class Attribution:
    """Somebody's word in a sentence: the voice, the verb, and the tokens of the document that it covers."""

    voice: Voice
    cue: Token
    source: Token | None
    covers: frozenset[int]
    distancing: bool = False


class VoiceFinder:
    """Finds the voices of a report, sentence by sentence; remembers who spoke, for "he" and "the monitor"."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Starts a report: nobody has spoken yet."""
        self._lexicon = lexicon
        self._cues = lexicon.voices["cues"]
        self._plain = lexicon.voices["plain"]
        self._distancing = lexicon.voices["distancing"]
        self._roles = lexicon.voices["roles"]
        self._spoken: list[Voice] = []
        self._open_quote: Voice | None = None

    def attributions(self, sentence: Sentence, nouns: Nouns) -> list[Attribution]:
        """The attributions of a sentence, those that cover least first (innermost first)."""
        found = [*self._by_verbs(sentence, nouns), *self._by_phrases(sentence, nouns)]
        found += self._running_quote(sentence, found)
        self._spoken.extend(one.voice for one in found)
        self._open_quote = _still_open(sentence, found, self._open_quote)
        return sorted(found, key=lambda one: len(one.covers))

    def _by_verbs(self, sentence: Sentence, nouns: Nouns) -> list[Attribution]:
        found = []
        for token in sentence.tokens:
            if token.pos_ not in {"VERB", "AUX"} or not is_word(token, self._cues):
                continue
            source = roles.agent(token)
            if source is None or not self._speaks(nouns, nouns.antecedent(source)):
                continue
            covers = self._content(sentence, token)
            if covers:
                voice = self._voice(sentence, nouns.antecedent(source), token)
                found.append(Attribution(voice, token, source, covers, is_word(token, self._distancing)))
        return found

    def _speaks(self, nouns: Nouns, source: Token) -> bool:
        if source.pos_ == "PRON":
            return source.lower_ in self._lexicon.voices["pronouns"]
        return (
            nouns.is_actor(source) or nouns.sentence.ending_at(self._lexicon.voice_kinds, source) is not None
        )

    def _content(self, sentence: Sentence, cue: Token) -> frozenset[int]:
        """What a verb of saying covers: its clause, or the sentence that it trails or stands in."""
        if is_word(cue, self._plain) and cue.dep_ == "ROOT" and _trails(sentence, cue):
            return frozenset(t.i for t in sentence.tokens) - _region(cue)
        own = [
            child
            for child in cue.children
            if child.dep_ in {"ccomp", "parataxis", "obj", "xcomp", "obl", "advcl"}
        ]
        said = {t.i for child in own if child.dep_ in {"ccomp", "parataxis", "xcomp"} for t in child.subtree}
        if said:
            return frozenset(said)
        trailing = cue.dep_ in {"parataxis", "advcl"} or (
            cue.dep_ == "conj" and not roles.children(cue, "cc")
        )
        if trailing and is_word(cue, self._plain | {"cite", "quote"}):
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
                    found.append(Attribution(self._voice(sentence, source, token), token, source, covers))
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
        return [Attribution(voice, sentence.tokens[0], None, covers)]

    def _voice(self, sentence: Sentence, source: Token, cue: Token) -> Voice:
        start, end = extent(source)
        name = sentence.name_at(source)
        end = max(end, name[1]) if name is not None else end
        voice = Voice(
            text=sentence.words(start, end),
            speaker=None,
            name=None if source.pos_ == "PRON" else sentence.words(*core(source)),
            kind=self._kind(sentence, source),
            medium=self._medium(sentence, cue),
        )
        if source.pos_ == "PRON":
            return self._antecedent(voice, source)
        voice = self._with_person(sentence, voice, source)
        return self._known(sentence, voice, source)

    def _with_person(self, sentence: Sentence, voice: Voice, source: Token) -> Voice:
        """Splits a person from the body spoken for: "Rami Noor, the head of the Border Observatory"."""
        name = sentence.name_at(source)
        person = name is not None and name[2].kind == "person"
        office = next((child for child in source.children if child.dep_ == "appos"), None)
        if not person and is_word(source, self._roles):
            office, speaker = source, None
        elif person and name is not None:
            speaker = sentence.words(name[0], name[1])
        else:
            return voice
        body = _body(office) if office is not None else None
        title = _title(source, name) if speaker is not None else None
        if body is not None:
            return _named(voice, speaker, sentence.words(*core(body)), self._kind(sentence, body))
        if office is not None and office.i != source.i:
            return _named(voice, speaker, sentence.words(*core(office)), self._kind(sentence, office))
        if title is not None:
            words = sentence.words(title[0], title[1])
            return _named(voice, speaker, words, self._kind(sentence, sentence.doc[title[1] - 1]))
        return _named(voice, speaker, None if speaker else voice.name, voice.kind)

    def _kind(self, sentence: Sentence, head: Token) -> str:
        for token in (head, *reversed(list(head.lefts))):
            match = sentence.ending_at(self._lexicon.voice_kinds, token)
            if match is not None:
                return match.labels[0]
        name = sentence.name_at(head)
        if name is not None and name[2].kind == "place":
            return "government"
        return "analyst" if name is not None and name[2].kind == "person" else "ngo"

    def _known(self, sentence: Sentence, voice: Voice, source: Token) -> Voice:
        """ "the monitor", "the agency" after somebody of that kind has spoken are that somebody;
        a surname alone is the person who had a full name before."""
        if voice.speaker is not None:
            return self._same_person(voice)
        surname = self._surname(source)
        if surname is not None:
            return _named(voice, surname.speaker, surname.name, surname.kind)
        name = sentence.name_at(source)
        definite = any(child.lower_ == "the" for child in source.children)
        bare = end_minus_start(core(source)) == 1
        if name is None and definite and bare and source.pos_ == "NOUN":
            for earlier in reversed(self._spoken):
                if earlier.name and (
                    earlier.kind == voice.kind
                    or source.lower_
                    in {"organisation", "organization", "group", "agency", "body", "report", "statement"}
                ):
                    return _named(
                        voice,
                        earlier.speaker if source.lower_ not in {"report"} else None,
                        earlier.name,
                        earlier.kind,
                    )
        return voice

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
            if personal and earlier.speaker is None:
                continue
            if earlier.name or earlier.speaker:
                return _named(voice, earlier.speaker if personal else None, earlier.name, earlier.kind)
        return voice

    def _medium(self, sentence: Sentence, cue: Token) -> str | None:
        for child in cue.children:
            if child.dep_ in {"obl", "advmod", "obj"}:
                match = sentence.ending_at(self._lexicon.voice_media, child)
                if match is not None:
                    return match.labels[0]
        return None


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


def _body(office: Token) -> Token | None:
    """The body in "head of the Observatory", "spokesman for the army", "director at the institute"."""
    for child in office.children:
        if child.dep_ == "nmod" and roles.prepositions(child) & _AT_OFFICE:
            return child
    return next(
        (child for child in office.children if child.dep_ == "nmod:poss" and child.pos_ == "PROPN"),
        None,
    )


def _title(source: Token, name: tuple[int, int, object] | None) -> tuple[int, int] | None:
    """Words of office before a name: "foreign ministry spokesman X"."""
    if name is None:
        return None
    start = extent(source)[0]
    doc = source.doc
    while start < name[0] and doc[start].pos_ in {"DET", "PUNCT", "ADP"}:
        start += 1
    return (start, name[0]) if start < name[0] else None


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
    speaker = found[-1].voice if found else before
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
