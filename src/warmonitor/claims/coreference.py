"""Who "he", "they", "the monitor" and "the group" are.

Every noun phrase of a report is kept; a pronoun, a description or a surname takes up an earlier one that
agrees with it in number, person and kind, the most salient first: in a near sentence, a subject, one who
spoke where the pronoun speaks (after S. Lappin and H. Leass, "An Algorithm for Pronominal Anaphora
Resolution", Computational Linguistics 20, 1994). Where none agrees, nobody is meant.
"""

from collections import deque
from collections.abc import Iterator

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.mentions import (
    Mention,
    is_definite,
    is_description,
    phrases,
    surname,
)
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.speakers import SpeakerReader
from warmonitor.claims.triggers import is_word
from warmonitor.language import Token

# How many sentences back a pronoun, and a description by another word, reaches.
_NEAR = 3
_FAR = 12
_ARMED = frozenset({"armed_group"})


class Discourse:
    """What a report has spoken of so far. Feed it every sentence once, in order."""

    def __init__(self, lexicon: Lexicon, reader: SpeakerReader) -> None:
        """Starts a report: nothing has been spoken of."""
        self._words = lexicon.coreference
        self._stands_for = lexicon.stands_for
        self._cues = lexicon.voices["cues"]
        self._documents = lexicon.voices["documents"]
        self._reader = reader
        self._mentions: list[Mention] = []
        self._by_start: dict[int, Mention] = {}
        self._unread: deque[tuple[Sentence, Nouns]] = deque()
        self._taken_in: set[Sentence] = set()
        self._at = 0

    def read(self, sentence: Sentence, nouns: Nouns) -> None:
        """Takes in a sentence; it is looked through once somebody is asked after."""
        self._unread.append((sentence, nouns))

    def _take_in(self, sentence: Sentence, nouns: Nouns) -> None:
        """The noun phrases of a sentence, and whom its pronouns and descriptions take up."""
        self._at += 1
        self._taken_in.add(sentence)
        found = {
            mention.start + mention.joined: mention
            for mention in phrases(sentence, nouns, self._at, self._words["times"])
        }
        for token in sentence.tokens:
            if token.pos_ == "PRON" and self._is_anaphor(token):
                mention = Mention(token, nouns, self._at)
                found[mention.start] = mention
        for _, mention in sorted(found.items()):
            mention.root = self._taken_up(mention) or mention
            self._learn(mention)
            self._mentions.append(mention)
            if not mention.joined:
                self._by_start[mention.start] = mention

    def antecedent(self, token: Token, nouns: Nouns) -> Mention | None:
        """The first mention of whom a pronoun, a description or a surname stands for."""
        if not self._may_take_up(token, nouns.sentence):
            return None
        while self._unread and nouns.sentence not in self._taken_in:
            self._take_in(*self._unread.popleft())
        mention = self._by_start.get(nouns.sentence.offset + token.idx)
        return mention.root if mention is not None and mention.root is not mention else None

    def _may_take_up(self, token: Token, sentence: Sentence) -> bool:
        """Whether a word is one of those that can stand for somebody named before."""
        if token.pos_ == "PRON":
            return self._is_anaphor(token)
        named = token.pos_ == "PROPN" or sentence.name_at(token) is not None
        return named or token.dep_ == "appos" or is_description(token)

    def _is_anaphor(self, token: Token) -> bool:
        return any(token.lower_ in self._words[name] for name in ("men", "women", "many", "one"))

    def _learn(self, mention: Mention) -> None:
        """Who was called "she" once is no "he" afterwards."""
        word = mention.head.lower_
        called = next((name for name in ("men", "women") if word in self._words[name]), None)
        mention.root.called = mention.root.called or called

    def _taken_up(self, mention: Mention) -> Mention | None:
        if mention.joined:
            return None
        if mention.head.dep_ == "appos":
            above = self._by_start.get(mention.start - mention.head.idx + mention.head.head.idx)
            return above.root if above is not None else None
        if mention.head.pos_ == "PRON":
            return self._of_pronoun(mention)
        if mention.name is not None or mention.head.pos_ == "PROPN":
            return self._of_name(mention)
        if is_description(mention.head):
            return self._of_description(mention)
        return None

    # -- names ---------------------------------------------------------------------------------------------

    def _of_name(self, mention: Mention) -> Mention | None:
        last = surname(mention.head)
        own = mention.spelled
        for earlier in reversed(self._mentions):
            if earlier.joined or earlier.head.pos_ not in {"NOUN", "PROPN"}:
                continue
            if last is not None and earlier.last_name == last:
                return earlier.root
            known = earlier.spelled
            if own is not None and known is not None and (own == known or _shortens(own, known)):
                return earlier.root
        return None

    # -- descriptions --------------------------------------------------------------------------------------

    def _of_description(self, mention: Mention) -> Mention | None:
        if any(child.lower_ == "both" for child in mention.head.children):
            return next((m for m in self._back(_NEAR) if m.joined and m.nouns.is_actor(m.head)), None)
        return self._of_document(mention) or self._of_same_word(mention) or self._of_kind(mention)

    def _of_document(self, mention: Mention) -> Mention | None:
        """ "The statement said" after "the rebels said in a statement": who issued it speaks."""
        if not (self._speaks(mention.head) and is_word(mention.head, self._documents)):
            return None
        issuers = (one for one in self._back(_FAR) if one.is_subject and not one.joined)
        return next((one.root for one in issuers if _issues(one.governor, mention.head.lemma_)), None)

    def _of_same_word(self, mention: Mention) -> Mention | None:
        """ "the foreign ministry", "the ministry" after "the foreign ministry"."""
        for earlier in reversed(self._mentions):
            same = earlier.is_many == mention.is_many and not earlier.joined
            if same and earlier.head.pos_ != "PRON" and mention.words <= earlier.words:
                office = is_word(mention.head, self._words["offices"])
                if office or not earlier.is_person(self._words["offices"]):
                    return earlier.root
        return None

    def _of_kind(self, mention: Mention) -> Mention | None:
        """ "the group", "the monitor" after a name of that kind."""
        kinds = next((self._stands_for[form] for form in mention.words if form in self._stands_for), None)
        if kinds is None or _is_told_apart(mention.head):
            return None
        fitting = [
            m
            for m in self._back(_FAR)
            if self._agrees(mention, m, kinds) and self._is_of_kind(mention, m, kinds)
        ]
        heard = [m for m in fitting if self._is_heard(m.head)] if self._speaks(mention.head) else []
        return next((m.root for m in heard or fitting), None)

    def _agrees(self, mention: Mention, earlier: Mention, kinds: frozenset[str]) -> bool:
        """In number; "the force" may be the police, who are many, and a named group are "the insurgents"."""
        if mention.is_many == earlier.is_many or is_word(earlier.head, self._words["crowds"]):
            return True
        return mention.is_many and kinds == _ARMED and earlier.name is not None

    def _is_heard(self, head: Token) -> bool:
        """Whether it speaks, or one of it does: "the director of the Observatory said"."""
        if self._speaks(head):
            return True
        above = head.head
        return head.dep_ in {"nmod", "nmod:poss", "appos"} and above.i != head.i and self._is_heard(above)

    def _is_of_kind(self, mention: Mention, earlier: Mention, kinds: frozenset[str]) -> bool:
        if earlier.joined or earlier.head.pos_ == "PRON" or not is_definite(earlier.head):
            return False
        if any(child.pos_ == "PRON" for child in roles.children(earlier.head, "nmod")):  # "half of them"
            return False
        if earlier.is_person(self._words["offices"]) or self._is_another(mention, earlier.root):
            return False
        if not (earlier.nouns.is_actor(earlier.head) or self._is_heard(earlier.head)):
            return False
        placed = "place" in earlier.nouns.classes(earlier.head)
        if placed and not earlier.is_subject:
            return False
        return earlier.root.speaker(self._reader).kind in kinds

    def _is_another(self, mention: Mention, known: Mention) -> bool:
        """ "The health ministry" after "the defence ministry", one noun told apart by the words before it;
        "the government" after a ministry of it.
        """
        if is_word(mention.head, self._words["wholes"]) and known.head.text.islower():
            return True
        same = mention.head.lemma_.lower() == known.head.lemma_.lower()
        return same and bool(mention.words - known.words) and bool(known.words - mention.words)

    # -- pronouns ------------------------------------------------------------------------------------------

    def _of_pronoun(self, pronoun: Mention) -> Mention | None:
        if _is_either(pronoun):
            return None
        best: tuple[float, Mention] | None = None
        for earlier in self._back(_NEAR):
            if self._may_mean(pronoun, earlier):
                score = self._salience(pronoun, earlier)
                if best is None or score > best[0]:
                    best = (score, earlier)
        return best[1].root if best is not None else None

    def _back(self, reach: int) -> Iterator[Mention]:
        """Mentions from the last one back, within so many sentences."""
        for mention in reversed(self._mentions):
            if self._at - mention.at > reach:
                return
            yield mention

    def _may_mean(self, pronoun: Mention, earlier: Mention) -> bool:
        if earlier.at == pronoun.at and not (self._is_above(pronoun, earlier) or _owns(pronoun, earlier)):
            return False
        if _is_subject_over(earlier, pronoun):
            return False
        word = pronoun.head.lower_
        if earlier.head.pos_ == "PRON":
            return earlier.root is not earlier and self._is_same_sort(word, earlier.head.lower_)
        person = earlier.is_person(self._words["offices"])
        if word in self._words["men"] | self._words["women"]:
            called, wrong = ("men", "female") if word in self._words["men"] else ("women", "male")
            agrees = earlier.root.called in {None, called} and not earlier.words & self._words[wrong]
            return person and agrees
        speaks = earlier.nouns.is_actor(earlier.head) or self._speaks(earlier.head)
        if person or (self._speaks(pronoun.head) and not speaks):
            return False
        return earlier.is_many == (word in self._words["many"]) or (
            word in self._words["many"] and is_word(earlier.head, self._words["crowds"])
        )

    def _is_same_sort(self, word: str, other: str) -> bool:
        return any(
            word in self._words[name] and other in self._words[name]
            for name in ("men", "women", "many", "one")
        )

    def _is_above(self, pronoun: Mention, earlier: Mention) -> bool:
        """Of the same sentence: the subject of a clause in which the pronoun's own clause stands."""
        above = {token.i for token in pronoun.governor.ancestors}
        return earlier.is_subject and earlier.governor.i in above

    def _speaks(self, token: Token) -> bool:
        return token.dep_ == "nsubj" and is_word(token.head, self._cues)

    def _salience(self, pronoun: Mention, earlier: Mention) -> float:
        score = -2.0 * (pronoun.at - earlier.at)
        score += 1.5 * earlier.is_subject
        score += 1.5 * (self._speaks(pronoun.head) and self._speaks(earlier.head))
        score += 0.5 * (earlier.name is not None)
        score -= 2.5 * (pronoun.head.lower_ in self._words["many"] and not earlier.root.is_many)
        return score


def _is_subject_over(earlier: Mention, pronoun: Mention) -> bool:
    """ "Troops stormed the camp, accusing them of …": whom a subject acts upon is not itself."""
    top = pronoun.head.head if pronoun.head.dep_ == "nmod" else pronoun.head  # "killed four of them"
    acts = top.dep_ in {"obj", "iobj"} and earlier.at == pronoun.at
    return acts and roles.subject(top.head) == earlier.head


def _issues(verb: Token, document: str) -> bool:
    """ "Said in a statement", "issued a statement"."""
    return any(child.lemma_ == document for child in roles.children(verb, "obl", "obj"))


def _is_either(pronoun: Mention) -> bool:
    """ "Troops drove the militants out, but they hold the south": who does it now is not said."""
    verb = pronoun.head.head
    but = any(cc.lower_ == "but" for cc in roles.children(verb, "cc"))
    if not but or pronoun.head.dep_ != "nsubj" or verb.dep_ != "conj":
        return False
    return any(pronoun.nouns.is_actor(one) for one in roles.objects(verb.head))


def _is_told_apart(head: Token) -> bool:
    """ "The Borland government": whose it is says which, and no other was meant before."""
    return any(child.text[0].isupper() for child in roles.children(head, "amod", "compound", "nmod:poss"))


def _owns(pronoun: Mention, earlier: Mention) -> bool:
    """ "Soldiers looted the hospital, its director said": a possessive takes up what its sentence told."""
    told = earlier.is_subject or earlier.head.dep_ == "obj"
    return pronoun.head.dep_ == "nmod:poss" and told and earlier.head.i < pronoun.head.i


def _shortens(name: str, known: str) -> bool:
    """ "the Red Cross" after "the Marovian Red Cross"; a single word could be anything."""
    return " " in name and known.endswith(f" {name}")
