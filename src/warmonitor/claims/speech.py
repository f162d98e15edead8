"""Verbs of saying: whose word they carry, and which words of the sentence they carry."""

from collections.abc import Sequence

from warmonitor.claims import roles
from warmonitor.claims.governors import is_purpose
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token

Tokens = frozenset[int]

_SAID = frozenset({"ccomp", "parataxis", "xcomp", "acl:relcl", "acl"})
_NOT = frozenset({"not", "n't", "never", "without"})
_ABOUT = frozenset({"ccomp", "parataxis", "obj", "xcomp"})
_ATTRIBUTION = frozenset({"nsubj", "obl", "advmod", "aux", "obl:unmarked"})
# "called off", "put up": other verbs.
_AWAY = frozenset({"off", "up", "down", "in", "away", "on"})
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM"})
_ASIDE = frozenset({"as", "while"})
_AGAINST = frozenset({"while", "whereas", "although", "though", "but"})
_WHEN = frozenset({"after", "before", "when", "while", "until", "once"})
# A speaker whom the parse took for one of a list.
_LISTED = frozenset({"conj", "appos"})
# "put it at 30", "raised it to 30", "gave it as 30".
_FIGURED = frozenset({"at", "to", "as"})
_CLOSING = frozenset({",", "’", "'", "”", '"'})


class Speech:
    """Reads verbs of saying by the words of voices.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Takes the words."""
        self._words = lexicon.voices

    def is_cue(self, token: Token) -> bool:
        """Whether a word can carry somebody's word: a verb of saying, or any that has a "that" clause."""
        if token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB"):
            return False
        if any(particle.lower_ in _AWAY for particle in roles.children(token, "compound:prt")):
            return False
        if is_word(token, self._words["counting"]):
            told = roles.children(token, "obj", "obl", "nsubj:pass")
            return any(_is_number(child) or is_word(child, self._words["tolls"]) for child in told)
        if is_word(token, self._words["cues"]) or self.depicts(token):
            return True
        return not is_word(token, self._words["not_saying"]) and any(
            _is_reported(clause) for clause in roles.children(token, "ccomp")
        )

    def depicts(self, cue: Token) -> bool:
        """Whether a verb shows what is written or filmed: "the video shows"."""
        return is_word(cue, self._words["depicting"]) and not roles.children(cue, "ccomp")

    def is_plain(self, cue: Token) -> bool:
        """Whether a verb tells no more than that something was said."""
        return is_word(cue, self._words["plain"])

    def is_distancing(self, cue: Token) -> bool:
        """Whether a verb doubts what it carries: "claimed"."""
        return is_word(cue, self._words["distancing"])

    def quotes(self, sentence: Sentence) -> bool:
        """Whether a sentence has a verb that carries its object's word."""
        return not self._words["quoting"].isdisjoint(sentence.vocabulary)

    def is_quoting(self, cue: Token) -> bool:
        """Whether a verb carries its object's word: "citing a commander"."""
        return is_word(cue, self._words["quoting"])

    def source(self, cue: Token) -> Token | None:
        """Whose word a verb carries; nobody's where it is negated."""
        if self.is_quoting(cue):
            cited = roles.objects(cue)
            return cited[0] if cited else None
        source = _nearest_subject(cue) if self.is_plain(cue) else None
        source = (
            source or _who_posts(cue) or roles.agent(cue) or next(iter(roles.children(cue, "expl")), None)
        )
        source = source or self._after(cue) or self._before(cue) or self._inside(cue)
        if any(mark.lower_ == "as" for mark in roles.children(cue, "mark")):
            return None
        negated = any(child.lower_ in _NOT for child in roles.children(cue, "advmod", "mark"))
        return None if negated or source is None or is_nobody(source) else source

    def _after(self, cue: Token) -> Token | None:
        """ "…, says the monitor", where the parse has the speaker as what is said."""
        spoken = roles.children(cue, "obj", "obl", "iobj")
        trails = cue.i > cue.sent.start + 2 and cue.nbor(-1).text in _CLOSING
        if (
            trails
            and self.is_plain(cue)
            and spoken
            and spoken[0].i > cue.i
            and not roles.prepositions(spoken[0])
        ):
            return spoken[0]
        return None

    def _before(self, cue: Token) -> Token | None:
        """ "…, the minister, Abel Ahmar, said" where the parse lost the speaker: the noun before the verb."""
        if not self.is_plain(cue) or cue.dep_ != "ROOT" or cue.i < cue.sent.start + 3:
            return None
        at = cue.i - 2 if cue.nbor(-1).text == "," else cue.i - 1
        last = at
        while at > cue.sent.start and cue.doc[at].pos_ == "PROPN":
            at -= 1
        office = cue.doc[at - 1] if at < last and cue.doc[at].text == "," else None
        return office if office is not None and is_word(office, self._words["roles"]) else None

    def _inside(self, cue: Token) -> Token | None:
        """ "Women bused out of Kesra say …" where the parse took the participle for what is said."""
        clause = next(iter(roles.children(cue, "ccomp")), None)
        if clause is None or clause.i > cue.i or cue.nbor(-1).text in _CLOSING or not self.is_plain(cue):
            return None
        subjects = roles.children(clause, "nsubj", "nsubj:pass")
        return subjects[0] if subjects and not roles.children(clause, "aux", "aux:pass", "cop") else None

    def author(self, source: Token) -> Token | None:
        """Who wrote what "says" something: "a post by activists", "the army's report"; None: not told."""
        if not is_word(source, self._words["documents"]):
            return None
        by = [child for child in roles.children(source, "nmod") if roles.prepositions(child) & {"by", "from"}]
        by += [who for clause in roles.children(source, "acl") if (who := roles.by_agent(clause)) is not None]
        return next(iter([*by, *roles.children(source, "nmod:poss")]), None)

    def content(self, sentence: Sentence, cue: Token, source: Token) -> Tokens:
        """What a verb of saying covers: its clause, or the sentence that it trails or stands in."""
        if takes_credit(cue):
            return frozenset()
        if self.is_quoting(cue):
            return _quoted(sentence, cue)
        covers = _on_this_side(sentence, cue, self._clause(sentence, cue, source))
        covers -= self._answers(sentence, cue, covers)
        return covers | self._later(sentence, cue) if covers and self.is_plain(cue) else covers

    def _answers(self, sentence: Sentence, cue: Token, covers: Tokens) -> Tokens:
        """ "The rebels said …, while the army said …": another's word against what stands before it."""
        answers = (
            token
            for token in sentence.tokens
            if token.i > cue.i and token.i in covers and self.is_cue(token) and _is_set_against(token)
        )
        return frozenset(t.i for token in answers for t in token.subtree)

    def beyond(self, sentence: Sentence, cue: Token) -> Tokens:
        """ "According to X, …; the army said …": what stands behind a semicolon with a speaker of its own."""
        later = _behind(sentence, cue)
        return frozenset(t.i for t in later) if self._has_speaker(later) else frozenset()

    def _later(self, sentence: Sentence, cue: Token) -> Tokens:
        """ "…, the army said; nine were hurt": what follows a semicolon without a speaker of its own."""
        later = _behind(sentence, cue)
        return frozenset() if self._has_speaker(later) else frozenset(t.i for t in later)

    def _has_speaker(self, tokens: Sequence[Token]) -> bool:
        return any(self.is_cue(t) and roles.children(t, "nsubj") for t in tokens)

    def _clause(self, sentence: Sentence, cue: Token, source: Token) -> Tokens:
        if self.is_plain(cue) and cue.dep_ == "ROOT" and _trails(sentence, cue, source):
            return frozenset(t.i for t in sentence.tokens) - _region(cue, source) - _aside(sentence, cue)
        own = [child for child in cue.children if self._is_told(child) and not source.is_ancestor(child)]
        own = [child for child in own if child.i != source.i]
        own = [child for child in own if not child.is_ancestor(source)] + _of_those_told(cue)
        own = _said_after(own, cue)
        said = {t.i for child in own if self._is_said(child) for t in child.subtree}
        if said and self.is_plain(cue):
            asked = any(child.tag_ == "WP" and child.i < cue.i for child in cue.children)
            return frozenset(i for i in said | _relative(cue) if i > cue.i or not asked)
        if self._is_trailing(cue, source):
            return frozenset(t.i for t in cue.head.subtree) - {t.i for t in cue.subtree}
        return frozenset(t.i for child in own for t in child.subtree) - _remarks(sentence, cue)

    def _is_said(self, child: Token) -> bool:
        """Whether a dependent is the words said: a clause, or what is "reported", not who is "told"."""
        reported = child.dep_ == "obj" and not is_word(child.head, self._words["telling"])
        return child.dep_ in _SAID or _has_that(child) or reported

    def _is_told(self, child: Token) -> bool:
        """Whether a dependent of a verb of saying is what is said; with a plain verb, "on Friday" is not."""
        if child.dep_ == "obj" and is_word(child.head, self._words["performing"]):
            return False
        if child.dep_ == "obl":
            told_of = not self.is_plain(child.head) and not _sets(child)
            return told_of or bool(roles.prepositions(child) & {"of", "about"})
        free = child.dep_ == "advcl" and (not roles.children(child, "mark") or _has_that(child))
        before = child.i < child.head.i and (_is_temporal(child.head) or self._has_object(child.head))
        told = (child.dep_ in _ABOUT and not before) or _has_that(child)
        return told or free or is_purpose(child) or roles.is_charge(child)

    def _has_object(self, cue: Token) -> bool:
        """ "A truce began on Friday, the day the rebels announced their offensive": they said that alone."""
        announced = any(child.i > cue.i and child.pos_ == "NOUN" for child in roles.children(cue, "obj"))
        return announced and bool(roles.children(cue, "nsubj")) and not is_word(cue, self._words["telling"])

    def _is_trailing(self, cue: Token, source: Token) -> bool:
        """ "…, the army said", "…, insists army" as the parse has it when what is said stands above."""
        below = cue.dep_ in {"parataxis", "advcl"} or (cue.dep_ == "conj" and not roles.children(cue, "cc"))
        more = any(child.i != source.i for child in roles.children(cue, "obj"))
        return below and not more and self.is_plain(cue)


def _behind(sentence: Sentence, cue: Token) -> list[Token]:
    """What stands behind the first semicolon after a word."""
    start = next((t.i for t in sentence.tokens if t.text == ";" and t.i > cue.i), None)
    return [t for t in sentence.tokens if start is not None and t.i > start]


def _who_posts(cue: Token) -> Token | None:
    """ "He posted a message on social media calling on …": neither the medium nor the message calls."""
    medium = cue.head
    if cue.dep_ != "acl" or not roles.prepositions(medium) & {"on", "via", "through"}:
        return None
    posted = medium.head
    return (roles.agent(posted.head) if posted.dep_ == "obj" else None) or posted


def _nearest_subject(cue: Token) -> Token | None:
    """Of two subjects the one beside the verb: "…, 20 children among them, the monitor said"."""
    subjects = [child for child in roles.children(cue, "nsubj") if child.i < cue.i]
    return subjects[-1] if len(subjects) > 1 else None


def is_nobody(source: Token) -> bool:
    """ "No group has claimed …": nobody's word."""
    return any(child.lower_ in {"no", "neither", "not"} for child in source.children)


def takes_credit(cue: Token) -> bool:
    """ "claimed responsibility for the blast": the blast itself is not on the claimant's word."""
    return any(child.lower_ in {"responsibility", "credit"} for child in cue.children)


def _relative(cue: Token) -> set[int]:
    """ "air strikes that medics said killed six": the strikes are the medics' word too."""
    first = cue.left_edge
    if cue.dep_ != "acl:relcl" or first.i == 0 or first.tag_ not in {"WDT", "WP", "IN"}:
        return set()
    noun = first.nbor(-1)
    return {noun.i, *(child.i for child in roles.children(noun, "compound", "amod"))} - {cue.i}


def _sets(phrase: Token) -> bool:
    """ "On Saturday he denied …", "denied on Saturday": when it was said, not what."""
    return phrase.i < phrase.head.i or (
        phrase.pos_ in {"PROPN", "NUM"} and roles.prepositions(phrase) == {"on"}
    )


def _is_temporal(cue: Token) -> bool:
    """ "…, hours after he had said so": what stands before is not his word."""
    return any(mark.lower_ in _WHEN for mark in roles.children(cue, "mark", "advmod"))


def _on_this_side(sentence: Sentence, cue: Token, covers: Tokens) -> Tokens:
    """Of "X fled; the army said Y; Z replied" only Y: what stands between the semicolons around the verb."""
    borders = [t.i for t in sentence.tokens if t.text == ";"]
    start = max((i for i in borders if i < cue.i), default=sentence.span.start)
    end = min((i for i in borders if i > cue.i), default=sentence.span.end)
    near = frozenset(i for i in covers if start <= i < end)
    return near or covers


def _aside(sentence: Sentence, cue: Token) -> Tokens:
    """ "…, the army said, as crowds marched in Kesra": the outlet's own words."""
    marks = (t for t in sentence.tokens if t.i > cue.i and t.dep_ == "mark" and t.lower_ in _ASIDE)
    return frozenset(t.i for mark in marks if mark.head.i > mark.i for t in mark.head.subtree if t.i > cue.i)


def _is_set_against(verb: Token) -> bool:
    """Whether a verb with a subject of its own opens with "while", "although", "but"."""
    marks = roles.children(verb, "mark", "cc")
    return any(mark.lower_ in _AGAINST for mark in marks) and bool(roles.children(verb, "nsubj"))


def _remarks(sentence: Sentence, cue: Token) -> Tokens:
    """ "asked the army to come to the state, where militiamen hold the airport": told by the way."""
    remarks = (
        t
        for t in sentence.tokens
        if t.dep_ == "acl:relcl" and t.left_edge.i > cue.i and sentence.doc[t.left_edge.i - 1].text == ","
    )
    own = (clause for clause in remarks if clause.left_edge.tag_ in {"WRB", "WDT", "WP"})
    return frozenset(t.i for clause in own for t in clause.subtree)


def _has_that(clause: Token) -> bool:
    """ "…that the town had fallen", also as "and that the town …", whatever the parse takes "that" for."""
    joined = roles.children(clause, "cc") if clause.dep_ == "conj" else []
    marks = [*roles.children(clause, "mark"), *(cc.nbor() for cc in joined)]
    return any(mark.lower_ == "that" for mark in marks)


def _is_reported(clause: Token) -> bool:
    """ "that the town had fallen", "the town had fallen": told, not "the town to fall"."""
    has_subject = bool(roles.children(clause, "nsubj", "nsubj:pass", "expl"))
    finite = clause.tag_ in {"VBD", "VBP", "VBZ"} or bool(roles.children(clause, "aux", "cop", "aux:pass"))
    to = any(child.lower_ == "to" for child in roles.children(clause, "mark"))
    asked = any(child.tag_ in {"WP", "WRB", "WDT"} for child in clause.children)
    return _has_that(clause) or (has_subject and finite and not to and not asked)


def _of_those_told(cue: Token) -> list[Token]:
    """ "told reporters that …", where the parse hangs the clause on the reporters."""
    return [
        clause
        for child in roles.children(cue, "iobj", "obj")
        for clause in roles.children(child, "acl:relcl", "acl")
        if clause.left_edge.lower_ == "that" and clause.left_edge.dep_ == "mark"
    ]


def _quoted(sentence: Sentence, cue: Token) -> Tokens:
    """What a cited voice vouches for: the clause "as saying that …", else all but the citation itself."""
    clauses = roles.children(cue, "advcl", "ccomp", "xcomp")
    if roles.is_passive(cue) and clauses:
        return frozenset(t.i for child in clauses for t in child.subtree)
    above = cue.head if cue.dep_ in {"advcl", "conj"} else cue
    speaker = roles.subject(above)
    mine = {t.i for t in cue.subtree} | {above.i}
    if speaker is not None and is_word(above, frozenset({"say"})):
        mine |= {t.i for t in speaker.subtree}
    return frozenset(t.i for t in sentence.tokens) - mine


def _trails(sentence: Sentence, cue: Token, source: Token) -> bool:
    """Whether what was said stands before the verb: "…, the army said"."""
    first = min([cue.i, *(child.left_edge.i for child in roles.children(cue, "nsubj", "aux"))])
    first = min(first, _opening(source)) if source.i < cue.i and source.dep_ in _LISTED else first
    before = sentence.doc[first - 1] if first > sentence.span.start else None
    after = [child for child in roles.children(cue, "ccomp", "xcomp", "obj") if child.i > cue.i]
    long_enough = first - sentence.span.start > 3
    return before is not None and before.text in _CLOSING and long_enough and not after


def _opening(source: Token) -> int:
    """Where a speaker's own words begin, whatever else the parse hangs on them: after the last comma."""
    commas = [i for i in range(source.left_edge.i, source.i) if source.doc[i].text == ","]
    return commas[-1] + 1 if commas else source.left_edge.i


def _region(cue: Token, source: Token) -> set[int]:
    """The words of the attribution itself: the verb, its subject, its adverbials."""
    mine = {cue.i}
    if source.i < cue.i and source.dep_ in _LISTED:
        mine |= set(range(_opening(source), cue.i))
    for child in cue.children:
        if child.dep_ in _ATTRIBUTION:
            mine |= {t.i for t in child.subtree}
    return mine


def _said_after(told: Sequence[Token], cue: Token) -> list[Token]:
    """ "Rebels take Kesra, army says it has left": who says a clause of its own says nothing before it."""
    after = any(one.dep_ == "ccomp" and one.i > cue.i and roles.children(one, "nsubj") for one in told)
    return [one for one in told if not after or one.i > cue.i or one.dep_ != "ccomp"]


def _is_number(child: Token) -> bool:
    """ "put the dead at 30", "gave 30"; not "since 2015"."""
    return child.pos_ == "NUM" and (child.dep_ != "obl" or bool(roles.prepositions(child) & _FIGURED))
