"""Members of a body: which group of people they are, by the body's words or its entry in the registry."""

from collections.abc import Iterator, Sequence

from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.nominal import Nouns
from warmonitor.language import Token
from warmonitor.ontology import Ontology

_THEIR = frozenset({"its", "their", "our"})
_ARMED = frozenset({"armed_group", "militia"})
_STATE_FORCES = frozenset({"soldier", "police", "security_forces"})
# "Dutch", "Ghanaian"; not "Palestinians", who are counted themselves.
_OF_A_PEOPLE = frozenset({"JJ", "NN", "NNP"})
_GROUPS = {
    "military": "soldier",
    "police": "police",
    "ngo": "aid_worker",
    "un": "un_staff",
    "medical": "medic",
    "media": "journalist",
}


def group_of_members(noun: Token, run: Sequence[Token], nouns: Nouns, own: str) -> str:
    """ "members of the national police", "three PKK members"; where no body is known, their `own`."""
    for body in _bodies(noun, run):
        group = group_of_body(body, nouns)
        if group is not None:
            return group
    return own


def group_of_strength(end: int, body: Token, nouns: Nouns) -> str | None:
    """ "A 400-strong column of marines", "the 600-strong garrison": who its members are, where a number that
    ends at `end` is its strength; None of other numbers.
    """
    if body.doc[end - 1].lower_ != "strong":
        return None
    of = (child for child in body.children if child.dep_ == "nmod" and child.i > body.i)
    told = (nouns.sentence.ending_at(nouns.lexicon.groups, child) for child in of)
    named = next((match.labels[0] for match in told if match is not None), None)
    return named or group_of_body(body, nouns) or "people"


def is_one_person(noun: Token, group: str | None) -> bool:
    """Whether a singular noun of this group is one person: "a nurse", not "a family", "a crew"."""
    return group not in {None, "family"} and noun.lemma_.lower() not in counting_words().collectives


def common_group(one: str, other: str, ontology: Ontology) -> str:
    """The nearest group that surely contains both; "12 soldiers and policemen" are of the state's forces."""
    if one != other and {one, other} <= _STATE_FORCES:
        return "security_forces"
    others = {other, *ontology.ancestors(other)}
    return next((group for group in (one, *ontology.ancestors(one)) if group in others), "people")


def is_armed_body(token: Token, nouns: Nouns) -> bool:
    """Whether a name can only be an armed group's: "40 Taliban"."""
    return _kinds(token, nouns) in ({"armed_group"}, {"militia"}, _ARMED)


def _bodies(noun: Token, run: Sequence[Token]) -> Iterator[Token]:
    yield from (word for word in reversed(run[:-1]) if word.lemma_.lower() not in counting_words().members)
    for child in noun.children:
        if child.dep_ == "nmod" and child.i > noun.i:
            yield child
            yield from (grand for grand in child.children if grand.dep_ in {"appos", "flat", "compound"})
    yield from _named_after(noun)
    if any(child.lower_ in _THEIR for child in noun.children):
        yield from (child for above in noun.ancestors for child in above.children if child.dep_ == "nsubj")


def _named_after(noun: Token) -> Iterator[Token]:
    """ "12 staff of Save the Children": whatever the parse hangs the name on."""
    after = list(noun.doc[noun.i + 1 : min(noun.i + 4, noun.sent.end)])
    if len(after) > 2 and after[0].lower_ in {"of", "with", "from"}:
        name = after[2] if after[1].pos_ == "DET" else after[1]
        if name.pos_ == "PROPN":
            yield name


def group_of_body(body: Token, nouns: Nouns) -> str | None:
    """The group of the members of a body that a noun names; None where it names no body that is known."""
    if is_armed_body(body, nouns):
        return "combatant"
    kinds = _kinds(body, nouns)
    if len(kinds) == 1 and min(kinds) in _GROUPS:
        return _GROUPS[min(kinds)]
    sentence = nouns.sentence
    for start in (body.i - 1, body.i):
        named = counting_words().bodies.get(text(sentence, max(start, sentence.span.start), body.i + 1))
        if named is not None:
            return named
    match = sentence.ending_at(nouns.lexicon.groups, body)
    return match.labels[0] if match is not None and match.labels[0] not in {"people", "family"} else None


def _kinds(token: Token, nouns: Nouns) -> set[str]:
    name = nouns.sentence.name_at(token)
    words = nouns.sentence.words(*name[:2]) if name is not None else token.text
    known = nouns.registry.candidates(words) or nouns.registry.candidates(words.partition(" in ")[0])
    return {entry.kind for entry in known}


def only_tells_whose(words: Sequence[Token]) -> bool:
    """ "American and": a people's name, and a link to the next number."""
    return (
        len(words) > 1
        and words[-1].lower_ in {"and", "or"}
        and all(token.tag_ in _OF_A_PEOPLE and token.text[0].isupper() for token in words[:-1])
    )
