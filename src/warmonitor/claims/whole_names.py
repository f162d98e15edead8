"""Names of bodies that a parser may cut in pieces, made whole: "Islamic State of Iraq and the Levant"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span

from warmonitor.knowledge.registry import Registry
from warmonitor.language import Document, Name, ParsedBlock

_JOINTS = frozenset({"of", "in", "for", "and", "the", "without", "sans"})
_LONGEST = 9


def with_whole_names(block: ParsedBlock, registry: Registry) -> ParsedBlock:
    """The block with every long name that the registry has as one name, and as one word of the parse."""
    spans = list(_known(block.words, registry))
    if not spans:
        return block
    whole = [Name(*_offsets(block, start, end), "organisation") for start, end in spans]
    kept = (name for name in block.names if not any(_overlap(name, one) for one in whole))
    names = tuple(sorted((*kept, *whole), key=lambda name: name.start))
    return replace(block, doc=_joined(block.doc, spans), names=names)


def _offsets(block: ParsedBlock, start: int, end: int) -> tuple[int, int]:
    words = block.doc[start:end]
    return block.offset + words.start_char, block.offset + words.end_char


def _joined(doc: Doc, spans: Iterable[tuple[int, int]]) -> Doc:
    """A copy of the document in which each span is one token, so that no half of a name acts by itself."""
    joined = doc.copy()
    for start, end in spans:
        _under_subject(joined[start:end])
    with joined.retokenize() as retokenizer:
        for start, end in spans:
            retokenizer.merge(joined[start:end], attrs={"POS": "PROPN", "TAG": "NNP"})
    return joined


def _under_subject(name: Span) -> None:
    """Lets "Save the Children said …" be of one that said it, where a parse has somebody save them."""
    subject = next(
        (word for word in name if word.dep_ == "nsubj" and not name.start <= word.head.i < name.end), None
    )
    if subject is None:
        return
    verb = subject.head
    for word in name:
        if word.i == subject.i or (name.start <= word.head.i < name.end and word.dep_ != "ROOT"):
            continue
        if verb.head.i == word.i:
            verb.head, verb.dep_ = (verb, "ROOT") if word.dep_ == "ROOT" else (word.head, word.dep_)
        for child in [*word.rights]:
            if child.i >= name.end and child.i != verb.i:
                child.head = verb
        word.head, word.dep_ = subject, "flat"


def _overlap(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end


def _known(doc: Document, registry: Registry) -> Iterator[tuple[int, int]]:
    """Tokens [start, end) of known names with a joint inside, longest first, none overlapping."""
    past = 0
    for joint in (token.i for token in doc if token.lower_ in _JOINTS):
        found = _around(doc, joint, past, registry) if joint > past else None
        if found is not None:
            yield found
            past = found[1]


def _around(doc: Document, joint: int, past: int, registry: Registry) -> tuple[int, int] | None:
    """The longest known name that holds a joint and begins and ends with a capital."""
    if not _is_capital(doc, joint - 1):
        return None
    firsts = registry.first_words()
    for start in range(max(past, joint - _LONGEST), joint):
        if not _is_capital(doc, start) or doc[start].lower_ not in firsts:
            continue
        for end in range(min(len(doc), start + _LONGEST), joint + 1, -1):
            if _is_capital(doc, end - 1) and registry.candidates(doc.words(start, end)):
                return start, end
    return None


def _is_capital(doc: Document, at: int) -> bool:
    return at >= 0 and doc[at].text[0].isupper()
