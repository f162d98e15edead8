"""What a report and a sentence speak of: war, security, or what peace knows too."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from warmonitor.claims.counting import counting_words
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.theatres import REBELS, countries, is_theatre
from warmonitor.knowledge.gazetteer import Gazetteer, GazetteerEntry
from warmonitor.knowledge.registry import Registry
from warmonitor.language import Name, ParsedBlock
from warmonitor.model import Report

_ARMED = frozenset({"armed_group", "militia", "military"})
_WORD = re.compile(r"\w+")


class Known(NamedTuple):
    """What is known of words, places and parties."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    registry: Registry


def context_of(
    report: Report, sentences: Sequence[Sentence], blocks: Sequence[ParsedBlock], known: Known
) -> frozenset[str]:
    """The lists of exclude.yaml of which a report has a word, and "theatre" where it names a place where
    there was war when it was published.

    "Organised" and "security" too where it names an armed body, "rebels" where that is no state's, "peace"
    where it is of accidents, games or trade alone. Running stories under which it is filed add "arms",
    "organised" and "security" where one of them is of a war in a country that the report names too.
    """
    names = _names(blocks, known.lexicon)
    found = _of_words(sentences, names, known)
    places = [words for place, words in names if place]
    if is_theatre(places, report.published, known.gazetteer, known.registry):
        found.add("theatre")
    at_war = _at_war(report.headings, known.gazetteer) if report.headings else frozenset()
    if at_war and at_war & (countries(places, known.gazetteer) | _peoples(sentences, known.gazetteer)):
        found |= {"arms", "organised", "security"}
    return frozenset(found)


def _of_words(sentences: Sequence[Sentence], names: list[tuple[bool, str]], known: Known) -> set[str]:
    lists = known.lexicon.not_war.items()
    found = {what for what, index in lists if any(sentence.find(index) for sentence in sentences)}
    kinds = {entry.kind for _, words in names for entry in known.registry.candidates(words)}
    if kinds & _ARMED:
        found |= {"organised", "security"}
    if kinds & REBELS:
        found.add("rebels")
    if _is_peaceful(sentences, known.lexicon, found):
        found.add("peace")
    return found


def _names(blocks: Sequence[ParsedBlock], lexicon: Lexicon) -> list[tuple[bool, str]]:
    """The names of a report, and whether each is one of a place."""
    return [
        (_is_place(block, name, lexicon), block.text[name.start - block.offset : name.end - block.offset])
        for block in blocks
        for name in block.names
    ]


def _at_war(headings: Sequence[str], gazetteer: Gazetteer) -> frozenset[str]:
    """The countries of the wars that running stories are of: "Syrian civil war", "War in Sudan"."""
    told = [_WORD.findall(heading) for heading in headings]
    of_war = [words for words in told if not counting_words().wars.isdisjoint(map(str.lower, words))]
    named = [place for words in of_war for word in words for place in _named(word, gazetteer)]
    return frozenset(place.country for place in named if place.country)


def _named(word: str, gazetteer: Gazetteer) -> list[GazetteerEntry]:
    """The country, or the one whose people a word names."""
    if not word[0].isupper():
        return []
    people = gazetteer.demonym(word)
    places = [people] if people is not None else list(gazetteer.candidates(word)[:1])
    return [place for place in places if place.kind == "country"]


def _peoples(sentences: Sequence[Sentence], gazetteer: Gazetteer) -> frozenset[str]:
    """The countries whose people a report names: "eleven Syrians", "Ukrainian"."""
    words = {token.text.removesuffix("s") for sentence in sentences for token in sentence.tokens}
    named = (gazetteer.demonym(word) for word in words if word[:1].isupper())
    return frozenset(place.country for place in named if place is not None and place.country)


def _is_place(block: ParsedBlock, name: Name, lexicon: Lexicon) -> bool:
    """Whether a name is one of a place, or may be one after "in", "near"."""
    before = block.text[: name.start - block.offset].rstrip().rpartition(" ")[2].lower()
    return name.kind == "place" or (name.kind != "organisation" and before in lexicon.locating)


def _is_peaceful(sentences: Sequence[Sentence], lexicon: Lexicon, found: set[str]) -> bool:
    """Whether a report is of accidents, games or trade throughout, and of no arms but what these know too."""
    if not found & {"accidents", "games", "business"} - ({"accidents"} if "rebels" in found else set()):
        return False
    if any(is_deadly(sentence, lexicon) for sentence in sentences):
        return False
    borrowed = ("soft", "metaphor") if found & {"games", "business"} else ("soft",)
    own = ("arms",) if found & {"games", "business"} else ("arms", "organised")
    return not any(_plain(sentence, lexicon, *own, but=borrowed) for sentence in sentences)


def is_of_peace(sentence: Sentence, lexicon: Lexicon, *, rebels: bool = False) -> bool:
    """Whether a sentence is of accidents, games or trade, and of no arms but what these know too.

    A crash needs a plainer word of arms than "soldier", or `rebels` in its report; a game is told in nearly
    all of war's words.
    """
    if is_deadly(sentence, lexicon):
        return False
    if speaks_of(sentence, lexicon, "games", "business"):
        return not _plain(sentence, lexicon, "arms", but=("soft", "metaphor"))
    if rebels or not speaks_of(sentence, lexicon, "accidents"):
        return False
    return not _plain(sentence, lexicon, "arms", "organised", but=("soft",))


def is_deadly(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence has those killed or hurt beside a word of arms that mishaps and games do not borrow
    so: "bombs at a rugby club killed nine".
    """
    return speaks_of(sentence, lexicon, "deadly") and speaks_of(sentence, lexicon, "harm")


def speaks_of(sentence: Sentence, lexicon: Lexicon, *names: str) -> bool:
    """Whether a sentence has a word of one of these lists of exclude.yaml."""
    return any(sentence.find(lexicon.not_war[name]) for name in names)


def _plain(sentence: Sentence, lexicon: Lexicon, *names: str, but: tuple[str, ...]) -> bool:
    soft = {(m.start, m.end) for name in but for m in sentence.find(lexicon.not_war[name])}
    return any((m.start, m.end) not in soft for name in names for m in sentence.find(lexicon.not_war[name]))
