"""Words of happenings that tell none: topics, charges, reasons, deeds of those to whom they are nothing."""

import re
from collections.abc import Iterable, Sequence, Set

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import Sentence
from warmonitor.language import Token

# A year, or years as in "2010-11".
YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/](?:(?:19|20)?\d\d)?)?")
# So many words such a topic has at most.
_TOPIC = 8
_CHARGED = frozenset({"advcl", "obl", "nmod", "acl", "conj"})
_SELVES = frozenset({"themselves", "himself", "herself", "ourselves"})
# Where a noun stands, and what makes a clause.
_NOMINAL = frozenset({"nmod", "obl", "nsubj", "obj", "nsubj:pass"})
_OF_CLAUSE = frozenset({"aux", "aux:pass", "nsubj", "nsubj:pass", "obj", "obl:agent"})
_MATTER = frozenset({"thing", "place", "property", "post"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "any", "every", "each", "no"})


def is_topic(head: Token, end: int) -> bool:
    """ "2011 Kesran protests: troops arrive": a year and a name, up to token `end`, say of what is told."""
    doc = head.doc
    colon = end < len(doc) and doc[end].text == ":"
    return colon and YEAR.fullmatch(doc[head.sent.start].text) is not None


def topic_length(sentence: Sentence) -> int:
    """Characters of "2011–2012 Kesran uprising:" at the start of a sentence: its years date nothing."""
    first = sentence.doc[sentence.span.start]
    if YEAR.fullmatch(first.text) is None:
        return 0
    opening = sentence.doc[first.i : min(first.i + _TOPIC, sentence.span.end)]
    colon = next((token for token in opening if token.text == ":"), None)
    return colon.idx - first.idx if colon is not None else 0


def is_charged_with(deed: Token, nouns: Nouns) -> bool:
    """ "charged four men with murdering …": what a court is to judge; states only accuse each other."""
    above = deed.head
    below = deed.i > above.i and deed.dep_ in _CHARGED
    charged = roles.objects(above) if below and above.lemma_.lower() == "charge" else []
    return any(not nouns.is_state(one) for one in charged)


def is_reason(noun: Token) -> bool:
    """ "recalled its envoy in protest": why one does something else; many who do are a protest."""
    bare = not roles.children(noun, "det", "amod", "compound")
    who = roles.subject(noun.head) if bare and "in" in roles.prepositions(noun) else None
    return who is not None and who.tag_ not in {"NNS", "NNPS"}


def is_one_alone(verb: Token, nouns: Nouns) -> bool:
    """ "The gunman fled", "as he left his home": one who goes, or is driven out, is no displacement; a family
    or a mother is.
    """
    who = roles.agent(verb)
    driven = roles.objects(verb)
    if any(_is_one_named(one, nouns) for one in (driven if driven else [who] if who is not None else [])):
        return True
    if who is None or are_people(driven, nouns):
        return False
    who = nouns.antecedent(who)
    own = set(nouns.sentence.labels_ending_at(nouns.lexicon.classes, who))
    person = bool(own & {"people", "party"}) and "uprooted" not in own
    person = person and who.lemma_.lower() not in counting_words().collectives
    single = who.lower_ == "he" or (who.tag_ == "NN" and person)
    return single and not roles.children(who, "nummod", "conj")


def _is_one_named(head: Token, nouns: Nouns) -> bool:
    """ "forcing President Omar Halim to flee"."""
    name = nouns.sentence.name_at(head)
    one = head.tag_ == "NNP" and not roles.children(head, "conj", "nummod")
    return one and name is not None and name[2].kind == "person"


def is_stay(verb: Token) -> bool:
    """ "families sheltering in a school", "those who had sought shelter there": where they were."""
    return verb.dep_ in {"acl", "acl:relcl"} and verb.lemma_.lower() in role_words().staying


def are_those(participle: Token) -> bool:
    """ "a camp for the displaced", "11,000 displaced went home": people by what befell them before."""
    if participle.tag_ not in {"VBN", "JJ"} or participle.dep_ not in _NOMINAL:
        return False
    return not any(child.dep_ in _OF_CLAUSE for child in participle.children)


def are_people(tokens: Sequence[Token], nouns: Nouns) -> bool:
    """ "set the prisoners on fire": people are no property."""
    seen = [nouns.classes(nouns.antecedent(token)) for token in tokens]
    return any(classes & {"people", "person"} and not classes & _MATTER for classes in seen)


def are_selves(tokens: Iterable[Token]) -> bool:
    """ "chained themselves to the gate": nobody is taken."""
    return any(token.lower_ in _SELVES for token in tokens)


def are_counted(tokens: Sequence[Token]) -> bool:
    """ "ten civilians killed", "they were killed": a toll, which tells more, or nobody."""
    return any(token.pos_ in {"PRON", "NUM"} or roles.children(token, "nummod") for token in tokens)


def is_part(noun: Token) -> bool:
    """ "gas and oil pipelines": gas pipelines are meant."""
    joined = roles.children(noun, "conj")
    bare = noun.tag_ == "NN" and not roles.children(noun, "det", "amod", "compound", "nmod")
    return bare and any(one.tag_ == "NNS" and roles.children(one, "compound") for one in joined)


def is_known(noun: Token) -> bool:
    """ "the attack", "their protest": one of which the reader knows."""
    return bool(roles.children(noun, "nmod:poss")) or any(
        child.lower_ in _DEFINITE for child in roles.children(noun, "det")
    )


def says_where(type_: str, head: Token, classes: Set[str]) -> bool:
    """ "the army, based in the east", "the fence surrounding the town", "men held": which are meant."""
    if type_ == "deployment":
        return head.lemma_ == "base"
    if type_ == "siege":
        return head.tag_ == "VBG" and not classes & {"armed", "party"}
    return head.lemma_ == "hold" and head.head.lemma_.lower() in role_words().held
