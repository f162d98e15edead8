"""Losses of a side: "the army put its losses at 31 dead" counts soldiers, "lost nine men" too."""

from warmonitor.claims import roles
from warmonitor.claims.counting import counting_words
from warmonitor.claims.members import group_of_body
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.phrases import Phrase
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.language import Token

_THEIR = frozenset({"its", "their", "his", "our"})
_REACH = 6
_SOON = 8


def side_of_losses(nouns: Nouns, phrase: Phrase, cue: Token) -> str | None:
    """The group of a side's own dead and hurt, where the words say so; None where they say who they were."""
    sentence = nouns.sentence
    if cue.head.lemma_.lower() == "inflict" and phrase.noun in {None, cue}:
        # "inflicted 800 casualties on the rebels"
        on = (one for one in roles.children(cue.head, "obl") if roles.prepositions(one) & {"on", "upon"})
        return _group(nouns, list(on))
    if phrase.noun is not None and phrase.noun.i != cue.i and phrase.group != "man":
        return None
    # "Suffered 40 dead"; not "lost their parents in the massacre, which killed 302".
    above = () if cue.pos_ == "VERB" else (cue.head, cue.head.head)
    losing = next((one for one in (cue, *above) if one.lemma_.lower() in role_words().losing), None)
    if losing is not None and (losing is cue or phrase.noun is None):
        lost = losing.lemma_.lower() != "cost"
        losers = [roles.agent(losing)] if lost else roles.children(losing, "obj", "iobj")
        told = [one for one in losers if one is not None]
        whose = [own for one in told for own in (_speakers(one) if _is_they(one) else [one])]
        # "Norvania lost 17 men"
        state = (phrase.group == "man" or phrase.noun is None) and any(
            nouns.is_country(one) or one.lemma_.lower() == "government" for one in whose
        )
        return "soldier" if state else _group(nouns, whose)
    if cue.lemma_.lower() == "loss" or (_is_own(cue) and phrase.start - cue.i > _REACH):
        return _group(nouns, _speakers(cue))
    return _group(nouns, _losers(sentence, phrase))


def _is_own(token: Token) -> bool:
    """ "its dead", "their losses"."""
    own = not counting_words().own_losses.isdisjoint(forms(token))
    return own and any(child.lower_ in _THEIR for child in token.children)


def _is_they(token: Token) -> bool:
    return token.lower_ in {"they", "it", "we"}


def _losers(sentence: Sentence, phrase: Phrase) -> list[Token]:
    """ "its losses at 31 dead", "19 dead in its ranks", "29 dead among the rebels", "army losses"."""
    doc = sentence.doc
    near = doc[max(sentence.span.start, phrase.start - _REACH) : min(phrase.end + _SOON, sentence.span.end)]
    for token in near:
        own = not counting_words().own_losses.isdisjoint(forms(token))
        if _is_own(token):
            return _speakers(token)
        if own and token.lemma_.lower() == "loss":
            return roles.children(token, "nmod", "nmod:poss", "compound", "amod")
        if token.lemma_.lower() == "cost" and token.i < phrase.start:
            return roles.children(token, "obj", "iobj")
        if token.i >= phrase.end and "among" in roles.prepositions(token):
            return [token]
    return []


def _speakers(losses: Token) -> list[Token]:
    """Whose losses "its losses" are: the subject's of the clauses above."""
    for above in losses.ancestors:
        subjects = roles.children(above, "nsubj", "nsubj:pass")
        if subjects and not set(subjects) & {losses, *losses.ancestors}:
            return subjects[:1]
    return []


def _group(nouns: Nouns, heads: list[Token]) -> str | None:
    for head in heads:
        group = group_of_body(head, nouns)
        if group is not None:
            return group
    return None
