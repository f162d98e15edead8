"""Whether a sentence and its report allow a happening to be told: peace borrows the words of war."""

from warmonitor.claims import asides, roles
from warmonitor.claims.context import is_of_peace, speaks_of
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import Trigger, is_word, patients
from warmonitor.language import Token

_AGAINST = frozenset({"on", "against"})
_DOERS = frozenset({"of", "by"})
_TARGETS = frozenset({"place", "party", "thing"})
# What ordinary crime is told by too: it needs a word of war.
_OF_CRIME = frozenset(
    {"attack", "killing", "detention", "sexual_violence", "torture", "casualties", "comment"}
)
# What is done to people in a country at war is of the war, and so is what is said of it.
_QUIET = _OF_CRIME - {"attack"}
# What storms, strikes of pilots and epidemics bring too: it needs a word of war or security.
_OF_PEACE_TOO = frozenset(
    {"restriction", "service_disruption", "evacuation", "destruction", "displacement", "return", "siege"}
)
_PEACE = frozenset({"accidents", "games", "business", "epidemic", "courts"})
_CROWDS = frozenset({"protest", "riot"})
_OF_COURTS = frozenset({"accusation", "violation", "denial"})
_HARMED = frozenset({"dead", "wounded", "injured", "hurt"})
# What happens in front of courts too.
_PUBLIC = frozenset({"protest", "riot", "release", "detention"})


class Scope:
    """What a sentence and its report speak of."""

    def __init__(self, sentence: Sentence, nouns: Nouns, lexicon: Lexicon, context: frozenset[str]) -> None:
        """`context` names the lists of exclude.yaml of which the report has a word."""
        self._nouns = nouns
        self._lexicon = lexicon
        self._arms = {
            i for match in sentence.find(lexicon.not_war["arms"]) for i in range(match.start, match.end)
        }
        self._of_peace = is_of_peace(sentence, lexicon, rebels="rebels" in context) or "peace" in context
        self._elsewhere = speaks_of(sentence, lexicon, "games", "business", "accidents")
        self._on_trial = speaks_of(sentence, lexicon, "courts")
        self._epidemic = "epidemic" in context
        self._organised = "organised" in context
        self._theatre = "theatre" in context
        self._crime = "crime" in context and not self._organised and not self._theatre
        self._wartime = self._organised or ("arms" in context and not self._crime)
        # Of a country at war, and of no crime, disease or accident.
        self._quiet = self._theatre and not context & (_PEACE | {"crime"})
        self._secure = self._wartime or (("security" in context or self._theatre) and not self._crime)
        self._peacetime = not self._wartime and bool(context & _PEACE)
        self.of_arms = bool(self._arms) or self._wartime
        """Whether the sentence or its report speaks of arms."""

    def is_violent(self, trigger: Trigger) -> bool:
        """Whether the sentence speaks of arms besides, or of those who bear them or whom they hit."""
        own = set(range(trigger.start, trigger.end))
        if self._arms - own or (self._theatre and not self._elsewhere):
            return True
        if self._elsewhere:
            return False
        if not trigger.is_verb:
            return is_deadly(trigger) or self._is_aimed(trigger) or self._is_of_armed(trigger)
        actor = trigger.doer
        return actor is not None and "party" in self._nouns.classes(self._nouns.antecedent(actor))

    def _is_aimed(self, trigger: Trigger) -> bool:
        """ "The push on Kesra"."""
        return any(
            roles.prepositions(done_to) & _AGAINST and self._nouns.classes(done_to) & _TARGETS
            for done_to in patients(trigger)
        )

    def _is_of_armed(self, trigger: Trigger) -> bool:
        """ "The pullout of Syrian forces", "the rebels' retreat"."""
        whose = (
            child
            for child in roles.children(trigger.head, "nmod", "nmod:poss")
            if child.dep_ == "nmod:poss" or roles.prepositions(child) & _DOERS
        )
        return any(child.pos_ == "NOUN" and "armed" in self._nouns.classes(child) for child in whose)

    def is_of_war(self, type_: str) -> bool:
        """Whether the report speaks of war; for what peace knows less, whether it speaks of nothing else."""
        if type_ in _QUIET and self._quiet:
            return True
        if type_ in _OF_CRIME:
            return self._wartime
        if type_ in _OF_PEACE_TOO:
            return self._secure and not self._peacetime
        return not self._crime and not self._peacetime

    def bars(self, type_: str) -> bool:
        """Whether the sentence is of games, trade or accidents, or the text of disease."""
        if type_ in _OF_PEACE_TOO and not (self._secure and not self._peacetime):
            return True
        if type_ in _CROWDS:
            return False
        return self._of_peace or (self._epidemic and (type_ in _OF_PEACE_TOO or not self._organised))

    def is_peaceful(self, trigger: Trigger) -> bool:
        """Whether the sentence is of courts, or the text of crime."""
        type_ = trigger.type
        of_crime = self._crime and type_ not in _CROWDS
        if type_ == "killing" and asides.is_charged_with(trigger.head, self._nouns):
            return True
        of_courts = self._on_trial and type_ in (self._lexicon.hosts | _OF_COURTS) - _PUBLIC
        return (of_crime or of_courts) and not self._is_with_crowd(trigger)

    def _is_with_crowd(self, trigger: Trigger) -> bool:
        """ "clashes between police and protesters"."""
        return trigger.type == "clash" and any(
            "crowd" in self._nouns.classes(self._nouns.antecedent(token)) for token in trigger.head.subtree
        )


def is_deadly(trigger: Trigger) -> bool:
    """ "The strike killed two": no strike of workers does."""
    above: Token = trigger.head.head
    left = above.lemma_.lower() == "leave" and any(child.lower_ in _HARMED for child in above.subtree)
    return trigger.head.dep_ == "nsubj" and (left or is_word(above, role_words().striking_down))
