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
_TARGETED = frozenset({"against", "on", "upon", "with", "of"})
_WHOSE = frozenset({"nmod:poss", "compound", "amod"})


class ActorFinder:
    """Finds the actors of a report's claims; remembers parties for "they" and "the group"."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Starts a report: no party has been named yet."""
        self._lexicon = lexicon
        self._named: list[tuple[str, bool]] = []

    def actors(
        self, trigger: Trigger, sentence: Sentence, nouns: Nouns, light_verbs: frozenset[str], voices: Sequence[Attribution]
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
            top = roles.agent(trigger.head)
            return self._people(top, nouns)
        by = roles.by_agent(trigger.head)
        if by is not None:
            return self._people(by, nouns)
        own = [
            child
            for token in trigger.head.doc[trigger.start : trigger.end]
            for child in token.children
            if child.dep_ in _WHOSE and child.i < trigger.start and self._acts(child, nouns)
        ]
        if own:
            return own
        launched = trigger.head.head
        if trigger.head.dep_ == "obj" and is_word(launched, light_verbs):
            return self._people(roles.agent(launched), nouns)
        if (
            trigger.head.dep_ in {"nsubj:pass", "nsubj"}
            and is_word(launched, light_verbs)
            and roles.is_passive(launched)
        ):
            return self._people(roles.by_agent(launched), nouns)
        for child in trigger.head.children:
            if child.dep_ in {"acl", "acl:relcl"} and is_word(child, light_verbs):
                return self._people(roles.agent(child), nouns)
        return []

    def _people(self, top: Token | None, nouns: Nouns) -> list[Token]:
        if top is None:
            return []
        top = nouns.antecedent(top)
        return [head for head in conjuncts(top) if nouns.is_actor(head)]

    def _acts(self, modifier: Token, nouns: Nouns) -> bool:
        """A party word, a nationality or a country before an event noun: "rebel attack", "Israeli airstrike"."""
        if modifier.pos_ == "ADJ":
            return modifier.text[0].isupper() and modifier.lower_ not in {
                "northern",
                "southern",
                "eastern",
                "western",
            }
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
            if not nouns.is_actor(head):
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
        """Whose word it is, in "the army said that they …"; else the party last named that agrees in number."""
        if speaker is not None and pronoun.lower_ in {"they", "it", "we", "he", "she", "i"}:
            return speaker.name or speaker.speaker
        plural = pronoun.lower_ in {"they", "them"}
        if pronoun.lower_ not in {"they", "them", "it"}:
            return None
        return next((words for words, many in reversed(self._named) if many == plural), None)
