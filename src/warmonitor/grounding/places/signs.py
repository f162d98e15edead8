"""The signs for and against a known span being the name of a place."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from warmonitor.grounding.places.hits import Hit
from warmonitor.grounding.places.words import Token, cues
from warmonitor.knowledge.gazetteer import fold
from warmonitor.knowledge.gazetteer.folding import folding_rules

_SURE = 2.0
_OTHER_NAMES = frozenset({"no_own_name", "other_spelling"})
_IN_RUN = frozenset({"capital_before", "place_capital_before"})
_DATELINE = re.compile(r" ?(?:\([A-Z][\w ]+\) )?[—–-]{1,2} | \(")


def weigh(signs: dict[str, float], weights: dict[str, float]) -> float:
    """Add the weights of signs up."""
    return sum(weights.get(sign, 0.0) * value for sign, value in signs.items())


def text_signs(text: str, hits: Sequence[Hit], scores: Sequence[float]) -> list[dict[str, float]]:
    """Give the signs of the whole text for each hit: the name surer elsewhere, the countries."""
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
        if signs.keys() & _OTHER_NAMES and signs.keys() & _IN_RUN:
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
    """Collect the capital words behind given names and titles: surnames, for the whole text."""
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
    signs: dict[str, float] = {
        kind: 1.0 for kind in ("country", "division", "region", "feature") if kind in kinds
    }
    signs |= {"bias": 1.0, "people": math.log10(people + 1)}
    own = any(match.quality == 1.0 for match in hit.matches)
    if kinds == {"district"}:
        signs["district" if own and hit.last > hit.first else "bare_district"] = 1.0
    if not own:
        abroad = any(entry.country in folding_rules().transliterated for entry in entries)
        signs["other_spelling" if abroad else "no_own_name"] = 1.0
    name = text[hit.start : hit.end]
    if name.isupper() and len(name) > 4:
        signs["all_capitals"] = 1.0
    if "." in name:
        signs["abbreviation"] = 1.0
    return signs | _word_signs(name, tokens[hit.first : hit.last + 1])


def _word_signs(name: str, span: Sequence[Token]) -> dict[str, float]:
    signs = {"opens": 1.0} if span[0].opens else {}
    if sum(token.capital for token in span) > 1:
        return signs | {"several_words": 1.0}
    if fold(name) in cues().common:
        signs["common_opening" if span[0].opens else "common"] = 1.0
    if len(span) == 1 and cues().has("given_names", name):
        signs["given_name"] = 1.0
    if len(span) == 1 and name.lower() in folding_rules().kinds:
        signs["kind_word"] = 1.0
    return signs


def _left_signs(tokens: Sequence[Token], hits: Sequence[Hit], slot: int) -> dict[str, float]:
    hit = hits[slot]
    token = tokens[hit.first]
    if hit.first == 0 or token.opens:
        return {}
    if not token.joined:
        return {"after_place": 1.0} if slot and hits[slot - 1].last == hit.first - 1 else {}
    sign = _sign_before(tokens[hit.first - 1], token, hit)
    return {sign: 1.0} if sign else {}


def _sign_before(before: Token, token: Token, hit: Hit) -> str | None:
    lists, word = cues(), before.text.lower()
    if lists.has("titles", word):
        return "title"
    if word in folding_rules().kinds or lists.has("prepositions", word):
        return "preposition"
    if lists.has("weak_prepositions", word):
        return "weak_preposition"
    return _sign_of_capital(before, token, hit) if before.capital else None


def _sign_of_capital(before: Token, token: Token, hit: Hit) -> str | None:
    lists, word = cues(), before.text.lower()
    if lists.has("name_heads", word) or token.text in folding_rules().articles:
        return "name_head"
    if before.opens and lists.has("openers", word):
        return None
    if lists.has("given_names", word):
        return "given_before"
    return "place_capital_before" if _wider(hit) else "capital_before"


def _right_signs(text: str, tokens: Sequence[Token], hits: Sequence[Hit], slot: int) -> dict[str, float]:
    hit = hits[slot]
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
    if _DATELINE.match(text[hit.end : hit.end + 40]):
        signs["dateline"] = 1.0
    sign = _sign_after(after, hit, possessive="possessive" in signs) if after.joined else None
    return signs | {sign: 1.0} if sign else signs


def _sign_after(after: Token, hit: Hit, *, possessive: bool) -> str | None:
    lists, word = cues(), after.text.lower()
    if after.capital and not possessive:
        if lists.has("not_places", word):
            return "not_place"
        if lists.has("institutions", word):
            return "institution"
        return "place_capital_after" if _wider(hit) else "capital_after"
    if word in folding_rules().kinds:
        return "kind_after"
    return "speech" if lists.has("speech", word) else None


def _wider(hit: Hit) -> bool:
    return any(match.entry.kind in ("country", "division") for match in hit.matches)
