"""Finding the names of places in running text, by the gazetteer and the words around.

A span of capitalised words that the gazetteer knows becomes a mention when the signs for a place outweigh
those for a person, a paper, a club or a common word. Signs and their weights are data (``cues.yaml``,
``weights.yaml``).
"""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import yaml

from warmonitor.grounding.places.nouns import PlaceMention
from warmonitor.grounding.places.weights import packaged_weights
from warmonitor.knowledge.gazetteer import Gazetteer, NameMatch, fold, load_gazetteer
from warmonitor.knowledge.gazetteer.folding import folding_rules

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\. ?Va\.|[^\W_]+(?:[’'‘`ʿ][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’'‘]s$")
_LONGEST = 6
_SURE = 2.0
_SAINTS = frozenset({"St", "Ste", "Mt", "Ft", "Pt"})


@dataclass(frozen=True, slots=True)
class Cues:
    """The word lists of ``cues.yaml``, each as a set."""

    words: dict[str, frozenset[str]]
    common: frozenset[str]

    def has(self, kind: str, word: str) -> bool:
        """Tell whether the list ``kind`` has the word."""
        return word.lower() in self.words[kind]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Load the packaged word lists."""
    folder = files(__package__)
    raw = yaml.safe_load(folder.joinpath("cues.yaml").read_text(encoding="utf-8"))
    common = yaml.safe_load(folder.joinpath("words.yaml").read_text(encoding="utf-8"))["words"]
    return Cues({kind: frozenset(words) for kind, words in raw.items()}, frozenset(common))


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text; ``opens`` where it stands first in its sentence, ``joined`` where only a space or
    hyphen parts it from the word before.
    """

    text: str
    start: int
    end: int
    opens: bool
    joined: bool

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Hit:
    """A span of tokens that the gazetteer knows, before it is judged."""

    first: int
    last: int
    start: int
    end: int
    matches: tuple[NameMatch, ...]


def find_place_mentions(
    text: str,
    names: Sequence[tuple[int, int, str]] | None = None,
    *,
    gazetteer: Gazetteer | None = None,
    adjectives: bool = False,
) -> list[PlaceMention]:
    """Find the names of places in ``text``, in order, not overlapping.

    ``names`` are spans of proper nouns with their kind ("person", "organisation", "location" or the labels of
    common annotation schemes), where a tagger has found them: persons are passed over. With ``adjectives``,
    adjectives and names of peoples ("Syrian") are given too, with that ``form``.
    """
    gazetteer = gazetteer or load_gazetteer()
    tokens = tokenise(text)
    hits = _find_hits(text, tokens, gazetteer)
    judged = _judge(text, tokens, hits, names or ())
    mentions = [PlaceMention(text[hit.start : hit.end], hit.start, hit.end) for hit in judged]
    if adjectives:
        mentions += _find_adjectives(tokens, mentions, gazetteer)
    return sorted(mentions, key=lambda mention: mention.start)


def tokenise(text: str) -> list[Token]:
    """Split text into words, the possessive ending cut off."""
    tokens: list[Token] = []
    before = 0
    for found in _TOKEN.finditer(text):
        gap = text[before : found.start()]
        word = _POSSESSIVE.sub("", found[0])
        joined = bool(tokens) and before == tokens[-1].end and gap in (" ", "-", "–", "\u00a0", ". ")
        if gap == ". " and not (tokens and tokens[-1].text in _SAINTS):
            joined = False
        opens = not tokens or (bool(re.search(r"[.!?:;\n”\"“]\s*[“\"‘']?$", gap)) and not joined)
        tokens.append(Token(word, found.start(), found.start() + len(word), opens, joined))
        before = found.end()
    return tokens


def _find_adjectives(
    tokens: Sequence[Token], mentions: Sequence[PlaceMention], gazetteer: Gazetteer
) -> list[PlaceMention]:
    taken = {offset for mention in mentions for offset in range(mention.start, mention.end)}
    found: list[PlaceMention] = []
    skip = -1
    for index, token in enumerate(tokens):
        if index <= skip or token.start in taken or not token.capital:
            continue
        for size in (2, 1):
            span = tokens[index : index + size]
            words = " ".join(part.text for part in span)
            if len(span) == size and all(part.joined for part in span[1:]) and gazetteer.demonym(words):
                found.append(PlaceMention(words, token.start, span[-1].end, form="adjective"))
                skip = index + size - 1
                break
    return found


def _find_hits(text: str, tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Hit]:
    hits: list[Hit] = []
    index = 0
    while index < len(tokens):
        hit = _longest_hit(text, tokens, index, gazetteer) if _may_begin(tokens, index) else None
        if hit:
            hits.append(hit)
            index = hit.last
        index += 1
    return hits


def _may_begin(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.capital:
        return not cues().has("months_and_days", token.text)
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    article = token.text in folding_rules().articles
    return bool(
        article and following and following.capital and following.joined and following.start == token.end + 1
    )


def _longest_hit(text: str, tokens: Sequence[Token], first: int, gazetteer: Gazetteer) -> Hit | None:
    last = first
    while (
        last + 1 < len(tokens)
        and last - first + 1 < _LONGEST
        and tokens[last + 1].joined
        and (tokens[last + 1].capital or _may_follow(tokens[last + 1].text))
    ):
        last += 1
    while last >= first:
        token = tokens[last]
        if token.capital or token.text.lower() in folding_rules().kinds:
            hit = _hit(text, tokens, first, last, gazetteer)
            if hit:
                return hit
        last -= 1
    return None


def _may_follow(word: str) -> bool:
    return word in cues().words["connectors"] or word in folding_rules().kinds


def _hit(text: str, tokens: Sequence[Token], first: int, last: int, gazetteer: Gazetteer) -> Hit | None:
    start, end = tokens[first].start, tokens[last].end
    name = text[start:end]
    if last > first and cues().has("openers", tokens[first].text) and tokens[first].text != "New":
        return None
    if first == last and len(name) <= 5 and text[end : end + 1] == ".":
        matches = gazetteer.matches("=" + name + ".")
        if matches:
            return Hit(first, last, start, end + 1, matches)
    short = first == last and (len(fold(name)) <= 2 or (name.isupper() and len(name) <= 4))
    matches = gazetteer.matches("=" + name) if short else gazetteer.matches(name)
    matches = tuple(match for match in matches if match.quality > 0.7)
    if last > first and not tokens[last].capital:
        matches = tuple(m for m in matches if m.entry.kind != "settlement" or "camp" in name)
    return Hit(first, last, start, end, matches) if matches else None


def _judge(
    text: str, tokens: Sequence[Token], hits: Sequence[Hit], names: Sequence[tuple[int, int, str]]
) -> list[Hit]:
    """Keep the hits whose signs speak for a place: first each alone, then in the light of the whole text."""
    weights = packaged_weights().detection
    scores = [weigh(signs, weights) for signs in alone_signs(text, tokens, hits, names)]
    together = text_signs(text, hits, scores)
    return [
        hit
        for hit, score, signs in zip(hits, scores, together, strict=True)
        if score + weigh(signs, weights) > 0
    ]


def weigh(signs: dict[str, float], weights: dict[str, float]) -> float:
    """Add the weights of signs up."""
    return sum(weights.get(sign, 0.0) * value for sign, value in signs.items())


def text_signs(text: str, hits: Sequence[Hit], scores: Sequence[float]) -> list[dict[str, float]]:
    """Give the signs that the whole text adds to each hit: the same name surer elsewhere, the countries
    spoken of.
    """
    best: dict[str, float] = {}
    countries: dict[str, float] = defaultdict(float)
    for hit, score in zip(hits, scores, strict=True):
        key = fold(text[hit.start : hit.end])
        best[key] = max(score, best.get(key, -math.inf))
        top = max((match.entry for match in hit.matches), key=lambda entry: entry.population)
        if score > _SURE and top.country:
            countries[top.country] += 1.0
    total = sum(countries.values())
    found = []
    for hit, score in zip(hits, scores, strict=True):
        focus = max(countries.get(match.entry.country or "", 0.0) for match in hit.matches)
        own = 1.0 if score > _SURE else 0.0
        surer = max(0.0, min(best[fold(text[hit.start : hit.end])], 4.0) - max(score, -4.0))
        share = (focus - own) / (total - own) if focus > own and total > own else 0.0
        alone = 1.0 if total - own <= 0 else 0.0
        found.append({"whole_text": 1.0, "elsewhere": surer, "in_focus": share, "unfocused": alone})
    return found


def alone_signs(
    text: str, tokens: Sequence[Token], hits: Sequence[Hit], names: Sequence[tuple[int, int, str]]
) -> list[dict[str, float]]:
    """Give for each hit the signs for and against a place in its name and the words beside it."""
    persons = _person_words(tokens, hits)
    found = []
    for slot, hit in enumerate(hits):
        signs = _name_signs(text, tokens, hit)
        signs |= _left_signs(tokens, hits, slot)
        signs |= _right_signs(text, tokens, hits, slot)
        if hit.first == hit.last and tokens[hit.first].text in persons:
            signs["person_elsewhere"] = 1.0
        if signs.keys() & {"no_own_name", "other_spelling"} and signs.keys() & {
            "capital_before",
            "place_capital_before",
        }:
            signs["other_name_in_run"] = 1.0
        signs |= _tagged(hit, names)
        found.append(signs)
    return found


def _tagged(hit: Hit, names: Sequence[tuple[int, int, str]]) -> dict[str, float]:
    for start, end, kind in names:
        if start < hit.end and hit.start < end:
            label = kind.lower()
            if label.startswith(("loc", "gpe", "pla", "fac")):
                return {"tagged_place": 1.0}
            return {"tagged_person" if label.startswith("per") else "tagged_other": 1.0}
    return {}


def _person_words(tokens: Sequence[Token], hits: Sequence[Hit]) -> frozenset[str]:
    """Collect the words that end a run of capitals after a given name or a title: surnames, for the whole
    text.
    """
    lists = cues()
    found: set[str] = set()
    for before, token in pairwise(tokens):
        if not (token.joined and token.capital):
            continue
        if (lists.has("given_names", before.text) and before.capital) or lists.has("titles", before.text):
            found.add(token.text)
    starts = {tokens[hit.first].text for hit in hits if hit.last > hit.first}
    return frozenset(found - starts)


def _name_signs(text: str, tokens: Sequence[Token], hit: Hit) -> dict[str, float]:
    entries = [match.entry for match in hit.matches]
    kinds = {entry.kind for entry in entries}
    people = max((entry.population for entry in entries if entry.kind == "settlement"), default=0)
    signs = {"bias": 1.0, "people": math.log10(people + 1)}
    for kind in ("country", "division", "region", "feature"):
        if kind in kinds:
            signs[kind] = 1.0
    if kinds == {"district"}:
        own = any(match.quality == 1.0 for match in hit.matches)
        signs["district" if own and hit.last > hit.first else "bare_district"] = 1.0
    if sum(token.capital for token in tokens[hit.first : hit.last + 1]) > 1:
        signs["several_words"] = 1.0
    elif fold(text[hit.start : hit.end]) in cues().common:
        signs["common_opening" if tokens[hit.first].opens else "common"] = 1.0
    if hit.first == hit.last and cues().has("given_names", tokens[hit.first].text):
        signs["given_name"] = 1.0
    if not any(match.quality == 1.0 for match in hit.matches):
        abroad = any(entry.country in folding_rules().transliterated for entry in entries)
        signs["other_spelling" if abroad else "no_own_name"] = 1.0
    if tokens[hit.first].opens:
        signs["opens"] = 1.0
    if text[hit.start : hit.end].isupper() and hit.end - hit.start > 4:
        signs["all_capitals"] = 1.0
    if "." in text[hit.start : hit.end]:
        signs["abbreviation"] = 1.0
    if hit.first == hit.last and tokens[hit.first].text.lower() in folding_rules().kinds:
        signs["kind_word"] = 1.0
    return signs


def _left_signs(tokens: Sequence[Token], hits: Sequence[Hit], slot: int) -> dict[str, float]:
    hit, lists = hits[slot], cues()
    if hit.first == 0:
        return {}
    before = tokens[hit.first - 1]
    opening = tokens[hit.first].opens
    if opening:
        return {}
    signs: dict[str, float] = {}
    if slot and hits[slot - 1].last == hit.first - 1 and not tokens[hit.first].joined:
        signs["after_place"] = 1.0
    if not tokens[hit.first].joined:
        return signs
    word = before.text.lower()
    if lists.has("titles", word):
        signs["title"] = 1.0
    elif word in folding_rules().kinds or lists.has("prepositions", word):
        signs["preposition"] = 1.0
    elif lists.has("weak_prepositions", word):
        signs["weak_preposition"] = 1.0
    elif (before.capital and lists.has("name_heads", word)) or (before.capital and tokens[hit.first].text in folding_rules().articles):
        signs["name_head"] = 1.0
    elif before.capital and not (before.opens and lists.has("openers", word)):
        known = "place_capital_before" if _wider(hit) else "capital_before"
        signs["given_before" if lists.has("given_names", word) else known] = 1.0
    return signs


def _right_signs(text: str, tokens: Sequence[Token], hits: Sequence[Hit], slot: int) -> dict[str, float]:
    hit, lists = hits[slot], cues()
    signs: dict[str, float] = {}
    rest = text[hit.end : hit.end + 3]
    if rest[:2] in ("’s", "'s"):
        signs["possessive"] = 1.0
    if hit.last + 1 >= len(tokens):
        return signs
    after = tokens[hit.last + 1]
    follows = slot + 1 < len(hits) and hits[slot + 1].first == hit.last + 1
    if rest.startswith(", ") and follows and _wider(hits[slot + 1]):
        signs["wider_follows"] = 1.0
    if re.match(r" ?(?:\([A-Z][\w ]+\) )?[—–-]{1,2} ", text[hit.end : hit.end + 40]) or rest == " (":
        signs["dateline"] = 1.0
    if not after.joined:
        return signs
    word = after.text.lower()
    if after.capital and "possessive" not in signs:
        other = "place_capital_after" if _wider(hit) else "capital_after"
        kind = "institution" if lists.has("institutions", word) else other
        signs["not_place" if lists.has("not_places", word) else kind] = 1.0
    elif word in folding_rules().kinds:
        signs["kind_after"] = 1.0
    elif lists.has("speech", word):
        signs["speech"] = 1.0
    return signs


def _wider(hit: Hit) -> bool:
    return any(match.entry.kind in ("country", "division") for match in hit.matches)
