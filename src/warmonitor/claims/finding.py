"""Finds the words that tell of happenings, by the rules of events.yaml."""

from collections.abc import Iterator, Sequence

from warmonitor.claims import asides, roles
from warmonitor.claims.fitting import Fitting
from warmonitor.claims.lexicon import EventRule, Lexicon
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.scope import Scope
from warmonitor.claims.sentence import Match, Sentence, forms
from warmonitor.claims.triggers import FINITE, Trigger
from warmonitor.language import Token

# Modifiers and leftovers are states, not happenings: "the besieged town", "a wounded man".
_CONTENT = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
_OBJECTS = frozenset({"obj", "obl", "nmod", "nsubj:pass"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_OPENING = frozenset({"ADP", "ADV", "SCONJ"})
_VERBS = frozenset({"VERB", "AUX"})
_NOT_PREDICATES = frozenset({"amod", "compound", "case", "flat", "nmod:poss"})


def find_triggers(
    sentence: Sentence, nouns: Nouns, lexicon: Lexicon, context: frozenset[str]
) -> list[Trigger]:
    """The triggers of a sentence, in order; at each word the longest phrase whose rule fits.

    `context` names the lists of exclude.yaml of which the report has a word.
    """
    finder = _Finder(sentence, nouns, lexicon, context)
    found: list[Trigger] = []
    past = sentence.span.start
    for at in sentence.beginnings(lexicon.verb_triggers, lexicon.noun_triggers, lexicon.states):
        trigger = next(filter(finder.fits, finder.candidates(at)), None) if at >= past else None
        if trigger is not None:
            found.append(trigger)
            past = max(trigger.end, at + 1)
    return found


def candidates(
    sentence: Sentence, nouns: Nouns, lexicon: Lexicon, context: frozenset[str]
) -> Iterator[tuple[Trigger, bool]]:
    """All phrases of rules in a sentence, whether chosen or not, and whether what stands around them is what
    their rule asks for; as `find_triggers` looks at them.
    """
    finder = _Finder(sentence, nouns, lexicon, context)
    for at in sentence.beginnings(lexicon.verb_triggers, lexicon.noun_triggers, lexicon.states):
        yield from ((one, finder.fits(one)) for one in finder.candidates(at))


class _Finder:
    """Looks for the phrases of the rules in one sentence."""

    def __init__(self, sentence: Sentence, nouns: Nouns, lexicon: Lexicon, context: frozenset[str]) -> None:
        self._sentence = sentence
        self._nouns = nouns
        self._lexicon = lexicon
        self._scope = Scope(sentence, nouns, lexicon, context)
        self.fits = Fitting(sentence, nouns, lexicon, self._scope).fits
        """Whether what stands around a trigger's words is what its rule asks for."""

    def candidates(self, start: int) -> Iterator[Trigger]:
        """The phrases of rules that begin at a token, best first."""
        token = self._sentence.doc[start]
        modifies = token.pos_ in {"VERB", "ADJ"} and (
            token.dep_ in _NOT_PREDICATES
            or _is_wound(token)
            or roles.is_hyphened(token)
            or asides.are_those(token)
        )
        matches = [] if modifies else self._verbs(token, start)
        if token.dep_ == "compound" and token.tag_ in {"VBP", "VBZ"}:
            # "The Taliban claim responsibility": a parse may make one noun of it, where the tags know better.
            matches = [match for match in self._verbs(token, start) if match.end > token.head.i]
        nouns = self._nouns_at(start)
        if nouns and self._is_nominal(token):
            told = (match for match in nouns if not self._runs_into_verb(match))
            matches += (match for match in told if not modifies or len(match.phrase) > 1)
        matches = [match for match in matches if not self._is_noun_described(match)]
        for match in sorted(matches, key=lambda match: -len(match.phrase)):
            rules = [rule for rule in map(self._rule, match.labels) if self._may_stand(rule)]
            head = self._head(match) if rules else None
            if head is None or self._is_no_head(head, match):
                continue
            yield from (Trigger(rule, head, match.start, match.end, match.apart) for rule in rules)
        yield from self._states(token)

    def _nouns_at(self, start: int) -> Sequence[Match]:
        """Phrases of nouns that begin here; "traces of a nerve agent", "use of toxic gas" may say more."""
        of = start + 1 < self._sentence.span.end and self._sentence.doc[start + 1].lower_ == "of"
        look = self._sentence.loosely_at if of else self._sentence.match_at
        return look(self._lexicon.noun_triggers, start)

    def _runs_into_verb(self, match: Match) -> bool:
        """ "men with bombs attacked the post": no bomb attack."""
        return len(match.phrase) > 1 and self._sentence.doc[match.end - 1].tag_ == "VBD"

    def _is_noun_described(self, match: Match) -> bool:
        """ "forces backing the president": nobody is forced back."""
        last = self._sentence.doc[match.end - 1]
        return last.tag_ == "VBG" and last.dep_ == "acl" and last.head.i == match.start < last.i

    def _states(self, token: Token) -> Iterator[Trigger]:
        """ "Kesra in rebel hands", "Army out of Manbij": what a headline tells without its copula."""
        if token.pos_ not in _OPENING or token.sent.root.pos_ in _VERBS:
            return
        for match in self._sentence.loosely_at(self._lexicon.states, token.i):
            head = self._head(match)
            head = head.head if head.dep_ == "case" else head
            own = roles.children(head, "nsubj")
            whose = own[0] if own and head.dep_ == "ROOT" else head.head
            if (
                whose.i >= token.i
                or roles.children(whose, "cop", "det")
                or "ROOT" not in {whose.dep_, head.dep_}
            ):
                continue
            for rule in filter(self._may_stand, map(self._rule, match.labels)):
                yield Trigger(rule, head, match.start, match.end, whose=whose)

    def _rule(self, number: str) -> EventRule:
        return self._lexicon.rules[int(number)]

    def _is_nominal(self, token: Token) -> bool:
        nominal = token.pos_ in _NOMINAL and not _is_done(token)
        return (nominal or token.lower_ == "no") and not self._is_name(token)

    def _may_stand(self, rule: EventRule) -> bool:
        """Whether the sentence and its report allow a rule, whatever stands around its words."""
        if rule.beside and not self._sentence.begins(self._lexicon.company[rule.beside]):
            return False
        return not (rule.wartime and not self._scope.is_of_war(rule.type)) and not self._scope.bars(rule.type)

    def _is_name(self, token: Token) -> bool:
        """Whether a word is part of a name; one that only begins a sentence may be none: "Blackouts hit"."""
        name = self._sentence.name_at(token)
        if name is None:
            return False
        return not (
            name[0] == self._sentence.span.start and name[1] - name[0] == 1 and name[2].kind == "other"
        )

    def _verbs(self, token: Token, start: int) -> list[Match]:
        matches: list[Match] = []
        if token.pos_ in {"VERB", "AUX"}:
            matches += self._sentence.loosely_at(self._lexicon.verb_triggers, start)
            matches += self._sentence.parted_at(self._lexicon.verb_triggers, start)
        elif token.pos_ in {"ADJ", "NOUN", "ADV"}:
            # A tagger may miss the verb in "gunmen open fire"; a phrase of several words makes up for it.
            matches += (
                m
                for m in self._sentence.match_at(self._lexicon.verb_triggers, start)
                if (len(m.phrase) > 1 and not _is_place(token, m)) or self._is_disguised(token)
            )
        return matches

    def _is_disguised(self, token: Token) -> bool:
        """Whether a verb was taken for a noun, as in headlines: "army repels attack", "rebels fire on"."""
        if (
            token.pos_ in {"NOUN", "ADV"}
            and roles.children(token, "nsubj")
            and not roles.children(token, "cop")
        ):
            return True
        if token.tag_ != "NNS" or self._nouns.classes(token):
            return False
        if token.dep_ in _OBJECTS and not roles.children(token, "obj", "nsubj"):
            return False  # "received false emergency calls"
        return bool(roles.children(token, "obj", "compound", "nsubj"))

    def _head(self, match: Match) -> Token:
        tokens = self._sentence.doc[match.start : match.end]
        tops = [t for t in tokens if t.dep_ == "ROOT" or not match.start <= t.head.i < match.end]
        head = next((token for token in tops if token.pos_ in _CONTENT), tokens[0])
        # "said it was behind the raid": the grammar hangs the clause on its last word.
        return head.head if head.dep_ == "cop" else head

    def _is_no_head(self, head: Token, match: Match) -> bool:
        """An event noun that only modifies another noun is no event: "attack helicopter"."""
        if head.pos_ not in {"NOUN", "PROPN"}:
            return head.pos_ == "PUNCT"
        beside = head.dep_ in {"compound", "nmod:poss"} or (head.dep_ == "amod" and head.tag_ == "NN")
        joined = beside and head.head.i >= match.end
        if not joined or head.head.tag_ == "VBN":  # "an ambush set by rebels"
            return False
        # "Fighting breaks out in the capital Goma", which a parse may take for a name
        after, particle = head.doc[match.end], head.doc[min(match.end + 1, len(head.doc) - 1)].lower_
        verbs = {verb for form in forms(after) for verb in (form, f"{form} {particle}")}
        return after.tag_ not in FINITE or verbs.isdisjoint(self._lexicon.happen_verbs)


def _is_done(token: Token) -> bool:
    """ "Blasted", "the colours clash", ", killing nine": a verb with an object or a subject of its own is no
    noun.
    """
    effect = token.tag_ == "VBG" and token.dep_ == "advcl"
    past = (effect or token.tag_ == "VBD") and roles.children(token, "obj")
    finite = token.pos_ == "VERB" and token.tag_ in FINITE
    return bool(past or (finite and roles.children(token, "nsubj")))


def _is_place(token: Token, match: Match) -> bool:
    """ "on a refugee camp in Kesra": nobody camps in it."""
    named = roles.prepositions(token) and roles.children(token, "det")
    return bool(named) and token.doc[match.end - 1].tag_ == "IN"


def _is_wound(token: Token) -> bool:
    """ "Treated for shrapnel wounds", where the tagger takes a plural for a verb."""
    below = token.tag_ == "VBZ" and token.dep_ in {"nmod", "obl"} and roles.prepositions(token)
    return bool(below) and token.nbor(-1).tag_ == "NN"
