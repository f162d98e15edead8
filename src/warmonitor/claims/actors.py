"""Who did it, to whom, and who took part, as words."""

from collections.abc import Iterator, Sequence

from warmonitor.claims import roles
from warmonitor.claims.carriers import sufferers
from warmonitor.claims.coreference import Discourse
from warmonitor.claims.doers import Doers, Who, is_nobody, who_of
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.meant import Meant, is_party
from warmonitor.claims.modality import SPEECH
from warmonitor.claims.named_people import named_person
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import conjuncts, core
from warmonitor.claims.owners import owner_of
from warmonitor.claims.sides import sides
from warmonitor.claims.triggers import Trigger, is_word, joined_by, loses, patients, recipients
from warmonitor.claims.voices import Attribution
from warmonitor.language import Token
from warmonitor.model import Actor, Voice
from warmonitor.model.claim import ActorRole

# "agreed on joint patrols", "signed up to a plan": what is settled, and no side of it.
_SETTLED = frozenset({"on", "to", "over", "about"})
_AT = frozenset({"against", "at", "on", "into", "onto"})
_FROM = frozenset({"from"})
# These are aimed at persons too, who are no side.
_OF_PERSONS = SPEECH | {"sanction"}
_AIMING = frozenset({"target", "hit"})


class ActorFinder:
    """Finds the actors of a report's claims."""

    def __init__(self, lexicon: Lexicon, discourse: Discourse) -> None:
        """Takes what the report has spoken of, by which "they" and "it" are known."""
        self._lexicon = lexicon
        self._parts = lexicon.parts
        self._discourse = discourse
        self._meant = Meant(discourse)
        self._doers = Doers(lexicon)

    def actors(
        self, trigger: Trigger, nouns: Nouns, voices: Sequence[Attribution], own: Attribution | None
    ) -> tuple[Actor, ...]:
        """The actors around a trigger, who did it first; `own` is the speaker of an act of speech."""
        sentence = nouns.sentence
        speaker = next((one.voice for one in voices if trigger.head.i in one.covers), None)
        found: dict[tuple[int, int], Actor] = {}
        if own is not None and own.voice.text is not None and own.source is not None:
            start, end = own.span
            start += sentence.doc[start].pos_ == "DET" and end > start + 1
            name = own.voice.name or own.voice.speaker
            self._add(found, Who(own.source, start, end, name), "agent", nouns, own.voice)
            for head in conjuncts(own.source)[1:]:
                self._add(found, who_of(head), "agent", nouns, speaker)
        elif not trigger.charges_doer:
            for who in self._doers.doers(trigger, nouns):
                self._add(found, who, self._part_of_doer(trigger), nouns, speaker)
        for who, role in self._others(trigger, nouns):
            self._add(found, who, role, nouns, speaker)
        return tuple(found.values())

    def _add(
        self,
        found: dict[tuple[int, int], Actor],
        who: Who,
        role: ActorRole,
        nouns: Nouns,
        speaker: Voice | None,
    ) -> None:
        sentence = nouns.sentence
        span = sentence.offsets(who.start, who.end)
        name = who.name or self._meant.name(who.head, nouns, speaker)
        if not any(start < span[1] and span[0] < end for start, end in found):
            found[span] = Actor(role=role, text=sentence.words(who.start, who.end), span=span, name=name)

    def _part_of_doer(self, trigger: Trigger) -> ActorRole:
        role = self._parts.doer.get(trigger.type, "agent")
        deed = trigger.head if trigger.is_verb else trigger.head.head
        alone = trigger.type != "clash" and is_word(deed, self._parts.alone)
        return "agent" if role == "party" and alone else role

    def _others(self, trigger: Trigger, nouns: Nouns) -> Iterator[tuple[Who, ActorRole]]:
        """To whom it is done, and on which side; persons named are victims of what harms them."""
        role = self._parts.done_to.get(trigger.type, "target")
        if role == "party" or trigger.type == "riot":
            yield from ((who_of(head), "party") for head in sides(trigger, nouns))
        harmed = trigger.type in self._parts.harmful
        for head in self._done_to(trigger, nouns):
            settled = _SETTLED | {"against"} if trigger.type == "agreement" else _SETTLED
            if role == "party" and roles.prepositions(head) & settled:
                continue
            person = named_person(head, nouns) if harmed or trigger.type in self._parts.held else None
            if person is not None:
                yield Who(head, *person), ("victim" if harmed else role)
            elif trigger.type not in self._parts.untargeted:
                who = self._target(head, trigger, nouns)
                if who is not None:
                    yield who, role

    def _done_to(self, trigger: Trigger, nouns: Nouns) -> list[Token]:
        aims = () if trigger.is_verb else _aims(trigger)
        tops = [
            nouns.antecedent(top) for top in (*patients(trigger), *sufferers(trigger, self._parts), *aims)
        ]
        if trigger.type == "repelled":
            tops += [who.head for top in tops for who in self._doers.attackers(top, nouns)]
        if trigger.type in self._parts.taken:
            tops = [top for top in tops if "armed" in nouns.classes(top)] + joined_by(trigger, tops, _FROM)
        else:
            tops += [top for top in joined_by(trigger, tops, _AT) if _is_known(top, nouns)]
        if trigger.type in self._parts.addressed:
            tops += _addressed(trigger)
        if self._doers.receives(trigger):
            tops += [who] if (who := roles.agent(trigger.head)) is not None else []
        elif trigger.type == "support":
            tops += recipients(trigger)
        if (trigger.charges_doer or loses(trigger)) and trigger.doer is not None:
            tops.append(nouns.antecedent(trigger.doer))
        return [head for top in tops for head in conjuncts(top)]

    def _target(self, head: Token, trigger: Trigger, nouns: Nouns) -> Who | None:
        """The party that a phrase names, or that owns the post or the thing that it names."""
        if is_nobody(head, self._parts.nobody) or head.pos_ == "NUM":
            return None
        if self._is_side(head, trigger, nouns):
            return who_of(head)
        classes = nouns.classes(head)
        owner = owner_of(head, nouns) if classes & {"place", "post", "thing", "asset_words"} else None
        if owner is None or (owner.is_country and "asset_words" not in classes):
            return None
        return Who(head, owner.start, owner.end, owner.name)

    def _is_side(self, head: Token, trigger: Trigger, nouns: Nouns) -> bool:
        classes = nouns.classes(head)
        if classes & {"weapon", "event"} or (head.pos_ == "NOUN" and "village_words" in classes):
            return False
        state = (
            trigger.type in self._parts.between_states
            and head.pos_ == "PROPN"
            and (
                nouns.is_country(head)
                or (trigger.type not in self._parts.harmful and nouns.is_state(head))  # no "strike on Kyiv"
            )
        )
        spoken_to = trigger.type in _OF_PERSONS and bool(classes & {"person", "party"})
        if state or spoken_to:
            return True
        return bool(classes & {"party", "crowd"}) and (
            trigger.type not in self._parts.harmful or self._is_of_side(head, nouns)
        )

    def _is_of_side(self, head: Token, nouns: Nouns) -> bool:
        """Not those who are only people that were harmed: "her", "them" of villagers."""
        if head.pos_ != "PRON":
            return True
        mention = self._discourse.antecedent(head, nouns)
        return mention is not None and is_party(mention.head, mention.nouns)


def _is_known(head: Token, nouns: Nouns) -> bool:
    """Not a name that nobody knows: "at Kesra", "on Christmas Day"."""
    known = head.pos_ != "PROPN" or nouns.is_country(head) or nouns.is_body(*core(head))
    return known or named_person(head, nouns) is not None


def _aims(trigger: Trigger) -> list[Token]:
    """ "strikes targeting the rebels"."""
    clauses = (clause for clause in roles.children(trigger.head, "acl") if is_word(clause, _AIMING))
    return [aim for clause in clauses for aim in roles.objects(clause)]


def _addressed(trigger: Trigger) -> list[Token]:
    """ "asked the army to …", "demanded that the army …", "sent the army shells"."""
    clauses = roles.children(trigger.head, "ccomp")
    that = [who for clause in clauses for who in roles.children(clause, "nsubj")]
    to = [child for child in trigger.head.children if roles.prepositions(child) & {"to"}]
    return roles.children(trigger.head, "iobj") + (that if trigger.type == "demand" else to)
