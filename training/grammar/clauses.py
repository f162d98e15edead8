"""Clauses and sentences of war news: tolls, captures, attribution, headlines, captions, datelines."""

from __future__ import annotations

import copy
import random

from training.grammar.phrases import Phrases
from training.grammar.tree import Node, word

LEMMA, PRESENT, PAST, PARTICIPLE, ING = range(5)


class Clauses(Phrases):
    """Draws whole sentences; each method gives the root of a tree, without its full stop."""

    def sentence(self) -> Node:
        """One sentence of any kind, with its closing punctuation where it has any."""
        kinds = [
            (self.statement, 26), (self.attributed, 24), (self.quoted, 8), (self.headline, 12),
            (self.caption, 7), (self.dateline, 3), (self.appositive_speaker, 8), (self.breakdown, 14),
            (self.speech_act, 8), (self.existential, 3),
        ]  # fmt: skip
        make = self.chance.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        root = make()
        open_end = make in (self.headline, self.dateline) or (make == self.caption and self.may(0.6))
        if not open_end and list(root.words())[-1].xpos != "''":
            root.after("punct", word(".", "."))
        return root

    # clauses

    def statement(self, adjuncts: bool = True) -> Node:
        """A clause in the past tense about an attack, a capture, a toll or a move."""
        root = self.chance.choice(
            [self.attack, self.attack, self.capture, self.toll, self.toll, self.move, self.harm]
        )()
        if adjuncts:
            self.adjuncts(root)
            if self.may(0.18):
                self.result(root)
            elif self.may(0.14):
                self.subordinate(root)
            elif self.may(0.12):
                self.second_verb(root)
            if self.may(0.12):
                self.opening(root)
        return root

    def verb(self, forms: list[str], subject: Node, passive: bool = False, perfect: float = 0.15) -> Node:
        """A finite verb with its subject; `perfect` is the chance of have or had."""
        if passive:
            root = word(forms[PARTICIPLE], "VBN")
            plural = subject.plural
            if self.may(perfect):
                have = "have" if plural else "has"
                form = have if self.may(0.5) else "had"
                root.near("aux", word(form, "VBD" if form == "had" else "VBP" if plural else "VBZ", "AUX"))
                root.near("aux:pass", word("been", "VBN", "AUX"))
            else:
                root.near("aux:pass", word("were" if plural else "was", "VBD", "AUX"))
            return root.before("nsubj:pass", subject)
        if self.may(perfect):
            root = word(forms[PARTICIPLE], "VBN")
            form = self.chance.choice(["had", "have" if subject.plural else "has"])
            root.near(
                "aux", word(form, "VBD" if form == "had" else "VBP" if subject.plural else "VBZ", "AUX")
            )
            return root.before("nsubj", subject)
        return word(forms[PAST], "VBD").before("nsubj", subject)

    def attack(self) -> Node:
        forms = self.pick("attack_verbs")
        target = self.target()
        if self.may(0.35):
            root = self.verb(forms, target, passive=True)
            if self.may(0.5):
                agent = self.attacker()
                root.after("obl:agent", agent.before("case", word("by", "IN")))
            return root
        root = self.verb(forms, self.attacker()).after("obj", target)
        if self.may(0.25):
            root.after("obl", self._noun(self.pick("weapons")).before("case", word("with", "IN")))
        return root

    def attacker(self) -> Node:
        if self.may(0.3):
            return self.thing("weapon_single", article=1.0)
        return self.relative(self.force(), 0.1)

    def target(self) -> Node:
        if self.may(0.45):
            return self.relative(self.town(), 0.08)
        target = self.thing("targets", article=1.0)
        if self.may(0.4):
            place, _ = self.place(within=False)
            target.after("nmod", place)
        return target

    def capture(self) -> Node:
        forms = self.pick("take_verbs")
        thing = self.chance.choice(
            [self.town, self.named_town, self.named_town, lambda: self.thing("objects", 1.0)]
        )()
        if self.may(0.15):
            control = word("control", "NN").after("nmod", thing.before("case", word("of", "IN")))
            forms = self.chance.choice(
                [["seize", "seizes", "seized", "seized"], ["take", "takes", "took", "taken"]]
            )
            return self.verb(forms, self.force()).after("obj", control)
        if self.may(0.3):
            root = self.verb(forms, thing, passive=True)
            return (
                root.after("obl:agent", self.force().before("case", word("by", "IN")))
                if self.may(0.6)
                else root
            )
        return self.verb(forms, self.force()).after("obj", self.relative(thing, 0.12))

    def named_town(self) -> Node:
        """`the strategic town of Dorvaz`."""
        head = self._noun(self.pick("objects")).after("nmod", self.town().before("case", word("of", "IN")))
        if self.may(0.5):
            head.before(
                "amod", word(self.chance.choice(["strategic", "key", "northern", "eastern", "border"]), "JJ")
            )
        return head.before("det", word("the", "DT"))

    def toll(self) -> Node:
        """`at least 12 people were killed and 30 wounded in an airstrike on Dorvaz`."""
        forms = self.pick("harm_verbs")
        root = self.verb(forms, self.counted(), passive=True, perfect=0.3)
        if self.may(0.4):
            second = word(self.chance.choice(["wounded", "injured", "hurt", "missing"]), "VBN")
            if second.form == "missing":
                second.xpos, second.upos = "JJ", "ADJ"
            count = word(str(self.pick("numbers")), "CD")
            subject = word("others", "NNS").near("nummod", count) if self.may(0.4) else count
            if self.may(0.3):
                count.before("nmod", word("least", "JJS").near("case", word("at", "IN")))
            rel = "nsubj" if second.xpos == "JJ" else "nsubj:pass"
            second.near("cc", word("and", "CC")).near(rel, subject)
            root.after("conj", second)
        if self.may(0.6):
            attack = self.thing("attacks", article=1.0).before("case", word("in", "IN"))
            if self.may(0.5):
                attack.after("nmod", self.target().before("case", word("on", "IN")))
            root.after("obl", attack)
        return root

    def harm(self) -> Node:
        forms = self.pick("harm_verbs")
        subject = self.attacker() if self.may(0.6) else self.thing("attacks", article=1.0)
        return self.verb(forms, subject).after("obj", self.counted())

    def move(self) -> Node:
        *forms, preposition = self.pick("move_verbs")
        root = self.verb(forms, self.force() if self.may(0.7) else self.counted())
        return root.after("obl", self.town().before("case", word(preposition, "IN")))

    # what hangs on a clause

    def adjuncts(self, root: Node) -> Node:
        """Where and when: a place next to a thing or a town modifies that, else the verb."""
        if self.may(0.5):
            place, rel = self.place()
            last = root.right[-1] if root.right else ("", root)
            beside = last[0] in {"obj", "obl"} and last[1].xpos in {"NN", "NNP"} and rel == "obl"
            if beside and not any(side in {"appos", "punct"} for side, _ in last[1].right):
                last[1].after("nmod", place)
            else:
                root.after(rel, place)
        if self.may(0.6):
            time, rel = self.time()
            root.after(rel, time)
        return root

    def opening(self, root: Node) -> None:
        """`On Friday, …`, `In a separate attack, …`, `Earlier, …`."""
        if self.may(0.6):
            node, rel = self.time()
        else:
            node = word("incident" if self.may(0.5) else "attack", "NN").near("det", word("a", "DT"))
            node.near("amod", word("separate", "JJ")).before("case", word("in", "IN"))
            rel = "obl"
        if self.may(0.7):
            root.before("punct", word(",", ","))
        root.before(rel, node)

    def result(self, root: Node) -> None:
        """`, killing 12 people and wounding 30`."""
        forms = self.chance.choice([["killing"], ["wounding"], ["injuring"], ["leaving"], ["killing"]])
        node = word(forms[0], "VBG").after("obj", self.counted())
        if forms[0] == "leaving":
            node.after("xcomp", word(self.chance.choice(["dead", "homeless", "wounded"]), "JJ"))
        elif self.may(0.4):
            more = word("wounding" if forms[0] != "wounding" else "killing", "VBG").near(
                "cc", word("and", "CC")
            )
            node.after("conj", more.after("obj", self.counted()))
        if self.may(0.35):
            self.including(node)
        root.after("advcl", node.before("punct", word(",", ",")))

    def including(self, verb: Node) -> None:
        """Put `, including two children` after the verb's object, next to it."""
        thing = next(node for rel, node in verb.right if rel == "obj")
        part = word(self.pick("kin"), "NNS") if self.may(0.8) else self.person()
        part = self._noun(part.form) if part.xpos == "NNS" else part
        if part.xpos == "NNS" and self.may(0.8):
            part.before("nummod", word(str(self.pick("small")), "CD") if self.may(0.8) else self.number())
        part.before("case", word("including", "VBG"))
        thing.after("nmod", part.before("punct", word(",", ",")))

    def subordinate(self, root: Node) -> None:
        """`as rebels advanced`, `after the army withdrew`, `when a shell hit a school`."""
        clause = self.chance.choice([self.attack, self.capture, self.move])()
        self.joined(clause, self.chance.choice(["as", "after", "when", "while", "before"]))
        if self.may(0.3):
            clause.before("punct", word(",", ","))
        root.after("advcl", clause)

    def joined(self, clause: Node, how: str) -> Node:
        """The clause with its conjunction; `when` is an adverb of it."""
        if how == "when":
            return clause.before("advmod", word("when", "WRB"))
        return clause.before("mark", word(how, "IN", "SCONJ"))

    def second_verb(self, root: Node) -> None:
        """`… and seized the airport`."""
        forms = self.pick(self.chance.choice(["attack_verbs", "take_verbs"]))
        second = word(forms[PAST], "VBD").near("cc", word("and", "CC")).after("obj", self.target())
        if not any(rel == "nsubj:pass" for rel, _ in root.left):
            root.after("conj", second)

    def relative(self, noun: Node, share: float) -> Node:
        """Now and then a relative clause: `, which lies south of Kelmar,`, `who had fled`."""
        if not self.may(share):
            return noun
        draw = self.chance.random()
        if draw < 0.4:
            verb = word(self.chance.choice(["lies", "sits", "borders"]), "VBZ").near(
                "nsubj", word("which", "WDT")
            )
            verb.after("obj", self.country()) if verb.form == "borders" else verb.after(
                "advmod", self.distance()
            )
        elif draw < 0.7:
            forms = self.pick("take_verbs")
            verb = (
                word(forms[PARTICIPLE], "VBN").near("obj", word("which", "WDT")).near("nsubj", self.force())
            )
            verb.near("aux", word("had", "VBD", "AUX"))
        else:
            forms = self.pick("move_verbs")
            verb = word(forms[PAST], "VBD").near("nsubj", word("which", "WDT"))
            verb.after("obl", self.town(False).before("case", word(forms[5], "IN")))
        verb.before("punct", word(",", ","))
        noun.after("acl:relcl", verb)
        return noun.after("punct", word(",", ","))

    # who says so

    def speaker(self) -> Node:
        draw = self.chance.random()
        if draw < 0.3:
            head = self._noun(self.pick("speakers"))
            if self.may(0.4):
                modifier = self.chance.choice(["local", "security", "military", "medical", "hospital"])
                adjective = modifier in {"local", "military", "medical"}
                head.near("amod" if adjective else "compound", word(modifier, "JJ" if adjective else "NN"))
            return head
        if draw < 0.55:
            head = self._noun(self.pick("speakers_single"))
            if self.may(0.25):
                head.before("amod", word(self.pick("demonyms"), "JJ"))
            return head.before("det", word(self.chance.choice(["the", "the", "a"]), "DT"))
        if draw < 0.8:
            return self.person()
        if draw < 0.95:
            return self.organisation()
        return self.surname()

    def say(self, subject: Node, place: bool = True) -> Node:
        forms = self.pick("say_verbs")[:5]
        if forms[LEMMA] == "tell":
            root = word("told", "VBD").before("nsubj", subject)
            return root.after("iobj", self.name(self.pick("outlets"), "organisation", head_last=True))
        root = word(forms[PAST] if self.may(0.85) else forms[PRESENT], "VBD")
        if root.form == forms[PRESENT] and root.form != forms[PAST]:
            root.xpos = "VBP" if subject.plural else "VBZ"
            root.form = forms[LEMMA] if subject.plural else root.form
        root.before("nsubj", subject)
        if place and self.may(0.25):
            if self.may(0.5):
                statement = (
                    word("statement", "NN").near("det", word("a", "DT")).before("case", word("in", "IN"))
                )
                root.after("obl", statement)
            else:
                time, rel = self.time()
                root.after(rel, time)
        return root

    def attributed(self) -> Node:
        """A statement on somebody's word: before it, after it, or `according to`."""
        inner = self.statement()
        draw = self.chance.random()
        if draw < 0.4:
            return self.trailing(inner, self.say(self.speaker(), place=False))
        if draw < 0.7:
            root = self.say(self.speaker())
            if self.may(0.5) or any(rel == "iobj" for rel, _ in root.right):
                inner.before("mark", word("that", "IN", "SCONJ"))
            return root.after("ccomp", inner)
        source = self.speaker()
        source.before("case", word("according", "VBG", "VERB").after("fixed", word("to", "IN", "ADP")))
        if self.may(0.5):
            return inner.after("punct", word(",", ",")).after("obl", source)
        return inner.before("punct", word(",", ",")).before("obl", source)

    def trailing(self, inner: Node, say: Node) -> Node:
        """`…, officials said`: the verb of speech is the root, what is said hangs on it."""
        say.before("punct", word(",", ","))
        return say.before("ccomp", inner)

    def appositive_speaker(self) -> Node:
        """`The Observatory, a war monitor, said …`, `Omar Haddad, the head of the agency, told …`."""
        subject = self.person(0.1) if self.may(0.6) else self.organisation()
        role = self._noun(
            self.chance.choice(["head", "director", "spokesman", "leader", "commander", "chief"])
        )
        if any(node.name == "organisation" for node in subject.words()):
            role = self._noun(
                self.chance.choice(["war monitor", "aid group", "charity", "watchdog", "agency"])
            )
            role.before("det", word("a", "DT"))
        else:
            role.after(
                "nmod", self.organisation().before("case", word(self.chance.choice(["of", "for"]), "IN"))
            )
            role.before("det", word(self.chance.choice(["the", "a"]), "DT"))
        role.before("punct", word(",", ","))
        subject.after("appos", role).after("punct", word(",", ","))
        if self.may(0.5):
            return self.say(subject).after("ccomp", self.statement())
        return (
            self.trailing(self.statement(), self.say(subject, place=False))
            if self.may(0.5)
            else self.speech_act(subject)
        )

    def quoted(self) -> Node:
        """`“We will not stop,” Omar Haddad said.` and `He added: “…”`."""
        single = self.may(0.4)
        opening, closing = ("‘", "’") if single else ("“", "”") if self.may(0.6) else ('"', '"')
        inner = self.quote() if self.may(0.6) else self.statement(adjuncts=False)
        subject = word(self.chance.choice(["he", "she", "they"]), "PRP") if self.may(0.35) else self.speaker()
        say = word(self.chance.choice(["said", "added", "wrote"]), "VBD")
        inner.before("punct", word(opening, "``"))
        if self.may(0.6):
            inner.after("punct", word(",", ",")).after("punct", word(closing, "''"))
            return say.before("nsubj", subject).before("ccomp", inner)
        inner.after("punct", word(".", ".")).after("punct", word(closing, "''"))
        say.before("nsubj", subject).after("punct", word(":", ":"))
        return say.after("ccomp", inner)

    def quote(self) -> Node:
        subject = word(self.chance.choice(["we", "they", "I"]), "PRP")
        root = word(self.chance.choice(["stop", "leave", "surrender", "return", "fight", "talk"]), "VB")
        root.near("nsubj", subject)
        root.near("aux", word(self.chance.choice(["will", "can", "must", "would"]), "MD"))
        if self.may(0.6):
            root.near("advmod", word("not", "RB", "PART"))
        if self.may(0.4):
            time, rel = self.time()
            root.after(rel, time)
        return root

    def speech_act(self, subject: Node | None = None) -> Node:
        """Accusing, denying, claiming responsibility, vowing, calling on."""
        subject = subject or (self.force() if self.may(0.5) else self.speaker())
        draw = self.chance.random()
        if draw < 0.25:
            deed = self.gerund().before("mark", word("of", "IN", "SCONJ"))
            return (
                word("accused", "VBD")
                .before("nsubj", subject)
                .after("obj", self.force())
                .after("advcl", deed)
            )
        if draw < 0.45:
            thing = word("responsibility", "NN")
            root = word("claimed", "VBD").before("nsubj", subject).after("obj", thing)
            return root.after("obl", self.thing("attacks", 1.0).before("case", word("for", "IN")))
        if draw < 0.6:
            return word("denied", "VBD").before("nsubj", subject).after("ccomp", self.gerund())
        if draw < 0.8:
            plan = self.infinitive()
            root = word(self.chance.choice(["vowed", "threatened", "pledged", "agreed", "refused"]), "VBD")
            return root.before("nsubj", subject).after("xcomp", plan)
        plan = self.infinitive()
        if self.may(0.5):
            root = word("called", "VBD").before("nsubj", subject)
            return root.after("obl", self.force().before("case", word("on", "IN"))).after("xcomp", plan)
        root = word(self.chance.choice(["urged", "ordered", "asked"]), "VBD").before("nsubj", subject)
        return root.after("obj", self.force()).after("xcomp", plan)

    def gerund(self) -> Node:
        forms = self.pick(self.chance.choice(["attack_verbs", "take_verbs", "harm_verbs"]))
        return word(forms[ING], "VBG").after("obj", self.target() if self.may(0.7) else self.counted())

    def infinitive(self) -> Node:
        forms = self.pick(self.chance.choice(["attack_verbs", "take_verbs", "harm_verbs"]))
        return word(forms[LEMMA], "VB").near("mark", word("to", "TO")).after("obj", self.target())

    def existential(self) -> Node:
        """`there were no casualties`, `There have been clashes between …`."""
        thing = word(self.chance.choice(["casualties", "clashes", "reports", "explosions"]), "NNS")
        root = word("were", "VBD").near("expl", word("there", "EX"))
        if thing.form == "casualties":
            thing.near("det", word("no", "DT"))
        elif thing.form == "clashes":
            other = self.force().near("cc", word("and", "CC"))
            other.left.insert(0, other.left.pop())
            first = self.force().before("case", word("between", "IN")).after("conj", other)
            thing.after("nmod", first)
        elif thing.form == "reports":
            thing.after("nmod", self.thing("attacks", 0.0).before("case", word("of", "IN")))
        root.after("nsubj", thing)
        return self.adjuncts(root)

    # tolls with their parts

    def breakdown(self) -> Node:
        """`312 people were killed, including 31 civilians, nine of them children, …`."""
        forms = self.pick("harm_verbs")
        parts = self._noun(self.pick("kin"))
        if self.may(0.9):
            count = (
                self.number()
                if self.may(0.3)
                else word(str(self.pick("numbers") if self.may(0.6) else self.pick("small")), "CD")
            )
            parts.before("nummod", count)
        if self.may(0.25):
            more = self._noun(self.pick("kin")).before("nummod", word(str(self.pick("small")), "CD"))
            parts.after("conj", more.before("cc", word("and", "CC")))
        parts.before("case", word("including", "VBG") if self.may(0.85) else word("among", "IN"))
        if self.may(0.45):
            self.of_them(parts)
        parts.before("punct", word(",", ","))
        if self.may(0.65):
            root = self.verb(forms, self.counted(), passive=True, perfect=0.35)
            if self.may(0.35):
                self.adjuncts(root)
            root.after("obl", parts)
        else:
            root = self.verb(forms, self.attacker())
            root.after("obj", self.counted().after("nmod", parts))
        if self.may(0.35):
            clause = self.chance.choice([self.attack, self.capture])()
            self.joined(clause, self.chance.choice(["as", "after", "when"]))
            root.after("advcl", clause.before("punct", word(",", ",")))
        elif self.may(0.4):
            self._close(root)
            self.adjuncts(root)
        return self.trailing(root, self.say(self.speaker(), place=False)) if self.may(0.45) else root

    def _close(self, root: Node) -> None:
        root.after("punct", word(",", ","))

    def of_them(self, noun: Node) -> None:
        """`, nine of them children`, `, most of them in Dorvaz`: a clause without a verb, loosely joined."""
        head = self._noun(self.pick("kin"))
        count = word(str(self.pick("small")), "CD")
        if count.form in {"most", "some", "many", "several"}:
            count.xpos, count.upos = "JJ", "ADJ"
        count.after("nmod", word("them", "PRP").near("case", word("of", "IN")))
        head.near("nsubj", count)
        noun.after("parataxis", head.before("punct", word(",", ",")))

    # print that is no full sentence

    def headline(self) -> Node:
        """`Rebels seize Dorvaz as army retreats`, `12 killed in airstrike on Kelmar`, `Army: five dead`."""
        draw = self.chance.random()
        if draw < 0.35:
            forms = self.pick(self.chance.choice(["attack_verbs", "take_verbs", "harm_verbs"]))
            subject = self._noun(self.pick("fighters")) if self.may(0.5) else self.force_bare()
            root = word(forms[LEMMA if subject.plural else PRESENT], "VBP" if subject.plural else "VBZ")
            root.before("nsubj", subject)
            root.after("obj", self.town() if self.may(0.6) else self.counted())
            if self.may(0.5):
                self.headline_clause(root)
        elif draw < 0.65:
            root = word(
                self.chance.choice(["killed", "wounded", "injured", "dead", "arrested", "missing"]), "VBN"
            )
            rel = "nsubj:pass"
            if root.form in {"dead", "missing"}:
                root.xpos, root.upos, rel = "JJ", "ADJ", "nsubj"
            subject = self.counted() if self.may(0.6) else word(str(self.pick("numbers")), "CD")
            root.before(rel, subject)
            attack = self.thing("attacks", article=0.1).before("case", word("in", "IN"))
            if self.may(0.6):
                attack.after(
                    "nmod", self.town().before("case", word(self.chance.choice(["on", "in", "near"]), "IN"))
                )
            root.after("obl", attack)
            if self.may(0.3):
                say = word("say" if self.may(0.5) else "says", "VBP")
                who = (
                    self._noun(self.chance.choice(["officials", "police", "rebels"]))
                    if say.form == "say"
                    else self.group()
                )
                say.xpos = "VBP" if say.form == "say" else "VBZ"
                return self.trailing(root, say.before("nsubj", who))
        elif draw < 0.8:
            root = self.headline_move()
        else:
            root = self.thing("attacks", article=0.0)
            root.near("compound", self.town(False)) if self.may(0.4) else root.after(
                "nmod", self.town().before("case", word("in", "IN"))
            )
            verb = word(self.chance.choice(["kills", "wounds", "leaves", "hits", "rocks"]), "VBZ")
            verb.before("nsubj", root)
            if verb.form == "leaves":
                return verb.after("obj", self.counted()).after("xcomp", word("dead", "JJ"))
            return verb.after("obj", self.town() if verb.form in {"hits", "rocks"} else self.counted())
        return root

    def force_bare(self) -> Node:
        draw = self.chance.random()
        if draw < 0.4:
            return self.country()
        if draw < 0.7:
            head = self._noun(self.chance.choice(["army", "forces", "troops", "police", "navy"]))
            return head.near("amod", word(self.pick("demonyms"), "JJ"))
        return self.name(self.pick("acronyms"), "organisation")

    def headline_move(self) -> Node:
        *forms, preposition = self.pick("move_verbs")
        subject = self._noun(self.pick("fighters")) if self.may(0.5) else self.force_bare()
        root = word(forms[LEMMA if subject.plural else PRESENT], "VBP" if subject.plural else "VBZ")
        root.before("nsubj", subject).after("obl", self.town().before("case", word(preposition, "IN")))
        if self.may(0.4):
            self.headline_clause(root)
        return root

    def headline_clause(self, root: Node) -> None:
        forms = self.pick("take_verbs")
        subject = self._noun(self.pick("fighters")) if self.may(0.6) else self.force_bare()
        clause = word(forms[LEMMA if subject.plural else PRESENT], "VBP" if subject.plural else "VBZ")
        clause.before("nsubj", subject).after("obj", self.town(False))
        clause.before("mark", word(self.chance.choice(["as", "after"]), "IN", "SCONJ"))
        root.after("advcl", clause)

    def caption(self) -> Node:
        """`A fighter holding a rifle in Dorvaz on November 29`, `Smoke rises over Kelmar after a raid`."""
        if self.may(0.45):
            subject = word("smoke", "NN") if self.may(0.5) else self._noun(self.pick("people"))
            if subject.form == "smoke":
                root = word("rises", "VBZ").before("nsubj", subject)
                root.after(
                    "obl",
                    self.town().before("case", word(self.chance.choice(["over", "from", "above"]), "IN")),
                )
                if self.may(0.5):
                    root.after("obl", self.thing("attacks", 1.0).before("case", word("after", "IN")))
            else:
                root = word(self.chance.choice(["inspect", "flee", "watch", "leave", "carry"]), "VBP")
                root.before("nsubj", subject).after("obj", self.target())
            time, rel = self.time()
            return root.after(rel, time)
        noun = self._noun(
            self.chance.choice(["fighter", "soldier", "rebel", "resident", "boy", "tank", "vehicle"])
        )
        noun.before("det", word("a", "DT"))
        verb = word(
            self.chance.choice(["holding", "guarding", "carrying", "seen", "pictured", "damaged"]), "VBG"
        )
        if not verb.form.endswith("ing"):
            verb.xpos = "VBN"
            place, rel = self.place(within=False)
            verb.after(rel, place)
        else:
            verb.after(
                "obj",
                word(self.chance.choice(["position", "rifle", "flag", "checkpoint"]), "NN").near(
                    "det", word("a", "DT")
                ),
            )
            place, rel = self.place(within=False)
            verb.after(rel, place)
        if self.may(0.7):
            verb.after("obl", self.date().before("case", word("on", "IN")))
        return noun.after("acl", verb)

    def dateline(self) -> Node:
        """`DORVAZ, Syria (AP) —`."""
        root = self.town(False)
        for node in root.words():
            node.form = node.form.upper()
        if self.may(0.6):
            root.after("punct", word(",", ",")).after("appos", self.country())
        if self.may(0.6):
            agency = self.name(self.pick("outlets"), "organisation", head_last=True)
            agency.before("punct", word("(", "-LRB-")).after("punct", word(")", "-RRB-"))
            root.after("parataxis", agency)
        return root.after("punct", word(self.chance.choice(["—", "–", "-"]), ":"))


def sentences(count: int, seed: int) -> list[Node]:
    """`count` different sentences."""
    clauses = Clauses(random.Random(seed))
    made: dict[str, Node] = {}
    while len(made) < count:
        root = copy.deepcopy(clauses.sentence())
        made.setdefault(" ".join(node.form for node in root.words()), root)
    return list(made.values())
