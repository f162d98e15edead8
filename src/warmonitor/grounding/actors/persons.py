"""Persons in office, and the states that they and seats of government stand for."""

from warmonitor.grounding.actors.bodies import body_of_state
from warmonitor.grounding.actors.context import ActorContext
from warmonitor.grounding.actors.decision import GroundedActor, abstained, choose, found
from warmonitor.grounding.actors.spelling import folded_words
from warmonitor.knowledge.registry import Holder, Registry, RegistryEntry, fold_name


def in_office(text: str, context: ActorContext, registry: Registry) -> GroundedActor | None:
    """Whom a person in office on the day speaks for, or a body of the state that he heads."""
    holders = _holders(text, context, registry)
    if not holders:
        return None
    person = holders[0].office.person
    body = _body_after(text, holders, registry)
    if body is not None:
        return found(body, 0.85, f"a body of the state of {person}")
    if folded_words("former") & set(fold_name(text).split()):
        return abstained(f"{person}, no longer in office", person=person)
    held = [holder for holder in holders if holder.office.held_on(context.on)]
    titled = [holder for holder in held if fold_name(holder.office.title) in fold_name(text)]
    dated = [holder for holder in held if holder.office.since is not None]
    serving = [holder.entry for holder in titled or dated or held]
    if not serving:
        return abstained(f"{person}, not in office on the day", [holder.entry for holder in holders], person)
    return choose(serving, context.countries, 0.93, f"{person} speaks for it", person)


def of_government(text: str, registry: Registry) -> GroundedActor | None:
    """ "Moscow's troops" are those of the state that Moscow governs."""
    owner, rest = _owned(text)
    entries = registry.candidates(owner)
    if not rest or len(entries) != 1 or entries[0].kind != "government":
        return None
    body = _body_of(entries[0], rest, registry)
    return found(body, 0.85, f"a body of the state that {owner} governs") if body is not None else None


def _holders(text: str, context: ActorContext, registry: Registry) -> list[Holder]:
    whole = registry.holders(text)
    if whole:
        return whole
    words = fold_name(text).split()
    persons = registry.folded_persons()
    for count in range(min(5, len(words)), 1, -1):
        for start in range(len(words) - count + 1):
            holders = persons.get(" ".join(words[start : start + count]))
            if holders:
                return list(holders)
    last = words[-1] if words else ""
    titles = folded_words("titles")
    if (
        last in context.surnames
        and not text.islower()
        and (len(words) == 1 or " ".join(words[:-1]) in titles)
    ):
        return list(context.surnames[last])
    return []


def _body_after(text: str, holders: list[Holder], registry: Registry) -> RegistryEntry | None:
    """ "President X's forces" are the forces of the state whose president X is."""
    owner, rest = _owned(text)
    last = fold_name(holders[0].office.person).split()[-1]
    return _body_of(holders[0].entry, rest, registry) if last in fold_name(owner).split() else None


def _owned(text: str) -> tuple[str, str]:
    """The owner in "X's forces", and what is owned; nothing owned where nobody is told to own it."""
    owner, _, rest = text.replace("’", "'").partition("'s ")
    return owner, rest


def _body_of(entry: RegistryEntry, rest: str, registry: Registry) -> RegistryEntry | None:
    """The body of an entry's state that words name."""
    of_country = registry.bodies_of(entry.country) if entry.country is not None and rest else ()
    state = next((one.name for one in of_country if one.kind == "state"), None)
    body = body_of_state(f"{state} {rest}", registry, ActorContext()) if state is not None else None
    return registry.get(body.id) if body is not None and body.id is not None else None
