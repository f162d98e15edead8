"""Words of office beside a speaker: titles and ranks, and the body that an office is of or speaks for."""

from collections.abc import Iterator

from warmonitor.claims import roles
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import core
from warmonitor.claims.setting import setting_words
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token

_AT_OFFICE = frozenset({"of", "for", "at", "with", "from"})
_AT = frozenset({"at", "with", "from"})
_JOINING = frozenset({"for", "of", "on", "and"})
_NAMING = frozenset({"NOUN", "PROPN"})
TITLES = frozenset({"nmod:desc", "compound", "amod", "flat"})

Span = tuple[int, int]


def is_office(word: Token, nouns: Nouns) -> bool:
    """Whether a word names an office: "director", "spokeswoman", "Gen."."""
    return is_word(word, nouns.lexicon.voices["roles"])


def title_in(start: int, end: int, source: Token) -> Span | None:
    """Words of office among the tokens [start, end) before a name: "foreign ministry spokesman"."""
    doc = source.doc
    while start < end and doc[start].pos_ in {"DET", "PUNCT", "ADP"}:
        start += 1
    while end > start and doc[end - 1].pos_ == "PUNCT":
        end -= 1
    return (start, end) if start < end else None


def is_rank(title: Span, source: Token, nouns: Nouns) -> bool:
    """ "Lt. Gen. Musa Karim", "spokesman Brigadier Musa Karim": of which army is not said."""
    voices = nouns.lexicon.voices
    words = [word for word in source.doc[slice(*title)] if word.text != "-"]
    ranked = [word for word in words if word.lower_ in voices["ranks"]]
    return bool(ranked) and all(word in ranked or is_word(word, voices["spokesmen"]) for word in words)


def without_spokesman(title: Span, source: Token, nouns: Nouns) -> Span:
    """A title less its word for who speaks: the army of "army spokesman"."""
    start, end = title
    voices, told = nouns.lexicon.voices, end
    while told - 1 > start and source.doc[told - 1].lower_ in voices["ranks"]:
        told -= 1
    if is_word(source.doc[told - 1], voices["spokesmen"]):
        end = told  # "military spokesman Brigadier X"
    spoken_for = end - 1 > start and is_word(source.doc[end - 1], voices["spokesmen"])
    if not spoken_for or source.doc[end - 2].pos_ == "ADJ":
        return start, end
    return start, end - 2 if end - 2 > start and source.doc[end - 2].tag_ == "POS" else end - 1


def office_after(source: Token, person: Span) -> Token | None:
    """The office behind a name: "X, the director of Y"."""
    return next((child for child in source.children if child.dep_ == "appos" and child.i >= person[1]), None)


def body_of(office: Token, source: Token, nouns: Nouns) -> Span | None:
    """The body in "head of the Observatory", "spokesman for the army", "the ministry's spokesman"."""
    within = [child for child in _dependents(office, source, nouns) if _is_body(child, nouns)]
    whole = [child for child in within if not is_word(child, nouns.lexicon.voices["desks"])]
    initials = next((child for child in office.children if _is_initials(child, office)), None)
    if initials is not None and is_office(office, nouns) and not whole:
        return initials.i, initials.i + 1
    if within:
        return _whole_name((whole or within)[0], nouns)
    if not is_office(office, nouns):
        return None
    owners = (child for child in roles.children(office, "nmod:poss") if child.pos_ in _NAMING)
    owner = next((child for child in owners if child.lower_ not in setting_words().known), None)
    if owner is not None:
        return name_or_phrase(owner, nouns)
    if is_word(office, nouns.lexicon.voices["spokesmen"]) and office.i > office.left_edge.i:
        return title_in(office.left_edge.i, office.i, office)
    return None


def _is_body(child: Token, nouns: Nouns) -> bool:
    """Whether it is what an office is of or at; "director for Africa" says where, not of what."""
    marks = roles.prepositions(child)
    where = "place" in nouns.classes(child)
    within = marks == {"in"} and not where and is_word(child.head, nouns.lexicon.voices["belonging"])
    posted = marks == {"for"} and where
    return child.dep_ == "nmod" and (within or bool(marks & _AT_OFFICE)) and not posted


def _whole_name(head: Token, nouns: Nouns) -> Span:
    """All of a body's name, of which a parse may see the beginning only: "United Against Arms" """
    start, end = name_or_phrase(head, nouns)
    doc, last = head.doc, head.sent.end
    if not doc[start].text[0].isupper() and doc[start].pos_ != "DET":
        return start, end
    learned = is_word(head, nouns.lexicon.voices["institutions"])
    while end < last and (
        doc[end].text[0].isupper()
        or (learned and doc[end].lower_ in _JOINING and end + 1 < last and doc[end + 1].text[0].isupper())
    ):
        end += 1
    kind = nouns.sentence.match_at(nouns.lexicon.voice_kinds, end) if end < last else []
    return start, max([end, *(match.end for match in kind)])


def _dependents(office: Token, source: Token, nouns: Nouns) -> Iterator[Token]:
    for child in office.children:
        yield child
        desk = is_word(child, nouns.lexicon.voices["desks"]) or roles.prepositions(child) == {"for"}
        if child.dep_ == "nmod" and desk:
            yield from (below for below in child.children if roles.prepositions(below) & _AT)
    if office.i != source.i:
        yield from (child for child in source.children if child.i > office.i)


def name_or_phrase(head: Token, nouns: Nouns) -> Span:
    """What names a body: its phrase, and all of a name that the phrase only begins."""
    start, end = core(head)
    name = nouns.sentence.name_at(head)
    if name is None:
        return start, end
    return (min(start, name[0]) if nouns.is_body(*name[:2]) else start), max(end, name[1])


def _is_initials(child: Token, office: Token) -> bool:
    """ "IRC director": a body by its initials before an office, "of" whatever desk the office is."""
    before = child.dep_ in TITLES and child.i < office.i
    return before and child.text.isupper() and len(child) > 1
