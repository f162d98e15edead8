"""What the words above a happening, and its own auxiliaries, say of it: vowed, asked for, feared, denied."""

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.prospects import would_if
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import forms
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token

# Over these relations the word above says how the word below is meant.
COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj"})
_THROUGH = frozenset({"obj", "nsubj:pass", "acl", "obl", "nmod", "conj", "nsubj"})
_NEGATED_BY = frozenset({"advmod", "det", "neg", "cc:preconj", "case", "mark"})
_FINITE_BE = frozenset({"is", "are", "was", "were", "'s", "'re"})
_RANKS = frozenset({"first", "last", "only", "next", "latest"})
_BY_ADVERB = frozenset({"aside", "away", "off"})
_ORDERED = frozenset({"xcomp", "ccomp", "advcl"})


def is_purpose(token: Token) -> bool:
    """ "to capture the town": what is aimed at has not happened."""
    return token.dep_ in {"advcl", "acl"} and is_infinitive(token) and not is_effect(token)


def is_effect(clause: Token) -> bool:
    """ "forced people to flee", "used a lorry to ram the gate", "came home to find nine dead": what came of
    it, whatever the parse has.
    """
    words, above = role_words(), clause.head
    found = clause.lemma_ in words.finding and above.lemma_ in words.coming
    effected = above.lemma_ in words.effecting or (found and not roles.children(above, "obj"))
    return clause.dep_ == "advcl" and is_infinitive(clause) and effected


def from_above(above: Token, below: Token, lexicon: Lexicon) -> set[str]:
    """What the next word above says of the word below it."""
    if above.lower_ == "short" and above.head.lemma_ in {"stop", "fall"}:
        return {"negated"}
    heard = above.lemma_ in {"report", "say"} and roles.is_passive(above) and roles.by_agent(above) is None
    if heard and below.dep_ in {"nsubj:pass", "xcomp"}:
        return {"alleged"}
    if below.dep_ == "nsubj:pass":
        return of_governor(above, below, lexicon) & {"failed", "negated"}
    complement = (
        below.dep_ in COMPLEMENTS
        or roles.is_charge(below)
        or is_told_of(below, lexicon)
        or _is_perfect_infinitive(below)
        or _is_gerund_beside(above, below)
    )
    if complement or (below.dep_ in _THROUGH and below.i > above.i):
        found = of_governor(above, below, lexicon)
        scheduled = below.dep_ in COMPLEMENTS and above.lemma_ == "be" and is_infinitive(below)
        aimed = not found and below.dep_ == "acl" and is_purpose(below) and not _is_ranked(above)
        return found | ({"planned"} if scheduled else set()) | ({"aimed at"} if aimed else set())
    if is_purpose(below):
        return of_governor(above, below, lexicon) or {"planned"}
    return set()


def there_are(above: Token, below: Token, lexicon: Lexicon) -> Token | None:
    """ "There were reports on Friday that the town had fallen": the reports, of which the clause tells."""
    clause = below.dep_.startswith(("csubj", "ccomp", "advcl"))
    clause = clause and bool(roles.children(above, "expl") or is_word(above, lexicon.modality["arising"]))
    that = clause and any(mark.lower_ == "that" for mark in roles.children(below, "mark"))
    return next(iter(roles.children(above, "nsubj")), None) if that else None


def is_told_of(clause: Token, lexicon: Lexicon) -> bool:
    """ "reports that the town had fallen", which a parse may take for a relative clause."""
    if clause.dep_ != "acl:relcl" or not roles.children(clause, "nsubj", "nsubj:pass"):
        return False
    told = is_word(clause.head, lexicon.modality["tellings"])
    return any(
        child.lower_ == "that" and (child.dep_ == "mark" or (told and child.dep_ == "obj"))
        for child in clause.children
    )


def is_called_false(above: Token, below: Token, lexicon: Lexicon) -> bool:
    """ "called reports of an attack a lie", "claims that the town had fallen were untrue"."""
    if not is_word(below, lexicon.modality["tellings"]):
        return False
    judged = [above] if below.dep_ == "nsubj" else roles.children(above, "xcomp", "obl", "advcl")
    judged = judged if below.dep_ in {"nsubj", "nsubj:pass", "obj"} else []
    if below.dep_ == "obj" and any(mark.lower_ == "as" for mark in roles.children(above, "mark")):
        judged = [above]  # "dismissed as fabricated the reports that the town had fallen"
    return any(is_word(each, lexicon.modality["falsehoods"]) for each in judged)


def _is_ranked(noun: Token) -> bool:
    """ "the first to send troops": who did it is told by an infinitive."""
    return noun.pos_ != "NOUN" or any(child.lower_ in _RANKS for child in noun.children)


def is_infinitive(token: Token) -> bool:
    """ "to capture", "to be released"."""
    passive = any(child.lower_ == "be" for child in roles.children(token, "aux:pass"))
    taken_for_noun = token.tag_ == "NN" and bool(roles.children(token, "obj"))
    bare = passive or token.tag_ == "VB" or taken_for_noun
    return bare and any(child.lower_ == "to" for child in roles.children(token, "mark", "aux"))


def _is_gerund_beside(above: Token, below: Token) -> bool:
    """ "Ruled out withdrawing", which a parse may take for what was done meanwhile."""
    if below.dep_ != "advcl" or below.tag_ != "VBG" or roles.children(below, "mark"):
        return False
    before = below.left_edge.i - 1
    return before == above.i or (before == above.i + 1 and below.doc[before].tag_ == "RP")


def _is_perfect_infinitive(token: Token) -> bool:
    """ "are alleged to have burned homes"."""
    have = any(child.lower_ == "have" for child in roles.children(token, "aux"))
    return have and any(child.lower_ == "to" for child in roles.children(token, "mark"))


def own(head: Token, lexicon: Lexicon) -> set[str]:
    """What a word's own auxiliaries, negations and adverbs say."""
    found: set[str] = set()
    for child in head.children:
        if child.i <= head.i + 2 or child.dep_ in {"advmod", "amod"}:
            found |= _of_child(child, lexicon)
    to = any(child.lower_ == "to" for child in roles.children(head, "mark"))
    if to and any(child.lower_ in _FINITE_BE for child in roles.children(head, "cop", "aux", "aux:pass")):
        found.add("planned")
    if would_if(head):
        found = (found - {"planned"}) | {"possible"}
    if would_have(head):
        found = (found ^ {"negated"}) - {"planned"}  # "would not have fallen": it fell
    if any(_is_nobody(one) for one in roles.children(head, "nsubj", "nsubj:pass", "obj")):
        found.add("negated")  # "nobody fired", "fired no shot"
    if _is_wished(head):
        found.add("demanded")
    if _is_instead(head):
        found.add("negated")
    return found


def would_have(verb: Token) -> bool:
    """ "Would have fallen": it did not."""
    return {"would", "have"} <= {child.lower_ for child in roles.children(verb, "aux")}


def _is_wished(head: Token) -> bool:
    """ "insists that its staff be freed"."""
    bare = any(child.lower_ == "be" for child in roles.children(head, "aux:pass", "cop"))
    that = any(mark.lower_ == "that" for mark in roles.children(head, "mark"))
    return bare and that and not roles.children(head, "aux")


def _is_instead(head: Token) -> bool:
    """ "instead of retreating", "rather than retreat", "far from retreating", "far from being a retreat"."""
    marks = {child.lower_ for child in roles.children(head, "mark", "case", "cc")}
    if "rather" in marks:
        return head.tag_ in {"VB", "VBG"} or bool(roles.children(head, "aux:pass"))
    being = head.tag_ == "VBG" or any(cop.lower_ == "being" for cop in roles.children(head, "cop"))
    far = head.head.lower_ == "far" or any(child.lower_ == "far" for child in roles.children(head, "advmod"))
    return being and ("instead" in marks or ("from" in marks and far))


def _is_nobody(subject: Token) -> bool:
    """ "no group", "nobody", "none of them"."""
    return subject.lower_ in {"nobody", "none", "neither"} or any(
        child.lower_ in {"no", "neither", "not", "without"} and not _bounds_number(child)
        for child in subject.children
    )


def _bounds_number(negator: Token) -> bool:
    """ "no fewer than 60", "not less than 60"."""
    return negator.i + 1 < len(negator.doc) and negator.nbor().lower_ in {"fewer", "less", "more"}


def _of_child(child: Token, lexicon: Lexicon) -> set[str]:
    word = child.lower_
    words = lexicon.modality
    if word in words["negators"] and child.dep_ in _NEGATED_BY and not _bounds_number(child):
        return {"negated"}
    if child.dep_ == "aux" and word in words["future"]:
        return {"planned"}
    if child.dep_ == "aux" and word in words["obliging"]:
        had = any(aux.lower_ == "have" for aux in roles.children(child.head, "aux"))
        asked = any(subject.i > child.i for subject in roles.children(child.head, "nsubj", "nsubj:pass"))
        return {"possible"} if had or asked else {"demanded"}  # "must have fallen", "should they attack"
    if (
        (child.dep_ == "aux" and word in words["possible_auxiliaries"] and not _was_perceived(child, lexicon))
        or (child.dep_, word) == ("det", "any")
        or (child.dep_ == "mark" and word in words["conditionals"])
    ):
        return {"possible"}
    # "a foiled attack", "the cancelled pullout"; in "a suspected attack" it is the doer that is suspected
    participle = child.dep_ == "amod" and child.tag_ == "VBN" and word != "suspected"
    # "A long-planned assault", "the much-expected push" tell of one that came.
    foreseen = participle and word in role_words().foreseen
    if foreseen and any(before.i < child.i for before in child.children):
        return set()
    bent = forms(child) if participle else (word,)
    adverb = child.dep_ in {"advmod", "amod"}
    return {lexicon.governors[form] for form in bent if adverb and form in lexicon.governors}


def _was_perceived(could: Token, lexicon: Lexicon) -> bool:
    """ "Explosions could be heard": they were."""
    perceived = is_word(could.head, lexicon.modality["perceived"])
    return could.lower_ == "could" and roles.is_passive(could.head) and perceived


def of_governor(above: Token, below: Token, lexicon: Lexicon) -> set[str]:
    """What "vowed to …", "called for …", "reports of …" say of what they govern."""
    if _is_nobody(above) and (of_none := _of_none(above, lexicon)):
        return of_none
    if above.pos_ == "NOUN":
        return _of_noun(above, below, lexicon)
    return _of_verb(above, below, lexicon) if above.pos_ in {"VERB", "ADJ", "AUX"} else set()


def _of_noun(above: Token, below: Token, lexicon: Lexicon) -> set[str]:
    if above.lemma_ == "report" and roles.children(below, "mark") and _is_reporting(above):
        return set()
    found = {lexicon.report_nouns[form] for form in forms(above) if form in lexicon.report_nouns}
    if found == {"failed"} and is_word(above.head, lexicon.modality["failing"]):
        return found  # "failed in a bid to free him"
    # "in an attempt to end the fighting" tells an aim; "an attempt to end it" came to nothing.
    return {"planned"} if found == {"failed"} and roles.prepositions(above) == {"in"} else found


def _of_verb(above: Token, below: Token, lexicon: Lexicon) -> set[str]:
    noun = below.left_edge.nbor(-1) if below.dep_ == "ccomp" and below.left_edge.i > above.i + 1 else above
    found = {lexicon.governors[form] for form in verb_forms(above) if form in lexicon.governors}
    if noun.dep_ == "obj" and noun.head.i == above.i:
        if "denied" in found and is_word(noun, lexicon.modality["tellings"]):
            return {"denied"}  # "rejected the allegation that they had attacked"
        return of_governor(noun, below, lexicon)  # "expressed fears that they would attack"
    if above.lemma_ == "want" and is_infinitive(below) and not roles.children(above, "obj"):
        found = {"planned"}  # "they want to leave" asks nobody
    if above.lower_ == "going" and below.dep_ == "xcomp" and is_infinitive(below):
        found.add("planned")
    if below.dep_ == "ccomp" and roles.children(below, "nsubj"):
        found.discard("failed")  # "should the talks fail, they would attack"
    if above.lower_ == "supposed" and below.dep_ == "xcomp":
        found = {"planned"}
    if above.lemma_ == "have" and below.dep_ == "xcomp" and any(c.lower_ == "yet" for c in above.children):
        found.add("negated")
    if is_word(above, lexicon.modality["commanding"]) and below.dep_ in _ORDERED and is_infinitive(below):
        found.add("demanded")
    fired = above.lemma_ == "aim" and below.dep_ == "obj"  # "aimed machine-gun fire at the bridge"
    if below.dep_ in {"nsubj", "conj", "obl", "nmod"} or fired or _is_described(below):
        # "X called for an end" governs by its preposition; other dependents are not governed.
        return found & _by_preposition(below)
    return found


def is_undecided(clause: Token, lexicon: Lexicon) -> bool:
    """ "No decision has been taken to send troops"."""
    nobody = (one for one in roles.children(clause.head, "nsubj", "nsubj:pass") if _is_nobody(one))
    return is_purpose(clause) and any(_of_none(one, lexicon) for one in nobody)


def _of_none(noun: Token, lexicon: Lexicon) -> set[str]:
    """ "No truth to reports of …", "no sign of …", "no plans to withdraw", "no question of a withdrawal"."""
    if is_word(noun, lexicon.modality["truths"]):
        return {"denied"}
    none = lexicon.modality["signs"] | lexicon.modality["outlooks"]
    return {"negated"} if noun.pos_ == "NOUN" and is_word(noun, none) else set()


def _is_reporting(noun: Token) -> bool:
    """ "Witnesses in Homs report that …", "Amnesty International reports that …", taken for nouns."""
    named = any(child.pos_ == "PROPN" for child in roles.children(noun, "compound"))
    return noun.dep_ == "ROOT" or named


def _is_described(clause: Token) -> bool:
    return clause.dep_ == "acl" and not is_purpose(clause) and not _is_perfect_infinitive(clause)


def verb_forms(verb: Token) -> tuple[str, ...]:
    """A verb under its forms; with its particle where it has one: "call off" is not "call"."""
    doc, after = verb.doc, verb.i + 1
    beside = [doc[after].lower_] if after < len(doc) and doc[after].tag_ == "RP" else []
    particles = beside or [
        child.lower_
        for child in verb.children
        if child.dep_ == "compound:prt" or (child.dep_ == "advmod" and child.lower_ in _BY_ADVERB)
    ]
    return tuple(f"{form} {particles[0]}" for form in forms(verb)) if particles else forms(verb)


def _by_preposition(below: Token) -> set[str]:
    marks = roles.prepositions(below) | {mark.lower_ for mark in roles.children(below, "mark")}
    asked = {"demanded"} if marks & {"for", "on"} else set()
    return asked | ({"possible", "alleged"} if marks & {"of", "about", "against", "with", "over"} else set())
