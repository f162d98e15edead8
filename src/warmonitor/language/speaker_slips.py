"""Mends slips of the parser that hide who speaks and who is asked.

Whom somebody "called on to leave"; "The mayor said troops were coming and appealed for help", where a parse
lets the troops appeal; "…, the minister Abel Ahmar warned", of whom it makes no subject; a speaker's name of
which it leaves the first half in the quotation; "said in a statement posted online that …", where it lets the
posting say so.
"""

from spacy.tokens import Token

from warmonitor.language.word_lists import word_lists

_NOUNS = frozenset({"NNP", "NNPS", "NN", "NNS"})
_NOMINAL_TAGS = _NOUNS | {"DT", "JJ", "POS", "PRP$", "HYPH"}
_NAMED = frozenset({"NNP", "NNPS", "NN", "NNS"})
OF_A_CLAUSE = frozenset({"nsubj", "nsubj:pass", "csubj", "expl", "mark", "aux", "aux:pass", "cc", "obj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SAID = frozenset({"obj", "ccomp", "xcomp"})
_CLOSING = frozenset({'"', "”", "''", "’", "'"})
_ASKED = frozenset({"obj", "xcomp", "iobj"})


def call_on(particle: Token) -> None:
    """ "called on both parties to allow …": they are called on, nothing is put on."""
    verb = particle.head
    if particle.lower_ not in {"on", "upon"} or verb.lower_ not in word_lists("reduced")["calling"]:
        return
    asked = next((child for child in verb.rights if child.dep_ in _ASKED and child.i > particle.i), None)
    if asked is not None and asked.pos_ in {"NOUN", "PROPN", "PRON", "DET"}:
        particle.head, particle.dep_ = asked, "case"
        particle.pos_, particle.tag_ = "ADP", "IN"
        asked.dep_ = "obl"


def speaker_asks(verb: Token) -> None:
    """ "The mayor said troops were coming and appealed for help": a past does not share their "were"."""
    told = verb.head
    own = any(child.dep_ in {"nsubj", "nsubj:pass", "aux"} for child in verb.lefts)
    helped = told.tag_ in {"VB", "VBG"} and any(child.dep_ == "aux" for child in told.lefts)
    words = word_lists("reduced")
    said = told.dep_ == "ccomp" and told.head.i < told.i and told.head.lower_ in words["saying"]
    if helped and said and not own:
        verb.head = told.head


def trailing_speaker(verb: Token) -> None:
    """ "…, Defence Minister Abel Ahmar warned", "…, an aide, Major Abel Ahmar, said": theirs is the word."""
    if (
        verb.tag_ not in _FINITE
        or any(c.dep_ in OF_A_CLAUSE for c in verb.lefts)
        or any(c.dep_ in _SAID for c in verb.rights)
    ):
        return
    enclosed = verb.i > verb.sent.start + 4 and verb.nbor(-1).text == ","
    name = _run_before(verb.nbor(-1) if enclosed else verb)
    office = _run_before(name[0].nbor(-1)) if enclosed and name else []
    words = [*office, *name]
    if not name or (enclosed and not office) or any(word.is_ancestor(verb) for word in words):
        return
    if any(word.dep_ == "conj" for word in words if not office) or name[-1].tag_ not in _NOUNS:
        return
    _hang(office or name, verb, "nsubj")
    if office:
        _hang(name, _top(office), "appos")
    if verb.dep_ != "ROOT":
        verb.dep_ = "parataxis"


def _run_before(word: Token) -> list[Token]:
    """The nouns, and what describes them, between a comma and a word; none at the start of a sentence."""
    start = word.i
    while start > word.sent.start and word.doc[start - 1].tag_ in _NOMINAL_TAGS:
        start -= 1
    opened = start > word.sent.start + 1 and word.doc[start - 1].text == ","
    return list(word.doc[start : word.i]) if opened else []


def _top(words: list[Token]) -> Token:
    """The last of a run's words that hang on none of its own."""
    inside = {word.i for word in words}
    return next(word for word in reversed(words) if word.head.i not in inside or word.head.i == word.i)


def _hang(words: list[Token], above: Token, relation: str) -> None:
    """Hang a run's top word on a word, and those of its words that hang elsewhere on its top."""
    top, inside = _top(words), {word.i for word in words}
    for word in words:
        if word.i != top.i and word.head.i not in inside:
            word.head, word.dep_ = top, "nmod:desc"
    top.head, top.dep_ = above, relation


def join_name(last: Token) -> None:
    """ "“… the town,” spokesman Abel Ahmar said": his first name is no part of what he says."""
    if last.left_edge.i < last.i or last.is_sent_start or last.head.i < last.i:
        return
    first = last.nbor(-1)
    start = first.left_edge.i
    if first.tag_ != "NNP" or not first.head.i < start or first.doc[start - 1].text not in _CLOSING:
        return
    for child in list(last.children):
        child.head = first
    first.head, first.dep_ = last.head, last.dep_
    last.head, last.dep_ = first, "flat"


def beginning(word: Token) -> int:
    """Where a word's phrase begins, behind a comma that the parse hangs on it."""
    return word.left_edge.i + (word.left_edge.text == ",")


def office_before(name: Token) -> None:
    """ "…, a leader of the militia, Abel Ahmar said": the leader is Ahmar, and nobody to whom it was done."""
    comma = beginning(name) - 1
    if comma <= name.sent.start or name.doc[comma].text != ",":
        return
    office = name.doc[comma - 1]
    while office.left_edge.i > 0 and office.head.i < office.i and office.dep_ not in {"obj", "conj", "obl"}:
        office = office.head
    start = beginning(office)
    second = office.dep_ == "obj" and any(
        child.dep_ == "obj" and child.i < start for child in office.head.children
    )
    if second and name.doc[start - 1].text == "," and office.right_edge.i >= comma - 1:
        office.head, office.dep_ = name, "nmod:desc"


def said_in(clause: Token) -> None:
    """ "The minister said in a statement read on the radio that …": he says so, not the reading."""
    told = clause.head
    that = next((child for child in clause.lefts if child.lower_ == "that"), None)
    if clause.dep_ == "ccomp" and told.tag_ in {"VBN", "VBD"} and told.dep_ in {"acl", "ccomp"}:
        alone = told.left_edge.i == told.i > told.sent.start  # "in a statement read on the radio"
        told = told.nbor(-1) if alone else told
    elif not _is_content(clause):
        return
    while told.dep_ == "nmod":  # "in a statement on its website that …"
        told = told.head
    said = told.head
    if that is not None and told.dep_ == "obl" and said.lower_ in word_lists("reduced")["saying"]:
        clause.head, clause.dep_, that.dep_ = said, "ccomp", "mark"


def _is_content(clause: Token) -> bool:
    """ "… in a statement that they had taken the town": what has an object of its own does not lack one."""
    objects = [child for child in clause.children if child.dep_ == "obj" and child.lower_ != "that"]
    joined = any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.lefts)
    return (bool(objects) or joined) and any(
        child.dep_ == "nsubj" and child.lower_ != "that" for child in clause.lefts
    )


def at_body(body: Token) -> None:
    """ "…, said Abel Ahmar, a researcher at Border Watch": the body is his, not where he said it."""
    said, case = body.head, body.left_edge
    if not body.text[0].isupper() or case.lower_ not in {"at", "of", "for", "with"}:
        return
    if said.lower_ not in word_lists("reduced")["saying"] or case.i <= said.i:
        return
    end = case.i - 1
    speakers = (child for child in said.rights if child.dep_ in {"nsubj", "obj"} and child.tag_ in _NAMED)
    speaker = next((child for child in speakers if child.right_edge.i == end), None)
    if speaker is None:
        return
    office = next((child for child in speaker.rights if child.dep_ == "appos"), speaker)
    body.head, body.dep_, body.pos_, body.tag_ = office, "nmod", "PROPN", "NNP"
