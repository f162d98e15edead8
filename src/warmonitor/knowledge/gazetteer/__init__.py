"""The gazetteer: which places could a name mean? One compact file, built at first use."""

from warmonitor.knowledge.gazetteer.additions import AdditionError
from warmonitor.knowledge.gazetteer.entry import GazetteerEntry, Kind, NameMatch
from warmonitor.knowledge.gazetteer.folding import fold, fold_loosely
from warmonitor.knowledge.gazetteer.gazetteer import Gazetteer, distance_km
from warmonitor.knowledge.gazetteer.loading import default_path, load_gazetteer
from warmonitor.knowledge.gazetteer.store import GazetteerFileError

__all__ = [
    "AdditionError",
    "Gazetteer",
    "GazetteerEntry",
    "GazetteerFileError",
    "Kind",
    "NameMatch",
    "default_path",
    "distance_km",
    "fold",
    "fold_loosely",
    "load_gazetteer",
]
