"""Noun phrases, names, dates and places of war news, as trees in the manner of Universal Dependencies."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

from training.grammar.tree import Node, word

WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))


class Phrases:
    """Draws phrases by chance; the same seed gives the same phrases."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def pick(self, name: str) -> Any:
        return self.chance.choice(WORDS[name])

    def may(self, share: float) -> bool:
        return self.chance.random() < share

    # names

    def name(self, text: str, kind: str, head_last: bool = False) -> Node:
        """A name as printed: flat from its first word, or compounds before its last."""
        parts = [part for piece in text.split() for part in self._hyphens(piece)]
        if head_last and len(parts) > 1 and "-" not in parts and "of" not in parts and "al" not in parts:
            nodes = [
                word(part, "NNPS" if part.endswith("s") and part != "Press" else "NNP") for part in parts
            ]
            head = nodes[-1]
            for node in nodes[:-1]:
                adjective = node.form in {
                    "Free",
                    "National",
                    "Northern",
                    "Black",
                    "Supreme",
                    "Central",
                    "Foreign",
                    "Red",
                }
                if adjective or node.form in {
                    "Interior",
                    "Joint",
                    "High",
                    "Popular",
                    "Human",
                    "Civil",
                    "Armed",
                }:
                    node.upos = "ADJ"
                    head.near("amod", node)
                else:
                    node.xpos = "NNP"
                    head.near("compound", node)
            self._mark(list(head.words()), kind)
            return head
        if "of" in parts or "for" in parts:
            return self._with_preposition(parts, kind)
        head = word(parts[0], "NNP")
        hyphen: Node | None = None
        for part in parts[1:]:
            if part == "-":
                hyphen = word("-", "HYPH")
                continue
            node = word(part, "NNP")
            if hyphen is not None:
                node.before("punct", hyphen)
                hyphen = None
            head.after("flat", node)
        self._mark(list(head.words()), kind)
        return head

    def _hyphens(self, piece: str) -> list[str]:
        first, hyphen, rest = piece.partition("-")
        return [first, "-", *self._hyphens(rest)] if hyphen else [piece]

    def _with_preposition(self, parts: list[str], kind: str) -> Node:
        at = next(i for i, part in enumerate(parts) if part in {"of", "for"})
        head = self.name(" ".join(parts[:at]), kind, head_last=True)
        tail = self.name(" ".join(parts[at + 1 :]), kind, head_last=True)
        tail.before("case", word(parts[at], "IN"))
        head.after("nmod", tail)
        self._mark(list(head.words()), kind)
        return head

    def _mark(self, nodes: list[Node], kind: str) -> None:
        for i, node in enumerate(nodes):
            node.name, node.inside = kind, i > 0

    def person(self, titled: float = 0.3) -> Node:
        text = self.pick("given")
        if self.may(0.15):
            text += " " + self.pick("middle") + " " + self.pick("given")
        text += " al-" + self.pick("al_family") if self.may(0.2) else " " + self.pick("family")
        node = self.name(text, "person")
        if self.may(titled):
            title = word(self.pick("titles"), "NNP")
            node.near("nmod:desc", title)
            self._mark(list(node.words()), "person")
        return node

    def surname(self) -> Node:
        return self.name(self.pick("family"), "person")

    def organisation(self) -> Node:
        node = self.name(self.pick("organisations"), "organisation", head_last=True)
        if not any(n.form in {"Human", "Doctors", "State"} for n in node.words()):
            if self.may(0.3):
                adjective = word(self.pick("demonyms"), "JJ")
                first = next(iter(node.words()))
                node.before("amod", adjective)
                adjective.name, first.inside = "organisation", True
            node.before("det", word("the", "DT"))
        return node

    def group(self) -> Node:
        draw = self.chance.random()
        if draw < 0.45:
            return self.name(self.pick("acronyms"), "organisation")
        if draw < 0.75:
            node = self.name(self.pick("groups"), "organisation", head_last=True)
            return (
                node.before("det", word("the", "DT")) if "-" not in [n.form for n in node.words()] else node
            )
        return self.organisation()

    def country(self) -> Node:
        if self.may(0.12):
            first, second = self.pick("two_word_countries")
            head = word(second, "NNP")
            modifier = word(first, "NNP", "ADJ")
            head.near("amod", modifier)
            self._mark([modifier, head], "place")
            return head
        return self.name(self.pick("countries"), "place")

    def town(self, deep: bool = True) -> Node:
        node = self.name(self.pick("towns"), "place")
        if deep and self.may(0.15):
            node.after("punct", word(",", ","))
            node.after("appos", self.country())
        return node

    def province(self) -> Node:
        node = self.name(self.pick("provinces"), "place")
        if self.may(0.5):
            head = word("province" if self.may(0.6) else "region", "NN")
            return head.near("compound", node)
        return node

    # plain noun phrases

    def number(self) -> Node:
        draw = self.chance.random()
        number = word(str(self.pick("numbers")), "CD")
        if draw < 0.22:
            least = word("least", "JJS").near("case", word("at", "IN"))
            number.before("nmod", least)
        elif draw < 0.34:
            more = word(self.chance.choice(["more", "more", "fewer"]), "JJR").after(
                "fixed", word("than", "IN")
            )
            number.before("advmod", more)
        elif draw < 0.5:
            number.before(
                "advmod", word(self.chance.choice(["about", "nearly", "around", "over", "almost"]), "RB")
            )
        elif draw < 0.56:
            number.before("advmod", word("up", "IN", "ADP").after("fixed", word("to", "IN")))
        elif draw < 0.6:
            other = word(str(self.pick("numbers")), "CD").near("cc", word("and", "CC"))
            number.near("case", word("between", "IN"))
            number.after("conj", other)
        return number

    def counted(self, nouns: str = "people") -> Node:
        """`at least 12 civilians`, `dozens of people`, `seven others`."""
        noun = self.pick(nouns)
        if self.may(0.18):
            vague = word(self.pick("vague"), "NNS")
            inner = self._noun(noun).before("case", word("of", "IN"))
            return vague.after("nmod", inner)
        head = word("others", "NNS") if self.may(0.08) else self._noun(noun)
        if self.may(0.15) and head.form != "others":
            head.near("amod", word(self.pick("demonyms"), "JJ"))
        return head.before("nummod", self.number())

    def _noun(self, text: str) -> Node:
        *compounds, last = text.split()
        head = word(
            last, "NNS" if last.endswith("s") or last in {"people", "children", "women", "police"} else "NN"
        )
        if last in {"policemen", "militiamen", "gunmen"}:
            head.xpos, head.plural = "NNS", True
        if last in {"police", "airbus"}:
            head.xpos, head.plural = "NNS", True
        if last in {"bus", "chief"}:
            head.xpos, head.plural = "NN", False
        for compound in compounds:
            adjective = compound in {"residential", "suicide", "military"} and compound != "suicide"
            head.near("amod" if adjective else "compound", word(compound, "JJ" if adjective else "NN"))
        return head

    def thing(self, nouns: str, article: float = 0.9) -> Node:
        """`the strategic town`, `a military base`."""
        head = self._noun(self.pick(nouns))
        if self.may(0.2):
            head.before(
                "amod", word(self.chance.choice(["strategic", "key", "small", "nearby", "main", "old"]), "JJ")
            )
        if self.may(article) and not head.plural:
            first = next(iter(head.words())).form
            article_word = "an" if first[0] in "aeiou" else "a"
            head.before("det", word(self.chance.choice(["the", article_word]), "DT"))
        return head

    def force(self) -> Node:
        """A party, now and then with a participle: `rebels led by Omar Haddad`, `troops based in Dorvaz`."""
        node = self.party()
        return self.reduced(node) if self.may(0.12) else node

    def reduced(self, noun: Node) -> Node:
        """The noun with a participle that says who leads or backs it, or where it is."""
        draw = self.chance.random()
        if draw < 0.6:
            verb = word(
                self.chance.choice(["led", "backed", "supported", "commanded", "armed", "trained"]), "VBN"
            )
            leader = self.chance.choice([self.person, self.group, self.country, self.described])()
            verb.after("obl:agent", leader.before("case", word("by", "IN")))
        elif draw < 0.8:
            verb = word(self.chance.choice(["based", "trapped", "stationed", "seen", "held"]), "VBN")
            verb.after("obl", self.town(False).before("case", word("in", "IN")))
        else:
            verb = word(self.chance.choice(["fighting", "opposing", "guarding", "holding"]), "VBG")
            thing = self.group() if verb.form in {"fighting", "opposing"} else self.town(False)
            verb.after("obj", thing)
        return noun.after("acl", verb)

    def described(self) -> Node:
        """`the Islamist militant group NSM`: the name is an apposition of what it is."""
        head = word(self.chance.choice(["group", "movement", "alliance", "militia", "network"]), "NN")
        if self.may(0.6):
            head.near("amod", self._adjective(self.pick("fighter_adjectives")))
        if self.may(0.5):
            head.near("compound", word(self.chance.choice(["militant", "rebel", "opposition"]), "NN"))
        name = self.name(
            self.pick(self.chance.choice(["acronyms", "groups"])), "organisation", head_last=True
        )
        return head.before("det", word("the", "DT")).after("appos", name)

    def members(self) -> Node:
        """`members of the Black Banner Group`, `NSM fighters`."""
        head = self._noun(self.pick("fighters"))
        if self.may(0.5):
            return head.near("compound", self.name(self.pick("acronyms"), "organisation"))
        preposition = self.chance.choice(["of", "from", "with"])
        return head.after("nmod", self.group().before("case", word(preposition, "IN")))

    def party(self) -> Node:
        """A party: `rebels`, `government forces`, `the Syrian army`, `Iran-backed militias`, a group."""
        if self.may(0.12):
            return self.described() if self.may(0.5) else self.members()
        draw = self.chance.random()
        if draw < 0.25:
            head = self._noun(self.pick("fighters"))
            if self.may(0.35):
                head.near("amod", self._adjective(self.pick("fighter_adjectives")))
            return head if self.may(0.7) else head.before("det", word("the", "DT"))
        if draw < 0.5:
            head = self._noun(self.pick("forces"))
            head.before("amod", word(self.pick("demonyms"), "JJ")) if self.may(0.6) else None
            return head.before("det", word("the", "DT"))
        if draw < 0.68:
            head = word("forces", "NNS")
            modifier = self.chance.choice(
                ["government", "regime", "opposition", "security", "occupation", ""]
            )
            if modifier:
                head.near("compound", word(modifier, "NN"))
            if self.may(0.5) or not modifier:
                head.before("amod", word(self.pick("demonyms"), "JJ"))
            return head
        if draw < 0.78:
            return self.backed(
                word(self.chance.choice(["militias", "groups", "rebels", "forces", "factions"]), "NNS")
            )
        return self.group()

    def _adjective(self, text: str) -> Node:
        return word(text, "JJ")

    def backed(self, head: Node) -> Node:
        """`Turkish-backed rebels`, `a US-led coalition`: the participle modifies, its agent hangs on it."""
        participle = word(self.chance.choice(["backed", "led", "linked", "aligned", "controlled"]), "VBN")
        country = self.country()
        while country.left:
            country = self.country()
        if self.may(0.3):
            country = word(self.pick("demonyms"), "JJ")
        participle.near("compound", country)
        participle.near("punct", word("-", "HYPH"))
        return head.before("amod", participle)

    # places and times

    def place(self, within: bool = True) -> tuple[Node, str]:
        """Where: a phrase with its preposition, and the label it takes under a verb."""
        draw = self.chance.random()
        if draw < 0.3:
            found = (
                self.town().before("case", word(self.chance.choice(["in", "in", "near", "outside"]), "IN")),
                "obl",
            )
        elif draw < 0.45:
            head = self._noun(
                self.chance.choice(["town", "city", "village", "suburb", "district", "region", "province"])
            )
            if self.may(0.35):
                head.near("amod", word(self.pick("regions"), "JJ"))
            head.before("det", word("the", "DT"))
            head.before("case", word(self.chance.choice(["in", "near", "outside"]), "IN"))
            found = head.after("nmod", self.town(False).before("case", word("of", "IN"))), "obl"
        elif draw < 0.58:
            country = self.country()
            country.before("amod", word(self.pick("regions"), "JJ"))
            found = country.before("case", word("in", "IN")), "obl"
        elif draw < 0.68:
            head = word(self.chance.choice(["outskirts", "edge", "streets", "countryside", "centre"]), "NN")
            head.xpos = "NNS" if head.form.endswith("s") else "NN"
            head.before("amod", word(self.pick("regions"), "JJ")) if self.may(0.3) else None
            head.before("det", word("the", "DT"))
            head.before("case", word("on" if head.form in {"outskirts", "edge"} else "in", "IN"))
            found = head.after("nmod", self.town(False).before("case", word("of", "IN"))), "obl"
        elif draw < 0.8 and within:
            found = self.distance(), "advmod"
        elif draw < 0.88:
            found = self.province().before("case", word("in", "IN")), "obl"
        else:
            found = (
                self.town().before("case", word(self.chance.choice(["in", "at", "around", "across"]), "IN")),
                "obl",
            )
        return found

    def distance(self) -> Node:
        """`40 kilometres north of Dorvaz`, `south of Kelmar`."""
        head = word(self.pick("compass"), "RB")
        if self.may(0.6):
            unit = word(self.chance.choice(["kilometres", "km", "miles", "kilometers"]), "NNS")
            unit.before("nummod", word(str(self.chance.choice([10, 15, 20, 25, 40, 60, 80, 120])), "CD"))
            if self.may(0.3):
                next(iter(unit.left))[1].before(
                    "advmod", word(self.chance.choice(["about", "some", "around"]), "RB")
                )
            head.before("obl:unmarked", unit)
        return head.after("obl", self.town(False).before("case", word("of", "IN")))

    def time(self) -> tuple[Node, str]:
        """When: a phrase and its label under a verb."""
        draw = self.chance.random()
        day = word(self.pick("weekdays"), "NNP")
        if draw < 0.4:
            if self.may(0.15):
                day.near("amod", word(self.chance.choice(["early", "late"]), "JJ"))
            found = day.before("case", word("on", "IN")), "obl"
        elif draw < 0.55:
            found = day, "obl:unmarked"
        elif draw < 0.68:
            found = self.date().before("case", word("on", "IN")), "obl"
        elif draw < 0.74:
            day.before("case", word("on", "IN"))
            found = day.after("punct", word(",", ",")).after("appos", self.date()), "obl"
        elif draw < 0.82:
            unit = word(self.chance.choice(["week", "month", "year", "night"]), "NN")
            found = unit.near("amod", word(self.chance.choice(["last", "this"]), "JJ")), "obl:unmarked"
        elif draw < 0.88:
            unit = word(self.chance.choice(["days", "weeks", "hours", "months"]), "NNS")
            unit.near("nummod", word(self.chance.choice(["two", "three", "four", "five"]), "CD"))
            found = (
                word(self.chance.choice(["ago", "earlier", "later"]), "RB").near("obl:unmarked", unit),
                "advmod",
            )
        elif draw < 0.94:
            hours = word("hours", "NNS").near("amod", word("early", "JJ")).before("det", word("the", "DT"))
            hours.before("case", word("in", "IN"))
            found = hours.after("nmod", day.before("case", word("of", "IN"))), "obl"
        else:
            found = word(self.chance.choice(["overnight", "yesterday", "today", "earlier"]), "RB"), "advmod"
        return found

    def date(self) -> Node:
        """`November 29`, `29 November`, `Nov. 29, 2024`: the day's number is the head."""
        number = word(str(self.chance.randint(1, 30)), "CD")
        month = word(self.pick("months") if self.may(0.75) else self.pick("short_months"), "NNP")
        if self.may(0.25):
            return number.after("nmod:unmarked", month)
        number.near("nmod:unmarked", month)
        if self.may(0.25):
            number.after("punct", word(",", ",")).after(
                "nmod:unmarked", word(str(self.chance.randint(2011, 2025)), "CD")
            )
        return number
