"""Whom the words for an actor mean: "they", "its troops", "the insurgents"."""

from dataclasses import dataclass

from warmonitor.claims import roles
from warmonitor.claims.coreference import Discourse
from warmonitor.claims.mentions import Mention, is_description
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import core
from warmonitor.language import Token
from warmonitor.model import Voice

_PARTIES = frozenset({"they", "them", "it"})
_OWN = {"we": "we", "i": "i", "our": "we", "my": "i", "its": "it", "their": "they", "his": "he", "her": "she"}
"""Possessives by the pronoun that they belong to."""


@dataclass(frozen=True)
class Meant:
    """Names for pronouns, forces told by whose they are, and descriptions of somebody named before."""

    discourse: Discourse

    def name(self, head: Token, nouns: Nouns, speaker: Voice | None) -> str | None:
        """The name of whom a word means; None where it says so itself, or nobody knows."""
        if head.pos_ == "PRON":
            return self._of_pronoun(head, nouns, speaker)
        if "armed" not in nouns.classes(head) and head.lower_ != "men":
            return None
        whose = _possessive(head)
        if whose is not None:
            owner = self._owner(whose, nouns, speaker)
            # "The army said its forces": an army by no name of its own is its forces.
            return f"{head.text} of {owner}" if owner is not None and not owner.islower() else owner
        return self._named(self.discourse.antecedent(head, nouns)) if is_description(head) else None

    def _of_pronoun(self, pronoun: Token, nouns: Nouns, speaker: Voice | None) -> str | None:
        """Whose word it is, in "the army said that they …"; else the party that the pronoun takes up."""
        if speaker is not None and _means_speaker(pronoun.lower_, speaker):
            return speaker.name or speaker.speaker
        mention = self.discourse.antecedent(pronoun, nouns) if pronoun.lower_ in _PARTIES else None
        if mention is None or not is_party(mention.head, mention.nouns):
            return None
        return mention.nouns.sentence.words(*core(mention.head))

    def _owner(self, possessive: Token, nouns: Nouns, speaker: Voice | None) -> str | None:
        """Whose forces they are: the speaker's own, else those of somebody named before."""
        pronoun = _OWN.get(possessive.lower_, "")
        if speaker is not None and _means_speaker(pronoun, speaker):
            return speaker.name
        return self._named(self.discourse.antecedent(possessive, nouns))

    def _named(self, mention: Mention | None) -> str | None:
        """The words of a party that has a name, or of the one whose it is: "its fighters"."""
        if mention is None or mention.joined or not is_party(mention.head, mention.nouns):
            return None
        whose = _possessive(mention.head)
        if whose is not None:
            return self._named(self.discourse.antecedent(whose, mention.nouns))
        start, end = core(mention.head)
        words = mention.head.doc[start:end]
        named = any(word.pos_ == "PROPN" for word in words)
        return mention.nouns.sentence.words(start, end) if named else None


def is_party(head: Token, nouns: Nouns) -> bool:
    """An army, a government, a body with a name; not a people: "thousands of Ruritanians"."""
    ruling = nouns.classes(head) & {"armed", "authority_words"}
    return bool(ruling) or nouns.is_body(*core(head)) or nouns.is_country(head)


def _possessive(head: Token) -> Token | None:
    """ "its" in "its troops"."""
    return next((child for child in roles.children(head, "nmod:poss") if child.tag_ == "PRP$"), None)


def _means_speaker(word: str, speaker: Voice) -> bool:
    """ "We" is who speaks; "they" and "it" are, where an army or a government speaks of its own deeds.

    A monitor or a paper tells what others did: "they took the town, it said".
    """
    if word in {"we", "i"}:
        return True
    said = (speaker.text or "").lower()
    if word not in {"they", "it", "he", "she"} or (said in {"they", "it", "he", "she"} and said != word):
        return False
    named = any(letter.isupper() for letter in speaker.name or "")  # "Ruritanian officials"
    kinds = {"military", "armed_group", "police", "government"}
    return speaker.kind in kinds or (speaker.kind == "unnamed_official" and named)
