"""Who did it, to whom, and who took part, as words."""

from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.nominal import Nouns, conjuncts, core
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import Trigger, is_word, patients
from warmonitor.claims.voices import Attribution
from warmonitor.model import Actor, Voice
from warmonitor.model.claim import ActorRole

_MUTUAL = frozenset({"clash", "talks", "agreement"})
_BETWEEN = frozenset({"between", "with", "among"})
_WHOSE = frozenset({"nmod:poss", "compound", "amod"})


class ActorFinder:
    """Finds the actors of a report's claims; remembers parties for "they" and "the group"."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Starts a report: no party has been named yet."""
        self._lexicon = lexicon
        self._named: list[tuple[str, bool]] = []

    def actors(
        self,
        trigger: Trigger,
        sentence: Sentence,
        nouns: Nouns,
        light_verbs: frozenset[str],
        voices: Sequence[Attribution],
    ) -> tuple[Actor, ...]:
        """The actors around a trigger: agents, targets or parties."""
        agents = self._agents(trigger, nouns, light_verbs)
        speaker = next((one.voice for one in voices if trigger.head.i in one.covers), None)
        done_to = [nouns.antecedent(top) for top in patients(trigger)]
        targets = [head for top in done_to for head in conjuncts(top) if self._is_target(head, nouns)]
        targets += self._against(trigger, nouns)
        if trigger.type in _MUTUAL:
            parties = agents + targets + self._sides(trigger)
            return self._listed(parties, "party", sentence, nouns, speaker)
        actors = self._listed(agents, "agent", sentence, nouns, speaker)
        taken = {actor.span for actor in actors}
        others = self._listed(targets, "target", sentence, nouns, speaker)
        return actors + tuple(actor for actor in others if actor.span not in taken)

    def _agents(self, trigger: Trigger, nouns: Nouns, light_verbs: frozenset[str]) -> list[Token]:
        if trigger.rule.theme is not None:
            fallen_to = [t for t in patients(trigger) if nouns.is_actor(t)]
            return [head for top in fallen_to for head in conjuncts(top)]
        if trigger.is_verb:
            words = trigger.head.doc[trigger.head.i : trigger.end]
            by = next((found for word in words[1:] if (found := roles.by_agent(word))), None)
            return self._people(by or roles.agent(trigger.head), nouns)
        named = self._modifiers(trigger, nouns)
        by = roles.by_agent(trigger.head)
        if named and by is None:
            return named
        return self._people(by or _carrier(trigger, light_verbs), nouns)

    def _modifiers(self, trigger: Trigger, nouns: Nouns) -> list[Token]:
        """Whose act it is, before the noun: "rebel attack", "Israel's offensive"."""
        return [
            child
            for token in trigger.head.doc[trigger.start : trigger.end]
            for child in token.children
            if child.dep_ in _WHOSE and child.i < trigger.start and self._acts(child, nouns)
        ]

    def _people(self, top: Token | None, nouns: Nouns) -> list[Token]:
        if top is None:
            return []
        top = nouns.antecedent(top)
        return [head for head in conjuncts(top) if nouns.is_actor(head)]

    def _acts(self, modifier: Token, nouns: Nouns) -> bool:
        """A party word, a nationality or a country that may stand before an event noun."""
        if modifier.pos_ == "ADJ":
            named = modifier.text[0].isupper() and modifier.lower_ not in self._lexicon.no_agents
            return named and (not modifier.is_sent_start or nouns.is_known(modifier.text))
        if modifier.pos_ not in {"NOUN", "PROPN"}:
            return False
        classes = nouns.classes(modifier)
        return "party" in classes or (modifier.pos_ == "PROPN" and nouns.is_country(modifier))

    def _is_target(self, head: Token, nouns: Nouns) -> bool:
        classes = nouns.classes(head)
        return (
            head.pos_ != "NUM" and bool(classes & {"party", "person"}) and not classes & {"weapon", "event"}
        )

    def _against(self, trigger: Trigger, nouns: Nouns) -> list[Token]:
        """ "an offensive against the army", "accused the army of": targets named by a preposition."""
        return [
            head
            for child in trigger.head.children
            if child.dep_ in {"nmod", "obl"} and roles.prepositions(child) & {"against"}
            for head in conjuncts(child)
            if self._is_target(head, nouns)
        ]

    def _sides(self, trigger: Trigger) -> list[Token]:
        return [
            head
            for child in trigger.head.children
            if child.dep_ in {"nmod", "obl"} and roles.prepositions(child) & _BETWEEN
            for head in conjuncts(child)
        ]

    def _listed(
        self, heads: list[Token], role: ActorRole, sentence: Sentence, nouns: Nouns, speaker: Voice | None
    ) -> tuple[Actor, ...]:
        found: dict[tuple[int, int], Actor] = {}
        for head in heads:
            if head.pos_ != "ADJ" and not nouns.is_actor(head):
                continue
            start, end = core(head)
            span = sentence.offsets(start, end)
            actor = Actor(role=role, text=sentence.words(start, end), span=span)
            if head.pos_ == "PRON":
                actor = msgspec.structs.replace(actor, name=self._antecedent(head, speaker))
            found.setdefault(span, actor)
        return tuple(found.values())

    def remember(self, sentence: Sentence, nouns: Nouns) -> None:
        """Keeps the parties that a sentence names, for pronouns in the next ones."""
        for token in sentence.tokens:
            if (
                token.pos_ in {"NOUN", "PROPN"}
                and token.dep_ in {"nsubj", "nsubj:pass", "obl:agent"}
                and "party" in nouns.classes(token)
            ):
                self._named.append(
                    (sentence.words(*core(token)), token.tag_ in {"NNS", "NNPS"} or token.dep_ == "conj")
                )

    def _antecedent(self, pronoun: Token, speaker: Voice | None) -> str | None:
        """Whose word it is, in "the army said that they …"; else the party last named of that number."""
        if speaker is not None and _means_speaker(pronoun, speaker):
            return speaker.name or speaker.speaker
        plural = pronoun.lower_ in {"they", "them"}
        if pronoun.lower_ not in {"they", "them", "it"}:
            return None
        return next((words for words, many in reversed(self._named) if many == plural), None)


def _means_speaker(pronoun: Token, speaker: Voice) -> bool:
    """ "We" is who speaks; "they" and "it" are, where an army or a government speaks of its own deeds.

    A monitor or a paper tells what others did: "they took the town, it said".
    """
    word = pronoun.lower_
    if word in {"we", "i"}:
        return True
    said = (speaker.text or "").lower()
    if word not in {"they", "it", "he", "she"} or (said in {"they", "it", "he", "she"} and said != word):
        return False
    return speaker.kind in {"military", "armed_group", "police", "government"}


def _carrier(trigger: Trigger, light_verbs: frozenset[str]) -> Token | None:
    """Who does it, in "launched an offensive", "strikes carried out by X", "the attack staged by X"."""
    above = trigger.head.head
    if is_word(above, light_verbs):
        if trigger.head.dep_ == "obj":
            return roles.agent(above)
        if trigger.head.dep_ in {"nsubj:pass", "nsubj"} and roles.is_passive(above):
            return roles.by_agent(above)
        # "subjected the town to shelling", "responded with airstrikes"
        if trigger.head.dep_ == "obl" and roles.prepositions(trigger.head) & {"to", "with"}:
            return roles.agent(above)
    clauses = [child for child in trigger.head.children if child.dep_ in {"acl", "acl:relcl"}]
    return next((roles.agent(clause) for clause in clauses if is_word(clause, light_verbs)), None)
