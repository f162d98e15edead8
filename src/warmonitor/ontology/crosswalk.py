"""From (type, weapon, kinds of actors) to the codes of ACLED, PLOVER, CAMEO and UCDP."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from warmonitor.ontology.files import OntologyError
from warmonitor.ontology.terms import ActorKind, Entry, ObjectKind, Side


class AcledEvent(Entry, frozen=True):
    """An ACLED event type: its disorder type and sub-event types."""

    disorder: str
    sub_events: tuple[str, ...]


class Rule(Entry, frozen=True, kw_only=True):
    """One rule of crosswalks.yaml; the head of that file says how it is read."""

    types: tuple[str, ...]
    weapon: tuple[str, ...] | None = None
    agent: tuple[str, ...] | None = None
    target: tuple[str, ...] | None = None
    acled: str | None = None
    acled_event: str | None = None
    plover: str | None = None
    cameo: str | None = None

    @property
    def is_default(self) -> bool:
        """Whether the rule fits every claim of its types."""
        return self.weapon is None and self.agent is None and self.target is None


class Pair(Entry, frozen=True):
    """A pair of sides and UCDP's type of violence for it."""

    agent: Side
    target: Side
    violence: Literal[1, 2, 3]


class Ucdp(Entry, frozen=True):
    """UCDP's type of violence by the pair of sides, for the listed claim types."""

    types: tuple[str, ...]
    pairs: tuple[Pair, ...]


class CrosswalkFile(Entry, frozen=True):
    """The whole of crosswalks.yaml."""

    acled: dict[str, AcledEvent]
    acled_disorder_of_sub_event: dict[str, str]
    rules: tuple[Rule, ...]
    ucdp: Ucdp


@dataclass(frozen=True)
class Codes:
    """The codes of other schemes; null where the scheme has none or the claim does not decide it."""

    acled_event: str | None = None
    acled_sub_event: str | None = None
    acled_disorder: str | None = None
    plover_type: str | None = None
    plover_mode: str | None = None
    cameo_root: str | None = None
    ucdp_violence: int | None = None


@dataclass(frozen=True)
class _Compiled:
    """A rule with classes and sides spelled out as kinds; null fits anything."""

    weapon: frozenset[str] | None
    agent: frozenset[str] | None
    target: frozenset[str] | None
    codes: Codes

    def fits(self, weapon: str | None, agent: str | None, target: str | None) -> bool:
        return (
            (self.weapon is None or weapon in self.weapon)
            and (self.agent is None or agent in self.agent)
            and (self.target is None or target in self.target)
        )


class Crosswalk:
    """The rules of crosswalks.yaml, compiled; every claim type has a default."""

    def __init__(
        self,
        source: CrosswalkFile,
        types: Iterable[str],
        actor_kinds: Mapping[str, ActorKind],
        object_kinds: Mapping[str, ObjectKind],
    ) -> None:
        """Takes the file and the names that its rules may use.

        Raises:
            OntologyError: naming the rule and its fault.
        """
        self.source = source
        self._sides = {kind.name: kind.side for kind in actor_kinds.values()}
        self._weapons = _members((kind.name, kind.weapon) for kind in object_kinds.values())
        self._actors = _members((kind.name, kind.side) for kind in actor_kinds.values())
        self._events = {sub: event for event, entry in source.acled.items() for sub in entry.sub_events}
        self._by_type: dict[str, list[_Compiled]] = {name: [] for name in types}
        self._pairs = {(pair.agent, pair.target): pair.violence for pair in source.ucdp.pairs}
        self._compile(source.rules)
        unknown = set(source.ucdp.types) - set(self._by_type)
        if unknown:
            raise OntologyError(f"crosswalks.yaml: ucdp: unknown types {sorted(unknown)}")

    def codes(self, claim_type: str, weapon: str | None, agent: str | None, target: str | None) -> Codes:
        """The codes of the first rule that fits, and UCDP's type of violence; see `Ontology.crosswalk`."""
        rule = next(rule for rule in self._by_type[claim_type] if rule.fits(weapon, agent, target))
        violence = None
        if claim_type in self.source.ucdp.types and agent in self._sides and target in self._sides:
            violence = self._pairs.get((self._sides[agent], self._sides[target]))
        return replace(rule.codes, ucdp_violence=violence)

    def _compile(self, rules: Sequence[Rule]) -> None:
        closed: set[str] = set()
        for number, rule in enumerate(rules, start=1):
            where = f"crosswalks.yaml: rule {number} ({', '.join(rule.types)})"
            if unreachable := closed.intersection(rule.types):
                raise OntologyError(f"{where}: stands after the default of {sorted(unreachable)}")
            if unknown := set(rule.types) - set(self._by_type):
                raise OntologyError(f"{where}: unknown types {sorted(unknown)}")
            compiled = _Compiled(
                weapon=_expand(rule.weapon, self._weapons, f"{where}: weapon"),
                agent=_expand(rule.agent, self._actors, f"{where}: agent"),
                target=_expand(rule.target, self._actors, f"{where}: target"),
                codes=self._codes_of(rule, where),
            )
            for name in rule.types:
                self._by_type[name].append(compiled)
            if rule.is_default:
                closed.update(rule.types)
        if missing := set(self._by_type) - closed:
            raise OntologyError(f"crosswalks.yaml: no default for {sorted(missing)}")

    def _codes_of(self, rule: Rule, where: str) -> Codes:
        event = rule.acled_event
        if rule.acled is not None:
            event = self._events.get(rule.acled)
            if event is None or rule.acled_event is not None:
                raise OntologyError(
                    f"{where}: acled: {rule.acled!r} is no sub-event, or its event is told twice"
                )
        if event is not None and event not in self.source.acled:
            raise OntologyError(f"{where}: acled_event: {event!r} is no event type")
        disorder = self.source.acled[event].disorder if event is not None else None
        plover, _, mode = (rule.plover or "").partition("/")
        return Codes(
            acled_event=event,
            acled_sub_event=rule.acled,
            acled_disorder=self.source.acled_disorder_of_sub_event.get(rule.acled or "", disorder or "")
            or None,
            plover_type=plover or None,
            plover_mode=mode or None,
            cameo_root=rule.cameo,
        )


def _members(pairs: Iterable[tuple[str, str | None]]) -> dict[str, frozenset[str]]:
    """What each name stands for: a kind for itself, a class or side for all its kinds."""
    members: dict[str, set[str]] = {}
    for kind, group in pairs:
        members.setdefault(kind, set()).add(kind)
        if group is not None:
            members.setdefault(group, set()).add(kind)
    return {name: frozenset(kinds) for name, kinds in members.items()}


def _expand(
    names: tuple[str, ...] | None, members: Mapping[str, frozenset[str]], where: str
) -> frozenset[str] | None:
    if names is None:
        return None
    if unknown := set(names) - set(members):
        raise OntologyError(f"{where}: unknown names {sorted(unknown)}")
    return frozenset().union(*(members[name] for name in names))
