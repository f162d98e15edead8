"""Which of a claim's places changed hands, and which only tell where that was."""

import re
from collections.abc import Iterable
from functools import cache

from rapidfuzz.fuzz import ratio

from warmonitor.incidents import settings
from warmonitor.incidents.setting import FINE
from warmonitor.knowledge.gazetteer.folding import fold
from warmonitor.model import Claim, Place

ALIKE = 70.0
"""A name and its entry's share so much (per cent), whatever the spelling."""


def is_taken(claim: Claim, place: Place) -> bool:
    """Whether a place is itself what a claim of territory speaks of.

    "The town of X in Y province" speaks of X, "a base in X" of neither a town nor a province. Decided by the
    words before the name; where the quote does not hold the name, it is taken for what was meant. A division
    told beside a place inside it, and a place in the name of somebody, are never what was taken.
    """
    if _names_a_doer(claim, place) or _holds_another(place, claim.places) or _is_a_site(place):
        return False
    if stands_in(place):
        return False
    if claim.type == "repelled":
        return place.precision != "division" and not _is_aimed_elsewhere(claim, place)
    if claim.type == "withdrawal" and (place.precision != "division" or is_by_side(claim, place)):
        return _is_left(claim, place)
    return not _told_before(claim, place) and _is_object(claim, place)


def _is_aimed_elsewhere(claim: Claim, place: Place) -> bool:
    """ "Repelled an assault in X on the mill", "on the mill in X": it was not X that was attacked."""
    after = claim.quote[max(place.span[1] - claim.span[0], 0) :]
    before = _aimed_elsewhere().search(_before(claim, place))
    return bool(_aimed_elsewhere().search(after) or (before and before["rest"].endswith(" in ")))


def _is_left(claim: Claim, place: Place) -> bool:
    """Whether a place is left itself, or posts "in X" are: not one gone to, or left in part."""
    before = _before(claim, place)
    if _bound_for().search(before) or _fought_for().search(before) or _only_begins().search(before):
        return False
    return not is_by_side(claim, place) and (place.extent is None or place.extent.fraction == 1.0)


def is_by_side(claim: Claim, place: Place) -> bool:
    """ "Took western X", "entered central X": not all of a town."""
    return place.precision in FINE and _side_of().search(_before(claim, place)) is not None


def stands_in(place: Place) -> bool:
    """Whether a division or district only stands in for a place in it that the gazetteer does not know."""
    if place.precision not in {"division", "district"} or not place.name:
        return False
    told, known = fold(place.text).split(), fold(place.name).split()
    return all(ratio(one, other) < ALIKE for one in told for other in known)


def _before(claim: Claim, place: Place) -> str:
    """The words of the quote before a place."""
    return claim.quote[: max(place.span[0] - claim.span[0], 0)]


def _is_object(claim: Claim, place: Place) -> bool:
    """Whether the words around a name make it what was taken."""
    start = place.span[0] - claim.span[0]
    if not claim.quote[max(start, 0) :].startswith(place.text) or start < 0:
        return True
    before = claim.quote[:start]
    if _of_another(before) or _lost().search(before) or _at_a_post().search(before):
        return False
    if claim.type == "control" and _held_by_another().search(before):
        return False
    if place.precision == "division" and not _is_whole(before, place):
        return False
    after = claim.quote[start + len(place.text) :]
    whose = re.match(r" of (?:the )?[A-Z]", after) is not None and not _cleared().search(before)
    return not (whose or _setting().search(before) or _names_a_site(after))


def _names_a_doer(claim: Claim, place: Place) -> bool:
    """Whether a place is part of somebody's name, and not told behind it: "the rebels out of X"."""
    return any(
        actor.span[0] <= place.span[0]
        and place.span[1] <= actor.span[1]
        and not re.search(r"\b(?:out of|from)\b", actor.text[: place.span[0] - actor.span[0]])
        for actor in claim.actors
    )


def _holds_another(place: Place, places: Iterable[Place]) -> bool:
    return place.precision == "division" and any(
        other.precision in FINE and (other.country, other.admin1) == (place.country, place.admin1)
        for other in places
    )


def _is_a_site(place: Place) -> bool:
    """ "X Airport" that was taken for X itself, since nobody knows its airport."""
    last = place.text.split()[-1].lower()
    return last in settings.control_rules().sites and last not in (place.name or "").lower()


def _told_before(claim: Claim, place: Place) -> bool:
    """Whether a place stands before the holder and nothing ties the two: "in X, as Y took the mill"."""
    agents = [actor.span for actor in claim.actors if actor.role == "agent"]
    if not agents or place.span[1] > min(agents)[0]:
        return False
    holder = min(agents)
    if claim.type == "control" and _hands().match(claim.quote[holder[1] - claim.span[0] :]):
        return False
    between = claim.quote[place.span[1] - claim.span[0] : holder[0] - claim.span[0]].lower()
    return settings.control_rules().linking.isdisjoint(re.findall(r"[a-z]+", between))


@cache
def _hands() -> re.Pattern[str]:
    """Words behind a holder by which he has what was told before him: "X is in rebel hands"."""
    words = "|".join(sorted(settings.control_rules().hands))
    return re.compile(rf"(?:['’]s?)? (?i:{words})\b")


def _of_another(before: str) -> bool:
    """Whether a name belongs to a thing that was taken: "the city hall of the town of X"."""
    rules = settings.control_rules()
    wholes = rules.wholes | rules.itself | rules.kinds | rules.leading
    words = re.findall(r"[\w’'-]+|[^\w\s]", before)
    while words:
        last = words.pop()
        if last == "of":
            owned = words[-1] if words else ""
            if owned.lower() in rules.sites - wholes or (owned.islower() and owned not in wholes):
                return True
            named = len(words) > 1 and words[-2][0].isupper() and words[-2].lower() not in rules.leading
            if named and owned.lower() in rules.kinds:
                return True  # "the Kesra district of the town of X"
        elif last.lower() not in wholes | rules.directions and not last[0].isupper():
            return False
    return False


def _is_whole(before: str, place: Place) -> bool:
    """Whether a division is meant itself, and not as what holds a town or by one of its sides.

    "The southern X" is a part of X, "the southern X Province" lies in the south.
    """
    kinds = settings.control_rules().divisible
    if _side_of().search(before) and kinds.isdisjoint(place.text.lower().split()):
        return False
    return not _part_of().search(before) or _all_of().search(before) is not None


@cache
def _side_of() -> re.Pattern[str]:
    """The end of a text after which a division is meant by one of its sides: "the southern …"."""
    words = "|".join(map(re.escape, sorted(settings.control_rules().directions)))
    return re.compile(rf"\b(?i:{words})\s+$")


@cache
def _at_a_post() -> re.Pattern[str]:
    """The end of a text after which a name is that of a spot: "Camp …"."""
    words = "|".join(sorted(word.capitalize() for word in settings.control_rules().posts))
    return re.compile(rf"\b(?:{words})\s+$")


@cache
def _bound_for() -> re.Pattern[str]:
    """The end of a text after which one is where somebody goes: "withdrew to …"."""
    words = "|".join(sorted(settings.control_rules().bound))
    return re.compile(rf"\b(?i:{words})\s+(?:the\s+)?(?:(?:town|city|capital)\s+(?:of\s+)?)?$")


@cache
def _fought_for() -> re.Pattern[str]:
    """The end of a text after which a name is that of a fight: "after the Battle of …"."""
    words = "|".join(sorted(settings.control_rules().fights))
    return re.compile(rf"\b(?i:{words}) (?:of|for) $")


@cache
def _aimed_elsewhere() -> re.Pattern[str]:
    """Words behind a place by which what was attacked is told apart from it: "an assault on the mill"."""
    words = "|".join(sorted(settings.control_rules().assaults))
    return re.compile(
        rf"\b(?i:{words}) (?:on|onto|against|at|into|towards?) "
        r"(?!it\b|the (?:town|city|village)\b|[A-Z]\w+day\b)(?P<rest>.*)"
    )


@cache
def _only_begins() -> re.Pattern[str]:
    """Words before a place by which it is not left yet: "began to withdraw from …"."""
    words = "|".join(sorted(settings.control_rules().beginning))
    return re.compile(rf"\b(?i:{words}) (?:(?i:to|its|their|the|a|his) )*\w+(?: \w+)? (?:\w+ )?$")


@cache
def _cleared() -> re.Pattern[str]:
    """The end of a text after which somebody is put out of a place: "cleared … of Y's fighters"."""
    words = "|".join(sorted(settings.control_rules().clearing))
    return re.compile(rf"\b(?i:{words}) (?:the (?:town|city|village|district) of )?$")


@cache
def _held_by_another() -> re.Pattern[str]:
    """The end of a text after which a place is described by its holder: "the Alliance held town of …"."""
    rules = settings.control_rules()
    held, kinds = ("|".join(map(re.escape, sorted(words))) for words in (rules.described, rules.kinds))
    return re.compile(rf"\b(?i:{held}) (?i:{kinds}) of $")


@cache
def _lost() -> re.Pattern[str]:
    """Words before a name by which it was lost: "loses control of …"."""
    words = "|".join(sorted(settings.control_rules().lost))
    return re.compile(rf"\b(?i:{words}) (?:full |all )?(?i:control) of[^,;.]*$")


def _names_a_site(after: str) -> bool:
    """Whether the words right after a name make it that of something else: "X airport", "X Hospital"."""
    if re.match(r"[–-]\w", after) or _listed().match(after):
        return True
    following = re.match(r"(['’]s)? ([^\W\d_][\w-]*)", after)
    if following is None:
        return False
    word, rules = following[2], settings.control_rules()
    if following[1]:  # "X's main mosque"
        return True
    if word.lower() in rules.kinds:
        return _names_a_site(after[following.end() :])
    return word.lower() in rules.sites or (word[0].isupper() and word.lower() not in settings.words().stop)


@cache
def _listed() -> re.Pattern[str]:
    """The words after a name that is one of several divisions: "A, B and C provinces"."""
    words = "|".join(sorted(settings.control_rules().divisions))
    return re.compile(rf"(?:,? (?:and )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?)* (?i:{words})\b")


@cache
def _setting() -> re.Pattern[str]:
    """The end of a text after which a place is only the setting."""
    rules = settings.control_rules()
    directions, leading = (
        "|".join(map(re.escape, sorted(words))) for words in (rules.directions, rules.leading)
    )
    within = "|".join(map(re.escape, sorted(rules.within)))
    before = rf"(?:(?i:{leading}|{directions}),?\s+|[A-Z][\w.'’-]*,?\s+){{0,5}}['‘’]?(?:[Aa]l-)?"
    return re.compile(
        rf"(?:\b(?i:{within})\s+{before}"  # in the southern province of …
        rf"|\b(?i:{directions})\s+of\s+{before}"  # south of the city of …
        r"|\b(?i:between)\s+[^,;.]*)$"  # between one place and …
    )


@cache
def _part_of() -> re.Pattern[str]:
    """The end of a text after which a division only holds what was named before it: "the town of X, …"."""
    return re.compile(r"(?:,|\bof(?:\s+the)?)\s*$")


@cache
def _all_of() -> re.Pattern[str]:
    """The end of a text after which a division is meant itself: "control of …"."""
    words = "|".join(map(re.escape, sorted(settings.control_rules().itself)))
    return re.compile(rf"\b(?i:{words})\s+of(?:\s+the)?\s*$")
