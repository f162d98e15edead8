"""Which cue word of its sentence a number of people stands beside: by grammar, else by what is near."""

from warmonitor.claims import roles
from warmonitor.claims.between import past_joined, past_owner, past_parenthesis
from warmonitor.claims.counting import counting_words
from warmonitor.claims.cues import COST_REACH, costs_fighters, measure_of
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.phrases import Phrase
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.claims.sources_counted import speaks
from warmonitor.claims.totals import total_at
from warmonitor.language import Token

# How many words may stand between a cue and its figure.
_REACH = 14
# "killing and badly maiming": so far apart are two verbs with one object.
_JOINED = 3
# "nine died in the jail before 200 guards retook it"
_CLAUSES = frozenset({"before", "after", "until", "when", "as", "because"})
_AUXILIARIES = frozenset({"AUX", "ADV", "PART"})
_OBJECTS = frozenset({"obj", "nsubj:pass", "iobj"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_OF = frozenset({"of", "to"})
_ENDING = frozenset({",", ".", ";", "and"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBG", "VB"})


def cue_for(sentence: Sentence, phrase: Phrase, lexicon: Lexicon, taken: set[int]) -> Token | None:
    """The cue of a number with its noun: by grammar, else by what stands beside it.

    `taken` are words of earlier figures.
    """
    if phrase.sort == "thing" or speaks(sentence, phrase):
        return None
    return _Finder(sentence, phrase, lexicon, taken).cue()


class _Finder:
    """Looks for the cue of one phrase."""

    def __init__(self, sentence: Sentence, phrase: Phrase, lexicon: Lexicon, taken: set[int]) -> None:
        self._sentence = sentence
        self._phrase = phrase
        self._lexicon = lexicon
        self._taken = taken
        self._doc = sentence.doc
        self._top = _top(phrase.noun or self._doc[phrase.quantity.end - 1], phrase.start, phrase.end)

    def _cost(self) -> Token | None:
        """ "Cost the army nine men", whatever the parse makes of it."""
        before = self._doc[
            max(self._sentence.span.start, self._phrase.start - COST_REACH) : self._phrase.start
        ]
        return next((token for token in before if costs_fighters(self._sentence, token, self._lexicon)), None)

    def cue(self) -> Token | None:
        """The cue, or None where nothing is told to have been done to the counted."""
        above = self._top.head
        own = self._own_noun() or self._beside() or self._cost()
        if own is not None:
            return own
        joined = self._joined_verb(above)
        if joined is not None:
            return joined
        if above.pos_ == "VERB" and self._measure(above) is not None:
            nearer = self._nearer_verb(above)
            if nearer is not None:
                return nearer
            if self._suffers(above):
                return above
            if self._acts(above):
                return None
        return self._told_of(above) or self._left(above) or self._after() or self._before() or self._within()

    def _measure(self, token: Token) -> str | None:
        return measure_of(self._sentence, token, self._lexicon)

    def _own_noun(self) -> Token | None:
        """ "four deaths", "two injuries": the noun counted says it itself; "lives" with "claimed", "lost"."""
        noun = self._phrase.noun
        lives = self._lives(self._top)
        if noun is None or lives is not None:
            return lives
        if noun.lemma_.lower() in {"life", "wound"}:
            return None  # "two bullet wounds" are one man's
        return noun if noun.pos_ == "NOUN" and self._measure(noun) is not None else None

    def _joined_verb(self, above: Token) -> Token | None:
        """ "killing and maiming 16 women": the first of two verbs with one object."""
        first = above.head
        shared = above.pos_ == "VERB" and above.dep_ == "conj" and self._top.dep_ == "obj"
        # Not "shooting dead a farmer and wounding 20", whose first object the parse may hang on "dead".
        shared = shared and above.i - first.i <= _JOINED
        if not shared or first.pos_ != "VERB":
            return None
        return first if self._measure(first) is not None and not roles.children(first, "obj") else None

    def _beside(self) -> Token | None:
        """ "nine dead, 38 wounded": right after a number and at the end of its clause."""
        at, end = self._phrase.end, self._sentence.span.end
        if at >= end or self._phrase.sort != "bare" or self._measure(self._doc[at]) is None:
            return None
        ends = at + 1 == end or self._doc[at + 1].lower_ in _ENDING
        return self._doc[at] if ends and self._doc[at].tag_ in {"JJ", "VBN", "VBD", "NNS", "NN"} else None

    def _nearer_verb(self, above: Token) -> Token | None:
        """ "kills three and wounds nine": the verb right before it, whatever the parse hangs it on."""
        at = self._phrase.start - 1
        if at <= above.i:
            return None
        token = self._doc[at]
        verb = token.tag_ in _FINITE and token.dep_ != "amod" and self._measure(token) is not None
        return token if verb and not roles.children(token, "obj") else None

    def _lives(self, noun: Token) -> Token | None:
        """ "claimed 23 lives", "claimed the lives of 23": the verb that says they died."""
        life = noun if noun.lemma_.lower() == "life" else noun.head
        taken = life.lemma_.lower() == "life" and life.head.lemma_.lower() in counting_words().life_takers
        return life.head if taken and (life is noun or noun.dep_ == "nmod") else None

    def _suffers(self, verb: Token) -> bool:
        dep = self._top.dep_
        if dep in _OBJECTS:
            return not (dep == "obj" and roles.is_passive(verb))
        return dep == "nsubj" and (self._is_intransitive(verb) or roles.is_passive(verb))

    def _acts(self, verb: Token) -> bool:
        """ "A gunman kills two people": the subject did it."""
        if self._top.dep_ != "nsubj" or self._is_intransitive(verb):
            return False
        return verb.tag_ in {"VBZ", "VBP", "VBG", "VB"} or bool(roles.children(verb, "obj"))

    def _is_intransitive(self, verb: Token) -> bool:
        return any(form in self._lexicon.intransitive for form in forms(verb))

    def _told_of(self, verb: Token) -> Token | None:
        """ "12 are believed to have been killed", "feared dead", "were shot and killed"."""
        if self._top.dep_ not in _SUBJECTS or verb.pos_ not in {"VERB", "AUX", "ADJ"}:
            return None
        if verb.pos_ == "ADJ" and self._measure(verb) is not None:
            return verb
        if verb.dep_ == "aux:pass" and self._measure(verb.head) is not None:
            return verb.head
        counted_as = (child for child in roles.children(verb, "advcl") if "as" in _marks(child))
        for child in (*roles.children(verb, "xcomp", "conj"), *counted_as):
            if self._measure(child) is None or roles.children(child, "nsubj", "nsubj:pass"):
                continue
            undergone = child.pos_ == "ADJ" or child.tag_ == "VBN" or self._is_intransitive(child)
            if undergone and not roles.children(child, "obj"):
                return child
        return None

    def _left(self, verb: Token) -> Token | None:
        """ "leaving five of them dead"."""
        if verb.lemma_.lower() not in self._lexicon.resultatives or self._top.dep_ != "obj":
            return None
        states = (child for child in roles.children(verb, "xcomp", "advcl", "obl") if child.i > self._top.i)
        return next((s for s in states if s.pos_ != "NOUN" and self._measure(s) is not None), None)

    def _after(self) -> Token | None:
        """ "12 people were killed", "12 dead", "30 others were reportedly wounded"."""
        at = past_parenthesis(self._sentence, past_owner(self._sentence, self._phrase.end))
        if self._top.dep_ != "obj":
            at = past_joined(self._sentence, at)
        if self._is_told_apart(at):
            return self._doc[at + 1]
        for _ in range(6):
            if at >= self._sentence.span.end:
                return None
            token = self._doc[at]
            if token.is_quote or (token.lower_ == "who" and token.head.dep_ == "acl:relcl"):
                at += 1  # "the 12 people who died"
                continue
            if self._measure(token) is not None and token.pos_ != "NOUN" and self._follows(token):
                return token
            if token.pos_ not in _AUXILIARIES and token.lower_ not in counting_words().fillers:
                return None
            at += 1
        return None

    def _is_told_apart(self, at: int) -> bool:
        """ "buried 15 of their neighbours, killed when militiamen came"."""
        if self._top.dep_ != "obj" or at + 2 >= self._sentence.span.end or self._doc[at].text != ",":
            return False
        participle = self._doc[at + 1]
        told = roles.children(participle, "obj", "aux:pass", "nsubj", "nsubj:pass")
        plain = participle.tag_ in {"VBN", "VBD"} and not told
        return plain and self._phrase.sort == "people" and self._measure(participle) is not None

    def _within(self) -> Token | None:
        """ "received 11 dead fighters", "received 12 bodies and 41 injured people"."""
        noun = self._phrase.noun
        if noun is None or self._phrase.sort != "people":
            return None
        told = (self._doc[at] for at in range(self._phrase.quantity.end, noun.i))
        first = self._top
        while first.dep_ == "conj":
            first = first.head
        received = not counting_words().receiving.isdisjoint(forms(first.head))
        harms = {"killed", "injured"} if received else {"killed"}
        return next((word for word in told if word.dep_ == "amod" and self._measure(word) in harms), None)

    def _follows(self, cue: Token) -> bool:
        """Whether the counted may stand before it: "12 killed", "12 died", not "12 killing", "12 kill"."""
        if cue.pos_ != "VERB" or self._is_intransitive(cue):
            return cue.tag_ != "VBG"
        return cue.tag_ in {"VBN", "VBD", "JJ"} and (
            not roles.children(cue, "obj") or bool(roles.children(cue, "aux:pass"))
        )

    def _before(self) -> Token | None:
        """ "killing at least 12", "killed 12 people and 30 soldiers", "the death toll rose to 49"."""
        total = total_at(self._sentence, self._phrase.start, self._phrase.end, self._lexicon)
        if total is not None:
            return total
        at = self._phrase.start - 1
        if self._doc[at].lower_ == "the" and at > self._sentence.span.start + 1:
            at -= self._doc[at - 1].lower_ == "of"  # "the deaths of the two suspects"
        if at > self._sentence.span.start + 1 and self._doc[at].lower_ in _OF:
            if self._doc[at - 1].lower_ in counting_words().bands:
                at = self._doc[at - 1].left_edge.i - 1
            else:
                return self._of_noun(at)
        return self._back_from(at)

    def _of_noun(self, at: int) -> Token | None:
        """ "the deaths of 12", "the bodies of 14", "the killing of three", "injuries to 13"."""
        # "The killing by soldiers of nine people"
        beside = self._doc[at - 1]
        named = (beside, beside.head) if "by" in roles.prepositions(beside) else (beside,)
        told = (noun for noun in named if noun.pos_ in {"NOUN", "VERB"} and noun.i not in self._taken)
        return next((noun for noun in told if self._measure(noun) is not None), None)

    def _back_from(self, at: int) -> Token | None:
        if at < self._sentence.span.start or _is_preposition(self._doc[at]):
            return None
        near = True
        for token in reversed(self._doc[max(self._sentence.span.start, at - _REACH) : at + 1]):
            if self._measure(token) is not None and token.i not in self._taken:
                return token if self._governs(token) and (near or not self._is_subject_elsewhere()) else None
            if self._stops(token, near=token.i > at - 2):
                return None
            near = near and (token.pos_ in {"ADV", "DET"} or token.lower_ in {"at", "least", "more", "than"})
        return None

    def _is_subject_elsewhere(self) -> bool:
        """Whether the counted do or suffer something else: "freed two; both men were shot"."""
        verb = self._top.head
        return self._top.dep_ in _SUBJECTS and verb.i > self._phrase.end and verb.pos_ in {"VERB", "AUX"}

    def _stops(self, token: Token, *, near: bool) -> bool:
        """Whether looking back for a cue ends here: at another verb, a preposition, the end of a clause."""
        if token.text in {";", ":"} or token.lower_ in counting_words().turns:
            return True
        if token.dep_ == "mark" and token.lower_ in _CLAUSES:
            return True
        if token.pos_ == "VERB":
            return token.lemma_.lower() not in self._lexicon.totals | self._lexicon.resultatives
        beside = {"as", "by", "including", "with", "least"}
        return near and _is_preposition(token) and token.lower_ not in beside

    def _governs(self, cue: Token) -> bool:
        """ "Killed 12", "killing 12"; a passive "were killed" before a number takes it not, nor "died"."""
        if cue.pos_ == "NOUN":
            return self._phrase.start - cue.i <= 2
        if cue.pos_ == "VERB" and self._is_intransitive(cue):
            return False
        return not any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in cue.children)


def _is_preposition(token: Token) -> bool:
    return token.pos_ == "ADP" and token.dep_ != "compound:prt"


def _marks(clause: Token) -> set[str]:
    return {child.lower_ for child in roles.children(clause, "mark")}


def _top(head: Token, start: int, end: int) -> Token:
    """The word that carries the phrase in the parse: "dozens" in "dozens of soldiers"."""
    while start <= head.head.i < end and head.head.i != head.i:
        head = head.head
    first = head
    while first.dep_ in {"conj", "appos"} and first.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        if first.dep_ == "appos" and first.pos_ != "NUM":
            break
        first = first.head
    return first if first.dep_ in _SUBJECTS else head
