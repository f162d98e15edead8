"""Who did it, to whom, and who took part, as words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warmonitor.claims import roles
from warmonitor.claims.carriers import carrier, sufferers
from warmonitor.claims.coreference import Discourse
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.meant import Meant, is_party
from warmonitor.claims.modality import SPEECH
from warmonitor.claims.named_people import named_person
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.noun_phrases import conjuncts, core
from warmonitor.claims.owners import country_of, nations, owner_of
from warmonitor.claims.triggers import Trigger, is_word, patients, recipients
from warmonitor.claims.voices import Attribution
from warmonitor.language import Token
from warmonitor.model import Actor, Voice
from warmonitor.model.claim import ActorRole

# "agreed on joint patrols", "signed up to a plan": what is settled, and no side of it.
_SETTLED = frozenset({"on", "to", "over", "about"})
_BETWEEN = frozenset({"between", "with", "among"})
_ACROSS = frozenset({"between"})  # no "clashes at the border with Iraq"
_AT = frozenset({"against", "at", "on", "into", "onto"})
_OF_HOLDING = frozenset({"capture", "control"})
_LOSSES = frozenset({"loss", "fall", "surrender"})
_GRIPS = frozenset({"control", "occupation", "rule", "hand"})
_WHOSE = frozenset({"nmod:poss", "compound", "amod"})
_FROM = frozenset({"from"})
_SENT_BY = frozenset({"by", "from"})
_MEANS = frozenset({"party", "weapon", "armament", "air_power", "warship", "event"})
_INVOLVING = frozenset({"involve", "pit"})
_LONGEST = 5
# These are aimed at persons too, who are no side.
_OF_PERSONS = SPEECH | {"sanction"}
_AIMING = frozenset({"target", "hit"})


@dataclass(frozen=True)
class _Who:
    """Somebody as words: the head, the tokens [start, end), and the name behind words that say another."""

    head: Token
    start: int
    end: int
    name: str | None = None


class ActorFinder:
    """Finds the actors of a report's claims."""

    def __init__(self, lexicon: Lexicon, discourse: Discourse) -> None:
        """Takes what the report has spoken of, by which "they" and "it" are known."""
        self._lexicon = lexicon
        self._parts = lexicon.parts
        self._discourse = discourse
        self._meant = Meant(discourse)

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
            self._add(found, _Who(own.source, start, end, name), "agent", nouns, own.voice)
            for head in conjuncts(own.source)[1:]:
                self._add(found, _who(head), "agent", nouns, speaker)
        else:
            for who in self._doers(trigger, nouns):
                self._add(found, who, self._part_of_doer(trigger), nouns, speaker)
        for who, role in self._others(trigger, nouns):
            self._add(found, who, role, nouns, speaker)
        return tuple(found.values())

    def _add(
        self,
        found: dict[tuple[int, int], Actor],
        who: _Who,
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

    # -- who did it ----------------------------------------------------------------------------------------

    def _doers(self, trigger: Trigger, nouns: Nouns) -> list[_Who]:
        undergone = trigger.type in self._parts.suffered or self._is_undergone(trigger)
        found = [] if undergone else self._all_doers(trigger, nouns)
        if trigger.type in self._parts.by_parties:
            return [who for who in found if who.head.pos_ != "PRON" and is_party(who.head, nouns)]
        return found

    def _is_undergone(self, trigger: Trigger) -> bool:
        """ "may not leave", "has been behind bars", "languish in jail": the subject does nothing."""
        words = self._parts.undergoing.get(trigger.type)
        return words is not None and trigger.is_verb and is_word(trigger.head.doc[trigger.start], words)

    def _all_doers(self, trigger: Trigger, nouns: Nouns) -> list[_Who]:
        held_by = self._holders(trigger, nouns) if trigger.type in _OF_HOLDING else []
        if held_by or _loses(trigger):
            return held_by
        if trigger.rule.theme is not None:
            fallen_to = [t for t in patients(trigger) if nouns.is_actor(t) and t.i > trigger.head.i]
            return [_who(head) for top in fallen_to for head in conjuncts(top)]
        if trigger.type == "interception" and trigger.rule.subject:
            return self._people(_downed_by(trigger), nouns)
        if trigger.is_verb and not trigger.is_undergone:
            words = trigger.head.doc[trigger.head.i : trigger.end]
            by = next((found for word in words[1:] if (found := roles.by_agent(word))), None)
            doer = roles.agent(trigger.head) if self._is_done_to(trigger) else trigger.doer
            return self._people(by or doer, nouns)
        named = self._modifiers(trigger, nouns)
        by = _from_whom(trigger) if trigger.is_undergone else roles.by_agent(trigger.head)
        if (named and by is None) or trigger.is_undergone:
            return named or self._people(by, nouns)
        return self._people(by or carrier(trigger, self._lexicon), nouns)

    def _is_done_to(self, trigger: Trigger) -> bool:
        """ "were set free", "was shot at": the subject of such a passive does nothing."""
        return (
            trigger.sufferer is not None
            and trigger.type in self._parts.harmful | self._parts.held | self._parts.beaten
        )

    def _holders(self, trigger: Trigger, nouns: Nouns) -> list[_Who]:
        """ "is under Taliban control", "fell into rebel hands", "the loss of the town to rebel forces"."""
        head = trigger.head
        if (is_word(head, _LOSSES) and not trigger.is_verb) or _loses(trigger):
            given = (token for token in head.subtree if token.dep_ in {"nmod", "obl"} and token.i > head.i)
            return [_who(t) for t in given if roles.prepositions(t) == {"to"} and nouns.is_actor(t)]
        under = [head, *roles.children(head, "obl")]
        grips = [t for t in under if is_word(t, _GRIPS) and roles.prepositions(t) & {"under", "in", "into"}]
        return [who for grip in grips for who in self._before(grip, nouns)]

    def _before(self, noun: Token, nouns: Nouns) -> list[_Who]:
        """Those who stand before a noun as its owners: "Taliban control", "Islamic State rule"."""
        owners = [child for child in roles.children(noun, *_WHOSE) if child.i < noun.i]
        acting = [child for child in owners if self._acts(child, nouns)]
        if not acting:
            return []
        whole = _Who(acting[-1], min(acting[0].i, owners[0].i), acting[-1].i + 1)
        country = country_of(acting[-1], nouns) if acting[-1].pos_ == "ADJ" else None
        return [_Who(whole.head, whole.start, whole.end, country)]

    def _modifiers(self, trigger: Trigger, nouns: Nouns) -> list[_Who]:
        """Whose act it is, before the noun: "rebel attack", "Israel's offensive", "Israeli army raid"."""
        body = _named_before(trigger, nouns)
        if body is not None:
            return [body]
        found: list[_Who] = []
        for token in _with_joined(trigger):
            for child in token.children:
                before = child.dep_ in _WHOSE and child.i < trigger.start
                if not before or not self._acts(child, nouns) or _is_of_another(child, trigger, nouns):
                    continue
                for head in (child, *roles.children(child, "conj")):
                    country = country_of(head, nouns) if head.pos_ == "ADJ" else None
                    if country is not None and self._tells_where(trigger):
                        continue
                    who = _who(head, country)
                    whole = found and found[-1].end == who.start
                    found.append(_Who(head, found.pop().start, who.end) if whole else who)
        return found

    def _tells_where(self, trigger: Trigger) -> bool:
        """Whether an adjective for a country only says where: "an Iraqi car bombing" is no deed of Iraq's."""
        words = [*_words(trigger), *roles.children(trigger.head, "compound")]
        return any(is_word(word, self._parts.placed) for word in words)

    def _people(self, top: Token | None, nouns: Nouns) -> list[_Who]:
        """Those of a noun phrase who can act, and whoever owns a weapon or a raid that does."""
        found = []
        for head in conjuncts(nouns.antecedent(top)) if top is not None else ():
            if _is_nobody(head, self._parts.nobody):
                continue
            classes = nouns.classes(head)
            means = classes & _MEANS and ("party" not in classes or "weapon" in classes)
            owner = owner_of(head, nouns) if means else None
            if owner is not None and "event" in classes:
                found.append(_Who(head, owner.start, owner.end, owner.name))
            elif owner is not None:
                found.append(_who(head, owner.name))
            elif nouns.is_actor(head):
                several = [_Who(head, one.start, one.end, one.name) for one in nations(head, nouns)]
                found += several or [_who(head, _sent_by(head, nouns))]
            else:
                found += self._behind(head, nouns)
        return found

    def _behind(self, thing: Token, nouns: Nouns) -> list[_Who]:
        """ "Rockets fired by X": X; "his jets", whoever he is."""
        classes = nouns.classes(thing)
        if not classes & _MEANS:
            return []
        sent = (by for clause in roles.children(thing, "acl") if (by := roles.by_agent(clause)) is not None)
        by = next(sent, None)
        if by is not None:
            return self._people(by, nouns)
        return [_who(thing)] if any(child.tag_ == "PRP$" for child in thing.children) else []

    def _acts(self, modifier: Token, nouns: Nouns) -> bool:
        """A party word, a nationality or a country that may stand before an event noun."""
        if modifier.pos_ == "ADJ":
            named = modifier.text[0].isupper() and modifier.lower_ not in self._lexicon.no_agents
            return named and (not modifier.is_sent_start or nouns.is_known(modifier.text))
        if modifier.pos_ not in {"NOUN", "PROPN"}:
            return False
        classes = nouns.classes(modifier)
        if "weapon" in classes:  # "HIMARS strikes"
            return False
        if modifier.text[0].isupper() and nouns.is_body(*core(modifier)):
            return True
        name = nouns.sentence.name_at(modifier)
        organised = name is not None and name[2].kind == "organisation"
        placed = not organised or bool(nouns.gazetteer.candidates(modifier.text))
        if modifier.pos_ == "PROPN" and modifier.dep_ == "compound" and placed and "armed" not in classes:
            return nouns.is_country(modifier)  # "the Tarok ambush" was at Tarok
        return "party" in classes or (modifier.pos_ == "PROPN" and nouns.is_country(modifier))

    # -- to whom -------------------------------------------------------------------------------------------

    def _others(self, trigger: Trigger, nouns: Nouns) -> Iterator[tuple[_Who, ActorRole]]:
        """To whom it is done, and on which side; persons named are victims of what harms them."""
        role = self._parts.done_to.get(trigger.type, "target")
        if role == "party" or trigger.type == "riot":
            yield from ((_who(head), "party") for head in self._sides(trigger, nouns))
        harmed = trigger.type in self._parts.harmful
        for head in self._done_to(trigger, nouns):
            if role == "party" and roles.prepositions(head) & _SETTLED:
                continue
            person = named_person(head, nouns) if harmed or trigger.type in self._parts.held else None
            if person is not None:
                yield _Who(head, *person), ("victim" if harmed else role)
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
            tops += [who.head for top in tops for who in self._attackers(top, nouns)]
        if trigger.type in self._parts.taken:
            tops = [top for top in tops if "armed" in nouns.classes(top)] + _after(trigger, tops, _FROM)
        else:
            tops += [top for top in _after(trigger, tops, _AT) if _is_known(top, nouns)]
        if trigger.type in self._parts.addressed:
            tops += _addressed(trigger)
        if trigger.type == "support":
            tops += recipients(trigger)
        if (trigger.charges_doer or _loses(trigger)) and trigger.doer is not None:
            tops.append(nouns.antecedent(trigger.doer))
        return [head for top in tops for head in conjuncts(top)]

    def _attackers(self, event: Token, nouns: Nouns) -> list[_Who]:
        """ "beat back an assault by rebels", "a rebel assault was repulsed"."""
        if "event" not in nouns.classes(event):
            return []
        by = roles.by_agent(event)
        before = [child for child in event.children if child.dep_ in _WHOSE and self._acts(child, nouns)]
        return self._people(by, nouns) if by is not None else [_who(child) for child in before]

    def _target(self, head: Token, trigger: Trigger, nouns: Nouns) -> _Who | None:
        """The party that a phrase names, or that owns the post or the thing that it names."""
        if _is_nobody(head, self._parts.nobody) or head.pos_ == "NUM":
            return None
        if self._is_side(head, trigger, nouns):
            return _who(head)
        classes = nouns.classes(head)
        owner = owner_of(head, nouns) if classes & {"place", "post", "thing", "asset_words"} else None
        if owner is None or (owner.is_country and "asset_words" not in classes):
            return None
        return _Who(head, owner.start, owner.end, owner.name)

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

    def _sides(self, trigger: Trigger, nouns: Nouns) -> list[Token]:
        """ "a truce between A and B", "clashes broke out between A and B", whoever they are."""
        words = _words(trigger)
        breaks_out = trigger.head.dep_ == "nsubj" and not trigger.is_verb
        beside = trigger.head.head if breaks_out else roles.subject(trigger.head)
        around = [*words, *([beside] if beside is not None else [])]
        # "fighting goes on in Kesra between A and B", "a battle at Kesra between A and B"
        below = roles.children(trigger.head.head, "obl") if breaks_out else []
        below += roles.children(trigger.head, "nmod")
        involved = [side for clause in roles.children(trigger.head, "acl") for side in _involved(clause)]
        return involved + [
            head
            for token, joining in (*((t, _BETWEEN) for t in around), *((t, _ACROSS) for t in below))
            for child in token.children
            if child.dep_ in {"nmod", "obl"} and roles.prepositions(child) & joining
            for head in _both(child)
            if nouns.is_actor(head) or (head.pos_ == "PROPN" and "between" in roles.prepositions(child))
        ]


def _loses(trigger: Trigger) -> bool:
    """ "The army lost the town to the rebels", "lost 26 tanks": the subject is whom it befell."""
    return trigger.is_verb and trigger.head.lemma_ == "lose" and not roles.is_passive(trigger.head)


def _sent_by(people: Token, nouns: Nouns) -> str | None:
    """ "gunmen from the Red Brigade": the brigade's."""
    bodies = (child for child in roles.children(people, "nmod") if roles.prepositions(child) == {"from"})
    named = (one for top in bodies for one in (*roles.children(top, "appos", "flat"), top))
    spans = (core(one) for one in named if one.pos_ == "PROPN")
    return next((nouns.sentence.words(*span) for span in spans if nouns.is_body(*span)), None)


def _from_whom(trigger: Trigger) -> Token | None:
    """ "Came under fire from rebels", "is under attack by X"."""
    return next((one for one in _after(trigger, [], _SENT_BY) if not trigger.holds(one)), None)


def _both(side: Token) -> tuple[Token, ...]:
    """ "Between the army (SAF) and the militia": the other side, also where a parse hangs it elsewhere."""
    sides = conjuncts(side)
    after = side.right_edge.i + 1
    if len(sides) > 1 or after >= side.sent.end or side.doc[after].lower_ != "and":
        return tuple(sides)
    other = side.doc[after].head
    return (*sides, other) if other.i > after and other.pos_ in {"NOUN", "PROPN"} else tuple(sides)


def _downed_by(trigger: Trigger) -> Token | None:
    """ "The jet crashed after it was hit by rebels": the subject only falls."""
    clauses = roles.children(trigger.head, "advcl")
    return next((by for clause in clauses if (by := roles.by_agent(clause)) is not None), None)


def _named_before(trigger: Trigger, nouns: Nouns) -> _Who | None:
    """ "Libyan National Army airstrike": a body that is known, however the parse has its words."""
    doc, end = trigger.head.doc, trigger.start
    for start in range(max(nouns.sentence.span.start, end - _LONGEST), end - 1):
        if doc[start].text[0].isupper() and doc[end - 1].text[0].isupper() and nouns.is_body(start, end):
            return _Who(doc[end - 1], start, end)
    return None


def _words(trigger: Trigger) -> list[Token]:
    """The word that governs a trigger, and its words, each once."""
    words = {token.i: token for token in (trigger.head, *trigger.head.doc[trigger.start : trigger.end])}
    return list(words.values())


def _with_joined(trigger: Trigger) -> list[Token]:
    """The words of a noun, and those joined before it: "Turkish [drone] and [artillery strikes]"."""
    words = list(trigger.head.doc[trigger.start : trigger.end])
    joined = [
        word.head
        for word in words
        if word.dep_ == "conj" and word.head.dep_ == "compound" and word.head.i < trigger.start
    ]
    return joined + words


def _who(head: Token, name: str | None = None) -> _Who:
    return _Who(head, *core(head), name)


def _is_of_another(modifier: Token, trigger: Trigger, nouns: Nouns) -> bool:
    """ "the Turkish wedding bombing": Turkish is the wedding."""
    between = modifier.doc[modifier.i + 1 : trigger.start] if modifier.dep_ != "nmod:poss" else ()
    return any(token.pos_ == "NOUN" and not nouns.classes(token) & _MEANS for token in between)


def _is_nobody(head: Token, words: frozenset[str]) -> bool:
    """A word for nobody in particular; a curfew "in force", a truce that "came into force"."""
    return head.lower_ in words or (
        head.lower_ == "force" and bool(roles.prepositions(head) & {"in", "into"})
    )


def _is_known(head: Token, nouns: Nouns) -> bool:
    """Not a name that nobody knows: "at Kesra", "on Christmas Day"."""
    known = head.pos_ != "PROPN" or nouns.is_country(head) or nouns.is_body(*core(head))
    return known or named_person(head, nouns) is not None


def _after(trigger: Trigger, tops: Sequence[Token], prepositions: frozenset[str]) -> list[Token]:
    """What a preposition joins to a trigger or what it is done to: "took the town from the rebels"."""
    return [
        child
        for token in {token.i: token for token in (*_words(trigger), *tops)}.values()
        for child in token.children
        if child.dep_ in {"nmod", "obl", "obl:agent"} and roles.prepositions(child) & prepositions
    ]


def _involved(clause: Token) -> list[Token]:
    """ "clashes involving the army and Hezbollah"."""
    return (
        [side for top in roles.objects(clause) for side in conjuncts(top)]
        if is_word(clause, _INVOLVING)
        else []
    )


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
