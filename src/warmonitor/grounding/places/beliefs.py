"""Letting the names of a report support each other until every candidate has its score."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from warmonitor.grounding.places.evidence import Areas, division_id, heard, nearness, vectors
from warmonitor.grounding.places.lookup import Name
from warmonitor.grounding.places.weights import Weights
from warmonitor.knowledge.gazetteer import Gazetteer, GazetteerEntry, Kind

_MET_BY: dict[Kind, frozenset[str]] = {
    "settlement": frozenset({"settlement"}),
    "division": frozenset({"division", "region"}),
    "district": frozenset({"district", "division"}),
    "region": frozenset({"region", "division", "feature"}),
    "country": frozenset({"country"}),
    "feature": frozenset({"feature"}),
}
# What has no one point.
_WIDE = frozenset({"country", "region"})


class Beliefs:
    """The scores of all candidates of all names of one report, after they have been weighed together."""

    def __init__(
        self, names: Sequence[Name], of_bodies: Collection[str], gazetteer: Gazetteer, weights: Weights
    ) -> None:
        self._names = names
        self._gazetteer = gazetteer
        self._weights = weights
        entries = [match.entry for name in names for match in name.matches]
        divisions = [division_id(entry, gazetteer) for entry in entries]
        self._entries = entries
        self._ends = np.cumsum([len(name.matches) for name in names], dtype=np.int64)
        self._owners = np.repeat(np.arange(len(names)), [len(name.matches) for name in names])
        fixed = dict.fromkeys(of_bodies, self._w("armed_body"))
        countries = [gazetteer.countries_of(entry.id) for entry in entries]
        self._countries = Areas(countries, self._owners, fixed)
        self._divisions = Areas([[code] if code else [] for code in divisions], self._owners, {})
        self._settle()

    def shares(self, number: int, kinds: frozenset[Kind]) -> NDArray[np.float64]:
        """Give the share of belief in each candidate of a name, where the words tell one of ``kinds`` (or
        none).
        """
        return softmax(self._scores[number] + self._hints(self._names[number], kinds))

    def support(self, entry: GazetteerEntry, number: int | None = None) -> float:
        """Give how much the report speaks of the entry's country, leaving out the name of that number."""
        return self._countries.told_of(self._gazetteer.countries_of(entry.id), number)

    def focus(self, number: int) -> float:
        """Give how much the report speaks of the country it speaks of most, leaving out the name of that
        number.
        """
        return float(self._countries.told(number).max(initial=0.0))

    def _w(self, key: str) -> float:
        return self._weights.scoring[key]

    def _prior(self, name: Name) -> NDArray[np.float64]:
        """Score candidates by what the name and the words beside it tell; kinds are left to the mention."""
        scores = []
        named = {match.entry.id for match in name.matches if match.quality == 1.0}
        for match in name.matches:
            entry = match.entry
            score = self._w("population") * np.log10(entry.population + 1) + self._w(entry.kind)
            # A town that shares the matched name with its division is named by it no less.
            shared = entry.kind == "settlement" and division_id(entry, self._gazetteer) in named
            score += self._quality(1.0 if shared and match.quality == 0.9 else match.quality)
            score += self._w("shared_name") if shared else 0.0
            held = name.held.get(entry.id, 0.0)
            score += self._w("held") if held == 1.0 else self._w("held_unsure") if held else 0.0
            scores.append(score)
        return np.array(scores, dtype=float)

    def _quality(self, quality: float) -> float:
        if quality == 1.0:
            return self._w("own_name")
        if quality < 0.7:
            return self._w("loose_name")
        return self._w("bare_name") if quality < 0.8 else 0.0

    def _hints(self, name: Name, kinds: frozenset[Kind]) -> NDArray[np.float64]:
        if not kinds:
            usual = self._weights.usual.get(name.key)
            return np.array([self._w("usual") if match.entry.id == usual else 0.0 for match in name.matches])
        met = frozenset[str]().union(*(_MET_BY[kind] for kind in kinds))
        fits = [match.entry.kind in met for match in name.matches]
        return np.where(fits, self._w("kind_hint"), self._w("kind_against"))

    def _settle(self) -> None:
        """Let the names support each other for some rounds; keep the scores without hints of kind."""
        names = self._names
        hints = [np.mean([self._hints(name, kinds) for kinds in name.hints], axis=0) for name in names]
        priors = [self._prior(name) for name in names]
        points = vectors(self._entries)
        counts = [1.0 + float(np.log(name.weight)) if name.weight > 1 else name.weight for name in names]
        self._scores = priors
        for _ in range(int(self._w("rounds")) if names else 0):
            beliefs = [
                softmax(score + hint) * count
                for score, hint, count in zip(self._scores, hints, counts, strict=True)
            ]
            support = self._support(heard(np.concatenate(beliefs)), points)
            told = np.split(support, self._ends[:-1])
            self._scores = [prior + more for prior, more in zip(priors, told, strict=True)]

    def _support(self, weights: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give what all the other names say for each candidate."""
        self._countries.gather(weights)
        self._divisions.gather(weights)
        spots = np.where([entry.kind in _WIDE for entry in self._entries], 0.0, weights)
        near = nearness(points, self._owners, spots, self._w("near_km"))
        near[[entry.kind == "country" for entry in self._entries]] = 0.0
        support = self._w("same_country") * np.log1p(self._countries.support())
        support += self._w("same_division") * np.log1p(self._divisions.support())
        return np.asarray(support + self._w("nearby") * np.log1p(near))


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn scores into shares that add up to 1."""
    if not scores.size:
        return scores
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())
