"""Verbs of saying: which they are, and whose word they carry."""

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token

_NOT = frozenset({"not", "n't", "never", "without"})
# "called off", "put up": other verbs.
_AWAY = frozenset({"off", "up", "down", "in", "away", "on", "out"})
# "put it at 30", "raised it to 30", "gave it as 30".
_FIGURED = frozenset({"at", "to", "as"})
# "Are looking into whether the blast was an attack": what nobody says.
_OPEN = frozenset({"whether", "if"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART"})
CLOSING = frozenset({",", "’", "'", "”", '"'})


class Speech:
    """Reads verbs of saying by the words of voices.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Takes the words."""
        self._words = lexicon.voices

    def is_cue(self, token: Token) -> bool:
        """Whether a word can carry somebody's word: a verb of saying, or any that has a "that" clause.

        Beside a deed it is another sentence: "rebels shelled the town, soldiers stormed the port".
        """
        if token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB"):
            return False
        away = any(particle.lower_ in _AWAY for particle in roles.children(token, "compound:prt"))
        if away or roles.children(token, "cop"):  # "is to blame": nobody blames
            return False
        if is_word(token, self._words["counting"]):
            told = roles.children(token, "obj", "obl", "nsubj:pass")
            return any(_is_number(child) or is_word(child, self._words["tolls"]) for child in told)
        if is_word(token, self._words["cues"]) or self.depicts(token):
            return True
        deed = bool(roles.children(token, "obj")) or is_word(token, role_words().intransitive)
        return not is_word(token, self._words["not_saying"]) and any(
            _is_reported(clause) and (has_that(clause) or not deed)
            for clause in roles.children(token, "ccomp")
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
        if any(mark.lower_ == "as" and mark.i < cue.i for mark in roles.children(cue, "mark")):
            return None
        negated = any(child.lower_ in _NOT for child in roles.children(cue, "advmod", "mark"))
        return None if negated or source is None or is_nobody(source) else source

    def _after(self, cue: Token) -> Token | None:
        """ "…, says the monitor", where the parse has the speaker as what is said."""
        spoken = roles.children(cue, "obj", "obl", "iobj")
        trails = cue.i > cue.sent.start + 2 and cue.nbor(-1).text in CLOSING
        if (
            trails
            and self.is_plain(cue)
            and not is_word(cue, self._words["telling"])
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
        if office is not None and is_word(office, self._words["roles"]):
            return office
        return _alone_before(cue)

    def _inside(self, cue: Token) -> Token | None:
        """ "Women bused out of Kesra say …" where the parse took the participle for what is said."""
        clause = next(iter(roles.children(cue, "ccomp")), None)
        if clause is None or clause.i > cue.i or cue.nbor(-1).text in CLOSING or not self.is_plain(cue):
            return None
        subjects = roles.children(clause, "nsubj", "nsubj:pass")
        return subjects[0] if subjects and not roles.children(clause, "aux", "aux:pass", "cop") else None

    def author(self, source: Token) -> Token | None:
        """Who wrote what "says" something: "a post by activists", "the army's report"; None: not told."""
        if not is_word(source, self._words["documents"]):
            return None
        bodied = any(child.pos_ == "PROPN" for child in roles.children(source, "compound"))
        whose = {"by"} if bodied else {"by", "from"}  # "a U.N. report from Kesra" is the U.N.'s
        by = [child for child in roles.children(source, "nmod") if roles.prepositions(child) & whose]
        by += [who for clause in roles.children(source, "acl") if (who := roles.by_agent(clause)) is not None]
        return next(iter([*by, *roles.children(source, "nmod:poss")]), None)


def _alone_before(cue: Token) -> Token | None:
    """ "…, injuring 35, the rescue service said": of nouns alone between a comma and the verb the last."""
    at = cue.i - 1
    while at > cue.sent.start and cue.doc[at].pos_ in _NOMINAL:
        at -= 1
    last = cue.nbor(-1)
    return last if cue.doc[at].text in CLOSING and last.pos_ in {"NOUN", "PROPN"} else None


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
    listed = bool(subjects) and any(child.dep_ == "cc" for child in subjects[-1].children)
    return subjects[-1] if len(subjects) > 1 and not listed else None


def is_nobody(source: Token) -> bool:
    """ "No group has claimed …": nobody's word."""
    return any(child.lower_ in {"no", "neither", "not"} for child in source.children)


def has_that(clause: Token) -> bool:
    """ "…that the town had fallen", also as "and that the town …", whatever the parse takes "that" for."""
    joined = roles.children(clause, "cc") if clause.dep_ == "conj" else []
    marks = [*roles.children(clause, "mark"), *(cc.nbor() for cc in joined)]
    return any(mark.lower_ == "that" for mark in marks)


def _is_reported(clause: Token) -> bool:
    """ "that the town had fallen", "the town had fallen": told, not "the town to fall", nor what a semicolon
    sets off: "rebels attacked the town; nine died".
    """
    between = clause.doc[min(clause.i, clause.head.i) : max(clause.i, clause.head.i)]
    if any(token.text == ";" for token in between):
        return False
    has_subject = bool(roles.children(clause, "nsubj", "nsubj:pass", "expl"))
    finite = clause.tag_ in {"VBD", "VBP", "VBZ"} or bool(roles.children(clause, "aux", "cop", "aux:pass"))
    to = any(child.lower_ == "to" for child in roles.children(clause, "mark"))
    asked = any(child.tag_ in {"WP", "WRB", "WDT"} or child.lower_ in _OPEN for child in clause.children)
    return has_that(clause) or (has_subject and finite and not to and not asked)


def _is_number(child: Token) -> bool:
    """ "put the dead at 30", "gave 30"; not "since 2015"."""
    return child.pos_ == "NUM" and (child.dep_ != "obl" or bool(roles.prepositions(child) & _FIGURED))
