"""Deciding which place a name means, by everything that the report tells."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from warmonitor.grounding.places.beliefs import Beliefs
from warmonitor.grounding.places.detect import find_place_mentions
from warmonitor.grounding.places.lookup import Name, ReadMention, holders_of, read_mentions
from warmonitor.grounding.places.nouns import GroundedPlace, PlaceContext, PlaceMention
from warmonitor.grounding.places.phrases import Holder
from warmonitor.grounding.places.taken_up import with_antecedents
from warmonitor.grounding.places.weights import Weights, packaged_weights
from warmonitor.knowledge.gazetteer import Gazetteer, GazetteerEntry, Kind
from warmonitor.model.claim import Precision

_SMALL_KM = 12.0
_SPOKEN_OF = 0.5


def ground_places(
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
    gazetteer: Gazetteer,
    weights: Weights | None = None,
) -> list[GroundedPlace]:
    """Decide for every mention which place it means, in the order given.

    All names that the context's text holds are weighed together: candidates of one country, one division or
    one neighbourhood support each other. Where the gazetteer has no fitting place, the smallest place that
    the words name around it is given instead, and else nothing.
    """
    return _Grounding(mentions, context, gazetteer, weights or packaged_weights()).decide()


class _Grounding:
    def __init__(
        self, mentions: Sequence[PlaceMention], context: PlaceContext, gazetteer: Gazetteer, weights: Weights
    ) -> None:
        self._gazetteer = gazetteer
        self._weights = weights
        names: dict[str, Name] = {}
        self._read = read_mentions(mentions, context, gazetteer, names)
        found = [] if context.complete else _others(mentions, context.text, gazetteer)
        read_mentions((*context.mentions, *found), context, gazetteer, names)
        for text in (context.headline, context.dateline):
            if text:
                more = find_place_mentions(text, gazetteer=gazetteer, adjectives=True)
                read_mentions(more, PlaceContext(text=text), gazetteer, names)
        self._names = list(names.values())
        self._beliefs = Beliefs(self._names, context.countries, gazetteer, weights)

    def decide(self) -> list[GroundedPlace]:
        return with_antecedents([self._decide(read) for read in self._read])

    def _decide(self, read: ReadMention) -> GroundedPlace:
        name = self._names[read.name]
        if not name.matches:
            return self._coarser(read, "the gazetteer has no such name")
        beliefs = self._beliefs.shares(read.name, read.phrase.kinds)
        best = int(np.argmax(beliefs))
        doubt = self._doubt(read, best, self._together(name, beliefs, best))
        if doubt:
            return self._coarser(read, doubt, name, beliefs)
        return self._answer(read, name, beliefs, best)

    def _together(self, name: Name, beliefs: NDArray[np.float64], best: int) -> float:
        """Sum the belief in the best candidate and in those that hold it, or that it holds."""
        chosen = name.matches[best].entry
        total = 0.0
        for match, belief in zip(name.matches, beliefs, strict=True):
            same = match.entry.id == chosen.id or (
                belief > 0.01
                and (
                    self._gazetteer.contains(match.entry.id, chosen.id)
                    or self._gazetteer.contains(chosen.id, match.entry.id)
                    or self._gazetteer.distance(match.entry.id, chosen.id) < 15
                )
            )
            total += float(belief) if same else 0.0
        return total

    def _doubt(self, read: ReadMention, best: int, belief: float) -> str | None:
        """Say why the best candidate should not be given, if so."""
        limits = self._weights.abstain
        name = self._names[read.name]
        match = name.matches[best]
        if match.entry.id in name.held:
            return None
        if match.entry.kind != "country" and self._told_elsewhere(read):
            return "no place of this name lies in the country or division named around it"
        support = self._beliefs.support(match.entry, read.name)
        if match.quality < 0.7 and support < limits["loose_support"]:
            return "only a name of similar sound, in a country the report does not speak of"
        told = match.entry.kind in ("division", "district") and match.entry.kind in read.phrase.kinds
        small = not told and match.entry.population < limits.get(f"lonely_{match.entry.kind}", 0)
        other = bool(read.phrase.kinds) and match.entry.kind not in read.phrase.kinds
        focus = self._beliefs.focus(read.name)
        abroad = support < limits["lonely_support"] and focus >= limits["lonely_focus"]
        loose = match.quality < 1.0 and match.entry.population < limits["lonely_other_name"]
        if abroad and loose and match.entry.kind == "settlement":
            return "only another name of a town, in a country the report does not speak of"
        if abroad and (small or other):
            which = "a small place" if small else "a place of another kind"
            return f"only {which}, in a country the report does not speak of"
        return "namesakes too even" if belief < limits["score"] else None

    def _told_elsewhere(self, read: ReadMention) -> bool:
        """Tell whether the words name a country or a division as holding the place, without doubt."""
        for holder in read.phrase.holders:
            outers = holders_of(holder, self._gazetteer) if holder.sure or holder.told_kind else []
            if holder.sure and outers and outers[0].kind == "country":
                return True
            if holder.told_kind and any(outer.kind == "division" for outer in outers):
                return True
            if holder.within is not None and self._is_address(holder):
                return True
        return False

    def _is_address(self, holder: Holder) -> bool:
        """ "Y, Z", where Y is nothing but a division in the country Z."""
        around = self._gazetteer.candidates(holder.within or "")
        countries = {entry.country for entry in around if entry.kind == "country"}
        named = [entry for entry in self._gazetteer.candidates(holder.name) if entry.country in countries]
        return bool(named) and all(entry.kind in {"division", "district"} for entry in named)

    def _answer(
        self, read: ReadMention, name: Name, beliefs: NDArray[np.float64], best: int
    ) -> GroundedPlace:
        entry = name.matches[best].entry
        score = self._together(name, beliefs, best)
        return replace(
            _placed(read, entry),
            precision=_as_told(entry, read.phrase.kinds),
            relation=read.phrase.relation or ("near" if read.phrase.part else read.mention.relation),
            score=round(score, 3),
            rivals=_rivals(name, beliefs, entry.id),
            reason=self._reason(read, name, best),
        )

    def _reason(self, read: ReadMention, name: Name, best: int) -> str:
        match = name.matches[best]
        entry = match.entry
        many = len(name.matches)
        said = [f"one of {many} places of the name" if many > 1 else "the only place known"]
        if entry.id in name.held:
            said.append("held by a place named beside it")
        if read.phrase.kinds:
            said.append(f"the words tell its kind: {', '.join(sorted(read.phrase.kinds))}")
        support = self._beliefs.support(entry, read.name)
        if support >= 0.5 and entry.country:
            said.append(f"other places in {entry.country}: {support:.1f}")
        if match.quality < 0.7:
            said.append("a name of similar sound")
        return "; ".join(said)

    def _coarser(
        self,
        read: ReadMention,
        why: str,
        name: Name | None = None,
        beliefs: NDArray[np.float64] | None = None,
    ) -> GroundedPlace:
        """Give the smallest place that the words name around the mention, or nothing."""
        rivals = _rivals(name, beliefs, None) if name is not None and beliefs is not None else ()
        relation = read.phrase.relation or read.mention.relation
        options = [entry for holder in read.phrase.holders for entry in self._held_by(holder.name, read)]
        if not options:
            return GroundedPlace(mention=read.mention, relation=relation, rivals=rivals, reason=why)
        entry = max(options, key=lambda e: (e.kind != "country", self._beliefs.support(e)))
        return replace(
            _placed(read, entry), score=0.5, rivals=rivals, reason=f"{why}; the place named around it"
        )

    def _held_by(self, holder: str, read: ReadMention) -> list[GazetteerEntry]:
        """Give the division or country that a holder's name most likely means in this report."""
        found = [
            entry for h in read.phrase.holders if h.name == holder for entry in holders_of(h, self._gazetteer)
        ]
        found = [self._division_of(entry) for entry in found]
        sure = any(h.sure or h.told_kind for h in read.phrase.holders if h.name == holder)
        found = [
            entry
            for entry in found
            if entry.kind in ("division", "country", "region")
            and (sure or self._beliefs.support(entry) >= _SPOKEN_OF)
        ]
        found.sort(key=lambda e: (-self._beliefs.support(e), -e.population))
        return found[:1]

    def _division_of(self, entry: GazetteerEntry) -> GazetteerEntry:
        if entry.kind not in ("settlement", "district"):
            return entry
        return next(
            (p for p in self._gazetteer.parents(entry.id) if p.kind in ("division", "country")), entry
        )


def _others(mentions: Sequence[PlaceMention], text: str, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The names of places in a text that are none of these mentions."""
    spans = [(mention.start, mention.end) for mention in mentions]
    return [
        mention
        for mention in find_place_mentions(text, gazetteer=gazetteer, adjectives=True)
        if not any(start < mention.end and mention.start < end for start, end in spans)
    ]


def _rivals(name: Name, beliefs: NDArray[np.float64], chosen: str | None) -> tuple[tuple[str, float], ...]:
    ranked = sorted(zip(name.matches, beliefs, strict=True), key=lambda pair: -pair[1])
    rivals = [
        (match.entry.id, round(float(belief), 3)) for match, belief in ranked if match.entry.id != chosen
    ]
    return tuple(rival for rival in rivals[:5] if rival[1] > 0)


def _placed(read: ReadMention, entry: GazetteerEntry) -> GroundedPlace:
    return GroundedPlace(
        mention=read.mention,
        id=entry.id,
        name=entry.name,
        lat=entry.lat,
        lon=entry.lon,
        country=entry.country,
        admin1=entry.admin1,
        precision=precision_of(entry),
        relation=read.phrase.relation or read.mention.relation,
    )


def _as_told(entry: GazetteerEntry, kinds: frozenset[Kind]) -> Precision:
    """Give the precision of an answer; a town given for the district of its name tells no more than that."""
    if entry.kind == "settlement" and len(kinds) == 1:
        (kind,) = kinds
        return kind if kind in ("district", "division") else "settlement"
    return precision_of(entry)


def precision_of(entry: GazetteerEntry) -> Precision:
    """Give the precision with which an entry tells where something is."""
    if entry.kind == "feature":
        return "point" if (entry.radius_km or 0) <= _SMALL_KM else "region"
    return entry.kind
