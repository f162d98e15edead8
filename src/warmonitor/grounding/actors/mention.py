"""One mention to one actor: from the surest way of knowing it to the weakest, then silence."""

import re

from warmonitor.grounding.actors.bodies import body_of_state, described, is_name
from warmonitor.grounding.actors.context import ActorContext
from warmonitor.grounding.actors.decision import GroundedActor, abstained, choose
from warmonitor.grounding.actors.persons import in_office, of_government
from warmonitor.grounding.actors.spelling import folded_words, spelled
from warmonitor.knowledge.registry import Registry, RegistryEntry, fold_name, shorten

_APPOSITION = re.compile(r",\s+(?:an?|the|which|who)\s", re.IGNORECASE)
_BASED = re.compile(r"\b[A-ZÀ-Þ][\w'’]*-based\s+")
_PART = re.compile(r"^(?P<part>.+?)\s+of\s+(?:the\s+)?(?P<whole>[^,]+)$", re.DOTALL)
_EDGES = " \t\n\"“”'‘’.,;:()[]"
_ARTICLE = re.compile(
    r"^(?:the|a|an|its|their|his|her|this|that|these|those|both|some|several)\s+", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s?$")
_IN_PLACE = re.compile(r"\s+(?:based in|in|near|at|outside|around|across|inside)\s+.*$", re.DOTALL)
_SHORT = 4
_LOCAL_KINDS = frozenset(
    {"armed_group", "militia", "coalition", "political", "government", "military", "police"}
)


def ground_mention(text: str, context: ActorContext, registry: Registry) -> GroundedActor:
    """Who the words of a mention mean; `id` is None for unknown groups and where several could be meant.

    Ways of knowing, in order: an abbreviation the report introduces, a name or alias, a person in office on
    the day, a body of a named country, a word the report has filled ("the Observatory"), common words in the
    country and date of the report, a known name within the words, and a near spelling.
    """
    words = _clean(text)
    if not words:
        return abstained("no words")
    for way in (_introduced, _named, in_office, _body, _filled, _described, _within, spelled):
        grounded = way(words, context, registry)
        if grounded is not None:
            return grounded
    for way in (_before_apposition, _part_of, _without_place):
        grounded = way(words, context, registry)
        if grounded is not None:
            return grounded
    return abstained("not in the registry")


def _first(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    """The first answer of the ways that rest on a name, and not on what the report speaks of."""
    for way in (_introduced, _named, in_office, _body, _within):
        grounded = way(text, context, registry)
        if grounded is not None:
            return grounded
    return None


def _before_apposition(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    """ "Human Rights Watch, an independent group": the name before what it is said to be."""
    told = _APPOSITION.search(text)
    return _first(text[: told.start()], context, registry) if told is not None else None


def _part_of(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    """ "The 9th Brigade of the Ruritanian army" is of that army."""
    told = _PART.match(text)
    if told is None or not folded_words("parts") & set(fold_name(told["part"]).split()[-1:]):
        return None
    return _first(told["whole"], context, registry)


def _without_place(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    """ "Hezbollah fighters in Tyre": the words before a place; not for groups that have branches."""
    head = _IN_PLACE.sub("", text)
    if head == text:
        return None
    grounded = _first(head, context, registry)
    entry = registry.get(grounded.id) if grounded is not None and grounded.id is not None else None
    return grounded if entry is not None and entry.country is not None else None


def _clean(text: str) -> str:
    words = _BASED.sub("", " ".join(text.split())).strip(_EDGES)
    return _ARTICLE.sub("", _POSSESSIVE.sub("", words)).strip(_EDGES)


def _introduced(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    ids = context.aliases.get(fold_name(text))
    if ids is None or text.islower():
        return None
    entries = [entry for entry in map(registry.get, ids) if entry is not None]
    if not entries:
        return abstained("the report introduces the abbreviation for somebody not in the registry")
    return choose(entries, context.countries, 0.97, "introduced in the report")


def _named(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    entries = [entry for entry in registry.candidates(text) if _cased(text, entry)]
    if not entries:
        return None
    if len(entries) > 1:
        told = [entry for entry in entries if _told_in_full(entry, text, context)]
        entries = told if len(told) == 1 else entries
    elif _strange(entries[0], text, context):
        return abstained("an abbreviation of somebody the report does not speak of", entries)
    return choose(entries, context.countries, 0.95, "known by this name")


def _strange(entry: RegistryEntry, text: str, context: ActorContext) -> bool:
    """True for a few letters that mean somebody little known of a country the report never names."""
    few_letters = len(text) <= _SHORT and text.isupper()
    little_known = entry.kind in _LOCAL_KINDS and entry.ucdp_name is None
    elsewhere = bool(context.countries) and entry.country is not None and not context.weight(entry.country)
    return few_letters and little_known and elsewhere and not entry.generated


def _told_in_full(entry: RegistryEntry, text: str, context: ActorContext) -> bool:
    return entry.id in context.named and fold_name(text) != fold_name(entry.name)


def _cased(text: str, entry: RegistryEntry) -> bool:
    """False for words in lower case, and for an abbreviation's letters not in capitals ("who", "Is")."""
    if len(text.split()) > 1:
        return True
    if text.islower():
        return False
    plain = text.replace(".", "")
    if len(plain) > _SHORT or plain.isupper():
        return True
    return any(name == text for name in entry.names)


def _body(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    return body_of_state(text, registry, context) or of_government(text, registry)


def _filled(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    entries = [entry for entry in registry.candidates_when_introduced(text) if entry.id in context.named]
    return choose(entries, context.countries, 0.9, "named elsewhere in the report") if entries else None


def _described(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    return described(text, registry, context)


def _within(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    """A known name among words that only say what it is ("the Islamist militant group X", "X fighters")."""
    words = fold_name(text).split()
    inner = _inner_names(words, text, registry)
    if not inner:
        return None
    allowed = folded_words("appositions") | folded_words("modifiers")
    turning, before = folded_words("turning"), folded_words("turning_before")
    left = [
        word for index, word in enumerate(words) if not any(start <= index < end for start, end, _ in inner)
    ]
    meant = [
        entries
        for start, end, entries in inner
        if (end == len(words) or words[end] not in turning)
        and (start == 0 or words[start - 1] not in before)
        and not _tied_to(words, start, turning)
    ]
    if not meant:
        return abstained("not the named one but one tied to it or opposed", inner[0][2])
    told = left[: -_named_bearer(left, words, text) or None]
    unknown = [
        word
        for word in told
        if word not in allowed and word not in turning and registry.state_of(word) is None
    ]
    if unknown:
        return None
    if folded_words("former") & set(left):
        return abstained("once of the named one", meant[0])
    known = _innermost([entry for entries in meant for entry in entries])
    if not _of_told_countries(known, words, inner, registry):
        return abstained("the words name another country than that of the known name", known)
    return choose(known, context.countries, 0.85, "the known name within the words")


def _tied_to(words: list[str], start: int, turning: frozenset[str]) -> bool:
    """ "Insurgents linked to the X" are not X."""
    before = [word for word in words[max(0, start - 3) : start] if word != "the"]
    return len(before) > 1 and before[-1] == "to" and before[-2] in turning


def _named_bearer(left: list[str], words: list[str], text: str) -> int:
    """How many of the last words are the name of a person after his rank: "commander Ruri Tanik"."""
    titles = folded_words("titles") | folded_words("appositions")
    for count in range(min(4, len(left) - 1), 1, -1):
        name = left[-count:]
        if words[-count:] == name and left[-count - 1] in titles and is_name(name, text):
            return 0 if set(name) & titles else count
    return 0


def _of_told_countries(
    known: list[RegistryEntry],
    words: list[str],
    inner: list[tuple[int, int, list[RegistryEntry]]],
    registry: Registry,
) -> bool:
    """False where a country stands beside the name as its own and is another: a "Syrian Arab coalition"."""
    turning = folded_words("turning")
    for index, word in enumerate(words):
        inside = any(start <= index < end for start, end, _ in inner)
        state = None if inside else registry.state_of(word)
        if state is None or (index + 1 < len(words) and words[index + 1] in turning):
            continue
        if any(entry.country != state.country and entry.kind in _LOCAL_KINDS for entry in known):
            return False
    return True


def _inner_names(
    words: list[str], text: str, registry: Registry
) -> list[tuple[int, int, list[RegistryEntry]]]:
    names = registry.folded_names()
    tokens = re.findall(r"[\w'’.\-–]*[A-ZÀ-Þ][\w'’.\-–]*", shorten(text))
    parts = [part for word in tokens for part in (word, *re.split(r"[-–]", word)) if part[:1].isupper()]
    capitals = {fold_name(word): word.strip(_EDGES) for word in [*tokens, *parts]}
    inner: list[tuple[int, int, list[RegistryEntry]]] = []
    start = 0
    while start < len(words):
        for count in range(0 if words[start - 1 : start] == ["in"] else min(9, len(words) - start), 0, -1):
            key = " ".join(words[start : start + count])
            entries = [entry for entry in names.get(key, ()) if entry.kind != "state"]
            if count == 1:
                entries = [entry for entry in entries if key in capitals and _cased(capitals[key], entry)]
            if entries:
                inner.append((start, start + count, entries))
                start += count - 1
                break
        start += 1
    return inner


def _innermost(entries: list[RegistryEntry]) -> list[RegistryEntry]:
    """Without those that are the parent of another one named."""
    parents = {entry.parent for entry in entries}
    return [entry for entry in entries if entry.id not in parents] or entries
