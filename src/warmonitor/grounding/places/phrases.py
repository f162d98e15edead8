"""Reading the phrase around a place's name: what kind of place, what holds it, which side of it.

"the Damascus suburb of Harasta" names Harasta, a settlement held by Damascus; "Idlib province" names a
division; "X's western outskirts" speaks of the outskirts of X.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import cast

import yaml

from warmonitor.knowledge.gazetteer import Kind
from warmonitor.model.claim import Relation

# "Iran's embassy in Damascus": whose it is says nothing of where.
_NO_PREPOSITION = r"(?!(?:in|at|near|on|from|to|into|over|outside|around|against) )"
_CAPITALS = r"(?:[A-Z]|al-|el-)[\w.’'ʿ-]*(?: (?:(?:al|el|and|of|de|du|y) )?(?:[A-Z]|al-|el-)[\w.’'ʿ-]*){0,3}"
_OWNER = re.compile(rf"(?P<owner>{_CAPITALS})[’'‘]s (?:{_NO_PREPOSITION}[a-z][\w-]* ){{0,2}}$")
_OWNERS = ("’s ", "'s ", "‘s ")
_CAPITAL_BEFORE = re.compile(r"(?P<owner>[A-Z]\w+) $")
_WINDOW = 90


@dataclass(frozen=True, slots=True)
class Holder:
    """A name that the phrase gives for what holds the place.

    ``sure`` where the words say so ("in Y", "the Y town of"), not where it only stands beside; ``told_kind``
    where the words tell what kind of place the holder is ("in Y province"); ``within`` is the name after it
    in an address ("X, Y, northern Z").
    """

    name: str
    sure: bool
    told_kind: bool = False
    within: str | None = None


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A phrase taken apart.

    ``names`` are what to look up, in order; ``kinds`` the kinds of place the words allow (empty: any);
    ``part`` is True where a known place is named only to tell where something inside or beside it is
    ("Taftanaz airbase").
    """

    names: tuple[str, ...]
    kinds: frozenset[Kind] = frozenset()
    holders: tuple[Holder, ...] = ()
    relation: Relation | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    kind_of: re.Pattern[str]
    left_kind_of: re.Pattern[str]
    part_of: re.Pattern[str]
    left_part_of: re.Pattern[str]
    side_of: re.Pattern[str]
    left_side_of: re.Pattern[str]
    directions: re.Pattern[str]
    ending: re.Pattern[str]
    right_ending: re.Pattern[str]
    right_listed: re.Pattern[str]
    right_in: re.Pattern[str]
    right_comma: re.Pattern[str]
    right_address: re.Pattern[str]
    kinds_of: dict[str, Kind]
    endings: dict[str, Kind]
    parts: dict[str, Relation]
    relations: dict[str, Relation]
    town_parts: frozenset[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    raw = yaml.load(files(__package__).joinpath("phrases.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)

    def any_of(words: list[str] | dict[str, str]) -> str:
        return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"

    directions = any_of(raw["directions"])
    kind, part, side = any_of(raw["kinds_of"]), any_of(raw["parts"]), any_of(raw["relations"])
    ending = any_of(raw["endings"])
    plural = any_of([word for word in raw["endings"] if word.endswith("s") and word != "mountains"])
    outer = rf"(?:(?P<outer>{_CAPITALS}) )?(?:[a-z][\w-]* ){{0,2}}?"
    return _Patterns(
        kind_of=re.compile(rf"^(?:the )?{outer}(?P<kind>{kind}) of (?:the )?(?P<name>.+)$"),
        left_kind_of=re.compile(rf"(?:^|[^\w’'-]){outer}(?P<kind>{kind}) of (?:the )?$"),
        part_of=re.compile(
            rf"^(?:the )?(?:{directions} )*(?P<part>{part}) of (?:the )?(?P<name>.+)$", re.IGNORECASE
        ),
        left_part_of=re.compile(rf"\b(?P<part>{part}) of (?:the )?(?:{directions} )?$", re.IGNORECASE),
        side_of=re.compile(
            rf"^(?![^A-Z]*\bthe {side} of )(?:[^A-Z]* )?(?P<side>{side}) of (?:the )?(?P<name>.+)$"
        ),
        left_side_of=re.compile(rf"\b(?<!the )(?P<side>{side}) of (?:the )?$", re.IGNORECASE),
        directions=re.compile(rf"^(?:(?:{directions})(?: |-))+(?=\S)", re.IGNORECASE),
        ending=re.compile(rf"^(?P<name>.+?)[ -](?P<ending>{ending})$", re.IGNORECASE),
        right_ending=re.compile(rf"^ (?P<ending>{ending})\b", re.IGNORECASE),
        right_listed=re.compile(rf"^(?:, {_CAPITALS})*,? and {_CAPITALS} (?P<ending>{plural})\b"),
        right_in=re.compile(
            rf"^(?:,? (?:an?|the) [\w -]{{2,40}}?)?,? (?P<link>in|of) (?:the )?(?:{directions} )?"
            rf"(?:{kind} of )?(?P<name>{_CAPITALS})(?: (?P<ending>{ending}))?"
        ),
        right_comma=re.compile(
            rf"^ ?[,(] ?(?:{directions} )?(?P<name>{_CAPITALS})(?: (?P<ending>{ending}))?"
        ),
        right_address=re.compile(rf"^, ?(?:{directions} )?(?P<name>{_CAPITALS})"),
        kinds_of=cast(dict[str, Kind], raw["kinds_of"]),
        endings=cast(dict[str, Kind], raw["endings"]),
        parts=cast(dict[str, Relation], raw["parts"]),
        relations=cast(dict[str, Relation], raw["relations"]),
        town_parts=frozenset(raw["town_parts"]),
    )


def read_phrase(text: str, left: str, right: str, known: Callable[[str], bool]) -> PlacePhrase:
    """Take apart the words of a mention with the words before and after it.

    ``known`` tells whether a name is in the gazetteer, which decides where a name ends ("Lake Chad", not
    "Chad").
    """
    phrase = _read_inside(" ".join(text.split()), known)
    phrase = _read_left(phrase, left[-_WINDOW:])
    return _read_right(phrase, right[:_WINDOW], known)


def relation_of_part(noun: str) -> Relation | None:
    """Where something is that is told by a part of a place ("border": near); None for "in" it."""
    relation = _patterns().parts.get(noun)
    return relation if relation != "in" else None


def _read_inside(text: str, known: Callable[[str], bool]) -> PlacePhrase:
    whole, text = text, re.sub(r"^[Tt]he ", "", text)
    if known(text):
        return _read_ending(PlacePhrase((text,)), text, known)
    found = _read_of(whole, known) or _read_holder(text, known)
    if found:
        return found
    if named := re.match(r"^[a-z](?!l-)[^A-Z]*? (?P<name>(?:[A-Z]|al-|el-).*)$", text):
        return _read_inside(named["name"], known)
    bare = _patterns().directions.sub("", text)
    if bare != text:
        inner = _read_inside(bare, known)
        return replace(inner, names=(text, *inner.names))
    return _read_ending(PlacePhrase((text,)), text, known)


def _read_of(text: str, known: Callable[[str], bool]) -> PlacePhrase | None:
    """Read "SIDE of NAME", "PART of NAME" and "KIND of NAME"."""
    patterns = _patterns()
    if found := patterns.side_of.match(text):
        relation = patterns.relations[found["side"].lower()]
    elif found := patterns.part_of.match(text):
        return _in_part(_read_inside(found["name"], known), found["part"])
    elif found := patterns.kind_of.match(text):
        inner = _read_inside(found["name"], known)
        outer = re.sub(r"^[Tt]he ?", "", found["outer"] or "")
        holders = (*inner.holders, Holder(outer, True)) if outer else inner.holders
        return replace(inner, kinds=frozenset({patterns.kinds_of[found["kind"]]}), holders=holders)
    else:
        return None
    return replace(_read_inside(found["name"], known), relation=relation)


def _read_holder(text: str, known: Callable[[str], bool]) -> PlacePhrase | None:
    """Read "HOLDER's NAME", "NAME, HOLDER" and "NAME in HOLDER"."""
    if found := re.match(r"^(?P<owner>.+?)(?:[’'‘]s|(?<=s)[’'‘]) (?P<rest>.+)$", text):
        return _read_owned(found["owner"], found["rest"], known)
    if found := re.match(r"^(?P<name>[^,]+?)(?P<link>,(?: in)?| in) (?P<holder>.+)$", text):
        inner = _read_inside(found["name"], known)
        outer = _read_inside(found["holder"], known)
        sure = found["link"].endswith("in")
        return replace(inner, holders=(*inner.holders, *(Holder(name, sure) for name in outer.names)))
    return None


def _read_owned(owner: str, rest: str, known: Callable[[str], bool]) -> PlacePhrase:
    """Read "Syria's Idlib province" (a place held by the owner) or "Aleppo's outskirts" (the owner)."""
    if found := re.search(r"(?:[A-Z]|al-|el-)\S*.*$", rest):
        inner = _read_inside(found[0], known)
        return replace(inner, holders=(*inner.holders, Holder(owner, True)))
    inner = _read_inside(owner, known)
    part = rest.rsplit(maxsplit=1)[-1]
    return _in_part(inner, part) if part.lower() in _patterns().parts else inner


def _in_part(phrase: PlacePhrase, part: str) -> PlacePhrase:
    """Note that a part of the place is meant: its edge, its centre; some parts only a settlement has."""
    patterns = _patterns()
    town = part.lower() in patterns.town_parts and not phrase.kinds
    kinds: frozenset[Kind] = frozenset({"settlement"}) if town else phrase.kinds
    return replace(phrase, relation=patterns.parts[part.lower()], kinds=kinds)


def _read_ending(phrase: PlacePhrase, text: str, known: Callable[[str], bool]) -> PlacePhrase:
    patterns = _patterns()
    found = patterns.ending.match(text)
    if not found:
        return phrase
    kind = patterns.endings[found["ending"].lower()]
    bare = patterns.directions.sub("", found["name"])
    names = tuple(dict.fromkeys((text, found["name"], bare)))
    return replace(phrase, names=names, kinds=frozenset({kind}), part=kind == "feature" and not known(text))


def _owner(left: str) -> Holder | None:
    """Whose it is by the words before: surely of "Iran's embassy", maybe of "Iran embassy"."""
    if not left.endswith((" ", " \n")):  # where both patterns end, slow to find nothing
        return None
    if any(ending in left for ending in _OWNERS) and (found := _OWNER.search(left)):
        return Holder(found["owner"], True)
    found = _CAPITAL_BEFORE.search(left)
    return Holder(found["owner"], False) if found else None


def _read_left(phrase: PlacePhrase, left: str) -> PlacePhrase:
    patterns = _patterns()
    if found := patterns.left_kind_of.search(left):
        kinds = phrase.kinds or frozenset({patterns.kinds_of[found["kind"]]})
        holders = (*phrase.holders, Holder(found["outer"], True)) if found["outer"] else phrase.holders
        phrase = replace(phrase, kinds=kinds, holders=holders)
    elif owner := _owner(left):
        phrase = replace(phrase, holders=(*phrase.holders, owner))
    if phrase.relation is None and (found := patterns.left_side_of.search(left)):
        phrase = replace(phrase, relation=patterns.relations[found["side"].lower()])
    elif phrase.relation is None and (found := patterns.left_part_of.search(left)):
        phrase = _in_part(phrase, found["part"])
    return phrase


def _read_right(phrase: PlacePhrase, right: str, known: Callable[[str], bool]) -> PlacePhrase:
    patterns = _patterns()
    if not phrase.kinds and (found := patterns.right_ending.match(right)):
        kind = patterns.endings[found["ending"].lower()]
        whole = f"{phrase.names[0]} {found['ending']}"
        names = (whole, *phrase.names) if known(whole) else phrase.names
        phrase = replace(
            phrase, names=names, kinds=frozenset({kind}), part=kind == "feature" and not known(whole)
        )
        right = right[found.end() :]
    elif not phrase.kinds and (found := patterns.right_listed.match(right)):
        phrase = replace(phrase, kinds=frozenset({patterns.endings[found["ending"].lower()]}))
    if found := patterns.right_in.match(right):
        sure = found["link"] == "in" and bool(phrase.kinds)
        holders = _holders(found["name"], sure=sure, told_kind=bool(found["ending"]), known=known)
    elif found := patterns.right_comma.match(right):
        sure = right.lstrip().startswith("(")  # "Kesra (Vell)"
        holders = _holders(found["name"], sure=sure, told_kind=bool(found["ending"]), known=known)
        if address := patterns.right_address.match(right[found.end() :]):
            holders = tuple(replace(holder, within=address["name"].rstrip(".")) for holder in holders)
    else:
        return phrase
    return replace(phrase, holders=(*phrase.holders, *holders))


def _holders(name: str, *, sure: bool, told_kind: bool, known: Callable[[str], bool]) -> tuple[Holder, ...]:
    """Give the longest head of ``name`` that is known; it may have run on into the next sentence."""
    words = name.rstrip(",’'-").split()
    ending = words[-1].rstrip(".").lower() if len(words) > 1 else ""
    if ending in _patterns().endings and not known(" ".join(words)):
        words, told_kind = words[:-1], True  # "Hasakah Governorate"
    ends = [size for size in range(len(words), 0, -1) if size == len(words) or words[size - 1].endswith(".")]
    for size in ends:
        head = " ".join(words[:size])
        for tried in (head, head.rstrip(".")):
            if known(tried):
                return (Holder(tried, sure, told_kind and size == len(words)),)
    return ()
