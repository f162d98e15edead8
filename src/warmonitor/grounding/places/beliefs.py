"""Letting the names of a report support each other until every candidate has its score."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from warmonitor.grounding.places.evidence import NameBelief, division_id, gather, nearness, vector
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


class Beliefs:
    """The scores of all candidates of all names of one report, after they have been weighed together."""

    def __init__(
        self, names: Sequence[Name], outlet_country: str | None, gazetteer: Gazetteer, weights: Weights
    ) -> None:
        self._names = names
        self._gazetteer = gazetteer
        self._weights = weights
        self._fixed = {outlet_country: self._w("outlet_country")} if outlet_country else {}
        self._divisions = [[division_id(match.entry, gazetteer) for match in name.matches] for name in names]
        self._vectors = [np.array([vector(m.entry) for m in name.matches]).reshape(-1, 3) for name in names]
        self._settle()

    def shares(self, number: int, kinds: frozenset[Kind]) -> NDArray[np.float64]:
        """Give the share of belief in each candidate of a name, where the words tell one of ``kinds`` (or
        none).
        """
        return softmax(self._scores[number] + self._hints(self._names[number], kinds))

    def support(self, entry: GazetteerEntry, number: int | None = None) -> float:
        """Give how much the report speaks of the entry's country, leaving out the name of that number."""
        own = self._own[number][0] if number is not None else {}
        return self._country_support(entry, own)

    def focus(self, number: int) -> float:
        """Give how much the report speaks of the country it speaks of most, leaving out the name of that
        number.
        """
        own = self._own[number][0]
        return max(
            (total - own.get(code, 0.0) for code, total in self._evidence.countries.items()), default=0.0
        )

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
        self._priors = [self._prior(name) for name in names]
        self._scores = list(self._priors)
        for _ in range(int(self._w("rounds"))):
            beliefs = [
                NameBelief(
                    [match.entry for match in name.matches],
                    softmax(score + hint),
                    vectors,
                    divisions,
                    1.0 + float(np.log(name.weight)) if name.weight > 1 else name.weight,
                )
                for name, score, hint, vectors, divisions in zip(
                    names, self._scores, hints, self._vectors, self._divisions, strict=True
                )
            ]
            self._evidence, self._own = gather(beliefs, self._fixed, self._gazetteer)
            self._scores = [self._supported(number) for number in range(len(names))]

    def _supported(self, number: int) -> NDArray[np.float64]:
        """Add to the first scores of a name what all the other names say for each candidate."""
        matches = self._names[number].matches
        if not matches:
            return self._priors[number]
        countries, divisions = self._own[number]
        known = self._evidence.divisions
        country = [self._country_support(match.entry, countries) for match in matches]
        division = [
            known.get(code or "", 0.0) - divisions.get(code or "", 0.0) for code in self._divisions[number]
        ]
        near = nearness(self._vectors[number], number, self._evidence, self._w("near_km"))
        near[[match.entry.kind == "country" for match in matches]] = 0.0
        support = self._w("same_country") * np.log1p(np.maximum(country, 0))
        support += self._w("same_division") * np.log1p(np.maximum(division, 0))
        return np.asarray(self._priors[number] + support + self._w("nearby") * np.log1p(near))

    def _country_support(self, entry: GazetteerEntry, own: Mapping[str, float]) -> float:
        known = self._evidence.countries
        codes = self._gazetteer.countries_of(entry.id)
        return max((known.get(code, 0.0) - own.get(code, 0.0) for code in codes), default=0.0)


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn scores into shares that add up to 1."""
    if not scores.size:
        return scores
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())
