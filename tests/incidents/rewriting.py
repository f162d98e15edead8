"""Rewrites as spinning sites make them: synonyms, number words, swapped and dropped sentences.

Its synonyms are its own, most of them unknown to the finder of copies.
"""

import random
import re
from dataclasses import dataclass

SWAPS = {
    "troops": ["forces", "soldiers", "army personnel"],
    "soldiers": ["troopers", "servicemen"],
    "fighters": ["combatants", "warriors", "militants"],
    "killed": ["slain", "slaughtered", "left dead"],
    "killing": ["slaying", "claiming the lives of"],
    "kills": ["slays", "claims the lives of"],
    "wounded": ["harmed", "injured"],
    "wounding": ["harming", "injuring"],
    "people": ["folks", "individuals", "persons"],
    "attack": ["assault", "onslaught"],
    "attacks": ["assaults", "onslaughts"],
    "said": ["stated", "mentioned", "declared"],
    "says": ["states", "declares"],
    "hit": ["struck", "pounded"],
    "market": ["bazaar", "marketplace"],
    "city": ["metropolis", "town"],
    "town": ["township", "city"],
    "children": ["youngsters", "kids"],
    "dead": ["deceased", "fatalities"],
    "houses": ["homes", "dwellings"],
    "denied": ["rejected", "refuted"],
    "government": ["administration", "regime"],
    "main": ["principal", "primary"],
    "road": ["route", "avenue"],
    "closed": ["shut", "blocked"],
    "truce": ["armistice", "ceasefire"],
    "talks": ["discussions", "negotiations"],
    "police": ["cops", "law enforcement"],
    "explodes": ["detonates", "goes off"],
    "explosion": ["detonation", "blast"],
    "officials": ["authorities", "functionaries"],
    "president": ["chief", "leader"],
    "country": ["nation", "land"],
    "several": ["multiple", "various"],
    "near": ["close to", "by"],
    "around": ["about", "surrounding"],
    "hospital": ["clinic", "infirmary"],
    "capital": ["metropolis"],
    "group": ["organization", "outfit"],
    "announced": ["unveiled", "proclaimed"],
    "announces": ["unveils", "proclaims"],
    "after": ["following", "in the wake of"],
    "during": ["amid", "throughout"],
    "against": ["versus", "opposing"],
    "two": ["2"],
    "three": ["3"],
    "seven": ["7"],
    "14": ["fourteen"],
    "12": ["twelve"],
    "30": ["thirty"],
}


@dataclass(frozen=True)
class Strength:
    swap: float  # share of the known words replaced
    garble: float  # share of all other long words replaced by a word of no meaning
    shuffle: bool
    drop: float  # share of sentences left out


STRENGTHS = {
    "light": Strength(0.5, 0.0, False, 0.0),
    "middle": Strength(0.9, 0.06, True, 0.1),
    "strong": Strength(1.0, 0.2, True, 0.3),
}


def rewrite(text: str, strength: Strength, source: random.Random) -> str:
    """The text as a spinning site would bring it."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    kept = [one for one in sentences if source.random() >= strength.drop] or sentences
    if strength.shuffle:
        source.shuffle(kept)
    return " ".join(re.sub(r"\w+", lambda found: _word(found.group(), strength, source), one) for one in kept)


def _word(word: str, strength: Strength, source: random.Random) -> str:
    known = SWAPS.get(word.lower())
    if known and source.random() < strength.swap:
        other = source.choice(known)
        return other.capitalize() if word[0].isupper() else other
    if not known and word.islower() and len(word) > 4 and source.random() < strength.garble:
        return word[::-1]
    return word
