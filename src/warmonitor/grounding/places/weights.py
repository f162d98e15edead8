"""The weights of grounding, loaded from ``weights.yaml``."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign weighs; see ``weights.yaml``."""

    scoring: dict[str, float]
    abstain: dict[str, float]
    detection: dict[str, float]
    usual: dict[str, str]


@lru_cache(maxsize=1)
def packaged_weights() -> Weights:
    """Load the packaged weights."""
    raw = yaml.load(files(__package__).joinpath("weights.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return Weights(raw["scoring"], raw["abstain"], raw["detection"], raw["usual"])
