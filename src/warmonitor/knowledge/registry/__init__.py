"""The registry of actors and voices: states, forces, groups, monitors, media, aid bodies, their speakers.

It answers who a name could be; it never decides which.
"""

from warmonitor.knowledge.registry.entry import Description, Membership, Office, RegistryEntry
from warmonitor.knowledge.registry.folding import fold_name, shorten
from warmonitor.knowledge.registry.loading import load_registry
from warmonitor.knowledge.registry.own import add_entries, merge_entries, own_path, users_registry
from warmonitor.knowledge.registry.rows import RegistryError
from warmonitor.knowledge.registry.states import State
from warmonitor.knowledge.registry.store import Holder, Registry

__all__ = [
    "Description",
    "Holder",
    "Membership",
    "Office",
    "Registry",
    "RegistryEntry",
    "RegistryError",
    "State",
    "add_entries",
    "fold_name",
    "load_registry",
    "merge_entries",
    "own_path",
    "shorten",
    "users_registry",
]
